"""The books opened last, kept in the user's own settings; a switch keeps none (shared computers)."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ledger.safety import location
from desktop.ui.kit.look import settings

if TYPE_CHECKING:
    from desktop.ledger.safety.glance import Glance

KEPT = 10


def is_on() -> bool:
    """Whether books are remembered."""
    return bool(settings().value("remember", "1") == "1")


def switch(on: bool) -> None:
    """Remember books from now on, or forget all."""
    settings().setValue("remember", "1" if on else "0")
    if not on:
        settings().remove("recent")
        from desktop.ui.kit import ask_file

        ask_file.forget()


def remember(path: Path) -> None:
    """Put a book first."""
    if is_on():
        names = [str(path), *(str(p) for p in _all() if p != path)]
        settings().setValue("recent", "\n".join(names[:KEPT]))


def books() -> list[Path]:
    """Return the remembered books that are still there, latest first.

    One on another computer is not looked for: a share that sleeps would keep the first window waiting. One in a folder
    that may not be looked into any more counts as gone.
    """
    around = location.Surroundings()
    return [path for path in _all() if location.on_network(str(path), around) or _is_there(path)]


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the folder may not be looked into
        return False


def glance_at(path: Path) -> "Glance":
    """Return what a remembered book is about; one on another computer is not looked at."""
    from desktop.ledger.safety import glance

    if location.on_network(str(path), location.Surroundings()):
        return glance.Glance(problem="在其他电脑或网络盘上，打开时才读取")
    return glance.at(path)


def folder() -> str:
    """Return the folder of the book that was opened last: where a person looks for a file first."""
    known = books()
    return str(known[0].parent) if known else ""


def _all() -> list[Path]:
    return [Path(name) for name in str(settings().value("recent", "") or "").split("\n") if name]
