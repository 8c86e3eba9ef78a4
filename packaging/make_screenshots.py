"""Make the README's screenshots from the running window: `python packaging/make_screenshots.py [SCALE]`.

Offscreen, on the sample book, with the shipped fonts; SCALE (1, 1.25, 1.5) shows the window as on a PC with
that display scaling. Written to resources/screenshots/ at scale 1, beside it with a suffix at others.
"""

import os
import sys
import tempfile
from pathlib import Path

SCALE = sys.argv[1] if len(sys.argv) > 1 else "1"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = SCALE
os.environ["MINGZHANG_HOME"] = tempfile.mkdtemp()
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ui import theme
from desktop.ui.main_window import MainWindow

TARGET = ROOT / "resources" / "screenshots"


def main() -> None:
    """Open the window, walk through it, and save a picture of each view."""
    TARGET.mkdir(exist_ok=True)
    application = QApplication([])
    theme.apply(application)
    path = Path(tempfile.mkdtemp()) / "巫溪县政务服务中心.mzb"
    sample.write("wuxi_2023", path)
    window = MainWindow(Book.open(path))
    window.show()
    QCursor.setPos(600, 700)

    def save(name: str) -> None:
        for _ in range(5):
            application.processEvents()
        suffix = "" if SCALE == "1" else f"@{SCALE}"
        window.grab().save(str(TARGET / f"{name}{suffix}.png"))

    window.lines.show_row(9)
    table = next(t for t in window.session.disclosure.tables if t.id == "fiscal_balance")
    cell = table.find("expenditure", "all")
    if cell is not None:
        window._show_cell(cell)
    save("tables")
    window.results.setCurrentWidget(window.narrative)
    window._show_figure("basic_total")
    window.narrative.text.verticalScrollBar().setValue(420)
    save("narrative")
    grid = window.lines.grid
    place = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    grid.setData(grid.index(0, place), "530000")
    window.results.setCurrentWidget(window.checks)
    save("checks")
    window.close()


if __name__ == "__main__":
    main()
