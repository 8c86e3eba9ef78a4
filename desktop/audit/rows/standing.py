"""Where each amount of a document stands, with its name: of a sentence, or of the row and column of a table."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.outcome import Quote
from desktop.audit.remembered import remembered
from desktop.audit.rows import named
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import CHANGE, TOKEN, Printed
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import tabled
from desktop.dataclass import dataclass
from desktop.money import FEN_PER
from desktop.outside.document import Document

NO_NAME = re.compile(
    r"20\d\d年?度?|年度|项目|用于|预算数?|安排|金额|资金|涉及|当年|本年|一般公共|财政性?|拨款|合计|总计|共计?|其中|本?部门|本?单位"
    r"|我[局院校]|收支|[数为是约的由和及计“”（）\d.%≤个项对从于含万元]|包括|主要|分别|以及|总额|总数|全年|设立|设置|编制|申报"
)
"""Words of a clause that name nothing by themselves."""
RUNNING, PAID_TWICE = re.compile("机关运行|公用经费"), re.compile("^(?:公务|因公|会议费|培训费|差旅费|购置)")
"""Words of a passage that divides running costs, and names of costs that are paid from other money as well."""
PLAIN = re.compile(
    r"20\d\d年?度?|[数为是约的由和及计“”（）\d.%个项对从于含万元]|用于|其中|主要|分别|全年|本?部门|本?单位|安排"
)
OF_CHANGE = re.compile(
    r"较|比|上年|去年|上一?年度|减少|净?增加|增长|下降|净增|净减|压减|调增|调减|新增|预算|安排|因[^，。；、]*|占.*"
)
LAST = re.compile(
    "上年|去年|上一年|执行数|决算|完成|不足|超过|以上|标准|每|人均|单价|限额|累计|差额|增加|减少|增长|下降|净增|净减|压减|调[增减]"
)
"""Words of a clause whose amount is no plain amount of this year."""
BOUND = re.compile("（?(?:含|不含|及)?）?(?:以上|以下|以内|及以上)")
"""Words behind an amount that is a bound and stands for nothing: 单价 100 万元以上的设备."""
ENDS = re.compile("(?:支出|收入|经费|项目)+$")
LETTERS, LONGEST = 2, 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an amount: the names it goes by; change: it is how much something changed.

    about: the amount right before a change, of which it is.
    """

    names: tuple[str, ...]
    change: bool
    quote: Quote
    about: Decimal | None = None


def plain(name: str) -> str:
    """Return a name without what says nothing, as names of sentences and of tables are compared."""
    return ENDS.sub("", NO_NAME.sub("", name))


def of_fund(name: str) -> str:
    """Return a name without what says nothing, the money it is paid from left in."""
    return ENDS.sub("", PLAIN.sub("", name))


def of_running(text: str, name: str) -> bool:
    """Tell whether a passage divides running costs: 公务接待费 of it is not all 公务接待费."""
    return PAID_TWICE.search(name) is not None and RUNNING.search(text) is not None


def of_other_year(head: str, year: int) -> bool:
    """Tell whether the words over a column say that its amounts are no plain ones of the budget's year."""
    years = re.findall(r"20\d\d", head)
    return LAST.search(head) is not None or bool(years and year and str(year) not in years)


def about_of(before: str) -> Decimal | None:
    """Return the last amount in the words before a change, of so many digits that it is of one thing only."""
    amounts = [Printed.of(m) for m in TOKEN.finditer(before) if m[2] in FEN_PER]
    enough = amounts and len(amounts[-1].text.replace(",", "").replace(".", "").strip("0")) > LETTERS
    return amounts[-1].amount.fen if enough else None


def of_change(before: str) -> bool:
    """Tell whether the words before an amount say that it is a change."""
    return CHANGE.search(re.split("[，。；：、]", before)[-1]) is not None


