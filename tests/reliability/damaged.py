"""Books with flipped bits: `run(COUNT, SEED)` damages a book as often as asked, and reads all that can be read.

What must hold each time: the book opens, or is refused in plain words; whatever is read of it, undone, computed or
checked, is read or refused in plain words. Nothing else may come out, in reading as in working. A book that is read
with other content must warn of it, as its steps are those seen last or are damaged too.
"""

import os
import random
import sys
import tempfile
import traceback
from collections import Counter
from dataclasses import replace
from pathlib import Path
from unittest import mock

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger import attachments
from desktop.ledger.book import Book
from desktop.ledger.errors import BookError
from desktop.ledger.records import RECORD_TYPES, Attachment, Income, Project, Record, Remark
from tests import scale

PAGE = 4096


def build(path: Path) -> None:
    """Make a book with people, projects, evidence, remarks, a frozen stage, history and something to redo."""
    from desktop.intake import sample

    sample.write("qinghe_2025", path)
    proof = path.with_name("合同.txt")
    proof.write_bytes("合同".encode() * 3000)
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        project = book.records(Project, budget_id=budget.id)[0]
        with book.operation("附件"):
            attachments.attach(book, budget, project, proof)
            book.insert(Remark(budget_id=budget.id, record_table="project", record_id=project.id, text="依据合同"))
        for number in range(20):
            with book.operation("改金额"):
                line = book.records(Income, budget_id=budget.id)[0]
                book.update(replace(line, amount=line.amount + number + 1))
        book.undo()
        book.store_unconfirmed_text("cell", "未完")


def damage(whole: bytes, chance: random.Random) -> bytes:
    """Flip 1 to 64 bits, anywhere or all in one page."""
    raw = bytearray(whole)
    page = chance.randrange(len(raw) // PAGE) * PAGE
    spread = chance.random() < 0.5
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        place = chance.randrange(len(raw)) if spread else page + chance.randrange(PAGE)
        raw[place] ^= 1 << chance.randrange(8)
    return bytes(raw)


def read_all(book: Book) -> list[Record]:
    """Read every record, file and step, compute and check every budget, as the window does; return the records."""
    records = [record for kind in RECORD_TYPES for record in book.records(kind)]
    for step in book.history():
        book.changes(step)
    for kept in book.records(Attachment):
        book.file(kept.digest)
    book.unconfirmed_text("cell")
    form = pipeline.form_of(book)
    for unit in book.units():
        for budget in book.budgets(unit.id):
            disclosure = pipeline.of_book(book, form, budget)
            _ = disclosure.figures, disclosure.tables, disclosure.narrative, disclosure.outcomes
    return records


def work(book: Book) -> None:
    """Take back, repeat and take back alone what was done; what is taken back already can be no more."""
    book.redo()
    for _ in range(3):
        book.undo()
    for step in [step for step in book.history() if step.state == "done"][:3]:
        book.take_back(step)


def attempt(path: Path, sound: list[Record] | None = None) -> tuple[str, str]:
    """Open a damaged book both ways; return what became of it, and what came out that is not plain.

    sound: the records before the damage, to say whether others are read.
    """
    seen = []
    for opener, use in ((Book.open_to_read, read_all), (Book.open, work)):
        try:
            book = opener(path)
        except BookError:
            seen.append("refused")
            continue
        except Exception as error:
            return "raw", _where("opening", error)
        try:
            found = use(book)
            changed = "warned" if book.warnings() else "read changed"
            seen.append("read" if None in (found, sound) or found == sound else changed)
        except UserError:
            seen.append("refused while reading")
        except Exception as error:
            return "raw", _where(use.__name__, error)
        finally:
            book.close()
    return " / ".join(seen), ""


def _where(doing: str, error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{doing}: {type(error).__name__} {error} at {Path(last.filename).name}:{last.lineno}"


def run(count: int, seed: int, fates: Counter[str] | None = None) -> list[str]:
    """Damage a book `count` times; return every raw error with the number of its attempt."""
    chance = random.Random(seed)
    wrong = []
    place = tempfile.TemporaryDirectory(dir=scale.MEMORY)
    with place as folder, mock.patch.dict(os.environ, MINGZHANG_HOME=f"{folder}/home"):
        path = Path(folder) / "a.mzb"
        build(path)
        whole = path.read_bytes()
        with Book.open_to_read(path) as book:
            sound = read_all(book)
        (seen,) = Path(folder).glob("home/seen/*.json")
        last = seen.read_bytes()
        for number in range(count):
            seen.write_bytes(last)
            path.write_bytes(damage(whole, chance))
            fate, found = attempt(path, sound)
            if fates is not None:
                fates[fate] += 1
            if found or "read changed" in fate:
                wrong.append(f"{number + 1}: {found or fate}")
            for left in Path(folder).glob("a.mzb-*"):
                left.unlink()
    return wrong


def main(arguments: list[str]) -> int:
    """Run as a script: COUNT and SEED."""
    count = int(arguments[0]) if arguments else 300
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(10**6)
    fates: Counter[str] = Counter()
    wrong = run(count, seed, fates)
    print("\n".join(wrong[:40]))
    scale.report({"books": count, "raw": len(wrong), "fates": dict(fates.most_common())})
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
