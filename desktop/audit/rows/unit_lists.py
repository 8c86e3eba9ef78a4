"""The units of a budget: as many in the text as in the tables by unit, and the same ones wherever they are listed.

Rules, sources and what is not seen: resources/rules/audit/unit_lists.md.
"""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.rows import unit_counts
from desktop.audit.sentences.name_lists import OFFICE
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

W = Severity.WARNING
N = rf"(?<![\d.,])(?P<count>\d{{1,2}}|{NUMERAL})"
HEAD = re.compile("(?:预算|部门|基层|所属|实施)?单位(?:名称)?|(?:部门|单位)(?:（单位）|（部门）|名称)")
"""How the column of a table is headed that names units."""
ITSELF = re.compile("本级|机关|本部|[（(]本")
"""The office itself among its units."""
OF_UNITS = re.compile("所属|下属|直属|二级|预算单位|编制范围|基层单位")
NAMES = re.compile(
    r"(?:单位|机构|名单|[个家])(?:名称)?(?:，|：)?(?:具体|分别|主要|名单){0,2}(?:包括|分别为|分别是|为|是|有|即|如下)：?(?P<names>[^。；]{8,600})"
)
"""The names of units in a sentence."""
ITEM = re.compile(r"^(?:\d{1,2}[.．、]|（\d{1,2}）|[①-⑳])")
UNIT_LINE = re.compile("单位[：:]|^\\s*$")
LONGEST, MOST, MOST_KINDS, HEADS = 40, 12, 8, 6
"""Letters of a line that is only a name; different lists that are compared; kinds of units in a sentence;
rows in which the header of a table stands, below its title where a sheet has that in cells."""
ALL = re.compile(
    rf"编制范围的?(?:二级)?(?:预算)?单位(?:共计|共有|合计|共|有|为|计)*{N}[个家](?!二级|下属|所属|直属)"
    rf"|预算单位(?:共计|共有|合计|共){N.replace('count', 'other')}[个家]"
)
BELOW = re.compile(
    rf"(?:本级|机关|本部)(?:预算)?(?:以及|及|和|与)(?:上述|其|局属|所属|下属|直属|的)*{N}[个家](?:所属|下属|直属|二级|基层|事业|预算|全额|拨款|独立核算)*单位"
)
"""How many units a budget is made of with the office itself, and how many besides it."""
FORMED = re.compile("预算[^。；]{0,20}(?:构成|组成|包括|包含|汇总|编制)|编制范围|综合收支计划")
KIND = re.compile(
    r"(?P<noun>行政|参照?公(?:务员法)?(?:管理)?的?(?:事业)?|(?:其他|全额|差额|拨款|补助|财政|自收自支|公益[一二]类)*事业|企业)(?:管理)?单位(?:共有?|有|为)?"
    rf"{N}[个家]"
)
NARROW = re.compile("三公|采购|基金|国有资本|项目|运行经费|资产|车辆|绩效|人员")
"""What a table is of that need not have all units."""
FEWEST = 3
"""Units of a list."""


@dataclass(frozen=True, slots=True)
class Units:
    """Names of units listed in one place. below: those besides the office itself; itself: whether it is named."""

    below: tuple[str, ...]
    itself: bool
    quote: Quote
    table: str = ""

    @property
    def count(self) -> int:
        """How many there are with the office itself."""
        return len(self.below) + 1


def look(document: Document) -> Answer:
    """A114: a budget has as many units in the text as its tables by unit, and all lists have the same ones."""
    passages = read(document).passages
    together = _together(document)
    tables = [each for table in document.tables if (each := _of_table(table))]
    tables = [each for each in tables if not together & {SEVERAL.sub("", name) for name in each.below}]
    lists = [*_in_sentences(passages), *_in_lines(passages)]
    findings = [*_counts(passages, tables), *_kinds(passages), *_others([*lists, *tables])]
    if not findings:
        findings += unit_counts.unlike(
            passages, max((len(each.below) - (not each.itself) for each in tables), default=0)
        )
    return answer(findings, len(tables) + len(lists), (), "没有逐个写出单位名称")


