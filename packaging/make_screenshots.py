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
    folder = Path(tempfile.mkdtemp())
    QCursor.setPos(600, 700)
    disclosure(folder / "巫溪县政务服务中心.mzb")
    drafting(folder / "青禾县政务服务中心.mzb")


def save(window: MainWindow, name: str) -> None:
    """Save a picture of the window as it stands."""
    for _ in range(5):
        QApplication.processEvents()
    suffix = "" if SCALE == "1" else f"@{SCALE}"
    window.grab().save(str(TARGET / f"{name}{suffix}.png"))


def disclosure(path: Path) -> None:
    """Show tables, narrative and checks of a published disclosure."""
    sample.write("wuxi_2023", path)
    window = MainWindow(Book.open(path))
    window.show()
    window.lines.show_row(9)
    table = next(t for t in window.session.disclosure.tables if t.id == "fiscal_balance")
    cell = table.find("expenditure", "all")
    if cell is not None:
        window.places.show_cell(cell)
    save(window, "tables")
    window.turn_to("narrative")
    window.places.show_figure("basic_total")
    window.narrative.text.verticalScrollBar().setValue(420)
    save(window, "narrative")
    grid = window.lines.grid
    place = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    grid.setData(grid.index(0, place), "530000")
    window.turn_to("checks")
    save(window, "checks")
    window.close()


def drafting(path: Path) -> None:
    """Show people and the explanation of a computed line."""
    sample.write("qinghe_2025", path)
    window = MainWindow(Book.open(path))
    window.show()
    table = next(t for t in window.session.disclosure.tables if t.id == "balance")
    cell = table.find("outlay", "expenditure_amount")
    if cell is not None:
        window.places.show_cell(cell)
    row = next(n for n, line in enumerate(window.sources._lines) if line.origin.part == "pension")
    window.sources.table.setCurrentCell(row, 0)
    window.down.setSizes([440, 250])
    save(window, "drafting")
    window.close()


if __name__ == "__main__":
    main()
