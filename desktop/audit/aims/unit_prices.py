"""A number among the goals of a project times what each costs, against its money: 6 个站, 每站 21.50 万元, 86 万元.

Rules, sources and what is not seen: resources/rules/audit/unit_prices.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.aims.goal_money import is_of_goals, names_column, project_name, whole_amounts
from desktop.audit.contradiction import answer, finding, row_quote, wan
from desktop.audit.counts.goals import VALUE
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.rows.project_amounts import title_of_goals, whole_cost
from desktop.audit.sentences.numerals import many
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.statements import NUMBER
from desktop.audit.tables import labels
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

COUNTED = "[人名户生位辆台套个座处所条项亩件册场次村校站点家间页张只头株床]|公里|平方米"
PRICE = re.compile(
    rf"(?:(?:人|户|生|村|校|站|台|车|亩|座|件)均|每(?P<word>{COUNTED}))?(?:每?年|/年)?(?:补助|标准|约|为|按)*(?P<sign>[≤<＜≥>＞=＝])?"
    rf"(?P<number>{NUMBER})(?P<money>万元|元)(?:[/每](?P<of>{COUNTED}))?(?:[/·.]?年)?"
)
EACH = re.compile(
    rf"(?:平均)?(?:每(?P<each>{COUNTED})|(?P<mean>[人户生村校站台车亩座件])均|单(?P<single>[台套辆个件座亩页册]))"
)
"""How the label of a goal says that it is of one: 每站年运维费, 人均补助标准, 单台成本."""
MONEY = re.compile(rf"[≤<＜≥>＞=＝]?{NUMBER}(?:万元|元)(?:以内|以下)?")
OFTEN = re.compile("月|天|日|季|学期|批|期(?!限)|小时|学时|课时|人次|次均|每次")
"""Words of a price that is paid several times, or of some of the things."""
AT_MOST = re.compile("[≤<＜]|以内|以下|不超|不高于|控制|上限|最高")
AT_LEAST = re.compile("[≥>＞]|以上|不少于|不低于")
PEOPLE = frozenset("人名生位")
OF_PLACES = frozenset("站点校村户")
"""Words of a price that the noun of a number bears: 每站, 运维自动监测站 6 个."""
PLACES = frozenset("个处所座家")
SOME = re.compile("其中|新增|部分|重点|培训|减少|增加|累计|上年|每")
"""Words of a goal whose number is not of all that the money is for."""
MOST_TIMES, TEN, DIGITS = 12, 10, 3
"""How often a price may be paid; a zero too many; digits of a price of which no amount is a multiple by chance."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of goals: its cells, and where it stands."""

    table: Table
    at: int
    cells: tuple[str, ...]

    @property
    def quote(self) -> Quote:
        """All its words."""
        return row_quote(self.table, self.at)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of things among goals."""

    line: Line
    noun: str
    words: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Priced:
    """What one of them costs: of what, and whether that is the most."""

    line: Line
    of: str
    written: str
    value: Interval
    digits: int
    most: bool


def look(document: Document) -> Answer:
    """A145: the number of things among the goals of a project times the price of one is the project's money."""
    findings, seen = list[AuditFinding](), 0
    amounts = whole_amounts(document)
    for table in document.tables:
        for name, lines, own in _projects(document, table) if is_of_goals(table, "".join(table.above)) else ():
            money = [each for each in (*own, *amounts.get(name, ())) if each.fen]
            price = _price(lines, money)
            counted = _counted(lines, price) if price else None
            if price is None or counted is None or not money:
                continue
            seen += 1
            if times := _wrong(counted, price, money):
                findings.append(_differs(name, counted, price, money[0], times))
    return answer(findings, seen, (), "绩效目标没有同时写数量、每份的标准和项目金额")


def _projects(document: Document, table: Table) -> Iterator[tuple[str, list[Line], list[Interval]]]:
    """Yield the projects of a table of goals with their rows, and their money where a row states it."""
    column = names_column(table)
    rows: dict[str, list[Line]] = defaultdict(list)
    own: dict[str, list[Interval]] = defaultdict(list)
    if column is None:
        costs = list(whole_cost(document, table))
        titled = title_of_goals(table) or next((name for _, name, _ in costs), "")
        stated = {at for at, _, _ in costs}
        rows[titled] = [_line(table, at) for at in range(len(table.rows)) if at not in stated]
        own[titled] = [each.amount for _, name, each in costs if name == titled]
    else:
        name = ""
        for at, cells in enumerate(table.rows):
            name = project_name(cells[column]) if column < len(cells) and cells[column].strip() else name
            rows[name].append(_line(table, at))
    for name, lines in rows.items():
        if name:
            yield name, lines, own[name]


