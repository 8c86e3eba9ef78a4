"""Group I: several units shown together (汇总), C108 and C109; and which checks then look at each unit alone.

Rules, sources and what is not seen: resources/rules/checks/together.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.checks import adjusting, classification, cost, procurement, projects, sources, staffing
from desktop.checks.register import NotApplicable, Registered, Wrong, check, in_order, ran, run_one
from desktop.compute.consolidation import Pair
from desktop.compute.cube import Cube
from desktop.compute.joined_facts import of_unit
from desktop.disclosure import Disclosure, Together
from desktop.findings import Outcome, Place, Severity, Status
from desktop.layouts.tables.table import Cell, Table
from desktop.money import YUAN

W = Severity.WARNING

OF_EACH_UNIT = {
    module.__name__ for module in (classification, staffing, cost, projects, procurement, sources, adjusting)
}
"""Modules whose checks rest on a unit's kind, pack, people or projects: they look at each unit by itself."""
ALSO_OF_EACH = ("C20", "C68", "C69", "C70", "C86", "C147")
OF_THE_WHOLE = ("C30", "C33", "C107", "C145")
"""Checks that go another way than their module."""
OF_BOTH = ("C85",)
"""Control numbers stand against each unit, and against the sum where they were issued to the unit that sums up."""


@check("C108", "内部往来成对抵销", W)
def transfers_in_pairs(disclosure: Disclosure) -> Iterator[Wrong]:
    """What one unit of the view says it pays another one, that one says it receives, to the 分."""
    if disclosure.together is None:
        raise NotApplicable("只有一个单位")
    for pair in disclosure.together.pairs:
        if pair.paid != pair.received:
            yield _differing(pair, _year(pair.year, disclosure))
    for line, why in disclosure.together.unnamed:
        item = line.nature if line.side == "支出" else line.fund
        year = _year(line.year, disclosure)
        message = f"{year}“{line.unit}”的{item} {YUAN.show(line.amount)} 元{why}，汇总没有抵销"
        yield Wrong(message, Place(lines=(line.key,)))


def _year(year: int, disclosure: Disclosure) -> str:
    """Return how a message begins that is about last year's figures, which this year's are compared with."""
    return "" if year == disclosure.cube.year else f"上年（{year}年）"


def _differing(pair: Pair, year: str) -> Wrong:
    a, b, done = YUAN.show(pair.paid), YUAN.show(pair.received), YUAN.show(pair.eliminated)
    if pair.payer == pair.receiver:
        message = (
            f"{year}“{pair.payer}”列付{pair.kind} {a} 元，列收 {b} 元，对方单位是已并入它的单位（撤并）；"
            f"汇总抵销了 {done} 元，差额留在汇总数中，请改正对方单位或删去这些行"
        )
        return Wrong(message, Place(lines=(*pair.paid_by, *pair.received_by)), a, b)
    message = (
        f"{year}{pair.kind}两边不一致：“{pair.payer}”付给“{pair.receiver}”{a} 元，“{pair.receiver}”列收 {b} 元；"
        f"汇总抵销了 {done} 元，差额留在汇总数中，请两个单位核对"
    )
    return Wrong(message, Place(lines=(*pair.paid_by, *pair.received_by)), a, b)


@check("C109", "各单位打印数之和与汇总数", Severity.INFO)
def printed_parts(disclosure: Disclosure) -> Iterator[Wrong]:
    """A consolidated amount is computed from 分: where the units' printed amounts add up otherwise, it is said once."""
    if disclosure.together is None:
        raise NotApplicable("只有一个单位")
    units = list(disclosure.cube.by("unit", disclosure.cube.everything).values())
    for table in disclosure.tables:
        for cell in _amounts(table, disclosure.cube):
            parts = sum(table.style.steps(disclosure.cube.total(cell.selection & bits)) for bits in units)
            if cell.steps is not None and parts != cell.steps:
                shown, added = table.style.show_steps(cell.steps), table.style.show_steps(parts)
                example = f"{table.label}中的 {shown}{table.style.unit}，各单位打印数相加为 {added}{table.style.unit}"
                message = f"有的汇总数与各单位打印数相加有尾差，例如{example}；汇总由元角分相加后再四舍五入，不用修改"
                yield Wrong(message, Place(table=table.label), shown, added)
                return


def _amounts(table: Table, cube: Cube) -> Iterator[Cell]:
    """Yield the cells that are the sum of their lines (a change between two years is not)."""
    for number in range(table.height):
        for cell in table.row(number):
            if cell.kind == "amount" and cell.selection and cube.total(cell.selection) == cell.amount:
                yield cell


WHOLE = ""


def run(disclosure: Disclosure, together: Together) -> list[Outcome]:
    """Run every check of the register on several units: on the whole, or on each unit, as it is meant."""
    register, each = in_order(), _each()
    by_unit = [*together.outcomes(_run_each)]
    joined = {}
    for n, registered in enumerate(each):
        ended = [(unit, outcomes[n]) for unit, outcomes in by_unit]
        if registered.code in OF_BOTH:
            with_figures = {facts.unit.name for facts in together.facts}
            ended = [(unit, outcome) for unit, outcome in ended if unit in with_figures]
            own = disclosure.facts.controls and disclosure.facts.unit.name not in with_figures
            if own or not ended:
                ended.append((WHOLE, run_one(registered, disclosure)))
        joined[registered.code] = _joined(registered, ended)
    return [joined.get(registered.code) or ran(registered, disclosure) for registered in register]


def steps(disclosure: Disclosure, together: Together) -> Iterator[None]:
    """Run the checks of each unit, one unit after another, then those of the whole; `run` does not run them again."""
    for _ in together.outcomes(_run_each):
        yield
    for registered in in_order():
        if not _of_each(registered):
            ran(registered, disclosure)
            yield


def _each() -> list[Registered]:
    return [registered for registered in in_order() if _of_each(registered)]


def _run_each(alone: Disclosure) -> list[Outcome]:
    return [run_one(registered, alone) for registered in _each()]


def _of_each(registered: Registered) -> bool:
    listed = registered.run.__module__ in OF_EACH_UNIT and registered.code not in OF_THE_WHOLE
    return listed or registered.code in (*ALSO_OF_EACH, *OF_BOTH)


def _joined(registered: Registered, ended: Sequence[tuple[str, Outcome]]) -> Outcome:
    """Return the outcomes of one check as one: failed or not checked where it is so of any unit."""
    statuses = {outcome.status for _, outcome in ended}
    order = (Status.FAILED, Status.NOT_CHECKED, Status.PASSED, Status.NOT_APPLICABLE)
    status = next(each for each in order if each in statuses)
    joined = Outcome(registered.code, registered.title, registered.severity, status)
    notes: dict[str, list[str]] = {}
    for unit, outcome in ended:
        joined.findings += [
            replace(each, message=of_unit(unit, each.message)) if unit else each for each in outcome.findings
        ]
        if outcome.status is status and outcome.note:
            notes.setdefault(outcome.note, []).append(unit or "汇总")
    if len(notes) == 1 and len(ended) == sum(map(len, notes.values())):
        joined.note = next(iter(notes))
    else:
        joined.note = "；".join(f"{'、'.join(units)}：{note}" for note, units in notes.items())
    return joined
