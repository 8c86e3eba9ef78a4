"""Taking packs in: all or nothing, one step to undo, and the same as having the unit in the book."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import Status, UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.errors import BudgetFrozen
from desktop.ledger.records import (
    Acceptance,
    Adjustment,
    ApprovedFigure,
    Budget,
    BudgetFacts,
    DirectLine,
    Execution,
    Income,
    LayoutChoice,
    LayoutReview,
    StageElsewhere,
    TakenIn,
    Unit,
)
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import Stage
from desktop.packs import packing, reading, taking
from desktop.units import together, views
from tests.small_cases import small_cases


@pytest.fixture(scope="module")
def pack(unit_pack):
    return reading.read(unit_pack)


def take(book, *packs, under=""):
    return taking.take(book, taking.plans(book, packs, under))


def packed(book, tmp_path, budget=None, name="又.mzs"):
    target = tmp_path / name
    target.write_bytes(packing.pack(book, budget or pipeline.newest_budget(book)))
    return reading.read(target)


def refusal(book, *packs):
    before = book.fingerprint()
    with pytest.raises(UserError) as refused:
        take(book, *packs)
    assert book.fingerprint() == before
    return str(refused.value)


# packs made by hand --------------------------------------------------------------------------------------

DRAFT, FIRST, SECOND = Stage.DRAFT, Stage.FIRST_UP, Stage.SECOND_UP


def facts_of(unit, year, stage=DRAFT, fen=1_00, fingerprint="f"):
    """A budget of one line, as a pack holds it; nothing at all for 0."""
    line = DirectLine(id=1, function_code="2010350", economic_code="30201", nature="公用", amount=fen)
    mark = TakenIn(fingerprint=fingerprint)
    budget = Budget(id=1, unit_id=1, year=year, stage=stage)
    return BudgetFacts(unit, budget, lines=(line,) if fen else (), taken_in=(mark,))


def sent(name="甲", code="", year=2026, stage=DRAFT, fen=1_00, fingerprint="f", before=(), **more):
    """The pack of a unit: this year's budget and what else it is compared with, as (year, amount)."""
    unit = Unit(id=1, name=name, code=code, **more)
    manifest = {"kind": "预算", "unit": name, "code": code, "year": year, "stage": stage}
    budgets = (facts_of(unit, year, stage, fen, fingerprint), *(facts_of(unit, y, fen=f) for y, f in before))
    return reading.Pack(f"{name}{code}.mzs", fingerprint, manifest, budgets)


def drafted(book, fen, year, stage, **changed):
    """A unit 甲 with a budget of its own in a book of 2026."""
    with book.operation("编制"):
        unit = units.add(book, Unit(name="甲"), (2026,) if year != 2026 else ())
        budget = book.insert(Budget(unit_id=unit.id, year=year, stage=stage))
        if fen:
            book.insert(replace(facts_of(unit, year, fen=fen).lines[0], id=0, budget_id=budget.id))
        if changed:
            book.update(replace(budget, **changed))
    return budget


def test_several_units_are_one_step_under_the_first_unit_of_the_book(bureau):
    first, second = take(bureau, sent("甲"), sent("乙"))
    assert (first.parent_id, second.parent_id) == (None, None)
    assert [step.name for step in bureau.history()][-1:] == ["装入 2 个单位的数据包"]
    (third,) = take(bureau, sent("丙"))
    assert third.parent_id == first.id
    assert bureau.undo().name == "装入 丙 2026年 草稿"


@small_cases(
    ("names", "refused"),
    [((("甲", ""), ("甲", "2")), True), ((("甲", "1"), ("乙", "1")), True), ((("甲", ""), ("乙", "")), False)],
)
def test_two_packs_of_one_name_or_one_code_are_one_unit(bureau, names, refused):
    packs = [sent(*name) for name in names]
    if not refused:
        assert [plan.unit for plan in taking.plans(bureau, packs)] == [None, None]
        return
    with pytest.raises(UserError, match="单位名称或编码相同"):
        taking.plans(bureau, packs)


