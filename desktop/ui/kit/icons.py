"""The small drawings beside words (resources/icons/line), in the colour of the look that is shown."""

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import paths
from desktop.ui.kit import theme

SIDE = 18
"""Width and height of a drawing, in device-independent pixels."""


def icon(name: str) -> QIcon:
    """Return a drawing by its name, in the ink of the look, paler where what it stands for cannot be chosen.

    It is drawn for the scalings of the screens there are.
    """
    colors = theme.colors()
    scales = tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))
    return _drawn(name, scales, colors.muted, colors.disabled, colors.accent)


@cache
def _drawn(name: str, scales: tuple[float, ...], ink: str, pale: str, chosen: str) -> QIcon:
    """Draw once for each scale; the other colours are laid over what was drawn, in a third of the time."""
    source = (paths.resources() / "icons/line" / f"{name}.svg").read_text(encoding="utf-8")
    found, renderer = QIcon(), QSvgRenderer(QByteArray(source.replace("currentColor", ink).encode()))
    for scale in scales:
        drawn = _pixmap(renderer, scale)
        found.addPixmap(drawn, QIcon.Mode.Normal)
        for color, mode in ((pale, QIcon.Mode.Disabled), (chosen, QIcon.Mode.Selected)):
            found.addPixmap(_in_color(drawn, color), mode)
    return found


def _pixmap(renderer: QSvgRenderer, scale: float) -> QPixmap:
    pixmap = QPixmap(round(SIDE * scale), round(SIDE * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def _in_color(drawn: QPixmap, color: str) -> QPixmap:
    """Return a drawing with another colour wherever it has one."""
    pixmap = QPixmap(drawn)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRect(0, 0, SIDE, SIDE)
    painter.end()
    return pixmap
