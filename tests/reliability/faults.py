"""Twelve operations on ten kinds of failing disk: `run()` does each pair; nothing is lost, all is said plainly, a retry works.

The operations are what a person does: new, open, edit, undo, import, evidence, backup, restore, export, template, migrate,
freeze. The faults: those of `faulty_disk`, the folder gone, the file replaced by another. A cell is wrong when something
other than a plain Chinese sentence comes out, when the book differs from before although the operation was refused, or
from what was confirmed although it was not, and when the operation does not succeed once the fault is over.
"""

import hashlib
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from desktop import paths, pipeline
from desktop.exporters import package
from desktop.findings import UserError
from desktop.intake import record_import, record_taking
from desktop.ledger import attachments, rolling
from desktop.ledger.backups.copies import restore
from desktop.ledger.book import Book
from desktop.ledger.book_file import BookFile
from desktop.ledger.records import DirectLine
from desktop.ledger.vocabulary import Stage
from desktop.outside import source_files
from desktop.template import mapping
from desktop.template.fill import fill
from tests import scale
from tests.in_process import printed
from tests.reliability import scenarios, sqlite_calls
from tests.reliability.faulty_disk import REFUSALS, FaultyDisk, Sound
from tests.reliability.scenarios import BOOK, OUT, RESTORED

FAULTS = (*REFUSALS, "vanished", "replaced")
PLAIN = re.compile(r"[\u4e00-\u9fff].*；|[\u4e00-\u9fff].*，", re.DOTALL)
"""A sentence of two parts at least: what happened, and what now."""
OTHER = b"this is another file"


@dataclass
class Place:
    """Where an operation works: a folder, the open book where it needs one, what it exports."""

    folder: Path
    book: Book | None = None
    publication: object = None


@dataclass(frozen=True)
class Operation:
    """What a person does; whether an open book is needed, whether it changes that, and the file it is about."""

    act: Callable[[Place], None]
    with_book: bool
    changes: bool
    file: str


def new(place: Place) -> None:
    Book.create(place.folder / "新.mzb").close()


def opening(name: str) -> Callable[[Place], None]:
    def act(place: Place) -> None:
        with Book.open(place.folder / name) as book:
            if book.backup_problem:
                raise UserError(book.backup_problem)

    return act


def edit(place: Place) -> None:
    budget = place.book.budgets(place.book.units()[0].id)[0]
    with place.book.operation("录入"):
        place.book.insert(DirectLine(budget_id=budget.id, function_code="2010350", economic_code="30201", amount=100))


def undo(place: Place) -> None:
    place.book.undo()


def bring_in(place: Place) -> None:
    budget = place.book.budgets(place.book.units()[0].id)[0]
    found = record_import.read(place.folder / "支出.csv", "lines", record_import.context_of(place.book, budget))
    record_taking.take(place.book, found.kind, found.rows, lambda _: budget)


def evidence(place: Place) -> None:
    budget = pipeline.newest_budget(place.book)
    line = place.book.records(DirectLine, budget_id=budget.id)[0]
    with place.book.operation("添加附件"):
        attachments.attach(place.book, budget, line, place.folder / "合同.txt")


def back_up(place: Place) -> None:
    if place.book.make_backup("手动") is None:
        raise UserError(place.book.backup_problem)


def bring_back(place: Place) -> None:
    restore(place.folder / "备份.mzb", place.folder / RESTORED)


def export(place: Place) -> None:
    package.export(place.publication, place.folder / OUT)


def write_small(_, path: Path, kind: str):
    path.write_bytes(f"{path.suffix} {kind} ".encode() * 1000)
    return 0, []


def fill_template(place: Place) -> None:
    blank = place.folder / "模板.xlsx"
    known = mapping.WorkbookMapping(blank.name, place.publication.blank)
    filled = fill(known, blank, SimpleNamespace(year=2023, lines=()))
    if any("不是" in found.message for found in filled.findings):
        raise UserError(f"{filled.findings[0].message}；没有填写")
    paths.write_beside(place.folder / "已填.xlsx", lambda temporary: temporary.write_bytes(filled.content) and None)
    mapping.save(known, place.folder / "模板.对应表.json", overwrite=True)


def freeze(place: Place) -> None:
    rolling.next_stage(place.book, pipeline.newest_budget(place.book), Stage.FIRST_UP)