SEVERAL = re.compile(r"[（(]共?\d+[个家所][）)]$")
"""Behind the name of a row that stands for several units: 乡镇卫生院（10个）."""


def _together(document: Document) -> set[str]:
    """Return the names by which rows of tables stand for several units: a table with one does not name each."""
    cells = (cell.strip() for table in document.tables for row in table.rows for cell in row)
    return {SEVERAL.sub("", cell) for cell in cells if SEVERAL.search(cell)}


def _of_table(table: Table) -> Units | None:
    """Return the units that a column of a table names, where the office itself is one of them."""
    for at, row in enumerate(table.rows[:HEADS]):
        columns = [n for n, cell in enumerate(row) if HEAD.fullmatch(cleaned(cell)[0])]
        if len(columns) != 1:
            continue
        cells = [cleaned(each[columns[0]])[0] for each in table.rows[at + 1 :] if columns[0] < len(each)]
        names = list(dict.fromkeys(cell for cell in cells if cell and not labels.is_total(cell)))
        plain = [re.sub(r"^[\d.]+", "", name) for name in names]
        if len(names) < FEWEST or not all(_is_unit(each) for each in plain):
            return None
        own = [each for each in plain if ITSELF.search(each)]
        plain = [each for each in plain if each in own or not any(_of_all(each, name) for name in own)]
        lines = (*table.above, *("".join(row) for row in table.rows[:at]))
        title = next((line.strip() for line in reversed(lines) if not UNIT_LINE.search(line)), "")
        below = tuple(each for each in plain if each not in own)
        return Units(
            below, len(own) == 1, Quote(f"{title} {'、'.join(names)}".strip(), table.spot(at)), title or "单位表"
        )
    return None


def _of_all(name: str, office: str) -> bool:
    """Tell whether a row is of the whole department, beside one of the office itself: 甲局, 甲局（汇总）, 甲局本级."""
    return "汇总" in name or re.sub(r"（.*", "", name) == re.sub(r"（?(?:本级|机关|本部|本).*", "", office)


def _is_unit(name: str) -> bool:
    return OFFICE.search(name) is not None or ITSELF.search(name) is not None


def _in_sentences(passages: tuple[Passage, ...]) -> Iterator[Units]:
    for passage in passages:
        for match in NAMES.finditer(passage.text):
            start, _ = passage.sentence_at(match.start())
            if not OF_UNITS.search(passage.text[start : match.start("names")]) or "内设" in match[0][:4]:
                continue
            words = re.sub(r"（(?!本)[^（）]*）", "", match["names"])
            if ITEM.match(words):
                words = re.sub(r"[；、，](?=\d{1,2}[.．、]|（\d)", "、", words)
            items = [ITEM.sub("", each) for each in words.split("，")[0].split("、")]
            found = _units(items, passage.quote(*match.span()))
            if found:
                yield found


def _units(items: list[str], quote: Quote) -> Units | None:
    """Return the units that items name; None where one of them is no unit, or may go on."""
    *rest, last = items
    two = re.split("以及|及|和", last)
    items = [*rest, *two] if len(two) == 2 and all(map(_is_unit, two)) else items
    if len(items) < FEWEST or not all(_is_unit(each) and len(each) > 2 for each in items):
        return None
    own = [each for each in items if ITSELF.search(each)]
    return Units(tuple(each for each in items if each not in own), len(own) == 1, quote)


def _in_lines(passages: tuple[Passage, ...]) -> Iterator[Units]:
    """Yield the units that numbered lines name below a sentence on the units of the budget."""
    for at, passage in enumerate(passages):
        if not passage.text.endswith("：") or not OF_UNITS.search(passage.text):
            continue
        items = list[str]()
        for each in passages[at + 1 :]:
            begin = ITEM.match(each.text)
            if begin is None or len(each.text) > LONGEST:
                break
            items.append(re.sub(r"（(?!本)[^（）]*）|[；。，]$", "", each.text[begin.end() :]))
        found = _units(items, passage.quote(0, len(passage.text))) if len(items) >= FEWEST else None
        if found:
            yield found


