"""Remarks and evidence files of a row: what is kept, and the dialog that edits it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.ledger import attachments
from desktop.ledger.records import Attachment, Record, Remark
from desktop.ledger.records.words import NOTED_ROWS
from desktop.ui.kit import ask_file
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.session import Session

FILES = f"文档和图片 ({' '.join(f'*.{kind}' for kind in attachments.KINDS)})"


def set_remark(session: Session, record: Record, text: str, *, shared: bool = False) -> None:
    """Keep the remark on a record as one step; an empty text removes it. shared: it may leave (对外)."""
    found = session.book.records(Remark, record_table=record.TABLE, record_id=record.id)
    old = found[0] if found else Remark(0, session.budget.id, record.TABLE, record.id)
    new = replace(old, text=text, shared=int(shared and bool(text)))
    if new == old:
        return
    with session.together("修改批注" if text else "删除批注"):
        if not text:
            session.book.delete(old)
        elif old.id:
            session.book.update(new)
        else:
            session.book.insert(new)


def attach(session: Session, record: Record, files: list[Path]) -> None:
    """Keep copies of files with a record as one step. Raises UserError when one cannot be taken; then none is."""
    with session.together(f"添加附件 {len(files)} 个"):
        for path in files:
            attachments.attach(session.book, session.budget, record, path)


LARGE = 1024 * 1024
"""Bytes of a file from which its removal says that the book does not become smaller by itself."""


def detach(session: Session, attachment: Attachment) -> None:
    """Take a file off its record as one step."""
    with session.together(f"移除附件 {paths.shown_name(attachment.name)}"):
        session.book.delete(attachment)
    if attachment.size > LARGE:
        session.message.emit("附件已移除；账本文件不会马上变小，可在“修改历史”中用“清除附件内容…”腾出空间")


def file_buttons(*commands: tuple[str, Callable[[], object]]) -> tuple[QHBoxLayout, list[QPushButton]]:
    """Return the line of buttons below a list of files, and the buttons, one for each of (words, what it does)."""
    line, buttons = QHBoxLayout(), []
    for text, run in commands:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        line.addWidget(button)
        buttons.append(button)
    line.addStretch(1)
    return line, buttons


def open_copy(session: Session, attachment: Attachment) -> None:
    """Open a copy of a file with the program of the desktop. Raises UserError for a kind that is not on the list."""
    copy = attachments.take_out(session.book, attachment)
    session.taken_out.add(copy)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))


def save_copy(parent: QWidget, session: Session, attachment: Attachment) -> None:
    """Ask where, and write a copy of a file there."""
    offered = paths.safe_name(paths.shown_name(attachment.name))
    if target := ask_file.to_write(parent, "附件另存为", offered):
        guarded(parent, lambda: attachments.write_copy(session.book, attachment, target))


class NotesDialog(QDialog):
    """The remark and the files of one record; files are kept at once, the remark with 保存."""

    def __init__(self, session: Session, record: Record, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._record = session, record
        self._files: list[Attachment] = []
        self.setWindowTitle("批注与附件")
        self.resize(560, 490)
        heading = PlainLabel(title, "heading")
        heading.setWordWrap(True)
        place = {"record_table": record.TABLE, "record_id": record.id}
        remarks = session.book.records(Remark, **place)
        self.text = QPlainTextEdit(remarks[0].text if remarks else "")
        self.text.setPlaceholderText("写给自己或复核人看的话：依据、口径、待办。不打印；不勾“对外”就只留在账本里。")
        self.text.setAccessibleName("批注")
        self.shared = self._shared_box(checked=any(remark.leaves for remark in remarks))
        self.list = QListWidget()
        self.list.setAccessibleName("附件")
        self.list.itemActivated.connect(lambda _: self.open_file())
        self.list.itemSelectionChanged.connect(self._allow)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addWidget(self.text, 2)
        column.addWidget(self.shared)
        column.addWidget(self._muted("附件随账本保存（合同、报价、批复、会议纪要）；双击打开"))
        column.addWidget(self.list, 1)
        column.addLayout(self._file_buttons())
        column.addWidget(self._buttons())
        self.fill()

    def _shared_box(self, *, checked: bool) -> QCheckBox:
        """Return what marks the remark 对外; not for a row that no printed row is made of."""
        box = QCheckBox("对外：导出 Excel 表格时，作为批注写在这一行对应的单元格上")
        box.setChecked(checked)
        box.setToolTip(
            "不勾，这条批注只留在账本里。PDF、Word、OFD、网页和数据包从不带批注；版式没有印这一行的表，也就没有地方写。"
        )
        if self._record.TABLE not in NOTED_ROWS:
            box.setText("这一行不单独列在公开表中，批注只留在账本里")
        box.setEnabled(self._session.writable and self._record.TABLE in NOTED_ROWS)
        return box

    def _muted(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("muted")
        label.setWordWrap(True)
        return label

    def _file_buttons(self) -> QHBoxLayout:
        line, (self.add, self.look, self.copy, self.take) = file_buttons(
            ("添加文件…", self._choose),
            ("打开", self.open_file),
            ("另存为…", self._save_copy),
            ("移除", self._take_off),
        )
        return line

    def _buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        buttons.button(standard.Save).setText("保存")
        buttons.button(standard.Cancel).setText("取消")
        buttons.button(standard.Save).setEnabled(self._session.writable)
        self.text.setReadOnly(not self._session.writable)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        return buttons

    def fill(self) -> None:
        """List the files as they are now."""
        place = {"record_table": self._record.TABLE, "record_id": self._record.id}
        self._files = self._session.book.records(Attachment, **place)
        self.list.clear()
        for file in self._files:
            self.list.addItem(QListWidgetItem(f"{paths.shown_name(file.name)}　{max(1, file.size // 1024):,} KB"))
        self._allow()

    def _allow(self) -> None:
        chosen = bool(self.list.selectedItems())
        self.look.setEnabled(chosen)
        self.copy.setEnabled(chosen)
        self.take.setEnabled(chosen and self._session.writable)
        self.add.setEnabled(self._session.writable)

    def _chosen(self) -> Attachment:
        return self._files[self.list.currentRow()]

    def _choose(self) -> None:
        if files := ask_file.several_to_read(self, "添加附件", FILES):
            self.attach(files)

    def attach(self, files: list[Path]) -> None:
        """Keep copies of files."""
        guarded(self, lambda: attach(self._session, self._record, files))
        self.fill()

    def _take_off(self) -> None:
        guarded(self, lambda: detach(self._session, self._chosen()))
        self.fill()

    def open_file(self) -> None:
        """Open a copy of the chosen file with the program of the desktop."""
        guarded(self, lambda: open_copy(self._session, self._chosen()))

    def _save_copy(self) -> None:
        save_copy(self, self._session, self._chosen())

    def save(self) -> None:
        """Keep the remark and close."""

        def run() -> None:
            text = self.text.toPlainText().strip()
            set_remark(self._session, self._record, text, shared=self.shared.isChecked())
            self.accept()

        guarded(self, run)
