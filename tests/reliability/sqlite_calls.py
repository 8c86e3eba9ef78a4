"""What SQLite asks of the disk, seen call by call from inside this process, and refused where a test wants it so.

A second set of file functions (VFS) is put before SQLite's own, as its documentation provides for; no root, no tracing
tool. Where Python carries SQLite inside itself and hides its functions, `available` says so.
"""

import ctypes
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

OK, FULL, CANTOPEN, IOERR_WRITE, IOERR_FSYNC, IOERR_DELETE = 0, 13, 14, 778, 1034, 2570

_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * 3, ctypes.c_int, ctypes.POINTER(ctypes.c_int))
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_longlong)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_DIRECTORY = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int))
_SET_CALL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_GET_CALL = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)


class _Vfs(ctypes.Structure):
    """SQLite's `sqlite3_vfs`."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("version", "file_size", "longest_path")),
        *((name, ctypes.c_void_p) for name in (
            "next", "name", "data", "open", "delete", "access", "full_path", "dl_open", "dl_error", "dl_symbol",
            "dl_close", "randomness", "sleep", "time", "last_error", "time64", "set_call", "get_call", "next_call",
        )),
    )  # fmt: skip


class _Methods(ctypes.Structure):
    """SQLite's `sqlite3_io_methods`."""

    _fields_ = (
        ("version", ctypes.c_int),
        *((name, ctypes.c_void_p) for name in ("close", "read", "write", "truncate", "sync")),
        ("rest", ctypes.c_void_p * 13),
    )


class Listener(Protocol):
    """Hears each call before it is done; what it returns other than OK is given to SQLite in place of doing it."""

    def opening(self, path: str, creating: bool) -> int:
        """Open a file, which SQLite may create."""

    def opened(self, path: str) -> None:
        """A file is open; it may be a new one."""

    def deleting(self, path: str) -> int:
        """Remove a name."""

    def writing(self, path: str, offset: int, content: bytes) -> int:
        """Write bytes."""

    def truncating(self, path: str, size: int) -> int:
        """Cut a file."""

    def syncing(self, path: str) -> int:
        """Force a file to the disk."""

    def syncing_folder(self, folder: str) -> None:
        """Force a folder's names to the disk."""


def _library() -> ctypes.CDLL:
    import _sqlite3

    found = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
    found.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    found.sqlite3_vfs_register.argtypes = (ctypes.POINTER(_Vfs), ctypes.c_int)
    return found


def available() -> bool:
    """Tell whether SQLite's file functions can be reached from here."""
    try:
        return os.name == "posix" and bool(_library().sqlite3_vfs_find(None))
    except (AttributeError, OSError):
        return False


_alive: list[object] = []
"""What SQLite holds pointers to: open connections outlast the watching."""


class _Watch:
    """A set of file functions that tells a listener and hands on to SQLite's own."""

    def __init__(self, real: "ctypes._Pointer[_Vfs]", listener: Listener) -> None:
        self.real, self.listener = real, listener
        self.paths: dict[int, str] = {}
        self.methods: dict[int, _Methods] = {}
        self.vfs = _Vfs.from_buffer_copy(real.contents)
        self.name = ctypes.create_string_buffer(b"watched")
        self.vfs.name = ctypes.addressof(self.name)
        self._open, self._delete = _OPEN(real.contents.open), _DELETE(real.contents.delete)
        self.callbacks = [_OPEN(self.open), _DELETE(self.delete)]
        self.vfs.open, self.vfs.delete = (ctypes.cast(call, ctypes.c_void_p).value for call in self.callbacks)
        find = _GET_CALL(real.contents.get_call)
        self._directory = _DIRECTORY(find(ctypes.addressof(real.contents), b"openDirectory"))
        self.callbacks.append(_DIRECTORY(self.directory))

    def direct(self, call: object) -> None:
        """Give SQLite another function, or with None its own, for opening a folder to be forced to the disk."""
        address = ctypes.cast(call, ctypes.c_void_p) if call else None
        _SET_CALL(self.real.contents.set_call)(ctypes.addressof(self.real.contents), b"openDirectory", address)

    def open(self, _, name, file, flags, out):
        path = ctypes.string_at(name).decode() if name else ""
        refused = self.listener.opening(path, bool(flags & 4)) if path else OK
        if refused:
            ctypes.c_void_p.from_address(file).value = None
            return refused
        status = self._open(ctypes.addressof(self.real.contents), name, file, flags, out)
        if status == OK and path:
            self.listener.opened(path)
            self.paths[file] = path
            pointer = ctypes.c_void_p.from_address(file)
            pointer.value = ctypes.addressof(self._watched(pointer.value))
        return status

    def _watched(self, address: int) -> _Methods:
        if address not in self.methods:
            own = _Methods.from_address(address)
            copy = _Methods.from_buffer_copy(own)
            write, truncate, sync = _WRITE(own.write), _TRUNCATE(own.truncate), _SYNC(own.sync)
            hear, paths = self.listener, self.paths

            def writing(file, start, size, offset):
                return hear.writing(paths[file], offset, ctypes.string_at(start, size)) or write(
                    file, start, size, offset
                )

            def truncating(file, size):
                return hear.truncating(paths[file], size) or truncate(file, size)

            def syncing(file, flags):
                return hear.syncing(paths[file]) or sync(file, flags)

            calls = [_WRITE(writing), _TRUNCATE(truncating), _SYNC(syncing)]
            copy.write, copy.truncate, copy.sync = (ctypes.cast(call, ctypes.c_void_p).value for call in calls)
            self.callbacks += calls
            self.methods[address] = copy
        return self.methods[address]

    def delete(self, _, name, sync):
        path = ctypes.string_at(name).decode()
        if not os.path.lexists(path):
            return self._delete(ctypes.addressof(self.real.contents), name, sync)
        return self.listener.deleting(path) or self._delete(ctypes.addressof(self.real.contents), name, sync)

    def directory(self, name, out):
        self.listener.syncing_folder(os.path.dirname(ctypes.string_at(name).decode()))
        return self._directory(name, out)


@contextmanager
def watched(listener: Listener) -> Iterator[None]:
    """Let a listener hear what every connection opened from now on asks of the disk."""
    library = _library()
    real = library.sqlite3_vfs_find(None)
    watch = _Watch(real, listener)
    _alive.append(watch)
    watch.direct(watch.callbacks[2])
    library.sqlite3_vfs_register(ctypes.byref(watch.vfs), 1)
    try:
        yield
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(watch.vfs))
        library.sqlite3_vfs_register(real, 1)
        watch.direct(None)


def version() -> str:
    """Return SQLite's version, which a figure is worth nothing without."""
    return sqlite3.sqlite_version
