"""Where forms lie: the shipped ones, and the user's own (`forms/` in the program's data folder), with `extends`.

A form is known by its key, `<place>/<year>`. A child's TOML file is merged over its parent's; a file that the child
lacks is taken from the parent. A user's form may extend a shipped one, never replace it.
"""

import re
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.catalog.strict import DataError, read_head, read_toml
from desktop.dataclass import dataclass

LARGEST = 1 << 20
"""Bytes of a file of a form at most."""

_KEY = re.compile(r"[^/\\.\s][^/\\\s]*/[0-9]{1,4}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def own() -> Path:
    """Return the folder of the user's own forms; it need not exist."""
    return paths.home() / "forms"


def keys_in(root: Path) -> list[str]:
    """Return the keys of the forms in a folder, in order; whether they can be read is another question."""
    return sorted(f"{p.parent.parent.name}/{p.parent.name}" for p in root.glob("*/*/form.toml"))


def merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Return the parent's table with the child's keys over it; tables merge, everything else is replaced."""
    merged = dict(parent)
    for key, value in child.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = merge(merged[key], value) if both else value
    return merged


@dataclass(frozen=True, slots=True)
class Level:
    """One form of a chain: its key and folder."""

    key: str
    folder: Path

    def has(self, name: str) -> bool:
        """Tell whether the form has a file of its own."""
        return (self.folder / name).is_file()

    def place(self, name: str) -> str:
        """Return how messages call a file of the form."""
        return f"{self.key}/{name}"

    def toml(self, name: str) -> dict[str, Any]:
        """Read a TOML file of the form. Raises DataError naming it."""
        self._limit(name)
        return read_toml(self.folder / name, self.place(name))

    def head(self, name: str) -> dict[str, Any]:
        """Read what stands before the first table of a TOML file. Raises DataError naming it."""
        self._limit(name)
        return read_head(self.folder / name, self.place(name))

    def text(self, name: str) -> str:
        """Read a text file of the form. Raises DataError naming it."""
        self._limit(name)
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{self.place(name)}：读不了，请存为 UTF-8 文本") from error

    def _limit(self, name: str) -> None:
        if self.has(name) and (self.folder / name).stat().st_size > LARGEST:
            raise DataError(f"{self.place(name)}：文件超过 {LARGEST // 1024} KB")


def own_title(root: Path, key: str) -> str:
    """Return the title a form says itself, without looking at what it extends; empty where it says none."""
    title = Level(key, root / key).head("form.toml").get("title")
    return title if isinstance(title, str) else ""


class Chain:
    """A form and what it extends, from the child to its furthest parent."""

    def __init__(self, root: Path, key: str, shipped: Path | None = None) -> None:
        """Find the chain; shipped: where parents lie that `root` lacks. Raises DataError naming file and key."""
        self.key = key
        self.levels: list[Level] = []
        wanted = key
        while wanted:
            if not _KEY.fullmatch(wanted):
                raise DataError(f"{self.key}/form.toml.extends: {wanted!r} 不是“地区/年份”")
            if any(level.key == wanted for level in self.levels):
                raise DataError(f"{wanted}/form.toml.extends: 版式互相继承，成了一圈")
            has = (root / wanted / "form.toml").is_file()
            level = Level(wanted, (root if has or shipped is None else shipped) / wanted)
            self.levels.append(level)
            wanted = str(level.head("form.toml").get("extends", ""))

    def owner(self, name: str) -> Level | None:
        """Return the nearest form that has a file."""
        return next((level for level in self.levels if level.has(name)), None)

    def find(self, name: str) -> Level:
        """Return the nearest form that has a file. Raises DataError when none has."""
        found = self.owner(name)
        if found is None:
            raise DataError(f"{self.key}/{name}: 没有这个文件（版式和它所继承的版式中都没有）")
        return found

    def merged(self, name: str) -> dict[str, Any]:
        """Return a TOML file of every level merged, the child's keys last."""
        merged: dict[str, Any] = {}
        for level in reversed(self.levels):
            if level.has(name):
                merged = merge(merged, level.toml(name))
        return merged

    def below(self, owner: Level) -> list[Level]:
        """Return a form of the chain and its children, furthest parent first."""
        return list(reversed(self.levels[: self.levels.index(owner) + 1]))


def checked_id(name: str, place: str) -> str:
    """Return the id of a table. Raises DataError for one that is no plain word (it becomes a file name)."""
    if not _NAME.fullmatch(name):
        raise DataError(f"{place}: {name!r} 只能用小写字母、数字和下划线")
    return name
