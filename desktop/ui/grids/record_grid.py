"""Grids over the records of a budget: people, quotas, projects, procurement, indicators and so on.

One model serves all; what differs is the list of columns (record_kinds.py). People also get a column for each pay item.
"""

from dataclasses import replace
from typing import Any
from unicodedata import normalize

from PySide6.QtGui import QColor

from desktop.catalog import policy
from desktop.catalog.classification import load
from desktop.catalog.search import problem
from desktop.compute import part_names
from desktop.ledger import bounds
from desktop.ledger.describe import field_of, fields_of
from desktop.ledger.records import SINGLE, Asset, Person, Record
from desktop.money import YUAN, AmountError, Fen, parse_yuan
from desktop.ui.grids import computed_columns
from desktop.ui.grids.cell_texts import Reasons
from desktop.ui.grids.grid import ALIGNMENT, EXACT, FONT, GROUND, SHOWN, Grid, Index, Texts
from desktop.ui.grids.grid_rows import GridColumn
from desktop.ui.grids.new_record import filled, with_its_value
from desktop.ui.grids.record_kinds import RecordKind
from desktop.ui.kit import theme
from desktop.ui.session import Session


class RecordGrid(Grid):
    """The records of one kind of the chosen budget."""

    def __init__(self, session: Session, kind: RecordKind) -> None:
        self.kind = kind
        self.columns = kind.columns
        self.record_type = type(kind.empty)
        self.begins_rows = not isinstance(kind.empty, SINGLE)
        self._amounts_of_year: computed_columns.Amounts | None = None
        totalled = computed_columns.TOTALLED.get(type(kind.empty), ())
        self._totalled = frozenset(c.key for c in kind.columns if c.key in totalled)
        self.has_totals = bool(totalled)
        super().__init__(session)

    @property
    def name(self) -> str:
        """Each kind of record has widths of its own."""
        return self.kind.name

    def _read(self) -> list[Any]:
        self._amounts_of_year = None
        return self.session.records(type(self.kind.empty)) if self.session.view is None else []

    def named(self, column: GridColumn) -> dict[Any, str]:
        """Return what a column that refers to something else can hold: value → words."""
        rules = self.session.policy
        if column.editor == "project":
            return {project.id: project.name for project in self.session.facts.projects}
        if column.editor == "quota":
            return {rule.id: rule.label for rule in rules.quotas if rule.split} if rules else {}
        if column.editor == "parameter":
            return {name: found.label for name, found in rules.parameters.items()} if rules else {}
        return {}

    def choices(self, column: GridColumn) -> list[str]:
        """Return the words of a column's list."""
        return ["", *self.named(column).values()] if column.editor in REFERRING else list(column.choices)

    def hint(self, column: GridColumn) -> str:
        """Return an example of what a column holds, empty where none is needed."""
        return next((field.hint for field in fields_of(type(self.kind.empty)) if field.name == column.key), "")

    def suggestions(self, column: GridColumn) -> tuple[str, ...]:
        """Return the kinds of vehicles and equipment that the layout asks for."""
        asked = isinstance(self.kind.empty, Asset) and column.key == "kind"
        return self.session.disclosure.form.asset_kinds if asked else ()

    def _text(self, row: int, column: GridColumn, *, plain: bool) -> str:
        record = self.rows[row]
        if column.editor in REFERRING:
            referred = getattr(record, FIELDS.get(column.key, column.key))
            return self.named(column).get(referred, str(referred or ""))
        value: Any = getattr(record, column.key) if column.editor else self._computed(record, column.key)
        if column.editor in ("amount", ""):
            return "" if value is None else YUAN.show(value).replace(",", "" if plain else ",")
        if column.editor == "flag":
            return YES if value else ""
        if column.editor == "code" and not plain:
            return f"{value} {load(column.dimension).name(value) if value else ''}".strip()
        return "" if value is None else str(value)

    def _computed(self, record: Any, key: str) -> Fen | None:
        """Return what a column that no field holds comes to, worked out when it is first asked for."""
        if self._amounts_of_year is None:
            self._amounts_of_year = computed_columns.amounts(self.session, type(self.kind.empty))
        return self._amounts_of_year.get((record.id, key))

    def _tip(self, row: int, column: GridColumn) -> str | None:
        return computed_columns.TIPS.get((type(self.kind.empty), column.key)) if not column.editor else None

    def _color(self, row: int, column: GridColumn) -> QColor | None:
        """What is computed is grey, what is overrun red."""
        if column.editor:
            return None
        overrun = column.key == "left" and (self._computed(self.rows[row], "left") or 0) < 0
        return QColor(theme.colors().error if overrun else theme.colors().muted)

    def data(self, index: Index, role: int = SHOWN) -> Any:
        """What a cell shows; in the line of totals the sum of what is seen above."""
        if index.row() != self.totals_row or role in (ALIGNMENT, FONT):
            return super().data(index, role)
        column = self.columns[index.column()]
        if role == GROUND:
            return self._ground(index.row(), column)
        if role not in (SHOWN, EXACT) or column.key not in self._totalled:
            return None
        text = self._total(column)
        return text and self._total_mark(column) + (text if role == EXACT else self._for_reading(column, text))

    def _total_mark(self, column: GridColumn) -> str:
        """Return what is said before a total, where it is not all of it."""
        return ""

    def _total(self, column: GridColumn) -> str:
        field = column.key if column.editor else ""
        values = [getattr(row, field) if field else self._computed(row, column.key) for row in self.rows]
        known = [value for value in values if value is not None]
        return YUAN.show(sum(known)) if known else ""

    def _filled(self) -> Record:
        """Return what the next row begins with."""
        return filled(self.session, self.kind.empty)

    def _append(self, count: int) -> None:
        empty = self.kind.empty
        if isinstance(empty, Person):
            self.session.record_edits.add_people([filled(self.session, empty)] * count)
        else:
            for _ in range(count):
                self.session.record_edits.add_record(self._filled(), f"新增{self.kind.title}")
        self.rows = self._arranged(self._read())

    def _reread(self, row: Any) -> Any:
        return self.session.reread(row)

    def _take_row(self, row: int, texts: Texts) -> Reasons:
        changed: dict[str, Any] = {}
        reasons: Reasons = {}
        for column, text in texts:
            if not text and column.editor in ("number", "month"):
                continue
            if not text and column.editor == "amount" and getattr(self.kind.empty, column.key) is not None:
                text = "0"  # noqa: PLW2901 - a blank amount is no amount
            taken, reason = self._value(column, text)
            reasons[column.key] = reason
            if not reason:
                changed[FIELDS.get(column.key, column.key)] = taken
        record = replace(self.rows[row], **changed)
        reason = self._problem(record)
        if reason:
            return {key: why or reason for key, why in reasons.items()}
        if changed:
            self.session.record_edits.save_record(record, f"修改{self.kind.title}")
            self.rows[row] = record
        return reasons

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        taken, reason = self._value(column, text)
        if reason:
            return reason
        record = replace(row, **{FIELDS.get(column.key, column.key): taken})
        if column.editor == "parameter":
            record = with_its_value(self.session, row, record)
        reason = self._problem(record)
        if not reason:
            self.session.record_edits.save_record(record, f"修改{self.kind.title}")
        return reason

    def _problem(self, record: Any) -> str:
        """Return why a record as a whole is refused, empty where it is not."""
        return bounds.product_problem(record)

    def _value(self, column: GridColumn, text: str) -> tuple[Any, str]:
        """Return the value of a typed text, or why it is refused."""
        if column.editor == "flag":
            return int(text == YES), "" if text in ("", YES) else f"请填“{YES}”或留空"
        if column.editor in ("amount", "number") and not text and getattr(self.kind.empty, column.key) is None:
            return None, ""
        if column.editor == "amount":
            taken = parse_yuan(text)
            return (0, taken.reason) if isinstance(taken, AmountError) else (taken, "")
        if column.editor == "month":
            found, _ = bounds.read_count(field_of(type(self.kind.empty), column.key), text)
            return found, "" if 1 <= found <= 12 else f"“{text}”不是月份，请填 1 到 12"
        if column.editor == "number":
            return bounds.read_count(field_of(type(self.kind.empty), column.key), text)
        if column.editor in REFERRING:
            values = {words: value for value, words in self.named(column).items()}
            known = not text or text in values
            return values.get(text, None if column.editor == "project" else ""), "" if known else f"没有“{text}”"
        if column.editor == "choice":
            same = [c for c in column.choices if normalize("NFKC", c) == normalize("NFKC", text)]
            text = same[0] if same else text  # a full-width ＝ is the = of the list
        if column.editor == "choice" and text not in column.choices:
            return text, f"“{text}”不在可选范围内，请填：{'、'.join(c for c in column.choices if c)}"
        if column.editor == "code":
            text = text.split(" ", maxsplit=1)[0]
            if not text and field_of(type(self.kind.empty), column.key).empty:
                return text, ""
            return text, problem(column.dimension, text, self.session.budget.year)
        text = policy.typed_day(text) if column.editor == "date" else text
        return text, self._refused(column, text)

    def _refused(self, column: GridColumn, text: str) -> str:
        if column.editor == "date":
            if policy.read_day(text) is None:
                return f"日期“{text}”不对，请写成 2025-01-01"
        elif column.editor == "decimal" and (text or not field_of(type(self.kind.empty), column.key).empty):
            return policy.read_decimal(text)[1]
        elif (
            column.key in ("name", "kind", "item")
            and not (text or column.choices)
            and not isinstance(self.kind.empty, Person)
        ):
            return f"{column.header}不能为空"
        return ""


NAMED = (*part_names.OWNERS, "insurance", "item", "cost")
"""Editors of columns whose words are those of `part_names`."""

REFERRING = ("project", "quota", "parameter", *NAMED)
"""Editors of columns that refer to something else by its words."""

YES = "是"
"""The word of a flag that is set."""

FIELDS = {"project": "project_id"}
"""Fields of columns that are not called like their field."""
