"""What is done while the program is killed, and what must hold afterwards.

Every scenario works in a copy of a prepared folder and confirms each step with the state of the book. After a kill the
book must be in the state of the last confirmed step or of the one after it: nothing confirmed is lost, no step is half
done. Files under a final name must be whole and of one version.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2

from desktop import file_set, paths, pipeline
from desktop.exporters import docx, package, pdf, xlsx
from desktop.intake import record_import, record_taking, sample
from desktop.ledger import attachments, rolling, stages
from desktop.ledger.backups.copies import restore
from desktop.ledger.book import Book
from desktop.ledger.records import Attachment, DirectLine
from desktop.ledger.vocabulary import Stage
from tests.reliability.points import Points

OLD_BOOK = Path(__file__).resolve().parents[1] / "books_old" / "v1.mzb"
BOOK, OUT, RESTORED = "账本.mzb", "out", "恢复.mzb"
FORM = "chongqing/2023"
CSV = "year,function_code,economic_code,nature,fund,amount_yuan\n" + "".join(
    f"2023,2010350,30201,公用,一般公共预算,{n}.00\n" for n in range(1, 7)
)


def state(book: Book) -> str:
    """Return what a person would call the present state: all records, what can be undone and redone, the evidence."""
    undo, redo = book.next_undo(), book.next_redo()
    kept = [len(book.file(one.digest)) == one.size for one in book.records(Attachment)]
    return json.dumps([book.fingerprint(), undo and undo.name, redo and redo.name, kept], ensure_ascii=False)


@dataclass
class Child:
    """What a scenario has in its hands: a folder, where to say what is confirmed, its points, a deliberate mistake."""

    folder: Path
    say: Callable[[str], None]
    points: Points
    mistake: str = ""

    def confirm(self, book: Book) -> None:
        """Say that a step is done, as the status bar would."""
        self.say(f"DONE {state(book)}")


Writers = dict[str, Callable[[Any, Path], object]]
"""Kind of exported file → what writes it."""


def prepare(folder: Path, writers: Writers | None = None) -> None:
    """Make what all scenarios start from; `writers` may stand in for those of the real exports."""
    folder.mkdir()
    path = folder / BOOK
    sample.write("wuxi_2023", path)
    shutil.copy(OLD_BOOK, folder / "旧.mzb")
    (folder / "支出.csv").write_text(CSV, encoding="utf-8")
    (folder / "合同.txt").write_text("合同" * 5000, encoding="utf-8")
    with Book.open(path) as book:
        for name in ("old", "new"):
            with book.operation(name):
                line = book.records(DirectLine)[0]
                book.update(replace(line, amount=line.amount + 100))
            publication = pipeline.publication(pipeline.of_book(book, FORM))
            (folder / name).mkdir()
            for kind, write in (writers or {"docx": docx.write, "pdf": pdf.write, "xlsx": xlsx.write}).items():
                write(publication, folder / name / f"{publication.file_stem}.{kind}")
    shutil.copytree(folder / "old", folder / OUT)
    shutil.rmtree(paths.home())  # the backups of this making are no part of what is looked at


def pair(child: Child, book: Book, amount: int) -> None:
    """Enter two lines as one step."""
    budget = book.budgets(book.units()[0].id)[0]

    def one() -> None:
        book.insert(DirectLine(budget_id=budget.id, function_code="2010350", economic_code="30201", amount=amount))

    if child.mistake == "split":
        for _ in range(2):
            with book.operation("录入一对"):
                one()
        child.confirm(book)
        return
    with book.operation("录入一对"):
        one()
        one()
        if child.mistake == "early":
            child.confirm(book)
    if child.mistake != "early":
        child.confirm(book)


def edit(child: Child) -> None:
    """Two steps, taken back and repeated."""
    with Book.open(child.folder / BOOK) as book:
        child.confirm(book)
        pair(child, book, 100)
        pair(child, book, 200)
        for change in (book.undo, book.undo, book.redo):
            change()
            child.confirm(book)
        pair(child, book, 300)


def bring_in(child: Child) -> None:
    """Import lines from a file, undo, redo."""
    with Book.open(child.folder / BOOK) as book:
        child.confirm(book)
        budget = pipeline.newest_budget(book)
        found = record_import.read(child.folder / "支出.csv", "lines", record_import.context_of(book, budget))
        assert not found.rejects, found.rejects
        record_taking.take(book, found.kind, found.rows, lambda _: budget)
        child.confirm(book)
        for change in (book.undo, book.redo):
            change()
            child.confirm(book)


def evidence(child: Child) -> None:
    """Attach a file to a line, take it off, undo."""
    with Book.open(child.folder / BOOK) as book:
        child.confirm(book)
        budget = pipeline.newest_budget(book)
        line = book.records(DirectLine, budget_id=budget.id)[0]
        with book.operation("添加附件"):
            kept = attachments.attach(book, budget, line, child.folder / "合同.txt")
        child.confirm(book)
        with book.operation("移除附件"):
            book.delete(kept)
        child.confirm(book)
        book.undo()
        child.confirm(book)


class Still(datetime):
    """A clock that stands: the moment of freezing is a part of the record, and equal in every run."""

    @classmethod
    def now(cls, tz=None):
        """Return always the same moment."""
        return cls(2026, 11, 20, 12, tzinfo=tz)


def freeze(child: Child) -> None:
    """Freeze the stage and go on with its copy; undo, redo."""
    stages.datetime = Still
    with Book.open(child.folder / BOOK) as book:
        child.confirm(book)
        rolling.next_stage(book, pipeline.newest_budget(book), Stage.FIRST_UP)
        child.confirm(book)
        for change in (book.undo, book.redo):
            change()
            child.confirm(book)


def back_up(child: Child) -> None:
    """A backup, an edit, a backup."""
    with Book.open(child.folder / BOOK) as book:
        child.confirm(book)
        assert book.make_backup("手动"), book.backup_problem
        pair(child, book, 100)
        assert book.make_backup("手动"), book.backup_problem


def migrate(child: Child) -> None:
    """Open a book of the oldest schema, and edit it."""
    with Book.open(child.folder / "旧.mzb") as book:
        child.confirm(book)
        pair(child, book, 100)


def bring_back(child: Child) -> None:
    """Restore a backup under a new name."""
    with Book.open(child.folder / BOOK) as book:
        child.confirm(book)
        restore(book.backups()[0].path, child.folder / RESTORED)


def export(child: Child) -> None:
    """Replace three exported files by those of the newer version; the writing of each is taken as done."""

    def made(_, path, kind):
        child.points.at(f"write {kind}")
        (source,) = (child.folder / "new").glob(f"*.{kind}")
        if child.mistake == "straight":
            save_straight(child, source, path)
        else:
            shutil.copyfile(source, path)
        return 0, []

    def in_place(writers, mode=0o666):
        for target, write in writers.items():
            write(target)

    if child.mistake == "straight":
        file_set.write = in_place
    with Book.open_to_read(child.folder / BOOK) as book:
        publication = pipeline.publication(pipeline.of_book(book, FORM))
    package._write_and_read = made
    package.export(publication, child.folder / OUT)
    child.say("DONE export")


def save_straight(child: Child, source: Path, path: Path) -> None:
    """Save as a simple program would: straight to the final name, a block at a time."""
    content = source.read_bytes()
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(content), len(content) // 3):
            child.points.at(f"block of {path.suffix}")
            file.write(content[start : start + len(content) // 3])


def check_book(folder: Path, states: list[str], confirmed: int, name: str = BOOK) -> list[str]:
    """Compare the reopened book and its backups with the states that may be there."""
    allowed = states[max(0, confirmed - 1) : confirmed + 1]
    try:
        opened = Book.open_to_read if name == BOOK else Book.open  # to read is quicker: no backup of its own
        with opened(folder / name) as book:
            found, backups = state(book), book.backups()
    except Exception as error:
        return [f"book unreadable: {type(error).__name__} {error}"]
    wrong = []
    if found not in allowed:
        wrong.append("lost: a confirmed step is not there" if found in states else "torn: a state that never was")
    known = {json.loads(one)[0] for one in states}
    for backup in backups:
        wrong += _check_copy(backup.path, known, backup.reason)
    return wrong


def _check_copy(path: Path, known: set[str], what: str) -> list[str]:
    if what == "升级前":  # of the older schema: opened to read it is refused, restored it is brought up to date
        copy = path.with_name("检查.mzb")
        copy.unlink(missing_ok=True)
        restore(path, copy)
        return [] if _brought_up(copy) in known else [f"wrong {what}"]
    try:
        with Book.open_to_read(path) as book:
            return [] if book.fingerprint() in known else [f"wrong {what}: {path.name}"]
    except Exception as error:
        return [f"{what} unreadable: {type(error).__name__} {error}"]


def _brought_up(path: Path) -> str:
    """Return the fingerprint of an older book when it is brought up to date; the same bytes are so once only."""
    content = path.read_bytes()
    if content not in _fingerprints:
        with Book.open(path) as book:
            _fingerprints[content] = book.fingerprint()
    return _fingerprints[content]


_fingerprints: dict[bytes, str] = {}


def check_old_book(folder: Path, states: list[str], confirmed: int) -> list[str]:
    """The same for the book that is brought up to date."""
    return check_book(folder, states, confirmed, "旧.mzb")


def check_restored(folder: Path, states: list[str], confirmed: int) -> list[str]:
    """A restored book is whole or not there."""
    known = {json.loads(one)[0] for one in states}
    there = (folder / RESTORED).exists()
    return check_book(folder, states, confirmed) + (_check_copy(folder / RESTORED, known, "restored") if there else [])


def replaced(folder: Path) -> int:
    """Return how many final names hold the newer version."""
    return sum(path.read_bytes() == (folder / OUT / path.name).read_bytes() for path in (folder / "new").iterdir())


def check_export(folder: Path, _: list[str], confirmed: int) -> list[str]:
    """Every file under a final name is whole; after the next start all are of one version."""
    versions = {name: {p.name: p.read_bytes() for p in (folder / name).iterdir()} for name in ("old", "new")}

    def shown() -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in (folder / OUT).iterdir() if not p.name.startswith(".")}

    wrong = [f"partial export: {name}" for name, content in shown().items()
             if content not in (versions["old"][name], versions["new"][name])]  # fmt: skip
    file_set.recover_all()
    if shown() not in versions.values():
        wrong.append("mixed export")
    if confirmed and shown() != versions["new"]:
        wrong.append("lost export")
    return wrong


@dataclass(frozen=True)
class Scenario:
    """What the child does, and what is looked at after its death."""

    work: Callable[[Child], None]
    check: Callable[[Path, list[str], int], list[str]]


SCENARIOS = {
    "edit": Scenario(edit, check_book),
    "import": Scenario(bring_in, check_book),
    "evidence": Scenario(evidence, check_book),
    "freeze": Scenario(freeze, check_book),
    "backup": Scenario(back_up, check_book),
    "migrate": Scenario(migrate, check_old_book),
    "restore": Scenario(bring_back, check_restored),
    "export": Scenario(export, check_export),
}


def version_of(path: Path) -> str:
    """Return the version an exported file names in its footer; raise an error when the file is not whole."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path.read_bytes())
        text = document[len(document) - 1].get_textpage().get_text_range()
        document.close()
    else:
        with zipfile.ZipFile(path) as opened:
            if broken := opened.testzip():
                raise ValueError(broken)
            text = "".join(opened.read(name).decode("utf-8", "replace") for name in opened.namelist())
    found = re.search(r"[0-9A-F]{4}-[0-9A-F]{4}(?=[^0-9A-F-])", text)
    if found is None:
        raise ValueError(f"no version in {path.name}")
    return found[0]
