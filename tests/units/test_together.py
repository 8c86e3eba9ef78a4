"""Several units together: the worked department to the 分, each unit alone, and what moved between them."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from weakref import WeakKeyDictionary

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import pipeline
from desktop.catalog.measures import make_filter
from desktop.layouts.form import loader
from desktop.layouts.tables.build import TableBuilder
from desktop.ledger import layout_choices, units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income
from desktop.money import parse_yuan
from desktop.units import standing, together, views
from tests import incremental, scale
from tests.cases_2027 import department
from tests.units import departments

EXPECTED = department.CASE["expected"]
NOT_ENTERED = ("C48", "C80", "N03", "C38", "C130", "C140")
"""What the cases do not enter: reviews of projects, the duties, the car of a unit whose lines are typed, with which
document a layout of earlier years was compared."""
GROUPS = {
    "by_function_class": ("function", 3),
    "by_function_kuan": ("function", 5),
    "by_function_item": ("function", 7),
    "by_dept_econ_class": ("economic", 3),
    "by_dept_econ": ("economic", 5),
    "by_gov_econ_class": ("government", 3),
    "by_gov_econ": ("government", 5),
    "by_nature": ("nature", None),
    "by_fund": ("fund", None),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(tmp_path_factory.mktemp("home")))
        with Book.create(tmp_path_factory.mktemp("book") / "部门.mzb") as made:
            department.fill(made)
            yield made


@pytest.fixture(autouse=True)
def home():
    """The packs of the units lie in the folder the book was made with."""


@pytest.fixture(scope="module")
def whole(book):
    return together.of_view(book, views.below(book, units.tree_of(book).find(department.NAME)), "national/2023")


def sums(cube, side="支出"):
    lines = [line for line in cube.lines if line.year == cube.year and line.side == side]

    def by(dimension, length):
        found = {}
        for line in lines:
            key = getattr(line, dimension)[:length]
            found[key] = found.get(key, 0) + line.amount
        return {key: fen for key, fen in found.items() if fen}

    return by


def expected(group):
    return {key: fen for key, text in group.items() if (fen := parse_yuan(text))}


def differing(cube, wanted):
    by = sums(cube)
    found = {name: (by(*place), expected(wanted[name])) for name, place in GROUPS.items()}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("name", EXPECTED["by_unit"])
def test_each_unit_alone(book, name):
    unit = units.tree_of(book).find(name)
    (budget,) = book.records(Budget, unit_id=unit.id)
    alone = pipeline.of_book(book, "national/2023", budget)
    wanted = EXPECTED["by_unit"][name]
    assert alone.sum("income_total") == parse_yuan(wanted["income_total"])
    assert alone.sum("outlay_total") == parse_yuan(wanted["expenditure_total"])
    assert differing(alone.cube, {**wanted, "by_fund": wanted["by_fund"]}) == {}


def test_the_department_together(whole):
    wanted = EXPECTED["consolidated"]
    assert whole.sum("income_total") == parse_yuan(wanted["income_total"])
    assert whole.sum("outlay_total") == parse_yuan(wanted["expenditure_total"])
    assert differing(whole.cube, wanted) == {}
    by = sums(whole.cube, "收入")
    incomes = by("fund", None)
    assert sum(incomes.values()) == parse_yuan(wanted["income_total"])
    assert incomes["上级补助收入"] == parse_yuan("40000")
    assert "附属单位上缴收入" not in incomes
    assert whole.sum("operating_fund") == parse_yuan(wanted["operating_cost"])
    for name in ("three_public",):
        assert whole.sum(name) == parse_yuan(wanted["three_public_general_budget"]["合计"])


def test_the_pairs_are_those_of_the_case(whole):
    found = [(p.payer, p.receiver, p.paid, p.received, p.eliminated) for p in whole.together.pairs]
    assert found == [
        (p["payer"], p["receiver"], *(parse_yuan(p[key]) for key in ("payer_yuan", "receiver_yuan", "eliminated_yuan")))
        for p in EXPECTED["pairs"]
    ]


def test_nothing_of_the_department_is_wrong(whole):
    loud = [f"{f.code} {f.message}" for f in whole.to_do]
    assert [text for text in loud if text.split()[0] not in NOT_ENTERED] == []
    assert {"C48 【", "C108"} & {text[:5].strip() for text in loud} == {"C48 【"}


@settings(max_examples=scale.count(2))
@given(tree=departments.trees(40 if scale.count(0) else 8), first=st.integers(0, 3))
def test_every_table_is_the_sum_of_the_units_less_what_is_eliminated(tree, first):
    """In each layout, to the 分; and each source pays for what it paid for in the units."""
    with TemporaryDirectory(dir=scale.MEMORY) as folder, Book.create(Path(folder) / "部门.mzb") as made:
        view = views.below(made, departments.Department(made, tree).top)
        cube = departments.summed(made, view)
        forms = loader.available()
        for key in forms if scale.count(0) else forms[first::4]:
            shown = together.of_view(made, view, key)
            builder = TableBuilder(shown.form, shown.facts, cube, last_known=shown.last is not None)
            wanted = {
                spec.id: departments.amounts(builder.build(spec)) for spec in shown.form.tables if not spec.lists_tables
            }
            found = {table.id: departments.amounts(table) for table in shown.tables if table.id in wanted}
            assert found == wanted, key
        for fund in departments.FUNDS:
            income, outlay = ({"side": [side], "fund": [fund]} for side in ("收入", "支出"))
            assert shown.cube.sum(make_filter(income, "")) == shown.cube.sum(make_filter(outlay, "")), fund


def test_an_edit_in_one_unit_gives_what_a_fresh_computation_gives(tmp_path, monkeypatch):
    with Book.create(tmp_path / "部门.mzb") as made:
        department = departments.Department(made, departments.tree_of(3, 6))
        chance = department.chance
        for step in range(scale.count(4)):
            together.of_view(made, views.below(made, department.top), "chongqing/2023")
            with made.operation("改"):
                record = chance.choice([*made.records(DirectLine), *made.records(Income)])
                made.update(replace(record, amount=record.amount + chance.randrange(99)))
                if step % 5 == 2:
                    department.transfer(departments.a_transfer(chance))
            kept = together.of_view(made, views.below(made, department.top), "chongqing/2023")
            monkeypatch.setattr(together, "_memories", WeakKeyDictionary())
            with made.operation("读"):  # inside an operation a book reads its file
                fresh = together.of_view(made, views.below(made, department.top), "chongqing/2023")
            monkeypatch.undo()
            assert incremental.differences(kept, fresh) == []


@pytest.mark.parametrize("key", ["shanghai/2025", "chongqing/2023"])
def test_the_department_in_its_own_forms(book, key):
    """Titles, head line and totals as the place prints a 部门; what the case does not enter is all that is said."""
    view = views.below(book, units.tree_of(book).find(department.NAME))
    shown = together.of_view(book, view, key)
    totals = EXPECTED["consolidated"]
    assert [table.unit_name for table in shown.tables] == [department.NAME] * len(shown.tables)
    balance = shown.table("balance")
    total = balance.row(balance.height - 1)
    assert [cell.amount for cell in total if cell.kind == "amount"] == [parse_yuan(totals["income_total"])] * 2
    assert shown.narrative.figures["operating_fund"].fen == parse_yuan(totals["operating_cost"])
    assert "部门" in shown.narrative.title
    assert [f.message for f in shown.to_do if f.code not in NOT_ENTERED] == []
    listed = [unit["name"] for unit in department.CASE["units"]]
    assert "、".join(listed) in shown.narrative.text


def test_what_was_computed_step_by_step_comes_out_the_same(book, whole):
    view = views.below(book, units.tree_of(book).find(department.NAME))
    list(together.steps(book, view))
    assert together.of_view(book, view, "national/2023").version == whole.version


@pytest.mark.parametrize("key", loader.available())
def test_the_text_of_a_department_names_its_units_and_claims_nothing_of_them(book, key):
    """All of them are listed once, the one at the head (本级) is none of its own subordinates, and who is counted is said."""
    view = views.below(book, units.tree_of(book).find(department.NAME))
    text = together.of_view(book, view, key).narrative.text
    listed = [unit["name"] for unit in department.CASE["units"]]
    counted = [unit["name"] for unit in department.CASE["units"] if unit["operating_cost_counted"]]
    assert "预算单位6个" in text
    kinds = Counter(unit["unit_kind"] for unit in department.CASE["units"])
    of_kinds = f"行政单位{kinds['行政']}个、参照公务员法管理的单位{kinds['参公']}个、事业单位{kinds['事业']}个"
    assert (of_kinds in text) == (key in ("national/2023", "chongqing/2023", "chongqing/2026", "guizhou/2025"))
    assert all(name in text for name in listed)
    assert not re.search("下设单位|下属(?:预算)?单位|单独设置内设机构", text)
    every = key.startswith("guangxi")  # which counts all units
    assert f"统计范围：{'、'.join(listed if every else counted)}。" in text


def test_chosen_units_are_asked_for_no_text_because_there_is_no_place_for_it(book, whole):
    tree = units.tree_of(book)
    chosen = [each for each in tree.units if tree.above(each) is not None][:2]
    disclosure = together.of_view(book, views.chosen(book, chosen), "national/2023")
    asked = {o.code: (str(o.status), o.note) for o in disclosure.outcomes if o.code in ("C78", "C80")}
    assert asked == dict.fromkeys(asked, ("不适用", "选择汇总没有自己的说明文字和原因，请在各单位或部门的预算中填写"))
    assert set(asked) == {"C78", "C80"}
    assert standing.of(disclosure).owed == 0
    assert ("待填写" in disclosure.narrative.text, together.NO_WORDS in disclosure.narrative.text) == (False, True)
    assert [spec.key for spec in disclosure.form.texts if spec.required] == []
    assert together.of_view(book, views.chosen(book, chosen), "national/2023").form is disclosure.form
    assert standing.of(whole).owed > 0, "the department itself has a place for its text"


def test_what_was_eliminated_is_said_under_the_table_of_all_money(book):
    view = views.below(book, units.tree_of(book).find(department.NAME))
    first, again = (together.of_view(book, view, "shanghai/2025") for _ in range(2))
    assert [note for note in first.table("balance").notes if "抵销" in note] == [
        "注：各单位之间的往来（补助60,000.00元、上缴30,000.00元）已在汇总时抵销，不在本表收支之内。"
    ]
    assert again.form is first.form
    assert first.table("balance").unit_label == "编制部门"


def test_what_was_eliminated_is_said_where_each_unit_has_a_row_of_its_own(book):
    """表2 and 表3 of Shaanxi: what a unit has and what it spends differ there by what went from unit to unit."""
    shown = together.of_view(book, views.below(book, units.tree_of(book).find(department.NAME)), "shaanxi/2023")
    noted = {table.id: note for table in shown.tables for note in table.notes if "已在汇总时抵销" in note}
    assert list(noted) == ["balance", "income", "expenditure"]
    why = "，有往来的单位收入与支出因此可能不等。"
    assert [noted[each].endswith(why) for each in noted] == [False, True, True]
    income, expenditure = (
        [shown.table(name).row(n) for n in range(shown.table(name).height)] for name in list(noted)[1:]
    )
    assert any(has[2].amount != spends[2].amount for has, spends in zip(income, expenditure, strict=True))


def test_settings_of_a_department_change_no_note_of_what_was_eliminated(book):
    """The choices of the department's own budget are put in first; what its view adds to the form stays."""
    view = views.below(book, units.tree_of(book).find(department.NAME))
    layout_choices.keep(book, view.budget, {"separator": "without"})
    try:
        disclosure = together.of_view(book, view, "national/2023")
        assert disclosure.form.choice("separator") == "without"
        assert any("抵销" in note for note in disclosure.table("balance").notes)
        assert "," not in disclosure.table("balance").find("total", "amount").text
    finally:
        book.undo()


