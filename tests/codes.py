"""Every sample in every layout as a PDF with codes (QR), rendered as a scanner sees it and read by a decoder.

Run by `python -m tests.long codes`; the decoder (zxing-cpp, Apache-2.0) is used here only.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2

from desktop import pipeline
from desktop.exporters import page_code, pdf
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book

SCANNED = 150 / 72
"""A plain scan: 150 dots per inch."""


def misread(path: Path, heading: str) -> list[str]:
    """Return the pages whose code does not read as it should."""
    import zxingcpp

    wrong = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            found = zxingcpp.read_barcodes(page.render(scale=SCANNED, grayscale=True).to_numpy())
            if [each.text for each in found] != [page_code.text_of(heading, number, len(document))]:
                wrong.append(f"page {number}: {[each.text for each in found]}")
    return wrong


def run(count: int) -> int:
    """Read so many samples (0: all) in every layout; return the number of files with a page that is misread."""
    files = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder) / "样本.mzb", Path(folder) / "公开.pdf"
        for name in sample.of_one_unit()[: count or None]:
            sample.write(name, book)
            for layout in loader.available():
                with Book.open(book) as opened:
                    publication = pipeline.publication(pipeline.of_book(opened, layout), coded=True)
                pdf.write(publication, target)
                found = misread(target, publication.page_code)
                files, wrong = files + 1, wrong + bool(found)
                if found:
                    print(f"{name} × {layout}: {found[:3]}", flush=True)
            book.unlink()
    print(f"{files} files read, {wrong} with a code that is misread")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1])) else 0)
