"""The grids of kinds of records that are more than their columns: controls, projects, people, parts, the unit."""

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QColor

from desktop.catalog import policy
from desktop.compute import controls, part_names
from desktop.compute.drafting import Drafted
from desktop.findings import UserError
from desktop.ledger import control_trail
from desktop.ledger.records import (
    Control,
    DeclaredBase,
    FundShare,
    PayItem,
    Person,
    PersonChange,
    Project,
    ProjectLine,
    ProjectYear,
    Record,
    Release,
    Unit,
)
from desktop.ledger.records.words import WEBSITE, WEBSITE_LABEL
from desktop.money import YUAN, AmountError, parse_yuan
from desktop.ui.grids.arrangement import Ids
from desktop.ui.grids.cell_texts import Reasons
from desktop.ui.grids.grid import Texts
from desktop.ui.grids.grid_rows import GridColumn
from desktop.ui.grids.new_record import ALONE, filled
from desktop.ui.grids.record_grid import NAMED, RecordGrid
from desktop.ui.grids.record_kinds import RecordKind
from desktop.ui.kit import theme
from desktop.ui.session import Session

ITEM = "item:"
"""Prefix of the key of a pay item's column."""


class ControlGrid(RecordGrid):
    """Control numbers with what the draft uses of each; a block that is overrun is red, an earlier revision says so."""

    def _read(self) -> list[Any]:
        facts = self.session.facts
        self._names = control_trail.project_names(facts)
        self._in_force = {control.id for control in control_trail.current(facts.controls)}
        return super()._read()

    def _used(self, row: int) -> int | None:
        return controls.used(self.rows[row], self.session.disclosure.cube, self._names)

    def _text(self, row: int, column: GridColumn, *, plain: bool) -> str:
        if column.key not in ("used", "left"):
            return super()._text(row, column, plain=plain)
        if self.rows[row].id not in self._in_force:
            return "已有新文" if column.key == "used" else ""
        used = self._used(row)
        if used is None:
            return "未核对"
        return YUAN.show(used if column.key == "used" else self.rows[row].amount - used)

    def _color(self, row: int, column: GridColumn) -> QColor | None:
        counted = column.key in ("used", "left") and self.rows[row].id in self._in_force
        used = self._used(row) if counted else None
        overrun = used is not None and used > self.rows[row].amount
        return QColor(theme.colors().error) if overrun else None


class ProjectGrid(RecordGrid):
    """Projects; where it is still to be decided how one is published, the cell is marked."""

    def _wrong(self, row: int, column: GridColumn) -> bool:
        return column.key == "published_as" and bool(self.rows[row].confidential) and not self.rows[row].published_as

    def _tip(self, row: int, column: GridColumn) -> str | None:
        owed = "不宜公开的项目要先决定公开方式，才能正式导出；决定之前，草稿不印它的名称"
        return owed if self._wrong(row, column) else super()._tip(row, column)


class UnitGrid(RecordGrid):
    """The unit itself; another kind (单位性质) moves figures in many tables, so a person sees that first."""

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        if column.key != "kind":
            return super()._take(row, column, text)
        kind, reason = self._value(column, text)
        if not reason:
            self.session.kind_asked.emit(row, kind)
        return reason

    def _take_row(self, row: int, texts: Texts) -> Reasons:
        others = [(column, text) for column, text in texts if column.key != "kind"]
        kinds = [(column, text) for column, text in texts if column.key == "kind" and text != self.rows[row].kind]
        reasons = super()._take_row(row, others) if others else {}
        return reasons | {column.key: self._take(self.rows[row], column, text) for column, text in kinds}


