"""What was changed and when; go back to a step, or take back one step alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import UserError
from desktop.ledger.journal import Operation
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.in_pieces import busy_with
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.session import Session
from desktop.ui.year import clear_history
from desktop.ui.year.changes import ChangedCell, changed_cells

STATES = {"done": "", "undone": "已撤销，可重做", "dropped": "已撤销"}
SHOWN_AT_MOST = 500


class HistoryDialog(QDialog):
    """The latest steps, newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.setWindowTitle("修改历史")
        self.resize(760, 600)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(["时间", "做了什么", "改动行数", "状态"])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        set_widths(self.table, (160, 0, 80, 120))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        hint = QLabel("“撤销到这一步之前”连同以后的修改一起撤销；“只恢复这一步”保留以后的修改。都可以再撤销。")
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        self.back = buttons.addButton("撤销到这一步之前", QDialogButtonBox.ButtonRole.ActionRole)
        self.alone = buttons.addButton("只恢复这一步", QDialogButtonBox.ButtonRole.ActionRole)
        self.back.clicked.connect(lambda: self._run(self._session.undoing.go_back_to))
        self.alone.clicked.connect(lambda: self._run(self._session.undoing.take_back))
        buttons.rejected.connect(self.reject)
        self.table.itemSelectionChanged.connect(self._chosen)
        self.cells = QTableWidget(0, 4)
        self.cells.setHorizontalHeaderLabels(["哪一类", "哪一项", "原来", "改为"])
        self.cells.setAccessibleName("这一步改动的内容")
        self.cells.verticalHeader().hide()
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cells.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.cells.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        set_widths(self.cells, (260,))
        for number in (2, 3):
            self.cells.horizontalHeader().setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.put_back_one = buttons.addButton("只恢复这一处", QDialogButtonBox.ButtonRole.ActionRole)
        self.put_back_one.clicked.connect(self.put_back)
        self.clear = buttons.addButton("清除历史…", QDialogButtonBox.ButtonRole.ActionRole)
        self.clear.setEnabled(not session.book.read_only)
        self.clear.clicked.connect(self.clear_history)
        self.clear_files = buttons.addButton("清除附件内容…", QDialogButtonBox.ButtonRole.ActionRole)
        self.clear_files.setEnabled(not session.book.read_only)
        self.clear_files.clicked.connect(
            lambda: guarded(self, lambda: clear_history.ask_and_clear_files(self._session, self))
        )
        self.cells.itemSelectionChanged.connect(self._allow_one)
        self.left_out = PlainLabel(name="muted")
        column = QVBoxLayout(self)
        for widget, stretch in ((self.table, 3), (hint, 0), (self.cells, 2), (self.left_out, 0), (buttons, 0)):
            column.addWidget(widget, stretch)
        self._operations: list[Operation] = []
        self._counts: dict[int, int] = {}
        self._changed: list[ChangedCell] = []
        self.fill()

    def fill(self) -> None:
        """List the steps as they are now."""
        self._operations = self._session.book.history()[:SHOWN_AT_MOST]
        self._counts = self._session.book.change_counts()
        self.table.setRowCount(len(self._operations))
        for row, operation in enumerate(self._operations):
            count = str(self._counts.get(operation.id, 0))
            texts = (operation.at.replace("T", " "), operation.name, count, STATES[operation.state])
            for number, text in enumerate(texts):
                self.table.setItem(row, number, QTableWidgetItem(text))
        self._chosen()

    def _operation(self) -> Operation | None:
        row = self.table.currentRow()
        return self._operations[row] if 0 <= row < len(self._operations) and self.table.selectedItems() else None

    def _chosen(self) -> None:
        operation = self._operation()
        can = operation is not None and operation.state == "done" and not self._session.book.read_only
        first = operation is not None and operation.id == self._session.book.founding()
        for button in (self.back, self.alone):
            button.setEnabled(can and not first)
        rows, note = self._counts.get(operation.id, 0) if operation is not None else 0, ""
        try:
            self._changed = self._changes(operation) if operation is not None else []
        except UserError as error:
            self._changed, note = [], str(error)
        if rows > SHOWN_AT_MOST or len(self._changed) >= SHOWN_AT_MOST:
            note = f"这一步改动 {rows} 行，只列出前 {SHOWN_AT_MOST} 处"
        self.left_out.setText(note)
        self.left_out.setVisible(bool(note))
        self.cells.setRowCount(len(self._changed))
        for row, cell in enumerate(self._changed):
            for number, text in enumerate((cell.kind, cell.name, cell.before, cell.after)):
                self.cells.setItem(row, number, QTableWidgetItem(text))
        self._allow_one()

    def _changes(self, operation: Operation) -> list[ChangedCell]:
        book = self._session.book
        budgets: dict[object, str] = {
            b.id: f"{b.year}年{b.stage}" for unit in book.units() for b in book.budgets(unit.id)
        }
        budgets |= {b.id: f"{b.year}年{b.stage}方案“{b.scenario}”" for b in book.scenarios()}
        return changed_cells(book.changes(operation, SHOWN_AT_MOST), budgets)[:SHOWN_AT_MOST]

    def _allow_one(self) -> None:
        operation = self._operation()
        chosen = self._changed[self.cells.currentRow()] if self.cells.selectedItems() else None
        done = operation is not None and operation.state == "done" and not self._session.book.read_only
        self.put_back_one.setEnabled(done and chosen is not None and bool(chosen.column))

    def put_back(self) -> None:
        """Put the chosen cell back to what it was before the step."""
        cell = self._changed[self.cells.currentRow()]
        guarded(self, lambda: self._session.undoing.put_back(cell.change, cell.column, f"{cell.kind} {cell.name}"))
        self.fill()

    def clear_history(self) -> None:
        """Clear the history for good, after asking twice."""
        guarded(self, lambda: clear_history.ask_and_clear(self._session, self))
        self.fill()

    def _run(self, command: object) -> None:
        operation = self._operation()
        if operation is not None and callable(command):
            later = sum(self._counts.get(each.id, 0) for each in self._operations if each.id >= operation.id)
            with busy_with(self.parentWidget(), "正在撤销…", later):
                guarded(self, lambda: command(operation))
            self.fill()
