"""Time and memory of the roll-up: `python -m tests.benchmarks.rollup [COUNT]`. Ratios in one run.

First COUNT × 1,000 generated packs of about 300 lines are collected and reported, against bare DuckDB answering the
same by SQL written by hand over the same Parquet. Then 50 times as many units are put straight into a dataset and
reported within 2 GiB for the process: 1 GiB for DuckDB, the rest for the answers and the workbook. Seconds are those of
the processor, of all threads.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from desktop.collect.dataset import PACKS_OF_A_BATCH, Dataset, folder_of
from tests.benchmarks.bench import show
from tests.collect import packs

LINES, TIMES, MEMORY, MOST = 300, 50, "1GiB", 2048
NEWEST = """(SELECT pack FROM packs WHERE year = 2027 AND stage = 'first_up'
QUALIFY row_number() OVER (PARTITION BY unit_key ORDER BY batch DESC, pack DESC) = 1)"""
OF = f"FROM lines WHERE year = 2027 AND stage = 'first_up' AND line_year = 2027 AND pack IN {NEWEST}"
NATURES = "sum(amount), " + ", ".join(f"sum(amount) FILTER (nature = '{word}')" for word in ("人员", "公用", "项目"))
BARE = {
    **{
        name: f"SELECT {name}, {NATURES} {OF} AND side = '支出' GROUP BY {name} ORDER BY {name}"
        for name in ("function", "economic", "government")
    },
    "fund": f"SELECT fund, side, sum(amount) {OF} GROUP BY fund, side ORDER BY fund, side",
    "kind": f"""SELECT unit_kind, side, sum(amount) FROM (SELECT * {OF}) JOIN packs USING (pack)
        GROUP BY unit_kind, side ORDER BY ALL""",
    "units": f"""SELECT unit_key, unit, unit_kind, sum(amount) FILTER (side = '收入'), sum(amount) FILTER (side = '支出')
        FROM packs JOIN (SELECT * {OF}) USING (pack) GROUP BY ALL ORDER BY unit_key""",
    "checks": f"SELECT code, severity, status, count(*) FROM outcomes WHERE pack IN {NEWEST} GROUP BY ALL ORDER BY ALL",
}
"""The same totals as the questions of these names, by SQL written by hand."""


def bare(dataset: Path) -> dict[str, float]:
    """Answer by hand-written SQL and return the processor seconds, of all threads, of each question."""
    import duckdb

    connection = duckdb.connect()
    for table in ("packs", "lines", "outcomes"):
        connection.execute(
            f"CREATE VIEW {table} AS FROM read_parquet('{dataset}/{table}/**/*.parquet', hive_partitioning = true)"
        )
    connection.execute("SELECT count(*) FROM packs").fetchall()
    found = {}
    for name, sql in BARE.items():
        start = time.process_time()
        connection.execute(sql).fetchall()
        found[name] = time.process_time() - start
    return found


def asked(dataset: Path, memory: str) -> dict[str, float]:
    """Ask all questions of a report and return the processor seconds of each, the workbook's among them."""
    from desktop.collect import answers, engines, report
    from desktop.collect.report import Wanted

    known, wanted, seconds, found = Dataset(dataset), Wanted(form="national/2023"), {}, {}
    with engines.opened(known, memory=memory) as tables:
        tables["packs"].count().to_pyarrow()  # what is loaded at the first question is no part of the questions
        start = time.process_time()
        asked_for = answers.questions(tables, 2027, "一上")
        seconds["prepared"] = time.process_time() - start
        for name, question in asked_for.items():
            start = time.process_time()
            found[name] = question().to_pyarrow().to_pylist()
            seconds[name] = time.process_time() - start
    start = time.process_time()
    report.write(known, wanted, found, dataset.parent / "report.xlsx")
    return seconds | {"workbook": time.process_time() - start}


def collected(folder: Path, dataset: Path) -> dict[str, float]:
    """Collect a folder of packs and return the seconds by the clock."""
    from desktop.collect import collecting

    start = time.perf_counter()
    assert not collecting.collect(folder, dataset).refused
    return {"collect": time.perf_counter() - start}


