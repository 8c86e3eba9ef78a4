"""Scenarios: beside the stage and invisible to it, taken over or dropped as one step, undone exactly."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.compute import difference
from desktop.compute.difference import differences
from desktop.exchange import setting
from desktop.findings import UserError
from desktop.ledger import rolling, scenarios
from desktop.ledger.book import Book
from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.records import (
    OF_A_BUDGET,
    Attachment,
    Budget,
    Control,
    Establishment,
    FreeText,
    FundShare,
    ParameterValue,
    PayItem,
    Person,
    Project,
    ProjectLine,
    Release,
    Remark,
    TakenIn,
    Unit,
)
from desktop.ledger.vocabulary import Stage
from desktop.packs import packing
from tests import samples


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as opened:
        yield opened


@pytest.fixture
def stage(book):
    return pipeline.newest_budget(book)


def _try(book, scenario):
    """Change a rate, a person, a quota-like amount, and switch a project off; return the project left out."""
    person = book.records(Person, budget_id=scenario.id)[0]
    items = book.records(PayItem, person_id=person.id)
    off = book.records(Project, budget_id=scenario.id)[0]
    with book.operation("测算"):
        book.insert(
            ParameterValue(budget_id=scenario.id, parameter="rate.medical", valid_from="2025-01-01", value="0.09")
        )
        book.update(replace(items[0], amount=items[0].amount + 10_000))
        book.delete(items[1])
        book.insert(Person(budget_id=scenario.id, position=99, code="新", kind="事业", status="拟招", last_month=12))
        book.insert(Remark(budget_id=scenario.id, record_table="person", record_id=person.id, text="拟调资"))
    scenarios.leave_out(book, scenario, [off.id])
    return off


def test_a_scenario_is_an_equal_copy_that_nothing_lists_as_a_stage(book, stage):
    before = book.fingerprint()
    scenario = scenarios.begin(book, stage, " 医保提高 ")
    assert (scenario.scenario, scenario.frozen_at) == ("医保提高", None)
    assert difference.differences(book.facts(stage), book.facts(scenario)) == []
    _try(book, scenario)
    assert scenario not in book.records(Budget) and scenario not in book.budgets(stage.unit_id)
    assert pipeline.newest_budget(book) == stage
    next_year = Budget(0, stage.unit_id, stage.year + 1)
    assert book.last_year_of(next_year) == stage
    assert book.budget_of_year(stage.unit_id, stage.year) == stage
    assert scenarios.of_stage(book, stage) == book.scenarios() == [scenario]
    while book.undo().name != "新建测算方案“医保提高”":
        pass
    assert book.fingerprint() == before


def test_what_is_tried_is_computed_in_the_scenario_alone(book, stage):
    official = pipeline.of_book(book, "chongqing/2023", stage).version
    scenario = scenarios.begin(book, stage, "试算")
    same = pipeline.of_book(book, "chongqing/2023", scenario)
    assert same.version == official
    off = _try(book, scenario)
    tried = pipeline.of_book(book, "chongqing/2023", scenario)
    assert tried.version != official
    assert off.name not in {project.name for project in tried.facts.projects}
    assert off.id not in {line.project_id for line in tried.facts.project_lines}
    assert pipeline.of_book(book, "chongqing/2023", stage).version == official


def test_taking_gives_the_stage_the_content_of_the_scenario_and_undo_gives_it_back(book, stage):
    kept = book.records(Project, budget_id=stage.id)[1]
    with book.operation("附注"):
        book.insert(Remark(budget_id=stage.id, record_table="project", record_id=kept.id, text="附件在此"))
        book.insert(Release(budget_id=stage.id, secrecy_result="通过"))
    before, ids = book.fingerprint(), {r.id for r in book.records(PayItem, budget_id=stage.id)}
    scenario = scenarios.begin(book, stage, "试算")
    _try(book, scenario)
    tried, begun = book.facts(scenario), book.fingerprint()
    taken = scenarios.take(book, scenario)
    facts = book.facts(taken)
    assert difference.differences(tried, facts) == []
    assert not book.scenarios()
    assert facts.release.secrecy_result == "通过"
    assert len(ids - {r.id for r in facts.pay_items}) == 1, "what is equal stays the same record"
    names = {project.id: project.name for project in facts.projects}
    notes = {(r.record_table, r.text, names.get(r.record_id)) for r in book.records(Remark)}
    assert notes == {("project", "附件在此", kept.name), ("person", "拟调资", None)}
    assert not book._connection.execute("PRAGMA foreign_key_check").fetchall()
    assert book.undo().name == "采用测算方案“试算”"
    assert book.fingerprint() == begun
    book.redo()
    assert difference.differences(tried, book.facts(stage)) == []
    while book.undo().name != "新建测算方案“试算”":
        pass
    assert book.fingerprint() == before


def test_taking_what_was_not_changed_changes_nothing_but_that_the_scenario_is_gone(book, stage):
    before = book.fingerprint()
    scenarios.take(book, scenarios.begin(book, stage, "照旧"))
    assert book.fingerprint() == before
    budget = {c.table for c in book.changes(book.history()[0]) if (c.after or c.before).get("budget_id") == stage.id}
    assert not budget


def test_a_dropped_scenario_comes_back_with_an_undo(book, stage):
    scenario = scenarios.begin(book, stage, "试算")
    _try(book, scenario)
    before = book.fingerprint()
    scenarios.drop(book, scenario)
    assert not book.scenarios() and not book.records(Person, budget_id=scenario.id)
    assert book.undo().name == "放弃测算方案“试算”"
    assert book.fingerprint() == before


def test_a_frozen_stage_can_be_tried_but_takes_nothing_over(book, stage):
    rolling.next_stage(book, stage, Stage.FIRST_UP)
    frozen = book.records(Budget, id=stage.id)[0]
    scenario = scenarios.begin(book, frozen, "试算")
    with book.operation("可以改"):
        book.insert(Person(budget_id=scenario.id, code="新"))
    with pytest.raises(UserError, match="“草稿”已冻结，方案“试算”只能比较，不能采用"):
        scenarios.take(book, scenario)
    assert scenarios.stage_of(book, scenario) == frozen
    scenarios.drop(book, scenario)


def test_a_scenario_goes_to_no_stage_no_year_and_no_pack(book, stage):
    scenario = scenarios.begin(book, stage, "试算")
    for step in (
        lambda: rolling.next_stage(book, scenario, Stage.FIRST_UP),
        lambda: rolling.roll_forward(book, scenario),
        lambda: packing.pack(book, scenario),
    ):
        with pytest.raises(UserError, match="测算方案“试算”，不是正式数据"):
            step()
    made = rolling.next_stage(book, stage, Stage.FIRST_UP)
    assert not made.scenario and not scenarios.of_stage(book, made)


@pytest.mark.parametrize("name", ["", " ", "试" * 21, "两\n行", "试算"])
def test_a_name_that_says_nothing_or_is_there_already_is_refused(name, book, stage):
    scenarios.begin(book, stage, "试算")
    with pytest.raises(UserError, match="方案"):
        scenarios.begin(book, stage, name)


def test_what_came_with_a_pack_is_not_tried(book, stage):
    with book.operation("装入"):
        book.insert(TakenIn(budget_id=stage.id, fingerprint="a", taken_at="2025-01-01", version="0"))
    with pytest.raises(UserError, match="由单位自己测算"):
        scenarios.begin(book, stage, "试算")


def test_work_in_a_scenario_never_reaches_official_data(book, stage):
    scenario = scenarios.begin(book, stage, "试算")
    (unit,), last = book.units(), book.last_year_of(stage)
    before = book.fingerprint()
    book.confine(scenario)
    for change in (
        lambda: book.insert(Establishment(unit_id=unit.id, kind="工勤")),
        lambda: book.update(replace(unit, kind="行政")),
        lambda: book.insert(Unit(name="又一个")),
        lambda: book.insert(Person(budget_id=last.id)),
        lambda: book.insert(Budget(unit_id=unit.id, year=stage.year + 1)),
        lambda: book.update(replace(stage, policy="")),
    ):
        with pytest.raises(UserError, match="这一步会改到正式数据"), book.operation("改"):
            change()
    assert book.fingerprint() == before
    with book.operation("改"):
        book.update(replace(scenario, policy=""))
        book.insert(Person(budget_id=scenario.id))
    book.confine(None)
    with book.operation("改"):
        book.update(replace(unit, kind="行政"))


def test_it_is_known_whether_the_stage_was_changed_since(book, stage):
    scenario = scenarios.begin(book, stage, "试算")
    _try(book, scenario)
    assert scenarios.changed_since(book, scenario) is False
    with book.operation("改"):
        book.insert(Person(budget_id=stage.id))
    assert scenarios.changed_since(book, scenario) is True
    book.undo()
    assert scenarios.changed_since(book, scenario) is False
    book.clear_history()
    assert scenarios.changed_since(book, scenario) is None


def test_texts_that_would_go_are_named_although_no_comparison_lists_them(book, stage):
    scenario = scenarios.begin(book, stage, "试算")
    with book.operation("改"):
        book.insert(Person(budget_id=stage.id))
    assert "没有列出" not in scenarios.note_before_taking(book, scenario)
    with book.operation("写"):
        book.insert(FreeText(budget_id=stage.id, key="新的一段", text="写了两个小时"))
    assert "上面没有列出而也会换掉的：说明文字 1 处" in scenarios.note_before_taking(book, scenario)


def test_all_that_is_of_a_left_out_project_goes_with_it(book, stage):
    scenario = scenarios.begin(book, stage, "试算")
    line = book.records(ProjectLine, budget_id=scenario.id)[0]
    with book.operation("分摊"):
        book.insert(FundShare(budget_id=scenario.id, project_line_id=line.id, percent="100"))
        book.insert(
            Attachment(budget_id=scenario.id, record_table="project_line", record_id=line.id, name="a", digest="b")
        )
    assert len(book.facts(scenario).fund_shares) == 1
    scenarios.leave_out(book, scenario, [line.project_id])
    assert not book.facts(scenario).fund_shares
    scenarios.leave_out(book, scenario, [])
    assert len(book.facts(scenario).fund_shares) == 1
    scenarios.leave_out(book, scenario, [line.project_id])
    scenarios.take(book, scenario)
    assert not book.records(FundShare) and not book.records(Attachment)


def test_what_a_document_gave_since_stays_when_a_scenario_is_taken_over(book, stage):
    """Control numbers that came in beside a scenario, with their evidence; not those of a project that goes."""
    with book.operation("先有的控制数"):
        book.insert(Control(budget_id=stage.id, block="人员经费", amount=1))
    scenario = scenarios.begin(book, stage, "压减")
    off = _try(book, scenario)
    gone, other = (book.records(Project, budget_id=stage.id)[place] for place in (0, 1))
    assert gone.name == off.name
    with book.operation("导入控制数"):
        document = {"budget_id": stage.id, "reference": "财预〔2026〕12号"}
        numbers = [
            book.insert(Control(block=block, amount=5, project_id=project, **document))
            for block, project in (("人员经费", None), ("项目支出", other.id), ("项目支出", gone.id))
        ]
        note = Remark(budget_id=stage.id, record_table="control", record_id=numbers[0].id, text="见附件")
        book.insert(note)
    assert "财预〔2026〕12号下达的控制数和批复数仍然保留" in scenarios.note_before_taking(book, scenario)
    sides = [book.facts(stage), scenarios.as_taken(book, scenario, book.facts(scenario))]
    removed = [each for each in differences(*sides) if each.group == "控制数"]
    assert [(each.subject, each.after) for each in removed] == [(removed[0].subject, "")]  # that of the project alone
    assert gone.name in removed[0].subject
    before = book.fingerprint()
    scenarios.take(book, scenario)
    found = book.records(Control, budget_id=stage.id)
    assert [(each.block, each.amount, each.reference) for each in found] == [
        ("人员经费", 1, ""),
        ("人员经费", 5, "财预〔2026〕12号"),
        ("项目支出", 5, "财预〔2026〕12号"),
    ]
    assert found[2].project_id == other.id
    assert "见附件" in {remark.text for remark in book.records(Remark, budget_id=stage.id)}
    book.undo()
    assert book.fingerprint() == before


def _another(field, turn):
    """Return a value of a field that is not its usual one and that the file takes; another one at each turn."""
    if field.choices:
        others = [choice for choice in field.choices if choice != field.default]
        return others[-1 - turn % len(others)]
    if field.kind is Kind.DATE:
        return f"2025-06-0{turn + 1}"
    if field.kind is Kind.FLAG:
        return 1
    if field.kind in (Kind.WHOLE, Kind.MONEY, Kind.MONTH) or field.default is None:
        return (2030 if field.name == "year" else 7) + turn
    return "又再"[turn]


def _typed(kind):
    places = ("left_out", *(name for name, _ in rolling.REFERENCES))
    return [each for each in fields_of(kind) if not each.place and each.name not in places]


def _values(book, kind, budget):
    names = [each.name for each in _typed(kind)]
    return sorted(repr([getattr(record, name) for name in names]) for record in book.records(kind, budget_id=budget.id))


def test_whatever_is_added_or_changed_in_a_scenario_is_taken_over(book, stage):
    """Every field of every kind: of new records, and of one of those the scenario took along."""
    scenario = scenarios.begin(book, stage, "试算")
    first = {
        f"{kind.TABLE}_id": book.records(kind, budget_id=scenario.id)[0].id for kind in (Project, Person, ProjectLine)
    }
    kinds = [kind for kind in OF_A_BUDGET if kind is not TakenIn]
    with book.operation("测算"):
        for kind in kinds:
            for record in book.records(kind, budget_id=scenario.id)[:1]:
                book.update(replace(record, **{each.name: _another(each, 1) for each in _typed(kind)}))
            owners = {name: number for name, number in first.items() if name in kind.__dataclass_fields__}
            if "record_table" in kind.__dataclass_fields__:
                owners |= {"record_table": "project", "record_id": first["project_id"]}
            new = {each.name: _another(each, 0) for each in _typed(kind)}
            if kind is FundShare:
                del owners["project_line_id"]
            book.insert(kind(budget_id=scenario.id, **owners, **new))
    wanted = {kind: _values(book, kind, scenario) for kind in kinds}
    scenarios.take(book, scenario)
    assert {kind: _values(book, kind, stage) for kind in kinds} == wanted


def test_the_contact_of_a_scenario_is_taken_over_and_what_was_approved_stays(book, stage):
    with book.operation("公开审批"):
        book.insert(Release(budget_id=stage.id, approval_number="青财预〔2025〕8号", contact="张三", phone="1"))
    scenario = scenarios.begin(book, stage, "试算")
    before = book.fingerprint()
    setting.set_values(book, scenario, ["公开联系人=李四"])
    assert scenarios.note_before_taking(book, scenario) == "公开审批记录的公开联系人按方案填写"
    with pytest.raises(UserError, match="没有可以清空的“联系电话”"):
        setting.set_values(book, scenario, ["联系电话="])
    scenarios.take(book, scenario)
    release = book.facts(stage).release
    assert (release.approval_number, release.contact, release.phone) == ("青财预〔2025〕8号", "李四", "1")
    book.undo()
    book.undo()
    assert book.fingerprint() == before


def test_a_control_number_that_the_scenario_takes_out_does_not_stay_behind(book, stage):
    with book.operation("下达"):
        book.insert(Control(budget_id=stage.id, block="人员经费", amount=5, reference="财预〔2026〕12号"))
    scenario = scenarios.begin(book, stage, "试算")
    with book.operation("不要"):
        book.delete(book.records(Control, budget_id=scenario.id)[0])
    sides = [book.facts(stage), scenarios.as_taken(book, scenario, book.facts(scenario))]
    assert [each.group for each in differences(*sides)] == ["控制数"]
    scenarios.take(book, scenario)
    assert book.records(Control, budget_id=stage.id) == []
