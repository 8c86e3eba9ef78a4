"""Table models of the expenditure and income grids: this year beside last year, with the change."""

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QColor

from desktop.catalog import crosswalk
from desktop.catalog.classification import load
from desktop.catalog.search import problem
from desktop.compute.lines import BudgetLine
from desktop.ledger.records import DirectLine, Income, Record
from desktop.ledger.vocabulary import FISCAL, SUBSOURCES, Carry, Fund, Nature
from desktop.money import YUAN, AmountError, Fen, parse_yuan, percent_steps, show_percent
from desktop.ui.edits.year_pairs import ExpenditurePair, IncomePair, amount, behind, expenditure, incomes, total
from desktop.ui.grids.arrangement import Ids
from desktop.ui.grids.cell_texts import Reasons
from desktop.ui.grids.grid import Grid, Texts
from desktop.ui.grids.grid_rows import GridColumn
from desktop.ui.grids.record_kinds import FLAG
from desktop.ui.kit import theme

AMOUNTS = (
    GridColumn("this", "{year}年（元）", 12, "amount", numeric=True),
    GridColumn("last", "{last}年（元）", 12, "amount", numeric=True),
    GridColumn("change", "增减（元）", 11, numeric=True),
    GridColumn("percent", "增减%", 9, numeric=True),
)


class AmountGrid(Grid):
    """Common part of both grids: this year, last year, change, totals."""

    has_totals = True
    begins_rows = True

    def ids(self, row: Any) -> Ids:
        """Both years' records, whichever there are."""
        return tuple(side.id for side in (row.this, row.last) if side is not None)

    def record_of(self, row: Any) -> Record | None:
        """This year's record, or last year's where there is no other."""
        found: Record | None = row.this or row.last
        return found

    def _amounts(self, row: int) -> tuple[Fen | None, Fen | None]:
        if row < len(self.rows):
            found: tuple[Fen | None, Fen | None] = self.rows[row].amounts
            return found
        return total(self.rows)

    def _text(self, row: int, column: GridColumn, *, plain: bool) -> str:
        this, last = self._amounts(row)
        if column.key in ("this", "last"):
            value = this if column.key == "this" else last
            return "" if value is None else YUAN.show(value).replace(",", "" if plain else ",")
        if column.key == "change":
            return YUAN.show((this or 0) - (last or 0)) if (this or 0) != (last or 0) else ""
        if column.key == "percent":
            steps = percent_steps((this or 0) - (last or 0), last or 0, 2)
            return "" if steps in (None, 0) else show_percent(steps or 0, 2)
        if row >= len(self.rows):
            return ""
        word = self._word(self.rows[row], column.key)
        if column.editor == "code" and not plain:
            return f"{word} {load(column.key.removesuffix('_code')).name(word)}"
        return word

    def _word(self, row: Any, key: str) -> str:
        return str(getattr(row.line, key))

    def _color(self, row: int, column: GridColumn) -> QColor | None:
        if column.key not in ("change", "percent"):
            return None
        this, last = self._amounts(row)
        return QColor(theme.colors().up if (this or 0) > (last or 0) else theme.colors().down)

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        """Store a value; return why it was refused, empty when stored."""
        if column.editor == "amount":
            fen = parse_yuan(text) if text else None
            if isinstance(fen, AmountError):
                return fen.reason
            if fen is not None or amount(row.last if column.key == "last" else row.this) is not None:
                self.session.pair_edits.set_amount(row, fen, last=column.key == "last")
            return ""
        return self._take_word(row, column, text)

    def _reread(self, row: Any) -> Any:
        sides = {side: self.session.stored(getattr(row, side)) for side in ("this", "last") if getattr(row, side)}
        return replace(row, **sides)

    def _take_row(self, row: int, texts: Texts) -> Reasons:
        """Words first, then amounts, blank ones last: a side that is made copies the words, one that goes has gone."""
        texts = sorted(texts, key=lambda cell: (cell[0].editor == "amount", not cell[1], cell[0].key == "this"))
        return super()._take_row(row, texts)

    def _take_word(self, row: Any, column: GridColumn, text: str) -> str:
        if column.editor in ("choice", "flag") and text not in column.choices:
            return f"“{text}”不在可选范围内，请填：{'、'.join(filter(None, column.choices))}"
        if column.key == "subsource" and text and _fund_of(row.line) not in FISCAL:
            return f"只有财政拨款分子来源，“{_fund_of(row.line)}”请留空"
        self.session.pair_edits.set_field(row, column.key, text)
        return ""