def test_a_pack_replaces_the_latest_stage_and_is_the_same_only_as_one_of_its_own_stage(bureau):
    for stage, fingerprint in ((DRAFT, "a"), (FIRST, "c"), (SECOND, "b")):
        take(bureau, sent(stage=stage, fingerprint=fingerprint))
    (plan,) = taking.plans(bureau, [sent(stage=SECOND, fingerprint="b")])
    assert (plan.same, plan.asks, plan.replaced.stage, plan.differences) == (True, False, SECOND, ())
    (plan,) = taking.plans(bureau, [sent(stage=SECOND, fingerprint="a", fen=2_00)])
    assert (plan.same, plan.asks, plan.replaced.stage, bool(plan.differences)) == (False, True, SECOND, True)
    for stage in (DRAFT, FIRST):
        assert f"已装入2026年“二上”，“甲.mzs”是更早的“{stage}”" in refusal(bureau, sent(stage=stage))
    unit = bureau.units()[0]
    assert [b.stage for b in bureau.records(Budget, unit_id=unit.id)] == [DRAFT, FIRST, SECOND]


def test_the_stage_that_a_unit_reached_last_year_holds_up_no_draft_of_this_one(bureau):
    (unit,) = take(bureau, sent(year=2025, stage=SECOND))
    with bureau.operation("新年度"):
        bureau.insert(Budget(unit_id=unit.id, year=2026))
    assert take(bureau, sent(fingerprint="g")) == [unit]


def test_what_was_drafted_here_beside_a_stage_taken_in_stays_too(bureau):
    (unit,) = take(bureau, sent())
    with bureau.operation("编制"):
        budget = bureau.insert(Budget(unit_id=unit.id, year=2026, stage=FIRST))
        bureau.insert(replace(facts_of(unit, 2026).lines[0], id=0, budget_id=budget.id))
    assert "甲”的2026年预算是在本账本编制的" in refusal(bureau, sent(stage=FIRST, fingerprint="g"))


def test_only_the_year_that_the_book_drafts_is_taken_in(bureau):
    take(bureau, sent("甲", year=2025), sent("乙", year=2025))
    with bureau.operation("新年度"):
        bureau.insert(Budget(unit_id=bureau.units()[0].id, year=2026))
    for year in (2025, 2027):
        assert f"“丙.mzs”是{year}年的，账本正在编2026年预算" in refusal(bureau, sent("丙", year=year))
    assert len(take(bureau, sent("丙", year=2026))) == 1


@small_cases(
    ("name", "code", "message"),
    [
        ("甲", "9", "账本中“甲”的编码是“1”，“甲9.mzs”中是“9”"),
        ("乙", "1", "账本中编码“1”是“甲”，“乙1.mzs”中是“乙”"),
        ("甲", "", ""),
        ("甲", "1", ""),
        ("无码", "1", "账本中编码“1”是“甲”"),
        ("无码", "9", ""),
        ("乙", "9", None),
        ("乙", "", None),
    ],
)
def test_which_unit_of_the_book_a_pack_is_of(name, code, message):
    known = (Unit(id=5, name="甲", code="1"), Unit(id=6, name="无码"))
    if message:
        with pytest.raises(UserError, match=message):
            taking.unit_of(UnitTree(known), sent(name, code))
        return
    found = taking.unit_of(UnitTree(known), sent(name, code))
    assert (found and found.name) == (name if message == "" else None)


@small_cases(
    ("own", "year", "stage", "changed", "message"),
    [
        (1_00, 2026, DRAFT, {}, "甲”的2026年预算是在本账本编制的，没有用“甲.mzs”覆盖"),
        (2_00, 2026, FIRST, {}, "甲”的2026年预算（“一上”阶段）是在本账本编制的"),
        (0, 2026, DRAFT, {}, ""),
        (0, 2026, DRAFT, {"frozen_at": "2026-01-01"}, "是在本账本编制的"),
        (1_00, 2025, DRAFT, {}, ""),
        (2_00, 2025, DRAFT, {}, "甲”的2025年预算是在本账本编制的"),
        (0, 2025, DRAFT, {"frozen_at": "2025-01-01"}, "甲”的2025年预算是在本账本编制的"),
    ],
)
def test_what_was_drafted_here_stays_unless_it_is_empty_or_an_earlier_year_that_comes_to_the_same(
    bureau, own, year, stage, changed, message
):
    budget = drafted(bureau, own, year, stage, **changed)
    pack = sent(before=((2025, 1_00),))
    if message:
        assert message in refusal(bureau, pack)
    else:
        (unit,) = take(bureau, pack)
        lines = {b.year: [x.amount for x in bureau.facts(b).lines] for b in bureau.records(Budget, unit_id=unit.id)}
        assert lines == {2025: [1_00], 2026: [1_00]}
        assert bool(bureau.records(TakenIn, budget_id=budget.id)) is (own == 0), "what comes to the same stays as it is"
        bureau.undo()
    bureau.undo()


