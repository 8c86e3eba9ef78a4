"""The difference report names what changed, in words, and nothing else."""

from dataclasses import replace

from desktop.compute import difference
from desktop.compute.difference import differences
from desktop.ledger.records import OF_A_BUDGET


def told(one, other):
    return [d.describe() for d in differences(one, other)]


def test_equal_budgets_do_not_differ(sample_facts):
    for this, _ in sample_facts.values():
        assert told(this, this) == []


def test_a_later_entry_month_is_told_with_its_effect_on_the_totals(sample_facts):
    this = sample_facts["qinghe_2025"][0]
    later = replace(this, people=(replace(this.people[0], first_month=7), *this.people[1:]))
    text = told(this, later)
    assert "人员“S1”起始月：1 → 7" in text
    assert any(line.startswith("合计“人员经费”金额：") for line in text)
    assert not any("公用" in line for line in text if "合计" not in line)


def test_added_removed_and_changed_projects(sample_facts):
    this = sample_facts["qinghe_2025"][0]
    first, second, *rest = this.projects
    renamed = replace(second, control=100)
    other = replace(
        this,
        projects=(renamed, *rest),
        project_lines=tuple(x for x in this.project_lines if x.project_id != first.id),
    )
    text = told(this, other)
    assert any(line.startswith(f"项目“{first.name}”：删除（") for line in text)
    assert f"项目“{second.name}”控制数：180,000.00 元 → 1.00 元" in text
    assert any(line.startswith(f"项目“{first.name}”：新增（") for line in told(other, this))


def test_texts_notes_and_the_release_record_are_no_figures_of_a_stage():
    compared = {kind.TABLE for kind in difference.COMPARED}
    of_budget = {kind.TABLE for kind in OF_A_BUDGET}
    with_a_pack = ("taken_in", "check_result")
    assert of_budget - compared == {
        "reason",
        "free_text",
        "release",
        "acceptance",
        "remark",
        "attachment",
        "stage_elsewhere",
        "execution",
        "approved_figure",
        "layout_choice",
        "layout_review",
        *with_a_pack,
    }


def test_texts_and_the_policy_pack_are_compared_within_a_year(disclosures):
    facts = disclosures["qinghe_2025"].facts
    other = replace(
        facts,
        budget=replace(facts.budget, policy="other"),
        reasons={**facts.reasons, "personnel": "新增人员"},
        texts={**facts.texts, "key": "改写的一句话"},
    )
    found = {(each.group, each.subject, each.after) for each in difference.differences(facts, other)}
    assert ("增减原因", "personnel", "新增人员") in found
    assert ("文字", "改写的一句话", "改写的一句话") in found
    assert ("政策参数", "参数包", "other") in found
    next_year = replace(other, budget=replace(other.budget, year=facts.budget.year + 1))
    groups = {each.group for each in difference.differences(facts, next_year)}
    assert groups.isdisjoint({"增减原因", "文字"})
