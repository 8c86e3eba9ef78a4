"""A sentence about what nobody entered shows a gap and is reported; entered, it states what was entered."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.words import gaps
from desktop.ledger.records import Indicator

STATED = {
    "chongqing/2023": "项目支出均纳入绩效目标管理",
    "shanghai/2025": "编报绩效目标的项目1个",
    "guizhou/2025": "设置绩效目标的项目1个",
    "henan/2022": "项目均编制了绩效目标",
    "guangxi/2022": "绩效目标按项目编制",
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


def test_an_indicator_of_a_project_is_a_goal_and_one_of_the_unit_is_none(wuxi):
    (project,) = wuxi.facts.projects
    bare = replace(wuxi.facts, projects=(replace(project, goal=" "),))
    assert gaps.without_goals(replace(bare, indicators=(Indicator(name="甲"),)))
    assert not gaps.without_goals(replace(bare, indicators=(Indicator(name="甲", project_id=project.id),)))
    assert not gaps.without_goals(replace(bare, projects=()))


@pytest.mark.parametrize("form", ["guangxi/2022", "shanghai/2025", "guizhou/2025", "national/2023", "chongqing/2023"])
def test_that_there_are_no_departments_is_stated_by_a_person_only(form, wuxi):
    bare = replace(wuxi.facts, institutions=())
    text, found = drafted(bare, wuxi.last, form)
    assert "单独设置内设机构" not in text and "（待填写：内设机构）" in text
    assert any("内设机构" in message and "单位—内设机构与下属单位" in message for message in found)
    written = replace(bare, texts={**bare.texts, "structure": "本单位不单独设置内设机构。"})
    text, found = drafted(written, wuxi.last, form)
    assert "本单位不单独设置内设机构。" in text and not any("内设机构" in message for message in found)
