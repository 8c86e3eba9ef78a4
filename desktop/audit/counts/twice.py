"""The same thing counted in two places: offices, people who are hired, pupils, beds, villages, units below.

Rules, sources and what is not seen: resources/rules/audit/twice.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.numerals import NUMERAL, WHOLE, number
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statements
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

W = Severity.WARNING
N = rf"(?<![\d.,])(?P<count>{WHOLE})"
SMALL = rf"(?<![\d.,])(?P<count>\d{{1,2}}|{NUMERAL})"
OFFICE = r"(?:处（科）室|科（室）|科（股）室|股（室）|科室|股室|处室|部室)"
OWN_OFFICES = (
    re.compile(rf"{SMALL}个(?:内设|机关|行政|职能|业务|综合)*{OFFICE}"),
    re.compile(rf"内设{OFFICE}(?:共|有|为|共有)?{SMALL}个"),
)
"""How many offices there are: 5 个机关行政处（科）室, 内设科室 6 个."""
OF_OTHERS = re.compile("中心|站|(?<!派出)所(?!属|有)|院(?!落)|校|馆|队|下属|所属|事业单位|其中|公安|分局")
"""Words of a sentence that speaks of the offices of a unit below."""
EARLIER = re.compile("改革[前中]|调整前|合并前|划转前|[原曾](?:有|设|内设)|上年|去年")
"""Words of a time before the offices were changed."""
JOB = (
    r"(?P<noun>(?!人员|党员|队员|学员|委员|成员|公务员|演员|运动员)[\u4e00-\u9fff]{2}(?<!人)(?<!党)(?<!队)员"
    r"|辅警|协警|乡村医生|村医|特岗教师|村干部|社区工作者"
    r"|(?:临聘|编外|劳务派遣|公益性岗位|临时)人员)"
)
HIRED = (
    re.compile(rf"{N}(?:名|位|个|人)(?P<kind>[\u4e00-\u9fff]{{0,6}}?){JOB}"),
    re.compile(
        rf"(?P<kind>[\u4e00-\u9fff]{{0,4}}?){JOB}(?:在岗)?(?:人员|队伍)?(?:人?数|数量)?(?:共有?|为|约)?{N}[人名]"
    ),
)
"""People hired for one work: 182 名辅警, 聘用制书记员 25 人."""
KINDS = re.compile("专职|兼职|县级|乡级|镇级|村级|新|女|专业|一级|二级|三级|驻村|流动|公益|生态|聘用制?|劳务|退役")
"""Words before them that tell some of them from others."""
PLACES = (
    (re.compile(rf"(?:拟|计划)(?:更新)?购置(?P<noun>公务用车|车辆){N}辆"), "拟购置车辆"),
    (re.compile(rf"(?:拟|计划)(?:更新)?购置{N}辆(?P<noun>公务用车|车辆)"), "拟购置车辆"),
    (re.compile(rf"(?P<noun>(?:下属|所属|直属)事业单位)(?:共有?|为|有)?{N}[个家]"), "所属事业单位"),
    (re.compile(rf"{N}[个家](?P<noun>(?:下属|所属|直属)事业单位)"), "所属事业单位"),
    (re.compile(rf"(?P<noun>在校学?生|在籍学?生)(?:总数|总人数|人数|数)?(?:共有?|为|达到?|约)?{N}(?:人|名)"), "在校生"),
    (re.compile(rf"(?:现有|共有|有|开设)?{N}个(?P<noun>教学班)"), "教学班"),
    (re.compile(rf"(?P<noun>教学班)(?:级)?(?:共有?|总?数?为?){N}个"), "教学班"),
    (re.compile(rf"(?P<noun>编制床位|开放床位|核定床位|实有床位)(?:数|总数)?(?:共|为)?{N}张"), ""),
    (re.compile(rf"(?:下辖|辖有?|管辖|辖区内?有?)[^，。；\d]{{0,8}}{N}个(?P<noun>行政村|社区|村民小组|建制村)"), ""),
)
"""What a school, a hospital or a township counts."""
SOME = re.compile(
    "其中|新增|新建|新招|招聘|招录|招收|增加|减少|培训|补充|退出|辞退|表彰|组织|评选|每|不少于|不低于|≥|上年|去年|拟|计划|校区|分院|小学部|初中部|高中部|幼儿园|本科|寄宿|住校|贫困|困难|资助|惠及|分校|缺|各|应(?!急)|以上"
)
"""Words of a clause that counts some of them, or more of them."""

EACH_ONE = re.compile("[，、]?每(?:人|生|户|村|名)每?(?:年|月|天|学期)|[人生户]均每?[年月]?")
"""Words of what each one gets."""
OF_A_YEAR = re.compile(r"(20\d\d)年(?:度|秋季|春季)?(?!\d{0,2}月?[末底])[^，。；]{0,12}$")
"""A count of a year, not of its end."""


NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of something: what, how many, and where it stands. place: passage and sentence."""

    noun: str
    count: int
    quote: Quote
    place: tuple[int, int] = NOWHERE


