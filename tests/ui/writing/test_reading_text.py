"""A text to be read has lines of at most 45 characters, in any look and width; a narrow room is used up."""

import pytest
from PySide6.QtCore import Qt

from desktop.ui.kit import theme
from desktop.ui.writing.reading_text import LETTERS, ReadingText


@pytest.fixture(params=[False, True])
def text(request, qapp, qtbot):
    theme.apply(qapp, "light", large=request.param)
    made = ReadingText()
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    yield made
    theme.apply(qapp)


def longest_line(text):
    text.grab()
    block, found = text.document().firstBlock(), 0
    while block.isValid():
        lines = [block.layout().lineAt(n).textLength() for n in range(block.layout().lineCount())]
        found, block = max([found, *lines]), block.next()
    return found


@pytest.mark.parametrize("width", [1900, 1200])
def test_lines_are_no_longer_than_45_characters(text, width):
    text.setHtml(f"<div style='margin:10px 18px'><p>{'预算' * 200}</p></div>")
    text.resize(width, 600)
    text.show()
    assert LETTERS - 4 <= longest_line(text) <= LETTERS


def test_a_narrow_room_is_used_up(text):
    text.setHtml(f"<p>{'预算' * 200}</p>")
    text.resize(400, 600)
    text.show()
    assert text.viewportMargins().left() == 0
