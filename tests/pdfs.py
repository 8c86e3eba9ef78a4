"""PDFs of the samples in every layout, each looked at by something outside: what the long forms archive and codes share."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop import pipeline
from desktop.exporters import pdf
from desktop.exporters.publication import Publication
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book


def looked_at(
    count: int, look: Callable[[Path, Publication], list[str]], *, coded: bool | None = None
) -> tuple[int, int]:
    """Return how many files of so many samples (0: all) there are, and of how many `look` says anything.

    coded: whether each page bears its code (QR), None as the stage asks.
    """
    wrong = files = 0
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder) / "样本.mzb", Path(folder) / "公开.pdf"
        for name in sample.of_one_unit()[: count or None]:
            sample.write(name, book)
            for layout in loader.available():
                with Book.open(book) as opened:
                    publication = pipeline.publication(pipeline.of_book(opened, layout), coded=coded)
                pdf.write(publication, target)
                found = look(target, publication)
                files, wrong = files + 1, wrong + bool(found)
                if found:
                    print(f"{name} × {layout}: {found[:3]}", flush=True)
            book.unlink()
    return files, wrong
