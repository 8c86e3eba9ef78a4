"""Functions of which a file does not say what is basic spending and what is of projects are named."""

from desktop.ledger.records import Budget, BudgetFacts, DirectLine, Unit
from desktop.published.crossed import economic_classes, not_divided
from desktop.published.reading import ReadCell
from tests.small_cases import small_cases

BASIC, PROJECTS = ("nature", ("人员", "公用")), ("nature", ("!人员", "!公用"))


def facts(*spent):
    lines = tuple(
        DirectLine(id=n, position=n, function_code=code, nature=nature, amount=100)
        for n, (code, nature) in enumerate(spent, 1)
    )
    return BudgetFacts(unit=Unit(id=1), budget=Budget(unit_id=1, year=2030), lines=lines)


def cell(*where, project=""):
    return ReadCell("t", 0, "", "", where, 100, True, project=project)


BOTH = facts(("2040601", "人员"), ("2040601", "项目"), ("2040604", "项目"), ("2080505", "人员"))


def named(cells, of=BOTH):
    return [each.label for each in not_divided(of, cells)]


@small_cases(
    "cells",
    [
        [],
        [cell(BASIC), cell(PROJECTS)],
        [cell(("function", ("2040601",))), cell(("function", ("2040604",))), cell(("function", ("2080505",)))],
        [cell(("function", ("204",)), BASIC), cell(("function", ("2040604",)))],
        [cell(("function", ("2080505",)), ("nature", ("人员", "项目")))],
    ],
)
def test_a_division_that_no_figure_tells_is_named(cells):
    (label,) = named(cells)
    assert label.startswith("文件没有写明各功能科目的基本支出和项目支出（2040601 行政运行、2040604")


@small_cases(
    "cells",
    [
        [cell(("function", (code,)), BASIC) for code in ("2040601", "2040604", "2080505")],
        [cell(("function", (code,)), PROJECTS) for code in ("2040601", "2040604", "208")],
        [cell(("function", ("2040604",)), PROJECTS), cell(("function", ("2080505",)), BASIC)],
        [cell(("function", (code,)), project="甲项目") for code in ("2040601", "2040604")],
    ],
)
def test_what_figures_tell_or_leave_for_one_function_is_not(cells):
    assert named(cells) == []


def test_spending_of_one_kind_has_nothing_to_divide():
    assert named([], facts(("2040601", "人员"), ("2080505", "公用"))) == []


def test_economic_classes_of_functions_that_no_figure_tells_are_named():
    lines = [
        DirectLine(id=n, position=n, function_code=code, economic_code=economic, nature="人员", amount=100)
        for n, (code, economic) in enumerate([("2040601", "30101"), ("2080505", "30108")], 1)
    ]
    both = BudgetFacts(unit=Unit(id=1), budget=Budget(unit_id=1, year=2030), lines=tuple(lines))
    apart = [cell(("function", ("2040601",))), cell(("economic", ("30101",)))]
    (found,) = economic_classes(both, apart)
    assert "经济分类" in found.message
    assert list(economic_classes(both, [cell(("function", ("2040601",)), ("economic", ("30101",)))])) == []
    assert list(economic_classes(facts(("2040601", "人员")), apart)) == []
