"""What imports have remembered: columns and words a person has decided, to be seen and forgotten."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.intake import headers
from desktop.intake.record_kinds import KINDS as KINDS_OF_RECORDS
from desktop.intake.record_words import MEMORY
from desktop.ui.imports import import_tables
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.read_tables import cell, table

KINDS = {
    headers.WORDS: "人员的类别、状态",
    "roster": "花名册的列",
    "projects": "项目清单的列",
    "controls": "控制数、批复数",
    MEMORY: "各种明细",
    **{kind.key: f"{kind.label}的列" for kind in KINDS_OF_RECORDS.values()},
}


class WordsDialog(QDialog):
    """Ticked ones are forgotten: the next import asks again."""

    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导入时记住的叫法")
        self.resize(640, 420)
        hint = PlainLabel("这些是导入时您指定过的，对本机所有账本都有效。勾选后点“忘记”，下次导入会重新询问。")
        hint.setWordWrap(True)
        self.table = table("记住的叫法", ("文件中的叫法", "按", "用在"), (240, 200))
        buttons = QDialogButtonBox()
        self.forget_button = buttons.addButton("忘记勾选的", QDialogButtonBox.ButtonRole.ActionRole)
        self.forget_button.clicked.connect(self.forget)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (hint, self.table, buttons):
            column.addWidget(widget)
        self.table.itemChanged.connect(self._enable)
        self._fill()

    def _fill(self) -> None:
        self._listed = [(headers.WORDS, text, word) for text, word in headers.words().items()]
        self._listed += [
            (kind, text, field)
            for kind in KINDS
            if kind != headers.WORDS
            for text, field in headers.remembered(kind).items()
        ]
        self.table.setRowCount(len(self._listed))
        for row, (kind, text, meaning) in enumerate(self._listed):
            item = cell(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.table.setItem(row, 0, item)
            self.table.setItem(row, 1, cell(import_tables.meaning(kind, meaning)))
            self.table.setItem(row, 2, cell(KINDS[kind]))
        self._enable()

    def _ticked(self) -> list[tuple[str, str, str]]:
        items = [self.table.item(row, 0) for row in range(self.table.rowCount())]
        return [
            entry
            for entry, item in zip(self._listed, items, strict=True)
            if item is not None and item.checkState() == Qt.CheckState.Checked
        ]

    def _enable(self) -> None:
        self.forget_button.setEnabled(bool(self._ticked()))

    def forget(self) -> None:
        """Forget what is ticked."""
        for kind, text, _ in self._ticked():
            headers.forget(kind, [text])
        self._fill()
        self.forgotten.emit()
