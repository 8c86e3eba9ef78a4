"""Who has a book open.

SQLite's own file lock decides (the system frees it after a crash); the small file beside the book only says
who holds it and since when.
"""

import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from desktop.ledger import private


def info_path(book: Path) -> Path:
    """Return the path of the information file of a book."""
    return book.with_name(book.name + ".lock")


def announce(book: Path) -> None:
    """Write who holds the book; failing to do so does not matter to the lock itself."""
    holder = {
        "user": _user(),
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": datetime.now().isoformat(timespec="seconds"),
    }
    try:
        private.file(info_path(book)).write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")
    except OSError:
        return


def withdraw(book: Path) -> None:
    """Remove the information file."""
    try:
        info_path(book).unlink(missing_ok=True)
    except OSError:
        return


def holder_of(book: Path) -> str:
    """Return in Chinese who holds the book and since when, as far as the information file tells."""
    try:
        holder = json.loads(info_path(book).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(str(holder["since"])).strftime("%Y年%m月%d日 %H:%M")
        return f"用户“{holder['user']}”（计算机 {holder['host']}，自 {since} 起）"
    except (OSError, ValueError, KeyError, TypeError):
        return "另一个窗口或另一位用户"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "未知"
