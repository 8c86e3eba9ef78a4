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


def test_the_first_window_shows_its_figures_and_nothing_else_is_loaded_for_it(tmp_path, wuxi_book):
    code = starting.OURS.replace("    os._exit(0)", f"    {SAY}    os._exit(0)")
    done = subprocess.run(
        [sys.executable, "-c", WATCH + code, str(wuxi_book)], cwd=starting.ROOT, check=True,
        capture_output=True, text=True, env=starting.surroundings(tmp_path), timeout=120,
    )  # fmt: skip
    painted, loaded = json.loads(done.stdout.splitlines()[-1])
    assert {"MainWindow", "GridView", "PageWidget", "PageList"} <= set(painted)
    assert "desktop.ui.main_window" in loaded
    too_early = {room: [name for name in loaded if name.startswith(f"desktop.{room}.")] for room in NOT_YET}
    assert {room: names for room, names in too_early.items() if names} == {}
    assert "desktop.recognised_files" not in loaded
