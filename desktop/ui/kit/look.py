"""How the window looks: light, dark or high contrast, large type; remembered in the user's own settings."""

from typing import cast

from PySide6.QtCore import QSettings
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop import paths
from desktop.ledger import private
from desktop.ui.kit import theme
from desktop.ui.session import Session


def settings() -> QSettings:
    """Return the settings file in the user's own folder; a new version of the file keeps its owner-only rights."""
    return QSettings(str(private.file(paths.home() / "settings.ini")), QSettings.Format.IniFormat)


def apply() -> None:
    """Show the application in the look that was chosen last."""
    stored = settings()
    look = str(stored.value("look", "light"))
    theme.apply(cast(QApplication, QApplication.instance()), look, large=stored.value("large") == "1")


class LookMenu(QMenu):
    """The 显示 menu."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("显示", parent)
        self._session = session
        group = QActionGroup(self)
        for key, title in theme.TITLES.items():
            action = self.addAction(title, lambda chosen=key: self.choose("look", chosen))
            action.setCheckable(True)
            action.setChecked(settings().value("look", "light") == key)
            group.addAction(action)
        self.addSeparator()
        self.large = self.addAction("大字")
        self.large.setCheckable(True)
        self.large.triggered.connect(lambda on: self.choose("large", "1" if on else "0"))
        self.large.setChecked(settings().value("large") == "1")

    def choose(self, key: str, value: str) -> None:
        """Keep a choice and show it at once."""
        settings().setValue(key, value)
        apply()
        self._session.changed.emit()
        self._session.checked.emit()
