"""科目: which edition of the subjects is used, taking in a new one or a list of changes, codes added by hand."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog import change_list, editions
from desktop.catalog.change_list import Change
from desktop.catalog.classification import FILES, TITLES
from desktop.findings import UserError
from desktop.intake import catalog_import
from desktop.intake.catalog_import import Reading
from desktop.ui.kit import ask_file
from desktop.ui.kit.background import run_in_background
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.small_screens import Rows, labelled, set_widths
from desktop.ui.kit.wheel_safe import DropDown, NumberBox
from desktop.ui.session import Session

WANTED = "科目表 (*.xlsx *.xls *.ods *.csv)"
COLUMNS = (("科目", 130), ("编码", 80), ("名称", 220), ("起用年度", 80), ("依据的文件", 0))
LEAST_LINES = 6
"""How high the lists are at least, in lines of words; where that is too much the dialog scrolls."""
STATED = "按文件中“分类”一列"
OF_FILES = (
    "文件要有“科目编码、科目名称”两列（或“类、款、项、科目名称”）；有“变动”（新增、停用、更名）一列的是变动清单，"
    "可另有“改为”。先看会有哪些变动，有一行不对就全部不载入。科目记在这台电脑上，不在账本里。"
)
OF_HAND = (
    "文件规定了、科目表里还没有的，在这里增加；要先有上级科目。"
    "账本拿到别的电脑上，那里也要同样增加，否则检查会说明没有。"
)


class SubjectsDialog(QDialog):
    """What the table of subjects holds and how it grows. session: of the book that uses them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("科目")
        self.resize(820, 560)
        self._session = session
        self.remove = self._button("删除选中的", lambda: guarded(self, self.take_away))
        self._read: Reading | None = None
        self._path = Path()
        self.about = PlainLabel("", "muted")
        self.about.setWordWrap(True)
        self.document = QLineEdit()
        self.document.setAccessibleName("依据的文件")
        self.document.setPlaceholderText("例如 财预〔2026〕100号")
        self.year = NumberBox()
        self.year.setAccessibleName("从哪一年预算起使用")
        self.year.setRange(editions.FIRST, editions.LAST)
        self.year.setValue(session.budget.year)
        self.state = PlainLabel("")
        self.state.setWordWrap(True)
        self.pages = QTabWidget()
        self.pages.addTab(self._of_files(), "载入新版或变动清单")
        self.pages.addTab(self._of_hand(), "自行增加一个科目")
        buttons = QDialogButtonBox()
        leave = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)  # Enter in a field closes nothing
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.about)
        column.addLayout(Rows(labelled("依据的文件（文号）", self.document), labelled("从哪一年预算起使用", self.year)))
        column.addWidget(self.pages, 1)
        column.addWidget(self.state)
        column.addWidget(buttons)
        for changed in (self.document.textEdited, self.year.valueChanged, self.kind.currentIndexChanged):
            changed.connect(lambda _: self._outdated())
        self._show_list()

    def _of_files(self) -> QWidget:
        """Return the page on which a file is looked at and taken in."""
        page, about = QWidget(), PlainLabel(OF_FILES, "muted")
        about.setWordWrap(True)
        self.kind = self._choice(STATED)
        self.sheet = QLineEdit()
        self.sheet.setAccessibleName("工作表")
        self.sheet.setPlaceholderText("不填取第一个")
        self.sheet.textEdited.connect(lambda _: self._outdated())
        self.choose = self._button("选择文件…", self._ask_file)
        self.take = self._button("载入", lambda: guarded(self, self.take_in))
        self.take.setEnabled(False)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setMinimumHeight(LEAST_LINES * self.fontMetrics().height())
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName("会有哪些变动")
        self.preview.setPlaceholderText("选择文件后，这里列出会有哪些变动、本账本用到的有哪些")
        column = QVBoxLayout(page)
        column.addWidget(about)
        column.addLayout(
            Rows(labelled("哪一套科目", self.kind), labelled("工作表", self.sheet), self.choose, self.take)
        )
        column.addWidget(self.preview, 1)
        return page

    def _of_hand(self) -> QWidget:
        """Return the page on which single subjects are added and taken away."""
        page, about = QWidget(), PlainLabel(OF_HAND, "muted")
        about.setWordWrap(True)
        self.own_kind = self._choice("")
        self.code, self.name = QLineEdit(), QLineEdit()
        self.code.setAccessibleName("编码")
        self.name.setAccessibleName("名称")
        add = self._button("增加", lambda: guarded(self, self.add))
        self.own = QTableWidget(0, len(COLUMNS))
        self.own.setAccessibleName("自行增加的科目")
        self.own.setMinimumHeight(LEAST_LINES * self.fontMetrics().height())
        self.own.setHorizontalHeaderLabels([title for title, _ in COLUMNS])
        self.own.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.own.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.own.verticalHeader().hide()
        self.own.horizontalHeader().setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        set_widths(self.own, [width for _, width in COLUMNS])
        self.own.itemSelectionChanged.connect(lambda: self.remove.setEnabled(bool(self.own.selectedItems())))
        self.remove.setEnabled(False)
        column = QVBoxLayout(page)
        column.addWidget(about)
        fields = (labelled("哪一套科目", self.own_kind), labelled("编码", self.code), labelled("名称", self.name))
        column.addLayout(Rows(*fields, add))
        column.addWidget(self.own, 1)
        column.addLayout(Rows(self.remove))
        return page

    def _choice(self, first: str) -> DropDown:
        box = DropDown()
        box.setAccessibleName("哪一套科目")
        if first:
            box.addItem(first, "")
        for key in FILES:
            box.addItem(TITLES[key], key)
        return box

    def _button(self, text: str, run: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    # a file -------------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        if not self.document.text().strip():
            self.document.setFocus()
            self._say("请先填写依据的文件（文号）", "problem")
            return
        if path := ask_file.to_read(self, "选择新版科目或变动清单", WANTED):
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file beside the window and show what it would change."""
        year, kind, document = self.year.value(), str(self.kind.currentData() or ""), self.document.text()
        sheet = self.sheet.text().strip()
        self._outdated()

        def read() -> Reading | UserError:
            try:
                return catalog_import.read(path, year, kind, document, sheet)
            except UserError as error:
                return error

        run_in_background(self, f"正在读取“{path.name}”…", read, lambda found: self.show_reading(path, found))

    def show_reading(self, path: Path, found: "Reading | UserError") -> None:
        """Show what a file would change, or why nothing of it can be taken in."""
        if isinstance(found, UserError):
            self._say(str(found), "problem")
            return
        self._path, self._read = path, found
        if found.rejects:
            self.preview.setPlainText("\n".join(each.describe() for each in found.rejects))
            self._say(f"“{path.name}”有 {len(found.rejects)} 处问题，不能载入；请按上面所列改正后重新选择", "problem")
            return
        touched = editions.touched(found.on_codes, self._used())
        listed = [editions.described(each) for each in found.on_codes]
        ours = [f"本账本用到的科目有 {len(touched)} 个变动", *(f"　{text}" for text in touched)]
        notes = [f"注意：{text}" for text in found.notes]
        self.preview.setPlainText("\n".join([found.summary, *notes, *ours, "全部变动：", *listed]))
        self.take.setEnabled(True)
        self._say("还没有载入。看过没有问题，点“载入”", "muted")

    def take_in(self) -> None:
        """Take in what was looked at."""
        if self._read is None or self._read.rejects:
            return
        editions.save(self._read.changes)
        self._outdated()
        self._follow(f"已载入“{self._path.name}”，依据 {self.document.text().strip()}")

    def _outdated(self) -> None:
        """What is shown was read with other answers: it has to be looked at again."""
        self._read = None
        self.take.setEnabled(False)
        self.preview.clear()
        self._say("", "muted")

    def _used(self) -> dict[str, set[str]]:
        lines = self._session.disclosure.cube.lines
        return editions.used_codes((line.function, line.economic, line.government) for line in lines)

    # by hand ------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Add one subject."""
        kind, code = str(self.own_kind.currentData()), self.code.text().strip()
        change = editions.add(kind, code, self.name.text(), self.document.text(), self.year.value())
        self._follow(f"已增加{TITLES[kind]}科目“{change.code} {change.name}”，自 {change.year} 年预算起使用")
        self.code.clear()
        self.name.clear()

    def take_away(self) -> None:
        """Take away the subject that is selected."""
        item = self.own.item(self.own.currentRow(), 0)
        change = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(change, Change):
            editions.remove(change.kind, change.code)
            self._follow(f"已删除自行增加的科目“{change.code} {change.name}”")

    def _follow(self, text: str) -> None:
        """Say what was done and let the book be computed and checked with the subjects as they are now."""
        self._say(text, "muted")
        self._show_list()
        self._session.refresh()

    def _show_list(self) -> None:
        self.about.setText(editions.edition(self._session.budget.year).text)
        found = [change for change in change_list.read_own() if change.single]
        self.own.setRowCount(len(found))
        for row, each in enumerate(found):
            for column, text in enumerate((TITLES[each.kind], each.code, each.name, str(each.year), each.document)):
                item = QTableWidgetItem(text)
                item.setToolTip(as_plain_text(text))
                item.setData(Qt.ItemDataRole.UserRole, each)
                self.own.setItem(row, column, item)
        self.remove.setEnabled(False)

    def _say(self, text: str, name: str) -> None:
        self.state.setObjectName(name)
        self.state.style().polish(self.state)
        self.state.setText(text)
