"""Libraries of the system that the window needs and a bare Linux lacks: named, with the command that brings them."""

import re

_MISSING = re.compile(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object file")
PACKAGES = (
    *("libgl1", "libegl1", "libxkbcommon0", "libglib2.0-0", "libfontconfig1", "libfreetype6", "libdbus-1-3"),
    *("libx11-xcb1", "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"),
)
"""Packages of Debian, Ubuntu, UOS and Kylin that have them; a desktop has most."""


def explain(error: BaseException) -> str:
    """Return a sentence for an error of loading a library, with the way out; empty for any other error."""
    found = _MISSING.search(str(error))
    if not isinstance(error, ImportError | OSError) or not found:
        return ""
    return (
        f"缺少系统组件 {found[1]}，窗口打不开；请运行 sudo apt-get install {' '.join(PACKAGES)}，"
        "或请管理员安装后再试（命令行的编制、检查和导出不受影响）"
    )
