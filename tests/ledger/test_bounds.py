"""Counts and products beyond any unit budget are refused in plain words wherever they are entered."""

from dataclasses import replace

import pytest

from desktop.exchange import values
from desktop.findings import UserError
from desktop.intake import project_list
from desktop.ledger import bounds
from desktop.ledger.book import Book
from desktop.ledger.describe import FieldDescription, Kind, field_of
from desktop.ledger.records import (
    Asset,
    AssetPlan,
    Budget,
    DirectLine,
    Person,
    Procurement,
    Project,
    ProjectLine,
    ProjectYear,
    Unit,
)
from desktop.money import LARGEST_FEN
from tests.small_cases import small_cases

QUANTITY = field_of(ProjectLine, "quantity")
OTHER = FieldDescription("other", "另一数", Kind.WHOLE)
"""A count of which nobody has said how large it may be."""


@small_cases(
    ("field", "text", "reason"),
    [
        (QUANTITY, "1000000", ""),
        (QUANTITY, "1000001", "数量不对，请填 0 到 1000000 的整数"),
        (QUANTITY, "9" * 25, "数量不对，请填 0 到 1000000 的整数"),
        (QUANTITY, "9" * 5000, "数量不对，请填 0 到 1000000 的整数"),
        (QUANTITY, "0", ""),
        (field_of(ProjectLine, "times"), "1000001", "次数不对，请填 0 到 1000000 的整数"),
        (field_of(Person, "headcount"), "0", "人数不对，请填 1 到 100000 的整数"),
        (field_of(Person, "headcount"), "1", ""),
        (field_of(ProjectYear, "year"), "20255", "年度不对，请填 2000 到 2100 的整数"),
        (QUANTITY, "-1", "“-1”不是数量，请填整数"),
        (QUANTITY, "1.5", "“1.5”不是数量，请填整数"),
        (QUANTITY, "１", "“１”不是数量，请填整数"),
        (OTHER, "9" * 12, ""),
        (OTHER, "9" * 13, "另一数不对，请填 0 到 999999999999 的整数"),
    ],
)
def test_a_typed_count(field, text, reason):
    found = bounds.read_count(field, text)
    assert found[1] == reason
    assert reason or found[0] == int(text)


def test_the_product_may_reach_ten_trillion_yuan_and_no_more():
    assert LARGEST_FEN == 10**15
    assert bounds.product_problem(ProjectLine(quantity=1000, price=10**9, times=1000)) == ""
    assert "超过 10 万亿元" in bounds.product_problem(ProjectLine(quantity=1000, price=10**9 + 1, times=1000))
    assert "超过 10 万亿元" in bounds.product_problem(ProjectLine(quantity=1000, price=-(10**9) - 1, times=1000))
    assert bounds.product_problem(AssetPlan(quantity=10**6, price=10**9)) == ""
    assert "数量 × 单价超过" in bounds.product_problem(AssetPlan(quantity=10**6, price=10**9 + 1))
    assert "数量 × 单价超过" in bounds.product_problem(Procurement(quantity=10**6, price=10**9 + 1))
    assert bounds.product_problem(Procurement(quantity=10**6, price=None)) == ""
    assert bounds.product_problem(DirectLine(amount=10**15)) == ""


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建"):
            unit = made.insert(Unit(name="单位"))
            made.insert(Project(budget_id=made.insert(Budget(unit_id=unit.id, year=2023)).id, name="甲"))
        yield made


@pytest.mark.parametrize(
    "record",
    [
        ProjectLine(budget_id=1, project_id=1, quantity=10**12),
        ProjectLine(budget_id=1, project_id=1, quantity=10**25),
        ProjectLine(budget_id=1, project_id=1, quantity=10**6, price=10**12),
        Person(budget_id=1, headcount=0),
        Person(budget_id=1, headcount=10**25),
        Asset(budget_id=1, kind="车", stock=-1),
    ],
)
def test_the_book_itself_takes_none_beyond(book, record):
    before = book.fingerprint()
    with pytest.raises(UserError, match=r"；没有保存$"), book.operation("录入"):
        book.insert(record)
    assert book.fingerprint() == before


def test_an_imported_product_beyond_is_refused_with_its_place(tmp_path):
    path = tmp_path / "项目.csv"
    path.write_text(
        "项目名称,经济科目,数量,单价（元）,次数,功能科目\n甲,30201,1000000,1000000000,10,2010306\n", encoding="utf-8"
    )
    reading = project_list.read_projects(path, 2023)
    assert reading.rows == []
    assert "数量 × 单价 × 次数超过 10 万亿元" in reading.rejects[0].message
    assert reading.rejects[0].place.line_number == 2


@pytest.mark.parametrize("digits", [25, 5000])
def test_an_imported_count_of_many_digits_is_refused(tmp_path, digits):
    path = tmp_path / "项目.csv"
    path.write_text(
        f"项目名称,经济科目,数量,单价（元）,功能科目\n甲,30201,{'9' * digits},1,2010306\n", encoding="utf-8"
    )
    assert "请填 0 到 1000000 的整数" in project_list.read_projects(path, 2023).rejects[0].message


def test_a_units_name_is_as_long_as_the_pages_have_room_for(tmp_path):
    name = "青" * 60
    with Book.create(tmp_path / "a.mzb") as book:
        with book.operation("新建"):
            unit = book.insert(Unit(name=name))
        with pytest.raises(UserError, match="单位名称有 61 个字，最多 60 个"), book.operation("改名"):
            book.update(replace(unit, name=name + "县"))
        assert [unit.name for unit in book.units()] == [name]
        for unseen in ("青\n县", "青\u200b县", "青\x07县"):
            with pytest.raises(UserError, match="单位名称“青�县”中有看不见的字符"), book.operation("改名"):
                book.update(replace(unit, name=unseen))
    assert values.read(field_of(Unit, "name"), name + "县")[1].startswith("单位名称有 61 个字")
