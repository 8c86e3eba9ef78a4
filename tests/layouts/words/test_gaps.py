"""A sentence about what nobody entered shows a gap and is reported; entered, it states what was entered."""

import re
from dataclasses import replace
from functools import reduce

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.tables import entered
from desktop.layouts.words import gaps
from desktop.ledger.records import Asset, Establishment, Execution, Indicator, Institution, Release
from desktop.ledger.vocabulary import NONE_OF, POST_KINDS
from tests import scale
from tests.layouts.words import writing

STATED = {
    "chongqing/2023": "项目支出均纳入绩效目标管理",
    "shanghai/2025": "编报绩效目标的项目1个",
    "guizhou/2025": "设置绩效目标的项目1个",
    "henan/2022": "项目均编制了绩效目标",
    "guangxi/2022": "整体绩效目标和项目绩效目标见公开11表",
}
GAP = "（待填写：项目绩效目标）"


def drafted(facts, last, form):
    disclosure = pipeline.disclose(facts, last, loader.load(form))
    return disclosure.narrative.text, [f.message for f in disclosure.findings if f.code == "C80"]


@pytest.mark.parametrize("form", STATED)
def test_goals_are_stated_only_where_every_project_has_one(form, wuxi):
    overall = tuple(i for i in wuxi.facts.indicators if i.project_id is not None)
    facts = replace(wuxi.facts, indicators=overall)
    text, found = drafted(facts, wuxi.last, form)
    assert STATED[form] in text and GAP not in text
    assert not any("项目绩效目标" in message for message in found)
    bare = replace(facts, projects=tuple(replace(project, goal="") for project in facts.projects))
    text, found = drafted(bare, wuxi.last, form)
    assert STATED[form] not in text and GAP in text
    assert "没有录全项目绩效目标，说明中相应的句子还没有写出，请在“项目”中补充" in found


def test_guangxi_tells_of_the_goal_of_the_whole_only_what_its_table_shows(wuxi):
    """Its table has 整体绩效目标 above the head and indicators of projects; those of the whole stand nowhere in it."""
    goal = "保障政务服务大厅平稳运行"
    said = "整体绩效目标和项目绩效目标见公开11表，最终以财政部门批复为准。"
    facts = replace(
        wuxi.facts, indicators=(Indicator(name="甲"),), texts={**wuxi.facts.texts, "performance_goal": goal}
    )
    silent = replace(facts, texts={**facts.texts, "performance_goal": ""})
    bare = replace(facts, projects=tuple(replace(project, goal="") for project in facts.projects))
    for given, words in (
        (facts, said),
        (silent, "绩效目标按项目编制，见公开11表"),
        (bare, f"整体绩效目标见公开11表，项目绩效目标{GAP}"),
    ):
        text, _ = drafted(given, wuxi.last, "guangxi/2022")
        assert words in text and "整体绩效目标和指标" not in text
    assert "整体绩效目标" not in drafted(silent, wuxi.last, "guangxi/2022")[0]
    table = pipeline.disclose(facts, wuxi.last, loader.load("guangxi/2022")).table("performance")
    assert goal in [line.cell.text for line in table.lead]


def test_indicators_are_not_told_of_where_a_project_has_none(wuxi):
    """设置产出、效益和满意度等指标 cannot stand over a table whose indicators are blank."""
    (project,) = wuxi.facts.projects
    facts = replace(wuxi.facts, indicators=())
    text, _ = drafted(facts, wuxi.last, "henan/2022")
    assert "均编制了绩效目标。" in text and "满意度等指标" not in text
    measured = replace(facts, indicators=(Indicator(name="甲", project_id=project.id),))
    assert "均编制了绩效目标，设置产出、效益和满意度等指标" in drafted(measured, wuxi.last, "henan/2022")[0]


def test_of_no_vehicles_no_kinds_are_asked_for(wuxi):
    """共有车辆0辆 says all: the kinds of none need not be entered. Of a total nobody entered they are asked for."""
    none = (Asset(kind="一般公务用车", stock=0),)
    text, _ = drafted(replace(wuxi.facts, assets=none), wuxi.last, "henan/2022")
    assert "共有车辆0辆；单位价值50万元以上通用设备" in text
    text, _ = drafted(replace(wuxi.facts, assets=()), wuxi.last, "henan/2022")
    assert "，其中：一般公务用车（待填写：" in text


def test_a_table_of_goals_with_nothing_written_in_it_is_told(wuxi):
    """Only totals of other tables would stand in 整体支出绩效目标表."""
    texts = {key: text for key, text in wuxi.facts.texts.items() if key not in ("tasks", "performance_goal")}
    budget = replace(wuxi.facts.budget, stage="公开")
    empty = replace(wuxi.facts, indicators=(), texts=texts, budget=budget)
    measured = (Indicator(name="甲", project_id=wuxi.facts.projects[0].id),)
    empty = replace(empty, indicators=measured)
    (told,) = [message for message in drafted(empty, wuxi.last, "hunan/2025")[1] if "印出来是空的" in message]
    assert told.startswith("表9没有填写") and "绩效指标" in told
    for filled in (
        replace(empty, budget=wuxi.facts.budget),  # before the stage 公开 words may come last
        replace(empty, texts={**texts, "performance_goal": "运行平稳"}),
        replace(empty, indicators=(*measured, Indicator(name="甲"))),
    ):
        assert not any("印出来是空的" in message for message in drafted(filled, wuxi.last, "hunan/2025")[1])
    assert not any("印出来是空的" in message for message in drafted(empty, wuxi.last, "guizhou/2025")[1])


