"""A window on a book, as far as the rooms below the window itself need to know it."""

from pathlib import Path

from PySide6.QtCore import QChildEvent, QEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from desktop.dataclass import dataclass
from desktop.ui.kit.window_place import DialogFitter
from desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class FirstFile:
    """The file that is read when a new book is shown, and the one after it.

    kind: what the import takes it for (`last_year`, `roster`, `controls`).
    """

    kind: str
    path: Path
    then: "FirstFile | None" = None


class BookWindow(QMainWindow):
    """What saving, closing and a refused edit ask of the window that holds the book."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._fitter = DialogFitter(self)

    def childEvent(self, event: QChildEvent) -> None:
        """Keep every dialog of the window inside its screen."""
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildPolished and isinstance(event.child(), QDialog):
            event.child().installEventFilter(self._fitter)

    def finish_edits(self) -> None:
        """Store what is being typed, as leaving the field does, before something else happens."""
        raise NotImplementedError

    def unconfirmed(self) -> int:
        """Return how many cells hold a typed text that is not in the book."""
        raise NotImplementedError

    def save_as(self) -> bool:
        """Ask for a name, write the whole book there and go on with that file; return whether that was done."""
        raise NotImplementedError

    def open_book(self, path: Path, first: FirstFile | None = None) -> None:
        """Turn to another book in a window of its own; a new one may have a file to begin with."""
        raise NotImplementedError