class ReleaseGrid(RecordGrid):
    """The release record, with the address that publishes the budget; of a 汇总 that of the unit that is printed."""

    def __init__(self, session: Session, kind: RecordKind) -> None:
        below = next(n for n, column in enumerate(kind.columns, 1) if column.key == "phone")
        website = GridColumn(WEBSITE, WEBSITE_LABEL, 30, "text")
        super().__init__(session, replace(kind, columns=(*kind.columns[:below], website, *kind.columns[below:])))

    def _read(self) -> list[Any]:
        return [self.session.facts.release]

    def ids(self, row: Any) -> Ids:
        """There is one for each budget, which has no number before anything of it is kept."""
        return (self.session.budget.id,)

    def editable(self, row: int, column: GridColumn) -> bool:
        """Words can be written in a 汇总 too; a scenario has the record of its stage."""
        return self.session.words_writable and not self.session.budget.scenario

    def hint(self, column: GridColumn) -> str:
        """Return an example; of the address, what it is for."""
        return "公开本预算的网页或专栏，印在说明最后" if column.key == WEBSITE else super().hint(column)

    def _text(self, row: int, column: GridColumn, *, plain: bool) -> str:
        if column.key == WEBSITE:
            return self.session.facts.texts.get(WEBSITE, "")
        return super()._text(row, column, plain=plain)

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        return "".join(self._keep(row, [(column, text)]).values())

    def _take_row(self, row: int, texts: Texts) -> Reasons:
        return self._keep(self.rows[row], texts)

    def _keep(self, record: Release, texts: Texts) -> Reasons:
        """Keep what is written, all at once, for there may be no record yet; return why some was refused."""
        taken: dict[str, Any] = {}
        reasons: Reasons = {}
        for column, typed in texts:
            text = policy.typed_day(typed) if column.editor == "date" else typed
            reasons[column.key] = self._refused(column, text) if column.editor == "date" and text else ""
            if not reasons[column.key]:
                taken[column.key] = text
        if taken:
            website = taken.pop(WEBSITE, None)
            self.session.year_edits.keep_release(replace(record, **taken), website)
        return reasons


class PeopleGrid(RecordGrid):
    """People with a column for each pay item of the chosen policy pack, right behind what a payroll says of them."""

    def __init__(self, session: Session, kind: RecordKind) -> None:
        rules = session.policy
        items = rules.items.items() if rules else ()
        pay = [GridColumn(ITEM + name, label, 14, "amount", numeric=True) for name, label in items]
        self._amounts: dict[tuple[int, str], int] = {}
        ahead = next(n for n, column in enumerate(kind.columns, 1) if column.key == "fund")
        super().__init__(session, replace(kind, columns=(*kind.columns[:ahead], *pay, *kind.columns[ahead:])))

    def _wrong(self, row: int, column: GridColumn) -> bool:
        return column.key == "computed" and self.rows[row].id in {left.person.id for left in self._drafted.unpaid}

    def _tip(self, row: int, column: GridColumn) -> str | None:
        lacking = column.key == "computed" and self._drafted.values is not None and self._drafted.values.missing
        return "\n".join(
            filter(
                None,
                (
                    "没有算全：有的工资项没有规则适用，没有计入，见检查 C95" if self._wrong(row, column) else "",
                    "缺少参数数值，用到它的项目没有计入，见检查 C42" if lacking else "",
                    super()._tip(row, column),
                ),
            )
        )

    def _total_mark(self, column: GridColumn) -> str:
        drafted = self._drafted
        incomplete = drafted.unpaid or (drafted.values is not None and drafted.values.missing)
        return "不全 " if incomplete else ""

    @property
    def _drafted(self) -> Drafted:
        return self.session.disclosure.drafted

    def _read(self) -> list[Any]:
        self._amounts = {(i.person_id, i.item): i.amount for i in self.session.facts.pay_items if i.month == 1}
        return super()._read()

    def _text(self, row: int, column: GridColumn, *, plain: bool) -> str:
        if not column.key.startswith(ITEM):
            return super()._text(row, column, plain=plain)
        fen = self._amounts.get((self.rows[row].id, column.key.removeprefix(ITEM)))
        return "" if fen is None else YUAN.show(fen).replace(",", "" if plain else ",")

    def _take_row(self, row: int, texts: Texts) -> Reasons:
        reasons = super()._take_row(row, [(c, t) for c, t in texts if not c.key.startswith(ITEM)])
        amounts: dict[str, int | None] = {}
        for column, text in texts:
            if column.key.startswith(ITEM):
                fen = parse_yuan(text) if text else None
                if isinstance(fen, AmountError):
                    reasons[column.key] = fen.reason
                else:
                    amounts[column.key.removeprefix(ITEM)] = fen
        if amounts:
            self.session.record_edits.set_pay_items(self.rows[row], amounts)
        return reasons

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        if not column.key.startswith(ITEM):
            return super()._take(row, column, text)
        fen = parse_yuan(text) if text else None
        if isinstance(fen, AmountError):
            return fen.reason
        self.session.record_edits.set_pay_item(row, column.key.removeprefix(ITEM), column.header, fen)
        return ""


