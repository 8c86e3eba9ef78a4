"""Taking a unit in by pack is the same as having it in the book: in every table, text and check without people."""

import random
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import pipeline
from desktop.exporters import package
from desktop.findings import Finding
from desktop.ledger.book import Book
from desktop.ledger.describe import fields_of
from desktop.ledger.records import OF_A_BUDGET, Budget, DirectLine, FundShare, PayItem, Person, Release, Remark
from desktop.packs import archive, content, packing, reading, taking
from desktop.units import together, views
from tests import scale
from tests.packs.test_privacy import fill_with_canaries
from tests.units.departments import YEAR, Department, tree_of, trees

BIRD = "金丝雀".encode()
LAYOUTS = ("national/2023", "shanghai/2025", "chongqing/2023", "guangxi/2022", "shaanxi/2023", "guizhou/2025")
ITEMS = {"岗位工资": 3_210_00, "薪级工资": 1_234_56, "基础性绩效": 2_000_00}


def with_people(book, seed):
    """Give some units people, paid from two sources, so that there is something to sum."""
    chance = random.Random(seed)
    with book.operation("人员"):
        for unit in book.units()[1:]:
            book.update(replace(unit, own_function="2010350"))
            own = [b for b in book.records(Budget, unit_id=unit.id) if not unit.ended_by(b.year)]
            for budget in own if chance.random() < 0.6 else ():
                book.update(replace(budget, policy="example"))
                for number in range(chance.randint(1, 5)):
                    _person(book, budget, number, chance)


def _person(book, budget, number, chance):
    status = chance.choice(("在职", "在职", "在职", "退休"))
    person = book.insert(
        Person(budget_id=budget.id, position=number, name=f"金丝雀{budget.id}之{number}", kind="事业", status=status)
    )
    for item, fen in ITEMS.items():
        book.insert(PayItem(budget_id=budget.id, person_id=person.id, item=item, amount=fen + chance.randrange(999)))
    book.insert(Remark(budget_id=budget.id, record_table="person", record_id=person.id, text=f"金丝雀批注{number}"))
    if chance.random() < 0.3:
        for fund, percent in (("一般公共预算", "60"), ("事业收入", "40")):
            book.insert(FundShare(budget_id=budget.id, person_id=person.id, fund=fund, percent=percent))


def taken_apart(book, folder, seed):
    """Return a book with the same tree in which a part of the units came with packs, and the packs' bytes."""
    chance = random.Random(seed)
    leaves = [unit for unit in book.units()[1:] if unit.ended_year is None and chance.random() < 0.7]
    ended = {unit.successor_id for unit in book.units()} - {None}
    leaves = [unit for unit in leaves if unit.id not in ended]  # its pack brings last year of both
    packs = []
    for unit in leaves:
        budget = book.records(Budget, unit_id=unit.id, year=YEAR)[0]
        target = folder / f"{unit.id}.mzs"
        target.write_bytes(packing.pack(book, budget))
        packs.append(target)
    book.save_as(folder / "收.mzb")
    with book.operation("改为装入"):
        for unit in leaves:
            for budget in book.records(Budget, unit_id=unit.id):
                empty(book, budget)
    found = [reading.read(path) for path in packs]
    taking.take(book, taking.plans(book, found))
    return packs


def empty(book, budget):
    for kind in reversed(OF_A_BUDGET):
        for record in book.records(kind, budget_id=budget.id):
            book.delete(record)


def seen(book, form):
    """What is shown of the department: every table, the text, and how the checks end that look at no single person."""
    found = together.of_view(book, views.below(book, book.units()[0]), form)
    tables = [[[c.text for c in table.row(n)] for n in range(table.height)] for table in found.tables]
    outcomes = [(o.code, o.status, [told(f) for f in o.findings]) for o in found.outcomes if o.code not in OF_PERSONS]
    return tables, found.narrative.text, outcomes, found.version


