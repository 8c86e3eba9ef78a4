"""The unit as a form: its fields follow the rules of its grid, in the order in which they are seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.ui.entry.record_form import RecordForm
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of

KEY = Qt.Key


@pytest.fixture
def form(window):
    panel = window.show_kind("单位信息")
    assert isinstance(panel._body, RecordForm)
    return panel._body


def typed(form, qtbot, key, text, end=KEY.Key_Tab):
    field = form.fields[key]
    field.setFocus()
    field.selectAll()
    field.insert(text)
    qtbot.keyClick(field, end)
    return field


def test_a_value_is_stored_when_the_field_is_left_and_undone_in_the_field(form, window, qtbot):
    before = window.session.unit
    field = typed(form, qtbot, "name", "青禾县新名称", KEY.Key_Return)
    assert window.session.unit.name == "青禾县新名称"
    window.commands.undo()
    assert (window.session.unit, field.text()) == (before, before.name)
    form.fields["name"].setFocus()
    field.end(False)
    field.insert("旧")
    window.turn_to("people")
    assert window.session.unit.name == f"{before.name}旧", "turning away stores what is being typed"


def test_what_is_refused_stays_in_red_with_its_reason(form, window, qtbot):
    field, note = typed(form, qtbot, "vehicle_posts", "x"), form.notes["vehicle_posts"]
    assert (field.text(), field.objectName(), note.objectName()) == ("x", "refused", "problem")
    assert "x" in note.text() and not note.isHidden()
    assert window.unconfirmed() == 1
    typed(form, qtbot, "vehicle_posts", "2")
    assert (window.session.unit.vehicle_posts, field.objectName(), note.isHidden()) == (2, "", True)
    assert window.unconfirmed() == 0


def test_a_code_is_named_below_its_field(form, window, qtbot):
    typed(form, qtbot, "own_function", "2010350", KEY.Key_Return)
    assert window.session.unit.own_function == "2010350"
    assert form.notes["own_function"].text() == "2010350 事业运行"


def test_another_kind_waits_for_the_answer(session, qtbot):
    form = RecordForm(grid_of(session, kinds_of("单位信息")[0]), None)
    qtbot.addWidget(form)
    asked, box = [], form.fields["kind"]
    session.kind_asked.connect(lambda unit, kind: asked.append((unit.kind, kind)))
    box.setCurrentText("行政")
    box.activated.emit(box.currentIndex())
    assert (asked, session.unit.kind, box.currentText()) == ([("事业", "行政")], "事业", "事业")


def test_what_cannot_be_changed_can_be_read(session, qtbot, monkeypatch):
    form = RecordForm(grid_of(session, kinds_of("单位信息")[0]), None)
    qtbot.addWidget(form)
    monkeypatch.setattr(type(session), "writable", False)
    session.changed.emit()
    assert not any(field.isEnabled() for field in form.fields.values())
    assert form.fields["name"].text() == session.unit.name


def test_tab_goes_down_the_form_and_every_field_says_what_it_is(form, window, qtbot):
    fields = list(form.fields.values())
    assert [field.accessibleName() for field in fields] == form.view.grid.titles()
    fields[0].setFocus()
    seen = [fields[0]]
    for _ in fields[1:]:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == fields
    places = [field.mapTo(form, QPoint(0, 0)).y() for field in fields]
    assert places == sorted(places)


def test_a_field_is_gone_to_by_its_column(form, window):
    window.show_grid("Unit").show_known(window.session.unit.id, "funding")
    assert form.fields["funding"].hasFocus()
    assert window.grid_view().grid.columns[window.grid_view().currentIndex().column()].key == "funding"
    assert window.panel().selected() == []


def test_a_form_whose_record_is_not_there_is_made_and_takes_nothing(window, monkeypatch):
    grid = grid_of(window.session, kinds_of("单位信息")[0])
    monkeypatch.setattr(grid, "rows", [])
    form = RecordForm(grid, window)
    assert form.fields
    assert not any(field.isEnabled() for field in form.fields.values())
