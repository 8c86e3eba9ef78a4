"""Things counted beside their names: 春节文艺汇演、广场舞大赛、村晚 3 项品牌活动; 品牌活动 3 项（甲、乙、丙）.

Rules, sources and what is not seen: resources/rules/audit/things_listed.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

NOUN = (
    "活动|品牌|赛事|比赛|竞赛|节目|剧目|节会|节庆|工程|行动|课程|制度|机制|平台|系统|基地|服务|业务|任务|工作|职能|职责|内容|措施|指标|环节"
    "|专题|主题|节日|节点|行业|领域|产业|项目|调查|普查|检查|整治|演练|培训|栏目|专栏|专项|类别|方面|模块|功能|场所|场馆|景区|景点|路段|河流"
    "|展览|展演|演出|晚会|讲座|培训班|兴趣班|工作室|培训室|产品|人群|群体|片区|阵地|窗口|板块|载体|渠道|课题|节"
)
"""What is counted: 品牌活动, 专项整治, 民生工程."""
N = rf"(?<![\d.,第十—~-])(?:\d{{1,2}}|{NUMERAL})"
UNIT = "(?:[项个场类种大门堂轮期次]|大类)"
KIND = rf"{UNIT}(?P<noun>[\u4e00-\u9fff]{{0,8}}?(?:{NOUN}))"
COUNT = re.compile(rf"{N}{UNIT}")
NAME = r"[\u4e00-\u9fff“”《》A-Za-z·\-]{2,24}?"
BEFORE = re.compile(
    rf"(?P<names>(?:{NAME}、){{2,14}}[\u4e00-\u9fff“”《》A-Za-z·\-]{{2,20}}?)(?P<count>{N})(?![次轮期]){KIND}(?=[，。；、）为均都]|全部|$)"
)
"""Names, and then how many of what they are."""
BEHIND = re.compile(
    rf"(?P<count>{N}){KIND}(?:（|：|，?(?:具体|主要)?(?:包括|分别[为是]|即|如下|具体为|有)：?)(?P<names>[^，。；：（）\d]{{6,240}}?)(?=[，。；）]|$)"
)
TURNED = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?(?:{NOUN}))(?:共计|共有|合计|共|有|为)?(?P<count>{N})[项个场类种门堂轮期次](?:（|：|，(?:具体|主要)?(?:包括|分别[为是]|即|如下|具体为)：?)(?P<names>[^，。；：（）\d]{{6,240}}?)(?=[，。；）]|$)"
)
"""How many of what, and then their names: 5 项品牌活动（…）; 品牌活动 5 项，分别为…."""
CONTENT = (
    r"(?:，(?:(?:预计|计划|拟|共|参加|参会|参训|培训|会议|总)*(?:人数|人员|规模)?(?:约|共|为)?\d+(?:余)?人次?|为期\d+天|每[次期]\d+天)){0,2}"
    r"，?(?:（)?(?:会议|培训|活动|课程|演练|检查)?(?:内容|主题|课题|科目|议题)(?:主要)?(?:分别)?(?:为|包括|是|有|涉及|涵盖)：?"
    r"(?P<names>[^，。；：（）\d]{6,240}?)(?=[，。；）]|$)"
)
MEETING = "会议|培训班?|讲座|演练|检查|活动|轮训|课程|论坛|竞赛|比赛|调研"
HELD = (
    re.compile(rf"(?P<noun>[\u4e00-\u9fff]{{0,8}}?(?:{MEETING}))(?P<count>{N})[次期场个轮]{CONTENT}"),
    re.compile(rf"(?P<count>{N})[次期场个轮](?P<noun>[\u4e00-\u9fff]{{0,8}}?(?:{MEETING})){CONTENT}"),
)
"""How many meetings there are, how many come, and then what each is about: 拟开展培训 4 次，人数 260 人，内容为…."""
EVENT = re.compile(f"(?:{MEETING}|会|班|赛|课)(?:（[^（）]*）)?$")
"""How a name ends that is of one meeting, not of a subject of it."""
AND_SO_ON = re.compile(
    rf"(?P<names>(?:[\u4e00-\u9fff“”（）]{{1,20}}、){{2,30}}[\u4e00-\u9fff“”（）]{{1,20}}?)等(?:共)?(?P<count>{NUMERAL}|\d{{1,2}})(?P<unit>[个项家所场类种名处])"
    r"(?P<noun>[\u4e00-\u9fff]{1,12})"
)
"""Names, 等, and how many there are of them."""
OFFICE = re.compile(
    "社区|行政村|村|乡镇|街道|镇|科室|股室|处室|部门|内设机构|机构|法庭|学校|专业|校区|院区|司法所|派出所|市场监管所|分局|单位"
)
"""By which word the same things are counted elsewhere: 社区 of 社区居民委员会."""
FAR = 2
"""By how many a count may be less than the names before 等: by more it is of something else."""
LONG = 60
"""Letters of a cell that counts things."""
SOME = re.compile(
    "主要|其中|等|为主|重点(?:包括|有|为|是)|不少于|以上|至少|超过|余|多|左右|各|新增|每|另|上年|分别开展|例如|如："
)
"""Words by which a count may be of more than the names, or of each of them."""
WHOLE, CONTENT_MAINLY = re.compile("主要用于|其中"), re.compile("内容主要")
"""Words that leave a count what it is: before names counted right behind them, before what meetings are about."""
VERB = re.compile(
    "(?:开展|实施|完成|建设|推进|组织|举办|安排|落实|新建|设立|打造|召开|参与|承办|参加|用于|推出|涉及|支持|共|合计|总计)(?:了|好)?$"
)
"""What ends words before a count that is of something done there, not of the names: 农业、工业、服务业实施 5 项工程."""
JOIN = re.compile("以及|(?<![普涉])及|(?<![共饱])和(?![谐平睦])|与")
FEWEST, MOST_APART = 3, 1
"""Names of a list that is believed; by how many its count may be wrong."""
BRACKETS = re.compile("（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Listed:
    """A count of things and their names: where it stands, how many they may be."""

    passage: Passage
    match: re.Match[str]
    span: tuple[int, int]
    possible: range

    @property
    def stated(self) -> int:
        """How many the count says."""
        return number(self.match["count"])


def look(document: Document) -> Answer:
    """A134: as many things are named right beside a count as it says."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for each in _listed(passage):
            seen += 1
            few, many = each.possible[0], each.possible[-1]
            apart = min(abs(each.stated - few), abs(each.stated - many))
            if each.stated not in each.possible and apart <= MOST_APART:
                message = f"写 {each.stated} 项“{each.match['noun']}”，列出 {few} 项"
                right = f"{few} 项，或补上漏列的"
                findings.append(passage_finding("A134", Severity.WARNING, message, passage, each.span, right))
    for each in _and_so_on(document):
        seen += 1
        if each.stated not in each.possible:
            few = each.possible[0]
            elsewhere = f"，别处也写 {few}" if each.stated > few else ""
            message = f"写等 {each.stated} {each.match['unit']}，列出 {few} {each.match['unit']}{elsewhere}"
            findings.append(passage_finding("A134", Severity.WARNING, message, each.passage, each.span, str(few)))
    return answer(findings, seen, (), "没有紧挨着个数列出名称的活动、任务等")


