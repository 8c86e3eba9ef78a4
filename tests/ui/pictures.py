"""Pictures of every page with each of its kinds of record, and of every dialog, to be looked at by a person.

`.venv/bin/python -m tests.ui.pictures DIR [SIZE …]`: in the sizes of `mingzhang screenshots`, light and dark, each size in
a process of its own. Dialogs stand in the room their screen leaves them, as the window fits them.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from desktop.ledger.book import Book
from desktop.ui.kit import chinese, theme, window_place
from desktop.ui.main_window import MainWindow
from desktop.ui.screenshots import LOOKS, SIZES
from tests import samples
from tests.ui import everything

SAMPLE = "qinghe_2025"


def save(widget, file: Path) -> None:
    """Save a picture of a widget when everything has followed."""
    for _ in range(3):
        QApplication.processEvents()
    widget.grab().save(str(file))


def of_pages(window: MainWindow, folder: Path, ending: str) -> None:
    """Save each page with each kind of record."""
    numbers: dict[str, int] = {}
    for page in everything.pages(window):
        numbers[page] = numbers.get(page, -1) + 1
        save(window, folder / f"page-{page}-{numbers[page]}-{ending}.png")


def of_dialogs(window: MainWindow, folder: Path, ending: str, room: QSize) -> None:
    """Save each dialog, fitted to the room of its screen."""
    numbers: dict[str, int] = {}
    for dialog in everything.dialogs(window, Path(tempfile.mkdtemp())):
        name = type(dialog).__name__
        numbers[name] = numbers.get(name, -1) + 1
        dialog.show()
        window_place.fit(dialog, room)
        save(dialog, folder / f"dialog-{name}-{numbers[name]}-{ending}.png")
        dialog.close()


def screen(size: tuple[int, int, str]) -> str:
    """Return what makes a screen of a size; without, Qt takes one of 800 × 800, to which dialogs would be fitted."""
    width, height, scale = size
    only = {"name": "", "x": 0, "y": 0, "width": width, "height": height, "dpr": float(scale)}
    file = Path(tempfile.mkdtemp()) / "screen.json"
    file.write_text(json.dumps({"screens": [only | {"logicalDpi": 96, "logicalBaseDpi": 96}]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


def main(arguments: list[str]) -> int:
    """Make the pictures of one size, or of all, each in a process of its own."""
    folder, sizes = Path(arguments[0]), arguments[1:]
    folder.mkdir(parents=True, exist_ok=True)
    if len(sizes) != 1:
        for size in sizes or SIZES:
            own = {"QT_QPA_PLATFORM": screen(SIZES[size])}
            command = [sys.executable, "-m", "tests.ui.pictures", str(folder), size]
            subprocess.run(command, env={**os.environ, **own}, check=True, stderr=subprocess.DEVNULL)
        return 0
    application = QApplication([])
    QCursor.setPos(5000, 5000)  # over nothing that would light up
    chinese.speak_chinese()
    width, height, _ = SIZES[sizes[0]]
    for look in LOOKS:
        os.environ["MINGZHANG_HOME"] = tempfile.mkdtemp()  # else a book would be an earlier copy of that before
        theme.apply(application, look)
        path = Path(tempfile.mkdtemp()) / "青禾县政务服务中心.mzb"
        samples.write(SAMPLE, path)
        window = MainWindow(Book.open(path))
        window.resize(width, height)
        window.show()
        window.session.check()
        of_pages(window, folder, f"{sizes[0]}-{look}")
        of_dialogs(window, folder, f"{sizes[0]}-{look}", QSize(width, height) - window_place.FRAME)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
