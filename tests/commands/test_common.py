"""Opening a book to read: a held one only as a copy, and only when asked."""

import subprocess
import sys
from pathlib import Path

from desktop import paths

ROOT = Path(__file__).resolve().parents[2]
FORM = ["--form", "chongqing/2023"]


def test_a_held_book_can_be_read_through_a_copy(run, wuxi_book):
    code = (
        "import sys\nfrom pathlib import Path\nfrom desktop.ledger.book import Book\nb = Book.open(Path(sys.argv[1]))\n"
    )
    code += "print('held', flush=True)\nsys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(wuxi_book)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline().strip() == "held"
    status, _, error = run("check", wuxi_book, *FORM)
    assert status == 1
    assert "正被用户" in error
    assert "--copy" in error
    assert run("check", wuxi_book, *FORM, "--copy")[0] == 0
    assert list(paths.copied_books().iterdir()) == [], "the copy goes when the command is done"
    holder.communicate("")


def test_json_is_readable_chinese(run, wuxi_book):
    shown = run("tables", wuxi_book, *FORM, "--json")[1]
    assert "财政拨款收支总表" in shown
    assert "\\u" not in shown
