"""Every sample in every layout as a PDF, looked at by an outside validator of archives (ISO 19005-2, level b).

Run by `python -m tests.long archive`; the validator (pikepdf[pdfa], MPL-2.0) is used here only.
"""

import sys
from pathlib import Path

from tests.pdfs import looked_at


def findings(path: Path) -> list[str]:
    """Return what the validator finds in a file."""
    from pikepdf import pdfa

    return [str(finding) for finding in pdfa.validate_written(str(path), "2b").findings]


def run(count: int) -> int:
    """Validate so many samples (0: all) in every layout; return the number of files with a finding."""
    files, wrong = looked_at(count, lambda path, _: findings(path))
    print(f"{files} files validated, {wrong} with findings")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1])) else 0)