def same(document: Document) -> Answer:
    """A29: what a document counts in two places is as many in both."""
    text = read(document)
    passages = [each for each in text.passages if not any("名词" in words for words in each.path)]
    found = [*_offices(passages), *_hired(document, passages, text.year), *_places(passages, text.year)]
    several: dict[str, list[Counted]] = defaultdict(list)
    for each in found:
        several[each.noun].append(each)
    several |= _people(passages, text.year, document)
    findings = list(_more_than_all(passages, several))
    for noun, mentions in several.items():
        counts = dict.fromkeys(each.count for each in mentions if not _side_by_side(each, mentions))
        if len(counts) == 2 and not _told_beside(mentions, text):
            words = "、".join(map(str, counts))
            quotes = [next(each.quote for each in mentions if each.count == count) for count in counts]
            findings.append(finding("A29", W, f"“{noun}”的个数有不同的写法：{words}", quotes, (), "各处一致"))
    seen = sum(len(mentions) > 1 for mentions in several.values())
    return answer(findings, seen, (), "没有在两处写同一事物的个数")


def _told_beside(mentions: list[Counted], text: Statements) -> bool:
    """Tell whether the sentence that counts all of them has the smaller number too: 86 名，其中 80 名在岗."""
    fewest = min(each.count for each in mentions)
    number_of = re.compile(rf"(?<![\d.,]){fewest}[名人个位]")
    places = {each.place for each in mentions if each.count != fewest} - {NOWHERE}
    passages = {each.number: each.text for each in text.passages}
    return any(number_of.search(passages[number], start) is not None for number, start in places)


PEOPLE = (
    re.compile(
        rf"(?P<noun>行政编制|事业编制|(?<!离)退休(?=人员|教师|职工|干部)|在职)(?:在编)?(?:教职工|干部职工|职工|人员|教师|干部)?(?:总人数|总数|人数|数)?(?:共计|共有|合计|共|为|有)?{N}[人名]"
    ),
    re.compile(rf"{N}[人名](?P<noun>行政编制|事业编制|(?<!离)退休|在职)(?:在编)?(?:教职工|干部职工|职工|人员)"),
)
"""The people of a unit by kind, in whatever section they are counted."""
OF_A_UNIT = re.compile(
    "机关|本级|本部(?!门)|中心|站|所(?!有)|大?队|[院馆校园场]|下属|所属|参公|行政单位|事业单位|执法|编外|管理岗|技术|原因|由于|因为?|主要是|变动"
)
"""Words of people who are some of all: of one unit or of one kind."""


NEAR_BEFORE = 80
"""Letters of its sentence around a count of people that may say whose they are."""


IN_POST = re.compile("(?:实有|现有)?在[职编](?:在编)?(?:实有)?(?:人数|人员数?|职工数)")
PRESENT, POSTS = (
    re.compile("(?:年末)?(?:实有|现有)(?:人数|人员数?)"),
    re.compile("(?:人员)?(?:编制|核定编制)(?:人?数)?"),
)
"""How columns of a table of units are headed: people in post, people there are, posts."""


def _in_post(document: Document) -> Iterator[Counted]:
    """Yield how many people in post a table of units has in all; those present, where no more than the posts."""
    hired = any(HIRED_TOO.search(each.text) for each in document.paragraphs)
    for table in document.tables:
        head = [cleaned(cell)[0] for cell in table.rows[0]] if table.rows else []
        at = next((n for n, row in enumerate(table.rows) if any(TOTAL.fullmatch(cleaned(c)[0]) for c in row[:2])), 0)
        if not at or not any("单位" in cell for cell in head):
            continue
        cells = [cleaned(cell)[0] for cell in table.rows[at]]
        found = {kind: _only(head, cells, kind) for kind in (IN_POST, PRESENT, POSTS)}
        present = found[PRESENT] if 0 < found[PRESENT] <= found[POSTS] and not hired else 0
        if count := found[IN_POST] or present:
            yield Counted("在职", count, row_quote(table, at))


HIRED_TOO = re.compile("聘用|临聘|编外|劳务派遣|长期聘|外聘")
"""Words of people who may be among those present without a post."""
TOTAL = re.compile("合计|总计|共计")


def _only(head: list[str], cells: list[str], kind: re.Pattern[str]) -> int:
    """Return the number in the only column of a kind, 0 without one."""
    found = [cell for name, cell in zip(head, cells, strict=False) if kind.fullmatch(name)]
    return int(found[0]) if len(found) == 1 and found[0].isdigit() else 0


