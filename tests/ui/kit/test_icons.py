"""The drawings beside words: each there is can be drawn, in the colours of the look."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from desktop import paths
from desktop.ui.kit import icons, theme
from desktop.ui.pages import PAGES

NAMES = sorted(file.stem for file in (paths.resources() / "icons/line").glob("*.svg"))


def strays(name, ink):
    """Return the pixels of a drawing, empty ones left out, that are not of an ink; None where nothing is drawn."""
    image = icons.icon(name).pixmap(QSize(icons.SIDE, icons.SIDE)).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    seen = [pixel for pixel in pixels if pixel.alpha() > 100]
    return [p.name() for p in seen if abs(p.lightness() - QColor(ink).lightness()) > 6] if seen else None


def test_each_page_has_a_drawing():
    assert {page.key for page in PAGES} <= set(NAMES)


@pytest.mark.parametrize("look", theme.LOOKS)
def test_every_drawing_is_seen_in_the_ink_of_the_look(qapp, look, monkeypatch):
    monkeypatch.setattr(theme, "_shown", [theme.LOOKS[look]])
    ink = theme.LOOKS[look].muted
    assert {name: strays(name, ink) for name in NAMES} == {name: [] for name in NAMES}