def _line(table: Table, at: int) -> Line:
    return Line(table, at, tuple(labels.bare(cleaned(cell)[0]) for cell in table.rows[at]))


def _price(lines: list[Line], money: list[Interval]) -> Priced | None:
    """Return the one price of a project; none where other amounts among its goals are parts of its money."""
    found = list[Priced]()
    for line in lines:
        for at, cell in enumerate(line.cells):
            label = "".join(line.cells[max(at - 2, 0) : at][-1:])
            match = PRICE.fullmatch(cell)
            each = EACH.search(label) if match else None
            words = (match["word"], match["of"], *(each.groups() if each else ())) if match else ()
            of = next(filter(None, words), "")
            if match and of and not OFTEN.search(label + cell):
                value = printed(match["number"], match["money"])
                digits = len(match["number"].replace(",", "").replace(".", "").strip("0"))
                most = AT_MOST.search(label + cell) is not None or "".join(line.cells).find("≤") >= 0
                found.append(Priced(line, of, cell, value, digits, most))
            elif (match and of) or (MONEY.fullmatch(cell) and not any(printed_of(cell).meets(each) for each in money)):
                return None
    return found[0] if len(found) == 1 else None


def printed_of(cell: str) -> Interval:
    """Return the amount of a cell that is nothing else."""
    match = re.search(rf"({NUMBER})(万元|元)", cell)
    return printed(match[1], match[2]) if match else Interval(Decimal(0), Decimal(0))


def _counted(lines: list[Line], price: Priced) -> Counted | None:
    """Return the one number of what a price is of."""
    found = list[Counted]()
    for line in lines:
        for at, cell in enumerate(line.cells):
            match = VALUE.fullmatch(cell)
            noun = "".join(line.cells[:at][-1:])
            if match and line is not price.line and not SOME.search(noun) and _is_of(price.of, noun, match[3]):
                found.append(Counted(line, noun, cell, many(match[2]), match[3]))
    return found[0] if len(found) == 1 else None


def _is_of(word: str, noun: str, unit: str) -> bool:
    if unit == word or {unit, word} <= PEOPLE:
        return True
    return word in OF_PLACES and unit in PLACES and word in noun


def _wrong(counted: Counted, price: Priced, money: list[Interval]) -> int:
    """Return how many the money is for, where that is another number for sure; else 0."""
    cost, count = price.value, counted.value
    if not cost.fen or not count or count != int(count):
        return 0
    together = cost * count
    if any((together * times).meets(each) for each in money for times in range(1, MOST_TIMES + 1)):
        return 0
    found, rest = divmod(money[0].fen, cost.fen)
    times, number = int(found), int(count)
    if rest or not times or times == number or any(cost.fen == each.fen for each in money):
        return 0
    slip = times in (number * TEN, Decimal(number) / TEN) or _turned(times, number)
    if times < number:  # a part of each may be paid from other money
        sure = slip or number % times != 0
        return times if sure and not price.most and not AT_MOST.search(counted.words) else 0
    sure = slip or (price.digits >= DIGITS and times % number != 0 and not price.most)
    return times if sure and not AT_LEAST.search(counted.words) else 0


def _turned(first: int, other: int) -> bool:
    return first >= TEN and len(str(first)) == len(str(other)) and sorted(str(first)) == sorted(str(other))


def _differs(name: str, counted: Counted, price: Priced, money: Interval, times: int) -> AuditFinding:
    product = wan((price.value * counted.value).fen)
    message = (
        f"“{name}”的绩效目标为 {counted.words}、{price.written}，相乘为 {product}，而项目金额为 {wan(money.fen)}"
        f"（{times}{counted.unit}）"
    )
    quotes = [counted.line.quote, price.line.quote]
    return finding("A145", Severity.WARNING, message, quotes, (), f"{times}{counted.unit}，或改正标准、金额")


RULES: tuple[Rule, ...] = (Rule("A145", "绩效目标的数量乘标准等于项目金额", look),)
