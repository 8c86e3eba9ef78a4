"""Another layout or kind of the unit is taken only after a person saw what it changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import UnitGrid, grid_of
from desktop.ui.session import Session
from desktop.ui.year import asked_first


@pytest.fixture
def questions(monkeypatch):
    """What was asked; the answer is 否 until it is set to 是."""
    asked = {"texts": [], "answer": QMessageBox.StandardButton.No}

    def ask(_, __, text):
        asked["texts"].append(text)
        return asked["answer"]

    monkeypatch.setattr(QMessageBox, "question", ask)
    return asked


def test_a_layout_is_asked_about_and_refused_or_taken(shared, questions):
    session, forms = shared.session, shared.forms
    present, before = session.form, session.book.fingerprint()
    forms.setCurrentIndex(forms.findData("shanghai/2025"))
    assert "新版式没有：" in questions["texts"][0]
    assert forms.currentData() == session.form == present
    assert session.book.fingerprint() == before
    questions["answer"] = QMessageBox.StandardButton.Yes
    forms.setCurrentIndex(forms.findData("shanghai/2025"))
    assert forms.currentData() == session.form == "shanghai/2025"
    assert len(questions["texts"]) == 2


def test_nothing_is_asked_while_nothing_was_entered(shared, questions, monkeypatch):
    session = shared.session
    monkeypatch.setattr(asked_first, "has_content", lambda _: False)
    asked_first.layout(shared, session, "guangxi/2022")
    assert (questions["texts"], session.form) == ([], "guangxi/2022")


def _typed(session):
    """Type another kind into the unit's row, return its cell and what was asked for."""
    grid, asked = grid_of(session, kinds_of("单位信息")[0]), []
    assert isinstance(grid, UnitGrid)
    session.kind_asked.connect(lambda unit, kind: asked.append((unit.kind, kind)))
    cell = grid.index(0, next(n for n, column in enumerate(grid.columns) if column.key == "kind"))
    grid.setData(cell, "行政", Qt.ItemDataRole.EditRole)
    return grid, cell, asked


def test_a_kind_that_is_typed_waits_for_the_answer(session):
    before = session.book.fingerprint()
    _, cell, asked = _typed(session)
    assert asked == [("事业", "行政")]
    assert session.book.fingerprint() == before
    assert cell.data() == "事业"


def test_a_kind_in_a_pasted_row_waits_too_and_the_rest_is_taken(session):
    grid, asked = grid_of(session, kinds_of("单位信息")[0]), []
    session.kind_asked.connect(lambda _, kind: asked.append(kind))
    keys = [column.key for column in grid.columns]
    row = [grid.index(0, n).data() or "" for n in range(len(keys))]
    row[keys.index("kind")], row[keys.index("name")] = "参公", "青禾县新名称"
    assert grid.paste(0, range(0, len(grid.columns)), [row]) == ""
    assert (asked, session.unit.kind, session.unit.name) == (["参公"], "事业", "青禾县新名称")


def test_the_window_asks_and_one_undo_takes_it_back(shared, questions):
    session = shared.session
    before = session.unit
    questions["answer"] = QMessageBox.StandardButton.Yes
    shared.commands.change_kind(before, "行政")
    assert session.unit.kind == "行政"
    assert "政府预算支出经济分类" in questions["texts"][0]
    session.undoing.undo()
    assert session.unit == before
    questions["answer"] = QMessageBox.StandardButton.No
    shared.commands.change_kind(before, "参公")
    assert session.unit == before


def test_a_sum_over_units_is_asked_about_too_where_it_has_no_budget_of_its_own(tmp_path, questions, qapp):
    """The unit that only joins others has no records; what its tables show is the others' all the same."""
    with Book.create(tmp_path / "部门.mzb") as book:
        with book.operation("新建"):
            top = units.add(book, Unit(name="某局", scope="部门"))
            below = units.add(book, Unit(name="中心", parent_id=top.id), (2027,))
            (budget,) = book.records(Budget, unit_id=below.id)
            book.insert(DirectLine(budget_id=budget.id, function_code="2010350", economic_code="30201", amount=100))
        session = Session(book)
        session.choose_view([top], below=True)
        assert not session.words_writable
        present = session.form
        asked_first.layout(None, session, "shanghai/2025")
        assert (len(questions["texts"]), session.form) == (1, present)
