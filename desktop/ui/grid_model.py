"""Table models of the expenditure and income grids. Rows in, cells out; edits go to the session."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from desktop.catalog import crosswalk
from desktop.catalog.classification import load
from desktop.findings import UserError
from desktop.ledger.vocabulary import Carry, Fund, Nature
from desktop.money import YUAN, AmountError, Fen, parse_yuan, percent_steps, show_percent
from desktop.ui import theme
from desktop.ui.rows import ExpenditureRow, IncomeRow, amount, expenditure, incomes, total
from desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: key, header, width in characters, editor (amount, code, choice, text or none)."""

    key: str
    header: str
    width: int
    editor: str = ""
    choices: tuple[str, ...] = ()
    numeric: bool = False


AMOUNTS = (
    GridColumn("this", "{year}年（元）", 12, "amount", numeric=True),
    GridColumn("last", "{last}年（元）", 12, "amount", numeric=True),
    GridColumn("change", "增减（元）", 11, numeric=True),
    GridColumn("percent", "增减%", 9, numeric=True),
)


class AmountGrid(QAbstractTableModel):
    """Common part of both grids: this year, last year, change, and typed text that could not be taken."""

    columns: tuple[GridColumn, ...] = ()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: list[Any] = []
        self.pending: dict[tuple[int, str], tuple[str, str]] = {}
        self.reload()
        session.changed.connect(self.reload)

    def _read(self) -> list[Any]:
        raise NotImplementedError

    def reload(self) -> None:
        """Read the rows again; scrolling and selection stay where the row count does not change."""
        rows = self._read()
        if len(rows) == len(self.rows) and self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows), len(self.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            return
        self.beginResetModel()
        self.rows = rows
        self.pending.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Rows and one line of totals."""
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        """Headers with the years filled in; row numbers, 合计 on the last."""
        if role != ROLE.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self.rows) else "合计"
        year = self.session.budget.year
        return self.columns[section].header.format(year=year, last=year - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable where the column has an editor and the book can be written."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = self.columns[index.column()].editor and index.row() < len(self.rows)
        if editable and not self.session.book.read_only and not self.session.budget.frozen_at:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """What a cell shows."""
        column = self.columns[index.column()]
        if role == ROLE.TextAlignmentRole:
            return int(RIGHT if column.numeric else LEFT)
        pending = self.pending.get((index.row(), column.key))
        if role in (ROLE.DisplayRole, ROLE.EditRole):
            if pending:
                return pending[0]
            return self._text(index.row(), column, plain=role == ROLE.EditRole)
        if role == ROLE.ToolTipRole:
            return pending[1] if pending else self._tip(index.row(), column)
        if role == ROLE.ForegroundRole:
            return QBrush(QColor(theme.ERROR)) if pending else self._color(index.row(), column)
        if role == ROLE.BackgroundRole and (pending or index.row() == len(self.rows)):
            return QBrush(QColor("#fdecea" if pending else "#eef1f4"))
        if role == ROLE.FontRole and index.row() == len(self.rows):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _amounts(self, row: int) -> tuple[Fen | None, Fen | None]:
        if row < len(self.rows):
            return amount(self.rows[row].this), amount(self.rows[row].last)
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

    def _tip(self, row: int, column: GridColumn) -> str | None:
        return None

    def _color(self, row: int, column: GridColumn) -> QBrush | None:
        if column.key not in ("change", "percent"):
            return None
        this, last = self._amounts(row)
        return QBrush(QColor(theme.UP if (this or 0) > (last or 0) else theme.DOWN))

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        """Take a typed value; what cannot be taken stays visible in red with the reason, never in the book."""
        if role != ROLE.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        column, place = self.columns[index.column()], (index.row(), self.columns[index.column()].key)
        text = str(value).strip()
        was_pending = self.pending.pop(place, None)
        if not was_pending and text == self._text(index.row(), column, plain=True):
            return True
        try:
            reason = self._take(self.rows[index.row()], column, text)
        except UserError as error:
            reason = str(error)
        if reason:
            self.pending[place] = (text, reason)
            self.session.said.emit(f"未保存：{reason}")
            self.dataChanged.emit(index, index)
        return not reason

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        """Store a value; return why it was refused, empty when stored."""
        if column.editor == "amount":
            fen = parse_yuan(text) if text else None
            if isinstance(fen, AmountError):
                return fen.reason
            if fen is not None or amount(row.last if column.key == "last" else row.this) is not None:
                self.session.set_amount(row, fen, last=column.key == "last")
            return ""
        return self._take_word(row, column, text)

    def _take_word(self, row: Any, column: GridColumn, text: str) -> str:
        return "这一列不能直接修改"


class ExpenditureGrid(AmountGrid):
    """The budget lines."""

    columns = (
        GridColumn("function_code", "功能科目", 17, "code"),
        GridColumn("economic_code", "经济科目", 17, "code"),
        GridColumn("nature", "性质", 5, "choice", tuple(str(n.value) for n in Nature)),
        *AMOUNTS,
        GridColumn("project", "项目", 20, "text"),
        GridColumn("fund", "资金来源", 16, "choice", tuple(str(f.value) for f in Fund)),
        GridColumn("carry", "当年/结转", 10, "choice", tuple(str(c.value) for c in Carry)),
        GridColumn("government_code", "政府经济", 20, "code"),
        GridColumn("note", "备注", 16, "text"),
    )

    def _read(self) -> list[ExpenditureRow]:
        return expenditure(self.session.facts, self.session.last)

    def _word(self, row: ExpenditureRow, key: str) -> str:
        if key == "project":
            return row.project
        if key == "government_code" and not row.line.government_code:
            return crosswalk.government_code(row.line.economic_code, self.session.unit.kind)
        return str(getattr(row.line, key))

    def _tip(self, row: int, column: GridColumn) -> str | None:
        if row >= len(self.rows) or column.key not in ("function_code", "economic_code", "government_code"):
            return None
        key = column.key.removesuffix("_code")
        names = load(key)
        code = self._word(self.rows[row], column.key)
        own = "（按对照表自动对应）" if key == "government" and not self.rows[row].line.government_code else ""
        return " › ".join(f"{c} {names.name(c)}" for c in names.ancestors(code)) + own

    def _take_word(self, row: ExpenditureRow, column: GridColumn, text: str) -> str:
        if column.editor == "code":
            text = text.split(" ", maxsplit=1)[0]
            if column.key == "government_code" and text in ("", self._word(row, column.key)):
                text = ""
            elif reason := load(column.key.removesuffix("_code")).problem(text, self.session.budget.year):
                return reason
        self.session.set_field(row, column.key, text)
        return ""

    def row_of_line(self, line_id: int) -> int | None:
        """Return the row that shows a line of this or last year."""
        for number, row in enumerate(self.rows):
            if line_id in ((row.this.id if row.this else 0), (row.last.id if row.last else 0)):
                return number
        return None


class IncomeGrid(AmountGrid):
    """The income of the budget."""

    columns = (
        GridColumn("source", "收入来源", 22),
        GridColumn("carry", "当年/结转", 10),
        *AMOUNTS,
        GridColumn("note", "备注", 20),
    )

    def _read(self) -> list[IncomeRow]:
        return incomes(self.session.facts, self.session.last)
