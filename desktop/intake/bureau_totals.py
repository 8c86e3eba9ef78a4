"""Sums in a bureau's tables: each is compared with its parts, and what it only repeats is not taken a second time."""

from collections.abc import Iterable, Sequence

from desktop.dataclass import dataclass
from desktop.intake.bureau_columns import Column
from desktop.intake.bureau_table import Row, Sheet
from desktop.intake.bureau_words import Subject, data
from desktop.ledger.control_trail import OF_PROJECTS
from desktop.money import YUAN, Fen


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount of a table, in 分: what it is given for and where it stands.

    total: the cell is called 合计 or 小计. part: it is marked as 其中. cut: it is taken off a number given before.
    """

    subject: Subject
    fen: Fen
    sheet: str
    row: int
    heading: str
    label: str = ""
    left_out: bool = False
    total: str = ""
    part: bool = False
    cut: bool = False

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        sheet = f"工作表“{self.sheet}”" if self.sheet else ""
        return f"{sheet}第 {self.row} 行“{self.heading}”列"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A sum that is not that of its parts."""

    total: Figure
    parts: tuple[Figure, ...]

    @property
    def summed(self) -> Fen:
        """What the parts come to."""
        return sum(part.fen for part in self.parts)

    @property
    def key(self) -> str:
        """The name by which it is accepted."""
        return f"{self.total.sheet}!{self.total.row}:{self.total.heading}".removeprefix("!")

    def describe(self) -> str:
        """Return both sides with their places."""
        return f"{self.total.place}{self.words()}"

    def _rounding(self) -> str:
        """Say that 万元 with two decimals may not add up by rounding alone; it still has to be accepted."""
        step = 100 * 100
        figures = (self.total, *self.parts)
        coarse = all(figure.fen % step == 0 for figure in figures)
        return "（可能是四舍五入的尾差）" if coarse and abs(self.total.fen - self.summed) < step * len(figures) else ""

    def words(self) -> str:
        """Return both sides, without the place of the sum itself."""
        a, b, d = (YUAN.show(fen) for fen in (self.total.fen, self.summed, abs(self.total.fen - self.summed)))
        places = "、".join(part.place for part in self.parts[:6]) + (" 等" if len(self.parts) > 6 else "")
        what = f"“{self.total.label}”" if self.total.label else ""
        return f"{what}写 {a} 元，各部分（{places}）相加为 {b} 元，相差 {d} 元{self._rounding()}"


@dataclass(frozen=True, slots=True)
class Sorted:
    """Figures apart: those to take, sums that agree with their parts, and those that do not."""

    parts: tuple[Figure, ...]
    agreed: tuple[Figure, ...]
    wrong: tuple[Disagreement, ...]


def sort(sheets: Iterable[Sheet]) -> Sorted:
    """Tell sums from parts: in each row by the columns, in each column by the rows, then between sheets."""
    agreed: list[Figure] = []
    wrong: list[Disagreement] = []
    left: list[Figure] = []
    names: list[str] = []
    for sheet in sheets:
        found = _Sheet(sheet)
        names.append(sheet.table.sheet)
        agreed += found.agreed
        wrong += found.wrong
        left += found.left
    panels = {name for name in names if names.count(name) > 1}
    over = [each.total for each in wrong if each.total.sheet in panels and _is_over_panels(each.total, left)]
    agreed, wrong = [*agreed, *over], [each for each in wrong if each.total not in over]
    between = _between(left)
    gone = {id(each) for each in between[0]} | {id(each.total) for each in between[1]}
    return Sorted(tuple(each for each in left if id(each) not in gone), (*agreed, *between[0]), (*wrong, *between[1]))


