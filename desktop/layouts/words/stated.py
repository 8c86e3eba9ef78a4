"""What sentences state beside the amounts of the budget: last year's number, goals of projects, the release record."""

from collections.abc import Callable
from typing import Any

from desktop.layouts.form.spec import Form
from desktop.layouts.form.vocabulary import RELEASED
from desktop.layouts.tables import withheld
from desktop.layouts.tables.figures import Figure
from desktop.layouts.words.paragraphs import mark
from desktop.ledger.describe import Kind, field_of
from desktop.ledger.records import BudgetFacts, Release
from desktop.ledger.records.words import WEBSITE, WEBSITE_LABEL

EXECUTIONS = "收入—上年执行数"
RECORD = "公开审批记录"


class Stated:
    """The functions of the sentences for it. A figure they print is noted by `print_figure`.

    wanted: prints the gap in the place of what nobody entered and reports it, naming the page.
    """

    def __init__(
        self,
        form: Form,
        facts: BudgetFacts,
        figure: Callable[[str | Figure], Figure],
        print_figure: Callable[[Figure], str],
        wanted: Callable[[str, str], str],
    ) -> None:
        self._form, self._facts = form, facts
        self._figure, self._print, self._wanted = figure, print_figure, wanted
        self._withheld = frozenset(withheld.of(facts).names.values())

    def names(self) -> dict[str, Any]:
        """Return the functions and names by what templates call them."""
        return {
            "executions": bool(self._facts.executions),
            "entered": lambda which: not self._figure(which).missing,
            "base": lambda which: self._form.words.base(self._figure(which).base),
            "compared": lambda which: self._figure(which).change is not None,
            "prior": self._prior,
            "goal": self._goal,
            "release": self._release,
            "released": lambda name: bool(self._release_text(name)),
        }

    def unknown_base(self, figure: Figure) -> str:
        """Return the gap in the place of last year's number, empty where it is known."""
        if not figure.unknown_base:
            return ""
        return self._wanted(f"{self._facts.budget.year - 1}年{self._form.words.base(figure.base)}", EXECUTIONS)

    def _prior(self, which: str | Figure) -> str:
        """Return last year's number as the figure's change is measured against it."""
        figure = self._figure(which)
        if figure.change is None:
            return self.unknown_base(figure) or mark(figure.id, f"（{self._form.words.no_prior}）")
        style, year = self._form.text_style, self._facts.budget.year - 1
        label = f"{figure.label}（{year}年{self._form.words.base(figure.base)}）"
        shown = (style.in_sentence(figure.change.prior), style.unit)
        selection = figure.last_selection
        return self._print(
            Figure(f"{figure.id}_prior", label, figure.section, "", "amount", *shown, figure.change.prior, selection)
        )

    def _goal(self, figure: Figure, lead: str) -> str:
        """Return the performance goal of a project after a leading phrase; nothing of one published without words.

        A project whose goal is told by indicators alone has none in words; its indicators stand in the table.
        """
        if figure.label in self._withheld:
            return ""
        if figure.words:
            return lead + mark(figure.id, figure.words.rstrip("。；;"))
        measured = {indicator.project_id for indicator in self._facts.indicators}
        if any(p.name == figure.label and p.id in measured for p in self._facts.projects):
            return ""
        return lead + self._wanted("项目绩效目标", "项目")

    def _release_text(self, name: str) -> str:
        if name == WEBSITE:
            return self._facts.texts.get(WEBSITE, "").strip()
        return str(getattr(self._facts.release, RELEASED[name])).strip()

    def _release(self, name: str) -> str:
        """Return a field of the release record as it is published; a gap where it is empty."""
        about = None if name == WEBSITE else field_of(Release, RELEASED[name])
        label, text = about.label if about else WEBSITE_LABEL, self._release_text(name)
        if not text:
            return self._wanted(label, RECORD)
        if about and about.kind is Kind.DATE:
            text = spoken_day(text)
        return self._print(Figure(f"release_{name}", label, "", "", "text", text, ""))


def spoken_day(day: str) -> str:
    """Return an ISO day in words (2025年2月12日); anything else as it is."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return day
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"
