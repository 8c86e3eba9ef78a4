"""A published document as it was read: its paragraphs and tables in the order they stand, each with its place.

What a reader could not tell is empty or 0, never guessed: a text file has no pages.
"""

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from desktop.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: page and line from 1 (0: unknown), sheet and cell (B7) of a table's file."""

    page: int = 0
    line: int = 0
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text. `level`: of a heading from 1, where the file says so; 0: text, or unknown."""

    text: str
    spot: Spot = field(default_factory=Spot)
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the texts of its grid, row by row, all rows of one length; a merged cell's text stands at its first.

    merges: (row, column, rows, columns) of each merged cell, from 0. above: the lines right above it that belong to
    it (number, title, unit of money), where the file keeps them outside the grid. spots: of each row. ruled: its cells
    are told by the file or by rules; not, where its columns were found by what stands under one another.
    """

    rows: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    spots: tuple[Spot, ...] = ()
    ruled: bool = True

    def spot(self, row: int) -> Spot:
        """Return where a row stands, unknown where the reader could not tell."""
        return self.spots[row] if row < len(self.spots) else Spot()


@dataclass(frozen=True, slots=True)
class Document:
    """A document. kind: docx, pdf, xlsx, xls, ods, txt, html or ofd. notes: what to know of the reading.

    feet: what stands at the foot of its pages without their numbers, each once, where the file keeps it apart (docx).
    """

    file: str
    kind: str
    parts: tuple[Paragraph | Table, ...]
    notes: tuple[str, ...] = ()
    feet: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Its paragraphs in order."""
        return (part for part in self.parts if isinstance(part, Paragraph))

    @property
    def tables(self) -> Iterator[Table]:
        """Its tables in order."""
        return (part for part in self.parts if isinstance(part, Table))


def from_answer(file: str, answer: dict[str, Any]) -> Document:
    """Return the document of what the limited child printed (`as_answer`)."""
    parts, more = tuple(map(_part, answer["parts"])), (tuple(answer.get(name, ())) for name in ("notes", "feet"))
    return Document(file, answer["kind"], parts, *more)


def as_answer(document: Document) -> dict[str, Any]:
    """Return a document as JSON values, for the way out of the limited child."""
    more = {"notes": list(document.notes), "feet": list(document.feet)}
    return {"kind": document.kind, "parts": list(map(_values, document.parts)), **more}


def _values(part: Paragraph | Table) -> dict[str, Any]:
    if isinstance(part, Paragraph):
        return {"text": part.text, "spot": _spot_values(part.spot), "level": part.level}
    return {
        "rows": part.rows,
        "above": part.above,
        "merges": part.merges,
        "spots": [_spot_values(spot) for spot in part.spots],
    }


def _spot_values(spot: Spot) -> list[int | str]:
    return [spot.page, spot.line, spot.sheet, spot.cell]


def _part(values: dict[str, Any]) -> Paragraph | Table:
    if "text" in values:
        return Paragraph(values["text"], Spot(*values["spot"]), values["level"])
    return Table(
        tuple(map(tuple, values["rows"])),
        tuple(values["above"]),
        tuple(map(tuple, values["merges"])),
        tuple(Spot(*spot) for spot in values["spots"]),
    )
