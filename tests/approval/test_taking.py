"""Taking approved figures over: the document, both sides of each difference, whole lines only, exact undo."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from desktop.approval import taking
from desktop.approval.comparing import Compared
from desktop.compute.lines import Origin
from desktop.findings import UserError
from desktop.intake.bureau_reading import Asked
from desktop.intake.bureau_words import Subject
from desktop.ledger import rolling, stages
from desktop.ledger.book import Book
from desktop.ledger.records import ApprovedFigure, Budget, DirectLine, Release, Unit
from desktop.ledger.vocabulary import Stage
from tests.intake import bureau_files as files
from tests.small_cases import small_cases

HEAD = (["单位：元"], ["功能科目编码", "经济科目", "类别", "资金来源", "批复数"])
WAGES = ["2010350", "30101", "人员经费", "一般公共预算", "520100"]


def test_a_line_that_the_file_gives_whole_becomes_the_approved_amount(book, plan):
    before = book.fingerprint()
    planned = plan([*HEAD, WAGES])
    (change,) = planned.changes
    assert change.compared.describe() == (
        "2010350 事业运行 30101 基本工资 人员经费 一般公共预算：批复 520,100.00 元，编报 520,000.00 元，相差 100.00 元"
        "（工作表“表1”第 4 行“批复数”列）"
    )
    assert (change.line.amount, change.amount) == (52_000_000, 52_010_000)
    assert taking.take(book, planned) == 1
    assert book.records(DirectLine, id=change.line.id)[0].amount == 52_010_000
    (release,) = book.records(Release, budget_id=planned.units[0].budget.id)
    assert (release.approval_number, release.approved_on) == ("青财预〔2023〕8号", "2023-01-25")
    (approved,) = book.records(ApprovedFigure)
    assert (approved.drafted, approved.amount, approved.reference) == (52_000_000, 52_010_000, "青财预〔2023〕8号")
    assert not plan([*HEAD, WAGES]).changes
    assert book.undo().name == "取得批复数 青财预〔2023〕8号"
    assert book.fingerprint() == before


def test_how_a_block_divides_is_left_to_her(book, plan):
    lines = book.records(DirectLine)
    planned = plan([["单位：万元"], ["类别", "批复数"], ["人员经费", "1"], ["公用经费", "38.198"]])
    (left,) = planned.left
    assert (left.compared.name, left.compared.approved, left.line) == ("人员经费", 1_000_000, None)
    assert taking.take(book, planned) == 0
    assert book.records(DirectLine) == lines
    assert [each.subject for each in book.records(ApprovedFigure)] == ["人员经费"]


def test_what_is_open_or_frozen_is_not_taken_over(book, plan):
    planned = plan([["单位：元"], ["类别", "批复数"], ["机动费", "1"]])
    before = book.fingerprint()
    with pytest.raises(UserError, match="没有取得批复数"):
        taking.take(book, planned)
    assert book.fingerprint() == before


def test_several_differences_are_kept_in_the_order_of_the_file(book, plan):
    planned = plan([["单位：元"], ["类别", "批复数"], ["公用经费", "1"], ["人员经费", "2"]])
    assert planned.count == 2
    for _ in range(2):
        taking.take(book, planned)
    assert [(each.position, each.subject) for each in book.records(ApprovedFigure)] == [
        (0, "公用经费"), (1, "人员经费"), (2, "公用经费"), (3, "人员经费"),
    ]  # fmt: skip


def test_what_the_file_does_not_speak_of_is_told(plan):
    assert plan([["单位：元"], ["类别", "批复数"], ["人员经费", "1"]]).not_listed
    assert plan([["单位：元"], ["类别", "批复数"], ["公用经费", "1"]]).not_listed


def compared(approved=100, drafted=100, **subject):
    named = Subject(**({"function": "2010350", "economic": "30101", "fund": "一般公共预算"} | subject))
    return Compared("", SimpleNamespace(subject=named, fen=approved), drafted, 0)


def test_without_a_line_the_amount_is_the_difference():
    assert taking.Change(compared(approved=90), None).amount == -10
    assert taking.Change(compared(approved=90), DirectLine(amount=400)).amount == 390


@small_cases(
    ("changed", "tables", "found"),
    [
        ({}, ["direct_line"], True),
        ({"approved": 0}, ["direct_line"], True),
        ({"approved": -1}, ["direct_line"], False),
        ({"economic": ""}, ["direct_line"], False),
        ({"function": ""}, ["direct_line"], False),
        ({"function": "20103"}, ["direct_line"], False),
        ({"fund": ""}, ["direct_line"], False),
        ({}, [], False),
        ({}, ["direct_line", "direct_line"], False),
        ({}, ["pay_item"], False),
    ],
)
def test_only_a_figure_given_whole_with_one_typed_line_behind_it_changes_that_line(changed, tables, found):
    behind = [SimpleNamespace(origin=Origin(table, 1)) for table in tables]
    lines = {1: DirectLine(id=1)}
    assert (taking._line_of(compared(**changed), SimpleNamespace(chosen=lambda _: behind), lines) is lines[1]) == found


# several units --------------------------------------------------------------------------------------------

SEVERAL = (
    ["单位：元"], ["单位名称", "功能科目编码", "经济科目", "资金来源", "批复数"],
    ["甲中心", "2010350", "30101", "一般公共预算", "700"],
    ["乙学校", "2010350", "30101", "一般公共预算", "900"],
    ["合计", "", "", "", "1600"],
)  # fmt: skip


@pytest.fixture
def tree(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as book:
        with book.operation("建立"):
            for name in ("甲中心", "乙学校"):
                unit = book.insert(Unit(name=name, kind="事业"))
                budget = book.insert(Budget(unit_id=unit.id, year=2023, stage="批复"))
                book.insert(
                    DirectLine(
                        budget_id=budget.id, function_code="2010350", economic_code="30101", nature="人员",
                        fund="一般公共预算", amount=80_000,
                    )
                )  # fmt: skip
        yield book


def hold(book, unit=0):
    budget = book.budgets(book.units()[0].id)[0]
    return taking.plan(book, "批.xlsx", [files.table([["青财预〔2023〕8号"], *SEVERAL])], budget, Asked(unit=unit))


def test_a_file_of_several_units_is_taken_over_for_all_as_one_step(tree):
    before = tree.fingerprint()
    planned = hold(tree)
    assert [(each.unit.name, each.changes[0].amount) for each in planned.units] == [
        ("甲中心", 70_000),
        ("乙学校", 90_000),
    ]
    assert taking.take(tree, planned) == 2
    assert [line.amount for line in tree.records(DirectLine)] == [70_000, 90_000]
    assert [(r.budget_id, r.approval_number) for r in tree.records(Release)] == [
        (1, "青财预〔2023〕8号"),
        (2, "青财预〔2023〕8号"),
    ]
    assert tree.undo().name == "取得批复数 青财预〔2023〕8号"
    assert tree.fingerprint() == before


def test_a_unit_that_only_sums_up_others_is_approved_with_all_of_them(tree):
    with tree.operation("主管部门"):
        node = tree.insert(Unit(name="某局", kind="行政", scope="部门"))
        above = tree.insert(Budget(unit_id=node.id, year=2023, stage="批复"))
        for unit in tree.units()[:2]:
            tree.update(replace(unit, parent_id=node.id))
    taking.take(tree, hold(tree, unit=tree.units()[1].id))
    assert not tree.records(Release, budget_id=above.id)  # of one unit only
    taking.take(tree, hold(tree))
    assert [r.approval_number for r in tree.records(Release, budget_id=above.id)] == ["青财预〔2023〕8号"]


def test_of_a_file_of_several_units_one_can_be_chosen(tree):
    planned = hold(tree, unit=tree.units()[1].id)
    assert [each.unit.name for each in planned.units] == ["乙学校"]


def test_while_a_unit_of_the_file_is_frozen_nothing_is_taken_over(tree):
    stages.freeze(tree, tree.budgets(tree.units()[1].id)[0])
    before = tree.fingerprint()
    planned = hold(tree)
    assert planned.refused == "“乙学校”2023年“批复”已冻结，只能对照，不能取得批复数"
    with pytest.raises(UserError, match=r"已冻结.*账本未改动"):
        taking.take(tree, planned)
    assert tree.fingerprint() == before
    assert taking.take(tree, hold(tree, unit=tree.units()[0].id)) == 1


@pytest.mark.parametrize(
    ("stage", "why"),
    [
        ("草稿", "还不是批复.*请先转入“批复”阶段"), ("二上", "会改掉编报的数.*请先转入“批复”阶段"),
        ("公开", "请逐行改为批复数，文号填入公开审批记录"), ("调整", "请录入预算调整"),
    ],
)  # fmt: skip
def test_only_an_approved_stage_takes_approved_figures_over_others_are_compared(tree, stage, why):
    with tree.operation("阶段"):
        for budget in tree.records(Budget):
            tree.update(replace(budget, stage=stage))
    before = tree.fingerprint()
    planned = hold(tree)
    assert (planned.reading.rejects, len(planned.changes)) == ([], 2)
    with pytest.raises(UserError, match=f"“{stage}”.*{why}"):
        taking.take(tree, planned)
    assert tree.fingerprint() == before


def test_a_published_stage_says_to_go_back_to_the_approved_one(tree):
    for budget in tree.records(Budget):
        rolling.next_stage(tree, budget, Stage.DISCLOSED)
    budget = next(each for each in tree.records(Budget) if each.stage == "公开")
    planned = taking.plan(tree, "批.xlsx", [files.table([["青财预〔2023〕8号"], *SEVERAL])], budget, Asked())
    assert planned.refused.endswith("请解除“批复”的冻结，在那里取得")


def test_a_unit_of_the_file_without_a_budget_of_that_stage_is_named_and_nothing_is_taken_over(tree):
    with tree.operation("下一阶段"):
        (other,) = tree.budgets(tree.units()[1].id)
        tree.update(replace(other, stage="一上"))
    planned = hold(tree)
    assert [reject.message for reject in planned.reading.rejects] == [
        "“乙学校”没有2023年“批复”的预算，不能取得它的批复数；请先建立，或只选一个单位"
    ]
    with pytest.raises(UserError, match="有 1 处问题，没有取得批复数"):
        taking.take(tree, planned)
