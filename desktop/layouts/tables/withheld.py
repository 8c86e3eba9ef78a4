"""Projects that are not published under their name (只列金额, 并入其他项目), and the words printed instead.

One that is not fit to be published (不宜公开) and of which nobody has decided yet is one of them until that is decided:
a draft leaves the house as well.

Everything given away (tables, narrative, charts, cover, overview) asks here. Amounts are never touched: the lines stay
what they are, and only names and words are replaced.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Project
from desktop.ledger.vocabulary import PublishedAs

if TYPE_CHECKING:
    from desktop.compute.causes import Effect

OTHER = "其他项目"
"""What projects are called that are published without their name (the words of the official tables)."""

TELLING = 4
"""Characters from which on a name is found in a text without being a part of common words (培训, 维修)."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """The withheld names, and the words printed for each."""

    names: dict[str, str]

    def name(self, project: str) -> str:
        """Return the name a project is published under."""
        return self.names.get(project, project)

    def mask(self, text: str) -> str:
        """Return a text with every withheld name replaced, the longest first."""
        for name in sorted(self.names, key=len, reverse=True):
            text = text.replace(name, self.names[name])
        return text

    def effects(self, effects: Iterable["Effect"]) -> list["Effect"]:
        """Return the causes of a change on account of the published names."""
        return [replace(e, subject=self.name(e.subject)) if e.subject in self.names else e for e in effects]


def is_withheld(project: Project) -> bool:
    """Tell whether a project is published without its name and words."""
    return project.published_as in (PublishedAs.AMOUNT_ONLY, PublishedAs.MERGED)


def undecided(facts: BudgetFacts) -> list[Project]:
    """Return the projects that are not fit to be published (不宜公开) and of which nobody has decided how they are."""
    return [project for project in facts.projects if project.confidential and not project.published_as]


def of(facts: BudgetFacts, last: BudgetFacts | None = None) -> Withheld:
    """Return the withheld names of a budget, and of last year's projects where it is compared with them.

    This year's decision holds for a project of both years; while it is owed, only the amount is listed. One that was
    only in last year's budget is withheld where it was then, and also where it was not fit to be published and nobody
    had decided.
    """
    before = _only_before(facts, last)
    open_then = [project.name for project in before if project.confidential and not project.published_as]
    everyone = (*facts.projects, *before)
    merged = [p.name for p in everyone if p.published_as == PublishedAs.MERGED] + open_then
    open_now = undecided(facts)
    alone = [p.name for p in everyone if p.published_as == PublishedAs.AMOUNT_ONLY or p in open_now]
    used_names = {project.name for project in everyone} - {*merged, *alone}
    published = dict.fromkeys(merged, _free(OTHER, used_names))
    numbered = (shown for number in count(1) if (shown := f"{OTHER}（{number}）") not in used_names)
    return Withheld(published | dict(zip(alone, numbered, strict=False)))


def printed_facts(facts: BudgetFacts) -> BudgetFacts:
    """Return facts for printing: without the names of undecided projects in what a person wrote of the budget.

    Names of the unit and of projects that are listed may contain such a name, and common words may be one. Once it is
    decided, a person's words are printed as they are, and a check (C98) looks for names in them.
    """
    owed = [project.name for project in undecided(facts) if len(project.name.strip()) >= TELLING]
    if not owed:
        return facts
    shown = of(facts)
    hidden = {own: shown.name(name) for name in owed for own in (name.strip(), _in_its_unit(name, facts))}
    listed = {facts.unit.name, *(project.name for project in facts.projects)} - {"", *shown.names}
    known = re.compile("|".join(map(re.escape, sorted({*listed, *hidden}, key=len, reverse=True))))

    def words(texts: dict[str, str]) -> dict[str, str]:
        return {key: known.sub(lambda found: hidden.get(found[0], found[0]), text) for key, text in texts.items()}

    return replace(facts, texts=words(facts.texts), reasons=words(facts.reasons))


def _in_its_unit(name: str, facts: BudgetFacts) -> str:
    """Return what a project is called in its unit: of several units together it may bear the unit's name behind it."""
    behind = (f"（{unit.name}）" for unit in facts.units)
    return name.removesuffix(next(filter(name.endswith, behind), "")).strip()


def ended(facts: BudgetFacts, last: BudgetFacts | None) -> list[Project]:
    """Return the projects that were only in last year's budget and are withheld, as `of` withholds them."""
    names = of(facts, last).names
    return [project for project in _only_before(facts, last) if project.name in names]


def _only_before(facts: BudgetFacts, last: BudgetFacts | None) -> list[Project]:
    now = {project.name for project in facts.projects}
    return [project for project in (last.projects if last else ()) if project.name not in now]


def _free(name: str, used_names: set[str]) -> str:
    """Return a name that no published project has, so that amounts never run together with another project's."""
    return name if name not in used_names else _free(f"{name}（合并）", used_names)
