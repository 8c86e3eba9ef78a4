"""The preview: the primitives of the PDF on screen, figures that can be clicked, changes marked for a moment."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from desktop.layouts.paper.pages import Page
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.paper.table_pages import table_pages
from desktop.ui.results.preview import PageWidget, PreviewArea


@pytest.fixture
def pages(wuxi):
    return table_pages(sheet_of(next(t for t in wuxi.tables if t.id == "balance")))


def figure(page):
    return next(b for b in page.boxes if b.placed and b.placed.cell is not None and b.placed.cell.selection)


def test_a_click_on_a_figure_tells_its_cell_and_elsewhere_nothing(pages, qtbot):
    widget = PageWidget(pages[0], 1.0)
    qtbot.addWidget(widget)
    box = figure(pages[0])
    with qtbot.waitSignal(widget.clicked) as clicked:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(box.x + 3), round(box.y + 3)))
    assert clicked.args[0] is box.placed.cell
    with qtbot.assertNotEmitted(widget.clicked):
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_a_page_to_look_at_only_takes_no_clicks(pages, qtbot):
    widget = PageWidget(pages[0], 1.0, clickable=False)
    qtbot.addWidget(widget)
    box = figure(pages[0])
    assert widget._box_at(QPointF(box.x + 3, box.y + 3)) is None


def test_pages_are_fitted_and_the_zoom_stays_in_bounds(pages, qtbot):
    area = PreviewArea()
    qtbot.addWidget(area)
    area.resize(800, 500)
    area.show_pages(pages)
    fitted = area.widgets()[0].width()
    area.zoom(2.0)
    assert area.widgets()[0].width() == pytest.approx(fitted * 2, abs=2)
    area.zoom(100)
    assert area.factor == 3.0
    area.zoom(0.01)
    assert area.factor == 0.5


def test_what_changed_is_marked_and_then_calm(pages, qtbot):
    area = PreviewArea()
    qtbot.addWidget(area)
    cell = figure(pages[0]).placed.cell
    area.show_pages(pages, frozenset({id(cell)}))
    assert [box.placed.cell for w in area.widgets() for box in w._changed] == [cell]
    assert area._calm.isActive()
    area._calm_down()
    assert not [box for w in area.widgets() for box in w._changed]


def test_a_letter_that_stands_in_for_a_bold_one_is_drawn_bold(qtbot):
    def ink(face):
        page = Page(60, 60)
        page.write(10, 45, "鄠", face, 40)
        widget = PageWidget(page, 2.0)
        qtbot.addWidget(widget)
        image = widget.grab().toImage()
        return sum(255 - image.pixelColor(x, y).red() for x in range(image.width()) for y in range(image.height()))

    assert ink("sans-bold") > 1.1 * ink("sans")


def test_what_is_drawn_is_the_page(pages, qtbot):
    widget = PageWidget(pages[0], 1.0)
    qtbot.addWidget(widget)
    blank = PageWidget(type(pages[0])(pages[0].width, pages[0].height), 1.0)
    qtbot.addWidget(blank)
    assert widget.grab().toImage() != blank.grab().toImage()
