"""The common table model of every grid: rows in, cells out, edits to the session.

Typed text that could not be taken stays visible with its reason.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from desktop.findings import UserError
from desktop.money import AmountError, NumberStyle, parse_yuan
from desktop.ui.grids.cell_texts import Answers, Reasons, unfit, worked_out
from desktop.ui.grids.grid_rows import GridColumn, GridRows
from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import as_plain_text

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
SHOWN, TYPED, TIP = int(ROLE.DisplayRole), int(ROLE.EditRole), int(ROLE.ToolTipRole)
ALIGNMENT, INK, GROUND, FONT = (
    int(role) for role in (ROLE.TextAlignmentRole, ROLE.ForegroundRole, ROLE.BackgroundRole, ROLE.FontRole)
)
"""Roles as the plain numbers they arrive as: six of them are asked for with every cell that is painted."""
EXACT = int(ROLE.UserRole) + 2
"""What a cell shows, an amount always in 元: what is copied."""
NOTED = int(ROLE.UserRole) + 1
"""True on the first cell of a row that has a remark or files."""
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
TYPED_IN = READ | Qt.ItemFlag.ItemIsEditable
TEXTS = (SHOWN, TYPED, EXACT)
WAN = NumberStyle(unit="万元", decimals=2)
"""How amounts are shown for reading."""
BEGIN_HERE = "在这里输入或粘贴，即新增一行"
"""What the empty row at the end is for."""
NEVER_GIVEN = frozenset(
    int(role) for role in (ROLE.DecorationRole, ROLE.CheckStateRole, ROLE.SizeHintRole, ROLE.StatusTipRole)
)
"""Asked for with every cell that is painted; no grid has them."""
Texts = list[tuple[GridColumn, str]]
"""Texts of one row by column."""


class Grid(GridRows):
    """A grid over the rows of the session; subclasses read the rows, show their words and take values."""

    row_begun = Signal(object, str)
    """A row was begun in the empty one at the end: what it is known by, and the column that was typed in."""
    has_totals = False
    one_by_one = False
    """Whether pasted rows are added one after the other, because two new ones might stand in each other's way."""

    # for subclasses -----------------------------------------------------------------------------------

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        """Store a value; return why it was refused, empty when stored."""
        raise NotImplementedError

    def choices(self, column: GridColumn) -> list[str]:
        """Return the words a column's list offers."""
        return list(column.choices)

    def suggestions(self, column: GridColumn) -> tuple[str, ...]:
        """Return usual words of a column in which any others may be typed too."""
        return ()

    def _tip(self, row: int, column: GridColumn) -> str | None:
        return None

    def _wrong(self, row: int, column: GridColumn) -> bool:
        """Tell whether the checks object to a cell."""
        return False

    def _color(self, row: int, column: GridColumn) -> QColor | None:
        return None

    begins_rows = False
    """Whether an empty row stands at the end, to type or paste into."""

    def _append(self, count: int) -> None:
        """Add empty rows at the end (inside a step), as many as this grid can."""

    def _begins_with(self, texts: Texts) -> str:
        """Note with what the next row begins (whose it is); return why no row can be begun with these texts."""
        return ""

    @property
    def empty_row(self) -> int:
        """The place of the row in which a new one is begun, -1 where none can be; a filter might hide what is typed."""
        begins = self.begins_rows and self.session.writable and not self.arrangement.filters
        return len(self.rows) if begins else -1

    @property
    def totals_row(self) -> int:
        """The place of the line of totals, -1 where there is none."""
        return len(self.rows) + (self.empty_row >= 0) if self.has_totals else -1

    def _take_row(self, row: int, texts: Texts) -> Reasons:
        """Store several values of one row (inside a step); return by column why some were refused."""
        reasons = {}
        for number, (column, text) in enumerate(texts):
            if number:
                self.rows[row] = self._reread(self.rows[row])
            reasons[column.key] = self._take(self.rows[row], column, text)
        return reasons

    def _leave_open(self, row: int, reasons: Reasons) -> None:
        """Empty what a row that was just added began with where another text was meant, which was refused."""

    def _reread(self, row: Any) -> Any:
        """Return a row as it stands in the book now."""
        return row

    # blocks -------------------------------------------------------------------------------------------

    def paste(self, top: int, columns: Sequence[int], block: list[list[str]]) -> str:
        """Put a block of cells as one step; return what was left out and why, empty when all is in.

        Rows beyond the last are added where the grid can. columns: where each column of the block goes; a block with
        more of them goes through the paste dialog first.
        """
        cells = {(top + y, columns[x]): text for y, line in enumerate(block) for x, text in enumerate(line)}
        return self.put(cells, f"粘贴 {len(block)} 行：{self.counted(top, len(block))}")

    def counted(self, top: int, count: int) -> str:
        """Return how many rows a block at `top` goes over and how many it adds."""
        over = min(count, max(0, len(self.rows) - top))
        parts = (f"覆盖 {over} 行" if over else "", f"新增 {count - over} 行" if count > over else "")
        return "、".join(filter(None, parts))

    def put(self, cells: dict[tuple[int, int], str], name: str) -> str:
        """Store texts by (row, column) as one step; return what was refused, which stays visible in its cell."""
        with self.session.refused.step(self.name, name):
            left_out = self._put(cells, name)
        if self.session.refused.next_alone():
            self.session.changed.emit()  # there is something to take back, though the book is as it was
        return left_out

    def _put(self, cells: dict[tuple[int, int], str], name: str) -> str:
        by_row: dict[int, Texts] = {}
        refused: list[str] = []
        answers = Answers(self.pending)
        for (row, number), text in sorted(cells.items()):
            column = self.columns[number]
            if row < len(self.rows) and not self.editable(row, column):
                if text != self._text(row, column, plain=False):
                    refused.append(f"第 {row + 1} 行“{self.headerData(number, Qt.Orientation.Horizontal)}”不能修改")
            elif column.editor:
                by_row.setdefault(row, []).append((column, text))
        before, lost, empty_row = len(self.rows), 0, self.empty_row
        with self.session.together(name):
            if by_row and max(by_row) >= len(self.rows) and not self.one_by_one:
                self._append(max(by_row) + 1 - len(self.rows))
            for place, texts in by_row.items():
                row = place - lost
                if row >= len(self.rows) and self.one_by_one:
                    if why := self._begins_with(texts):
                        if lost or empty_row < 0:
                            refused.append(f"粘贴内容中的第 {place + 1 - before} 个新行没有加上：{why}")
                        else:
                            answers.note_empty_row({column.key: text for column, text in texts if text}, why)
                        lost += 1
                        continue
                    self._append(row + 1 - len(self.rows))
                if row >= len(self.rows):
                    refused.append(f"第 {row + 1} 行起超出表格，没有粘贴")
                    break
                reasons = self._put_row(row, texts)
                if row >= before:
                    self._leave_open(row, reasons)
                answers.note(self.ids(self.rows[row]), {c.key: text for c, text in texts}, reasons)
        answers.keep()
        self._announce_change()
        refused += answers.refused()
        return "；".join(refused[:5]) + (f"……共 {len(refused)} 处" if len(refused) > 5 else "")

    def _put_row(self, row: int, texts: Texts) -> Reasons:
        """Store the texts of one row (inside a step); return by column why some were refused."""
        wrong = {column.key: reason for column, text in texts if (reason := unfit(column.key, text))}
        fit = [(column, worked_out(column.editor, text)) for column, text in texts if column.key not in wrong]
        try:
            return wrong | (self._take_row(row, fit) if fit else {})
        except UserError as error:
            return wrong | {column.key: str(error) for column, _ in fit}

    # Qt -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Rows, the empty one, and a line of totals where the grid has one."""
        return 0 if parent.isValid() else len(self.rows) + (self.empty_row >= 0) + self.has_totals

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = SHOWN) -> Any:
        """Headers with the years filled in; row numbers, ＋ on the empty row, 合计 on the last."""
        if role != SHOWN:
            return None
        if orientation == Qt.Orientation.Vertical and section != self.totals_row:
            return "＋" if section == self.empty_row else str(section + 1)
        if orientation == Qt.Orientation.Vertical:
            return "小计" if self.hidden else "合计"
        year = self.session.budget.year
        column = self.columns[section]
        header = (self.session.in_wan and column.in_wan) or column.header
        return header.format(year=year, last=year - 1) + self._mark(column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable where the column has an editor and the book can be written."""
        row = index.row()
        if not self._is_total(row) and self.editable(row, self.columns[index.column()]):
            return TYPED_IN
        return READ

    def _is_total(self, row: int) -> bool:
        """Tell whether a row is the line of totals; of most it is known at once, and a paint asks for each cell."""
        return row >= len(self.rows) and row == self.totals_row

    def editable(self, row: int, column: GridColumn) -> bool:
        """Tell whether a cell of a row can be typed in."""
        return bool(column.editor) and self.session.writable

    def data(self, index: Index, role: int = SHOWN) -> Any:
        """What a cell shows."""
        if role in NEVER_GIVEN:
            return None
        number = index.row()
        if role == FONT:
            return self._bold if self._is_total(number) else None
        column = self.columns[index.column()]
        if role == ALIGNMENT:
            return RIGHT if column.numeric else LEFT
        pending = self._left_red(number, column)
        if number >= len(self.rows) and number == self.empty_row and not pending:
            return BEGIN_HERE if role == TIP else "" if role in TEXTS else None
        if role in TEXTS:
            text = pending[0] if pending else self._text(number, column, plain=role == TYPED)
            return text if pending or role != SHOWN else self._for_reading(column, text)
        if role == INK:
            return QColor(theme.colors().error) if pending else self._color(number, column)
        if role == GROUND:
            return self._ground(number, column)
        if role == TIP:
            exact = self._text(number, column, plain=False) if self.session.in_wan and column.in_wan else ""
            remarks = (
                pending[1] if pending else self._tip(number, column),
                exact and f"{exact} 元",
                self._notes(index),
            )
            return as_plain_text("\n".join(filter(None, remarks))) or None
        if role == NOTED:
            return bool(self._notes(index))
        return None

    def _left_red(self, row: int, column: GridColumn) -> tuple[str, str] | None:
        """Return the text that a cell could not take, and why; the totals are typed by nobody and have none."""
        return None if self._is_total(row) else self.pending.get((row, column.key))

    def _for_reading(self, column: GridColumn, text: str) -> str:
        """Return a text as it is read now: an amount in 万元 where that was asked for, words as they are."""
        if not (self.session.in_wan and text and column.in_wan):
            return text
        fen = parse_yuan(text.removeprefix("-"))
        return text if isinstance(fen, AmountError) else WAN.show(-fen if text.startswith("-") else fen)

    @property
    def _bold(self) -> QFont:
        """The letters of the totals."""
        font = QFont()
        font.setBold(True)
        return font

    def _ground(self, row: int, column: GridColumn) -> QColor | None:
        """Return what lies behind a cell: red where it is wrong or could not be taken, grey behind the totals."""
        if self._left_red(row, column) or (row < len(self.rows) and self._wrong(row, column)):
            return QColor(theme.colors().wrong)
        return QColor(theme.colors().header) if self._is_total(row) else None

    def _notes(self, index: Index) -> str:
        """Return what is noted about a row, on its first cell."""
        if index.column() or index.row() >= len(self.rows):
            return ""
        record = self.record_of(self.rows[index.row()])
        return self.session.notes_of(record) if record is not None else ""

    def setData(self, index: Index, value: Any, role: int = TYPED) -> bool:
        """Take a typed value; what cannot be taken stays visible in red with the reason, never in the book."""
        if role != TYPED or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        with self.session.refused.step(self.name):
            return self._take_typed(index, str(value).strip())

    def _take_typed(self, index: Index, text: str) -> bool:
        column = self.columns[index.column()]
        place = (index.row(), column.key)
        was_pending = self.pending.pop(place, None)
        if index.row() == self.empty_row:
            return self._begin_row(index, column, text)
        if not was_pending and text == self._text(index.row(), column, plain=True):
            return True
        try:
            reason = unfit(column.key, text)
            reason = reason or self._take(self.rows[index.row()], column, worked_out(column.editor, text))
        except UserError as error:
            reason = str(error)
        self._answer(index, text, reason)
        return not reason

    def _answer(self, index: Index, text: str, reason: str) -> None:
        """Show a cell anew; a text that could not be taken stays in it, with the reason."""
        if reason:
            self.pending[index.row(), self.columns[index.column()].key] = (text, reason)
            self.session.message.emit(f"未保存：{reason}")
        self.dataChanged.emit(index, index)

    def _waiting(self, row: int) -> Texts:
        """Return the texts that stand refused in the empty row: once the row is begun they may be taken."""
        return [(column, found[0]) for column in self.columns if (found := self.pending.get((row, column.key)))]

    def _begin_row(self, index: Index, column: GridColumn, text: str) -> bool:
        """Begin a row with what was typed into the empty one; what cannot be taken begins none and stays there."""
        before, known, waiting = self.rows, None, self._waiting(index.row())
        reason = unfit(column.key, text) or (self._begins_with([(column, text)]) if text else "")
        if text and not reason:
            try:
                with self.session.together(f"新增一行：{text}"):
                    self._append(1)
                    known = self.ids(self.rows[-1])[0]
                    problems = self._take_row(len(self.rows) - 1, [(column, worked_out(column.editor, text))])
                    if any(problems.values()):
                        raise UserError(next(filter(None, problems.values())))
                    self.rows[-1] = self._reread(self.rows[-1])
                    again = self._put_row(len(self.rows) - 1, waiting) if waiting else {}
            except UserError as error:
                self.rows, known, reason = before, None, str(error)
        if known is not None:
            self.pending.begun(known, again)
        self._answer(index, text, reason)
        if known is not None:
            self.row_begun.emit(known, column.key)
        return not reason
