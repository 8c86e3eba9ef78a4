"""Reading an open book: settings, records, evidence contents, history. Nothing here changes the file."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from desktop.ledger import content, journal
from desktop.ledger.records import OF_A_BUDGET, PARTS, Attachment, Budget, BudgetFacts, Record, Remark, Unit
from desktop.ledger.safety import chain, soundness
from desktop.ledger.vocabulary import Stage, order_of

R = TypeVar("R", bound=Record)


class BookReader:
    """The reading half of `Book`. Its methods raise BookDamaged for unreadable bytes."""

    path: Path
    _connection: sqlite3.Connection

    @property
    def ledger_id(self) -> str:
        """Identity of the book, the same in all its copies."""
        return content.setting(self._connection, "ledger_id")

    @property
    def form(self) -> str:
        """The layout chosen for this book, empty while none was. A setting, not content: it is not undone."""
        return content.setting(self._connection, "form")

    def frozen_form(self, budget: Budget) -> str:
        """Return the layout a frozen budget has although another one was chosen since, empty where none was."""
        return content.setting(self._connection, content.form_setting(budget)) if budget.frozen_at else ""

    def notes_of(self, budget: Budget) -> dict[tuple[str, int], str]:
        """Return the remarks on records of a budget and how many files are kept with each, by table and record."""
        remarks = {
            (r.record_table, r.record_id): f"（对外）{r.text}" if r.leaves else r.text
            for r in self.records(Remark, budget_id=budget.id)
        }
        files = Counter((a.record_table, a.record_id) for a in self.records(Attachment, budget_id=budget.id))
        counted = {place: f"附件 {count} 个" for place, count in files.items()}
        return {
            place: "\n".join(part for part in (remarks.get(place, ""), counted.get(place, "")) if part)
            for place in {*remarks, *counted}
        }

    def unconfirmed_text(self, key: str) -> str:
        """Return a text that was typed but not confirmed yet, empty where there is none."""
        return content.setting(self._connection, f"draft:{key}")

    def records(self, kind: type[R], **where: object) -> list[R]:
        """Return the records of one type whose columns equal `where`, in position order.

        Of budgets only the stages: a scenario (测算方案) comes only to who names an id or a scenario, so that nobody
        takes one for official data by forgetting it.
        """
        if issubclass(kind, Budget) and not where.keys() & {"id", "scenario"}:
            where["scenario"] = ""
        with soundness.reading(self.path):
            return list(content.select(self._connection, kind, **where))

    def count(self, kind: type[Record], **where: object) -> int:
        """Return how many records of one type have columns that equal `where`, without reading them."""
        with soundness.reading(self.path):
            return content.count(self._connection, kind, **where)

    def units(self) -> list[Unit]:
        """Return all units in order."""
        return self.records(Unit)

    def budgets(self, unit_id: int) -> list[Budget]:
        """Return the budgets of a unit, newest year first, those of one year in the order of their stages.

        Scenarios are not among them.
        """
        return sorted(self.records(Budget, unit_id=unit_id), key=lambda b: (-b.year, order_of(b.stage), b.id))

    def scenarios(self, **where: object) -> list[Budget]:
        """Return the scenarios (测算方案) whose columns equal `where`, in the order in which they were begun."""
        with soundness.reading(self.path):
            return [budget for budget in content.select(self._connection, Budget, **where) if budget.scenario]

    def changed_since(self, begun: Budget, other: Budget) -> bool | None:
        """Tell whether a budget was changed after another one was begun; None where the history was cleared since."""
        with soundness.reading(self.path):
            return journal.changed_since(self._connection, begun.id, other.id)

    def added(self, file: Attachment, budget: Budget) -> tuple[str, bool | None]:
        """Return when a file was added, and whether what its budget says was changed since.

        Empty and None where the history was cleared since.
        """
        with soundness.reading(self.path):
            step = journal.begun(self._connection, file.TABLE, file.id)
            return ("", None) if step is None else (step.at, journal.changed_after(self._connection, step, budget.id))

    def facts(self, budget: Budget) -> BudgetFacts:
        """Return everything the computation reads of one budget."""
        with soundness.reading(self.path):
            return content.facts(self._connection, budget)

    def is_empty(self, budget: Budget) -> bool:
        """Tell whether nothing was entered in a budget yet."""
        with soundness.reading(self.path):
            return not any(
                self._connection.execute(
                    f"SELECT 1 FROM {kind.TABLE} WHERE budget_id = ? LIMIT 1", (budget.id,)
                ).fetchone()
                for kind in OF_A_BUDGET
            )

    def last_year_of(self, budget: Budget) -> Budget | None:
        """Return what a budget is compared with: the same unit's of the year before."""
        return self.comparable(budget.unit_id, budget.year - 1)

    def comparable(self, unit_id: int, year: int) -> Budget | None:
        """Return the newest stage of a unit's budget of a year that later years are compared with.

        The adjusted one (调整) is none: last year's figure (上年预算数) is that of the budget as approved.
        """
        stages = [each for each in self.budgets(unit_id) if (each.year, each.stage != Stage.ADJUSTED) == (year, True)]
        return stages[-1] if stages else None

    def fingerprint(self) -> str:
        """Return the SHA-256 of all records."""
        return content.fingerprint(self._connection)

    def parts_of(self, record: Record) -> list[Record]:
        """Return what belongs to one record alone and goes with it, as the pay items of a person do."""
        kinds = [(kind, f"{record.TABLE}_id") for kind in PARTS.get(type(record), ())]
        return [part for kind, name in kinds for part in self.records(kind, **{name: record.id})]

    def file(self, digest: str) -> bytes:
        """Return the contents kept under a SHA-256."""
        with soundness.reading(self.path):
            row = self._connection.execute("SELECT content FROM file WHERE digest = ?", (digest,)).fetchone()
        return bytes(row[0]) if row else b""

    def next_undo(self) -> journal.Operation | None:
        """Return the operation that undo would reverse, None where there is none."""
        with soundness.reading(self.path):
            return journal.next_undo(self._connection)

    def next_redo(self) -> journal.Operation | None:
        """Return the operation that redo would repeat, None where there is none."""
        with soundness.reading(self.path):
            return journal.next_redo(self._connection)

    def chain(self) -> chain.Chain:
        """Return the chain of the operations, by which copies of a book are told apart."""
        with soundness.reading(self.path):
            return chain.read(self._connection)

    def last_done(self) -> int:
        """Return the number of the last step that is not undone."""
        with soundness.reading(self.path):
            return chain.last_done(self._connection)

    def founding(self) -> int | None:
        """Return the number of the operation that began the book; without it there is nothing to show."""
        number = self._connection.execute("SELECT MIN(id) FROM operation").fetchone()[0]
        return None if number is None else int(number)

    def history(self) -> list[journal.Operation]:
        """Return all operations, newest first."""
        with soundness.reading(self.path):
            return journal.history(self._connection)

    def changes_of(self, tables: Sequence[str]) -> list[journal.RowChange]:
        """Return the rows of some tables that steps which hold now have changed, oldest first."""
        with soundness.reading(self.path):
            return journal.changes_of(self._connection, tables)

    def change_counts(self) -> dict[int, int]:
        """Return how many rows each operation changed, by its id."""
        with soundness.reading(self.path):
            return journal.change_counts(self._connection)

    def changes(self, operation: journal.Operation, at_most: int = -1) -> list[journal.RowChange]:
        """Return the rows an operation changed, in the order they were made: all, or the first ones."""
        soundness.require_history(self._connection, self.path, operation.id)
        with soundness.reading(self.path):
            return journal.changes(self._connection, operation.id, at_most)
