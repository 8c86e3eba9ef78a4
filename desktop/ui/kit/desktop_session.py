"""What the desktop around the window must know or be asked: whose window it is, and how Chinese is typed into it."""

import os
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import missing_libraries, paths
from desktop.findings import UserError

NAME = "mingzhang"
STYLE, STYLED = "Fusion", "styled"
"""The style, and the property of the program that says that it has it."""
ICON_SIZES = (16, 32, 48, 256)


def prepare() -> None:
    """Put right what Qt reads when the application is made; call it before."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(NAME)  # one button in the taskbar, with our icon
    elif sys.platform.startswith("linux"):
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        require_screen(os.environ, plugins / "platforms" / "libqxcb.so")
        choose_input(os.environ, [path.name for path in (plugins / "platforminputcontexts").glob("*")])


def require_screen(environment: Mapping[str, str], plugin: Path) -> None:
    """Raise UserError where no window can be shown: Qt itself would end the program without a word we could mend."""
    if environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return
    display = environment.get("DISPLAY")
    if not display:
        raise UserError(
            "这里没有图形界面（没有设置 DISPLAY），打不开窗口；请在桌面环境中打开，或用命令行（--help 列出全部命令）"
        )
    import ctypes  # 2 ms that no other start needs

    try:
        ctypes.CDLL(str(plugin))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise UserError(missing_libraries.explain(error) or f"窗口组件无法载入：{error}") from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise UserError(
            f"连不上图形界面“{display}”，打不开窗口；请在自己登录的桌面中打开（不要用 sudo 或其他用户的终端）"
        )


def choose_input(environment: MutableMapping[str, str], plugins: Iterable[str]) -> None:
    """Let fcitx (麒麟、统信 have it) be spoken to as ibus where Qt has no plugin for it: else no Chinese can be typed.

    fcitx 5 answers to both; what a person set to anything else stays.
    """
    asked = environment.get("QT_IM_MODULE") or environment.get("XMODIFIERS", "").rpartition("@im=")[2]
    if asked.startswith("fcitx") and not any("fcitx" in name for name in plugins):
        environment["QT_IM_MODULE"] = "ibus"


def application() -> QApplication:
    """Return the running program, made in the style that all looks rest on; to choose it later takes longer."""
    found = QApplication([*sys.argv[:1], "-style", STYLE])
    found.setProperty(STYLED, True)
    return found


def introduce(application: QApplication) -> None:
    """Say whose windows these are: icon, and the menu entry they belong to."""
    icon = QIcon()
    for size in ICON_SIZES:
        icon.addFile(str(paths.resources() / "icons" / f"mingzhang-{size}.png"))
    application.setApplicationName("明账")
    application.setWindowIcon(icon)
    application.setDesktopFileName(NAME)
