"""When cycles are searched for: between two acts of a person, and while a thread works, in the window's thread alone.

Python searches for cycles in whatever thread makes the next object. A widget in one is then taken down outside the
thread of the window: Qt forbids that, and the two threads may wait for each other for good, one with Qt's lock for
Python's, the other with Python's for Qt's.
"""

import gc
from threading import Lock

BETWEEN = ((2, 100), (1, 50), (0, 10_000))
"""By generation, after how many new objects, or searches of the younger one, a search between two acts is worth it."""
_lock = Lock()
_threads = [0]
_was_on = [True]


def hold() -> None:
    """Search no more by itself, because a thread is about to begin; by whoever begins it."""
    with _lock:
        if not _threads[0]:
            _was_on[0] = gc.isenabled()
            gc.disable()
        _threads[0] += 1


def release() -> None:
    """Search again as before, because a thread has ended and no other is left; never by that thread itself."""
    with _lock:
        _threads[0] -= 1
        if not _threads[0] and _was_on[0]:
            gc.enable()


def search_if_due() -> None:
    """Search as often as Python would have done; from time to time, in the thread of the window, while others work."""
    for generation in (1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
            gc.collect(generation)
            return


def search_between() -> None:
    """Search what is new while the window has nothing else to do, so that no act of a person waits for it."""
    for generation, most in BETWEEN:
        if gc.get_count()[generation] > most:
            gc.collect(generation)
            return
