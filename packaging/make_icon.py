"""Make the icons in resources/icons: 明 in our own bold cut, white on green, with the two lines of a ledger under it.

Usage: python packaging/make_icon.py (a maintainer, rarely; needs the libraries of the window and Pillow)
"""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QPainterPath

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "icons"
SIZES = (16, 32, 48, 64, 128, 256)
GROUND, INK = QColor("#1f6f5c"), QColor("#ffffff")


def picture(size: int) -> QImage:
    """Return the icon at a size, each drawn by itself so that small ones stay sharp."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = size / 32
    ground = QPainterPath()
    ground.addRoundedRect(QRectF(edge, edge, size - 2 * edge, size - 2 * edge), size / 6, size / 6)
    painter.fillPath(ground, GROUND)
    large = size >= 32
    font = QFont("Noto Sans SC")
    font.setBold(True)
    font.setPixelSize(round(size * (0.6 if large else 0.78)))
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # the strokes of a glyph overlap
    path.addText(0, 0, font, "明")
    bounds = path.boundingRect()
    middle = size * (0.43 if large else 0.5)
    path.translate(size / 2 - bounds.center().x(), middle - bounds.center().y())
    painter.fillPath(path, INK)
    if large:
        for place in (0.79, 0.86):
            painter.fillRect(QRectF(size * 0.2, size * place, size * 0.6, max(1.0, size / 48)), INK)
    painter.end()
    return image


def main() -> None:
    """Write a PNG for each size, and one .ico of all of them for Windows."""
    application = QGuiApplication([])
    QFontDatabase.addApplicationFont(str(ROOT / "resources" / "fonts" / "NotoSansSC-Bold.ttf"))
    TARGET.mkdir(exist_ok=True)
    for size in SIZES:
        picture(size).save(str(TARGET / f"mingzhang-{size}.png"))
    pictures = [Image.open(TARGET / f"mingzhang-{size}.png") for size in SIZES]
    pictures[-1].save(TARGET / "mingzhang.ico", sizes=[(s, s) for s in SIZES], append_images=pictures[:-1])
    application.quit()


if __name__ == "__main__":
    main()
