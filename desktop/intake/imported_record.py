"""A record that a row of a list gives, with what the file says of it and what it belongs to."""

from dataclasses import field
from typing import Any

from desktop.dataclass import dataclass
from desktop.intake.record_cells import RecordRow
from desktop.intake.record_words import NEW_PROJECT, NO_PROJECT
from desktop.ledger.records import Record
from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """A record a row gives (not stored): its year, its project by name and code, the fields that the file says."""

    record: Record
    year: int
    row: int
    project: str = ""
    project_code: str = ""
    project_function: str = ""
    project_category: str = ""
    filled: frozenset[str] = field(default_factory=frozenset)

    @property
    def amount(self) -> Fen:
        """Its money in 分, 0 for a record that has none."""
        return amount_of(self.record)


def amount_of(record: Any) -> Fen:
    """Return the money of a record in 分: its amount or total, or quantity × price (× times); 0 where it has none."""
    if hasattr(record, "amount") or hasattr(record, "total"):
        return int(getattr(record, "amount", None) or getattr(record, "total", None) or 0)
    return int(getattr(record, "quantity", 0) * (getattr(record, "price", 0) or 0) * getattr(record, "times", 1))


def imported(
    row: RecordRow,
    record: Record,
    year: int,
    project: tuple[str, str] = ("", ""),
    filled: frozenset[str] = frozenset(),
) -> ImportedRecord:
    """Return the record of a row. project: name and code; filled: fields that follow from what the file says."""
    present = {name.split(":")[0].replace("_name", "_code") for name in row.sheet.columns}
    derived = {"nature", "fund", "subsource", "carry", "amount", "price", "kind", "item", "source", "people"}
    return ImportedRecord(record, year, row.row.number, *project, filled=frozenset(present | derived) | filled)


def project_of(row: RecordRow) -> tuple[str, str]:
    """Return name and code of the project a row belongs to; one that the book does not have is asked about."""
    name, code = row.text("project"), row.identifier("project_code")
    known = row.context.projects
    found = next((p for p in known if (name and p.name == name) or (not name and code and p.code == code)), None)
    if found is not None or not (name or code):
        return (found.name, code) if found else ("", "")
    options = (NEW_PROJECT, NO_PROJECT, *(each.name for each in known))

    def reader(word: str) -> str | None:
        return word if word in options else None

    decided = row.words.read("项目", name or code, reader, options)
    if decided is None:
        row.reject(
            "project" if name else "project_code", f"账本中没有项目“{name or code}”；请指定新增、不属于项目或另一项目"
        )
    return {None: ("", ""), NO_PROJECT: ("", ""), NEW_PROJECT: (name or code, code)}.get(decided, (decided or "", ""))


def note(notes: dict[str, int], text: str) -> None:
    """Count a rule by which something was understood."""
    notes[text] = notes.get(text, 0) + 1
