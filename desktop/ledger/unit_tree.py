"""The tree of units (部门 → 二级单位 …) as the records say it: order, what stands below what, what cannot be."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from desktop.findings import UserError
from desktop.ledger.records import Unit

NEAR = 0.8
"""How much of two names is the same where one may be the other, wrongly written."""


def plain(name: str) -> str:
    """Return a name or code as it is compared: （） and () are the same, so are wide and narrow digits; no spaces."""
    return "".join(normalize("NFKC", name).split())


def outlives(unit: Unit, parent: Unit) -> bool:
    """Tell whether a unit goes on although the one it stands below has ended (撤并) by then."""
    return parent.ended_year is not None and not unit.ended_by(parent.ended_year)


class UnitTree:
    """The units of a book. A unit whose upper unit leads back to itself stands at the top, so that none is lost."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.id: unit for unit in units}
        self._below: dict[int | None, list[Unit]] = {}
        for unit in self._units.values():
            parent = None if self._circular(unit) else unit.parent_id
            self._below.setdefault(parent, []).append(unit)
        self.units = [unit for top in self.children(None) for unit in self.subtree(top)]
        """All units, each before those below it, in their order."""

    def _circular(self, unit: Unit) -> bool:
        """Tell whether a unit stands, over any number of steps, below itself, or below one that does."""
        seen = {unit.id}
        while unit.parent_id is not None:
            if unit.parent_id in seen:
                return True
            seen.add(unit.parent_id)
            unit = self._units[unit.parent_id]
        return False

    def children(self, unit: Unit | None) -> list[Unit]:
        """Return the units right below one (at the top, for None), in their order."""
        return self._below.get(unit.id if unit else None, [])

    def subtree(self, unit: Unit) -> list[Unit]:
        """Return a unit and all below it, each before those below it."""
        return [unit, *(each for child in self.children(unit) for each in self.subtree(child))]

    def depth(self, unit: Unit) -> int:
        """Return how many units stand above one."""
        depth = 0
        while (above := self.above(unit)) is not None:
            unit, depth = above, depth + 1
        return depth

    def above(self, unit: Unit) -> Unit | None:
        """Return the unit right above one, None at the top."""
        return None if unit.parent_id is None or self._circular(unit) else self._units[unit.parent_id]

    def of_id(self, unit_id: int) -> Unit:
        """Return a unit by the number of its record."""
        return self._units[unit_id]

    def find(self, name: str) -> Unit:
        """Return the unit of a name or code. Raises UserError, with the nearest names, where it is not one unit."""
        wanted = name.strip()
        for field, label in (("name", "名称"), ("code", "编码")):
            found = [unit for unit in self.units if wanted and getattr(unit, field) == wanted]
            if len(found) == 1:
                return found[0]
            if found:
                raise UserError(f"账本中有 {len(found)} 个单位的{label}是“{wanted}”，请先改成不同的")
        names = [unit.name for unit in self.units]
        import difflib  # for a name that is not there only

        near = difflib.get_close_matches(wanted, names, 3, 0.4) or [n for n in names if wanted and wanted in n][:3]
        raise UserError(
            f"账本中没有单位“{wanted}”；{'相近的有' if near else '现有'}：{'、'.join(near or names) or '无'}"
        )

    def counterpart(self, text: str) -> Unit | None:
        """Return the unit that a line names as the other one (对方单位), None where it is not one of the book."""
        wanted = plain(text)
        for field in ("name", "code"):
            found = [unit for unit in self.units if wanted and plain(getattr(unit, field)) == wanted]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def nearest(self, text: str) -> Unit | None:
        """Return the unit whose name is nearly what a line writes, None where none is near."""
        import difflib  # for a name that is not there only

        names = {plain(unit.name): unit for unit in self.units}
        return next((names[name] for name in difflib.get_close_matches(plain(text), names, 1, NEAR)), None)

    def successor(self, unit: Unit, year: int = 0) -> Unit:
        """Return the unit that has what an ended one had (撤并): over any number of steps, itself where it goes on.

        year: the one that has it in that year, whatever ends later; without a year the last one.
        """
        seen = {unit.id}
        while unit.successor_id is not None and unit.successor_id not in seen and (not year or unit.ended_by(year)):
            seen.add(unit.successor_id)
            unit = self._units[unit.successor_id]
        return unit

    def problems(self) -> Iterator[str]:
        """Yield in Chinese what is wrong with the tree."""
        for unit in self.units:
            if self._circular(unit):
                yield f"单位“{unit.name}”的上级单位绕了一圈又回到自己，没有计入上级；请重新指定上级单位"
            above = self.above(unit)
            if above is not None and outlives(unit, above):
                yield f"单位“{unit.name}”的上级“{above.name}”自{above.ended_year}年撤并；请移到别的上级单位之下"
        for field, label in (("code", "编码"), ("name", "名称")):
            values = [getattr(unit, field) for unit in self.units if getattr(unit, field)]
            for value in dict.fromkeys(value for value in values if values.count(value) > 1):
                yield f"有 {values.count(value)} 个单位的{label}是“{value}”，分不清对方单位；请改成不同的"
