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

from desktop.ledger.journal import Operation
from desktop.ui.budget_menu import guarded
from desktop.ui.session import Session

STATES = {"done": "", "undone": "已撤销，可重做", "dropped": "已撤销"}
SHOWN_AT_MOST = 500


class HistoryDialog(QDialog):
    """The latest steps, newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.setWindowTitle("修改历史")
        self.resize(640, 480)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(["时间", "做了什么", "改动行数", "状态"])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        for number, width in enumerate((160, 0, 80, 120)):
            self.table.setColumnWidth(number, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        hint = QLabel("“撤销到这一步之前”连同以后的修改一起撤销；“只恢复这一步”保留以后的修改。都可以再撤销。")
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        self.back = buttons.addButton("撤销到这一步之前", QDialogButtonBox.ButtonRole.ActionRole)
        self.alone = buttons.addButton("只恢复这一步", QDialogButtonBox.ButtonRole.ActionRole)
        self.back.clicked.connect(lambda: self._run(self._session.go_back_to))
        self.alone.clicked.connect(lambda: self._run(self._session.take_back))
        buttons.rejected.connect(self.reject)
        self.table.itemSelectionChanged.connect(self._chosen)
        column = QVBoxLayout(self)
        for widget in (self.table, hint, buttons):
            column.addWidget(widget)
        self._operations: list[Operation] = []
        self.fill()

    def fill(self) -> None:
        """List the steps as they are now."""
        self._operations = self._session.book.history()[:SHOWN_AT_MOST]
        self.table.setRowCount(len(self._operations))
        for row, operation in enumerate(self._operations):
            count = len(self._session.book.changes(operation))
            texts = (operation.at.replace("T", " "), operation.name, str(count), STATES[operation.state])
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

    def _run(self, command: object) -> None:
        operation = self._operation()
        if operation is not None and callable(command):
            guarded(self, lambda: command(operation))
            self.fill()