def _people(passages: list[Passage], year: int, document: Document) -> dict[str, list[Counted]]:
    """Return kinds of people that two sections count once each, of the whole unit both times."""
    titles = titles_of(tuple(passages))
    found: dict[str, list[tuple[tuple[str, ...], Counted]]] = defaultdict(list)
    for passage in passages:
        for match in (each for pattern in PEOPLE for each in pattern.finditer(passage.text)):
            start, end = passage.sentence_at(match.start())
            before = _without_title(passage.text[max(start, match.start() - NEAR_BEFORE) : match.start()], titles)
            clause = re.split("[，；。]", passage.text[match.end() : min(end, match.end() + NEAR_BEFORE)])[0]
            some = OF_A_UNIT.search(before + clause) or OF_A_UNIT.search("".join(passage.path[-1:]))
            if not some and not _of_some(passage, match, year):
                counted = Counted(match["noun"], number(match["count"]), passage.quote(*match.span()))
                found[match["noun"]].append((passage.path, counted))
            else:
                found[match["noun"]].append((("",), Counted("", 0, passage.quote(*match.span()))))
    tables = list(_in_post(document))
    found["在职"] += [((f"表{number}",), each) for number, each in enumerate(tables)]
    return {
        f"{noun}人员" if len(noun) == 2 else noun: [each for _, each in mentions]
        for noun, mentions in found.items()
        if len(mentions) == len({path for path, _ in mentions}) == 2 and all(each.noun for _, each in mentions)
    }


def _without_title(words: str, titles: str) -> str:
    """Return words without the name of the document's maker."""
    for name in re.findall(r"[\u4e00-\u9fff]{4,30}", words):
        own = next((name[:n] for n in range(len(name), 3, -1) if name[:n] in titles), "")
        words = words.replace(own, "") if own else words
    return words


SOME_OF = re.compile(rf"{N}个(?P<noun>行政村|建制村|村民小组|教学班)")
"""Some of what a place or a school has."""
OF_MORE = re.compile("全[省市州县区旗校]|各乡镇|上年|去年|原有|合并|累计|20\\d\\d年|每|中心校|学区")
"""Words before a count that is of a wider place or of another time."""


def _more_than_all(passages: list[Passage], several: dict[str, list[Counted]]) -> Iterator[AuditFinding]:
    """Yield where some of a thing are more than all of it, of which there are fewer elsewhere: 下辖 10 个行政村."""
    for passage in passages:
        for match in SOME_OF.finditer(passage.text):
            every = several.get(match["noun"], [])
            all_of = {each.count for each in every}
            start, _ = passage.sentence_at(match.start())
            wider = OF_MORE.search(re.split("[；：]", passage.text[start : match.start()])[-1])
            if len(all_of) == 1 and not wider and number(match["count"]) > max(all_of):
                words = f"{max(all_of)}、{match['count']}"
                quotes = [every[0].quote, passage.quote(*match.span())]
                message = f"“{match['noun']}”的个数有不同的写法：{words}"
                yield finding("A29", W, message, quotes, (), "部分不多于全部")


def _side_by_side(own: Counted, mentions: list[Counted]) -> bool:
    """Tell whether a sentence counts a thing more than once: each is of one place or unit."""
    return own.place != NOWHERE and any(each.place == own.place and each.count != own.count for each in mentions)


def _offices(passages: list[Passage]) -> Iterator[Counted]:
    for passage in passages:
        for match in (each for pattern in OWN_OFFICES for each in pattern.finditer(passage.text)):
            start, _ = passage.sentence_at(match.start())
            before = re.sub("部门预算单位|预算单位", "", passage.text[start : match.start()])
            if not OF_OTHERS.search(before) and not EARLIER.search(before) and number(match["count"]):
                yield Counted("内设科室", number(match["count"]), passage.quote(*match.span()))


def _hired(document: Document, passages: list[Passage], year: int) -> Iterator[Counted]:
    for passage in passages:
        for match in (each for pattern in HIRED for each in pattern.finditer(passage.text)):
            if not _of_some(passage, match, year):
                place = (passage.number, passage.sentence_at(match.start())[0])
                yield Counted(_noun(match), number(match["count"]), passage.quote(*match.span()), place)
    for table in document.tables:
        for at, row in enumerate(table.rows):
            words = " ".join(cleaned(cell)[0] for cell in row)
            joined = re.sub(r"(?<=[\u4e00-\u9fff])[ =＝]+(?=\d)", "", words)
            matches = [each for pattern in HIRED for each in pattern.finditer(joined)]
            if len(matches) == 1 and not SOME.search(joined):
                quoted = row_quote(table, at)
                yield Counted(_noun(matches[0]), number(matches[0]["count"]), quoted)


