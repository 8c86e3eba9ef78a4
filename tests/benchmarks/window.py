"""Benchmarks of the window: `python -m tests.benchmarks.window [SECONDS]`. Offscreen, ratios in one run.

Paste of 8,760 values, paints of a grid of 10,000 rows, the heartbeat of the event loop while a person works on 300
people and 200 projects (with a negative control that blocks), and the memory with 10,000 lines.
"""

import os
import resource
import sys
import tempfile
import time
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
from desktop.ledger.records import PayItem, Person, ProjectLine
from desktop.ui.application import calm_collector
from desktop.ui.kit import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.benchmarks.bench import book_of, median
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


def heartbeat(window: MainWindow, seconds: float, block: float = 0.0) -> list[float]:
    """Edit, turn pages and look at tables for some seconds; return the gaps between heartbeats beyond their due, in ms."""
    late: list[float] = []
    clock = QElapsedTimer()
    clock.start()
    beat = QTimer()
    beat.setInterval(BEAT)
    last = [clock.nsecsElapsed()]

    def pulse() -> None:
        now = clock.nsecsElapsed()
        late.append(max(0.0, (now - last[0]) / 1e6 - BEAT))
        last[0] = now

    beat.timeout.connect(pulse)
    beat.start()
    end = time.monotonic() + seconds
    step = 0
    while time.monotonic() < end:
        act(window, step)
        if block and step % 5 == 0:
            time.sleep(block)
        step += 1
        pause = time.monotonic() + 0.1
        while time.monotonic() < pause:
            QApplication.processEvents()
            time.sleep(0.001)
    return sorted(late)


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


def main(seconds: float) -> None:
    """Run all benchmarks of this file."""
    application = QApplication([])
    theme.apply(application)
    folder = Path(tempfile.mkdtemp())
    with_lines(folder)
    window = MainWindow(Book.open(large_book(folder)))
    window.show()
    calm_collector()
    for title, block in (("heartbeat", 0.0), ("the same, blocked on purpose for 0.3 s", 0.3)):
        late = heartbeat(window, seconds if not block else min(5.0, seconds), block)
        p99, worst = late[int(len(late) * 0.99)], late[-1]
        print(
            f"{title}: {len(late)} beats, p50 {late[len(late) // 2]:.0f} ms, p99 {p99:.0f} ms, worst {worst:.0f} ms late"
        )
    window.close()


def with_lines(folder: Path) -> None:
    """A book of 10,000 lines: memory, a paint, a scroll, a paste of 8,760 values, one undo."""
    window = MainWindow(Book.open(book_of(10_000, folder)))
    window.show()
    QApplication.processEvents()
    print(
        f"memory with 10,000 lines in each of two years: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
    )
    view = window.lines
    bar = view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue((bar.value() + 997) % max(1, bar.maximum()))
        view.viewport().repaint()

    print(f"one paint while scrolling {len(view.grid.rows)} rows: {median(scroll, 50):.1f} ms (aim <= 25)")
    view.setCurrentIndex(view.grid.index(0, next(n for n, c in enumerate(view.grid.columns) if c.key == "this")))
    QGuiApplication.clipboard().setText("\n".join(str(100 + n) for n in range(8_760)))
    began = time.perf_counter()
    view.paste()
    print(f"paste of 8,760 values: {time.perf_counter() - began:.2f} s (aim <= 0.5)")
    began = time.perf_counter()
    window.undo.trigger()
    print(f"one undo of it: {time.perf_counter() - began:.2f} s")
    window.close()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 50.0)
