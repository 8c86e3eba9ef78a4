"""Any sequence of edits, undone as a whole and redone as a whole, also across restarts, ends where it was."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Project, Reason, Unit
from tests import scale


class Editing(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=scale.MEMORY)
        self.path = Path(self.folder.name) / "a.mzb"
        self.book = Book.create(self.path)
        with self.book.operation("新建"):
            unit = self.book.insert(Unit(name="单位"))
            self.budget = self.book.insert(Budget(unit_id=unit.id, year=2023))
        self.states = [self.book.fingerprint()]
        self.at = 0

    def did(self):
        now = self.book.fingerprint()
        if now != self.states[self.at]:
            self.states[self.at + 1 :] = [now]
            self.at += 1

    @rule(amounts=st.lists(st.integers(1, 10**9), min_size=1, max_size=4))
    def paste(self, amounts):
        with self.book.operation(f"粘贴 {len(amounts)} 行"):
            project = None
            if len(amounts) > 2:
                name = f"项目{self.book.fingerprint()[:12]}"
                project = self.book.insert(Project(budget_id=self.budget.id, name=name)).id
            for amount in amounts:
                self.book.insert(
                    DirectLine(budget_id=self.budget.id, function_code="2010350", economic_code="30201",
                               project_id=project, amount=amount)
                )  # fmt: skip
        self.did()

    @rule(pick=st.integers(0, 50), amount=st.integers(1, 10**9))
    def change(self, pick, amount):
        lines = self.book.records(DirectLine)
        if lines:
            with self.book.operation("修改"):
                self.book.update(replace(lines[pick % len(lines)], amount=amount))
            self.did()

    @rule(pick=st.integers(0, 50))
    def delete(self, pick):
        lines = self.book.records(DirectLine)
        if lines:
            with self.book.operation("删除"):
                for line in lines[pick % len(lines) :][:3]:
                    self.book.delete(line)
            self.did()

    @rule(text=st.text(max_size=20))
    def write_reason(self, text):
        with self.book.operation("填写原因"):
            found = self.book.records(Reason, figure="f")
            if found:
                self.book.update(replace(found[0], text=text))
            else:
                self.book.insert(Reason(budget_id=self.budget.id, figure="f", text=text))
            self.book.insert(Income(budget_id=self.budget.id, amount=len(text)))
        self.did()

    @rule()
    def undo(self):
        if self.at > 0:
            self.book.undo()
            self.at -= 1

    @rule()
    def redo(self):
        if self.at + 1 < len(self.states):
            self.book.redo()
            self.at += 1

    @rule()
    def restart(self):
        self.book.close()
        self.book = Book.open(self.path)

    @invariant()
    def content_is_what_it_should_be(self):
        assert self.book.fingerprint() == self.states[self.at]

    def teardown(self):
        end = len(self.states) - 1
        while self.at < end:
            self.book.redo()
            self.at += 1
        assert self.book.fingerprint() == self.states[end]
        while self.at > 0:
            self.book.undo()
            self.at -= 1
        assert self.book.fingerprint() == self.states[0]
        while self.at < end:
            self.book.redo()
            self.at += 1
        assert self.book.fingerprint() == self.states[end]
        self.book.close()
        self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=scale.count(2), stateful_step_count=25)
