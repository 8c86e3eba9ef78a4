"""What a text says twice of its vehicles, of the day at which things were counted, and of units below it.

Rules, sources and what is not seen: resources/rules/audit/repeated.md.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from desktop.audit.contradiction import answer, figures, finding, passage_finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

W = Severity.WARNING
OWNED = re.compile(
    r"(?:现有|共有|实有|拥有|保有量为?|保有)(?:公务用车|公车|车辆|用车)(?:保有量)?(?:为|共)?(\d{1,4})[辆台]"
    r"|(?:公务用车|公车|车辆)(?:实有数|实有|保有量|总数)(?:为|共|是)?(\d{1,4})[辆台]"
    r"|(?<=[：、，；。含（])(?:公务用车|车辆)(\d{1,4})[辆台](?=[，、（](?:账面|净值|原值|价值|金额|[\d.,]+万?元))"
)
"""How many vehicles there are in all."""
OFFICIAL = re.compile("公务用车|公车")
CHANGING = re.compile(
    r"(?:购置|更新|新增|报废|处置|购买)[^，。；\d]{0,12}[1-9]\d{0,2}[辆台]|[1-9]\d{0,2}[辆台][^，。；\d]{0,8}(?:购置|更新|报废|处置)"
)
"""Words that the number of vehicles will be another one."""
USED = re.compile(
    r"(?:用于|保障|其中)?(?<!\d)(\d{1,4})[辆台](?:公务用车|公车|车辆|车)的?(?:燃油|燃料|运行|维修|维护|保险|日常|油料|过路)"
)
"""How many of them are in use."""
NOT_OFFICIAL = re.compile("救护|校车|消防|环卫|洒水|作业|工程车|专用|特种|执法|业务用车|其[他余]|监测|警车|警用")
"""Kinds of vehicles that an office need not count among its official ones (公务用车)."""
OTHER_CARS = re.compile("购置|更新|新增|租|报废|处置|拟")


def vehicles(document: Document) -> Answer:
    """A93: no more vehicles are in use than there are; a unit has one number of vehicles."""
    findings, seen = list[AuditFinding](), 0
    passages = [each for each in read(document).passages if not any("名词" in words for words in each.path)]
    owned = [
        (p, m, int(m[1] or m[2] or m[3])) for p in passages for m in OWNED.finditer(p.text) if not _of_others(p, m)
    ]
    most = max((count for _, _, count in owned), default=0)
    cars = Counter(int(each[1]) for p in passages for each in CARS.finditer(p.text)) if owned else Counter[int]()
    bought = {int(each[1]) for p in passages for each in BOUGHT.finditer(p.text)} if owned else set[int]()
    besides = {*bought, *_besides(passages)} if owned else bought
    for passage in passages if owned else ():
        for match in USED.finditer(passage.text):
            if OTHER_CARS.search(passage.clause(*match.span()).text):
                continue
            seen += 1
            if int(match[1]) < most and len({count for *_, count in owned}) == 1:
                findings += _fewer_in_use(passage, match, owned[0], (cars, bought))
            if int(match[1]) > most and int(match[1]) - most not in besides:
                message = f"写 {match[1]} 辆车的运行，而车辆共 {most} 辆"
                quotes = [passage.quote(*match.span()), owned[0][0].quote(*owned[0][1].span())]
                findings.append(finding("A93", W, message, quotes, (), f"不超过 {most} 辆"))
    counts = Counter(count for _, _, count in owned)
    seen += len(owned) > 1
    if len(counts) > 1 and _fewer_official(owned):
        pass  # the others are of kinds of their own
    elif len(counts) == BOTH and max(counts) - min(counts) in besides:
        pass  # before and after some are bought or given up
    elif len(counts) > 1 and len({passage.path[:1] for passage, _, _ in owned}) == 1:
        words = "、".join(f"{count} 辆" for count in counts)
        quotes = [passage.quote(*match.span()) for passage, match, _ in owned]
        findings.append(finding("A93", W, f"车辆总数有不同的写法：{words}", quotes, (), "各处一致"))
    elif len(counts) > 1 and not any(CHANGING.search(passage.text) for passage in passages):
        findings += _in_two_sections(owned)
    return answer(findings, seen, (), "没有在两处写车辆数")


def _besides(passages: Iterable[Passage]) -> set[int]:
    """Return the numbers of vehicles that are told besides the others."""
    return {int(found[1]) for each in passages for found in BESIDES.finditer(each.text)}


BOTH = 2
BESIDES = re.compile(r"另[有外][^，。；\d]{0,16}(\d{1,3})[辆台]")
Owned = tuple[Passage, re.Match[str], int]
CARS = re.compile(r"(?<!\d)(\d{1,4})[辆台](?!（套）)")
MOST_KINDS = 8
"""Numbers of vehicles of kinds of which every sum is looked at."""


def _fewer_in_use(
    passage: Passage, match: re.Match[str], owned: Owned, counts: tuple[Counter[int], set[int]]
) -> Iterator[AuditFinding]:
    """Yield where fewer vehicles are in use than there are, which are none of the kinds nor some of them.

    counts: how often each number of vehicles stands in the document, and which are bought or sold.
    """
    there, place, most = owned
    used, rest = int(match[1]), there.text[place.end() : there.sentence_at(place.start())[1]]
    kinds = [int(each) for each in CARS.findall(rest)]
    if not kinds and most - used > 1 and OFFICIAL.search(match[0]) and not OFFICIAL.search(place[0]):
        return  # of what kinds the others are nobody says
    sums = {0}
    for count in kinds[:MOST_KINDS]:
        sums |= {each + count for each in sums}
    cars, bought = counts
    alone = cars[used] <= 1 and most - used not in bought  # its own words are one
    if used not in sums and most - used not in sums and alone and len(kinds) <= MOST_KINDS:
        message = f"写 {used} 辆公务用车的运行，而车辆共 {most} 辆"
        quotes = [passage.quote(*match.span()), there.quote(*place.span())]
        yield finding("A93", W, message, quotes, (), "两处一致")


BOUGHT = re.compile(r"(?:购置|更新|新增|报废|处置|购买|租赁|封存)[^，。；\d]{0,12}(\d{1,3})[辆台]")


def _fewer_official(owned: list[Owned]) -> bool:
    """Tell whether there are fewer official vehicles (公务用车) than vehicles, which are of other kinds besides."""
    official = {count for _, match, count in owned if OFFICIAL.search(match[0])}
    every = [each for each in owned if not OFFICIAL.search(each[1][0])]
    others = any(NOT_OFFICIAL.search(p.text, m.end(), p.sentence_at(m.start())[1]) for p, m, _ in every)
    return len(official) == 1 and len({count for *_, count in every}) == 1 and others and max(official) < every[0][2]


ALL_OFFICIAL = re.compile("，(?:均|全部|都)?(?:为|是|系)(?:一般)?(?:公务用车|公车)")
"""What follows a number of vehicles that are all official ones."""


def _in_two_sections(owned: list[Owned]) -> Iterator[AuditFinding]:
    """Yield where two sections count vehicles of one name, or more official ones (公务用车) than there are in all."""
    official = [each for each in owned if OFFICIAL.search(each[1][0])]
    every = [each for each in owned if each not in official]
    official += [each for each in every if ALL_OFFICIAL.match(each[0].text, each[1].end())]
    for several in (official, every):
        if len({count for _, _, count in several}) > 1:
            words = "、".join(f"{count} 辆" for count in dict.fromkeys(count for _, _, count in several))
            quotes = [passage.quote(*match.span()) for passage, match, _ in several]
            yield finding("A93", W, f"车辆数有不同的写法：{words}", quotes, (), "各处一致")
            return
    if official and every and official[0][2] > every[0][2]:
        quotes = [passage.quote(*match.span()) for passage, match, _ in (official[0], every[0])]
        message = f"公务用车 {official[0][2]} 辆，多于车辆总数 {every[0][2]} 辆"
        yield finding("A93", W, message, quotes, (), f"不超过 {every[0][2]} 辆")


OWN = re.compile("^(?:我|本)(?:部门|单位|局|院|校|中心|委|馆|镇|乡|办|会|站|所)[^，。；]{0,4}$")
"""The one whose vehicles they are: all of the document's maker."""


