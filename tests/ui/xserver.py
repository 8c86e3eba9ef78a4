"""A bare X server of our own (Xvfb); its number is chosen by the server. On it, a window manager where one is installed."""

import contextlib
import ctypes
import os
import shutil
import subprocess
import time
from collections.abc import Iterator

MANAGERS = ("openbox", "xfwm4", "metacity", "icewm")
"""Window managers that say by the selection WM_S0 when they manage the windows of a screen."""
AT_MOST = 60.0
"""Seconds after which waiting for a manager is given up: a net for what never comes."""


@contextlib.contextmanager
def xserver() -> Iterator[str]:
    """Run a server and yield the name of its display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # the whole line: the server dies writing to a pipe nobody reads
        assert number, "Xvfb 没有启动"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def window_manager(display: str) -> Iterator[str]:
    """Run a window manager on a display and yield its name; empty where none is installed."""
    name = next(filter(shutil.which, MANAGERS), "")
    if not name:
        yield ""
        return
    manager = subprocess.Popen([name], env=os.environ | {"DISPLAY": display}, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + AT_MOST
        while not _is_managed(display):
            assert manager.poll() is None and time.monotonic() < end, f"{name} 没有启动"
            time.sleep(0.05)
        yield name
    finally:
        manager.terminate()
        manager.wait()


def _is_managed(display: str) -> bool:
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = x.XGetSelectionOwner.restype = ctypes.c_ulong
    x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x.XCloseDisplay.argtypes = [ctypes.c_void_p]
    connection = x.XOpenDisplay(display.encode())
    assert connection, display
    owner = x.XGetSelectionOwner(connection, x.XInternAtom(connection, b"WM_S0", 0))
    x.XCloseDisplay(connection)
    return bool(owner)
