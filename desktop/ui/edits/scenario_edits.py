"""Edits of scenarios (测算方案) as wholes: begun, their projects chosen, taken over, thrown away."""

from collections.abc import Iterable

from desktop.ledger import scenarios
from desktop.ledger.records import Budget, Project
from desktop.ui.opened_book import OpenedBook


class ScenarioEdits:
    """Opens scenarios beside the stages and brings their content to them; each edit is one step to undo."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._book = opened.book

    def begin(self, name: str) -> None:
        """Copy the stage in view as a scenario and turn to it."""
        self._opened.require_one_unit()
        self._opened.budget = scenarios.begin(self._book, self._opened.budget, name)
        self._opened.done(f"新建{scenarios.described(self._opened.budget)}")

    def projects(self) -> list[Project]:
        """Return all projects of the scenario in view, those it leaves out too."""
        return self._opened.records(Project)

    def leave_out(self, projects: Iterable[int]) -> None:
        """Compute the scenario in view without these projects (by their ids), and with all others."""
        scenarios.leave_out(self._book, self._opened.budget, projects)
        self._opened.done("选择方案中的项目")

    def stage(self) -> Budget:
        """Return the stage the scenario in view stands beside."""
        return scenarios.stage_of(self._book, self._opened.budget)

    def take(self) -> None:
        """Let the stage have the content of the scenario in view, and turn to the stage."""
        scenario = self._opened.budget
        self._book.confine(None)  # the step is about official data
        try:
            self._opened.budget = scenarios.take(self._book, scenario)
        finally:
            self._book.confine(self._opened.budget)
        self._opened.done(f"采用方案“{scenario.scenario}”")

    def drop(self) -> None:
        """Throw the scenario in view away and turn to its stage, where that is still there."""
        scenario = self._opened.budget
        stages = self._book.records(
            Budget, unit_id=scenario.unit_id, year=scenario.year, stage=scenario.stage, scenario=""
        )
        scenarios.drop(self._book, scenario)
        if stages:
            self._opened.budget = stages[0]
        self._opened.done(f"放弃方案“{scenario.scenario}”")
