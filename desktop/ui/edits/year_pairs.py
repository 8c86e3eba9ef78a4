"""Rows of the grids: a line of this year beside the same line of last year. Plain data, no Qt."""

from collections.abc import Iterable, Mapping

from desktop.catalog import crosswalk
from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.ledger.control_trail import project_names
from desktop.ledger.records import BudgetFacts, DirectLine, Income
from desktop.ledger.vocabulary import subsource_of
from desktop.money import Fen

Computed = Iterable[BudgetLine]
"""Lines of one year that the engine made."""


@dataclass(frozen=True, slots=True)
class ExpenditurePair:
    """One row of the expenditure grid; either side may be missing. Amounts in 分.

    computed and computed_last are what people, quotas and projects give in either year: shown, never typed over.
    """

    this: DirectLine | None
    last: DirectLine | None
    project: str
    computed: DirectLine | None = None
    computed_last: DirectLine | None = None

    @property
    def line(self) -> DirectLine:
        """The line that gives codes and words (this year's where there is one)."""
        found = self.this or self.computed or self.last or self.computed_last
        if found is None:
            raise ValueError("a row without a line")
        return found

    @property
    def amounts(self) -> tuple[Fen | None, Fen | None]:
        """This and last year's amount, None where a side is missing."""
        return amount(self.this or self.computed), amount(self.last or self.computed_last)


@dataclass(frozen=True, slots=True)
class IncomePair:
    """One row of the income grid. Amounts in 分.

    computed and computed_last are what income that follows expenditure (按支出填列) comes to: shown, never typed over.
    """

    this: Income | None
    last: Income | None
    computed: Fen | None = None
    computed_last: Fen | None = None

    @property
    def line(self) -> Income:
        """The record that gives source and carry."""
        found = self.this or self.last
        if found is None:
            raise ValueError("a row without a record")
        return found

    @property
    def amounts(self) -> tuple[Fen | None, Fen | None]:
        """This and last year's amount, None where a side is missing."""
        return self._amount(self.this, self.computed), self._amount(self.last, self.computed_last)

    @staticmethod
    def _amount(record: Income | None, computed: Fen | None) -> Fen | None:
        return computed or 0 if record is not None and record.follows else amount(record)


def amount(record: DirectLine | Income | None) -> Fen | None:
    """Return a side's amount, None when the side is missing."""
    return None if record is None else record.amount


def expenditure(
    facts: BudgetFacts, last: BudgetFacts | None, computed: Computed = (), computed_last: Computed = ()
) -> list[ExpenditurePair]:
    """Pair this year's lines with last year's of the same codes, words and project; computed ones come behind."""
    names = project_names(facts)
    last_names = project_names(last) if last else {}
    waiting: dict[tuple[object, ...], list[DirectLine]] = {}
    for line in last.lines if last else ():
        waiting.setdefault(_key(line, last_names.get(line.project_id or 0, "")), []).append(line)
    drafted = _sums(computed_last, facts.unit.kind)
    rows = []
    for line in facts.lines:
        project = names.get(line.project_id or 0, "")
        key = _key(line, project)
        same = waiting.get(key, [])
        before = same.pop(0) if same else None
        rows.append(ExpenditurePair(line, before, project, None, None if before else drafted.pop(key, None)))
    for key, line in _sums(computed, facts.unit.kind).items():
        same = waiting.get(key, [])
        before = same.pop(0) if same else None
        rows.append(ExpenditurePair(None, before, str(key[4]), line, None if before else drafted.pop(key, None)))
    gone = [line for lines in waiting.values() for line in lines]
    only_last = [
        ExpenditurePair(None, line, last_names.get(line.project_id or 0, ""))
        for line in sorted(gone, key=lambda item: item.position)
    ]
    rows = _merged(rows, only_last)
    rows += [ExpenditurePair(None, None, str(key[4]), None, line) for key, line in drafted.items()]
    return rows


