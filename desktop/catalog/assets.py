"""Groups of assets, vehicles among them (`resources/assets.toml`): every count of 车辆 uses this definition."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Protocol

from desktop import paths
from desktop.catalog.strict import Reader, read_toml
from desktop.dataclass import dataclass

VEHICLES, EQUIPMENT = "vehicles", "equipment"
_AFTER = re.compile(r"(?:\s|（[^）]*）|\([^)]*\))+$")


class Counted(Protocol):
    """An entry of 车辆与设备: its kind in words and how many there are."""

    @property
    def kind(self) -> str:
        """What it is, in the words of the book."""

    @property
    def stock(self) -> int:
        """How many there are."""


@dataclass(frozen=True, slots=True)
class AssetGroup:
    """A group of assets, known by the last word of their kind; `others` end the same way and do not belong."""

    label: str
    endings: tuple[str, ...]
    others: tuple[str, ...]

    def has(self, kind: str) -> bool:
        """Tell whether a kind belongs to the group."""
        word = _AFTER.sub("", kind)
        return word.endswith(self.endings) and not word.endswith(self.others)


@cache
def groups(path: Path | None = None) -> dict[str, AssetGroup]:
    """Return the groups by their names. Raises DataError naming file and key."""
    place = path or paths.resources() / "assets.toml"
    by_name = {}
    for name, entry in Reader(read_toml(place, place.name), place.name).named():
        by_name[name] = AssetGroup(entry.text("label"), entry.texts("endings"), entry.texts("others"))
        entry.done()
    return by_name


def fits(kind: str, group_or_pattern: str) -> bool:
    """Tell whether a kind belongs to `wanted`: the name of a group, or a pattern of words in which `*` is allowed."""
    group = groups().get(group_or_pattern)
    return group.has(kind) if group is not None else fnmatchcase(kind, group_or_pattern)


def family(group_or_pattern: str) -> str:
    """Return the group that a pattern is a part of (vehicles, equipment), else the pattern itself."""
    word = group_or_pattern.strip("*")
    return next((name for name, group in groups().items() if group.has(word)), group_or_pattern)


def vehicles(assets: Iterable[Counted], classes: tuple[str, ...] = ()) -> int:
    """Return how many vehicles there are, of some classes (公务用车, 救护车 …) or of all."""
    counted = [asset for asset in assets if groups()[VEHICLES].has(asset.kind)]
    return sum(asset.stock for asset in counted if not classes or any(_of_class(asset.kind, name) for name in classes))


def _of_class(kind: str, name: str) -> bool:
    """Tell whether a vehicle is of a class: the label of a group, or the word its kind ends with."""
    group = next((group for group in groups().values() if group.label == name), None)
    return group.has(kind) if group is not None else _AFTER.sub("", kind).endswith(name)


def unclear(kind: str) -> bool:
    """Tell whether a kind speaks of a 车 and is neither a vehicle nor known as something else."""
    known = groups()
    word = _AFTER.sub("", kind)
    something_else = known[EQUIPMENT].has(kind) or word.endswith(known[VEHICLES].others)
    return "车" in kind and not known[VEHICLES].has(kind) and not something_else