def _of_others(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether vehicles are of one unit among several, or those that another year had."""
    a, _ = passage.sentence_at(match.start())
    before = ALL_UNITS.sub("", passage.text[a : match.start()])
    own = re.split("[，；。]", before)[-1]
    if OWN.search(own):
        return False
    money = match[3] or (re.search("万?元[^其]*$", before) and "其中" not in own)  # 其中购置费 0 万元，保有量 2 辆
    if re.search("上年|去年|平台", own if money else before):
        return True
    return re.search("本级|所属(?!预算单位共)|下属" + ("" if money else "|其中"), before) is not None


ALL_UNITS = re.compile(
    "(?:本级|机关|本部|本部门|本单位)(?:及|和|以及|与)(?:其)?(?:所属|下属)(?:各)?(?:预算)?(?:事业)?单位|所属各(?:预算)?单位"
)
"""All of a department: 部门本级及所属各单位共有车辆 14 辆."""


DAY = re.compile(r"截[至止](?:时间|日期)?：?到?(20\d\d)年(?:12月31日|12月底|底|末|度末)")
"""The end of a year at which things are counted."""
TABLED = re.compile("截[至止](?:时间|日期)：")
"""How the line over a table begins that says when things were counted."""
COUNTED = re.compile("资产|车辆|房屋|设备")


def days(document: Document) -> Answer:
    """A53: assets are counted at the end of one year, in the text and in the titles of tables."""
    text = read(document)
    found = [(p, m) for p in text.passages for m in DAY.finditer(p.text) if _of_assets(p, m)]
    years = {match[1] for _, match in found}
    findings = []
    if text.year and len(years) > 1 and str(text.year - 1) in years:
        for passage, match in found:
            if match[1] != str(text.year - 1):
                other = next(each for each in found if each[1][1] == str(text.year - 1))
                message = f"资产的时点此处是 {match[1]} 年，别处是 {text.year - 1} 年"
                quotes = [passage.quote(*match.span()), other[0].quote(*other[1].span())]
                findings.append(finding("A53", W, message, quotes, (), f"{text.year - 1} 年"))
    return answer(findings, len(found), (), "没有写资产的时点")


def _of_assets(passage: Passage, match: re.Match[str]) -> bool:
    a, b = passage.sentence_at(match.start())
    around = passage.text[a:b] + "".join(passage.path[-2:])
    return COUNTED.search(around) is not None or ("：" in match[0] and TABLED.match(passage.text) is not None)


ALONE = re.compile(
    r"(?:无|没有|不含|未设)(?:任何)?(?:下属|所属|下级|二级)(?:独立核算|独立编制|预算)?的?(?:独立核算的?)?(?:预算|二级|下级|事业)?单位"
    r"|预算编制范围[^，。；]{0,12}(?:仅|只)(?:为|有|含|包括)[^，。；]{0,20}(?:本级|本部|机关)"
)
"""Words that there is no unit below."""
BELOW = re.compile(
    r"(?:我[校院局中心站所馆会委办队]|本(?:部门|单位|级)|[校院局委办会中心站所])(?:及|和|与)其?(?:所属|下属)各?(?:预算|二级|事业)*单位"
)
"""Words that there is one."""
OF_TEMPLATE = re.compile("是指|指的是|反映|口径|占[有用]使用|使用占[有用]|资产(?:占[有用]|使用|总体|基本)")
"""Words of an explanation, and of the line a form prints above its figures for every office."""
TOLD_OF = re.compile(r"(?<![\d年月.])[1-9][\d,.]*(?:亿元|万?元|辆|台|套|[个家](?!月))|0\.\d*[1-9]")
"""Something that is there."""


COUNTED_BELOW = re.compile(
    r"(?:所属|下属|下辖|二级)(?:(?:二级|预算|事业|独立核算)*单位)?(?:共有?|有|为)?([1-9]\d?)[个家](?:(?:二级|预算|事业|独立核算)*单位)?"
    r"|([1-9]\d?)[个家](?:所属|下属|下级|二级)(?:二级|预算|事业|独立核算)*单位"
)
"""How many units there are below."""
BUDGETED, APART = re.compile("预算|二级"), re.compile("独立")
"""Words that narrow what is said not to be there: 无下属预算单位 beside 下属事业单位 3 个 may be true."""


def _counted_below(alone: re.Match[str], passages: Iterable[Passage]) -> Iterator[AuditFinding]:
    """Yield where units below are counted although there is none (无下属单位)."""
    if not re.match("无|没有", alone[0]) or APART.search(alone[0]):
        return
    for passage in passages:
        for match in COUNTED_BELOW.finditer(passage.text):
            narrow = BUDGETED.search(alone[0]) and not BUDGETED.search(match[0])
            itself = (match[1] or match[2]) == "1" and "编制范围" in passage.text[: match.start()]  # the office is one
            if not narrow and not itself and "单位" in match[0] and not any("名词" in words for words in passage.path):
                message = f"一处写“{alone[0]}”，此处写“{match[0]}”"
                yield passage_finding("A45", W, message, passage, match.span(), "前后一致")


def below(document: Document) -> Answer:
    """A45: where there is no unit below, the text does not speak of their budgets."""
    passages = read(document).passages
    alone = next(((p, m) for p in passages for m in ALONE.finditer(p.text)), None)
    findings, seen = list[AuditFinding](), 0
    for passage in passages if alone else ():
        if any(re.search("职责|职能|名词", words) for words in passage.path):
            continue
        for match in BELOW.finditer(passage.text):
            a, b = passage.sentence_at(match.start())
            seen += 1
            sentence = passage.text[a:b]
            if OF_TEMPLATE.search(sentence) and not TOLD_OF.search(sentence):
                continue
            if alone and re.search("预算|收入|支出|财政拨款|绩效", sentence) and passage is not alone[0]:
                message = f"前面写“{alone[1][0]}”，此处写“{match[0]}”"
                findings.append(passage_finding("A45", W, message, passage, match.span(), "前后一致"))
    counted = list(_counted_below(alone[1], passages)) if alone else []
    return answer([*findings, *counted[:1]], seen + len(counted), (), "没有写没有所属单位")


CARRIED = re.compile(
    r"(?:(20\d\d)年)?(?:本(?:部门|单位|级)|我[局院校中心单位]+)?(?:无|没有)(?:安排)?上年(?:财政拨款)?结转(?:结余)?(?:资金|收入|支出)*(?=[，。；])"
)
"""Words that no money was carried over."""


def carried(document: Document) -> Answer:
    """A54: where no money was carried over (上年结转), none is stated elsewhere."""
    text, findings, seen = read(document), [], 0
    stated = [v for v in text.values if v.subject and v.subject.name == "结转" and v.plan and v.amount.fen]
    stated = [v for v in stated if v.year in {0, text.year} and "上年" in v.passage.text[v.start : v.figure.start]]
    for passage in text.passages:
        for match in CARRIED.finditer(passage.text):
            a, _ = passage.sentence_at(match.start())
            before = passage.text[a : match.start()]
            if (match[1] and int(match[1]) != text.year) or re.search("基金|国有资本|一般公共|上年|其中", before):
                continue
            seen += 1
            if stated:
                message = f"一处写没有上年结转，另一处写 {stated[0].written}"
                quotes = [passage.quote(*match.span()), quote(stated[0])]
                findings.append(finding("A54", W, message, quotes, figures(stated[:1]), "两处一致"))
    return answer(findings, seen, (), "没有写没有上年结转")


RULES: tuple[Rule, ...] = (
    Rule("A45", "没有所属单位的不写所属单位", below),
    Rule("A53", "资产的时点各处一致", days),
    Rule("A54", "写明没有结转的别处没有结转", carried),
    Rule("A93", "车辆数前后一致", vehicles),
)
