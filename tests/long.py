"""The long forms: `python -m tests.long NAME [--count N] [--seed S]`; without a name they are listed.

`--parts N --record FILE` runs N seeds one after the other and can be gone on with (tests/parts.py).
Every random test has a short form in ./test, with a fixed seed and of about two seconds, and its long form here; what
takes minutes by nature (coverage, benchmarks, the suite under load) has only this form. Exit status: 0 passed,
1 failed, 3 not run (未运行), because a tool or a module is missing here or because a test skipped itself.
"""

import argparse
import contextlib
import ctypes.util
import importlib.util
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import parts

ROOT = Path(__file__).resolve().parent.parent
PASSED, FAILED, NOT_RUN = 0, 1, 3
LOOP = "import os, sys\nwhile os.getppid() == int(sys.argv[1]): pass"
"""A busy loop that ends with whoever began it (also when that one ended before the loop could begin)."""


@dataclass(frozen=True)
class Form:
    """A long form: what it shows, how much by default, how it is run (count, seed → status), what it needs."""

    title: str
    count: int
    run: Callable[[int, int], int]
    needs: tuple[str, ...] = ()


TOOLS: dict[str, Callable[[], object]] = {
    "Xvfb": lambda: shutil.which("Xvfb"),
    "libXtst": lambda: ctypes.util.find_library("Xtst"),
    "libxcb-cursor": lambda: ctypes.util.find_library("xcb-cursor"),
    "LibreOffice": lambda: shutil.which("soffice"),
    "extra [collect]": lambda: all(map(importlib.util.find_spec, ("ibis", "duckdb", "pyarrow"))),
    "extra [sign]": lambda: all(map(importlib.util.find_spec, ("pyhanko", "cryptography"))),
    "extra [spark]": lambda: importlib.util.find_spec("pyspark"),
    "Java": lambda: shutil.which("java"),
    "coverage": lambda: importlib.util.find_spec("coverage"),
    "fork": lambda: hasattr(os, "fork"),
    "axe-core (its file in MINGZHANG_AXE)": lambda: Path(os.environ.get("MINGZHANG_AXE", "none")).is_file(),
    "chromedriver": lambda: shutil.which("chromedriver"),
    "zxing-cpp": lambda: importlib.util.find_spec("zxingcpp"),
    "pikepdf[pdfa]": lambda: importlib.util.find_spec("pikepdf"),
    "PyInstaller (its wheel in MINGZHANG_WHEELS)": lambda: any(
        Path(os.environ.get("MINGZHANG_WHEELS", "none")).glob("pyinstaller-*.whl")
    ),
}
"""What a form may need, and how to see whether it is here."""


def environment() -> dict[str, str]:
    """Return the surroundings ./test gives its tests."""
    found = {"QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
    return os.environ | found


def command(*arguments: str) -> int:
    """Run Python on arguments and return its exit status, any failure as 1."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment(), check=False)
    return done.returncode if done.returncode in (PASSED, NOT_RUN) else FAILED


def require(name: str) -> None:
    """Raise ModuleNotFoundError where a module of ours is not there."""
    if importlib.util.find_spec(name) is None:
        raise ModuleNotFoundError(name=name)


def module(name: str, *options: str) -> Callable[[int, int], int]:
    """Return what runs a module of ours; {count} and {seed} in its options are filled in."""

    def run(count: int, seed: int) -> int:
        require(name)
        return command("-m", name, *(option.format(count=count, seed=seed) for option in options))

    return run


def tests(*files: str) -> Callable[[int, int], int]:
    """Return what runs test files with more examples; a test that is skipped makes the form not run."""

    def run(count: int, seed: int) -> int:
        options = ["-n", "0", "--count", str(count), "--seed", str(seed), f"--hypothesis-seed={seed}"]
        with subprocess.Popen(
            [sys.executable, "-m", "pytest", "-rs", *options, *files],
            cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, encoding="utf-8",
        ) as process:  # fmt: skip
            assert process.stdout is not None
            last = ""
            for line in process.stdout:
                print(line, end="", flush=True)
                last = line if re.search(r"\d+ (passed|failed|skipped|error)", line) else last
        if process.returncode:
            return FAILED
        return NOT_RUN if "skipped" in last or "passed" not in last else PASSED

    return run


def coverage(_: int, __: int) -> int:
    """The whole suite with child processes counted; fails under the figure of pyproject.toml."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COVERAGE_FILE"] = str(Path(folder) / "data")
        workers = str(min(4, os.cpu_count() or 1))
        status = command("-m", "coverage", "run", "-m", "pytest", "-n", workers)
        command("-m", "coverage", "combine", "-q")
        reported = command("-m", "coverage", "report", "--sort=cover", "--skip-covered")
        return status or reported