OF_PERSONS = ("C32", "C34", "C35", "C36", "C37", "C39", "C40", "C41", "C42", "C43", "C44", "C45", "C46", "C95", "C96")


def told(finding: Finding):
    return finding.severity, finding.message, finding.left, finding.right


@settings(max_examples=scale.count(2))
@given(tree=trees(40 if scale.count(0) else 3), seed=st.integers(0, 99))
def test_a_taken_in_unit_is_as_one_in_the_book(tree, seed):
    with TemporaryDirectory(dir=scale.MEMORY) as name, Book.create(Path(name) / "部门.mzb") as book:
        Department(book, tree)
        with_people(book, seed)
        form = LAYOUTS[seed % len(LAYOUTS)]
        before = seen(book, form)
        packs = taken_apart(book, Path(name), seed)
        after = seen(book, form)
        for one, two in zip(before, after, strict=True):
            assert one == two
        for path in packs:
            assert BIRD not in unpacked(path)


def unpacked(path):
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_the_comparison_notices_a_changed_line(tmp_path):
    with Book.create(tmp_path / "a.mzb") as book:
        Department(book, tree_of(7, 2))
        before = seen(book, LAYOUTS[0])
        with book.operation("改"):
            line = book.records(DirectLine)[-1]
            book.update(replace(line, amount=line.amount + 1_000_000))
        assert seen(book, LAYOUTS[0]) != before


@pytest.mark.journey
def test_nobody_of_forty_units_leaves(tmp_path):
    """Canaries in every personal field of every unit and year: none is in the data of any pack."""
    with Book.create(tmp_path / "a.mzb") as book:
        Department(book, tree_of(11, 40))
        with_people(book, 11)
        canaries = fill_with_canaries(book, book.records(Budget)[0])
        assert len(canaries) > 200
        for budget in book.records(Budget):
            sent = content.without_people(book.facts(budget))
            for name, text in archive.members_of(content.Content((sent,), "", "", 0)).items():
                assert BIRD not in text, name


def fill_every_budget(book):
    """Write a canary into every personal field of every unit and year, a remark and a contact for each budget too."""
    with book.operation("批注"):
        for budget in book.records(Budget)[1:]:
            book.insert(Remark(budget_id=budget.id, record_table="budget", record_id=budget.id))
        for budget in book.records(Budget):
            if not book.records(Release, budget_id=budget.id):
                book.insert(Release(budget_id=budget.id))
    return fill_with_canaries(book, book.records(Budget)[0])


@pytest.mark.long_only
def test_nobody_of_forty_units_is_in_packs_exports_or_the_text(tmp_path):
    """The whole file of each pack, what is printed of each unit and of all together, read as an outsider reads it."""
    with Book.create(tmp_path / "a.mzb") as book:
        Department(book, tree_of(11, 40))
        with_people(book, 11)
        assert len(fill_every_budget(book)) > 900
        budgets = book.records(Budget, year=YEAR)
        for budget in budgets:
            target = tmp_path / f"{budget.unit_id}.mzs"
            target.write_bytes(packing.pack(book, budget))
            assert BIRD not in unpacked(target), target
        shown = [together.of_view(book, views.below(book, book.units()[0]), LAYOUTS[0])]
        shown += [pipeline.of_book(book, LAYOUTS[0], budget) for budget in budgets[::8]]
        for number, disclosure in enumerate(shown):
            release = disclosure.facts.release
            asked = [getattr(release, field.name) for field in fields_of(Release) if field.printed]  # 公开联系人

            def seen_of_somebody(text, asked=asked):
                return BIRD.decode() in re.sub("|".join(filter(None, asked)) or "$", "", text)

            assert not seen_of_somebody(disclosure.narrative.text)
            for written in package.export(pipeline.publication(disclosure), tmp_path / f"out{number}"):
                texts = packing.text_lines(written.path)
                assert texts
                assert not seen_of_somebody("".join(texts)), written.path
                if written.path.suffix != ".pdf":
                    assert not seen_of_somebody(unpacked(written.path).decode(errors="replace")), written.path
