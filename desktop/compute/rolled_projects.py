"""Projects as they came from last year's budget: what nobody has worked on yet is to be done, and nobody's mistake."""

from collections.abc import Iterable

from desktop.ledger.describe import content_fields
from desktop.ledger.records import BudgetFacts, Project, ProjectLine

_COMPARED = tuple(field.name for field in content_fields(ProjectLine) if field.of != "project")


def of_last_year(project: Project, last: BudgetFacts | None) -> Project | None:
    """Return what a project was last year, by its code where it has one, else by its name; None for a new one."""
    for name in ("code", "name"):
        wanted = getattr(project, name)
        found = [each for each in last.projects if wanted and getattr(each, name) == wanted] if last else []
        if found:
            return found[0]
    return None


def pairs(projects: Iterable[Project], last: Iterable[Project]) -> dict[str, str]:
    """Return the name that each project bore last year, by its name now; new projects have none.

    By code and name, then by code, then by name, as codes may be given anew each year, or be missing in what was read
    from a published table; each project of last year is one project's only.
    """
    found: dict[str, str] = {}
    free, earlier = list(projects), list(last)
    for names in (("code", "name"), ("code",), ("name",)):
        known: dict[tuple[str, ...], list[Project]] = {}
        for each in earlier:
            known.setdefault(_by(each, names), []).append(each)
        for project in tuple(free):
            alike = known.get(_by(project, names), []) if all(_by(project, names)) else []
            if alike:
                before = alike.pop(0)
                found[project.name] = before.name
                free.remove(project)
                earlier.remove(before)
    return found


def _by(project: Project, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(getattr(project, name) for name in names)


def lines_untouched(project: Project, facts: BudgetFacts, last: BudgetFacts | None) -> bool:
    """Tell whether a project has last year's measurement lines (测算明细) as they were, all of them or some."""
    earlier = of_last_year(project, last)
    if earlier is None or last is None:
        return False
    mine, before = _lines(facts.project_lines, project), _lines(last.project_lines, earlier)
    return bool(mine) and mine <= before


def _lines(lines: Iterable[ProjectLine], project: Project) -> set[tuple[object, ...]]:
    return {tuple(getattr(line, name) for name in _COMPARED) for line in lines if line.project_id == project.id}
