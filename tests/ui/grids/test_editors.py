"""Editors of cells: codes found while typing, lists where there is a choice, the plain value to begin with."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from desktop.ui.grids.editors import CodeEdit, GridDelegate
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of


@pytest.fixture
def editor_of(session, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    delegate = GridDelegate(parent)

    def make(title, key, row=0):
        grid = grid_of(session, kinds_of(title)[0])
        index = grid.index(row, next(n for n, c in enumerate(grid.columns) if c.key == key))
        editor = delegate.createEditor(parent, QStyleOptionViewItem(), index)
        delegate.setEditorData(editor, index)
        return delegate, grid, index, editor

    return make


@pytest.mark.parametrize(
    ("typed", "code"), [("30202", "30202"), ("印刷费", "30202"), ("30202 印刷费", "30202"), ("没有", "没有")]
)
def test_a_subject_is_found_by_code_or_name(qtbot, typed, code):
    edit = CodeEdit("economic", 2025)
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.code() == code


@pytest.fixture
def typed(qtbot):
    def of(text, key="function", likely=("2010650", "2010350")):
        edit = CodeEdit(key, 2026, None, likely)
        qtbot.addWidget(edit)
        edit.show()
        edit.setFocus()
        if text.isascii():
            QTest.keyClicks(edit, text)
        else:  # what an input method brings
            edit.setText(text)
            edit.textEdited.emit(text)
        return edit, edit.list.popup()

    return of


def test_what_this_budget_uses_is_listed_first_with_its_path_and_already_chosen(typed):
    edit, popup = typed("syyx")
    assert popup.isVisible()
    assert popup.currentIndex().row() == 0
    first, second = (popup.model().index(n, 0).data() for n in (0, 1))
    assert first.startswith("2010650 事业运行　一般公共服务支出 › ")
    assert second.startswith("2010350 ")
    assert edit.text() == "syyx", "nothing is taken before a key says so"


@pytest.mark.parametrize(
    ("text", "key", "likely", "chosen"),
    [
        ("xzyx", "function", (), ""),  # fifty of that name: the first of them would be 人大事务
        ("行政运行", "function", ("2010650",), ""),
        ("201", "function", (), ""),
        ("xzyx", "function", ("2080101",), "2080101"),
        ("xxjy", "function", (), "2050202"),  # 小学教育: others only begin or go on like it
        ("yinsf", "economic", (), None),
        ("印刷", "economic", (), "30202"),
        ("302", "economic", (), ""),
    ],
)
def test_only_what_is_likely_or_the_only_one_meant_is_chosen_already(typed, text, key, likely, chosen):
    """Enter takes no code that nobody meant: where nothing is chosen, what was typed stays."""
    edit, popup = typed(text, key, likely)
    assert popup.isVisible() is (chosen is not None)
    taken = []
    edit.taken.connect(lambda: taken.append(edit.text()))
    if chosen is not None:
        assert str(popup.currentIndex().data() or "").split(" ")[0] == chosen
        QTest.keyClick(popup, Qt.Key.Key_Return)
        assert not popup.isVisible()
        assert (edit.text(), taken) == (chosen or text, [chosen or text])


@pytest.mark.parametrize(("keys", "code"), [([], "2010650"), ([Qt.Key.Key_Down], "2010350")])
@pytest.mark.parametrize("last", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_one_key_takes_what_is_chosen(typed, keys, code, last):
    edit, popup = typed("syyx")
    for key in [*keys, last]:
        QTest.keyClick(popup, key)
    assert (edit.text(), edit.code()) == (code, code)
    assert not popup.isVisible()


def test_escape_closes_the_list_and_leaves_what_was_typed(typed):
    edit, popup = typed("syyx")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert edit.code() == "syyx"


@pytest.mark.parametrize("text", ["2010350", "99999"])
def test_a_code_typed_in_full_or_unknown_needs_no_list(typed, text):
    edit, popup = typed(text)
    assert not popup.isVisible()
    assert edit.code() == text


@pytest.mark.parametrize(
    ("title", "key", "kind"),
    [("人员", "status", QComboBox), ("项目", "reviewed", QComboBox), ("项目测算明细", "project", QComboBox),
     ("项目测算明细", "economic_code", CodeEdit), ("政府采购", "amount", QLineEdit)],
)  # fmt: skip
def test_each_column_has_its_editor(editor_of, title, key, kind):
    editor = editor_of(title, key)[3]
    assert isinstance(editor, kind)
    assert isinstance(editor, CodeEdit) is (kind is CodeEdit)


def test_an_amount_is_edited_without_separators_and_given_to_the_grid(editor_of):
    delegate, grid, index, editor = editor_of("项目", "control")
    assert editor.text() == "300000.00"
    assert editor.selectedText() == editor.text()
    editor.setText("1,500.5")
    delegate.setModelData(editor, grid, index)
    assert index.data() == "1,500.50"


def test_kinds_of_vehicles_the_layout_asks_for_are_suggested_and_others_may_be_typed(editor_of):
    delegate, grid, index, editor = editor_of("车辆与设备", "kind")
    words = editor.completer().model()
    asked = [words.index(n, 0).data() for n in range(words.rowCount())]
    assert asked == list(grid.session.disclosure.form.asset_kinds)
    editor.setText("工程抢险车")
    delegate.setModelData(editor, grid, index)
    assert index.data() == "工程抢险车"
    assert editor_of("政府采购", "item")[3].completer() is None


def test_a_choice_begins_with_what_is_there_and_is_given_to_the_grid(editor_of):
    delegate, grid, index, editor = editor_of("人员", "status")
    assert editor.currentText() == index.data()
    editor.setCurrentText("退休")
    delegate.setModelData(editor, grid, index)
    assert grid.rows[0].status == "退休"


def test_a_list_to_choose_from_stays_in_its_cell_and_shows_its_words(editor_of):
    """性质 is as narrow as its two letters: then they stand without the arrow, and no neighbour is covered."""
    delegate, _, index, editor = editor_of("人员", "kind")
    words = editor.fontMetrics().boundingRect(editor.currentText()).width()
    for width, arrow in ((words + 10, False), (words + 40, True)):
        option = QStyleOptionViewItem()
        option.rect = QRect(10, 0, width, 24)
        delegate.updateEditorGeometry(editor, option, index)
        assert editor.geometry() == option.rect
        assert editor.shown_words() == editor.currentText()
        assert editor._shows_arrow() is arrow
    editor.show()
    editor.showPopup()
    assert editor.view().width() >= words + 20, "the opened list has room for its words"
    editor.hidePopup()
