"""The gate before a stage ends: refused with the list, answered with reasons, documents for what was skipped."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from desktop import pipeline
from desktop.findings import Finding, Severity, UserError
from desktop.ledger import stages, units
from desktop.ledger.book import Book
from desktop.ledger.records import Acceptance, Budget, Control, Project, StageElsewhere, TakenIn, Unit
from desktop.ledger.vocabulary import Stage
from desktop.units import gates
from desktop.units.gates import Answers, Gate


@pytest.fixture
def book(worked_example):
    return worked_example


def above_control(book, stage="草稿"):
    budget = pipeline.newest_budget(book)
    with book.operation("控制数"):
        book.insert(Control(budget_id=budget.id, block="公用经费", amount=100_00))
    assert budget.stage == stage
    return budget


def test_open_errors_refuse_the_step_with_the_list_and_what_could_give(book):
    gate = gates.before(book, above_control(book), Stage.FIRST_UP)
    before = book.fingerprint()
    with pytest.raises(UserError) as refused:
        gates.go_on(book, [gate], Answers())
    for words in (
        "2025年“草稿”不能转入“一上”，还有 1 项错误没有处理：",
        "C85 “公用经费”",
        "可以压减的（由大到小）：定额“",
    ):
        assert words in str(refused.value)
    with pytest.raises(UserError, match="不能冻结，还有 1 项错误"):
        gates.go_on(book, [gates.before(book, gate.budget, None)], Answers({"C85": "  "}))
    assert book.fingerprint() == before


def test_a_reason_is_kept_as_an_accepted_finding_and_printed(book):
    budget, before = above_control(book), book.fingerprint()
    gate = gates.before(book, budget, Stage.FIRST_UP)
    (copy,) = gates.go_on(book, [gate], Answers({"C85": "财政局同意"}))
    found = pipeline.of_book(book, "", copy)
    assert [note for note in pipeline.publication(found).cover_notes if "理由：财政局同意" in note]
    assert [each.budget_id for each in book.records(Acceptance)] == [budget.id, copy.id]
    assert book.undo().name == "2025年预算转入一上"
    assert book.fingerprint() == before


def test_a_reason_may_be_given_for_one_finding_alone(book):
    (finding,) = gates.before(book, above_control(book), None).errors
    gate = gates.before(book, pipeline.newest_budget(book), None)
    (frozen,) = gates.go_on(book, [gate], Answers({}, {(gate.unit, finding.code, finding.message): "已批准"}))
    assert frozen.frozen_at
    with pytest.raises(UserError, match="已经冻结"):
        gates.before(book, frozen, None)


def test_a_reason_takes_the_place_of_an_earlier_one_and_others_stay(book):
    """One may have been accepted while the gate was looked at."""
    budget = above_control(book)
    gate = gates.before(book, budget, None)
    (finding,) = gate.errors
    with book.operation("说明"):
        book.insert(Acceptance(budget_id=budget.id, code=finding.code, subject=finding.message, reason="早先"))
        book.insert(Acceptance(budget_id=budget.id, code=finding.code, subject="别的", reason="另有原因"))
    gates.go_on(book, [gate], Answers({finding.code: "财政局同意"}))
    noted = book.records(Acceptance, budget_id=budget.id)
    assert {each.subject: each.reason for each in noted} == {"别的": "另有原因", finding.message: "财政局同意"}
    assert len(noted) == 2
    assert book.undo().name == "冻结2025年草稿"


def test_what_no_reason_answers_stays_open(book):
    budget = pipeline.newest_budget(book)
    with book.operation("不宜公开"):
        book.insert(Project(budget_id=budget.id, name="某专项", confidential=1))
    gate = gates.before(book, budget, Stage.FIRST_UP)
    with pytest.raises(UserError, match="C97"):
        gates.go_on(book, [gate], Answers({finding.code: "说明" for finding in gate.errors}))


def test_skipped_stages_ask_for_their_documents(book):
    budget = pipeline.newest_budget(book)
    gate = gates.before(book, budget, Stage.FIRST_DOWN)
    assert gate.owed == (Stage.FIRST_UP,)
    with pytest.raises(UserError, match="“一上”没有编制；在别处编制的，请写明文号"):
        gates.go_on(book, [gate], Answers())
    with pytest.raises(UserError, match="“公开”不是被跳过的阶段"):
        gates.go_on(
            book, [gate], Answers({}, {}, dict.fromkeys((Stage.FIRST_UP, Stage.DISCLOSED, Stage.SECOND_UP), "1号"))
        )
    (copy,) = gates.go_on(book, [gate], Answers({}, {}, {Stage.FIRST_UP: "某财〔2024〕3号"}))
    assert [(e.stage, e.reference) for e in book.records(StageElsewhere, budget_id=copy.id)] == [
        ("一上", "某财〔2024〕3号")
    ]


def test_a_step_out_of_order_is_refused(book):
    (copy,) = gates.go_on(book, [gates.before(book, pipeline.newest_budget(book), Stage.FIRST_UP)], Answers())
    with pytest.raises(UserError, match="同一阶段不能建立两次"):
        gates.before(book, copy, Stage.DRAFT)
    with pytest.raises(UserError, match="已有“一上”阶段"):
        gates.before(book, copy, Stage.FIRST_UP)


def test_above_control_is_a_warning_while_the_numbers_come_in_and_an_error_in_the_second_draft(book):
    budget = above_control(book)
    answers = Answers({"C85": "控制数没有下达", "C96": "测试"}, {}, {Stage.FIRST_UP: "1号"})
    (down,) = gates.go_on(book, [gates.before(book, budget, Stage.FIRST_DOWN)], answers)
    with book.operation("重新核对"):
        for each in book.records(Acceptance, budget_id=down.id):
            book.delete(each)
    gate = gates.before(book, down, Stage.SECOND_UP)
    assert "C85" in {each.code for each in gate.warnings}
    (second,) = gates.go_on(book, [gate], Answers({"C96": "测试"}))
    assert "C85" in {each.code for each in gates.before(book, second, Stage.APPROVED).errors}


def test_a_frozen_stage_takes_no_reasons(book):
    budget = above_control(book)
    gate = gates.before(book, stages.freeze(book, budget), Stage.FIRST_UP)
    with pytest.raises(UserError, match="已冻结，不能再改正或填写理由；请先解除冻结"):
        gates.go_on(book, [gate], Answers({"C85": "同意"}))


def test_a_stage_that_is_handed_in_does_not_end_empty_a_draft_does(tmp_path):
    with Book.create(tmp_path / "空.mzb") as book:
        with book.operation("新建账本"):
            unit = book.insert(Unit(name="某局", kind="行政"))
            draft = book.insert(Budget(unit_id=unit.id, year=2027))
        (up,) = gates.go_on(book, [gates.before(book, draft, Stage.FIRST_UP)], Answers())
        for stage in (None, Stage.FIRST_DOWN):
            with pytest.raises(UserError, match="“一上”还没有录入任何内容"):
                gates.go_on(book, [gates.before(book, up, stage)], Answers())
        with book.operation("下级"):
            book.insert(Unit(name="某站", kind="事业", parent_id=unit.id))
        assert not gates.before(book, up, None).empty  # a unit that only stands above others need not have figures


def test_a_node_that_only_sums_up_answers_for_what_is_open_in_the_sum(book):
    """An empty unit below is an error of the sum; what is open in a unit that goes along stands in its own gate."""
    own = above_control(book)
    unit = book.units()[0]
    node = units.add(book, Unit(name="某局", kind="行政", scope="部门"), [2025])
    units.move(book, unit, node)
    units.add(book, Unit(name="空单位", kind="事业", parent_id=node.id), [2025])
    (above,) = book.budgets(node.id)
    alone = gates.before(book, above, Stage.FIRST_UP)
    assert {"C85", "C100"} <= {each.code for each in alone.errors}
    of_node, of_unit = gates.before_each(book, [above, own], Stage.FIRST_UP)
    assert ["C85" in {each.code for each in gate.errors} for gate in (of_node, of_unit)] == [False, True]
    assert "C100" in {each.code for each in of_node.errors}


def gate_of(unit="某局", errors=0, *, owed=(), empty=False, stage=Stage.FIRST_UP, made="草稿"):
    found = tuple(Finding(f"C{number}", Severity.ERROR, "不对") for number in range(1, errors + 1))
    gate = Gate(unit, Budget(1, 1, 2027, made), stage, found, (), owed)
    return replace(gate, empty=True) if empty else gate


class TestRefusal:
    """What a refusal says, line by line."""

    def test_of_one_unit_it_names_no_unit_and_lists_what_is_open(self):
        assert gates.refusal([gate_of(errors=2)], Answers()).splitlines() == [
            "2027年“草稿”不能转入“一上”，还有 2 项错误没有处理：",
            "  C1 不对",
            "  C2 不对",
            "请改正，或者逐项写明理由",
        ]

    def test_of_several_units_each_line_says_whose_it_is(self):
        told = gates.refusal([gate_of("甲局", 1), gate_of("乙局", 1), gate_of("丙局")], Answers())
        assert [line for line in told.splitlines() if "不能转入" in line] == [
            f"“{unit}”2027年“草稿”不能转入“一上”，还有 1 项错误没有处理：" for unit in ("甲局", "乙局")
        ]

    @pytest.mark.parametrize(("errors", "more"), [(30, None), (31, "  另有 1 项，请运行检查查看")])
    def test_of_very_many_errors_thirty_are_named(self, errors, more):
        lines = gates.refusal([gate_of(errors=errors)], Answers()).splitlines()
        assert (lines[30], lines[-1][:3]) == ("  C30 不对", "请改正")
        assert lines[31:-1] == ([more] if more else [])

    def test_an_example_names_the_first_stage_that_is_owed(self):
        told = gates.refusal([gate_of(owed=(Stage.FIRST_UP, Stage.FIRST_DOWN), stage=Stage.SECOND_UP)], Answers())
        assert told == (
            "2027年“草稿”不能转入“二上”：“一上”、“一下控制数”没有编制；在别处编制的，请写明文号，记为未在本软件编制"
        )

    def test_where_nothing_was_entered_anywhere_that_is_said_first(self):
        first, second = (gate_of(unit, 1, empty=True, made=made) for unit, made in (("甲局", "一上"), ("乙局", "一下")))
        told = gates.refusal([first, second], Answers()).splitlines()
        assert told[0] == "2027年“一上”还没有录入任何内容，不能结束这一阶段；请先录入预算"
        assert told[1].startswith("“甲局”")
        assert "没有录入" not in gates.refusal([first, gate_of("乙局", 1)], Answers())


@pytest.mark.parametrize(("count", "told"), [(1, "不行"), (2, "“局2”：不行；没有改动任何单位")])
def test_of_several_units_a_refusal_names_the_unit(monkeypatch, count, told):
    def before(_, budget, *__):
        if budget.unit_id == count:
            raise UserError("不行")
        return budget.unit_id

    monkeypatch.setattr(gates, "before", before)
    book = SimpleNamespace(units=lambda: [Unit(number, name=f"局{number}") for number in (1, 2)])
    found = gates.before_each(book, [Budget(number, number, 2027) for number in range(1, count + 1)], None)
    with pytest.raises(UserError) as refused:
        list(found)
    assert str(refused.value) == told


def test_what_a_unit_handed_over_goes_no_further_here(book):
    budget = pipeline.newest_budget(book)
    with book.operation("装入"):
        book.insert(TakenIn(budget_id=budget.id, fingerprint="x"))
    with pytest.raises(UserError, match="2025年“草稿”是装入的，由单位自己编制；请装入它新的数据包"):
        gates.before(book, budget, None)
