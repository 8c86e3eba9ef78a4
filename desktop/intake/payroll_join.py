"""Who stands in two sheets (工资表 and 津贴表) is one person where the sheets hold different pay items."""

from dataclasses import field, replace

from desktop.dataclass import dataclass
from desktop.intake.payroll_row import ImportedPerson, PayrollRow
from desktop.ledger.records import Person


@dataclass(frozen=True, slots=True)
class _Place:
    sheet: str
    row: int
    paid: frozenset[str]
    """Pay items that the sheet has columns for."""


@dataclass(slots=True)
class People:
    """The people read so far, in the order of the file; `joined`: how many stand in two sheets, by their names.

    further: sheets that are read only as further pay of people of other sheets, because nobody chose them.
    """

    further: frozenset[str] = frozenset()
    rows: list[ImportedPerson] = field(default_factory=list)
    joined: dict[tuple[str, str], int] = field(default_factory=dict)
    _refused: set[int] = field(default_factory=set)
    _places: list[_Place] = field(default_factory=list)
    _known: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def take(self, row: PayrollRow, read: ImportedPerson, sheet: str, paid: frozenset[str]) -> None:
        """Add a person, or what another sheet says of one; refused: the same twice, two that may be meant.

        A row refused for another reason is remembered too, so that what other sheets say of it is no new person.
        """
        place = _Place(sheet, row.number, paid)
        keys = [key for key in (("code", read.person.code), ("name", read.person.name)) if key[1]]
        likely = sorted({n for key in keys for n in self._known.get(key, ())})
        same = [n for n in likely if self._is(n, self.rows[n], read, sheet)]
        if len(same) > 1:
            row.reject("name", f"另一张工作表有 {len(same)} 个“{read.person.name}”，不知道是哪一个；请加编号或身份证号")
        elif same and (self._places[same[0]].sheet == sheet or self._places[same[0]].paid & paid):
            self._refuse(row, read.person, self._places[same[0]], sheet)
        elif same:
            self._join(row, same[0], read, place)
        else:
            if sheet in self.further:
                what = "别的工作表里没有这个人；请核对姓名，或在工作表中指定这张表是谁的工资、不读取这张表"
                row.reject("name" if "name" in row.names else "code", what)
            for key in keys:
                self._known.setdefault(key, []).append(len(self.rows))
            self.rows.append(read)
            self._places.append(place)
            if row.rejects:
                self._refused.add(len(self.rows) - 1)

    def accepted(self) -> list[ImportedPerson]:
        """Return the people none of whose rows is refused."""
        return [row for number, row in enumerate(self.rows) if number not in self._refused]

    def _is(self, number: int, other: ImportedPerson, read: ImportedPerson, sheet: str) -> bool:
        place, (old, new) = self._places[number], (other.person, read.person)
        if old.status != new.status and "status" in other.filled and "status" in read.filled:
            return False
        if old.code and new.code:
            return old.code == new.code
        return bool(new.name) and place.sheet != sheet and old.name == new.name

    def _refuse(self, row: PayrollRow, person: Person, before: _Place, sheet: str) -> None:
        where = f"第 {before.row} 行" if before.sheet == sheet else f"工作表“{before.sheet}”第 {before.row} 行"
        what = f"编号“{person.code}”" if person.code else f"姓名“{person.name}”没有编号，"
        row.reject("code" if person.code else "name", f"{what}与{where}重复，请改正")

    def _join(self, row: PayrollRow, number: int, read: ImportedPerson, place: _Place) -> None:
        before, old = self._places[number], self.rows[number]
        both = old.filled & read.filled - {"code"}
        for name in sorted(both & set(Person.__slots__)):
            if getattr(old.person, name) != getattr(read.person, name):
                row.reject(name, f"与工作表“{before.sheet}”第 {before.row} 行不一致，请核对")
        if "status" in read.filled - old.filled and old.person.status != read.person.status:
            row.reject("status", f"工作表“{before.sheet}”第 {before.row} 行有同名的人，没有写状态，请写明是不是一个人")
        if row.rejects:
            self._refused.add(number)
            return
        added = {name: getattr(read.person, name) for name in read.filled - old.filled if name in Person.__slots__}
        code = old.person.code or read.person.code
        self.rows[number] = replace(
            old,
            person=replace(old.person, **added | {"code": code}),
            items=old.items | read.items,
            paid=old.paid | read.paid,
            filled=old.filled | read.filled,
            shares=old.shares or read.shares,
            bases=old.bases | read.bases,
            changes=tuple(dict.fromkeys((*old.changes, *read.changes))),
        )
        self._places[number] = replace(before, paid=before.paid | place.paid)
        pair = (before.sheet, place.sheet)
        self.joined[pair] = self.joined.get(pair, 0) + 1
