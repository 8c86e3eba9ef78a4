"""A real stream of keys: sent to the X server with XTEST, so that they come back to the window as a person's do."""

import ctypes
import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

NAMES = {
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Right: "Right",
}
MODIFIERS = {Qt.KeyboardModifier.ControlModifier: "Control_L", Qt.KeyboardModifier.AltModifier: "Alt_L"}
AT_MOST = 60.0
"""Seconds after which waiting for a key is given up."""
AFTER_A_CHANGE = 2.0
"""Seconds to wait for the rest of a key that opened or closed a window: its release may never be seen again."""


class XKeys(QObject):
    """Presses keys on the display of the running application and waits until they have arrived."""

    def __init__(self):
        super().__init__()
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XStringToKeysym.argtypes = [ctypes.c_char_p]
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XFlush.argtypes = [ctypes.c_void_p]
        self._x.XSetInputFocus.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._display = self._x.XOpenDisplay(None)
        assert self._display, "no display"
        self._released = self.sent = 0
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):
        """Count the releases that reach a window of ours."""
        if event.type() == QEvent.Type.KeyRelease and watched.isWindowType() and event.spontaneous():
            self._released += 1
        return False

    def give_focus(self, window):
        """Give the keyboard to a window; under a bare server there is no window manager to do it."""
        self._x.XSetInputFocus(self._display, int(window.winId()), 1, 0)
        self._x.XFlush(self._display)
        end = time.monotonic() + AT_MOST
        while QApplication.activeWindow() is not window and time.monotonic() < end:
            QApplication.processEvents()
        assert QApplication.activeWindow() is window

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press and release a key with its modifier."""
        name = NAMES.get(key) or chr(key.value).lower()
        names = [MODIFIERS[modifier], name] if modifier in MODIFIERS else [name]
        codes = [self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(n.encode())) for n in names]
        assert all(codes), names
        before = self._released
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XFlush(self._display)
        self.sent += 1
        end, window = time.monotonic() + AT_MOST, QApplication.activeWindow()
        while self._released < before + len(codes) and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.0005)  # the server needs the processor too
            if QApplication.activeWindow() is not window:
                end, window = min(end, time.monotonic() + AFTER_A_CHANGE), QApplication.activeWindow()
        QApplication.processEvents()
