"""Every sample in every layout as a PDF with codes (QR), rendered as a scanner sees it and read by a decoder.

Run by `python -m tests.long codes`; the decoder (zxing-cpp, Apache-2.0) is used here only.
"""

import sys
from pathlib import Path

import pypdfium2

from desktop.exporters import page_code
from tests.pdfs import looked_at

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
    files, wrong = looked_at(count, lambda path, publication: misread(path, publication.page_code), coded=True)
    print(f"{files} files read, {wrong} with a code that is misread")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1])) else 0)
