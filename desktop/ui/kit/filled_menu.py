"""Menus whose entries are made anew each time they are shown."""

from PySide6.QtWidgets import QMenu, QWidget


class FilledMenu(QMenu):
    """A menu that asks what it offers when it is shown; between two showings its entries are out of date."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List what can be done now."""
        raise NotImplementedError