def _noun(match: re.Match[str]) -> str:
    """Return who is counted, with the words that tell some of them from others."""
    return "".join(sorted(set(KINDS.findall(match["kind"])) - {"聘用", "聘用制"})) + match["noun"]


def _places(passages: list[Passage], year: int) -> Iterator[Counted]:
    for passage in passages:
        for pattern, name in PLACES:
            for match in pattern.finditer(passage.text):
                planned = name == "拟购置车辆"
                start, end = passage.sentence_at(match.start())
                divided = name == "所属事业单位" and "其中" in passage.text[match.end() : end]
                if not divided and not _of_some(passage, match, year, planned=planned):
                    quoted, place = passage.quote(*match.span()), (passage.number, start)
                    yield Counted(name or match["noun"], number(match["count"]), quoted, place)


def _of_some(passage: Passage, match: re.Match[str], year: int, *, planned: bool = False) -> bool:
    """Tell whether the words around a count make it one of some, of a change or of another year."""
    start, end = passage.sentence_at(match.start())
    before = passage.text[start : match.start()]
    clause = re.split("[，；。]", before)[-1] + match[0] + re.split("[，；。]", passage.text[match.end() : end])[0]
    clause = re.sub("拟|计划", "", clause) if planned else clause
    years = {int(each) for each in re.findall(r"20\d\d(?=年)", passage.text[start : match.start("count")])}
    return (
        SOME.search(EACH_ONE.sub("", clause)) is not None
        or bool(years - {year, year - 1})
        or str(year - 1) in OF_A_YEAR.findall(before + match[0])
    )


AND_BELOW = re.compile(
    rf"(?:本级|机关|本部)(?:预算)?(?:以及|及|和|与)(?:其|上述|以上|局属|所属|下属|直属|的)*{SMALL}[个家](?:二级|下属|所属|基层|事业|预算)*单位"
)
"""An office and so many units below it."""
OF_KINDS = re.compile(
    r"行政单位(?P<office>\d{1,2})[个家][，、](?:参公(?:事业)?单位(?P<alike>\d{1,2})[个家][，、])?(?:全额|财政补助)?事业单位(?P<below>\d{1,2})[个家]"
)
LISTED = re.compile(r"(?P<count>[1-9]\d?)[.．、](?!\d)|（(?P<other>[1-9]\d?)）")
SHORT = 16
"""Letters between a count and the lines of its list."""
LONGEST = 36
"""Letters of the longest line that is only a name."""
NEAR = 2
"""Passages in which what was counted is counted by kinds."""


def below(document: Document) -> Answer:
    """A30: the units below an office are as many as the lines or kinds that follow."""
    passages, findings, seen = read(document).passages, list[AuditFinding](), 0
    for at, passage in enumerate(passages):
        for match in AND_BELOW.finditer(passage.text):
            stated, following = number(match["count"]), passages[at + 1 :]
            rest = passage.text[match.end() :]
            right, other = _lines(rest, following) if rest.endswith("：") else (0, None)
            if other is None:
                right, other = _kinds(passage, match, following)
            seen += other is not None
            if other is not None and right != stated:
                message = f"写本级和 {stated} 个所属单位，后面列出的所属单位是 {right} 个"
                quotes = [passage.quote(*match.span()), other]
                findings.append(finding("A30", W, message, quotes, (), f"{right} 个，或改正所列"))
    return answer(findings, seen, (), "没有写本级和几个所属单位，或后面没有列出")


def _lines(rest: str, following: tuple[Passage, ...]) -> tuple[int, Quote | None]:
    """Return how many units below an office the numbered lines right after a sentence list, the office first."""
    names = list[Passage]()
    for passage in following if len(rest) < SHORT else ():
        match = LISTED.match(passage.text)
        if match is None or int(match["count"] or match["other"]) != len(names) + 1:
            break
        names.append(passage)
    listed = len(names) > 1 and re.search("本级|机关|本部", names[0].text) is not None
    short = all(len(each.text) <= LONGEST for each in names)
    return (len(names) - 1, names[-1].quote(0, 30)) if listed and short else (0, None)


def _kinds(passage: Passage, match: re.Match[str], following: tuple[Passage, ...]) -> tuple[int, Quote | None]:
    """Return how many units below an office there are by kinds, where the office is the only one of its kind."""
    for each in (passage, *following[:NEAR]):
        found = OF_KINDS.search(each.text, match.end() if each is passage else 0)
        if found and int(found["office"]) == 1:
            return int(found["below"]) + int(found["alike"] or 0), each.quote(*found.span())
    return 0, None


RULES: tuple[Rule, ...] = (
    Rule("A29", "同一事物的个数各处一致", same),
    Rule("A30", "所属单位的个数与所列相符", below),
)
