"""The long form of the auditor: our own files of every sample and layout, as they stand and with numbers changed.

`python -m tests.audit.files COUNT SEED`: each file must raise neither error nor warning; of COUNT numbers changed in each,
98 of 100 must be found with the book, and 95 of 100 that something else states without it. What is done is noted in
the folder for temporary files under count and seed, so that a run that was cut off goes on where it stood.
"""

import json
import random
import re
import sys
import tempfile
from pathlib import Path

from desktop import pipeline
from desktop.audit import auditing
from desktop.audit.book import against_book
from desktop.audit.tables.tabled import tabled
from desktop.exporters import package
from desktop.findings import Severity
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.outside import child
from desktop.outside.documents import reading
from tests import samples
from tests.audit import mutants

OWED = re.compile("待填写|待审")
"""What our own files say that a person still owes."""

WITH_BOOK, ALONE = 0.98, 0.95


def main(count: int, seed: int) -> int:
    """Look at all files, and say what was found; 0 where all of it is as it must be."""
    notes = Path(tempfile.gettempdir()) / f"audit-files-{count}-{seed}.jsonl"
    lines = notes.read_text(encoding="utf-8").splitlines() if notes.is_file() else []
    done = {(entry["sample"], entry["form"]): entry for entry in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as folder:
        for name in sample.of_one_unit():
            for key in loader.available():
                if (name, key) not in done:
                    done[name, key] = _look(name, key, Path(folder), count, random.Random(f"{seed}{name}{key}"))
                    with notes.open("a", encoding="utf-8") as out:
                        out.write(json.dumps(done[name, key], ensure_ascii=False) + "\n")
                    print(json.dumps(done[name, key], ensure_ascii=False), flush=True)
    return _sum_up(list(done.values()), notes)


def _sum_up(entries: list[dict], notes: Path) -> int:
    wrong = [text for entry in entries for text in entry["wrong"]]
    book, book_of, alone, alone_of = (sum(entry[key] for entry in entries) for key in ("book", "of", "alone", "tied"))
    print(f"{len(entries)} 份，未改动的错误和警告 {len(wrong)}；有账本 {book}/{book_of}；没有账本 {alone}/{alone_of}")
    good = not wrong and book >= WITH_BOOK * book_of and alone >= ALONE * alone_of
    if good:
        notes.unlink(missing_ok=True)
    return 0 if good else 1


def _look(name: str, key: str, folder: Path, count: int, chosen: random.Random) -> dict:
    path = folder / f"{name}.mzb"
    if not path.is_file():
        samples.write(name, path)
    with Book.open(path) as book:
        disclosure = pipeline.of_book(book, key, pipeline.newest_budget(book, book.units()[0]))
    found = {"sample": name, "form": key, "wrong": [], "book": 0, "of": 0, "alone": 0, "tied": 0}
    with tempfile.TemporaryDirectory() as made:
        package.export(pipeline.publication(disclosure), Path(made))
        for file in sorted(Path(made).glob("*.*")):
            _file(reading.read(file, child.read_all), disclosure, found, count, chosen)
    return found


def _file(document, disclosure, found: dict, count: int, chosen: random.Random) -> None:
    rules = against_book.rules(disclosure, pipeline.text_findings)
    whole = auditing.of_document(document, more=rules)
    found["wrong"] += [
        f"{document.kind} {each.code} {each.message}"
        for each in whole.findings
        if each.severity is not Severity.INFO and not OWED.search(each.message)
    ]
    plain, tied = set(auditing.of_document(document).findings), tabled(document).tied
    before = {each for rule in rules[:2] for each in rule.look(document).findings}
    places = mutants.numbers(document)
    for place in chosen.sample(places, min(count, len(places))):
        changed = mutants.with_cell(document, place)
        if place in tied:
            found["tied"] += 1
            found["alone"] += bool(set(auditing.of_document(changed).findings) - plain)
        _with_book(before, changed, rules[:2], found)
    sentences = [changed for _, changed in mutants.sentences(document)]
    for changed in chosen.sample(sentences, min(count, len(sentences))):
        _with_book(before, changed, rules[:2], found)


def _with_book(before, changed, rules, found: dict) -> None:
    """Count a change, and whether the rules that know the book (those of tables and of equal sentences) see it."""
    found["of"] += 1
    found["book"] += bool({each for rule in rules for each in rule.look(changed).findings} - before)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