@contextlib.contextmanager
def busy(loops: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Keep the processor busy beside; the loops end whatever happens."""
    running = [subprocess.Popen([sys.executable, "-c", LOOP, str(os.getpid())]) for _ in range(loops)]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
            process.wait()


def load(count: int, _: int) -> int:
    """./test again and again while four busy loops run beside it."""
    with busy(4):
        for number in range(1, count + 1):
            print(f"== ./test {number} / {count}", flush=True)
            if command("packaging/bootstrap.py", "test"):
                return FAILED
    return PASSED


FORMS = {
    "kill": Form(
        "SIGKILL at every named point, and at random moments of editing and exporting",
        200, module("tests.reliability.kill", "--all", "--random", "{count}", "--seed", "{seed}"), ("fork",),
    ),
    "power": Form(
        "the power cut behind every write, sync and rename, the unforced ones lost, reordered or torn; COUNT states of each",
        6000, module("tests.reliability.power", "{count}", "{seed}"),
    ),
    "faults": Form(
        "12 operations on 10 kinds of failing disks, each from its first COUNT calls on", 40,
        module("tests.reliability.faults", "{count}"),
    ),
    "hostile": Form(
        "COUNT mutants of each kind of file for every reader, then bombs, each within time and memory", 500,
        module("tests.reliability.hostile", "{count}", "{seed}"),
    ),
    "bombs": Form(
        "every bomb with every reader of outside files, within time and memory", 1,
        module("tests.reliability.hostile", "bombs"),
    ),
    "soak": Form(
        "COUNT random operations in one book against a plain list, undone and redone; a hundredth as many races of three", 3000,
        module("tests.reliability.soak", "{count}", "{seed}"),
    ),
    "papers": Form(
        "pages of COUNT books with long names, many rows and long amounts in every layout: nothing cut, nothing alone",
        2000, tests("tests/test_papers.py"),
    ),
    "five-way": Form(
        "what Word, PDF, OFD, web page and Excel say of every sample in every layout, read by the readers of outside files",
        1, tests("tests/exporters/test_five_way.py"),
    ),
    "archive": Form(
        "PDFs of COUNT samples (0: all) in every layout against an outside validator of archives, level 2b", 0,
        module("tests.archive", "{count}"), ("pikepdf[pdfa]",),
    ),
    "codes": Form(
        "the code (QR) of each page of PDFs of COUNT samples (0: all) in every layout, read by a decoder from pictures", 0,
        module("tests.codes", "{count}"), ("zxing-cpp",),
    ),
    "web": Form(
        "pages for the web site of COUNT samples (0: all) in every layout, in a browser with an accessibility checker", 0,
        module("tests.web", "{count}"), ("chromedriver", "axe-core (its file in MINGZHANG_AXE)"),
    ),
    "damaged": Form("books with flipped bits", 2000, module("tests.reliability.damaged", "{count}", "{seed}")),
    "undo": Form("any sequence of edits, undone and redone", 2000, tests("tests/ledger/test_undo.py", "tests/ledger/test_random_operations.py")),
    "identities": Form("identities on random balanced books", 2000, tests("tests/test_identities.py")),
    "causes": Form("causes of change of random pairs of years", 1000, tests("tests/compute/test_causes.py", "tests/units/test_together_causes.py")),
    "cube": Form("sums of the cube against a plain loop", 2000, tests("tests/compute/test_cube.py")),
    "incremental": Form("edits, each brought up to date and computed anew", 2000, tests("tests/test_incremental.py")),
    "department": Form(
        "random departments: consolidated = sum − eliminations; taken in = in the book", 200,
        tests("tests/units/test_together.py", "tests/packs/test_random_departments.py"),
    ),
    "rounding": Form("rounding of random tables", 1000, tests("tests/layouts/tables/test_rounding.py")),
    "mutants": Form("mutated workbooks", 2000, tests("tests/outside/test_child.py")),
    "audit": Form(
        "our own files of every sample and layout: sound as they stand, and COUNT numbers of each changed; goes on where it stood", 4,
        module("tests.audit.files", "{count}", "{seed}"),
    ),
    "audit_texts": Form(
        "single changes of published texts and of disclosures of other places; random books", 1,
        tests("tests/audit/test_sentences.py", "tests/audit/test_unseen.py"),
    ),
    "speed": Form("the audit takes time in proportion to a text's length", 1, module("tests.audit.speed")),
    "audit_tables": Form("random books in every layout audited", 20, tests("tests/audit/test_own_documents.py")),
    "published": Form("export, then import as last year, in every layout", 200, tests("tests/published/test_round_trip.py")),
    "stated": Form("texts that state some totals: no figure is invented", 2000, tests("tests/published/test_totals.py")),
    "layouts": Form(
        "all layouts, samples and sizes of disks where ./test takes a choice", 50,
        tests("tests/layouts/test_sources.py", "tests/layouts/test_unit_line.py", "tests/layouts/tables/test_withheld.py",
              "tests/layouts/words/test_gaps.py",
              "tests/layouts/form/test_settings.py",
              "tests/layouts/form/test_loader.py", "tests/exporters/test_package.py", "tests/layouts/paper/test_golden_pages.py"),
    ),
    "plain": Form(
        "the smaller random tests: money, line breaks, sheet arithmetic, sorting, rows",
        2000,
        tests("tests/test_money.py", "tests/layouts/paper/test_linebreak.py", "tests/ui/test_spreadsheet.py",
              "tests/ui/test_arranging.py", "tests/ui/edits/test_year_pairs.py"),
    ),
    "journeys": Form(
        "whole ways that ./test goes in parts: a year in the window, every dialog, real processes", 1, tests("-mjourney"),
    ),
    "crossed": Form(
        "cases of the window crossed: every look × large type, every fate of a file before and after an edit, every entry", 1,
        tests("tests/ui/test_legible.py", "tests/ui/start/test_saving.py", "tests/ui/test_finder.py", "tests/ui/test_drafting.py"),
    ),
    "keys": Form(
        "the tour with real keys through an X server", 1, tests("tests/ui/test_key_stream.py"),
        ("Xvfb", "libXtst", "libxcb-cursor"),
    ),
    "newcomer": Form(
        "three beginnings from the start page with a real mouse and keyboard through an X server; clicks and keys are counted",
        1, module("tests.ui.newcomer"), ("Xvfb", "libXtst", "libxcb-cursor"),
    ),
    "monkey": Form(
        "COUNT random keys, clicks, drags, wheels, menus over all pages and dialogs, then with dropped files on a department: "
        "no change that nobody asked for", 20_000,
        tests("tests/ui/test_monkey.py"),
    ),
    "office": Form(
        "what LibreOffice reads from our workbooks", 1,
        tests("tests/exporters/test_three_way.py", "tests/template/test_template.py", "tests/template/test_bureau_workbooks.py"), ("LibreOffice",),
    ),
    "collect": Form(
        "packs into a dataset, and what the report asks of it, against plain loops", 20,
        tests(*(f"tests/collect/test_{name}.py" for name in
                ("parts", "collecting", "engines", "expressions", "outliers", "transfers", "answers", "no_person"))),
        ("extra [collect]",),
    ),
    "spark": Form(
        "the same report on Spark, cell by cell", 1, tests("tests/collect/test_spark.py"),
        ("extra [collect]", "extra [spark]", "Java"),
    ),
    "signature": Form(
        "digital signatures in PDFs: made with certificates of all kinds, checked, and those that cannot sign", 1,
        tests("tests/exporters/delivery/test_signing.py", "tests/commands/test_verifying.py"), ("extra [sign]",),
    ),
    "roll-up": Form(
        "time and memory of collect and collect-report; COUNT × 1,000 packs, then 50 times as many units", 2,
        module("tests.benchmarks.rollup", "{count}"), ("extra [collect]",),
    ),
    "selftest": Form("every step of mingzhang selftest, from source", 1, lambda *_: command("-m", "desktop", "selftest")),
    "bundle": Form(
        "two builds of the bundle are the same bytes, its selftest passes, it starts as quickly as the source", 1,
        module("tests.packaging.bundles"), ("PyInstaller (its wheel in MINGZHANG_WHEELS)",),
    ),
    "coverage": Form("lines run by the suite, child processes counted", 1, coverage, ("coverage",)),
    "mutation": Form("single mistakes put into rules of money and ledger", 1, module("tests.mutation")),
    "load": Form("./test in a row with four busy loops beside", 10, load),
    "bench": Form("export and edit as ratios", 1, module("tests.benchmarks.bench"), ("LibreOffice",)),
    "start": Form(
        "the start of the window on a book against a bare window, COUNT of each in turn", 11,
        module("tests.benchmarks.starting", "{count}"),
    ),
    "drafting": Form("drafting and import as ratios", 1, module("tests.benchmarks.drafting")),
    "forty": Form(
        "an edit in a book of 40 units and 24,000 lines, as ratios", 25, module("tests.benchmarks.department", "{count}")
    ),
    "window": Form("paste, scroll, memory, heartbeat of the window (COUNT seconds)", 50, module("tests.benchmarks.window", "{count}")),
}  # fmt: skip
"""Name → long form."""


def missing(form: Form) -> list[str]:
    """Return the tools a form needs that are not here."""
    return [tool for tool in form.needs if not TOOLS[tool]()]


def run(name: str, count: int, seed: int) -> int:
    """Run a form and say how it ended."""
    form = FORMS[name]
    print(f"{name}: {form.title}; count {count or form.count}, seed {seed}", flush=True)
    if lacking := missing(form):
        print(f"未运行：{name} 需要 {'、'.join(lacking)}")
        return NOT_RUN
    try:
        status = form.run(count or form.count, seed)
    except ModuleNotFoundError as error:
        print(f"未运行：没有 {error.name}")
        return NOT_RUN
    print({PASSED: f"{name}: passed", NOT_RUN: f"未运行：{name}"}.get(status, f"{name}: failed, seed {seed}"))
    return status


def main(arguments: list[str] | None = None) -> int:
    """Run one form, or list them all."""
    parser = argparse.ArgumentParser(prog="python -m tests.long")
    parser.add_argument("name", nargs="?", choices=sorted(FORMS))
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--parts", type=int, default=0, help="one seed after the other, each noted in --record")
    parser.add_argument("--record", type=Path, default=None)
    asked = parser.parse_args(arguments)
    if asked.name is None:
        for name, form in FORMS.items():
            needs = f"; needs {', '.join(form.needs)}" if form.needs else ""
            print(f"{name:<12} {form.title} ({form.count}{needs})")
        return PASSED
    if asked.parts:
        first, count = asked.seed or 1, asked.count or FORMS[asked.name].count
        record = asked.record or Path(f"{asked.name}.jsonl")
        return parts.run(
            asked.name, count, range(first, first + asked.parts), record, lambda seed: run(asked.name, count, seed)
        )
    return run(asked.name, asked.count, random.randrange(10**6) if asked.seed is None else asked.seed)


if __name__ == "__main__":
    sys.exit(main())
