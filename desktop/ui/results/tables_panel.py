"""The 表格 tab: choose a table (or the charts), see it as it will be printed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from desktop import pipeline
from desktop.layouts.paper.pages import CHARTS, Page
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import table_pages
from desktop.layouts.tables.table import Cell, CellKey, Table
from desktop.ui.grids import clipboard
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.results.preview import PreviewArea
from desktop.ui.session import Session

LONG = 100
"""Rows from which on the pages of a table take a while to be laid out."""


class TablesPanel(QWidget):
    """Live preview of one table of the form."""

    figure_clicked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.choice = DropDown()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        self.choice.setAccessibleName("公开表")
        self.area = PreviewArea()
        self.area.figure_clicked.connect(self._click)
        self.before = PreviewArea(clickable=False)
        self.before.hide()
        self.area.verticalScrollBar().valueChanged.connect(self.before.verticalScrollBar().setValue)
        self.last_year = self._button("上年", "把上年的同一张表并列在旁边")
        self.last_year.setCheckable(True)
        self.last_year.toggled.connect(self._show_before)
        before, after = self._button("‹", "上一张表"), self._button("›", "下一张表")
        copy = self._button("复制", "把这张表的数值复制到剪贴板，可以粘贴到 Excel 或 WPS")
        printed = self._button("打印…", "打印预览（Ctrl+P）")
        copy.clicked.connect(self.copy)
        printed.clicked.connect(self.show_print)
        smaller, larger = self._button("−", "缩小"), self._button("+", "放大")
        before.clicked.connect(lambda: self._step(-1))
        after.clicked.connect(lambda: self._step(1))
        smaller.clicked.connect(lambda: self.area.zoom(self.area.factor / 1.2))
        larger.clicked.connect(lambda: self.area.zoom(self.area.factor * 1.2))
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 6)
        bar.addWidget(before)
        bar.addWidget(self.choice, 1)
        bar.addWidget(after)
        bar.addWidget(self.last_year)
        bar.addWidget(copy)
        bar.addWidget(printed)
        bar.addWidget(smaller)
        bar.addWidget(larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.area)
        across.addWidget(self.before)
        column.addWidget(across, 1)
        self._shown: tuple[str, dict[CellKey, str]] = ("", {})
        self._laid: tuple[Table | None, list[Page]] | None = None
        self._soon = self._next_turn()
        self._of: tuple[int, bool] = (session.budget.id, session.view is not None)
        self.choice.currentIndexChanged.connect(self._show)
        session.changed.connect(self.reload)
        self.reload()

    def _next_turn(self) -> QTimer:
        """Return what lays the table out in the next turn of the event loop."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(0)
        timer.timeout.connect(self._show)
        return timer

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.setObjectName("tight")
        return button

    def _step(self, by: int) -> None:
        count = self.choice.count()
        if count:
            self.choice.setCurrentIndex((self.choice.currentIndex() + by) % count)

    def reload(self) -> None:
        """List the tables of the form again and show the chosen one."""
        disclosure, table = self._session.disclosure, self._table()
        labels = [t.label + ("（空表）" if t.empty else "") for t in disclosure.tables]
        labels += [CHARTS] if disclosure.charts else []
        chosen = max(0, self.choice.currentIndex())
        if [self.choice.itemText(n) for n in range(self.choice.count())] != labels:
            self.choice.blockSignals(True)
            self.choice.clear()
            self.choice.addItems(labels)
            self.choice.setCurrentIndex(min(chosen, len(labels) - 1))
            self.choice.blockSignals(False)
        before, self._of = self._of, (self._session.budget.id, self._session.view is not None)
        if self._of == before and (table is None or table.height <= LONG):
            self._show()
            return
        self.area.setUpdatesEnabled(False)  # what takes long to lay out comes when the rest of the window is there
        self.before.setUpdatesEnabled(False)
        self._soon.start()

    def show_now(self) -> None:
        """Lay out what is to be seen, if that is still to be done."""
        if self._soon.isActive():
            self._show()

    def _click(self, cell: object) -> None:
        if not self._soon.isActive():
            self.figure_clicked.emit(cell)

    def _show(self) -> None:
        self._soon.stop()
        table = self._table()
        if table is None:
            self._shown = ("", {})
            self._put(frozenset())
            return
        places = table.cells_by_key()
        before_id, before = self._shown
        shown = f"{table.id} {self._session.budget.id} {self._session.view is not None}"
        self._shown = (shown, {place: cell.text for place, cell in places.items()})
        same = before_id == shown and before
        changed = [id(cell) for place, cell in places.items() if before.get(place, "") != cell.text] if same else []
        self._put(frozenset(changed))

    def _put(self, changed: frozenset[int]) -> None:
        self.area.show_pages(self._pages(), changed)
        self._show_before()
        self.area.setUpdatesEnabled(True)
        self.before.setUpdatesEnabled(True)

    def _show_before(self) -> None:
        """Show the same table of last year beside, where that is asked for and there is one."""
        table, wanted = self._table(), self.last_year.isChecked()
        last_year = self._session.last_disclosure() if wanted else None
        same = (
            next((t for t in last_year.tables if table is not None and t.id == table.id), None) if last_year else None
        )
        self.before.setVisible(wanted)
        self.before.show_pages(table_pages(sheet_of(same)) if same is not None else [])
        if wanted and same is None:
            self._session.message.emit("上年没有这张表，或上年还没有数据")

    def _table(self) -> Table | None:
        tables, number = self._session.disclosure.tables, self.choice.currentIndex()
        return tables[number] if 0 <= number < len(tables) else None

    def _pages(self) -> list[Page]:
        """Return what is shown. A table that an edit left alone is the same object, and so are its pages."""
        table = self._table()
        if table is None or self._laid is None or self._laid[0] is not table:
            self._laid = table, self._laid_out(table)
        return self._laid[1]

    def _laid_out(self, table: Table | None) -> list[Page]:
        if table is not None:
            return table_pages(sheet_of(table))
        if self.choice.currentText() != CHARTS:
            return []
        from desktop.layouts.paper.chart_pages import chart_pages

        return chart_pages(self._session.disclosure.charts)

    def copy(self) -> None:
        """Put the shown table on the clipboard as values, header and notes included."""
        table = self._table()
        if table is None:
            return
        placed = sheet_of(table).cells
        rows = [[""] * (1 + max(p.column for p in placed)) for _ in range(1 + max(p.row for p in placed))]
        for cell in placed:
            rows[cell.row][cell.column] = cell.text
        QGuiApplication.clipboard().setText(clipboard.write(rows))
        self._session.message.emit(f"已复制“{table.label}”的数值，可以粘贴到 Excel 或 WPS")

    def show_print(self) -> None:
        """Show the print preview, of what is in view or of everything."""
        from desktop.ui.results.printing import PrintDialog

        pages = self._laid_out(self._table())
        for page in pages if self._session.budget.scenario else ():  # a sheet of its own has no footer
            page.write(50, page.height - 30, pipeline.draft_note(self._session.budget, 0), "sans", 8)
        current = (self.choice.currentText(), pages) if self.choice.count() else None
        PrintDialog(self._session, current, self.window()).open()

    def show_table(self, label: str, row: str = "", column: str = "") -> None:
        """Turn to a table by number and title, and mark the figure of a row or column that a finding names."""
        self.show_now()
        for number, table in enumerate(self._session.disclosure.tables):
            if table.label == label:
                self.choice.setCurrentIndex(number)
                cell = _named(table, row, column)
                if cell is not None:
                    self.area.mark(cell)


def _named(table: Table, row: str, column: str) -> Cell | None:
    """Return the first figure of the row and column with these words; either may be left open, not both."""
    columns = [n for n, spec in enumerate(table.columns) if not column or column in spec.header]
    for cells in table.grid if row or column else ():
        if row and not any(row == cell.text.strip() for cell in cells):
            continue
        found = next((cells[n] for n in columns if cells[n].kind == "amount"), None)
        if found is not None:
            return found
    return None
