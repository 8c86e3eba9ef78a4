"""Who has a book open.

SQLite's own file lock decides (the system frees it after a crash); the small file beside the book only says
who holds it and since when, and bears a token by which the holder knows it again.
"""

import getpass
import json
import os
import stat
from datetime import datetime
from pathlib import Path

from desktop.findings import UserError
from desktop.ledger import private


def info_path(book: Path) -> Path:
    """Return the path of the information file of a book."""
    return book.with_name(book.name + ".lock")


def announce(book: Path, token: str) -> bool:
    """Write who holds the book; return False where that cannot be written, which does not matter to the lock itself.

    It is written aside and renamed: nothing that bears the name, a link least of all, is ever written into. What is no
    plain file was not left there by this program and stays.
    """
    holder = {
        "user": _user(),
        "host": _host(),
        "pid": os.getpid(),
        "since": datetime.now().isoformat(timespec="seconds"),
        "token": token,
    }
    try:
        if not book.parent.is_dir() or (os.path.lexists(info_path(book)) and not _is_plain(info_path(book))):
            return False
        private.write(info_path(book), json.dumps(holder, ensure_ascii=False))
    except (OSError, UserError):
        return False
    return True


def token_of(book: Path) -> str | None:
    """Return the token of who announced the book last; None where the file is missing or bears none."""
    try:
        return str(_read(book)["token"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def withdraw(book: Path, token: str) -> None:
    """Remove the information file if it bears this token: another holder's stays."""
    if token_of(book) != token:
        return
    try:
        info_path(book).unlink(missing_ok=True)
    except OSError:
        return


def holder_of(book: Path) -> str:
    """Return in Chinese who holds the book and since when, as far as the information file tells."""
    try:
        holder = _read(book)
        when = datetime.fromisoformat(str(holder["since"]))
        since = f"{when.year}年{when.month:02d}月{when.day:02d}日 {when:%H:%M}"  # no Chinese into strftime: see Windows
        return f"用户“{holder['user']}”（计算机 {holder['host']}，自 {since} 起）"
    except (OSError, ValueError, KeyError, TypeError):
        return "另一个窗口或另一位用户"


def _is_plain(path: Path) -> bool:
    return stat.S_ISREG(os.lstat(path).st_mode)


def _read(book: Path) -> dict[str, object]:
    if not _is_plain(info_path(book)):
        raise ValueError("not a plain file")
    return dict(json.loads(info_path(book).read_text(encoding="utf-8")))


def _host() -> str:
    """Return the name of this machine."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket  # 3 ms, where the system itself says it

    return socket.gethostname()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "未知"
