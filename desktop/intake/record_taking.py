"""Putting imported records into a book: which are new, which change and how, which are the same; one step."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.catalog.classification import load
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.intake.imported_record import ImportedRecord
from desktop.intake.people_update import CHANGED, GONE, NEW, SAME
from desktop.intake.record_kinds import RecordKind
from desktop.ledger.book import Book
from desktop.ledger.describe import FieldDescription, Kind, content_fields
from desktop.ledger.records import Budget, Project, Record
from desktop.ledger.records.projects import TWO_OF_ONE_NAME
from desktop.money import YUAN

BudgetOf = Callable[[int], Budget]


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """What an import does with one record: the row of the file, the record of the book, what changes in words."""

    state: str
    row: ImportedRecord | None
    old: Record | None
    words: tuple[str, ...] = ()


def differences(
    book: Book, kind: RecordKind, rows: list[ImportedRecord], budget_of: BudgetOf
) -> list[RecordDifference]:
    """Return what taking the rows would do, in the order of the file, then the records that the file does not have.

    Nothing is written; records of the book that the file does not have stay as they are.
    """
    found: list[RecordDifference] = []
    gone: list[RecordDifference] = []
    placed: dict[int, RecordDifference] = {}
    for year in dict.fromkeys(row.year for row in rows):
        budget = budget_of(year)
        projects = {project.id: project for project in book.records(Project, budget_id=budget.id)}
        present = list(book.records(kind.record, budget_id=budget.id))
        own = [row for row in rows if row.year == year]
        same = _same(kind, own, present, projects)
        for row in own:
            old = same.get(id(row))
            words = _words(kind, row, old) if old else ()
            state = NEW if old is None else CHANGED if words else SAME
            placed[id(row)] = RecordDifference(state, row, old, words)
        taken = {old.id for old in same.values()}
        gone += [RecordDifference(GONE, None, each) for each in present if each.id not in taken]
    found = [placed[id(row)] for row in rows]
    return found + gone


def take(book: Book, kind: RecordKind, rows: list[ImportedRecord], budget_of: BudgetOf) -> tuple[int, int, int]:
    """Put rows into the budgets of their years as one step; return how many are new, changed, the same.

    Raises UserError, and changes nothing, when a project code of the file already names another project.
    """
    found = [each for each in differences(book, kind, rows, budget_of) if each.state != GONE]
    with book.operation(f"导入{kind.label} {len(rows)} 行"):
        for year in dict.fromkeys(row.year for row in rows):
            _take_year(book, kind, [each for each in found if each.row and each.row.year == year], budget_of(year))
    counts = [sum(each.state == state for each in found) for state in (NEW, CHANGED, SAME)]
    return counts[0], counts[1], counts[2]


def _take_year(book: Book, kind: RecordKind, found: list[RecordDifference], budget: Budget) -> None:
    projects = {project.name: project for project in book.records(Project, budget_id=budget.id)}
    present = book.records(kind.record, budget_id=budget.id)
    position = max((int(getattr(each, "position", 0)) for each in present), default=-1) + 1
    for each in found:
        row = each.row
        if row is None:
            continue
        if row.project:
            projects[row.project] = _project(book, budget, row, projects)
        if each.state == SAME:
            continue
        if isinstance(row.record, Project):
            _refuse_taken_code(
                replace(row, project=row.record.name, project_code=row.record.code), [*projects.values()]
            )
        record: Any = _merged(kind, row, each.old) if each.old else row.record
        if "project_id" in type(record).__dataclass_fields__ and (each.old is None or "project" in row.filled):
            record = replace(record, project_id=projects[row.project].id if row.project else None)
        if each.old is not None:
            book.update(record)
        else:
            book.insert(replace(record, budget_id=budget.id, position=position))
            position += 1


def _project(book: Book, budget: Budget, row: ImportedRecord, projects: dict[str, Project]) -> Project:
    """Return the project of a row, new where the book has none of its name."""
    _refuse_taken_code(row, list(projects.values()))
    known = projects.get(row.project)
    if known is None:
        position = max((project.position for project in projects.values()), default=-1) + 1
        fresh = Project(budget_id=budget.id, position=position, code=row.project_code, name=row.project)
        return book.insert(replace(fresh, function_code=row.project_function, category=row.project_category))
    return known


def _refuse_taken_code(row: ImportedRecord, projects: list[Project]) -> None:
    """Refuse a code that names another project in the book, and a second code for a project of the book."""
    if not row.project_code:
        return
    same_code = next((p for p in projects if p.code == row.project_code and p.name != row.project), None)
    same_name = next((p for p in projects if p.name == row.project and p.code not in ("", row.project_code)), None)
    if same_code is not None:
        reason = f"项目编码“{row.project_code}”重复：账本中已用于项目“{same_code.name}”，不能再用于“{row.project}”"
    elif same_name is not None:
        reason = f"项目“{row.project}”在账本中的编码是 {same_name.code}，与文件中的 {row.project_code} 不一致"
    else:
        return
    way_out = f"；{TWO_OF_ONE_NAME}" if same_code is None else ""
    raise UserError(f"{reason}；没有导入任何行，请改正编码后重试{way_out}")


def _same(
    kind: RecordKind, rows: list[ImportedRecord], present: list[Record], projects: dict[int, Project]
) -> dict[int, Record]:
    """Return the record of the book each row is, by the row's identity in memory.

    First those that say all the same, then those of the same identity in their order: two lines of one subject with
    two amounts stay two lines.
    """
    free: dict[tuple[Any, ...], list[Record]] = {}
    for old in present:
        free.setdefault(tuple(_of_book(old, name, projects) for name in kind.identity), []).append(old)
    found: dict[int, Record] = {}
    for exactly in (True, False):
        for row in rows:
            alike = free.get(tuple(_value(row, name) for name in kind.identity), [])
            old_or_none = next((old for old in alike if not exactly or not _words(kind, row, old)), None)
            if id(row) not in found and old_or_none is not None:
                found[id(row)] = old_or_none
                alike.remove(old_or_none)
    return found


def _value(row: ImportedRecord, name: str) -> Any:
    return row.project if name == "project" else getattr(row.record, name)


def _of_book(old: Record, name: str, projects: dict[int, Project]) -> Any:
    if name != "project":
        return getattr(old, name)
    project = projects.get(getattr(old, "project_id", None) or 0)
    return project.name if project else ""


def _merged(kind: RecordKind, row: ImportedRecord, old: Record) -> Record:
    """Return the record of the book with what the file says; what the file has no column for stays."""
    names = [each.name for each in content_fields(kind.record) if each.name in row.filled and each.name != "project_id"]
    return replace(old, **{name: getattr(row.record, name) for name in names})


def _words(kind: RecordKind, row: ImportedRecord, old: Record) -> tuple[str, ...]:
    merged = _merged(kind, row, old)
    return tuple(
        f"{each.label}：{shown(each, getattr(old, each.name))} → {shown(each, getattr(merged, each.name))}"
        for each in content_fields(kind.record)
        if each.name != "project_id" and getattr(old, each.name) != getattr(merged, each.name)
    )


def shown(about: FieldDescription, value: Any) -> str:
    """Return a value of a field as text, （空） for nothing."""
    if about.kind is Kind.MONEY and value is not None:
        return YUAN.show(int(value))
    if about.kind is Kind.FLAG:
        return "是" if value else "否"
    return str(value) if value not in ("", None) else "（空）"


def title_of(row: ImportedRecord | None, old: Record | None, projects: dict[int, str]) -> str:
    """Return what a record is in a few words: subjects, project, what, money."""
    record: Any = row.record if row else old
    economic = getattr(record, "economic_code", "")
    parts = [getattr(record, "kind", ""), getattr(record, "function_code", "")]
    parts += [f"{economic} {load('economic').name(economic)}" if economic else ""]
    parts += [getattr(record, name, "") for name in ("item", "name", "nature")]
    parts.append(row.project if row else projects.get(getattr(record, "project_id", None) or 0, ""))
    parts += [getattr(record, name, "") for name in ("source", "fund", "subsource")]
    parts.append("结转" if getattr(record, "carry", "") == "结转" else "")
    return " ".join(str(part) for part in parts if part)
