"""收到的单位: files of units by drag or button, what each would change, and taking the ticked ones in as one step."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import UserError
from desktop.ui.kit import ask_file, theme
from desktop.ui.kit.background import Job
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.session import Session
from desktop.ui.units import received
from desktop.ui.units.received import Received

SUFFIX = ".mzs"
HINT = "把单位传出的数据包（.mzs）拖到这里，或用“选择文件…”。先看将改变什么，再装入；装入的单位只能看，可以一步撤销。"


class ReceivedDialog(QDialog):
    """The files above, what the chosen one changes below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.setWindowTitle("收到的单位")
        self.setAcceptDrops(True)
        self.resize(940, 560)
        self.shown: list[Received] = []
        self._chosen: dict[Path, bool] = {}
        self._job: Job[list[Received]] | None = None
        self.files = self._table()
        self.changes = QListWidget()
        self.changes.setAccessibleName("将改变的内容")
        self.changes.setWordWrap(True)
        self.message = PlainLabel("", "muted")
        self.message.setWordWrap(True)
        self.choose = QPushButton("选择文件…")
        self.choose.clicked.connect(self._choose)
        self.take = QPushButton("装入勾选的")
        self.take.setDefault(True)
        self.take.clicked.connect(self.take_in)
        self.stop = QPushButton("关闭")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self._stop_or_close)
        about = PlainLabel(HINT, "muted")
        about.setWordWrap(True)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(self.files)
        down.addWidget(self.changes)
        down.setSizes([280, 160])
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.take)
        buttons.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.addWidget(about)
        column.addWidget(down, 1)
        column.addLayout(buttons)
        self._show()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels(["装入", "单位", "文件", "将怎样"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setStretchLastSection(True)
        set_widths(table, (52, 300, 240))
        table.setAccessibleName("收到的文件")
        table.itemSelectionChanged.connect(self._show_changes)
        table.itemChanged.connect(self._ticked)
        return table

    # files --------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of units, nothing else."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.read(dropped(event))

    def _choose(self) -> None:
        self.read(ask_file.several_to_read(self, "选择单位数据包", f"单位数据包 (*{SUFFIX})"))

    def read(self, paths: Sequence[Path]) -> None:
        """Read files beside the window; they join those that are listed."""
        if not paths or self._job is not None:
            return
        self.stop.setText("取消")
        self._enable()
        self._job = Job(self, received.reading(paths), self._came, self._failed, "正在读取单位数据包")
        self._job.progressed.connect(
            lambda name, done, total: self.message.setText(f"正在读取 {done + 1}/{total}：{name}")
        )
        self._enable()
        self._job.begin()

    def _came(self, found: list[Received]) -> None:
        self._end()
        again = {each.path for each in found}
        for path in again:  # it may be another one by now: what was agreed to was seen before
            self._chosen.pop(path, None)
        listed = [each for each in self.shown if each.path not in again]
        self.shown = [received.planned(self._session.book, each) for each in (*listed, *found)]
        self._show()

    def _failed(self, error: BaseException) -> None:
        self._end()
        self._show()
        raise error

    def _end(self) -> None:
        self._job = None
        self.stop.setText("关闭")

    def _show(self) -> None:
        self.files.blockSignals(True)
        self.files.setRowCount(len(self.shown))
        for row, found in enumerate(self.shown):
            color = theme.colors().error if found.plan is None else theme.colors().ink
            for column, text in enumerate(("", found.heading, found.file, received.state(found))):
                item = QTableWidgetItem(text)
                item.setForeground(QBrush(QColor(color)))
                item.setToolTip(as_plain_text(found.refused or text))
                if column == 0 and found.can_be_taken:
                    wanted = self._chosen.get(found.path, not found.asks)
                    item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"装入 {found.heading}")
                self.files.setItem(row, column, item)
        self.files.blockSignals(False)
        if self.shown:
            self.files.selectRow(0)
        self._show_changes()
        self._count()

    def _show_changes(self) -> None:
        row = self.files.currentRow()
        found = self.shown[row] if 0 <= row < len(self.shown) else None
        self.changes.clear()
        if found is not None:
            self.changes.addItems([found.refused] if found.refused else found.differences or ["没有要替换的内容"])

    def ticked(self) -> list[Received]:
        """Return the files that are to be taken in."""
        checked = Qt.CheckState.Checked
        items = [self.files.item(row, 0) for row in range(self.files.rowCount())]
        return [
            f
            for f, item in zip(self.shown, items, strict=True)
            if item is not None and f.can_be_taken and item.checkState() == checked
        ]

    def _ticked(self, item: QTableWidgetItem) -> None:
        """Note what a person ticked: it stays so when further files are read."""
        if item.column() == 0:
            self._chosen[self.shown[item.row()].path] = item.checkState() == Qt.CheckState.Checked
        self._count()

    def _count(self) -> None:
        replaced = sum(each.asks for each in self.shown)
        refused = sum(each.plan is None for each in self.shown)
        notes = [f"{len(self.ticked())} 个将装入" if self.shown else "还没有文件"]
        notes += [f"{replaced} 个会替换已有内容，看过后请自己勾选"] if replaced else []
        notes += [f"{refused} 个不能装入，原因见下"] if refused else []
        self.message.setText("；".join(notes))
        self._enable()

    def _enable(self) -> None:
        free = self._job is None and not self._session.book.read_only
        self.choose.setEnabled(free)
        self.take.setEnabled(free and bool(self.ticked()))

    # taking in ----------------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Take the ticked files in, all of them or none."""
        guarded(self, self._take_in)

    def _take_in(self) -> None:
        from desktop.packs import since

        chosen = self.ticked()
        if not chosen:
            raise UserError("请勾选要装入的文件")
        packs = {each.path: each.pack for each in chosen if each.pack is not None}
        count = self._session.unit_edits.take_in(list(packs.values()))
        since.remember((pack.fingerprint, path) for path, pack in packs.items())
        self.shown = [received.planned(self._session.book, each) for each in self.shown]
        self._chosen = {path: wanted for path, wanted in self._chosen.items() if not wanted}  # others may replace now
        self._show()
        self.message.setText(f"已装入 {count} 个")

    def _stop_or_close(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.close()

    def done(self, result: int) -> None:
        """Let nothing be read behind a closed dialog, whichever way it was closed."""
        if self._job is not None:
            self._job.stop_now()
            self._end()
        super().done(result)


def dropped(event: QDropEvent) -> list[Path]:
    """Return the files of units that are dragged, none where something else is among them."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files if files and all(file.suffix.lower() == SUFFIX for file in files) else []
