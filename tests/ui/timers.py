"""Timers that a person would wait for, and a test need not."""

from PySide6.QtCore import QTimer


def ring(qtbot, timer: QTimer) -> None:
    """Let a timer that runs ring at once; the next time it takes as long as ever."""
    assert timer.isActive()
    rest = timer.interval()
    with qtbot.waitSignal(timer.timeout):
        timer.start(0)
    timer.setInterval(rest)