def test_the_head_line_of_a_department_says_so_without_the_form_asking_for_it(book):
    view = views.below(book, units.tree_of(book).find(department.NAME))
    assert {table.unit_label for table in together.of_view(book, view, "national/2023").tables} == {"部门"}
    alone = pipeline.of_book(book, "national/2023", book.records(Budget)[1])
    assert {table.unit_label for table in alone.tables} == {"单位"}


def test_procurement_is_not_paid_with_more_of_a_money_than_there_is(whole):
    """An item of 62,000 of which 60,000 are a subsidy from inside: the rest alone is still 上级补助."""
    for fund in departments.FUNDS:
        bought, spent = (whole.cube.sum(make_filter({"side": [side], "fund": [fund]}, "")) for side in ("采购", "支出"))
        assert bought <= spent, fund


@pytest.mark.parametrize("key", ["shaanxi/2023", "guangxi/2022"])
def test_a_divided_item_of_procurement_is_one_row_with_all_its_money(book, key):
    view = views.below(book, units.tree_of(book).find(department.NAME))
    found = [f.message for f in together.of_view(book, view, key).to_do if f.code in ("C10", "C72")]
    assert found == []


def test_a_count_of_vehicles_says_which_units_entered_none(book):
    form = "shanghai/2025"
    found = together.of_view(book, views.below(book, units.tree_of(book).find(department.NAME)), form)
    outcome = next(each for each in found.outcomes if each.code == "N03")
    told = next(each.message for each in outcome.findings if each.message.startswith("“车辆、购置车辆”中没有"))
    silent = [unit for unit in found.together.facts if not any(a.kind.endswith("车") for a in unit.assets)]
    assert [facts.unit.name in told for facts in found.together.facts] == [
        facts in silent for facts in found.together.facts
    ]
    assert 0 < len(silent) < len(found.together.facts)


def test_tables_with_a_row_for_a_unit_have_one_for_each_unit_of_a_department(book):
    """表2 and 表3 of Shaanxi say 单位编码 and 单位名称: the department as a whole is the total above its units."""
    shown = together.of_view(book, views.below(book, units.tree_of(book).find(department.NAME)), "shaanxi/2023")
    totals = {"income": "income_total", "expenditure": "expenditure_total"}
    for name, figure in totals.items():
        table = shown.table(name)
        total, *rows = [table.row(n) for n in range(table.height)]
        assert total[1].text == "合计"
        assert [row[1].text for row in rows] == [unit.name for unit in shown.facts.units]
        assert all(row[0].text for row in rows)
        parts = [sum(cell.amount for cell in row if cell.kind == "amount") // 2 for row in rows]  # 总计 and its parts
        assert sum(parts) == total[2].amount == shown.narrative.figures[figure].fen
    assert {str(o.status) for o in shown.outcomes if o.code in ("SX11", "SX12")} == {"通过"}
