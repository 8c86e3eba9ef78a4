"""What the desktop around the window must know or be asked: whose window it is, and how Chinese is typed into it."""

import os
import sys
from collections.abc import Iterable, MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import paths

NAME = "mingzhang"
ICON_SIZES = (16, 32, 48, 256)


def prepare() -> None:
    """Put right what Qt reads when the application is made; call it before."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(NAME)  # one button in the taskbar, with our icon
    elif sys.platform.startswith("linux"):
        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
        choose_input(os.environ, [path.name for path in folder.glob("*")])


def choose_input(environment: MutableMapping[str, str], plugins: Iterable[str]) -> None:
    """Let fcitx (麒麟、统信 have it) be spoken to as ibus where Qt has no plugin for it: else no Chinese can be typed.

    fcitx 5 answers to both; what a person set to anything else stays.
    """
    asked = environment.get("QT_IM_MODULE") or environment.get("XMODIFIERS", "").rpartition("@im=")[2]
    if asked.startswith("fcitx") and not any("fcitx" in name for name in plugins):
        environment["QT_IM_MODULE"] = "ibus"


def introduce(application: QApplication) -> None:
    """Say whose windows these are: icon, and the menu entry they belong to."""
    icon = QIcon()
    for size in ICON_SIZES:
        icon.addFile(str(paths.resources() / "icons" / f"mingzhang-{size}.png"))
    application.setApplicationName("明账")
    application.setWindowIcon(icon)
    application.setDesktopFileName(NAME)