def fill(dataset: Path, units: int) -> None:
    """Put units straight into a dataset, 2,000 to a file, each like one of 50 generated contents."""
    from desktop.collect import parts
    from desktop.collect.columns import TABLES

    made = Dataset.make(dataset)
    samples = [packs.content(number, LINES) for number in range(50)] * 40
    columns = {
        table: {
            c.name: [row.get(c.name, "") for _, tables in samples for row in tables[table]] for c in TABLES[table][1:]
        }
        for table in ("lines", "staff", "outcomes")
    }
    entries: list[dict[str, Any]] = []
    for start in range(0, units, len(samples)):
        numbers = range(PACKS_OF_A_BATCH + start, PACKS_OF_A_BATCH + start + len(samples))
        for table in TABLES:
            of = [n for n, (_, tables) in zip(numbers, samples, strict=True) for _ in tables.get(table, ())]
            values = columns.get(table, {}) | {"pack": of}
            if table == "packs":
                values = _packs(numbers, samples)
            parts.write(folder_of(dataset, table, 1, 2027, "一上"), start // len(samples), table, values)
        period = {"year": 2027, "stage": "一上", "problem": ""}
        entries += [
            {"number": n, "file": f"{n}", "fingerprint": f"{n}", "unit_key": f"{n}", "unit": f"{n}", **period}
            for n in numbers
        ]
    made.commit({"batch": 1, "collected": "2026-11-21T00:00:00", "packs": entries})


def _packs(numbers: range, samples: list[Any]) -> dict[str, list[Any]]:
    text = [f"{number}" for number in numbers]
    found: dict[str, list[Any]] = dict.fromkeys(("fingerprint", "file", "unit_key", "unit_code", "version"), text)
    found |= {
        "pack": list(numbers),
        "unit": [f"第{each}单位" for each in text],
        "layout": ["national/2023"] * len(text),
    }
    for name in ("income", "expenditure"):
        found[name] = [about["totals"][name] for about, _ in samples]
    return found | {"unit_kind": [about["unit_kind"] for about, _ in samples]}


def child(what: str, *arguments: object) -> tuple[dict[str, float], float, float]:
    """Run one of the functions above in a process of its own; return its seconds, its own peak and its children's (MiB)."""
    command = [sys.executable, "-m", "tests.benchmarks.rollup", what, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, own, children = json.loads(done.stdout.splitlines()[-1])
    return seconds, own, children


def size_of(folder: Path) -> float:
    """Return the bytes of the Parquet files, in MiB."""
    return sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 2**20


def report(dataset: Path, units: int, memory: str) -> bool:
    """Show what a report takes beside bare DuckDB; tell whether the aims are met."""
    print(f"== {units:,} units × {LINES} lines: {size_of(dataset):,.0f} MiB of Parquet", flush=True)
    by_hand, peak_by_hand, _ = child("bare", dataset)
    seconds, peak, _ = child("asked", dataset, memory)
    ours, theirs = sum(seconds[name] for name in ("prepared", *by_hand)), sum(by_hand.values())
    show("totals by Ibis", ours * 1000, theirs * 1000, "bare DuckDB by hand", "1.5")
    everything = sum(seconds.values()) - seconds["workbook"]
    print(
        f"   bare {theirs:.2f} s, ours {ours:.2f} s, all questions {everything:.2f} s, workbook {seconds['workbook']:.2f} s"
    )
    print(
        f"   peak memory: bare {peak_by_hand:,.0f} MiB, report {peak:,.0f} MiB (aim {MOST:,} MiB, DuckDB limited to {memory or 'its own limit'})"
    )
    print(
        "   "
        + ", ".join(f"{name} {value:.2f}" for name, value in sorted(seconds.items(), key=lambda each: -each[1])[:6])
    )
    return ours <= 1.5 * theirs and peak <= MOST


def main(count: int) -> int:
    """Run both sizes; 0 where the aim is met."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-") as name:
        folder = Path(name)
        packs.folder_of(folder / "in", count * 1_000, LINES)
        seconds, own, children = child("collected", folder / "in", folder / "small" / "out")
        print(
            f"collect {count * 1_000:,} packs: {seconds['collect']:.1f} s, peak {own:,.0f} MiB and {children:,.0f} MiB for each reader"
        )
        shutil.rmtree(folder / "in")
        met = report(folder / "small" / "out", count * 1_000, "")
        fill(folder / "large" / "out", count * 1_000 * TIMES)
        return 0 if report(folder / "large" / "out", count * 1_000 * TIMES, MEMORY) and met else 1


if __name__ == "__main__":
    if len(sys.argv) > 2:
        import resource

        work = {"bare": bare, "asked": asked, "collected": collected}[sys.argv[1]]
        result = work(*(Path(a) if "/" in a else a for a in sys.argv[2:]))  # type: ignore[operator]
        peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(json.dumps([result, *peaks]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2))
