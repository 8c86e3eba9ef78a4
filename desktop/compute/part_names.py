"""What parts are called: whose a part is, which pay item, which insurance, which cost."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from desktop.catalog.classification import load
from desktop.catalog.policy_rules import Policy
from desktop.compute.people import staff
from desktop.findings import UserError
from desktop.ledger.records import BudgetFacts, Person, ProjectLine

OWNERS = ("person", "project_line")
"""What says whose part a record is."""


def names(facts: BudgetFacts, rules: Policy | None, of: str) -> dict[Any, str]:
    """Return the words of people, lines, insurances, items or costs: value → words, each of them once."""
    if of == "person":
        return _distinct((person.id, _of_person(person)) for person in facts.people)
    if of == "project_line":
        return _distinct((line.id, _of_line(facts, line)) for line in facts.project_lines)
    if rules is None:
        return {}
    insurances = {rule.insurance: rule.insurance for rule in rules.contributions}
    if of == "insurance":
        return insurances
    if of == "item":
        return dict(rules.items)
    pay_labels = {rule.label: rule.label for rule in rules.pay if rule.label not in rules.items.values()}
    return {**rules.items, **pay_labels, **insurances, staff.QUOTA_ITEM: staff.QUOTA_ITEM}


def owner(facts: BudgetFacts, of: str, text: str) -> int:
    """Return the id of whom a text names: as the list writes it, or by a code or name that only one bears.

    Raises UserError when there is nobody or more than one.
    """
    listed = {words: number for number, words in names(facts, None, of).items()}
    if text in listed:
        return int(listed[text])
    people = of == "person"
    known: Iterable[Any] = facts.people if people else facts.project_lines
    found = [each.id for each in known if text and text in ((each.code, each.name) if people else (each.name,))]
    if len(found) == 1:
        return int(found[0])
    if found:
        raise UserError(f"有 {len(found)} 个“{text}”，请从列表中选择")
    raise UserError(f"没有“{text}”" if text else "请从列表中选择，不能为空")


def _of_person(person: Person) -> str:
    return f"{person.code} {person.name}".strip() or person.post or person.kind


def _of_line(facts: BudgetFacts, line: ProjectLine) -> str:
    project = next((p.name for p in facts.projects if p.id == line.project_id), "")
    what = line.name or f"{line.economic_code} {load('economic').name(line.economic_code)}"
    return f"{project}：{what}"


def _distinct(listed: Iterable[tuple[int, str]]) -> dict[Any, str]:
    """Number the words that stand for more than one by their rows."""
    pairs = list(listed)
    often = Counter(words for _, words in pairs)
    return {
        number: words if often[words] == 1 else f"{words}（第 {row} 行）"
        for row, (number, words) in enumerate(pairs, 1)
    }
