"""Disclosures worded as accountants of many places do, each with errors that can be put into it one at a time.

A file under `unseen/` holds a document, true as it stands, then ===== and a line for each error: kind: right => wrong. A kind that begins with beyond is not found: the text alone does not tell it, or no rule reads it yet.
Rows of tables stand between bars; a title and a unit line stand above them.
"""

from pathlib import Path

from desktop.outside.document import Document, Paragraph, Spot, Table

HERE = Path(__file__).parent / "unseen"
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))


def parts(name):
    """Return the text of a disclosure, and its errors: kind, right words, wrong ones."""
    text, _, errors = (HERE / f"{name}.txt").read_text(encoding="utf-8").partition("=====\n")
    found = []
    for line in errors.splitlines():
        kind, _, change = line.partition(": ")
        right, _, wrong = change.partition(" =>")
        assert text.count(right) == 1, (name, right)
        found.append((kind, right, wrong.removeprefix(" ")))
    return text, found


def of_text(name, text):
    """Return a text with tables between bars as a document."""
    lines = text.splitlines()
    found, rows = [], []
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("|"):
            rows.append((number, line.strip()[1:-1].split("|")))
            continue
        if rows:
            found.append(_table(rows, lines))
            rows = []
        if line.strip():
            found.append(Paragraph(line, Spot(line=number)))
    return Document(f"{name}.docx", "docx", tuple(found))


def _table(rows, lines):
    first, wide = rows[0][0] - 1, max(len(cells) for _, cells in rows)
    grid = tuple(tuple(cell.strip() for cell in cells + [""] * (wide - len(cells))) for _, cells in rows)
    return Table(grid, tuple(lines[max(first - 2, 0) : first]), (), tuple(Spot(line=number) for number, _ in rows))
