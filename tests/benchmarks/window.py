"""Benchmarks of the window: `python -m tests.benchmarks.window [SECONDS]`. Offscreen.

Paste of 8,760 values, paints of a grid of 10,000 rows, the heartbeat of the event loop while a person works on 300
people and 200 projects (with a negative control that blocks) and in a department of 40 units with 24,000 lines, and the
memory with 10,000 lines. Each heartbeat is told twice: how late it was by the clock, which counts whatever else the
machine does, and how long the loop was held up at once by the processor's time of this thread, which does not.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["MINGZHANG_HOME"] = tempfile.mkdtemp()

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import pipeline
from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine, PayItem, Person, ProjectLine
from desktop.ui.application import calm_collector
from desktop.ui.kit import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.benchmarks import department
from tests.benchmarks.bench import ROOT, book_of, median
from tests.benchmarks.drafting import large

BEAT = 20
"""Milliseconds between two heartbeats."""


def large_book(folder: Path) -> Path:
    """The worked example with 300 people and 200 projects."""
    path = folder / "large.mzb"
    sample.write("qinghe_2025", path)
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        facts = large(book.facts(budget))
        with book.operation("填充"):
            for kind in (PayItem, Person, ProjectLine):
                for record in book.records(kind, budget_id=budget.id):
                    book.delete(record)
            for record in (*facts.people, *facts.projects):
                book.insert(record)
            for record in (*facts.pay_items, *facts.project_lines):
                book.insert(replace(record, id=0))
    return path


Act = Callable[[MainWindow, int], None]


def heartbeat(window: MainWindow, act: Act, seconds: float, block: float = 0.0) -> tuple[list[float], list[float]]:
    """Let `act` work for some seconds; return the milliseconds by which heartbeats were late, and the slices of the loop."""
    late: list[float] = []
    slices: list[float] = []
    clock = QElapsedTimer()
    clock.start()
    beat = QTimer()
    beat.setInterval(BEAT)
    last = [clock.nsecsElapsed()]

    def pulse() -> None:
        now = clock.nsecsElapsed()
        late.append(max(0.0, (now - last[0]) / 1e6 - BEAT))
        last[0] = now

    def timed(run: Callable[[], object]) -> None:
        began = time.thread_time()
        run()
        slices.append((time.thread_time() - began) * 1000)

    beat.timeout.connect(pulse)
    beat.start()
    end = time.monotonic() + seconds
    step = 0
    while time.monotonic() < end:
        timed(lambda number=step: act(window, number))  # type: ignore[misc]
        if block and step % 5 == 0:
            time.sleep(block)
        step += 1
        pause = time.monotonic() + 0.1
        while time.monotonic() < pause:
            timed(QApplication.processEvents)
            time.sleep(0.001)
    return sorted(late), sorted(slices)


def show_heartbeat(title: str, late: list[float], slices: list[float]) -> None:
    """Print how late the heartbeats were, and the slices by the processor: of those over 1 ms, as most do nothing."""
    found = [
        f"{what} p50 {values[len(values) // 2]:.0f} ms, p99 {values[int(len(values) * 0.99)]:.0f} ms, worst {values[-1]:.0f} ms"
        for what, values in (("late by the clock", late), ("slices by the processor", [s for s in slices if s > 1]))
    ]
    print(f"{title}, {len(late)} beats: {'; '.join(found)} (aim: p99 <= 60 ms)", flush=True)


def act(window: MainWindow, step: int) -> None:
    """One thing a person does."""
    pages = [page.key for page in PAGES[:-1]]
    kind = step % 4
    if kind == 0:
        window.turn_to("people")
        grid = window.panel().view.grid
        column = next(n for n, c in enumerate(grid.columns) if c.key.startswith("item:"))
        grid.setData(grid.index(step % 300, column), str(2000 + step))
    elif kind == 1:
        window.turn_to(pages[step // 4 % len(pages)])
    elif kind == 2:
        window.tables.choice.setCurrentIndex(step % window.tables.choice.count())
    else:
        window.undo.trigger()


def act_in_department(window: MainWindow, step: int) -> None:
    """One thing a person does in a book of many units: now and then another unit, or all of them together."""
    pages = [page.key for page in PAGES[:-1]]
    kind, session = step % 6, window.session
    units = session.book.units()
    if kind == 0 and step % 60 == 0:
        session.choose_view([units[0]], below=True)
    elif kind in (0, 3):
        session.choose(session.book.budgets(units[1 + step * 7 % (len(units) - 1)].id)[-1])
    elif kind == 1:
        window.turn_to("lines")
        grid = window.lines.grid
        column = next(n for n, c in enumerate(grid.columns) if c.key == "this")
        if session.writable and grid.rows:
            grid.setData(grid.index(step % len(grid.rows), column), str(2000 + step))
    elif kind == 2:
        window.turn_to(pages[step // 6 % len(pages)])
    elif kind == 4:
        window.tables.choice.setCurrentIndex(step % window.tables.choice.count())
    else:
        window.undo.trigger()


def main(seconds: float) -> None:
    """Run all benchmarks of this file."""
    for years, title in ((1, "10,000 lines"), (2, "10,000 lines in each of two years")):
        print(f"memory with {title}: {memory(years)} MiB at most (aim 150)", flush=True)
    application = QApplication([])
    theme.apply(application)
    folder = Path(tempfile.mkdtemp())
    with_lines(folder)
    window = MainWindow(Book.open(large_book(folder)))
    window.show()
    calm_collector()
    for title, block in (("heartbeat", 0.0), ("the same, blocked on purpose for 0.3 s", 0.3)):
        show_heartbeat(title, *heartbeat(window, act, seconds if not block else min(5.0, seconds), block))
    window.close()
    department.book_of(folder / "many.mzb", department.UNITS).close()
    window = MainWindow(Book.open(folder / "many.mzb"))
    window.show()
    calm_collector()
    heartbeat(window, act_in_department, min(2.0, seconds))  # opening it is no part of the work
    show_heartbeat("heartbeat, department of 40 units", *heartbeat(window, act_in_department, seconds))
    window.close()


MEMORY = """
import resource
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.ledger.book import Book
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
app = QApplication([])
look.apply()
window = MainWindow(Book.open(Path(sys.argv[1])))
window.show()
app.processEvents()
window.session.check()
app.processEvents()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
window.close()
"""
"""What has nothing loaded but the program: a window on a book, with its tables seen and its checks run."""


def memory(years: int) -> int:
    """Return the MiB at most of a window on a book of 10,000 lines in its newest year, or in both."""
    folder = tempfile.mkdtemp()
    path = said("-m", "tests.benchmarks.window", "book", folder, str(years))
    found = int(said("-c", MEMORY, path))
    shutil.rmtree(folder)
    return found


def said(*arguments: str) -> str:
    """Run Python in a process of its own, which knows nothing of this one's memory, and return its last word."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]