def _merged(rows: list[ExpenditurePair], only_last: list[ExpenditurePair]) -> list[ExpenditurePair]:
    """Put each row that only last year has behind the one that stood before it last year; one pass over both.

    Where no row has a last year, they come at the end.
    """
    known = sorted((row.last.position, number) for number, row in enumerate(rows) if row.last)
    behind: dict[int, list[ExpenditurePair]] = {}
    place, seen = -1 if known else len(rows) - 1, 0
    for row in only_last:
        while seen < len(known) and row.last and known[seen][0] < row.last.position:
            place, seen = max(place, known[seen][1]), seen + 1
        behind.setdefault(place, []).append(row)
    merged = behind.get(-1, [])
    for number, row in enumerate(rows):
        merged += [row, *behind.get(number, [])]
    return merged


def _sums(computed: Computed, kind: str) -> dict[tuple[object, ...], DirectLine]:
    """Return computed lines added up by codes, words and project, as lines that are not in the book (id 0)."""
    sums: dict[tuple[str, ...], Fen] = {}
    for line in computed:
        key = _key_of_computed(line, kind)
        sums[key] = sums.get(key, 0) + line.amount
    return {key: _line(key, amount) for key, amount in sums.items()}


def _key_of_computed(line: BudgetLine, kind: str) -> tuple[str, ...]:
    by_table = line.government == crosswalk.government_code(line.economic, kind)
    codes = (line.function, line.economic, "" if by_table else line.government, line.nature)
    return (*codes, line.project, line.fund, line.carry, line.subsource)


def behind(row: ExpenditurePair, computed: Computed, kind: str) -> list[BudgetLine]:
    """Return the computed lines, of those of one year, that a row adds up."""
    key = _key(row.line, row.project)
    return [line for line in computed if _key_of_computed(line, kind) == key]


def _line(key: tuple[str, ...], fen: Fen) -> DirectLine:
    """Return a key and an amount as a line that is not in the book (id 0)."""
    function, economic, government, nature, _, fund, carry, subsource = key
    return DirectLine(
        function_code=function,
        economic_code=economic,
        government_code=government,
        nature=nature,
        fund=fund,
        carry=carry,
        subsource=subsource,
        amount=fen,
    )


Followed = Mapping[int, Fen]
"""What income that follows expenditure comes to, by the id of its record."""


def incomes(
    facts: BudgetFacts,
    last: BudgetFacts | None,
    followed: Followed | None = None,
    followed_last: Followed | None = None,
) -> list[IncomePair]:
    """Pair this year's income with last year's of the same source, sub-source and carry."""
    now, before = followed or {}, followed_last or {}
    waiting: dict[tuple[str, str, str], list[Income]] = {}
    for record in last.incomes if last else ():
        waiting.setdefault(_source(record), []).append(record)
    rows = []
    for record in facts.incomes:
        same = waiting.get(_source(record), [])
        other = same.pop(0) if same else None
        rows.append(IncomePair(record, other, now.get(record.id), before.get(other.id) if other else None))
    left = [record for records in waiting.values() for record in records]
    return rows + [IncomePair(None, record, None, before.get(record.id)) for record in left]


def _source(record: Income) -> tuple[str, str, str]:
    return (record.source, subsource_of(record.source, record.subsource), record.carry)


def total(rows: Iterable[ExpenditurePair | IncomePair]) -> tuple[Fen, Fen]:
    """Return the sums of this and last year."""
    listed = list(rows)
    return sum(r.amounts[0] or 0 for r in listed), sum(r.amounts[1] or 0 for r in listed)


def _key(line: DirectLine, project: str) -> tuple[object, ...]:
    return (
        line.function_code,
        line.economic_code,
        line.government_code,
        line.nature,
        project,
        line.fund,
        line.carry,
        subsource_of(line.fund, line.subsource),
    )


FIELD_NAMES = {
    "source": "收入来源",
    "function_code": "功能科目",
    "economic_code": "经济科目",
    "government_code": "政府经济科目",
    "nature": "支出性质",
    "project": "项目",
    "fund": "资金来源",
    "carry": "当年或结转",
    "note": "备注",
    "subsource": "资金子来源",
    "follows": "按支出填列",
    "counterpart": "对方单位",
}
"""Chinese names of the editable fields of a row."""