def names_of(before: str) -> tuple[str, str]:
    """Return the words from the nearest clause that names something up to an amount, and that name."""
    clauses = re.split(r"[，；：、（）]", before[-LONGEST * 2 :])
    change = of_change(before)
    for number in range(len(clauses) - 1, -1, -1):
        words = OF_CHANGE.sub("", clauses[number]) if change else clauses[number]
        name = (of_fund if change else plain)(TOKEN.sub("", words))
        if len(name) >= LETTERS or (TOKEN.search(clauses[number]) and not change):
            return "，".join(clauses[number:])[-LONGEST:], name
    return clauses[-1], ""


def places_by_amount(document: Document, unit: str, decimals: int) -> dict[Decimal, list[Place]]:
    """Return where each amount stands, by the amount in a unit to so many decimals."""
    shelves = _shelves(document)
    if (unit, decimals) not in shelves:
        step, found = Decimal(1).scaleb(-decimals), defaultdict(list)
        for fen, place in _places(document):
            found[(fen / FEN_PER[unit]).quantize(step)].append(place)
        shelves[unit, decimals] = found
    return shelves[unit, decimals]


def stands_alone(document: Document, fen: Decimal) -> bool:
    """Tell whether an amount stands in one place of a document only, to the cent of 万元."""
    return _times(document)[_cents(fen)] < LETTERS


def stands(document: Document, fen: Decimal) -> bool:
    """Tell whether an amount stands in a document at all, to the cent of 万元."""
    return _times(document)[_cents(fen)] > 0


@remembered
def _times(document: Document) -> Counter[int]:
    found: Counter[int] = Counter()
    for passage in read(document).passages:
        amounts = (
            m for m in TOKEN.finditer(passage.text) if m[2] in FEN_PER and not BOUND.match(passage.text, m.end())
        )
        found.update(_cents(Printed.of(m).amount.fen) for m in amounts)
    values = (row.figures[column].value for _, _, row, column in tabled(document).figures())
    found.update(_cents(value.fen) for value in values if value is not None)
    return found


def _cents(fen: Decimal) -> int:
    return int((abs(fen) / 10_000).quantize(Decimal(1)))


@remembered
def _shelves(document: Document) -> dict[tuple[str, int], dict[Decimal, list[Place]]]:
    return {}


@remembered
def _places(document: Document) -> tuple[tuple[Decimal, Place], ...]:
    return (*_of_sentences(document), *_of_cells(document), *_of_years(document))


def _of_sentences(document: Document) -> Iterator[tuple[Decimal, Place]]:
    for passage in read(document).passages:
        for match in TOKEN.finditer(passage.text):
            stated = Printed.of(match)
            start, _ = passage.sentence_at(stated.start)
            if stated.unit in FEN_PER and stated.amount.fen:
                before = passage.text[start : stated.start]
                clause, name = names_of(before)
                change = of_change(before)
                apart = change is False and (LAST.search(clause) or of_running(passage.text, name))
                names = () if apart else (name,)
                yield (
                    stated.amount.fen,
                    Place(names, change, passage.clause(stated.start, stated.end), about_of(before)),
                )


def _of_cells(document: Document) -> Iterator[tuple[Decimal, Place]]:
    year = read(document).year
    rows = Counter((grid.index, row.label) for grid in tabled(document).grids for h in grid.halves for row in h.rows)
    for grid, half, row, column in tabled(document).figures():
        value, head = row.figures[column].value, "".join(half.columns[column])
        if value is not None and value.fen and not of_other_year(head, year):
            heads = half.columns[column] if labels.is_total(row.label) or not row.label else ()
            own = (labels.unnumbered(row.label),) if rows[grid.index, row.label] < LETTERS else ()
            yield abs(value.fen), Place((*own, *heads), False, grid.quote(row, column, half))


def _of_years(document: Document) -> Iterator[tuple[Decimal, Place]]:
    """Yield by how much the two years differ that a row prints."""
    for place in named.places(document):
        for column, now, last in named.pairs(place):
            if now.fen != last.fen:
                yield abs(now.fen - last.fen), Place((labels.unnumbered(place.row.label),), True, place.quote(column))
