"""Edits of a budget as a whole: its stages, the next year, what is taken into it from files."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.findings import Finding, UserError
from desktop.ledger.records import Budget, FreeText, Release, TakenIn
from desktop.ledger.records.words import WEBSITE
from desktop.ledger.vocabulary import Stage
from desktop.ui.opened_book import OpenedBook

if TYPE_CHECKING:
    from desktop.approval.taking import Plan as Approval
    from desktop.intake.control_plan import Plan
    from desktop.published.proposal import Proposal
    from desktop.units.gates import Answers, Gate


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
        """Put accepted rows of a roster or another list into the chosen budget; take out the people `gone`."""
        from desktop.intake import people_update, project_list, record_taking
        from desktop.intake.record_kinds import KINDS

        self._opened.require_one_unit()
        budget = self._opened.budget
        if kind == "roster":
            added, updated = people_update.add_people(self._book, budget, rows, gone)
        elif kind in KINDS:
            added, updated, _ = record_taking.take(self._book, KINDS[kind], rows, lambda _: budget)
        else:
            added, updated = project_list.add_projects(self._book, budget, rows)
        removed = f"，删除 {len(gone)}" if gone else ""
        self._opened.done(f"导入：新增 {added}，更新 {updated}{removed}")

    def take_controls(self, planned: "Plan") -> None:
        """Enter the control numbers of a bureau's file, those of all its units as one step."""
        from desktop.intake import control_plan

        count = control_plan.enter(self._book, planned)
        self._opened.done(f"导入控制数 {count} 项")

    def take_approved(self, planned: "Approval") -> None:
        """Take approved figures over: document, what was approved otherwise, the lines the file gives whole."""
        from desktop.approval import taking

        count = taking.take(self._book, planned)
        self._opened.done(f"取得批复数，改 {count} 行")

    def budgets_in_view(self) -> list[Budget]:
        """Return the budgets a step of the stages is about: the chosen one, in a 汇总 those drafted in this book."""
        view = self._opened.view
        if view is None:
            return [self._opened.budget]
        found = [part.budget for part in view.parts if not self._book.records(TakenIn, budget_id=part.budget.id)]
        if not found:
            raise UserError("这些单位都是装入的，由单位自己编制；请装入它们新的数据包")
        return found

    def gates(self, stage: Stage | None, found: "list[Gate]") -> Iterator[int]:
        """Add to `found` what stands before the next stage (None: before freezing) of each budget in view.

        Yields how many are left. Raises UserError where one cannot take the step at all.
        """
        from desktop.units import gates

        budgets = self.budgets_in_view()
        alone = self._opened.view is None and not self._opened.is_only_node  # a node answers for its 汇总
        own = self._opened.disclosure if alone else None
        for gate in gates.before_each(self._book, budgets, stage, own):
            found.append(gate)
            yield len(budgets) - len(found)

    def end_stage(self, found: "Sequence[Gate]", answers: "Answers") -> None:
        """Take budgets through their gates as one step. Raises UserError with what is open."""
        from desktop.units import gates

        after = gates.go_on(self._book, found, answers)
        if self._opened.view is None:
            self._opened.budget = after[0]
        stage = found[0].stage
        self._opened.done(f"转入{stage}" if stage is not None else f"冻结{found[0].budget.stage}")

    def next_stage(self, stage: Stage) -> None:
        """Go on to the next stage with nothing to answer for."""
        from desktop.units.gates import Answers

        found: list[Gate] = []
        for _ in self.gates(stage, found):
            pass
        self.end_stage(found, Answers())

    def unfreeze(self, reason: str) -> None:
        """Open the frozen stage that is in view, or that the one in view was copied from. Raises UserError."""
        from desktop.ledger import stages

        opened = stages.unfreeze_all(self._book, self.budgets_in_view(), reason)
        if self._opened.view is None:
            self._opened.budget = opened[0]
        self._opened.done(f"解除冻结{opened[0].stage}")

    def roll_forward(self) -> list[Finding]:
        """Begin next year's budget and turn to it; return what must be looked at."""
        from desktop.units import next_year

        self._opened.require_one_unit()
        rolled = next_year.roll_forward(self._book, self._opened.budget)
        self._opened.budget = rolled.budget
        self._opened.done(f"结转到{rolled.budget.year}年")
        return rolled.findings

    def start_from_last_year(self) -> list[Finding]:
        """Fill this year's empty budget from last year's; return what must be looked at."""
        from desktop.units import next_year

        self._opened.require_one_unit()
        last = self._book.last_year_of(self._opened.budget)
        if last is None or self._opened.last is None:
            raise UserError("上年还没有数据；请先从“导入”读入上年公开数，或录入上年金额")
        rolled = next_year.roll_forward(self._book, last)
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

    def keep_release(self, record: Release, website: str | None = None) -> None:
        """Keep the release record of the budget as one step, with the address that publishes it unless that is None."""
        with self._opened.step("填写公开审批记录", words=True):
            if website is not None:
                self._keep_website(website)
            if record.id:
                self._book.update(record)
            else:
                self._book.insert(replace(record, budget_id=self._opened.budget.id))

    def _keep_website(self, text: str) -> None:
        for old in self._book.records(FreeText, budget_id=self._opened.budget.id, key=WEBSITE):
            if old.text == text:
                return
            self._book.delete(old)
        if text:
            self._book.insert(FreeText(budget_id=self._opened.budget.id, key=WEBSITE, text=text))
