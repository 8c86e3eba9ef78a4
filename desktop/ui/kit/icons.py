"""The small drawings beside words (resources/icons/line), in the colour of the look that is shown."""

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
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
    source = (paths.resources() / "icons/line" / f"{name}.svg").read_text(encoding="utf-8")
    found = QIcon()
    for color, mode in ((ink, QIcon.Mode.Normal), (pale, QIcon.Mode.Disabled), (chosen, QIcon.Mode.Selected)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
        for scale in scales:
            found.addPixmap(_pixmap(renderer, scale), mode)
    return found


def _pixmap(renderer: QSvgRenderer, scale: float) -> QPixmap:
    pixmap = QPixmap(round(SIDE * scale), round(SIDE * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
