"""Edits of a budget as a whole: its stages, the next year, what is taken into it from files."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.findings import Finding, UserError
from desktop.ledger.records import Release
from desktop.ledger.vocabulary import Stage
from desktop.ui.opened_book import OpenedBook

if TYPE_CHECKING:
    from desktop.published.proposal import Proposal


class YearEdits:
    """Takes a budget to its next stage or year, and fills it from files or from the year before."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._book = opened.book

    def choose_policy(self, key: str) -> None:
        """Compute the budget with another policy pack (empty: nothing is computed)."""
        name = "选择政策参数"
        with self._opened.step(name):
            self._book.update(replace(self._opened.budget, policy=key))

    def take_import(self, kind: str, rows: list[Any], gone: frozenset[int] = frozenset()) -> None:
        """Put accepted rows of a roster or project list into the chosen budget; take out the people `gone`."""
        from desktop.intake import people_update, project_list

        self._opened.require_one_unit()
        if kind == "roster":
            added, updated = people_update.add_people(self._book, self._opened.budget, rows, gone)
        else:
            added, updated = project_list.add_projects(self._book, self._opened.budget, rows)
        removed = f"，删除 {len(gone)}" if gone else ""
        self._opened.done(f"导入：新增 {added}，更新 {updated}{removed}")

    def next_stage(self, stage: Stage) -> None:
        """Freeze the chosen budget and go on with its copy."""
        from desktop.ledger import rolling

        self._opened.require_one_unit()
        self._opened.budget = rolling.next_stage(self._book, self._opened.budget, stage)
        self._opened.done(f"转入{stage}")

    def roll_forward(self) -> list[Finding]:
        """Begin next year's budget and turn to it; return what must be looked at."""
        from desktop.ledger import rolling

        self._opened.require_one_unit()
        rolled = rolling.roll_forward(self._book, self._opened.budget)
        self._opened.budget = rolled.budget
        self._opened.done(f"结转到{rolled.budget.year}年")
        return rolled.findings

    def start_from_last_year(self) -> list[Finding]:
        """Fill this year's empty budget from last year's; return what must be looked at."""
        from desktop.ledger import rolling

        self._opened.require_one_unit()
        last = self._book.last_year_of(self._opened.budget)
        if last is None or self._opened.last is None:
            raise UserError("上年还没有数据；请先从“导入”读入上年公开数，或录入上年金额")
        rolled = rolling.roll_forward(self._book, last)
        self._opened.done(f"以{last.year}年为底稿")
        return rolled.findings

    def take_last_year(self, proposal: "Proposal", accepted: Collection[str] = ()) -> None:
        """Enter the published figures of last year as one step; accepted: keys of the accepted disagreements."""
        from desktop.published import entry

        self._opened.require_one_unit()
        entry.enter(self._book, proposal, accepted)
        self._opened.done(f"导入{proposal.facts.budget.year}年公开数")

    def keep_layout(self, choices: Mapping[str, str], form: str, document: str) -> None:
        """Keep settings of the layout, and the document that it was compared with, as one step."""
        from desktop.ledger import layout_choices

        with self._opened.step("版式设置", words=True):
            layout_choices.keep(self._book, self._opened.budget, choices, form, document)

    def keep_release(self, record: Release) -> None:
        """Keep the release record of the budget as one step."""
        with self._opened.step("填写公开审批记录", words=True):
            if record.id:
                self._book.update(record)
            else:
                self._book.insert(replace(record, budget_id=self._opened.budget.id))
