"""The text of a budget alone: no table is built and no check is run, so that many texts can be looked at."""

from desktop.compute import drafting
from desktop.compute.cube import Cube
from desktop.layouts.tables.build import TableBuilder
from desktop.layouts.tables.figures import Figures
from desktop.layouts.words.narrative import Narrative, NarrativeWriter

_cubes: dict[tuple[int, ...], tuple[object, Cube]] = {}


def cube_of(facts, last) -> Cube:
    """The lines of both years; kept for facts whose money is the same objects."""
    parts = (facts.lines, facts.incomes, facts.procurements, facts.projects, facts.project_lines, facts.pay_items)
    key = (*map(id, parts), id(last))
    if key not in _cubes:
        lines = drafting.of_budget(facts) + (drafting.of_budget(last) if last else [])
        _cubes[key] = (parts, last), Cube(lines, facts.budget.year)
    return _cubes[key][1]


def written(form, facts, last) -> Narrative:
    """The narrative of a budget in a form."""
    cube = cube_of(facts, last)
    figures = Figures(form, facts, cube, has_last=last is not None)
    builder = TableBuilder(form, facts, cube, None)
    inline = {name: builder.build(spec) for name, spec in form.inline_tables.items()}
    return NarrativeWriter(form, facts, cube, figures, inline, []).write()
