"""A number of projects that a sentence states, against the rows of the tables of projects.

Rules, sources and what is not seen: resources/rules/audit/project_counts.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.standing import stands_alone
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage, cleaned, sentences
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import near
from desktop.audit.sentences.statements import NUMBER, TOKEN, Printed
from desktop.audit.tables import labels
from desktop.audit.tables.grids import GROUP, Grid, Half
from desktop.audit.tables.tabled import shown, tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

NAME_HEAD = re.compile(r"(?:预算|支出)?项目(?:名称)?(?:（[^）]*）)?|(?:单位|部门)（项目）(?:名称)?")
OF_PROJECTS = re.compile("项目|专项(?:业务经费|资金|经费)支出")
UNITS = re.compile("(?:[局会委院校站所队部馆处室社办府厅]|中心)$")
"""How a name ends that is of a unit, in a column that names units and below each its projects."""
SOME = re.compile("节选|部分|重点|债券")
"""Words of a title over a table that does not have all projects."""
NAMED = 4
"""Letters of a kind of projects by which a table is known."""
SEVERAL = re.compile("^其[他它余]|等(?:项目|经费|支出)?$|^各|小计")
"""Names of rows in which several projects may be."""
COUNTED = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}|{NUMERAL})个(?:部门|本级|预算|财政|财政拨款|支出|专项|全部|所有)*项目(?!组|部)"
    rf"|项目(?:支出)?(?:绩效目标)?(?:共计?|合计|有|为|数量?为?)?(?<!\d)(\d{{1,3}}|{NUMERAL})个"
)
LARGE = re.compile(
    rf"({NUMBER})(万元)(?:（含）)?(?:及|（含）|\(含\))?以上的?(?:[^，。；\d]{{0,6}})项目(?:共|有|为)?(\d{{1,3}})个"
)
"""How many projects have so much money or more."""
BESIDE = re.compile(
    rf"(?P<kind>[\u4e00-\u9fff]{{0,12}}?)(?:项目(?:支出)?共?(?P<a>\d{{1,3}})个|(?<![\d.,])(?P<b>\d{{1,3}})个(?P<of>[\u4e00-\u9fff]{{0,8}}?)项目)"
    rf"[，、（]?(?:共计?|合计|总计|涉及|预算|安排|项目|支出|资金|金额|总额|为|计)*(?P<amount>{NUMBER})(?P<unit>万元|元)(?!以)"
)
"""A number of projects, and right behind it what they come to: 专项业务经费项目 3 个、金额 15 万元."""
OF_SOME = re.compile(
    "重点|部分|选取|选择|评价|一级|二级|试点|除|另|新增|续建|采购|工程|上年|结转|减少|增加|取消|其[他余它]|本级|以上|当年|本年|级"
)
ALL = re.compile("全部|均|所有|全覆盖")
NOT_ALL = re.compile(
    "重点|部分|选取|选择|评价|一级|二级|等级|试点|除|另|新增|续建|采购|工程项目|分类|类别|上年|减少|增加"
)
"""Words around a number of projects that is of some, or of what no table counts."""
GOALS = re.compile("绩效")
FIRST = re.compile(
    "(?!.*(?:其中|重点|单个|标准|增加|减少|以上))[^，。；：\\d]{0,24}[，、：]?(?:共|合计|总)?(?:涉及|预算|资金|金额|安排)[^，。；：、\\d]{0,16}"
)
NEXT = re.compile("(?!.*(?:其中|增加|减少))[、和及][^，。；：、\\d]{0,16}")
"""Words before the first of the amounts that are the money of all projects, and before the others."""
AMONG = re.compile("其中")
"""What leads a number of some projects: it is of all where the money right behind it is that of all."""


@dataclass(frozen=True, slots=True)
class Column:
    """The money of each project in a column: by name, and how many rows have some."""

    grid: Grid
    money: dict[str, Interval]
    rows: int

    @property
    def total(self) -> Interval:
        """What all projects come to."""
        return sum(self.money.values(), ZERO)

    @property
    def counts(self) -> set[int]:
        """How many projects one may count: a name once, or each of its rows."""
        return {len(self.money), self.rows}


def counts(document: Document) -> Answer:
    """A65: as many projects as the table has of the money that the sentence names; so many above an amount."""
    columns = list(_columns(document))
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages if columns else ():
        for start, end in sentences(passage.text):
            worth = list(_worth_of(document, passage, start, end, columns))
            for wrong in (
                *_all(passage, start, end, columns),
                *_large(passage, start, end, columns),
                *worth,
                *(_by_money(document, passage, start, end, columns) if not any(worth) else ()),
            ):
                seen += 1
                findings += [wrong] if wrong else []
    return answer(findings, seen, (), "没有写项目个数，或没有项目支出表")


def _columns(document: Document) -> Iterator[Column]:
    """Yield the columns of money of tables that name all projects."""
    for grid in tabled(document).grids:
        column = _name_column(grid) if OF_PROJECTS.search(grid.title) and not SOME.search(grid.title) else None
        for half in grid.halves if column is not None and len(grid.halves) == 1 else ():
            yield from _money(grid, half, column or 0)


def _name_column(grid: Grid) -> int | None:
    first = min((row.number for half in grid.halves for row in half.rows), default=0)
    for cells in grid.table.rows[:first]:
        for at, cell in enumerate(cells):
            if NAME_HEAD.fullmatch(cleaned(cell)[0]):
                return at
    return None


def _money(grid: Grid, half: Half, names: int) -> Iterator[Column]:
    first = min((row.number for row in half.rows), default=0)
    units = any("（项目）" in cleaned(cells[names])[0] for cells in grid.table.rows[:first])
    for column in half.columns:
        money: dict[str, Interval] = defaultdict(lambda: ZERO)
        rows = 0
        for row in half.rows:
            texts = grid.table.rows[row.number]
            name, value = labels.unnumbered(texts[names]), row.figures[column].value
            if value is None or GROUP in row.label or any(map(labels.is_total, texts)):
                if value is None:
                    break
                continue
            if value.fen > 0 and not (units and UNITS.search(name)):
                if not name:
                    break
                money[name] += value
                rows += 1
        else:
            if len(money) > 1 and not any(map(SEVERAL.search, money)):
                yield Column(grid, dict(money), rows)


def _all(passage: Passage, start: int, end: int, columns: list[Column]) -> Iterator[AuditFinding | None]:
    """Yield for each number of projects beside an amount what is wrong with it; None where nothing is."""
    sentence = passage.text[start:end]
    matches = list(COUNTED.finditer(sentence))
    large = [each.span() for each in LARGE.finditer(sentence)]
    for match in matches[:1]:
        if any(a <= match.start() < b for a, b in large) or NOT_ALL.search(sentence[: match.end() + 6]):
            continue
        amounts = [Printed.of(token) for token in TOKEN.finditer(sentence) if token[2] in ("万元", "元", "亿元")]
        among = AMONG.search(sentence[: match.end() + 6]) is not None
        following = next((each.start() for each in COUNTED.finditer(sentence, match.end())), len(sentence))
        amounts = [
            each for each in amounts if each.start < following
        ]  # those of another number of projects are not its
        if among:
            amounts = [each for each in amounts if each.start > match.start()][:1]
        amount = next((each for each in amounts if each.start > match.start()), amounts[-1] if amounts else None)
        behind = [each.amount for each in amounts if each.start > match.start()]
        sums = {*([amount.amount] if amount else []), *(sum(behind[:n], ZERO) for n in (2, 3) if len(behind) >= n)}
        same = [column for column in columns if any(column.total.meets(each) for each in sums)]
        if not amounts and ALL.search(sentence):
            most = max(column.total.fen for column in columns)
            same = [column for column in columns if column.total.fen == most]
        if not same:
            continue
        stated = number(match[1] or match[2])
        right = len(same[0].money)
        wrong = all(stated not in column.counts for column in same)
        tables = {column.grid.index for column in same}
        others = [column for column in columns if column.grid.index in tables and stated in column.counts]
        of_all = any(
            column.total.fen >= same[0].total.fen for column in others
        )  # all projects, with some of their money
        found = _differs(passage, start, match, stated, right, same[0]) if wrong and not of_all else None
        unsure = others or not amounts  # without an amount it is not sure of which table it speaks
        yield replace(found, severity=Severity.WARNING) if found and unsure else found


def _large(passage: Passage, start: int, end: int, columns: list[Column]) -> Iterator[AuditFinding | None]:
    """Yield for each number of projects from an amount on what is wrong with it, by every table of projects."""
    for match in LARGE.finditer(passage.text[start:end]):
        least, stated = printed(match[1], match[2]).fen, int(match[3])
        most = max(column.total.fen for column in columns)
        known = [column for column in columns if column.total.fen == most]
        found = [
            {
                sum(each.fen > least for each in column.money.values()),
                sum(each.fen >= least for each in column.money.values()),
            }
            for column in known
        ]
        right = max(found[0])
        wrong = all(stated not in each for each in found)
        yield _differs(passage, start, match, stated, right, known[0]) if wrong else None


def _worth_of(
    document: Document, passage: Passage, start: int, end: int, columns: list[Column]
) -> Iterator[AuditFinding | None]:
    """Yield for what a number of projects comes to what is wrong with it, where no table and no sentence knows it."""
    for match in BESIDE.finditer(passage.text[start:end]):
        count, stated = int(match["a"] or match["b"]), printed(match["amount"], match["unit"])
        before = re.split("[，。；：]", passage.text[start : start + match.start()])[-1]
        if OF_SOME.search(before + match[0]):
            continue
        kind = (match["kind"] or "")[-NAMED:] + (match["of"] or "")
        own = [each for each in columns if kind and kind[-NAMED:] in each.grid.title] or columns
        known = [each for each in own if count in each.counts]
        tables = {each.grid.index for each in known}
        same = [each for each in columns if each.grid.index in tables]
        if not known or any(each.total.meets(stated) for each in columns):
            continue
        few = all(count in each.counts for each in same)
        sure = few and stands_alone(document, stated.fen) and not stands_alone(document, known[0].total.fen)
        yield _worth(passage, start, match, known[0]) if sure else None


def _worth(passage: Passage, start: int, match: re.Match[str], of: Column) -> AuditFinding:
    right = shown(of.total, of.grid)
    message = (
        f"写 {match['a'] or match['b']} 个项目共 {match['amount']}{match['unit']}，“{of.grid.name}”中合计为 {right}"
    )
    quotes = [passage.quote(start + match.start(), start + match.end())]
    return finding("A65", Severity.WARNING, message, quotes, (), right)


def _by_money(
    document: Document, passage: Passage, start: int, end: int, columns: list[Column]
) -> Iterator[AuditFinding | None]:
    """Yield for the money of all projects with goals, told fund by fund, what is wrong with one of its amounts."""
    sentence = passage.text[start:end]
    match = COUNTED.search(sentence) if GOALS.search("".join((sentence, *passage.path[-1:]))) else None
    if match is None or NOT_ALL.search(sentence[: match.end() + 6]) or AMONG.search(sentence[: match.end()]):
        return
    stated = _listed(sentence, match.end())
    stood = number(match[1] or match[2])
    own = [each for each in columns if stood in each.counts]
    most = max((each.total for each in own), key=lambda each: each.fen, default=ZERO)
    added = sum((each.amount for each in stated), ZERO)
    if not stated or not most.fen or any(each.total.meets(added) for each in columns):
        return
    wrong = [
        each
        for each in stated
        if each.amount.fen
        and not any(column.total.meets(each.amount) for column in columns)
        and stands_alone(document, each.amount.fen)
    ]
    if len(wrong) != 1:
        return
    others = sum((each.amount for each in stated if each is not wrong[0]), ZERO)
    meant = [printed(text, wrong[0].unit) for text in near(wrong[0].text)]
    right = next((each for each in meant if each.fen > 0 and (each + others).meets(most)), None)
    yield _worth_in_funds(passage, start, wrong[0], right.fen, own[0]) if right else None


def _listed(sentence: str, at: int) -> list[Printed]:
    """Return the amounts side by side behind a number of projects: ，涉及财政拨款 8 万元、事业收入 2 万元."""
    found = list[Printed]()
    for token in TOKEN.finditer(sentence, at):
        words = sentence[at : token.start()]
        if token[2] not in ("万元", "元") or not (NEXT if found else FIRST).fullmatch(words):
            break
        found.append(Printed.of(token))
        at = token.end()
    return found


def _worth_in_funds(passage: Passage, start: int, stated: Printed, right: Decimal, of: Column) -> AuditFinding:
    meant = wan(right, stated.unit)
    message = f"项目的资金写成 {stated.text}{stated.unit}，按“{of.grid.name}”应为 {meant}"
    quotes = [passage.clause(start + stated.start, start + stated.end)]
    return finding("A65", Severity.WARNING, message, quotes, (), meant)


def _differs(passage: Passage, start: int, match: re.Match[str], stated: int, right: int, of: Column) -> AuditFinding:
    message = f"写 {stated} 个项目，“{of.grid.name}”中是 {right} 个"
    quotes = [passage.quote(start + match.start(), start + match.end())]
    return finding("A65", Severity.ERROR, message, quotes, (), f"{right} 个")


RULES: tuple[Rule, ...] = (Rule("A65", "项目个数与表一致", counts),)
