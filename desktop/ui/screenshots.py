"""Pictures of every page, from the running window on sample books: `mingzhang screenshots DIR`.

Made at 1366 × 768 (100 % and 150 %) and 1920 × 1080 (150 %), light and dark; each size in a process of its own,
because Qt takes the display scaling once, when it starts.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths, processes
from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ui.kit import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.units.pairs_dialog import PairsDialog

SIZES = {"1366x768": (1366, 768, "1"), "1366x768@150": (911, 512, "1.5"), "1920x1080@150": (1280, 720, "1.5")}
"""Width and height in device-independent points, and the display scaling."""
LOOKS = ("light", "dark")


def make(folder: Path) -> list[Path]:
    """Write all pictures to a folder and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (_, _, scale) in SIZES.items():
        own = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "MINGZHANG_HOME": tempfile.mkdtemp()}
        command = [*processes.command("desktop.ui.screenshots"), str(folder.resolve()), name]
        subprocess.run(command, env={**os.environ, **own}, cwd=paths.root(), check=True, stderr=subprocess.DEVNULL)
    return sorted(folder.glob("*.png"))


def make_for_manual(folder: Path) -> list[Path]:
    """Take the pictures of the manual anew and return their files; what no chapter shows any more is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    own = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1", "MINGZHANG_HOME": tempfile.mkdtemp()}
    command = [*processes.command("desktop.ui.screenshots"), str(folder.resolve()), MANUAL]
    subprocess.run(command, env={**os.environ, **own}, cwd=paths.root(), check=True, stderr=subprocess.DEVNULL)
    return sorted(folder.glob("*.png"))


MANUAL = "manual"
"""Instead of a size: the pictures of the manual."""
SETTLED_AFTER = 400
"""Milliseconds after which checks and overview have followed an edit."""


class _Album:
    """Walks through a window and saves what it shows."""

    def __init__(self, folder: Path, size: str) -> None:
        self._folder, self._name = folder, size
        self._width, self._height, _ = SIZES[size]
        self.look = ""

    def save(self, widget: QWidget, name: str) -> None:
        """Save a picture of a widget when everything has followed, the checks too."""
        loop = QEventLoop()
        QTimer.singleShot(SETTLED_AFTER, loop.quit)
        loop.exec()
        widget.grab().save(str(self._folder / f"{name}-{self._name}-{self.look}.png"))

    def open(self, sample_name: str, path: Path) -> MainWindow:
        """Open a window on a sample book."""
        sample.write(sample_name, path)
        window = MainWindow(Book.open(path))
        window.resize(self._width, self._height)
        window.show()
        return window

    def disclosure(self, folder: Path) -> None:
        """Tables, narrative and checks of a published disclosure."""
        window = self.open("wuxi_2023", folder / "巫溪县政务服务中心.mzb")
        window.lines.show_row(9)
        self._show_cell(window, "fiscal_balance", "expenditure", "all")
        self.save(window, "lines")
        window.turn_to("tables")
        self.save(window, "tables")
        window.turn_to("narrative")
        QApplication.processEvents()
        paragraphs = window.session.disclosure.narrative.paragraphs
        window.narrative.show_field(next(p.key for p in paragraphs if p.key and any(r.group for r in p.runs)))
        window.navigator.show_figure("basic_total")
        window.narrative.text.verticalScrollBar().setValue(420)
        self.save(window, "narrative")
        grid = window.lines.grid
        place = next(n for n, c in enumerate(grid.columns) if c.key == "this")
        grid.setData(grid.index(0, place), "530000")
        window.turn_to("checks")
        self.save(window, "checks")
        window.close()

    def drafting(self, folder: Path) -> None:
        """People, quotas, projects and the explanation of a computed line."""
        window = self.open("qinghe_2025", folder / "青禾县政务服务中心.mzb")
        self._show_cell(window, "balance", "outlay", "expenditure_amount")
        row = next(n for n, line in enumerate(window.sources.shown) if line.origin.part == "pension")
        window.sources.table.setCurrentCell(row, 0)
        for page in PAGES:
            if page.kinds:
                window.turn_to(page.key)
                self.save(window, page.key)
        window.sources.close_button.click()
        window.turn_to("overview")
        self.save(window, "overview")
        window.close()

    def department(self, folder: Path) -> None:
        """A department: its units at the left, their sum, and what does not pair."""
        window = self.open("department_2027", folder / "社会事业局.mzb")
        window.resize(self._width, self._height)
        panel = window.units_panel
        if panel is not None:
            panel.open_where_the_figures_are()
        window.turn_to("tables")
        self.save(window, "units")
        window.unit_menu.pairs()
        for dialog in window.findChildren(PairsDialog):
            dialog.every.setChecked(True)
            self.save(dialog, "pairs")
            dialog.close()
        window.close()

    def audit(self, folder: Path) -> None:
        """A published text with a changed figure, held against its book."""
        from desktop.ui.audit.audit_work import audited, book_of

        window = self.open("wuxi_2023", folder / "巫溪县政务服务中心_审阅.mzb")
        text = window.session.disclosure.narrative
        path = folder / "巫溪县政务服务中心2023年预算公开.txt"
        path.write_text(f"{text.title}\n{text.text}".replace("38.20万元", "83.20万元", 1), encoding="utf-8")
        window.turn_to("audit")
        window.audit.show_audit(audited(path, "", "auto", book_of(window.session)))
        window.audit.findings.choose(2)
        self.save(window, "audit")
        window.close()

    def _show_cell(self, window: MainWindow, table_id: str, row: str, column: str) -> None:
        table = next(t for t in window.session.disclosure.tables if t.id == table_id)
        cell = table.find(row, column)
        if cell is not None:
            window.navigator.show_cell(cell)


def main(arguments: list[str]) -> int:
    """Make the pictures of one size: a folder and a size of SIZES."""
    folder, size = Path(arguments[0]), arguments[1]
    application = QApplication([])
    QCursor.setPos(2000, 2000)
    if size == MANUAL:
        from desktop.ui.manual_pictures import Pictures

        theme.apply(application, LOOKS[0])
        Pictures(folder, Path(tempfile.mkdtemp())).all_of_them()
        return 0
    album = _Album(folder, size)
    for look in LOOKS:
        album.look = look
        theme.apply(application, look)
        books = Path(tempfile.mkdtemp())
        album.disclosure(books)
        album.drafting(books)
        album.department(books)
        album.audit(books)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