def _listed(passage: Passage) -> Iterator[Listed]:
    """Yield the counts of a passage with names right before or behind them, each number once."""
    if "、" not in passage.text or not COUNT.search(passage.text):
        return
    text, places = _without_brackets(passage.text)
    taken = set[int]()
    for pattern, of in (
        *((each, passage.text) for each in HELD),
        (BEHIND, passage.text),
        (TURNED, passage.text),
        (BEFORE, text),
    ):
        for match in pattern.finditer(of):
            start, end = match.start(), match.end()
            at = match.start("count")
            if pattern is BEFORE:
                start, end, at = places[start], places[end - 1] + 1, places[at]
            clause = re.split("[，。；：]", of[: match.start()])[-1]
            last = match["names"].rpartition("、")[2]
            around = (WHOLE if pattern is BEFORE else CONTENT_MAINLY).sub("", clause[-12:] + match[0])
            if at in taken or SOME.search(around) or "、" not in match["names"]:
                continue
            taken.add(at)
            if pattern is BEFORE and VERB.search(last):
                continue
            names = match["names"].split("、")
            if pattern in HELD and not ("分别" in match[0] or all(map(EVENT.search, _events(match, names)))):
                continue  # one of them may have several subjects
            joined = sum(len(JOIN.findall(name)) for name in names)
            if len(names) >= FEWEST and all(len(name) > 1 for name in names):
                yield Listed(passage, match, (start, end), range(len(names), len(names) + joined + 1))


def _events(match: re.Match[str], names: list[str]) -> list[str]:
    """Return the names that must be of meetings: the last one does for all where 人数 stands before, as in the form."""
    return names[-1:] if "人数" in match[0] else names


def _and_so_on(document: Document) -> Iterator[Listed]:
    """Yield the counts behind 等, how many are named before it where another place says just so many of them.

    甲、乙、丙等 4 个社区 may name some of them: where it is 辖区 3 个社区 elsewhere, it names all.
    """
    text = read(document)
    cells = [cell for table in document.tables for row in table.rows for cell in row if len(cell) < LONG]
    for passage in text.passages:
        for match in AND_SO_ON.finditer(passage.text) if "等" in passage.text else ():
            names = BRACKETS.sub("", match["names"]).split("、")
            joined = sum(len(JOIN.findall(name)) for name in names)
            kind = OFFICE.search(match["noun"]) or re.search(NOUN, match["noun"])
            stated = number(match["count"])
            if len(names) < FEWEST or joined or kind is None or not stated:
                continue
            if len(names) - FAR <= stated < len(names):  # 等 can only add to what is named
                yield Listed(passage, match, match.span(), range(len(names), len(names) + 1))
                continue
            again = re.compile(
                rf"(?:辖|现有|共有?|下设|内设|设有|设立|所属|下属|全[县市区镇乡局部院校]|由)[^，。；：、\d]{{0,8}}(?P<a>{N}){match['unit']}[\u4e00-\u9fff]{{0,4}}{kind[0]}"
                rf"|{kind[0]}(?:数量?)?(?:共|有|：|≥|=|为)?(?P<b>{N})(?:{match['unit']}|(?![\d.%\u4e00-\u9fff]))"
            )
            others = [each.text for each in text.passages if each is not passage and kind[0] in each.text]
            rest = passage.text[: match.start()] + "。" + passage.text[match.end() :]
            counted = {number(of["a"] or of["b"]) for words in (*others, rest, *cells) for of in again.finditer(words)}
            if counted == {len(names)}:
                yield Listed(passage, match, match.span(), range(len(names), len(names) + 1))


def _without_brackets(text: str) -> tuple[str, list[int]]:
    """Return a text without what stands in brackets, and where each letter left stood."""
    inside = {at for match in BRACKETS.finditer(text) for at in range(*match.span())}
    places = [at for at in range(len(text)) if at not in inside]
    return "".join(text[at] for at in places), places


RULES: tuple[Rule, ...] = (Rule("A134", "紧挨着列出的活动、任务等与项数相符", look),)
