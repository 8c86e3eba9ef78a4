"""SIGKILL at random moments of editing and exporting: `python -m tests.reliability.kill [COUNT] [--naive]`.

A child process edits a book and exports it in a loop; after each edit that is confirmed it prints the total it
has confirmed (`ACK n`), after each finished export `OUT n`. The parent kills it at a random moment, reopens the
book and compares. What must hold after every kill:

* the book opens, is sound, and holds every confirmed edit (one more may have been committed, none less);
* all its records belong to whole operations (each writes two lines of equal amount);
* each file under its final name is whole: a package whose every part passes its checksum and holds its document.

--naive runs the negative control: the export is saved straight to its final name by `workbook.save(path)` and
`document.save(path)`, as a simple program would; the same script must catch it. Seeds are printed; a run with
fewer kills than asked is a failure.
"""

import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine

ROOT = Path(__file__).resolve().parents[2]
STARTED = "READY"


def child(path: Path, out: Path, *, naive: bool) -> None:
    """Edit and export until killed."""
    from desktop import paths, pipeline
    from desktop.exporters import package

    if naive:
        import docx
        import openpyxl

        beside = paths.write_all_beside
        savers = {".xlsx": openpyxl.load_workbook, ".docx": lambda path: docx.Document(str(path))}

        def straight(writers, mode=0o666):
            for target, write in writers.items():
                if target.suffix not in savers:
                    beside({target: write}, mode)
                    continue
                built = target.with_suffix(".built" + target.suffix)
                write(built)
                savers[target.suffix](built).save(str(target))
                built.unlink()

        paths.write_all_beside = straight
        package.paths.write_all_beside = straight
    with Book.open(path) as book:
        budget = book.budgets(book.units()[0].id)[0]
        confirmed = len(book.records(DirectLine, note="对"))
        print(STARTED, confirmed, flush=True)
        while True:
            for _ in range(3):
                with book.operation("录入一对"):
                    for _ in range(2):
                        book.insert(
                            DirectLine(budget_id=budget.id, function_code="2010350", economic_code="30201",
                                       amount=confirmed + 1, note="对")
                        )  # fmt: skip
                confirmed += 2
                print("ACK", confirmed, flush=True)
            publication = pipeline.publication(pipeline.of_book(book, "chongqing/2023", budget))
            package.export(publication, out, ("xlsx", "docx"))
            print("OUT", confirmed, flush=True)


def one_kill(path: Path, out: Path, chance: random.Random, *, naive: bool) -> list[str]:
    """Start, kill at a random moment, and return what is wrong afterwards."""
    command = [sys.executable, "-m", "tests.reliability.kill", "child", str(path), str(out)]
    arguments = [*command, *(["--naive"] if naive else [])]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        if not first.startswith(STARTED):
            return [f"child did not start: {first!r}"]
        time.sleep(chance.uniform(0.0, 0.35))
        process.kill()
        said = [first, *process.stdout.readlines()]
    confirmed = max(int(line.split()[1]) for line in said if line.endswith("\n"))
    return inspect_book(path, confirmed) + inspect_exports(out)


def inspect_book(path: Path, confirmed: int) -> list[str]:
    """Compare the reopened book with what was confirmed."""
    try:
        with Book.open(path) as book:
            lines = book.records(DirectLine, note="对")
            pending = book.next_redo()
    except Exception as error:
        return [f"book unreadable: {error}"]
    wrong = []
    if len(lines) < confirmed:
        wrong.append(f"lost: {confirmed} confirmed, {len(lines)} found")
    if len(lines) > confirmed + 2:
        wrong.append(f"too many: {confirmed} confirmed, {len(lines)} found")
    pairs = [line.amount for line in lines]
    if pairs[::2] != pairs[1::2]:
        wrong.append("torn operation")
    if pending is not None:
        wrong.append("half-done undo")
    return wrong


def inspect_exports(out: Path) -> list[str]:
    """Each file under a final name must be whole."""
    wrong = []
    for path in out.glob("*_预算公开.[xd]*"):
        try:
            with zipfile.ZipFile(path) as package:
                broken = package.testzip()
                names = package.namelist()
        except Exception as error:
            wrong.append(f"partial export {path.suffix}: {type(error).__name__}")
            continue
        if broken or not {"xl/workbook.xml", "word/document.xml"} & set(names):
            wrong.append(f"incomplete export {path.suffix}")
    return wrong


def run(count: int, seed: int, *, naive: bool) -> list[str]:
    """Kill `count` times; return everything that went wrong."""
    from desktop.intake import sample

    chance = random.Random(seed)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "a.mzb", Path(folder) / "out"
        sample.write("wuxi_2023", path)
        out.mkdir()
        for number in range(count):
            found = one_kill(path, out, chance, naive=naive)
            wrong += [f"kill {number + 1}: {text}" for text in found]
            if number % 20 == 19:
                path.unlink()
                sample.write("wuxi_2023", path)
    return wrong


def main(arguments: list[str]) -> int:
    """Run as a script."""
    naive = "--naive" in arguments
    plain = [a for a in arguments if a != "--naive"]
    if plain[:1] == ["child"]:
        child(Path(plain[1]), Path(plain[2]), naive=naive)
        return 0
    count = int(plain[0]) if plain else 200
    seed = int(plain[1]) if len(plain) > 1 else random.randrange(10**6)
    started = time.monotonic()
    wrong = run(count, seed, naive=naive)
    print(f"{count} kills, seed {seed}, {time.monotonic() - started:.0f} s, {len(wrong)} wrong")
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
