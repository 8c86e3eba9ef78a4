"""Benchmarks of the drafting engine and the roster import: `python -m tests.benchmarks.drafting`. Ratios in one run, by processor time."""

import shutil
import tempfile
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import openpyxl
import python_calamine

from desktop import pipeline
from desktop.catalog import policy
from desktop.compute import causes, drafting
from desktop.intake import roster, sample
from desktop.ledger.book import Book
from desktop.ledger.records import BudgetFacts, PayItem, Person
from tests.benchmarks.bench import process, show, spent

PEOPLE, PROJECTS, ROSTER = 300, 200, 2_000


def large(facts: BudgetFacts) -> BudgetFacts:
    """Repeat the worked example's people and projects under new ids."""
    people: list[Person] = []
    items: list[PayItem] = []
    for number in range(PEOPLE):
        one = facts.people[number % len(facts.people)]
        people.append(replace(one, id=10_000 + number, code=f"B{number}"))
        items += [replace(i, person_id=10_000 + number) for i in facts.pay_items if i.person_id == one.id]
    projects = []
    lines = []
    for number in range(PROJECTS):
        one_ = facts.projects[number % len(facts.projects)]
        projects.append(replace(one_, id=10_000 + number, name=f"{one_.name}{number}", code=f"P{number}"))
        lines += [replace(x, project_id=10_000 + number) for x in facts.project_lines if x.project_id == one_.id]
    everything = {"people": tuple(people), "pay_items": tuple(items), "projects": tuple(projects)}
    return replace(facts, **everything, project_lines=tuple(lines), procurements=(), indicators=(), project_years=())


def edited(facts: BudgetFacts, number: int) -> BudgetFacts:
    """One edit: the pay of one person is another."""
    items = list(facts.pay_items)
    items[number * 7] = replace(items[number * 7], amount=items[number * 7].amount + 100 * (number + 1))
    return replace(facts, pay_items=tuple(items))


def plain_loop(facts: BudgetFacts) -> int:
    """Compute the same amounts as bare numbers: items × rates in one loop, no lines, no dates, no records."""
    rates = ("0.16", "0.08", "0.075", "0.02", "0.002", "0.005", "0.12")
    shares = [(round(float(rate) * 1000), 1000) for rate in rates]
    amounts = {person.id: 0 for person in facts.people}
    for item in facts.pay_items:
        amounts[item.person_id] += item.amount
    total = 0
    for person in facts.people:
        base = amounts[person.id]
        total += base * 12 + sum((base * top + bottom // 2) // bottom * 12 for top, bottom in shares) * person.headcount
    return total + sum(line.quantity * line.price * line.times for line in facts.project_lines)


def bench_recompute(folder: Path) -> None:
    """One edit: drafted lines anew, and everything a window shows anew."""
    path = folder / "qinghe.mzb"
    sample.write("qinghe_2025", path)
    with Book.open_to_read(path) as book:
        budget = pipeline.newest_budget(book)
        facts, last = large(book.facts(budget)), pipeline.last_year(book, budget)
    assert last is not None
    loop = spent(lambda: plain_loop(facts))
    title = f"{PEOPLE} people, {PROJECTS} projects"
    edits = cycle([edited(facts, number) for number in range(50)])
    show(f"lines after one edit, {title}", spent(lambda: drafting.draft(next(edits))), loop, "plain loop", "≤ 30 ms")
    form = pipeline.loader.load("chongqing/2023")
    shown = spent(lambda: pipeline.disclose(next(edits), last, form))
    show(f"lines, tables and text after one edit, {title}", shown, loop, "plain loop", "≤ 30 ms")
    whole = spent(lambda: pipeline.disclose(next(edits), last, form).outcomes)
    show(f"the same and every check, {title}", whole, loop, "plain loop", "")
    before = replace(facts, budget=replace(facts.budget, year=facts.budget.year - 1))
    show(f"causes of change, {title}", spent(lambda: causes.effects(before, facts), 3), loop, "plain loop", "")


def bench_roster(folder: Path) -> None:
    """Reading a roster against bare python-calamine on the same file plus an empty child's start."""
    items = policy.load("example").items
    book = openpyxl.Workbook()
    book.active.append(["工号", "姓名", "人员状态", "岗位", *(label for label in items.values())])
    for number in range(ROSTER):
        book.active.append(
            [f"N{number}", f"人{number}", "在职", "管理八级", *(2000 + number + n for n in range(len(items)))]
        )
    path = folder / "roster.xlsx"
    book.save(path)

    def bare() -> None:
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    start = spent(process("pass"))
    child = spent(process("import json, subprocess, python_calamine"))
    ours = spent(lambda: roster.read_roster(path, items, "事业"))
    show(f"roster of {ROSTER} rows", ours, spent(bare) + start, "calamine + empty child", "≤ 1.5")
    show(f"roster of {ROSTER} rows", ours, spent(bare) + child, "calamine + child that imports it", "≤ 1.5")


def main() -> None:
    """Run all benchmarks of this file."""
    folder = Path(tempfile.mkdtemp())
    bench_recompute(folder)
    bench_roster(folder)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
