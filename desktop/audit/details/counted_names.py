"""Names in the sentence of their count, whatever is counted: 设备 4 台，分别为甲机、乙仪; 甲科、乙科 2 个临床科室.

Rules, sources and what is not seen: resources/rules/audit/counted_names.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.details import parted_kinds
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences import name_lists
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

N = rf"(?<![\d.,第])(?P<count>\d{{1,2}}|{NUMERAL})"
UNIT = r"(?P<unit>台（套）|台套|(?:大?类|方面|批次)|[个台套辆项件处座家所名位期场次条类种艘架支块幢栋])"
RESPECTIVELY = r"(?:具体|主要)?(?:分别)(?:为|是|系|有|指|列)?：?"
THEN = re.compile(
    rf"{N}{UNIT}(?P<noun>[^，。；：、\d（）]{{0,20}})(?:（[^（）]{{0,24}}）)?(?:，[^，。；：、\d分]{{1,20}})?[，：（]?{RESPECTIVELY}"
    r"(?P<names>[^。；]{4,600})"
)
"""A count and behind it one name for each."""
GOES_ON = re.compile(
    "主要|均|用于|全部|其中|共|合计|总|由|已|其|并|以上|目前|涉及|金额|资金|预算|上年|较|与|比|同|价值|账面|为|是|系|属|因|故|20|报|用|在|经|无|没有|未|拟|计划|占|另|分布|人员|编制|实有|根据|按|各|同时|单价|折旧|年|经费"
)
"""How a clause begins that goes on after the list."""
FIGURE = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
MONEY = re.compile(
    r"[^，、；。\d]{2,40}(?:（[^（）]*）)?(?:安排|预算|为|：)?\d[\d,]*(?:\.\d+)?(?:万元|元)(?:（[^（）]*）)?"
)
"""An item with its amount: 财政业务工作经费 124.00 万元."""
TOGETHER = re.compile(r"，(?:共|合计|总计|涉及|累计|金额|资金|预算)[^，、]{0,16}\d[\d,.]*万?元$")
"""What all of a list come to, behind it."""
JOINED = re.compile("以及|(?<![普涉])及|(?<![温平中共人缓亲调])和|与|暨")
SEVERAL = re.compile("各|分别|至|到|等")
"""Words by which an item is more than one name."""
LONGEST = 200
"""Letters before a count in which its names stand."""
COUNT_BEHIND = re.compile(rf"{N}(?P<unit>[个家所])(?P<noun>[^，。；、：\d（）]{{0,16}})")
HEAD = re.compile(
    r"(?:下?设立?有?|设置|设有|下辖|分设|包括|包含|所属单位为|分别为|分别是|具体为|现有)(?P<names>[^，。；：]{4,200})$"
)
"""What stands before names that are counted behind them: 内设甲股、乙股 2 个股室."""
CHAINED = re.compile(r"\d个?[个家所][^，。；、\d]{2,12}(?:以及|及|和|，)$")
OTHER_COUNT = re.compile(rf"(?:\d{{1,3}}|{NUMERAL})[个家名人所项]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A count with its names: where both stand, how many names there may be, whether more may follow."""

    stated: int
    span: tuple[int, int]
    sizes: frozenset[int]
    more: bool


