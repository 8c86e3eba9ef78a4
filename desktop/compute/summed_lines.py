"""Expenditure of people and quotas without the people (人员和定额汇总行): what a unit gives away of it, lines again.

Lines that agree in every property a table may ask for are summed. They are told apart by rule only where each kind of
people and each rule has at least three heads; else all of the place is one sum, without rule and number of heads.

What this hides: the pay of anybody who shares a place (项, 款, fund) with others, by what rule anybody is paid, and who
came or left when. What it cannot hide: where fewer than three heads stand behind a place, its sum tells their pay (of
two, each knows the other's). That sum is inherent: a budget is submitted, summed and printed by 项, 款 and fund
(支出预算表、基本支出预算表), so no file that gives the same tables is without it, and to write it under another code
would make the tables wrong. Nothing finer than that leaves, and each such place is named (`few_people`), so that who
sends it decides. Not seen here: what two versions of a unit's budget tell apart, as their printed tables do too, and
amounts that were typed as lines and never entered as people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.catalog.classification import load
from desktop.compute.lines import BudgetLine, Origin
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Person, SummedLine

FEWEST = 3
"""Heads below which no sum of one kind or of one rule is given away by itself."""
OF_PEOPLE = ("person", "quota", "quota_split")
"""Origins of the lines that are summed."""
ALL_TOGETHER = "按款汇总"
TABLE = SummedLine.TABLE

_Place = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class FewPeople:
    """A place of a budget whose sum is the pay of one or two people. heads: how many, 0 where only that is known."""

    year: int
    stage: str
    function: str
    economic: str
    fund: str
    subsource: str = ""
    heads: int = 0


def few_people(facts: BudgetFacts, lines: Iterable[BudgetLine]) -> tuple[FewPeople, ...]:
    """Return the places of a budget behind which fewer than three heads stand, by code."""
    persons = {person.id: person for person in facts.people}
    places: dict[_Place, set[int]] = {}
    for line in lines:
        if line.origin.table == "person" and line.amount:
            places.setdefault(_place(line), set()).add(line.origin.record_id)
    found: dict[tuple[str, str, str, str], int] = {}
    for (function, economic, _, _, fund, _, subsource), numbers in places.items():
        heads = sum(persons[number].headcount for number in numbers)
        if heads < FEWEST:
            shown = function, economic, fund, subsource
            found[shown] = min(heads, found.get(shown, heads))
    budget = facts.budget
    return tuple(FewPeople(budget.year, budget.stage, *place, heads) for place, heads in sorted(found.items()))


def described(few: Sequence[FewPeople]) -> list[str]:
    """Return in Chinese what such places give away, one sentence for each place and all its years and stages."""
    found: dict[tuple[str, str, str, str, int], list[str]] = {}
    for each in few:
        key = each.function, each.economic, each.fund, each.subsource, each.heads
        found.setdefault(key, []).append(f"{each.year}年{each.stage}")
    texts = []
    for (function, economic, fund, subsource, heads), periods in sorted(found.items()):
        names = (f"{code} {load(kind).name(code)}" for code, kind in ((function, "function"), (economic, "economic")))
        count = f"只有 {heads} 人" if heads else f"不足 {FEWEST} 人"
        place = "，".join((*names, fund + (f"（{subsource}）" if subsource else "")))
        texts.append(f"{place}：{'、'.join(periods)}{count}，数额可从预算表看出")
    return texts


def summed(people: Iterable[Person], lines: Iterable[BudgetLine]) -> tuple[SummedLine, ...]:
    """Return the lines of people and quotas of one budget, summed."""
    persons = {person.id: person for person in people}
    places: dict[_Place, dict[str, list[BudgetLine]]] = {}
    for line in lines:
        if line.origin.table in OF_PEOPLE:
            places.setdefault(_place(line), {}).setdefault(line.origin.rule, []).append(line)
    found: list[SummedLine] = []
    for place, items in places.items():
        heads = {item: _heads(group, persons) for item, group in items.items()}
        everyone = [line for group in items.values() for line in group]
        if _few(everyone, heads, persons):
            found.append(_line(place, ALL_TOGETHER, 0, everyone))
        else:
            found += [_line(place, item, heads[item], group) for item, group in items.items()]
    return tuple(found)


def lines(facts: BudgetFacts) -> Iterator[BudgetLine]:
    """Yield the lines of a budget that came with a pack."""
    for record in facts.summed_lines:
        yield BudgetLine(
            side="支出",
            year=facts.budget.year,
            amount=record.amount,
            origin=Origin(TABLE, record.id, record.item),
            function=record.function_code,
            economic=record.economic_code,
            government=record.government_code,
            nature=record.nature,
            fund=record.fund,
            carry=record.carry,
            subsource=record.subsource,
            unit=facts.unit.name,
            operating=facts.unit.operating_cost,
        )


def _place(line: BudgetLine) -> _Place:
    return line.function, line.economic, line.government, line.nature, line.fund, line.carry, line.subsource


def _line(place: _Place, item: str, heads: int, lines: list[BudgetLine]) -> SummedLine:
    function, economic, government, nature, fund, carry, subsource = place
    return SummedLine(
        item=item,
        headcount=heads,
        function_code=function,
        economic_code=economic,
        government_code=government,
        nature=nature,
        fund=fund,
        carry=carry,
        subsource=subsource,
        amount=sum(line.amount for line in lines),
    )


def _heads(lines: Iterable[BudgetLine], persons: Mapping[int, Person]) -> int:
    """Return for how many heads some lines are, 0 where they are not lines of people."""
    found = {line.origin.record_id for line in lines if line.origin.table == "person" and line.amount}
    return sum(persons[number].headcount for number in found)


def _few(lines: list[BudgetLine], heads: Mapping[str, int], persons: Mapping[int, Person]) -> bool:
    """Tell whether one kind of the people behind some lines, or one rule, has too few heads to stand by itself."""
    of_persons = {line.origin.record_id for line in lines if line.origin.table == "person" and line.amount}
    of_quotas = any(line.origin.table != "person" for line in lines)
    kinds: dict[tuple[str, str], int] = {}
    for person in persons.values() if of_quotas else (persons[number] for number in of_persons):
        key = person.kind, person.status
        kinds[key] = kinds.get(key, 0) + person.headcount
    return any(count < FEWEST for count in (*kinds.values(), *filter(None, heads.values())))
