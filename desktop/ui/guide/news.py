"""What is new in each version (新在哪里): on the start page, in the menu, and once by itself after an update."""

from functools import cache

from PySide6.QtWidgets import QDialog, QWidget

from desktop import VERSION, paths
from desktop.dataclass import dataclass
from desktop.ui.kit.look import settings

SEEN = "seen_version"
"""The setting that holds the version whose news were shown last."""
MIGRATION = "以前的账本照常打开：先自动备份一份，再升级，升级的事写在窗口上方。自己加入的版式和参数包、备份、设置都在。"


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number and what is new in it, one short sentence each."""

    number: str
    lines: tuple[str, ...]


@cache
def versions() -> tuple[Version, ...]:
    """Return the versions up to this one (resources/news.toml), newest first."""
    import tomllib

    with (paths.resources() / "news.toml").open("rb") as file:
        raw = tomllib.load(file)["version"]
    found = (Version(str(each["number"]), tuple(each["lines"])) for each in raw)
    return tuple(each for each in found if _order(each.number) <= _order(VERSION))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in number.split("."))


def text(since: str = "") -> str:
    """Return the news of the versions after `since`, of all where that is empty."""
    newer = [each for each in versions() if not since or _order(each.number) > _order(since)]
    parts = ["\n".join([f"{each.number} 版", *(f"· {line}" for line in each.lines)]) for each in newer]
    return "\n\n".join([*parts, MIGRATION])


def shown(parent: QWidget | None = None) -> QDialog:
    """Open the news of all versions."""
    from desktop.ui.kit.text_dialog import TextDialog

    dialog = TextDialog(f"新在哪里（现在是 {VERSION} 版）", text(), parent)
    dialog.open()
    return dialog


def of_an_update() -> str:
    """Return what is new since the version that was here before, and remember this one.

    Empty where the program is as it was, or was never here before.
    """
    stored = settings()
    before = str(stored.value(SEEN, ""))
    is_first = not before and not stored.value("recent")
    if before == VERSION:
        return ""
    stored.setValue(SEEN, VERSION)
    if is_first or (before and _order(before) > _order(VERSION)):
        return ""
    return text(before or _previous())


def _previous() -> str:
    """Return the version before this one: versions without this page did not say which they were."""
    older = [each.number for each in versions() if each.number != VERSION]
    return older[0] if older else ""


def show_after_update() -> None:
    """Show once, before anything else, what is new after an update."""
    if words := of_an_update():
        from desktop.ui.kit.text_dialog import TextDialog

        TextDialog(f"明账已更新到 {VERSION} 版", words).exec()
