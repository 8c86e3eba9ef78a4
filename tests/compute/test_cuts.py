"""What could give where a block is above its control number."""

from dataclasses import replace

from desktop.compute import controls, cuts
from desktop.ledger.records import Control


def test_what_could_give_comes_by_size_without_people_and_what_is_bound(disclosures):
    disclosure = disclosures["qinghe_2025"]
    facts, cube = disclosure.facts, disclosure.cube
    control = Control(block="公用经费", amount=0)
    found = cuts.could_give(facts, cube, control)
    assert sum(cut.amount for cut in found) == controls.used(control, cube)
    assert [cut.amount for cut in found] == sorted((cut.amount for cut in found), reverse=True)
    assert cuts.could_give(facts, cube, Control(block="人员经费", amount=0)) == []
    of_projects = cuts.could_give(facts, cube, Control(block="项目支出", amount=0))
    secured = replace(facts, projects=tuple(replace(p, secured="保民生") for p in facts.projects))
    assert of_projects
    assert cuts.could_give(secured, cube, Control(block="项目支出", amount=0)) == []
    assert "等" in cuts.in_words(found * 9)
    assert cuts.in_words([]).startswith("没有可以压减的")
    assert controls.lines(Control(block="没有的板块"), cube) == []