OPERATIONS = {
    "new": Operation(new, False, False, "新.mzb"),
    "open": Operation(opening(BOOK), False, False, BOOK),
    "edit": Operation(edit, True, True, BOOK),
    "undo": Operation(undo, True, True, BOOK),
    "import": Operation(bring_in, True, True, BOOK),
    "evidence": Operation(evidence, True, True, BOOK),
    "backup": Operation(back_up, True, False, BOOK),
    "restore": Operation(bring_back, False, False, "备份.mzb"),
    "export": Operation(export, False, False, OUT),
    "template": Operation(fill_template, False, False, "模板.xlsx"),
    "migrate": Operation(opening("旧.mzb"), False, False, "旧.mzb"),
    "freeze": Operation(freeze, True, True, BOOK),
}


@dataclass
class Result:
    """What a run found: how each cell ended, and which faults were never met."""

    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    sentences: dict[tuple[str, str], str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, ending: str) -> int:
        """Return how many cells ended so."""
        return sum(found == ending for found in self.cells.values())


@contextmanager
def lost(folder: Path, name: str, fault: str) -> Iterator[None]:
    """Take the folder away, or put another file in the place of one; afterwards all is as before."""
    aside = folder.with_name("aside")
    if fault == "vanished":
        folder.rename(aside)
    else:
        target = folder / name
        if target.exists():
            target.rename(aside)
        target.write_bytes(OTHER)
    try:
        yield
    finally:
        if fault == "vanished":
            shutil.rmtree(folder, ignore_errors=True)  # whatever was written where the folder had been
            aside.rename(folder)
        else:
            untouched = target.is_file() and target.read_bytes() == OTHER
            target.unlink()
            if aside.exists():
                aside.rename(target)
            if not untouched:
                raise AssertionError("the other file was changed")


@contextmanager
def failing(place: Place, name: str, fault: str, hearing: Sound, home: Path, after: int) -> Iterator[Callable[[], int]]:
    """Let a fault be, from its call number `after` on; what it yields counts how often it was met."""
    if fault in ("vanished", "replaced"):
        with lost(place.folder, name, fault):
            yield lambda: 1
        return
    with ExitStack() as stack:
        if fault == "locked" and place.book is None and name.endswith(".mzb") and (place.folder / name).exists():
            other = sqlite3.connect(place.folder / name, isolation_level=None)
            stack.callback(other.close)
            other.execute("BEGIN EXCLUSIVE")
            yield lambda: 1
            return
        hearing.disk = FaultyDisk(replace(REFUSALS[fault], after=after), place.folder, home)
        stack.callback(setattr, hearing, "disk", None)
        stack.enter_context(hearing.disk.refusing())
        yield lambda: hearing.disk.fired


def attempt(operation: Operation, place: Place) -> str:
    """Do an operation; return empty when it was done, the sentence when it was refused."""
    try:
        operation.act(place)
    except UserError as error:
        return str(error) or "refused without a word"
    return ""


def cell(name: str, fault: str, place: Place, hearing: Sound, home: Path, after: int = 0) -> tuple[str, str, list[str]]:
    """Do one operation with one fault; return how it ended, what was said and what is wrong."""
    operation, wrong = OPERATIONS[name], []
    with ExitStack() as stack:
        if operation.with_book:
            place.book = stack.enter_context(Book.open(place.folder / BOOK))
            stack.callback(setattr, place, "book", None)
            edit(place)  # from the first change on SQLite looks no more whether its file is in its place
        before = scenarios.state(place.book) if place.book else ""
        try:
            with failing(place, operation.file, fault, hearing, home, after) as fired:
                sentence = attempt(operation, place)
                met = fired()
                if not sentence and operation.changes and fault in ("vanished", "replaced"):
                    wrong.append("lost: said to be done in a file that is not under its name")
        except Exception as error:
            return "raw", "", [f"{type(error).__name__} {error}"]
        if sentence and not PLAIN.search(sentence):
            wrong.append(f"not plain: {sentence}")
        unsure = "磁盘没有确认" in sentence
        if sentence and place.book and (scenarios.state(place.book) != before) != unsure:
            wrong.append("refused, and changed all the same")
        again = attempt(operation, place) if sentence and not unsure else ""
        if again and not (after and "已经存在" in again):  # what a disk that fails half-way no longer let be removed
            wrong.append(f"a retry is refused: {again}")
        after = scenarios.state(place.book) if place.book else ""
        if operation.changes and after == before:
            wrong.append("said to be done, and is not")
    if operation.with_book:
        with Book.open_to_read(place.folder / BOOK) as book:
            if scenarios.state(book) != after:
                wrong.append("lost: the file does not hold what the window showed")
    return ("refused" if sentence else "done" if met else "not met"), sentence, wrong