class _Sheet:
    """The sums of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.agreed: list[Figure] = []
        self.wrong: list[Disagreement] = []
        rows, columns = sheet.rows, sheet.figures
        self._cells = {
            (r, c): self._figure(r, c)
            for r, row in enumerate(rows)
            for c, column in enumerate(columns)
            if column.position in row.amounts
        }
        self._repeated: set[tuple[int, int]] = set()
        self._across()
        self._down()
        self.left = [figure for place, figure in self._cells.items() if place not in self._repeated]

    def _figure(self, r: int, c: int) -> Figure:
        row, column = self._sheet.rows[r], self._sheet.figures[c]
        return Figure(
            row.subject.joined(column.subject),
            row.amounts[column.position],
            self._sheet.table.sheet,
            row.source.number,
            column.heading,
            row.label,
            row.left_out or column.left_out or bool(row.unknown),
            row.total or column.total,
            row.part or column.part,
            column.cut,
        )

    def _across(self) -> None:
        columns = self._sheet.figures
        for r in range(len(self._sheet.rows)):
            present = [c for c in range(len(columns)) if (r, c) in self._cells]
            for c in present:
                if columns[c].part and not columns[c].total:
                    continue
                parts = [n for n in present if n != c and _is_part(columns[n], columns[c])]
                parts = [n for n in parts if columns[c].total or not _is_unknown(columns[n])]
                marked = _only_some([columns[n] for n in parts])
                self._compare((r, c), [[(r, n) for n in parts]], partial=marked)

    def _down(self) -> None:
        rows, across = self._sheet.rows, frozenset(self._repeated)
        for c in range(len(self._sheet.figures)):
            present = [r for r in range(len(rows)) if (r, c) in self._cells]
            for r in present:
                parts = [n for n in present if n != r and _is_part(rows[n], rows[r])]
                marked = _only_some([rows[n] for n in parts])
                near = self._before(r, present) if rows[r].total else []
                spans = [*near, parts] if rows[r].total == "小计" else [parts, *near]
                self._compare((r, c), [[(n, c) for n in span] for span in spans], partial=marked)
                again = rows[r].total and any(rows[n].subject == rows[r].subject for n in parts)
                if (r, c) not in across and _of_all_projects(rows[r].subject) and not again:
                    self._repeated.discard((r, c))

    def _before(self, r: int, present: Sequence[int]) -> list[list[int]]:
        """Return the rows that a sum may be of: those since the sum before it, those below up to the next one."""
        rows = self._sheet.rows
        above = [n for n in present if n < r and rows[n].total]
        since = [n for n in present if (above[-1] if above else -1) < n < r]
        following = [n for n in present if n > r]
        end = next((n for n in following if rows[n].total), None)
        until = [n for n in following if end is None or n < end]
        return [span for span in (since, until) if span]

    def _compare(
        self,
        place: tuple[int, int],
        spans: Sequence[Sequence[tuple[int, int]]],
        *,
        partial: bool,
    ) -> None:
        """Compare one sum with the parts it may have; a number without parts is no sum."""
        total = self._cells[place]
        ways = []
        for span in spans:
            figures = [self._cells[each] for each in span]
            parts = [each for each in figures if not _is_divided(each, figures)]
            ways += [parts] if parts else []
        if not ways:
            return
        if any(_differing(total, parts) is None for parts in ways):
            self.agreed.append(total)
        elif partial and all(sum(part.fen for part in parts) <= total.fen for parts in ways):
            return
        else:
            self.wrong.append(Disagreement(total, tuple(_differing(total, ways[0]) or ())))
        self._repeated.add(place)


def _of_all_projects(subject: Subject) -> bool:
    """Whether a number is of 项目支出 as a whole: a project it does not name has no number but this."""
    return subject.block == OF_PROJECTS and not subject.project


def _is_part(own: Row | Column, other: Row | Column) -> bool:
    """Whether a row or column is a part of another one; 合计 has all but what only stands beside the sums."""
    if own.total and not own.subject.filled:
        return False
    if own.subject.refines(other.subject):
        return other.subject.block != "" or own.subject.block not in data()["beside"]["blocks"]
    return bool(other.total) and not own.total and own.subject == other.subject


def _is_over_panels(total: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a 合计 under one of the tables that stand side by side is that of all of them."""
    parts = [each for each in figures if each.sheet == total.sheet and each.subject.refines(total.subject)]
    parts = [each for each in parts if not _is_divided(each, parts)]
    return total.total == "合计" and _differing(total, parts) is None


def _is_unknown(column: Column) -> bool:
    """Whether a column is left out and nothing tells what it is a part of."""
    return column.left_out and column.subject.filled in ((), ("what",)) and not column.subject.block


def _only_some(parts: Sequence[Row | Column]) -> bool:
    """Whether parts marked as 其中 stand for themselves: one that divides another part says nothing of the sum."""
    return any(each.part and not any(each.subject.refines(other.subject) for other in parts) for each in parts)


def _is_divided(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether others of some figures divide one of them: of 基本支出 and 人员经费 only the second is a part of 合计.

    One that is divided only in part (其中) stays a part of its own.
    """
    parts = [each for each in figures if each is not figure and each.subject.refines(figure.subject)]
    counted = [each for each in parts if each.subject.block not in data()["beside"]["blocks"]]
    only_some = any(each.part for each in counted) and _differing(figure, counted) is not None
    return bool(counted) and not only_some


def _differing(total: Figure, parts: Sequence[Figure]) -> list[Figure] | None:
    """Return the parts that do not come to a sum, None where they do.

    All together, or else each way of dividing it by itself (by fund, by block) has to come to the sum.
    """
    counted = [
        each
        for each in parts
        if not (each.part and any(each.subject.refines(other.subject) for other in parts if other is not each))
    ]
    if sum(each.fen for each in counted) == total.fen:
        return None
    kinds: dict[tuple[str, ...], list[Figure]] = {}
    for each in counted:
        kinds.setdefault(each.subject.filled, []).append(each)
    wrong = [group for group in kinds.values() if sum(each.fen for each in group) != total.fen]
    return (counted if len(wrong) == len(kinds) else wrong[0]) if wrong else None


def _between(figures: Sequence[Figure]) -> tuple[list[Figure], list[Disagreement]]:
    """Compare sheets with each other: a number of one that others divide is their sum, an equal one is repeated."""
    agreed: list[Figure] = []
    wrong: list[Disagreement] = []
    sheets = {each.sheet for each in figures}
    if len(sheets) < 2:
        return agreed, wrong
    first: dict[Subject, Figure] = {}
    for each in figures:
        known = first.setdefault(each.subject, each)
        if known is not each and known.sheet != each.sheet:
            (agreed.append(each) if known.fen == each.fen else wrong.append(Disagreement(each, (known,))))
    for each in first.values():
        parts = [f for f in first.values() if f.sheet != each.sheet and f.subject.refines(each.subject)]
        finest = [f for f in parts if not any(o.subject.refines(f.subject) for o in parts)]
        if finest and sum(f.fen for f in finest) != each.fen:
            wrong.append(Disagreement(each, tuple(finest)))
        elif finest and not _of_all_projects(each.subject):
            agreed.append(each)
    return agreed, wrong
