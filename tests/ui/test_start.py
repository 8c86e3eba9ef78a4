"""What is loaded, and what is seen, when the window is there; in a process of its own, as at every start."""

import json
import subprocess
import sys

from tests.benchmarks import starting

WATCH = """
import json, sys
from PySide6.QtCore import QEvent, QObject
from desktop.ui.kit import desktop_session
seen = set()
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            seen.add(type(watched).__name__)
        return False
watch, introduce = Watch(), desktop_session.introduce
def introduced(application):
    introduce(application)
    application.installEventFilter(watch)
desktop_session.introduce = introduced
"""
SAY = 'print(json.dumps([sorted(seen), [name for name in sys.modules if name.startswith("desktop.")]]), flush=True)\n'
SAY_OF_QT = "import json; from PySide6 import QtWidgets; print(json.dumps(sorted(vars(QtWidgets))), flush=True)\n"
NOT_YET = (
    "approval",
    "audit",
    "checks",
    "collect",
    "exporters",
    "outside",
    "packs",
    "published",
    "template",
    "updates",
)
"""Rooms that the first page needs nothing of."""
PARTS_NOT_YET = {
    "compute.causes",
    "compute.consolidation",
    "compute.personnel",
    "layouts.paper.chart_pages",
    "layouts.tables.figures",
    "layouts.words.narrative",
    "ledger.safety.glance",
    "ui.kit.ask_file",
    "ui.start.dropped_files",
    "units.together",
}
"""Modules of other rooms that tables of one unit with typed lines need nothing of."""
NO_WIDGETS_YET = {"QStyle", "QMessageBox", "QFileDialog", "QProgressDialog", "QDialogButtonBox"}
"""Classes of Qt that the first page needs nothing of, with long lists of names."""
OF_NO_USE = {"QWizard", "QMdiArea", "QCalendarWidget", "QLCDNumber"}
"""Such that nothing of ours needs: they are only loaded where PySide meets a widget it does not know and tries them all."""


def started(before, say, folder, book):
    """Start on a book as the measurement does, and return what is said when the window is painted."""
    code = before + starting.OURS.replace("    os._exit(0)", f"    {say}    os._exit(0)")
    done = subprocess.run(
        [sys.executable, "-c", code, str(book)], cwd=starting.ROOT, check=True,
        capture_output=True, text=True, env=starting.surroundings(folder), timeout=120,
    )  # fmt: skip
    return done.stdout.splitlines()[-1]


def test_the_first_window_shows_its_figures_and_nothing_else_is_loaded_for_it(tmp_path, wuxi_book):
    painted, loaded = json.loads(started(WATCH, SAY, tmp_path, wuxi_book))
    assert {"MainWindow", "GridView", "PageWidget", "PageList"} <= set(painted)
    assert "desktop.ui.main_window" in loaded
    too_early = {room: [name for name in loaded if name.startswith(f"desktop.{room}.")] for room in NOT_YET}
    assert {room: names for room, names in too_early.items() if names} == {}
    assert {f"desktop.{name}" for name in PARTS_NOT_YET} & set(loaded) == set()
    assert "desktop.recognised_files" not in loaded


def test_no_class_of_qt_is_loaded_that_the_first_page_does_not_need(tmp_path, wuxi_book):
    of_qt = set(json.loads(started("", SAY_OF_QT, tmp_path, wuxi_book)))  # watching would load them
    assert "QTableView" in of_qt
    assert (NO_WIDGETS_YET | OF_NO_USE) & of_qt == set()