def test_what_changed_of_an_earlier_year_is_named_with_its_year(bureau):
    take(bureau, sent(before=((2025, 1_00), (2024, 1_00))))
    (plan,) = taking.plans(bureau, [sent(fingerprint="g", before=((2025, 3_00), (2023, 5_00)))])
    assert {each.group.partition("·")[0] for each in plan.differences} == {"2025年草稿"}
    (plan,) = taking.plans(bureau, [sent(fingerprint="g", fen=2_00, before=((2025, 3_00),))])
    years = {each.group.partition("·")[0] for each in plan.differences if "·" in each.group}
    assert (years, len(plan.differences) > 1) == ({"2025年草稿"}, True)
    assert any("1.00 元 → 3.00 元" in each.describe() for each in plan.differences)


def test_what_a_pack_says_of_its_unit_replaces_what_the_book_said_but_no_code(bureau):
    take(bureau, sent("乙"), sent("甲", "1", vehicle_posts=3, funding="全额"))
    (plan,) = taking.plans(bureau, [sent("甲", "", fingerprint="g", vehicle_posts=4)])
    said = {(each.field, each.before, each.after) for each in plan.differences if each.group == "单位"}
    assert said == {("单位编码", "1", ""), ("车辆编制", "3", "4"), ("经费方式", "全额", "")}
    (unit,) = taking.take(bureau, [plan])
    assert (unit.code, unit.vehicle_posts, unit.funding) == ("1", 4, "")
    assert bureau.units()[1:] == [unit]


def test_only_what_is_not_the_same_is_taken_in(bureau):
    take(bureau, sent("甲"))
    (unit,) = take(bureau, sent("甲"), sent("乙"))
    assert (unit.name, bureau.undo().name) == ("乙", "装入 乙 2026年 草稿")


# the pack of a whole unit ------------------------------------------------------------------------------


def test_every_table_text_and_check_is_as_in_the_unit_itself(bureau, book, pack):
    take(bureau, pack)
    mine, theirs = pipeline.of_book(book), pipeline.of_book(bureau)
    assert theirs.version == mine.version
    assert [(o.code, o.status, bool(o.findings)) for o in theirs.outcomes] == [
        (o.code, o.status, bool(o.findings)) for o in mine.outcomes
    ]


def test_an_adjusted_budget_comes_with_its_entries_and_what_was_approved(bureau, book, tmp_path):
    from desktop.ledger import rolling

    budget = pipeline.newest_budget(book)
    for stage in (Stage.APPROVED, Stage.ADJUSTED):
        budget = rolling.next_stage(book, budget, stage)
    codes = {"function_code": "2010350", "economic_code": "30201"}
    with book.operation("调整"):
        entry = Adjustment(budget_id=budget.id, day="2025-06-30", reference="9号", amount=500_00, **codes)
        book.insert(entry)
        book.insert(replace(entry, kind="追减", amount=200_00))
    take(bureau, packed(book, tmp_path, budget))
    theirs = pipeline.of_book(bureau)
    assert theirs.version == pipeline.of_book(book).version
    assert [each.change for each in theirs.facts.adjustments] == [500_00, -200_00]
    assert {o.status for o in theirs.outcomes if o.code in ("C115", "C117", "C118")} == {Status.PASSED}


def test_it_is_one_step_that_undo_takes_back_and_redo_repeats(bureau, pack):
    empty = bureau.fingerprint()
    take(bureau, pack)
    full = bureau.fingerprint()
    assert bureau.undo().name == "装入 青禾县政务服务中心（101002） 2025年 草稿"
    assert bureau.fingerprint() == empty
    bureau.redo()
    assert bureau.fingerprint() == full


def test_a_unit_taken_in_is_read_only_and_says_from_where(bureau, pack):
    (unit,) = take(bureau, pack)
    budget = pipeline.newest_budget(bureau, unit)
    (mark,) = bureau.records(TakenIn, budget_id=budget.id)
    assert (mark.fingerprint, mark.version, budget.frozen_at) == (
        pack.fingerprint,
        pack.manifest["version"],
        mark.taken_at,
    )
    with pytest.raises(BudgetFrozen), bureau.operation("改"):
        bureau.insert(DirectLine(budget_id=budget.id, amount=1))
    with pytest.raises(UserError, match="是装入的单位"):
        packing.pack(bureau, budget)