def _counts(passages: tuple[Passage, ...], tables: list[Units]) -> Iterator[AuditFinding]:
    """Yield where a number of units is not that of all tables by unit that name the office itself."""
    own = [each for each in tables if each.itself and not NARROW.search(each.table)]
    if len({each.count for each in own}) != 1:
        return
    for passage in passages:
        for match in (*ALL.finditer(passage.text), *BELOW.finditer(passage.text)):
            start, end = passage.sentence_at(match.start())
            besides = match.re is BELOW
            if besides and not FORMED.search(passage.text[start:end]):
                continue
            stated = number(match["count"] if besides or match["count"] else match["other"])
            right = own[0].count - besides
            if stated != right and not (
                match.re is ALL and re.search("二级|下属|所属", match[0]) and stated == right - 1
            ):
                words = "本级以外的单位" if besides else "预算单位"
                message = f"写{words} {stated} 个，“{own[0].table}”中是 {right} 个"
                quotes = [passage.quote(*match.span()), own[0].quote]
                yield finding("A114", W, message, quotes, (), f"{right} 个，或改正表")


def _kinds(passages: tuple[Passage, ...]) -> Iterator[AuditFinding]:
    """Yield where kinds of units, shown one by one with their names between them, do not come to the number of all."""
    for passage in passages:
        match = ALL.search(passage.text)
        if match is None:
            continue
        stated = number(match["count"] or match["other"])
        kinds = list(KIND.finditer(passage.text, match.end()))
        parted = any("；" in passage.text[a.end() : b.start()] for a, b in pairwise(kinds))
        distinct = len({each["noun"] for each in kinds}) == len(kinds)
        if not parted or not distinct or not kinds[0][0].startswith("行政") or len(kinds) > MOST_KINDS:
            continue
        counts = [number(each["count"]) for each in kinds]
        if not any(sum(some) == stated for size in range(1, len(counts) + 1) for some in combinations(counts, size)):
            message = f"写预算单位 {stated} 个，各类之和 {sum(counts)} 个"
            quotes = [passage.quote(*match.span()), *(passage.quote(*each.span()) for each in kinds)]
            yield finding("A114", W, message, quotes, (), f"{sum(counts)} 个，或改正其中一类")


def _others(lists: list[Units]) -> Iterator[AuditFinding]:
    """Yield where two lists of as many units have all but one in common."""
    shown = set[str]()
    different = list({frozenset(each.below): each for each in lists}.values())[:MOST]
    for this, other in combinations(different, 2):
        if len(this.below) != len(other.below) or len(this.below) < FEWEST:
            continue
        left = [each for each in this.below if not any(_same(each, name) for name in other.below)]
        right = [each for each in other.below if not any(_same(each, name) for name in this.below)]
        if len(left) == len(right) == 1 and not _alike(left[0], right[0]) and not shown & {left[0], right[0]}:
            shown |= {left[0], right[0]}
            message = f"两处列出的单位不同：一处有“{left[0]}”，另一处有“{right[0]}”"
            yield finding("A114", W, message, [this.quote, other.quote], (), "两处一致")


def _same(name: str, other: str) -> bool:
    """Tell whether two names are of one unit: the letters of the shorter one stand in the longer one in order."""
    short, long = sorted((name, other), key=len)
    letters = iter(long)
    return short[-1] == long[-1] and all(letter in letters for letter in short)


def _alike(name: str, other: str) -> bool:
    """Tell whether two names may be of one unit that was renamed: most letters of one are in the other."""
    short, long = sorted((name, other), key=len)
    start = next((at for at in range(len(short)) if short[at] != long[at]), len(short))
    core = short[start:-1] or short
    return sum(letter in long[start:-1] for letter in core) * 2 >= len(core)


RULES: tuple[Rule, ...] = (Rule("A114", "预算单位的个数和名称各处一致", look),)
