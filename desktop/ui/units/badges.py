"""What stands beside each unit in the tree: worked out one after another beside the window, kept while it holds."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.disclosure import Disclosure
from desktop.ledger.records import Budget, BudgetFacts
from desktop.money import YUAN
from desktop.ui.kit.background import Job
from desktop.ui.session import Session
from desktop.ui.units.one_by_one import OneByOne
from desktop.units import standing
from desktop.units.standing import Standing

UNCHECKED = "未检查"
EMPTY = "未录入"
REST = 300
"""Milliseconds after a change before units are looked at beside the window."""

_Known = tuple[str, BudgetFacts, Standing]
"""The layout and the facts that a standing holds for."""


class Badges(QObject):
    """Knows how far each unit's budget is; says `changed` when more is known. What is not known yet is None."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._known: dict[int, _Known] = {}
        self._wanted: list[Budget] = []
        self.runs: OneByOne[_Known] = OneByOne(session, parent, _standing)
        self.runs.came.connect(self._came)
        session.checked.connect(self._own)

    def want(self, budgets: list[Budget]) -> None:
        """Work out what is not known of these budgets, when nothing has changed for a moment."""
        self._wanted = budgets
        missing = [budget for budget in budgets if self.of(budget) is None and not self.is_empty(budget)]
        present = self._session.budget.id  # the checks of the window bring it
        self.runs.begin((budget for budget in missing if budget.id != present or self._session.view), REST)

    def of(self, budget: Budget) -> Standing | None:
        """Return how far a budget is; None while that is not known, or not any more."""
        known = self._known.get(budget.id)
        if known is None or known[0] != self._session.form_of(budget):
            return None
        facts = self._session.book.facts(budget)
        return known[2] if known[1] is facts or known[1] == facts else None

    def is_empty(self, budget: Budget) -> bool:
        """Tell whether nothing was entered, so that there is nothing to check."""
        return self._session.book.is_empty(budget)

    def _came(self, budget: Budget, result: object) -> None:
        if isinstance(result, tuple) and not self._session.book.closed:
            form, facts, found = result
            self._known[budget.id] = form, facts, found
            self.changed.emit()

    def _own(self) -> None:
        """Take over what the checks of the window found."""
        session = self._session
        if session.view is None:
            self._known[session.budget.id] = session.form, session.facts, standing.of(session.disclosure)
            self.changed.emit()


def _standing(_: Budget, disclosure: Disclosure, __: Job[_Known]) -> _Known:
    return disclosure.form.key, disclosure.facts, standing.of(disclosure)


def short(found: Standing | None) -> str:
    """Return a badge in a few characters."""
    if found is None:
        return UNCHECKED
    parts = [f"错{found.errors}" if found.errors else "", f"欠{found.owed}" if found.owed else ""]
    return " ".join(filter(None, (*parts, "超控" if found.over else ""))) or "✓"


def full(found: Standing | None) -> list[str]:
    """Return in sentences what a badge says."""
    if found is None:
        return ["还没有检查"]
    left = f"错误 {found.errors} 项，警告 {found.warnings} 项" if found.errors or found.warnings else "没有要处理的问题"
    owed = f"待写文字和原因 {found.owed} 处" if found.owed else "文字和原因已写"
    against = [control.describe() for control in found.controls] or ["没有控制数"]
    return [left, owed, f"本年支出 {YUAN.show(found.spending)} 元", *against]