class OwnedGrid(RecordGrid):
    """Records of which each belongs to something named in it; where nobody is known by that name no row is begun.

    Money that was pasted for a name nobody bears would otherwise be somebody else's until the name is put right.
    """

    one_by_one = True
    owner_is_asked = False
    """Whether a row is begun only by saying whose it is, where there are several it could be of."""

    def __init__(self, session: Session, kind: RecordKind) -> None:
        self._owner: Record | None = None
        super().__init__(session, kind)

    @property
    def owner_column(self) -> GridColumn:
        """The column that says whose a row is."""
        return next(column for column in self.columns if column.editor in (*part_names.OWNERS, "project"))

    def _begins_with(self, texts: Texts) -> str:
        column = self.owner_column
        text = next((text for each, text in texts if each == column and text), "")
        found, reason = self._value(column, text) if text else (None, "")
        if not text and self.owner_is_asked and len(self.named(column)) > 1:
            reason = f"请先在“{column.header}”中写明是哪一个的"
        facts = self.session.facts
        listed = {"person": facts.people, "project_line": facts.project_lines}.get(column.editor, facts.projects)
        self._owner = next((each for each in listed if each.id == found), None)
        return reason

    def _filled(self) -> Record:
        return filled(self.session, self.kind.empty, self._owner)


class PartGrid(OwnedGrid):
    """The parts of one kind; each row says by name whose it is."""

    owner_is_asked = True

    def _read(self) -> list[Any]:
        self._names: dict[str, dict[Any, str]] = {}
        return [record for record in super()._read() if self.kind.holds(record)]

    def named(self, column: GridColumn) -> dict[Any, str]:
        """Return what a column can hold: value → words, worked out once for all rows."""
        if column.editor not in NAMED:
            return super().named(column)
        if column.editor not in self._names:
            self._names[column.editor] = part_names.names(self.session.facts, self.session.policy, column.editor)
        return self._names[column.editor]

    def choices(self, column: GridColumn) -> list[str]:
        """Return the words of a column's list; only an item may stay empty, which means all."""
        if column.editor in NAMED and column.editor != "cost":
            return list(self.named(column).values())
        return super().choices(column)

    def _value(self, column: GridColumn, text: str) -> tuple[Any, str]:
        if column.editor in part_names.OWNERS:
            try:
                return part_names.owner(self.session.facts, column.editor, text), ""
            except UserError as error:
                return 0, str(error)
        if column.editor in ("insurance", "item") and not text:
            return "", f"{column.header}不能为空"
        return super()._value(column, text)

    def _problem(self, record: Any) -> str:
        if isinstance(record, PayItem) and record.month == 1:
            return "从 1 月起的工资项请在“人员”的各列中填写"
        alone = ALONE.get(type(record), ())
        place = [getattr(record, name) for name in alone]
        if alone and any(r.id != record.id and [getattr(r, name) for name in alone] == place for r in self.rows):
            return "这个人这个月份已有同样的一行，请直接修改那一行"
        return super()._problem(record)


def grid_of(session: Session, kind: RecordKind) -> RecordGrid:
    """Return the grid of a kind of record."""
    if isinstance(kind.empty, Person):
        return PeopleGrid(session, kind)
    if isinstance(kind.empty, PersonChange | PayItem | DeclaredBase | FundShare):
        return PartGrid(session, kind)
    if isinstance(kind.empty, ProjectLine | ProjectYear):
        return OwnedGrid(session, kind)
    if isinstance(kind.empty, Project):
        return ProjectGrid(session, kind)
    if isinstance(kind.empty, Unit):
        return UnitGrid(session, kind)
    if isinstance(kind.empty, Release):
        return ReleaseGrid(session, kind)
    return ControlGrid(session, kind) if isinstance(kind.empty, Control) else RecordGrid(session, kind)
