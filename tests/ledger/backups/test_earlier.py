"""Earlier states of a book: exactly what the records were, the book itself untouched; what was taken back is no state."""

from dataclasses import replace

from desktop.ledger import stages
from desktop.ledger.backups import earlier
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Income, Institution, Unit


def test_each_state_before_a_step_is_as_it_was(tmp_path):
    with Book.create(tmp_path / "a.mzb") as book:
        known = []

        def step(name, change):
            known.append((book.fingerprint(), name))
            with book.operation(name):
                return change()

        unit = step("建单位", lambda: book.insert(Unit(name="某局", kind="行政")))
        budget = step("建预算", lambda: book.insert(Budget(unit_id=unit.id, year=2027)))
        income = step("收入", lambda: book.insert(Income(budget_id=budget.id, source="一般公共预算", amount=100)))
        step("机构", lambda: book.insert(Institution(unit_id=unit.id, name="办公室")))
        with book.operation("错的"):
            book.delete(income)
        book.undo()
        step("改收入", lambda: book.update(replace(income, amount=200)))
        known.append((book.fingerprint(), "冻结2027年草稿"))
        stages.freeze(book, budget)
        now = book.fingerprint()
        found = [(e.book.fingerprint(), e.before.name, e.last and e.last.name, e.units) for e in earlier.states(book)]
        assert [(digest, name) for digest, name, _, _ in found] == known[::-1]
        assert [last for _, _, last, _ in found] == ["改收入", "机构", "收入", "建预算", "建单位", None]
        ours = frozenset({unit.id})
        assert [units for *_, units in found] == [ours, ours, None, ours, ours, None]
        assert book.fingerprint() == now