@cache
def prepared() -> tuple[dict[str, bytes], SimpleNamespace]:
    """Return the files all operations start from, and what is exported; made once."""
    with tempfile.TemporaryDirectory(dir=scale.MEMORY) as place:
        folder = Path(place) / "template"
        with mock.patch.dict(os.environ, MINGZHANG_HOME=f"{place}/home"):
            publication = _prepare(folder)
        files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        return files, publication


def _prepare(folder: Path) -> SimpleNamespace:
    import openpyxl

    scenarios.prepare(folder, dict.fromkeys(("docx", "pdf", "xlsx"), lambda _, path: path.write_bytes(b"old")))
    shutil.copy(folder / BOOK, folder / "备份.mzb")
    openpyxl.Workbook().save(folder / "模板.xlsx")
    with Book.open_to_read(folder / BOOK) as book:
        publication = pipeline.publication(pipeline.of_book(book, scenarios.FORM))
    publication_like = SimpleNamespace(
        **{
            name: getattr(publication, name)
            for name in ("file_stem", "folder_name", "version", "year", "names", "named")
        }
    )
    publication_like.blank = hashlib.sha256((folder / "模板.xlsx").read_bytes()).hexdigest()
    return publication_like


@contextmanager
def surroundings() -> Iterator[tuple[Path, Sound]]:
    """Give a folder and a listener; no waiting for locks, no real export, outside files read in this process."""
    hearing = Sound()
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=scale.MEMORY))).resolve()
        for owner, name, value in ((paths, "_RETRIES", ()), (package, "_write_and_read", write_small),
                                   (package, "refuse_personal", lambda _: None),
                                   (package, "printable", lambda _, kinds: (kinds, "")),
                                   (source_files, "_printed", printed)):  # fmt: skip
            stack.enter_context(mock.patch.object(owner, name, value))
        stack.enter_context(mock.patch.dict(os.environ, MINGZHANG_HOME=str(place / "home")))
        stack.enter_context(sqlite_calls.watched(hearing))
        yield place, hearing


def run(cells: list[tuple[str, str]] | None = None, after: tuple[int, ...] = (0,)) -> Result:
    """Do the cells asked for, or all, with the fault from each of these calls on; return how they ended."""
    result = Result()
    with surroundings() as (place, hearing):
        work, home = place / "work", place / "home"
        files, publication = prepared()
        for name, fault in cells or [(name, fault) for name in OPERATIONS for fault in FAULTS]:
            for number in after:
                for folder in (work, home):
                    shutil.rmtree(folder, ignore_errors=True)
                for path, content in files.items():
                    (work / path).parent.mkdir(parents=True, exist_ok=True)
                    (work / path).write_bytes(content)
                ending, sentence, wrong = cell(name, fault, Place(work, None, publication), hearing, home, number)
                if number == after[0] or wrong:
                    result.cells[name, fault], result.sentences[name, fault] = ending, sentence
                result.wrong += [f"{name} / {fault} from call {number}: {text}" for text in wrong]
                if ending == "not met" or fault in ("vanished", "replaced"):
                    break
    return result


MISTAKES = {
    "no look at the place": (("edit", "replaced"), "lost", (BookFile, "_require_place", lambda _: None)),
    "no plain words": (("edit", "full"), "raw", (BookFile, "_explain", lambda _, error: error)),
}
"""Deliberate mistakes: the cell that shows each, how it must be caught, what is put in."""


def caught(mistake: str) -> bool:
    """Put a deliberate mistake in; tell whether its cell is wrong."""
    where, _, (owner, name, value) = MISTAKES[mistake]
    with mock.patch.object(owner, name, value):
        return bool(run([where]).wrong)


def main(arguments: list[str]) -> int:
    """Run as a script: every cell, with the fault from each of the first COUNT calls on, then the deliberate mistakes."""
    found = run(after=tuple(range(int(arguments[0]))))
    for name in OPERATIONS:
        print(f"{name:10}", *(f"{found.cells[name, fault]:10}" for fault in FAULTS))
    print("\n".join(found.wrong))
    unseen = [mistake for mistake in MISTAKES if not caught(mistake)]
    print({ending: found.count(ending) for ending in ("refused", "done", "not met", "raw")}, len(found.wrong), "wrong")
    print("mistakes not caught:", unseen)
    scale.report({"cells": len(found.cells), "calls": int(arguments[0]), "wrong": len(found.wrong)})
    return 1 if found.wrong or unseen else 0


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1:]))