def _fund_of(line: DirectLine | Income) -> str:
    return line.source if isinstance(line, Income) else line.fund


CODES = ("function_code", "economic_code")
"""Columns that are marked when the checks object to a line."""


class ExpenditureGrid(AmountGrid):
    """The budget lines."""

    record_type = DirectLine
    frozen = 2
    columns = (
        GridColumn("function_code", "功能科目", 17, "code"),
        GridColumn("economic_code", "经济科目", 17, "code"),
        GridColumn("nature", "性质", 5, "choice", tuple(str(n.value) for n in Nature)),
        *AMOUNTS,
        GridColumn("project", "项目", 20, "text"),
        GridColumn("fund", "资金来源", 16, "choice", tuple(str(f.value) for f in Fund)),
        GridColumn("carry", "当年/结转", 10, "choice", tuple(str(c.value) for c in Carry)),
        GridColumn("subsource", "子来源", 9, "choice", SUBSOURCES),
        GridColumn("government_code", "政府经济", 20, "code"),
        GridColumn("counterpart", "对方单位", 16, "text"),
        GridColumn("note", "备注", 16, "text"),
    )

    def _read(self) -> list[ExpenditurePair]:
        if self.session.view is not None:  # lines are typed in one unit
            return []
        return expenditure(self.session.facts, self.session.last, *self.session.computed.lines())

    def ids(self, row: ExpenditurePair) -> Ids:
        """Both years' records; a row that is only computed by its codes and words together."""
        line = row.line
        codes = (line.function_code, line.economic_code, line.government_code, line.nature)
        return super().ids(row) or ((*codes, row.project, line.fund, line.carry, line.subsource),)

    def _append(self, count: int) -> None:
        above = self.rows[-1].line if self.rows else None
        function = above.function_code if above else self.session.unit.own_function
        for _ in range(count):
            line = self.session.pair_edits.add_line(DirectLine(function_code=function), "")
            self.rows = [*self.rows, ExpenditurePair(line, None, "")]

    def _leave_open(self, row: int, reasons: Reasons) -> None:
        """A line whose own 项 was refused is not booked to the one of the line above."""
        if reasons.get("function_code"):
            self.session.pair_edits.set_field(self._reread(self.rows[row]), "function_code", "")

    def _is_computed(self, row: int, column: GridColumn) -> bool:
        """Whether a cell holds what people, quotas and projects give, which is not typed here."""
        if row >= len(self.rows):
            return False
        found = self.rows[row]
        if column.key == "this":
            return found.this is None and found.computed is not None
        if column.key == "last":
            return found.last is None and found.computed_last is not None
        return found.this is None and found.last is None

    def behind(self, row: int) -> list[BudgetLine]:
        """Return the lines of people, quotas and projects that the computed amounts of a row add up, of both years."""
        if row >= len(self.rows):
            return []
        found, kind = self.rows[row], self.session.unit.kind
        sides = (found.computed, found.computed_last)
        lines = self.session.computed.lines()
        return [line for side, year in zip(sides, lines, strict=True) if side for line in behind(found, year, kind)]

    def editable(self, row: int, column: GridColumn) -> bool:
        """Computed cells cannot be typed over."""
        return super().editable(row, column) and not self._is_computed(row, column)

    def _color(self, row: int, column: GridColumn) -> QColor | None:
        if column.key in ("this", "last") and self._is_computed(row, column):
            return QColor(theme.colors().accent)
        return super()._color(row, column)

    def _word(self, row: ExpenditurePair, key: str) -> str:
        if key == "project":
            return row.project
        if key == "government_code" and not row.line.government_code:
            return crosswalk.government_code(row.line.economic_code, self.session.unit.kind)
        return str(getattr(row.line, key))

    def _findings(self, row: int) -> str:
        """Return what the checks say of the row's typed lines."""
        found = self.rows[row] if row < len(self.rows) else None
        sides = (found.this, found.last) if found is not None else ()
        return "\n".join(self.session.line_findings.get(side.id, "") for side in sides if side is not None).strip()

    def _wrong(self, row: int, column: GridColumn) -> bool:
        return column.key in CODES and bool(self._findings(row))

    def _tip(self, row: int, column: GridColumn) -> str | None:
        if self._wrong(row, column):
            return self._findings(row)
        if column.key in ("this", "last") and self._is_computed(row, column):
            return "由人员、定额或项目测算得出，请在“人员”“公用”或“项目”中修改；双击列出它由哪些行组成"
        if row >= len(self.rows) or column.key not in ("function_code", "economic_code", "government_code"):
            return None
        key = column.key.removesuffix("_code")
        names = load(key)
        code = self._word(self.rows[row], column.key)
        by_table = "（按对照表自动对应）" if key == "government" and not self.rows[row].line.government_code else ""
        return " › ".join(f"{c} {names.name(c)}" for c in names.ancestors(code)) + by_table

    def _take_word(self, row: ExpenditurePair, column: GridColumn, text: str) -> str:
        if column.editor == "code":
            text = text.split(" ", maxsplit=1)[0]
            if column.key == "government_code" and text in ("", self._word(row, column.key)):
                text = ""
            elif reason := problem(column.key.removesuffix("_code"), text, self.session.budget.year):
                return reason
        return super()._take_word(row, column, text)

    def _reread(self, row: ExpenditurePair) -> ExpenditurePair:
        found: ExpenditurePair = super()._reread(row)
        return replace(found, project=self.session.pair_edits.project_name(found.this)) if found.this else found