def test_the_same_pack_again_changes_nothing(bureau, pack):
    take(bureau, pack)
    before = bureau.fingerprint()
    (plan,) = taking.plans(bureau, [pack])
    assert (plan.same, plan.asks) == (True, False)
    assert taking.take(bureau, [plan]) == []
    assert bureau.fingerprint() == before


def test_a_newer_pack_says_what_changed_and_takes_the_place(bureau, book, pack, tmp_path):
    take(bureau, pack)
    before = bureau.fingerprint()
    budget = pipeline.newest_budget(book)
    with book.operation("改"):
        book.insert(Income(budget_id=budget.id, source="其他收入", amount=12_00, position=99))
    newer = packed(book, tmp_path)
    (plan,) = taking.plans(bureau, [newer])
    assert plan.asks
    said = [each.describe() for each in plan.differences]
    assert any("“收入合计”金额：1,786,390.88 元 → 1,786,402.88 元" in text for text in said)
    taking.take(bureau, [plan])
    assert pipeline.of_book(bureau).version == pipeline.of_book(book).version
    assert len(bureau.records(Budget, year=2025)) == 1
    bureau.undo()
    assert bureau.fingerprint() == before


def test_a_later_stage_stands_beside_the_earlier_one_which_cannot_come_back(bureau, book, pack, tmp_path):
    from desktop.ledger import rolling

    take(bureau, pack)
    later = packed(book, tmp_path, rolling.next_stage(book, pipeline.newest_budget(book), Stage.FIRST_UP))
    take(bureau, later)
    assert [b.stage for b in bureau.records(Budget, year=2025)] == ["草稿", "一上"]
    assert "已装入2025年“一上”，“清河.mzs”是更早的“草稿”" in refusal(bureau, pack)


def test_a_unit_goes_where_it_stands_in_the_tree_or_below_the_one_named(bureau, pack):
    with bureau.operation("部门"):
        top = units.add(bureau, Unit(name="某局", kind="行政", scope="部门"))
        middle = units.add(bureau, Unit(name="某所", kind="事业", parent_id=top.id))
    (unit,) = take(bureau, pack, under="某所")
    assert unit.parent_id == middle.id
    bureau.undo()
    with bureau.operation("占位"):
        held = units.add(bureau, Unit(name=pack.unit, kind="行政", parent_id=top.id), (2024, 2025))
    (unit,) = take(bureau, pack, under="某所")
    assert (unit.id, unit.parent_id, unit.code, unit.kind) == (held.id, top.id, "101002", "事业")


def test_a_new_unit_never_stands_below_one_that_has_ended(bureau, pack):
    with bureau.operation("部门"):
        units.add(bureau, Unit(name="旧局", kind="行政"))
        units.add(bureau, Unit(name="新局", kind="行政"))
        units.end(bureau, bureau.units()[0], 2024, bureau.units()[1])
    with pytest.raises(UserError, match="“旧局”自2024年撤并，不能再有下级单位"):
        take(bureau, pack, under="旧局")
    (unit,) = take(bureau, pack)
    assert [each.name for each in bureau.units() if each.id == unit.parent_id] == ["新局"]


def test_a_stage_behind_is_taken_in_and_an_error_of_the_department(bureau, pack):
    with bureau.operation("部门"):
        top = units.add(bureau, Unit(name="某局", kind="行政", scope="部门"))
        budget = bureau.insert(Budget(unit_id=top.id, year=2025, stage="一上"))
        bureau.insert(DirectLine(budget_id=budget.id, function_code="2010301", economic_code="30201", amount=1_00))
    take(bureau, pack)
    found = together.of_view(bureau, views.below(bureau, top))
    messages = [finding.message for finding in found.errors if finding.code == "C100"]
    assert any("“青禾县政务服务中心”没有“一上”阶段" in text for text in messages)


def test_what_was_drafted_here_is_never_written_over(book, pack):
    assert "是在本账本编制的，没有用“清河.mzs”覆盖" in refusal(book, pack)


def test_another_year_another_name_of_a_code_and_an_ended_unit_are_refused(bureau, pack):
    with bureau.operation("别的"):
        unit = units.add(bureau, Unit(name="别的单位", kind="事业", code="101002"), (2025,))
    assert "编码“101002”是“别的单位”" in refusal(bureau, pack)
    units.rename(bureau, unit, pack.unit, "999")
    assert "的编码是“999”" in refusal(bureau, pack)
    units.rename(bureau, bureau.units()[0], code="101002")
    units.end(bureau, bureau.units()[0], 2025, None)
    assert "自2025年已撤并" in refusal(bureau, pack)
    with bureau.operation("年度"):
        bureau.insert(Budget(unit_id=unit.id, year=2026))
    assert "是2025年的，账本正在编2026年预算" in refusal(bureau, pack)


