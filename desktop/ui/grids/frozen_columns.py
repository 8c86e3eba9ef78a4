"""The first columns of a grid stay in view while the others scroll away beneath them, as frozen panes do."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from desktop.ui.grids.editors import GridDelegate, NotedDelegate
from desktop.ui.grids.grid_blocks import BlockView
from desktop.ui.kit.look import settings

WIDEST = 0.7
"""Part of the grid's width that frozen columns may take; wider ones would leave nothing to scroll."""


class FrozenColumns(QTableView):
    """A second view of the same cells, laid over the grid while it is scrolled sideways.

    It shares the grid's selection and never has the focus: editing always happens in the grid itself.
    """

    def __init__(self, view: BlockView) -> None:
        super().__init__(view)
        self._view = view
        self.setObjectName("frozen")
        self.setAccessibleName("冻结的列")
        self.setModel(view.grid)
        self.setSelectionModel(view.selectionModel())
        self.setItemDelegate(GridDelegate(self))
        self.setItemDelegateForColumn(0, NotedDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(view.selectionMode())
        self.setAlternatingRowColors(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for setter in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            setter(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.pressed.connect(lambda _: view.setFocus())
        self.doubleClicked.connect(self._edit)
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.horizontalHeader().sectionResized.connect(self.place)
        self.count = int(str(settings().value(self._setting, view.grid.frozen)))
        self.hide()

    @property
    def _setting(self) -> str:
        return f"frozen/{self._view.grid.name}"

    def freeze(self, count: int) -> None:
        """Keep this many columns in view, from now on and the next time."""
        self.count = count
        settings().setValue(self._setting, count)
        self.place()

    @property
    def room(self) -> int:
        """The width that is covered, 0 while nothing is."""
        return self.width() if self.isVisibleTo(self._view) else 0

    def place(self) -> None:
        """Lie over the grid's first columns while they would be out of view."""
        view = self._view
        widths = [view.columnWidth(number) for number in range(min(self.count, len(view.grid.columns)))]
        fits = 0 < sum(widths) < view.viewport().width() * WIDEST
        if not fits or not view.horizontalScrollBar().value():
            self.hide()
            return
        for number in range(len(view.grid.columns)):
            self.setColumnHidden(number, number >= len(widths) or view.isColumnHidden(number))
        for number, width in enumerate(widths):
            if width:
                self.setColumnWidth(number, width)
        head, frame = view.horizontalHeader().height(), view.frameWidth()
        self.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(head)
        left = view.verticalHeader().width() + frame
        self.setGeometry(left, frame, sum(widths) + 1, head + view.viewport().height())
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(view.verticalScrollBar().value())

    def _edit(self, index: QModelIndex) -> None:
        if self._view.grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self._view.edit(index)
        else:
            self._view.doubleClicked.emit(index)