@pytest.mark.parametrize(("form", "number"), [("guizhou/2025", "表11"), ("guangxi_wuzhou/2025", "预算公开10表")])
def test_columns_of_indicators_that_stay_blank_are_told_before_they_are_published(form, number, wuxi):
    bare = replace(wuxi.facts, indicators=(), budget=replace(wuxi.facts.budget, stage="公开"))
    told = [message for message in drafted(bare, wuxi.last, form)[1] if "没有绩效指标" in message]
    assert told == [f"{number}中有 1 个项目没有绩效指标，这几栏印出来是空的，请在“项目—绩效指标”中补充"]
    measured = replace(bare, indicators=(Indicator(name="甲", project_id=wuxi.facts.projects[0].id),))
    assert not any("没有绩效指标" in message for message in drafted(measured, wuxi.last, form)[1])
    draft = replace(bare, budget=wuxi.facts.budget)
    assert not any("没有绩效指标" in message for message in drafted(draft, wuxi.last, form)[1])


def test_an_indicator_of_a_project_is_a_goal_and_one_of_the_unit_is_none(wuxi):
    (project,) = wuxi.facts.projects
    bare = replace(wuxi.facts, projects=(replace(project, goal=" "),))
    assert gaps.without_goals(replace(bare, indicators=(Indicator(name="甲"),)))
    assert not gaps.without_goals(replace(bare, indicators=(Indicator(name="甲", project_id=project.id),)))
    assert not gaps.without_goals(replace(bare, projects=()))


@pytest.mark.parametrize(
    "form", ["guangxi/2022", "shanghai/2025", "guizhou/2025", "national/2023", "chongqing/2023", "shaanxi/2023"]
)
def test_that_there_are_no_departments_is_stated_by_a_person_only(form, wuxi):
    bare = replace(wuxi.facts, institutions=())
    text, found = drafted(bare, wuxi.last, form)
    assert "单独设置内设机构" not in text and "（待填写：内设机构）" in text
    assert any("内设机构" in message and "单位—内设机构与下属单位" in message for message in found)
    written = replace(bare, texts={**bare.texts, "structure": "本单位不单独设置内设机构。"})
    text, found = drafted(written, wuxi.last, form)
    assert "本单位不单独设置内设机构。" in text and not any("内设机构" in message for message in found)


SIGN = "哨兵"
"""Stands in every word that is entered, so that words nobody entered any more are seen."""


@pytest.fixture(scope="module")
def everything(sample_facts):
    """A budget with something entered wherever a layout may ask, each number one that no other input has."""
    facts, last = sample_facts["qinghe_2025"]
    kinds = {kind for key in loader.available() for kind in loader.load(key).asset_kinds} | {"一般公务用车"}
    keys = {text.key for key in loader.available() for text in loader.load(key).texts}
    codes = {line.function for line in writing.cube_of(facts, last).lines if line.function}
    counted = tuple(Asset(id=n, kind=kind, stock=613, purchase=617) for n, kind in enumerate(sorted(kinds)))
    institutions = tuple(
        Institution(id=n, kind=kind, name=f"{SIGN}{kind}{n}") for n, kind in enumerate(["内设机构", "下属单位"] * 2)
    )
    entered = replace(
        facts,
        institutions=institutions,
        establishments=tuple(Establishment(id=n, kind=k, posts=731) for n, k in enumerate(POST_KINDS)),
        assets=counted,
        projects=tuple(replace(project, goal=f"{SIGN}目标") for project in facts.projects),
        procurements=tuple(replace(p, reserved=7_773_00, reserved_micro=7_771_00) for p in facts.procurements),
        executions=tuple(Execution(id=n, function_code=c, amount=9_991_00) for n, c in enumerate(sorted(codes))),
        release=Release(contact=f"{SIGN}联系人", phone="023-99887766", published_on="2025-02-27"),
        texts=dict.fromkeys(keys - {"structure", "contact", "performance_note", *NONE_OF}, f"{SIGN}文字"),
        reasons=dict.fromkeys(facts.reasons, f"{SIGN}原因"),
    )
    return entered, last


