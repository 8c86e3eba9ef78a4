"""The 表格 tab: choose a table (or the charts), see it as it will be printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.layouts.chart_pages import chart_pages
from desktop.layouts.document import CHARTS
from desktop.layouts.sheet import place
from desktop.layouts.table_pages import table_pages
from desktop.ui.preview import PreviewArea
from desktop.ui.session import Session


class TablesPanel(QWidget):
    """Live preview of one table of the form."""

    figure_clicked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.choice = QComboBox()
        self.choice.setMinimumContentsLength(18)
        self.area = PreviewArea()
        self.area.figure_clicked.connect(self.figure_clicked)
        before, after = self._button("‹", "上一张表"), self._button("›", "下一张表")
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
        hint = QLabel("与打印一致，点击数字查看来源")
        hint.setObjectName("muted")
        bar.addWidget(hint)
        bar.addWidget(smaller)
        bar.addWidget(larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.area, 1)
        self.choice.currentIndexChanged.connect(self._show)
        session.changed.connect(self.reload)
        self.reload()

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        return button

    def _step(self, by: int) -> None:
        count = self.choice.count()
        if count:
            self.choice.setCurrentIndex((self.choice.currentIndex() + by) % count)

    def reload(self) -> None:
        """List the tables of the form again and show the chosen one."""
        disclosure = self._session.disclosure
        labels = [t.label + ("（空表）" if t.empty else "") for t in disclosure.tables]
        labels += [CHARTS] if disclosure.charts else []
        chosen = max(0, self.choice.currentIndex())
        if [self.choice.itemText(n) for n in range(self.choice.count())] != labels:
            self.choice.blockSignals(True)
            self.choice.clear()
            self.choice.addItems(labels)
            self.choice.setCurrentIndex(min(chosen, len(labels) - 1))
            self.choice.blockSignals(False)
        self._show()

    def _show(self) -> None:
        tables = self._session.disclosure.tables
        number = self.choice.currentIndex()
        if 0 <= number < len(tables):
            self.area.show_pages(table_pages(place(tables[number])))
        elif self.choice.currentText() == CHARTS:
            self.area.show_pages(chart_pages(self._session.disclosure.charts))

    def show_table(self, label: str) -> None:
        """Turn to a table by number and title."""
        for number, table in enumerate(self._session.disclosure.tables):
            if table.label == label:
                self.choice.setCurrentIndex(number)
