"""The preview: paints the very primitives the PDF is made of, so what is seen is what is printed."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QScrollArea, QToolTip, QVBoxLayout, QWidget

from desktop.layouts.paper.pages import Box, Page
from desktop.layouts.tables.table import Cell
from desktop.ui.kit import theme
from desktop.ui.kit.made_late import own_viewport

GAP = 14
MARKED_FOR = 1600
"""Milliseconds for which a changed cell is marked."""
LARGEST_FIT = 1.4
"""A page fitted to a wide window is not enlarged beyond this."""
LARGE = 100.0
"""Glyphs are drawn from a font of this size and scaled, so that spacing is the same at every zoom."""


class Fonts(dict[str, QFont]):
    """The fonts of the printed cuts, each made when it is first drawn with."""

    def __missing__(self, face: str) -> QFont:
        self[face] = theme.page_font(face, LARGE)
        return self[face]


def paint_page(painter: QPainter, page: Page, fonts: Fonts) -> None:
    """Draw fills, rules and texts of a page, in points."""
    for area in page.fills:
        painter.fillRect(QRectF(area.x, area.y, area.width, area.height), QColor(area.color))
    pen = QPen(QColor("#222222"))
    for line in page.lines:
        pen.setWidthF(line.width)
        painter.setPen(pen)
        painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))
    painter.setPen(QColor("#111111"))
    for text in page.texts:
        painter.save()
        painter.translate(text.x, text.y)
        painter.scale(text.size / LARGE, text.size / LARGE)
        font = fonts[text.face]
        if text.spacing:
            font = QFont(font)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, text.spacing * LARGE / text.size)
        painter.setFont(font)
        painter.drawText(QPointF(0, 0), text.text)
        if text.stroke:
            letters = QPainterPath()
            letters.addText(QPointF(0, 0), font, text.text)
            painter.strokePath(letters, QPen(painter.pen().color(), text.stroke * LARGE / text.size))
        painter.restore()


class PageWidget(QWidget):
    """One page at a zoom; a click tells which cell was meant."""

    clicked = Signal(object)

    def __init__(
        self, page: Page, zoom: float, changed: frozenset[int] = frozenset(), *, clickable: bool = True
    ) -> None:
        super().__init__()
        self._clickable = clickable
        self._fonts = Fonts()
        self.setMouseTracking(True)
        self.show_page(page, zoom, changed)

    def show_page(self, page: Page, zoom: float, changed: frozenset[int] = frozenset()) -> None:
        """Show another page in the place of the one before."""
        self.page = page
        self._changed = [
            box for box in page.boxes if box.placed is not None and box.placed.cell is not None
            and id(box.placed.cell) in changed
        ]  # fmt: skip
        self._hover: Box | None = None
        self._marked: Box | None = None
        self.unsetCursor()
        self.set_zoom(zoom)
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Show the page larger or smaller."""
        self._zoom = zoom
        self.setFixedSize(round(self.page.width * zoom), round(self.page.height * zoom))

    def sizeHint(self) -> QSize:
        """The page's own size."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper, marks, rules and texts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.scale(self._zoom, self._zoom)
        changed = [(box, "#ffe89a") for box in self._changed]
        for box, color in (*changed, (self._hover, "#eaf2fb"), (self._marked, "#cfe0f4")):
            if box is not None:
                painter.fillRect(_rect(box), QColor(color))
        paint_page(painter, self.page, self._fonts)
        painter.end()

    def mark(self, cell: Cell) -> QRectF | None:
        """Mark the box of a cell, no other; return its place on this widget, None where the page does not show it."""
        self._marked = next((b for b in self.page.boxes if b.placed is not None and b.placed.cell is cell), None)
        self.update()
        if self._marked is None:
            return None
        box, zoom = _rect(self._marked), self._zoom
        return QRectF(box.x() * zoom, box.y() * zoom, box.width() * zoom, box.height() * zoom)

    def calm(self) -> None:
        """Take the marks of what has changed away."""
        if self._changed:
            self._changed = []
            self.update()

    def _box_at(self, position: QPointF) -> Box | None:
        if not self._clickable:
            return None
        x, y = position.x() / self._zoom, position.y() / self._zoom
        for box in self.page.boxes:
            inside = box.x <= x < box.x + box.width and box.y <= y < box.y + box.height
            if inside and box.placed is not None and box.placed.cell is not None and box.placed.cell.selection:
                return box
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which figures can be clicked."""
        box = self._box_at(event.position())
        if box is not self._hover:
            self._hover = box
            self.setCursor(Qt.CursorShape.PointingHandCursor if box else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which cell was clicked."""
        box = self._box_at(event.position())
        if box is not None and box.placed is not None:
            self._marked = box
            self.update()
            self.clicked.emit(box.placed.cell)

    def event(self, event: object) -> bool:
        """Say on hover that a figure opens its lines."""
        if isinstance(event, QHelpEvent):
            if self._box_at(QPointF(event.pos())):
                QToolTip.showText(event.globalPos(), "点击查看这个数由哪些预算行组成")
            return True
        return bool(super().event(event))  # type: ignore[arg-type]


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


class PreviewArea(QScrollArea):
    """Pages one below the other, fitted to the width; pages that did not change are not drawn anew."""

    figure_clicked = Signal(object)

    def __init__(self, *, clickable: bool = True) -> None:
        super().__init__()
        own_viewport(self, QPalette.ColorRole.NoRole)
        self._clickable = clickable
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # A bar that came and went with the height would change the width, and that the height, without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setObjectName("desk")
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._calm_down)
        self._pages: list[Page] = []
        self._factor = 1.0
        self._holder = QWidget()
        self._holder.setObjectName("desk")
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(GAP, GAP, GAP, GAP)
        self._column.setSpacing(GAP)
        self._column.addStretch(1)
        self.setWidget(self._holder)

    def show_pages(self, pages: list[Page], changed: frozenset[int] = frozenset()) -> None:
        """Show these pages; cells that have changed (by the id of the Cell) are marked for a moment."""
        self._pages = pages
        self._rebuild(changed)
        if changed:
            self._calm.start(MARKED_FOR)

    def widgets(self) -> list[PageWidget]:
        """Return the pages that are shown, in order."""
        found = (item.widget() for n in range(self._column.count()) if (item := self._column.itemAt(n)) is not None)
        return [widget for widget in found if isinstance(widget, PageWidget)]

    def mark(self, cell: Cell) -> bool:
        """Mark the figure of a cell and bring it into view; tell whether a page shows it."""
        for widget in self.widgets():
            box = widget.mark(cell)
            if box is not None:
                at = widget.mapTo(self._holder, box.center().toPoint())
                self.ensureVisible(at.x(), at.y(), GAP + round(box.width() / 2), GAP + round(box.height()))
                return True
        return False

    def _calm_down(self) -> None:
        for widget in self.widgets():
            widget.calm()

    def zoom(self, factor: float) -> None:
        """Set the zoom, 1 = fit the width."""
        self._factor = min(3.0, max(0.5, factor))
        self._rebuild()

    @property
    def factor(self) -> float:
        """The present zoom."""
        return self._factor

    def _rebuild(self, changed: frozenset[int] = frozenset()) -> None:
        bar = self.verticalScrollBar().value()
        widgets = self.widgets()
        for widget in widgets[len(self._pages) :]:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for number, page in enumerate(self._pages):
            zoom = self._zoom_of(page)
            if number < len(widgets):
                widgets[number].show_page(page, zoom, changed)
                continue
            widget = PageWidget(page, zoom, changed, clickable=self._clickable)
            widget.clicked.connect(self.figure_clicked)
            self._column.insertWidget(number, widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.verticalScrollBar().setValue(bar)

    def resizeEvent(self, event: object) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        for widget in self.widgets():
            widget.set_zoom(self._zoom_of(widget.page))

    def _zoom_of(self, page: Page) -> float:
        room = max(200, self.viewport().width() - 2 * GAP)
        return min(room / page.width, LARGEST_FIT) * self._factor
