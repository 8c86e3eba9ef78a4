"""Attachments (分表附件): each table as a PDF or a workbook of its own, read back like the whole files."""

from dataclasses import replace
from pathlib import Path

from desktop.exporters import page_code, pdf, xlsx
from desktop.exporters.publication import Mismatch, Publication
from desktop.layouts.paper.document import compose_table

ENDINGS = {"tables_pdf": "pdf", "tables_xlsx": "xlsx"}
"""What the files of a kind end in."""


def names(publication: Publication, kind: str) -> list[str]:
    """Return the names of the files of a kind, table by table."""
    return [f"{publication.table_stem(n)}.{ENDINGS[kind]}" for n in range(1, len(publication.sheets) + 1)]


def write_and_read(publication: Publication, path: Path, kind: str, number: int) -> tuple[int, list[Mismatch]]:
    """Write the attachment of a table; return how many texts and figures were compared, and which differ.

    number: the place of the table, from 1. Raises UserError for a text that no file can hold.
    """
    sheet = publication.sheets[number - 1]
    only = replace(publication, sheets=(sheet,), charts=())
    if ENDINGS[kind] == "xlsx":
        xlsx.write_table(only, path)
        return xlsx.read_back(only, path, front=False)
    pdf.refuse_lacking(only)
    document = compose_table(sheet, publication.version, publication.footer)
    if publication.page_code:
        page_code.add(document, publication.page_code)
    pdf.draw(document, path, publication.author, publication.year)
    return pdf.read_back(document, path)
