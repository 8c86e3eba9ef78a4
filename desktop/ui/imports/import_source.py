"""What a file to import would bring, read beside the window: neither window nor book is touched."""

from dataclasses import field
from pathlib import Path

from desktop.catalog import policy
from desktop.dataclass import dataclass
from desktop.findings import Finding, UserError
from desktop.intake import (
    headers,
    imported_record,
    payroll_row,
    payroll_words,
    project_list,
    record_columns,
    record_import,
    roster,
)
from desktop.intake.record_cells import Context
from desktop.intake.record_import import RecordReading
from desktop.intake.record_kinds import KINDS
from desktop.intake.roster import RosterReading
from desktop.money import YUAN
from desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has chosen so far: columns, words and kinds of sheets, the sheets to read (empty: the usual)."""

    columns: headers.ColumnMapping = field(default_factory=dict)
    words: headers.ColumnMapping = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    money: str = ""
    """The unit of amounts where the file does not say it."""


@dataclass(slots=True)
class Preview:
    """What a file would bring: header text → field (empty: unknown), findings, and one line of summary."""

    columns: dict[str, str]
    rejects: list[Finding]
    summary: str
    rows: (
        list[payroll_row.ImportedPerson] | list[project_list.ImportedProjectLine] | list[imported_record.ImportedRecord]
    )
    samples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The first values of each column."""
    roster: RosterReading | None = None
    """All that was read of a roster."""
    records: RecordReading | None = None
    """All that was read of another list."""
    projects: project_list.ProjectReading | None = None
    """All that was read of a list of projects."""
    left_out: list[str] = field(default_factory=list)
    """What is not imported, each with its reason."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import and what is needed to read it."""

    kind: str
    path: Path
    year: int
    unit_kind: str
    items: dict[str, str]
    """Pay items of the policy: name → words."""
    yearly: frozenset[str] = frozenset()
    """Those that are entered by the year."""
    context: Context = field(default_factory=lambda: Context(0))
    """What a list of records is read for."""

    @property
    def fields(self) -> dict[str, str]:
        """The fields a column can mean, with their words."""
        if self.kind in KINDS:
            return record_columns.fields(KINDS[self.kind])
        if self.kind == "projects":
            return {name: spellings[0] for name, spellings in project_list.COLUMNS.items()}
        fields = {name: spellings[0] for name, spellings in roster.COLUMNS.items()} | self.items
        return fields | roster.NAMES | {payroll_words.WITHHELD: "代扣（不计入支出）"}

    def read(self, choices: Choices | None = None) -> Preview:
        """Return what the file would bring, columns and words understood as remembered and as chosen."""
        choices = choices or Choices()
        if self.kind in KINDS:
            return self._records(choices)
        mapping = headers.remembered(self.kind) | choices.columns
        if self.kind == "projects":
            return self._projects(mapping, choices.money)
        words = headers.words() | choices.words
        people = roster.read_roster(
            self.path, self.items, self.unit_kind, mapping, choices.sheets, words, self.year, self.yearly
        )
        sums = "，".join(f"{self.items[name]} {YUAN.show(fen)}" for name, fen in people.sums.items())
        columns = people.columns | dict.fromkeys(people.ignored, headers.IGNORED)
        columns |= dict.fromkeys(people.withheld, payroll_words.WITHHELD)
        summary = "；".join(filter(None, (f"{len(people.people)} 人（组）", sums)))
        return Preview(
            columns, people.rejects, summary, people.people, people.samples, people, left_out=_left_out(people)
        )

    def _records(self, choices: Choices) -> Preview:
        asked = record_import.asked_with_memory(self.kind, asked_of(choices))
        found = record_import.read(self.path, self.kind, self.context, asked)
        money = f"，合计 {YUAN.show(found.total)} 元" if found.money else ""
        left = [*found.notes, *found.passed_over]
        if found.ignored:
            left.insert(0, f"不导入的列：{'、'.join(found.ignored)}")
        summary = f"{len(found.rows)} 行{money}" + (f"，核对相符的合计 {found.agreed} 处" if found.agreed else "")
        return Preview(found.columns, found.rejects, summary, found.rows, found.samples, records=found, left_out=left)

    def _projects(self, mapping: headers.ColumnMapping, money: str) -> Preview:
        found = project_list.read_projects(self.path, self.year, mapping, money=money)
        summary = f"{len(found.rows)} 行测算明细，合计 {YUAN.show(found.total)} 元"
        columns = found.columns | dict.fromkeys(found.ignored, headers.IGNORED)
        left = [*found.notes]
        return Preview(columns, found.rejects, summary, found.rows, left_out=left, projects=found)


def _left_out(people: RosterReading) -> list[str]:
    lines = [*people.notes]
    if people.withheld:
        lines.append(f"代扣的列，从个人应发中扣，不计入支出：{'、'.join(people.withheld)}")
    if people.ignored:
        lines.append(f"不导入的列（序号、合计、个人信息等）：{'、'.join(dict.fromkeys(people.ignored))}")
    return lines + people.passed_over


def asked_of(choices: Choices) -> record_import.Asked:
    """Return what was chosen in the dialog as the import of lists asks for it."""
    return record_import.Asked(choices.columns, choices.words, choices.money, "".join(choices.sheets[:1]))


def source_of(session: Session, kind: str, path: Path) -> Source:
    """Return a file to import into a session. Raises UserError when a roster's pay items are not known yet."""
    items: dict[str, str] = {}
    yearly: frozenset[str] = frozenset()
    if kind == "roster":
        if not session.budget.policy:
            raise UserError("还没有选择政策参数，不知道有哪些工资项；请先在“人员”右上角选择")
        items = policy.pay_items(session.budget.policy)
        yearly = policy.yearly_items(session.budget.policy)
    context = record_import.context_of(session.book, session.budget)
    return Source(kind, path, session.budget.year, session.unit.kind, items, yearly, context)
