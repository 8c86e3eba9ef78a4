"""A project is last year's by its code, else by its name; it was worked on once a line of it is another."""

from dataclasses import replace

from desktop.compute.rolled_projects import lines_untouched, of_last_year


def test_a_project_is_found_by_code_and_by_name(sample_facts):
    facts = sample_facts["qinghe_2025"][0]
    first = facts.projects[0]
    assert of_last_year(replace(first, name="改名"), facts) == first
    assert of_last_year(replace(first, code=""), facts) == first
    assert of_last_year(replace(first, code="", name="新"), facts) is None
    assert of_last_year(first, None) is None


def test_a_changed_line_is_work(sample_facts):
    facts = sample_facts["qinghe_2025"][0]
    first = facts.projects[0]
    assert lines_untouched(first, facts, facts)
    assert not lines_untouched(first, facts, None)
    changed = tuple(replace(line, price=line.price + 1) for line in facts.project_lines)
    assert not lines_untouched(first, replace(facts, project_lines=changed), facts)
    assert not lines_untouched(first, replace(facts, project_lines=()), facts)
