"""The start of the window against a bare PySide6 window: `python -m tests.benchmarks.starting [COUNT]`. A ratio in one run.

Both end, without being taken down, when their window was painted on a screen of 1366×768: ours on a book, with its grid
and its first table (tests/ui/test_start.py). They are started in turn, COUNT times each; by processor time, so that
another program beside does not count, and by the clock, which is only worth something where nothing else runs.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from desktop.intake import sample

ROOT = Path(__file__).resolve().parents[2]
SCREEN = {"name": "", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
BARE = """
import os
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("x"))
window.resize(1366, 768)
window.show()
app.processEvents()
os._exit(0)
"""
OURS = """
import os
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.ui import application
def painted(*_):
    QApplication.processEvents()
    os._exit(0)
QApplication.exec = painted
application.run(Path(sys.argv[1]))
"""
AIM = 3.0


def surroundings(folder: Path) -> dict[str, str]:
    """Return what a start sees: a screen, a folder of its own, and bytecode that stays from run to run as users have it."""
    screen = folder / "screen.json"
    screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    own = {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "MINGZHANG_HOME": str(folder / "home")}
    stays = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return stays | own | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def start(code: str, around: dict[str, str], *arguments: str) -> tuple[float, float]:
    """Run one of the two in a process of its own; return its milliseconds, of the processor and by the clock."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=True, capture_output=True, env=around)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return busy * 1000, clock * 1000


def measured(count: int, folder: Path) -> tuple[float, float]:
    """Print the medians and the ratios, and return these: by the processor's time, by the clock."""
    book, around = folder / "window.mzb", surroundings(folder)
    sample.write("wuxi_2023", book)
    runs: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": []}
    for number in range(-2, count):
        bare, ours = start(BARE, around), start(OURS, around, str(book))
        if number >= 0:  # the first ones write the bytecode
            runs["bare"].append(bare)
            runs["ours"].append(ours)
    ratios = []
    for place, what in enumerate(("processor", "clock")):
        bare_time, our_time = (median(run[place] for run in runs[name]) for name in ("bare", "ours"))
        ratios.append(our_time / bare_time)
        print(
            f"window start, {what:<10} {our_time:8.1f} ms   bare PySide6 window {bare_time:8.1f} ms   "
            f"ratio {our_time / bare_time:5.2f}   aim <= {AIM:.0f}   ({count} of each in turn)"
        )
    return ratios[0], ratios[1]


def main(count: int) -> int:
    """Run the benchmark; return 1 where the aim is missed."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-") as folder:
        return int(measured(count, Path(folder))[0] > AIM)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11))
