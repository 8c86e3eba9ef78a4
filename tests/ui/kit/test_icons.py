"""The drawings beside words: each there is can be drawn, in the colours of the look."""

import pytest
from PySide6.QtCore import QSize

from desktop import paths
from desktop.ui.kit import icons, theme
from desktop.ui.pages import PAGES

NAMES = sorted(file.stem for file in (paths.resources() / "icons/line").glob("*.svg"))


def inks(name):
    """Return the colours of the pixels that are wholly covered by a drawing."""
    image = icons.icon(name).pixmap(QSize(icons.SIDE, icons.SIDE)).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_each_page_has_a_drawing():
    assert {page.key for page in PAGES} <= set(NAMES)


@pytest.mark.parametrize("look", theme.LOOKS)
def test_every_drawing_is_seen_in_the_ink_of_the_look(qapp, look, monkeypatch):
    monkeypatch.setattr(theme, "_shown", [theme.LOOKS[look]])
    ink = theme.LOOKS[look].muted
    assert [name for name in NAMES if inks(name) != {ink}] == []