def look(document: Document) -> Answer:
    """A113: as many names stand behind 分别为, or before a count, as the count says."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        taken = [match.span() for pattern in TAKEN for match in pattern.finditer(passage.text) if _is_counted(match)]
        for each in (*_behind(passage), *_before(passage)):
            if any(a < each.span[1] and each.span[0] < b for a, b in taken):
                continue  # A71 counts these names
            seen += 1
            least, most = min(each.sizes), max(each.sizes)
            if each.stated < least or (each.stated > most and not each.more):
                shown = least if each.stated < least else most
                message = f"写 {each.stated} 个，列出 {shown} 个"
                finding = passage_finding("A113", Severity.WARNING, message, passage, each.span, f"{shown} 个")
                findings.append(finding)
        kinds = list(parted_kinds.wrong(passage))
        seen += len(kinds)
        findings += [each for each in kinds if each]
    return answer(findings, seen, (), "没有写个数又分别写出名称的句子")


TAKEN = (name_lists.LISTED, name_lists.TURNED, name_lists.BEFORE)


def _is_counted(match: re.Match[str]) -> bool:
    """Tell whether A71 understands the names: 派出机构 3 个，分别为城关、白河、双庙司法所 are no offices to it."""
    return match.re is name_lists.BEFORE or bool(name_lists.sizes(name_lists.names_of(match)))


def _behind(passage: Passage) -> Iterator[Listed]:
    for match in THEN.finditer(passage.text):
        if re.search(rf"（(?:共|涉及)?\d{{1,3}}{match['unit'][0]}）", match["names"]):
            continue  # kinds, each with its own number behind it
        names = re.sub(r"（[^（）]*）|“|”", "", re.sub(r"（[^（）]*）", "", match["names"]))
        names = re.split("[）（]", names)[0]
        items = _items(names)
        if items is None:
            continue
        several, more = items
        own = [re.findall(rf"(\d{{1,3}}){re.escape(match['unit'][0])}", item) for item in several]
        if any(own):
            sizes = frozenset({sum(int(each[0]) for each in own)}) if all(len(each) == 1 for each in own) else None
        else:
            joins = sum(len(JOINED.findall(item)) for item in several)
            sizes = frozenset(range(len(several), len(several) + joins + 1))
        if sizes and max(sizes) > 1:
            yield Listed(number(match["count"]), match.span(), sizes, more)


def _items(names: str) -> tuple[list[str], bool] | None:
    """Return the names of a list and whether more may follow; None where its end cannot be told."""
    names = TOGETHER.sub("", names.rstrip("，"))
    clauses = names.split("，")
    amounts = MONEY.findall(names)
    if len(amounts) > 1 and len(amounts) == len(FIGURE.findall(names)) == len(re.split("[，、]", names.rstrip("，、"))):
        return amounts, False
    first = clauses[0]
    if "、" not in first:
        return None
    ended = len(clauses) == 1 or GOES_ON.match(clauses[1]) is not None
    items = [each for each in first.split("、") if each]
    if not ended or any(SEVERAL.search(each) for each in items[:-1]) or (len(items) < 2):
        return None
    last = items[-1]
    opened = re.search("等", last) is not None
    if re.search("各|至|到", last) or (opened and not last.endswith("等")):
        return None
    return items, opened


def _before(passage: Passage) -> Iterator[Listed]:
    for match in COUNT_BEHIND.finditer(passage.text):
        noun = match["noun"]
        if not NOUN.search(noun) or re.match("月|年|工作日", noun):
            continue
        start = max(passage.sentence_at(match.start())[0], match.start() - LONGEST)
        segment = re.split("[，；：]", re.sub(r"（[^（）]*）", "", passage.text[start : match.start()]))[-1]
        head = HEAD.search(segment)
        names = head["names"] if head else ""
        chain = list(OTHER_COUNT.finditer(segment))
        if chain:  # 甲科、乙科 2 个职能科室和丙科、丁科 2 个临床科室
            rest = re.match(r"[^、]{0,12}?(?:以及|及|和|与)", segment[chain[-1].end() :])
            names = segment[chain[-1].end() + rest.end() :] if rest else ""
        names = re.sub("(?:共计?|合计|总共|等共?)$", "", names)
        if "、" not in names or re.search("等|各|至|第|所有", names) or re.search(r"\d", names):
            continue
        sizes = name_lists.sizes(names)
        if sizes and max(sizes) > 1 and min(sizes) > 1:
            yield Listed(number(match["count"]), (match.start() - len(names), match.end()), frozenset(sizes), False)


NOUN = re.compile("(?:机构|室）?|科室?|单位|部门|中心|站|所|队|院|校|馆|部|股|处|办)(?=[^\u4e00-\u9fff]|$|和|及|，)")
"""What the counted offices are called."""

RULES: tuple[Rule, ...] = (Rule("A113", "写明的个数与同一句写出的名称相符", look),)
"""The rule of this module."""
