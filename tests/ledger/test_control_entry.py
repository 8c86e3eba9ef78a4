"""Entering a document's control numbers: none is written over, undo is exact."""

from desktop.ledger import control_entry, control_trail
from desktop.ledger.book import Book
from desktop.ledger.records import Control, Project, Unit


def test_a_second_document_joins_the_trail_and_one_step_takes_it_back(tmp_path):
    with Book.create(tmp_path / "a.mzb") as book:
        with book.operation("建立"):
            unit = book.insert(Unit(name="甲局"))
            budget = book.budget_of_year(unit.id, 2027)
            project = book.insert(Project(budget_id=budget.id, name="甲项目", control=300))
        before = book.fingerprint()

        def enter(reference, *controls):
            with book.operation(reference):
                found = control_trail.compared(book.facts(budget), controls)
                return control_entry.enter(book, budget, found)

        first = Control(block="人员经费", amount=1, reference="一")
        of_project = Control(block="项目支出", amount=200, reference="一", project_id=project.id)
        assert (enter("一", first, of_project), enter("一", first, of_project)) == (2, 0)
        assert enter("二", Control(block="人员经费", amount=2, reference="二")) == 1
        found = [(c.block, c.amount, c.reference) for c in book.records(Control, budget_id=budget.id)]
        assert found == [
            *(("人员经费", 1, "一"), ("项目支出", 300, ""), ("项目支出", 200, "一")),
            ("人员经费", 2, "二"),
        ]
        assert book.records(Project)[0].control is None
        assert [c.amount for c in control_trail.of_projects(book.facts(budget))] == [200]
        for _ in range(2):
            book.undo()
        assert book.fingerprint() == before
