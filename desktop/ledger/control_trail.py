"""The trail of a control number (控制数): all documents that gave or changed it, and the revision that counts now."""

from collections.abc import Iterable, Mapping

from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Control, Project

Key = tuple[str, str, int | None]
"""Block, fund and project of a control number."""

OF_PROJECTS = "项目支出"
"""The block a control number of a project belongs to."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A control number of a document beside the one in force before it (None: there was none), in 分.

    later: a document with a later day is in the book already, so that this one only joins the trail.
    """

    control: Control
    before: Control | None
    later: bool = False

    @property
    def changes(self) -> bool:
        """Whether another amount is in force after it."""
        return not self.later and (self.before is None or self.before.amount != self.control.amount)


def key_of(control: Control) -> Key:
    """Return what a control number is given for: revisions of one number have the same."""
    return control.block, control.fund, control.project_id


def revisions(controls: Iterable[Control]) -> dict[Key, list[Control]]:
    """Return all revisions of each number, in the order in which they were entered."""
    found: dict[Key, list[Control]] = {}
    for control in controls:
        found.setdefault(key_of(control), []).append(control)
    return found


def latest(trail: Iterable[Control]) -> Control:
    """Return the revision that counts: the last one entered, unless its document is older than another's.

    Only two days that are both known are compared: a number typed without a day takes the place of the one before it.
    """
    counts, *others = trail
    for control in others:
        counts = counts if _older(control, counts) else control
    return counts


def before(facts: BudgetFacts, control: Control) -> Control | None:
    """Return the number a document changes: the one in force without that document and those of a later day."""
    earlier = [each for each in facts.controls if each.reference != control.reference and not _older(control, each)]
    found = {key_of(each): each for each in (*typed(facts.projects), *current(earlier))}
    return found.get(key_of(control))


def _older(control: Control, other: Control) -> bool:
    return bool(control.issued_on and other.issued_on) and control.issued_on < other.issued_on


def current(controls: Iterable[Control]) -> list[Control]:
    """Return the revision that counts of each number.

    A document that divides a block or project by funds takes the place of an earlier one that did not, and the other
    way round: both together would say two things of the same money.
    """
    listed = list(controls)
    order = {id(control): place for place, control in enumerate(listed)}
    found = [latest(trail) for trail in revisions(listed).values()]
    return [each for each in found if not any(_divided_anew(each, other, order) for other in found)]


def _divided_anew(control: Control, other: Control, order: Mapping[int, int]) -> bool:
    same = (control.block, control.project_id) == (other.block, other.project_id)
    if not same or bool(control.fund) == bool(other.fund) or control.reference == other.reference:
        return False
    if _older(other, control) or _older(control, other):
        return _older(control, other)
    return order[id(control)] < order[id(other)]


def of_projects(facts: BudgetFacts) -> list[Control]:
    """Return the numbers in force of projects; one typed beside the project counts where no document gives another."""
    found = [control for control in current(facts.controls) if control.project_id is not None]
    known = {control.project_id for control in found}
    return [*found, *(each for each in typed(facts.projects) if each.project_id not in known)]


def typed(projects: Iterable[Project]) -> list[Control]:
    """Return the numbers that stand beside projects, as the first of their trails."""
    return [Control(block=OF_PROJECTS, project_id=p.id, amount=p.control) for p in projects if p.control is not None]


def project_names(facts: BudgetFacts) -> dict[int, str]:
    """Return the names of a budget's projects by their number."""
    return {project.id: project.name for project in facts.projects}


def name_of(control: Control, projects: Mapping[int, str]) -> str:
    """Return what a control number is called: its block or project, and the fund where it names one."""
    subject = control.block if control.project_id is None else f"项目“{projects.get(control.project_id, '')}”"
    return subject + (f"（{control.fund}）" if control.fund else "")


def compared(facts: BudgetFacts, controls: Iterable[Control]) -> list[Revision]:
    """Return each number of a document beside what is in force in a budget."""
    in_force = {key_of(control): control for control in (*current(facts.controls), *of_projects(facts))}
    found = []
    for control in controls:
        before = in_force.get(key_of(control))
        found.append(Revision(control, before, before is not None and _older(control, before)))
    return found