def book(folder: str, years: int) -> None:
    """Write a book of 10,000 lines in its newest year, or in both; print its name."""
    path = book_of(10_000, Path(folder))
    if years == 1:
        with Book.open(path) as found, found.operation("只留一年"):
            earlier, _ = sorted(found.budgets(found.units()[0].id), key=lambda budget: budget.year)
            for line in found.records(DirectLine, budget_id=earlier.id)[100:]:
                found.delete(line)
    print(path)


def with_lines(folder: Path) -> None:
    """A book of 10,000 lines in each of two years: a paint, a scroll, a paste of 8,760 values, one undo."""
    window = MainWindow(Book.open(book_of(10_000, folder)))
    window.show()
    QApplication.processEvents()
    calm_collector()  # as the program does when its window is there
    view = window.lines
    bar = view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue((bar.value() + 997) % max(1, bar.maximum()))
        view.viewport().repaint()

    print(f"one paint while scrolling {len(view.grid.rows)} rows: {median(scroll, 50):.1f} ms (aim <= 25)")
    view.setCurrentIndex(view.grid.index(0, next(n for n, c in enumerate(view.grid.columns) if c.key == "this")))
    QGuiApplication.clipboard().setText("\n".join(str(100 + n) for n in range(8_760)))
    for title, run in (("paste of 8,760 values", view.paste), ("one undo of it", window.undo.trigger)):
        began, processor = time.perf_counter(), time.thread_time()
        run()
        clock, processor = time.perf_counter() - began, time.thread_time() - processor
        print(f"{title}: {clock:.2f} s by the clock, {processor:.2f} s of the processor (aim <= 0.5)", flush=True)
    window.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["book"]:
        book(sys.argv[2], int(sys.argv[3]))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 50.0)