def test_two_files_of_one_unit_or_one_bad_among_good_take_nothing_in(bureau, pack):
    assert "单位名称或编码相同" in refusal(bureau, pack, pack)
    bad = reading.Pack(
        "坏.mzs", "x", {**pack.manifest, "unit": "乙", "code": "2"},
        (_with_two_projects_of_one_name(pack),),
    )  # fmt: skip
    assert "坏.mzs”的成员“data/project.csv”第 10 行" in refusal(bureau, pack, bad)
    assert bureau.units() == []


def _with_two_projects_of_one_name(pack):
    from dataclasses import replace

    facts = pack.budgets[0]
    first = facts.projects[0]
    twins = (replace(first, id=8), replace(first, id=9))
    bare = replace(facts, unit=replace(facts.unit, name="乙", code="2"), projects=twins)
    return replace(bare, indicators=(), project_lines=(), project_years=(), lines=(), procurements=(), asset_plans=())


def test_a_taken_in_line_is_explained_down_to_rule_and_heads(bureau, pack):
    from desktop.compute import explain

    take(bureau, pack)
    found = pipeline.of_book(bureau)
    line = next(x for x in found.cube.lines if x.origin.rule == "养老保险")
    text = "\n".join(explain.explain(found.facts, found.drafted.values, line, list(found.cube.lines)).lines())
    assert "来源：单位数据包，养老保险，8 人；明细在单位自己的账本中" in text


def test_the_files_of_a_book_that_took_units_in_opens_again(bureau, pack):
    take(bureau, pack)
    bureau.close()
    with Book.open(bureau.path) as opened:
        assert opened.records(TakenIn)


def test_a_unit_that_others_went_into_brings_last_year_of_all_of_them(bureau, tmp_path):
    with Book.create(tmp_path / "单位.mzb") as own:
        with own.operation("建"):
            for name, fen in (("中心", 5_00), ("老站", 3_00)):
                unit = units.add(own, Unit(name=name, own_function="2050199"), (2026, 2027) if fen == 5_00 else (2026,))
                for budget in own.records(Budget, unit_id=unit.id):
                    own.insert(
                        DirectLine(
                            budget_id=budget.id, function_code="2050199", economic_code="30201", nature="公用", amount=fen
                        )
                    )  # fmt: skip
            units.end(own, unit, 2027, own.units()[0])
        budget = own.records(Budget, unit_id=own.units()[0].id, year=2027)[0]
        take(bureau, packed(own, tmp_path, budget))
        mine, theirs = pipeline.of_book(own, budget=budget), pipeline.of_book(bureau)
    assert sum(line.amount for line in theirs.cube.lines if line.year == 2026) == 8_00
    assert theirs.version == mine.version


def test_a_unit_under_its_former_name_does_not_come_in_a_second_time(bureau, pack):
    with bureau.operation("单位"):
        unit = units.add(bureau, Unit(name=pack.unit, kind="事业"), (2025,))
        units.rename(bureau, unit, "青禾县新中心", None)
    assert "单位现在是“青禾县新中心”" in refusal(bureau, pack)


MORE = [
    Execution(function_code="2010350", amount=100),
    Acceptance(code="C85", subject="某事", reason="已批准"),
    ApprovedFigure(subject="公用经费", drafted=1, amount=2),
    LayoutChoice(setting="income_list", choice="special"),
    LayoutReview(form="shanghai/2025", document="文号"),
    StageElsewhere(stage="一上", reference="文号"),
]


def test_whatever_is_another_in_a_new_pack_is_shown_before_it_replaces(bureau, book, pack, tmp_path):
    take(bureau, pack)
    with book.operation("改"):
        for record in MORE:
            book.insert(replace(record, budget_id=pipeline.newest_budget(book).id))
    (plan,) = taking.plans(bureau, [packed(book, tmp_path)])
    assert plan.asks
    assert sorted(each.group for each in plan.differences) == sorted(record.ABOUT.label for record in MORE)


def test_a_unit_taken_in_goes_through_no_gate_here(bureau, pack):
    from desktop.units import gates

    (unit,) = take(bureau, pack)
    for stage in (None, Stage.FIRST_UP):
        with pytest.raises(UserError, match="是装入的，由单位自己编制"):
            gates.before(bureau, pipeline.newest_budget(bureau, unit), stage)