FOLLOWS = "按支出填列：等于用它安排的支出；要自己填写，请先清除“按支出填列”"
"""Why an amount of income cannot be typed over."""


class IncomeGrid(AmountGrid):
    """The income of the budget."""

    record_type = Income
    columns = (
        GridColumn("source", "收入来源", 18, "choice", tuple(str(f.value) for f in Fund)),
        GridColumn("carry", "当年/结转", 10, "choice", tuple(str(c.value) for c in Carry)),
        *AMOUNTS,
        GridColumn("follows", "按支出填列", 11, "flag", FLAG),
        GridColumn("subsource", "子来源", 9, "choice", SUBSOURCES),
        GridColumn("counterpart", "对方单位", 20, "text"),
        GridColumn("note", "备注", 20, "text"),
    )

    def _read(self) -> list[IncomePair]:
        if self.session.view is not None:
            return []
        return incomes(self.session.facts, self.session.last, *self.session.computed.incomes())

    def _follows(self, row: int, column: GridColumn) -> bool:
        """Whether a cell holds what expenditure gives (按支出填列), which is not typed."""
        amounts = column.key in ("this", "last") and row < len(self.rows)
        record = getattr(self.rows[row], column.key) if amounts else None
        return record is not None and bool(record.follows)

    def editable(self, row: int, column: GridColumn) -> bool:
        """An amount that follows expenditure cannot be typed over."""
        return super().editable(row, column) and not self._follows(row, column)

    def _word(self, row: IncomePair, key: str) -> str:
        return FLAG[row.line.follows] if key == "follows" else super()._word(row, key)

    def _color(self, row: int, column: GridColumn) -> QColor | None:
        return QColor(theme.colors().accent) if self._follows(row, column) else super()._color(row, column)

    def _tip(self, row: int, column: GridColumn) -> str | None:
        return FOLLOWS if self._follows(row, column) else None

    def _take(self, row: IncomePair, column: GridColumn, text: str) -> str:
        side = row.last if column.key == "last" else row.this
        if column.editor == "amount" and side is not None and side.follows:
            return FOLLOWS
        return super()._take(row, column, text)

    def _append(self, count: int) -> None:
        for _ in range(count):
            income = self.session.pair_edits.add_income(Income(source=str(Fund.GENERAL.value)))
            self.rows = [*self.rows, IncomePair(income, None)]
