"""Blocks of cells as Excel and WPS put them on the clipboard: rows by line, cells by tab, quoted where needed."""

import csv
import io

Block = list[list[str]]


def read(text: str) -> Block:
    """Return the rows of a clipboard text; a cell with line breaks arrives in quotes."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not plain:
        return []
    if '"' in plain:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(plain), delimiter="\t")]
    return [[cell.strip() for cell in line.split("\t")] for line in plain.split("\n")]


def write(rows: Block) -> str:
    """Return rows as Excel and WPS read them."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if not any(mark in cell for mark in '\t\n"'):
        return cell
    return '"' + cell.replace('"', '""') + '"'
