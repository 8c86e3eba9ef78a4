"""How the program starts a part of itself as a process of its own: from source by Python, in a bundle by itself.

In a bundle there is no Python to call: the program's own executable is asked by a private word (`PARTS`), which
`packaging/entry.py` looks at before anything else. On Windows the bundle has two executables: the one with the window
has no way to answer on stdout, so the parts run in the one for the command line, without a console window of their own.
"""

import os
import sys
from pathlib import Path

from desktop import windows

PARTS = {
    "--reading-child": "desktop.outside.child",
    "--resource-child": "desktop.updates.child",
    "--screenshots-of": "desktop.ui.screenshots",
}
"""The private word of each part in a bundle, and the module that is run."""
CONSOLE_NAME = "mingzhang-cli.exe"
CREATE_NO_WINDOW = 0x08000000


def command(module: str) -> list[str]:
    """Return the beginning of the command that runs one of our modules as a process. Raises ValueError for another."""
    word = next((word for word, part in PARTS.items() if part == module), None)
    if word is None:
        raise ValueError(f"{module} is no part that runs as a process of its own")
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", module]
    own = Path(sys.executable)
    return [str(own.with_name(CONSOLE_NAME) if sys.platform == "win32" else own), word]


def flags() -> int:
    """Return the creation flags of such a process: no console window flashes up on Windows."""
    return CREATE_NO_WINDOW if sys.platform == "win32" else 0


def fill_closed_streams() -> None:
    """Give the streams that whoever started us closed to nowhere; else the next file has their number.

    A library that prints would write into that file, and the first one that is held open is the book.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def leave_no_dump() -> None:
    """Let a crash leave no copy of this process's memory on the disk: names and pay would be in it."""
    if sys.platform == "win32":
        windows.report_no_crash(windows.kernel32())
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