EMPTIED = {
    "institutions": {"institutions": ()},
    "establishments": {"establishments": ()},
    "people": {"people": (), "summed_lines": ()},
    "assets": {"assets": ()},
    "goals": {"indicators": ()},
    "reserved": {},
    "procurements": {"procurements": ()},
    "services": {},
    "executions": {"executions": ()},
    "release": {"release": Release()},
    "texts": {"texts": {}},
    "reasons": {"reasons": {}},
}
STATES = {
    "institutions": rf"不?(?:未|没有|无|不)单独|内设机构(?:0|{SIGN}|[1-9])|下设单位[0-9]|{SIGN}(?:内设|下属)",
    "establishments": r"编制[0-9]|731",
    "people": r"(?:实有人员|现有在编人员|实有在职人员|离退休人员)[0-9]",
    "assets": r"(?<![0-9.,])61[37](?![0-9.,])|(?:车辆|用车|设备)[0-9]",
    "goals": rf"{SIGN}目标|均纳入|均编制|绩效目标的项目[0-9]|绩效目标按项目编制|和项目绩效目标见",
    "reserved": r"预留的采购份额[0-9]",
    "procurements": r"政府(?:采购|购买服务)(?:货物|工程|服务|支出)?预算(?:总额|共)?[0-9]|[0-9.,]+万?元政府采购预算|货物类?[0-9]|服务类?[0-9]",
    "services": r"政府购买服务(?:预算)?共?[0-9]",
    "executions": r"执行数[0-9]",
    "release": rf"{SIGN}联系人|99887766|2月27日|公开日期",
    "texts": rf"{SIGN}文字|没有由|无由",
    "reasons": rf"{SIGN}原因",
}
"""How sentences state each input, whatever it is: where it was not entered, none of this may stand there."""


def emptied(facts, what):
    facts = replace(facts, **EMPTIED[what])
    if what == "goals":
        return replace(facts, projects=tuple(replace(project, goal="") for project in facts.projects))
    if what == "reserved":
        bare = tuple(replace(each, reserved=None, reserved_micro=None) for each in facts.procurements)
        return replace(facts, procurements=bare)
    if what == "services":
        return replace(facts, procurements=tuple(replace(each, purchased_service=0) for each in facts.procurements))
    return facts


@pytest.mark.parametrize("form", loader.available())
def test_what_nobody_entered_is_stated_nowhere(form, everything):
    """Each input is emptied in turn: no sentence of any layout states it still; entered, the pattern finds some.

    In ./test in turn in the layouts that have everything; in each other one all inputs are emptied together.
    """
    facts, last = everything
    loaded = loader.load(form)
    full = writing.written(loaded, facts, last).text
    found = {what for what, pattern in STATES.items() if re.search(pattern, full)}
    assert {"institutions", "assets", "texts", "release"} <= found
    for inputs in [[what] for what in EMPTIED] if scale.layouts([form]) else [[*EMPTIED]]:
        text = writing.written(loaded, reduce(emptied, inputs, facts), last).text
        assert [what for what in inputs if re.findall(STATES[what], text)] == []


def test_each_input_is_stated_by_some_layout(everything):
    """So that the patterns above see what they are for."""
    facts, last = everything
    texts = [writing.written(loader.load(form), facts, last).text for form in loader.available()]
    assert [what for what, pattern in STATES.items() if not any(re.search(pattern, text) for text in texts)] == []


@pytest.mark.parametrize("form", ["chongqing/2026", "guangxi_wuzhou/2025", "shaanxi/2023"])
def test_no_procurement_is_stated_by_a_person_only(form, wuxi):
    bare = replace(wuxi.facts, procurements=(), texts={})
    loaded = loader.load(form)
    text = writing.written(loaded, bare, wuxi.last).text
    assert "政府采购预算" in text and "（待填写：政府采购）" in text
    stated = writing.written(loaded, replace(bare, texts={"no_procurement": "没有"}), wuxi.last).text
    assert re.search(r"政府采购预算(?:总额)?0(?:\.00)?万?元|无政府采购预算", stated)
    assert "（待填写：政府采购）" not in stated and "（待填写：政府购买服务）" not in stated


def test_that_there_is_none_beside_what_was_entered_and_other_words_are_named(everything):
    facts, last = everything
    for text, said in (
        ("没有", "写明了没有政府采购，而“项目—政府采购”中录有"),
        ("约 3 万元", "中写的是“约 3 万元”，没有起作用"),
    ):
        found = writing.written(
            loader.load("gansu/2025"), replace(facts, texts={"no_procurement": text}), last
        ).findings
        assert [f.code for f in found if said in f.message] == ["C80"]


def test_a_unit_that_says_nothing_of_procurement_is_named_in_the_sum_of_several(wuxi):
    spec = loader.load("gansu/2025").figures["procurement_total"]
    silent = replace(wuxi.facts, procurements=(), texts={})
    stated = replace(silent, texts={"no_procurement": "无"}, unit=replace(silent.unit, name="乙"))
    assert entered.left_out(spec, (silent, stated)) == [silent.unit.name]


def test_an_empty_table_says_why_only_where_a_person_stated_it(wuxi):
    form, bare = loader.load("shaanxi/2023"), replace(wuxi.facts, procurements=(), texts={})
    for texts, note in (({}, "（待填写：政府采购）"), ({"no_procurement": "没有"}, "没有政府采购预算，本表为空表")):
        made = pipeline.disclose(replace(bare, texts=texts), wuxi.last, form)
        (shown,) = made.table("procurement").notes
        listed = "".join(cell.text for row in made.table("contents").grid for cell in row)
        assert note in shown and note.removesuffix("，本表为空表") in listed
