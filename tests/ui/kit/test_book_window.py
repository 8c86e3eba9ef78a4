"""What lower rooms ask of a window: the window that is shown answers all of it."""

from PySide6.QtWidgets import QMainWindow

from desktop.ui.kit.book_window import BookWindow
from desktop.ui.main_window import MainWindow


def test_the_main_window_answers_everything_that_is_asked_of_it():
    own = {name for name in vars(BookWindow) if not name.startswith("_") and not hasattr(QMainWindow, name)}
    asked = {name for name in own if callable(getattr(BookWindow, name))}
    answered = {name for kind in MainWindow.__mro__[: MainWindow.__mro__.index(BookWindow)] for name in vars(kind)}
    assert {"save_as", "finish_edits", "unconfirmed", "open_book"} <= asked
    assert asked <= answered
