"""Every sample in every layout as a PDF, looked at by an outside validator of archives (ISO 19005-2, level b).

Run by `python -m tests.long archive`; the validator (pikepdf[pdfa], MPL-2.0) is used here only.
"""

import sys
import tempfile
from pathlib import Path

from desktop import pipeline
from desktop.exporters import pdf
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book


def findings(path: Path) -> list[str]:
    """Return what the validator finds in a file."""
    from pikepdf import pdfa

    return [str(finding) for finding in pdfa.validate_written(str(path), "2b").findings]


def run(count: int) -> int:
    """Validate so many samples (0: all) in every layout; return the number of files with a finding."""
    wrong = files = 0
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder) / "样本.mzb", Path(folder) / "公开.pdf"
        for name in sample.of_one_unit()[: count or None]:
            sample.write(name, book)
            for layout in loader.available():
                with Book.open(book) as opened:
                    pdf.write(pipeline.publication(pipeline.of_book(opened, layout)), target)
                found = findings(target)
                files, wrong = files + 1, wrong + bool(found)
                if found:
                    print(f"{name} × {layout}: {found[:3]}", flush=True)
            book.unlink()
    print(f"{files} files validated, {wrong} with findings")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1])) else 0)
