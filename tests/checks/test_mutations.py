"""The worked example's mutations: each mistake is found by the check it is for, and the sound book raises none.

The changes are those of tests/worked/worked_example.json `mutations`. Figures of the text cannot be mistyped here, so
mistakes in a narrative are made the way they happen: in a text that was edited by hand (Word), without bindings.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop import pipeline
from desktop.catalog import policy
from desktop.checks.catalogue import REGISTER
from desktop.checks.register import run_one
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.ledger.records import (
    Acceptance,
    Asset,
    Control,
    DirectLine,
    EventPlan,
    Execution,
    ParameterValue,
    PayItem,
    Person,
    Release,
)

FORM = loader.load("chongqing/2023")


@pytest.fixture
def facts(sample_facts):
    """The sample with what both layouts print of it entered."""
    found = sample_facts["qinghe_2025"][0]
    kinds = ("特种专业技术用车", "其他用车", "单位价值50万元以上通用设备", "单位价值100万元以上专用设备")
    assets = (*found.assets, *(Asset(id=900 + n, kind=kind) for n, kind in enumerate(kinds)))
    texts = {"structure": "不设内设机构。", "special_transfer": "没有由本单位管理的专项转移支付。"}
    release = replace(found.release, contact="办公室", phone="023-12345678")
    return replace(found, assets=assets, texts={**found.texts, **texts}, release=release)


@pytest.fixture
def last(sample_facts):
    return sample_facts["qinghe_2025"][1]


def found(facts, last):
    return {o.code: o for o in pipeline.disclose(facts, last, FORM).outcomes}


def local(parameter, value):
    return lambda f: replace(f, parameters=(ParameterValue(parameter=parameter, valid_from="2025-01-01", value=value),))


def one(records, wanted, **changed):
    """Change exactly the record that fits."""
    hits = [r for r in records if wanted(r)]
    assert len(hits) == 1, hits
    return tuple(replace(r, **changed) if r in hits else r for r in records)


def other_income(f):
    return replace(f, incomes=one(f.incomes, lambda i: i.source == "其他收入", amount=600_000))


def fund_of_line(f):
    return replace(f, project_lines=one(f.project_lines, lambda x: x.fund == "其他收入", fund="一般公共预算"))


def extra(**fields):
    line = {"id": 900, "function_code": "2010350", "nature": "人员", **fields}
    return lambda f: replace(f, lines=(*f.lines, DirectLine(**line)))


def pay_in_project(f):
    return extra(function_code="2010306", economic_code="30101", nature="项目", project_id=f.projects[0].id, amount=1)(
        f
    )


def drop_satisfaction(f):
    project = next(p for p in f.projects if p.code == "P3")
    gone = next(i for i in f.indicators if i.project_id == project.id and "满意度" in i.level1)
    rest = tuple(i for i in f.indicators if i is not gone)
    count = next(i for i in rest if i.project_id == project.id and "数量" in i.level2)
    return replace(f, indicators=one(rest, lambda i: i is count, weight=str(int(count.weight) + int(gone.weight))))


def carried_to_another(f):
    target = next(p for p in f.projects if p.code == "P2")
    return replace(f, project_lines=one(f.project_lines, lambda x: x.carry == "结转", project_id=target.id))


def plan_of(code, amount):
    def change(f):
        project = next(p for p in f.projects if p.code == code)
        years = one(f.project_years, lambda y: y.project_id == project.id and y.year == 2025, amount=amount)
        return replace(f, project_years=years)

    return change


def item(name, **changed):
    return lambda f: replace(f, procurements=one(f.procurements, lambda r: r.item == name, **changed))


def indicator(name, **changed):
    return lambda f: replace(f, indicators=one(f.indicators, lambda i: i.name == name, **changed))


def first_person(**changed):
    return lambda f: replace(f, people=(replace(f.people[0], **changed), *f.people[1:]))


def one_more_head(f):
    first = f.quota_splits[0]
    return replace(f, quota_splits=(replace(first, amount=first.amount + 600_000), *f.quota_splits[1:]))


def no_vehicle(f):
    line = extra(economic_code="30231", nature="公用", amount=2_000_000)
    return line(replace(f, assets=(replace(f.assets[0], stock=0),)))


def joined(**fields):
    """One more person who has a basic wage."""
    return lambda f: replace(
        f,
        people=(*f.people, Person(id=99, **fields)),
        pay_items=(*f.pay_items, PayItem(id=999, person_id=99, item="post_wage", amount=1_100_000)),
    )


MUTATIONS = [
    ("C01", other_income, "1,787,390.88 与支出总计 1,786,390.88"),
    ("C19", fund_of_line, "相差 5,000.00 元"),
    ("C21", extra(economic_code="30101", government_code="50101", amount=100), "应对应政府经济 50501"),
    ("C22", extra(economic_code="30101", government_code="50101", amount=100), "政府经济科目 50101"),
    ("C23", lambda f: replace(f, unit=replace(f.unit, kind="参公")), "30107"),
    ("C24", lambda f: replace(f, unit=replace(f.unit, kind="行政")), "事业运行"),
    ("C28", pay_in_project, "30101"),
    ("C29", lambda f: replace(f, unit=replace(f.unit, own_function="2010398")), "2010398"),
    ("C31", lambda f: replace(f, establishments=(replace(f.establishments[0], posts=7),)), "在职 8 人，超过编制 7 名"),
    ("C32", first_person(kind="其他"), "无法归类"),
    ("C34", first_person(first_month=9, last_month=3), "9 月至 3 月"),
    ("C35", one_more_head, "相当于 9 人，花名册 8 人"),
    ("C37", lambda f: replace(f, people=(*f.people, Person(id=99, code="S1", kind="事业"))), "S1 重复"),
    ("C38", no_vehicle, "0 辆 / 20,000.00 元"),
    ("C40", local("si.base.ceiling", "86142"), "21.01"),
    ("C41", local("rate.housing", "0.13"), "13% 超出允许范围（5%–12%）"),
    ("C43", extra(economic_code="30109", amount=1_149_504), "0.60，应约为 0.50"),
    ("C44", extra(economic_code="30113", amount=100), "相差 1.00 元"),
    ("C45", extra(function_code="2080505", economic_code="30108", amount=20_000_000), "社保与公积金的比例 4.14"),
    ("C46", local("bonus13.months", "2"), "超过一个月基本工资"),
    ("C47", plan_of("P2", 18_000_000), "明细合计 178,000.00 与年度金额 180,000.00"),
    ("C48", lambda f: replace(f, projects=tuple(replace(p, reviewed=0, basis="") for p in f.projects)), "立项依据、评审记录"),
    ("C49", lambda f: replace(f, projects=one(f.projects, lambda p: p.code == "P1", control=25_000_000)),
     "申报 300,000.00 元，超过控制数 250,000.00 元"),
    ("C49", lambda f: replace(f, projects=one(f.projects, lambda p: p.code == "P1", control=3_000)), "超 299,970.00 元）；相差百倍以上"),
    ("C49", lambda f: replace(f, projects=one(f.projects, lambda p: p.code == "P1", control=10**12)), "倍，请核对金额单位"),
    ("C143", lambda f: replace(f, executions=(Execution(function_code="2010350", amount=10**12),)), "2010350（一般公共预算）的上年执行数 10,000,000,000.00 元是"),
    ("C147", lambda f: replace(f, incomes=one(f.incomes, lambda i: i.id == 1, source="经费")), "收入第 1 行的收入来源“经费”不在可选的词里"),
    ("C50", indicator("保障进驻窗口数", weight="10"), "95，应为 100"),
    ("C51", drop_satisfaction, "缺少“满意度”"),
    ("C52", indicator("保障进驻窗口数", unit=""), "计量单位"),
    ("C53", indicator("设备正常运行率", target="198"), "不合理"),
    ("C54", item("物业管理服务", price=9_700_000, amount=9_700_000), "30209 采购 97,000.00 元，超过预算 96,000.00"),
    ("C55", item("台式计算机", quantity=9), "9 × 4,800.00 = 43,200.00，与金额 38,400.00"),
    ("C56", item("台式计算机", kind="工程"), "不匹配"),
    ("C58", item("物业管理服务", kind="货物"), "标为政府购买服务"),
    ("C59", lambda f: replace(f, asset_plans=one(f.asset_plans, lambda a: a.name == "台式计算机", price=560_000)),
     "5,600.00 > 5000"),
    ("C60", lambda f: replace(f, project_years=tuple(y for y in f.project_years if y.year < 2027)), "缺少后两年"),
    ("C62", carried_to_another, "改变了原项目"),
    ("C68", extra(economic_code="30231", nature="公用", amount=200_000), "22,000.00 元超过定额 20,000.00 元"),
    ("C68", extra(economic_code="31013", nature="公用", amount=200_000), "没有填写批准文号"),
    ("C57", lambda f: replace(f, procurements=tuple(p for p in f.procurements if p.item != "台式计算机")), "“台式计算机”在集中采购目录内"),
    ("C57", lambda f: replace(f, parameters=(*f.parameters, ParameterValue(
        parameter="procurement.threshold.服务", valid_from="2025-01-01", value="50000")),
        procurements=tuple(p for p in f.procurements if p.item != "物业管理服务")), "科目 30209 共 96,000.00 元，达到服务采购限额标准 50,000.00"),
    ("C70", lambda f: replace(f, event_plans=(EventPlan(kind="会议", amount=100),)), "与会议计划合计 1.00 不符"),
    ("C85", lambda f: replace(f, controls=(Control(block="公用经费", amount=11_000_000),)),
     "115,043.67 元，超过控制数 110,000.00"),
    ("C85", lambda f: replace(f, controls=(Control(block="公用经费", amount=10**12),)), "倍，请核对金额单位"),
    ("C85", lambda f: replace(f, controls=(Control(block="项目支出", fund="其他收入", amount=400_000),)), "（其他收入）5,000.00"),
    ("C91", lambda f: replace(f, acceptances=(Acceptance(code="C67", subject="x"),)), "C67"),
    ("C86", lambda f: replace(f, budget=replace(f.budget, stage="公开")), "没有批复稿"),
    ("C89", lambda f: replace(f, budget=replace(f.budget, stage="公开")), "保密审查结果、保密审查人"),
    ("C90", lambda f: replace(f, budget=replace(f.budget, stage="二上")), "单位负责人"),
    ("C87", lambda f: replace(f, release=Release(approved_on="2025-01-20", published_on="2025-03-01")), "已 40 天，超过 20 日"),
    ("C42", local("qouta.vehicle", "1"), "“qouta.vehicle”不是参数包“示例参数（请核对后使用）”的参数"),
    ("C95", joined(code="L1", status="离休"), "离休人员 L1 全年 132,000.00 元（岗位工资 132,000.00 元）没有计入预算"),
    ("C95", joined(post="窗口", status="编外", headcount=5), "编外人员 第 13 行（窗口） 全年 660,000.00 元"),
    ("C96", lambda f: replace(f, budget=replace(f.budget, stage="一上")), "测算使用了 18 个示例参数，不是当地标准：年终一次性奖金 月数"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "change", "said"), MUTATIONS, ids=[f"{m[0]}-{n}" for n, m in enumerate(MUTATIONS)])
def test_each_mutation_is_found_by_its_check(code, change, said, facts, outcome):
    found = outcome(code, change(facts))
    assert found.status is Status.FAILED
    assert any(said in f.message for f in found.findings), [f.message for f in found.findings]


def test_the_unmutated_book_raises_only_the_clamp_of_s7_and_its_example_values(facts, last):
    outcomes = found(facts, last)
    failed = {code for code, outcome in outcomes.items() if outcome.status is Status.FAILED}
    assert failed == {"C39", "C72", "C77", "C96", "C107", "N03"}  # N03: no goal of the whole unit is entered
    assert all(f.severity is Severity.INFO for code in ("C72", "C77", "C107") for f in outcomes[code].findings)
    clamped = [f.message for f in outcomes["C39"].findings]
    assert "S7 养老保险计算基数 3,670.00 不在上下限内，已按 4,100.00 计" in clamped
    not_checked = {code for code, outcome in outcomes.items() if outcome.status is Status.NOT_CHECKED}
    assert not_checked == {"C59"}


TEXT_FORM = replace(loader.load("henan/2022"), percent_decimals=2)
"""A layout whose text gives changes in amount and percent."""

EDITED = [
    ("C64", "公务用车购置及运行费2万元", "公务用车购置及运行费0万元", "不等于购置费 0.00 加运行费 20,000.00"),
    ("C73", "，增长4.09%", "，增长5.09%", "应为 4.09%"),
    ("C75", "增加7.02万元", "增加7.02元", "疑应为“万元”"),
    ("C76", "比2024年预算数减少0.22万元", "比2024年预算数增加0.22万元", "文字写“增加”，但数据变化为 -2,200.00 元"),
    ("C79", "2024年期末", "2022年期末", "出现年份 2022"),
    ("C80", "减少0.22万元", "增（减）0.22万元", "增（减）"),
    ("C81", "政府采购预算29.2万元", "政府采购预算29.4万元", "294,000.00 / 292,000.00"),
    ("C82", "（二）政府采购支出预算情况", "（三）政府采购支出预算情况", "重复或跳号"),
    ("C84", "本单位预算为本级预算", "本部门预算为本级预算", "称谓“本部门”"),
    ("C88", "主要职责", "主要职责 11010519491231002X", "证件号码“110…2X”"),
]  # fmt: skip


def edited(disclosure, old, new):
    """The narrative as somebody edited it elsewhere: plain text, without a single binding."""
    text = disclosure.narrative.text
    assert old in text
    paragraphs = [Paragraph((Run(line),)) for line in text.replace(old, new, 1).splitlines()]
    changed = replace(disclosure.narrative, paragraphs=paragraphs)
    return replace(disclosure, write=lambda: changed)


@pytest.mark.parametrize(("code", "old", "new", "said"), EDITED, ids=[e[0] for e in EDITED])
def test_a_mistake_typed_into_the_text_is_found(code, old, new, said, facts, last):
    disclosure = pipeline.disclose(facts, last, TEXT_FORM)
    check = next(registered for registered in REGISTER if registered.code == code)
    findings = run_one(check, edited(disclosure, old, new)).findings
    assert any(said in f.message for f in findings), [f.message for f in findings]
    assert not [f.message for f in run_one(check, edited(disclosure, old, old)).findings]


def tampered(facts, last, row, column, amount):
    disclosure = pipeline.disclose(facts, last, FORM)
    cell = disclosure.table("general_basic").find(row, column)
    cell.amount, cell.steps = amount, FORM.table_style.steps(amount)
    return {o.code: o for o in disclosure.outcomes}


def test_a_changed_total_of_a_table_is_found(facts, last):
    found = tampered(facts, last, "total", "public", 11_500_000)["C05"].findings
    assert any("1,233,347.21 不等于基本支出 1,233,390.88" in f.message for f in found), found


def test_a_printed_class_beyond_the_tail_is_found(facts, last):
    disclosure = pipeline.disclose(facts, last, FORM)
    cell = disclosure.table("general_expenditure").find("208", "total")
    cell.steps = 1980
    found = {o.code: o for o in disclosure.outcomes}["C72"].findings
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert any("超出尾差范围" in f.message for f in errors), errors


def test_more_three_public_than_last_year_is_found(facts, last):
    lines = one(last.lines, lambda x: x.economic_code == "30231", amount=1_540_000)
    outcome = found(facts, replace(last, lines=lines))["C67"]
    assert any("22,400.00 > 20,000.00" in f.message for f in outcome.findings), outcome.findings


def test_published_figures_are_held_against_the_approved_ones(facts, last):
    public = replace(facts, budget=replace(facts.budget, stage="公开"))
    assert {o.code: o for o in pipeline.disclose(public, last, FORM, facts).outcomes}["C86"].status is Status.PASSED
    changed = other_income(public)
    outcome = {o.code: o for o in pipeline.disclose(changed, last, FORM, facts).outcomes}["C86"]
    assert [f.message for f in outcome.findings] == ["公开数 6,000.00 与批复数 5,000.00 不一致：收入 其他收入 当年"]


def test_a_name_of_the_roster_never_leaves_in_a_text(facts, last):
    named = first_person(name="张三丰")(facts)
    leaking = replace(named, texts={**named.texts, "duties": "由张三丰负责，电话13800138000"})
    messages = [f.message for f in found(leaking, last)["C88"].findings]
    assert messages == ["导出内容含手机号码“138…00”，请删除", "导出内容含人员“姓名”的内容“张三丰”，请删除"]


def ended_floor():
    pack = policy.load("example")
    floor = pack.parameters["si.base.floor"]
    ended = replace(floor, values=(replace(floor.values[0], valid_to=date(2024, 12, 31)),))
    return replace(pack, parameters={**pack.parameters, "si.base.floor": ended})


def with_pack(monkeypatch, pack):
    from desktop.compute import policy_values

    monkeypatch.setattr(policy_values.of_budget, "__defaults__", (lambda _: pack,))


def test_a_floor_that_ended_is_found(facts, last, monkeypatch):
    with_pack(monkeypatch, ended_floor())
    outcome = found(facts, last)["C42"]
    assert "2025-01-01 无有效值" in outcome.findings[0].message


def test_a_tampered_performance_figure_is_found(facts, last, monkeypatch):
    from desktop.layouts.tables.figures import Figures

    get = Figures.get

    def tampered(self, figure_id):
        figure = get(self, figure_id)
        return replace(figure, fen=178_639_088) if figure_id == "performance_general_budget" else figure

    monkeypatch.setattr(Figures, "get", tampered)
    assert found(facts, last)["C61"].status is Status.FAILED


@pytest.mark.parametrize(("parameter", "code"), [("check.secured", "C93"), ("check.cut_percent", "C94")])
def test_county_checks_run_only_where_the_policy_asks(parameter, code, facts, last, monkeypatch):
    assert found(facts, last)[code].status is Status.NOT_APPLICABLE
    pack = policy.load("example")
    value = policy.DatedValue(date(2025, 1, 1), Decimal("0.1"), "县通知")
    asked = policy.Parameter(parameter, "县级检查", "比例", (value,))
    with_pack(monkeypatch, replace(pack, parameters={**pack.parameters, parameter: asked}))
    broken = replace(facts, projects=tuple(replace(p, secured="") for p in facts.projects))
    assert found(broken, last)[code].status is Status.FAILED
