"""更新版式与参数: which layouts and packs there are, adding some from a file or folder, removing what was added."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit import ask_file
from desktop.ui.kit.background import run_in_background
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.session import Session
from desktop.updates import adding, listing

COLUMNS = ("种类", "编号", "名称", "来源", "发布", "加入", "摘要")
ABOUT = (
    "不用重装软件，就可以加入新年度的版式和参数包：文件（.zip、.toml）或文件夹。先检查能不能用，"
    "再给您看将加入什么；随软件的和以前年度的都不变。旁边有校验清单的逐个核对。"
)
ROLE = Qt.ItemDataRole.UserRole


class UpdatesDialog(QDialog):
    """The list, and what can be done with it. session: of the book that may use what is added, None without one."""

    def __init__(self, session: Session | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("更新版式与参数")
        self.resize(1060, 560)
        self._session = session
        about = PlainLabel(ABOUT, "muted")
        about.setWordWrap(True)
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setAccessibleName("版式和参数包")
        self.table.setHorizontalHeaderLabels(list(COLUMNS))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.state = PlainLabel("", "muted")
        self.state.setWordWrap(True)
        buttons = QDialogButtonBox()
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.file, self.folder = buttons.addButton("加入文件…", action), buttons.addButton("加入文件夹…", action)
        self.remove = buttons.addButton("删除", action)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        self.file.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._ask_folder)
        self.remove.clicked.connect(lambda: guarded(self, self._remove))
        self.table.itemSelectionChanged.connect(self._follow)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (about, self.table, self.state, buttons):
            column.addWidget(widget)
        self.show_list()

    def show_list(self) -> None:
        """List what there is now."""
        found = listing.all_of_them()
        self.table.setRowCount(len(found))
        for row, each in enumerate(found):
            title = f"不能使用：{each.problem}" if each.problem else each.title
            shown = (listing.KINDS[each.kind], each.key, title, each.source, each.issued, each.added, each.digest[:12])
            for column, text in enumerate(shown):
                item = QTableWidgetItem(text)
                item.setData(ROLE, each)
                item.setToolTip(as_plain_text(each.digest if column == len(COLUMNS) - 1 else text))
                self.table.setItem(row, column, item)
        self._follow()

    def chosen(self) -> listing.Resource | None:
        """Return what is selected."""
        item = self.table.item(self.table.currentRow(), 0) if self.table.selectedItems() else None
        return item.data(ROLE) if item is not None else None

    def _follow(self) -> None:
        resource = self.chosen()
        self.remove.setEnabled(resource is not None and resource.source != listing.SHIPPED)

    def _ask_file(self) -> None:
        if path := ask_file.to_read(self, "选择文件", "版式或参数包 (*.zip *.toml)"):
            self.look_at(path)

    def _ask_folder(self) -> None:
        if (found := ask_file.folder(self, "选择文件夹")) is not None:
            self.look_at(found)

    def look_at(self, source: Path) -> None:
        """Look at a file or folder in the background, then ask whether it is taken."""
        self.state.setText("")
        run_in_background(self, f"正在检查“{source.name}”…", lambda: adding.looked_at(source), self.ask_to_take)

    def ask_to_take(self, offer: adding.Offer) -> None:
        """Show what would be added and add it where that is wanted."""
        box = QMessageBox(QMessageBox.Icon.Question, "加入版式和参数包", as_plain_text(offer.text), parent=self)
        yes = box.addButton("加入", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("不加入", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        try:
            if box.clickedButton() is yes:
                guarded(self, lambda: self._take(offer))
        finally:
            adding.drop(offer)

    def _take(self, offer: adding.Offer) -> None:
        adding.take(offer)
        self.show_list()
        self.state.setText("已加入。账本要改用新版式，在窗口右上角“版式”中选；参数包在“人员”页的“政策参数”中选。")
        self._tell_book()

    def _remove(self) -> None:
        resource = self.chosen()
        if resource is None:
            return
        text = f"删除{listing.KINDS[resource.kind]}“{resource.key}”？用到它的账本会说明没有安装，重新加入即恢复。"
        box = QMessageBox(QMessageBox.Icon.Question, "删除", as_plain_text(text), parent=self)
        yes = box.addButton("删除", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is yes:
            adding.remove(resource)
            self.show_list()
            self.state.setText(f"已删除{listing.KINDS[resource.kind]}“{resource.key}”")
            self._tell_book()

    def _tell_book(self) -> None:
        if self._session is not None:
            self._session.changed.emit()
