"""The questionnaire in the window: filled, put aside, saved, used in a book with people, given and taken in."""

import tomllib
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.catalog import own_packs, policy, questions
from desktop.catalog.questionnaire import Questionnaire
from desktop.compute import drafting
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, PayItem, Person, RunningFunction, Unit
from desktop.ui.kit import theme
from desktop.ui.session import Session
from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog

NAME = "青禾县 2027"
ANSWERED = {"si.base.floor": "4000", "si.base.ceiling": "20000", "rate.medical": "8", "quota.行政": "12000"}


@pytest.fixture
def asked(monkeypatch):
    """What was asked; everything is answered 是."""
    texts = []

    def answer(_, __, text, *___):
        texts.append(text)
        return QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "question", answer)
    return texts


@pytest.fixture
def dialog(qapp, qtbot):
    theme.apply(qapp)
    made = QuestionnaireDialog(None, None, 2027)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bureau(qapp, tmp_path):
    """A bureau with one official, 2027, computed by nothing yet."""
    with Book.create(tmp_path / "局.mzb") as book, book.operation("新建账本"):
        unit = book.insert(Unit(name="青禾县某局", kind="行政"))
        budget = book.insert(Budget(unit_id=unit.id, year=2027))
        book.insert(RunningFunction(unit_id=unit.id, staff="行政", function_code="2010301"))
        person = book.insert(Person(budget_id=budget.id, position=1, kind="行政", rank="科员"))
        for item, yuan in (("职务工资", 2000), ("级别工资", 3000), ("生活性补贴", 2500)):
            book.insert(PayItem(budget_id=budget.id, person_id=person.id, item=item, amount=yuan * 100))
    session = Session(Book.open(tmp_path / "局.mzb"))
    yield session
    session.blockSignals(True)
    session._later.stop()
    session.book.close()


def fill(dialog, answers=ANSWERED):
    for key, text in answers.items():
        fields = dialog.list.answer(key).rows[0]
        write(fields.value, text)
        write(fields.document, "青财〔2026〕1号")
    write(dialog.name, NAME)


def write(line, text):
    """Type Chinese, which has no keys."""
    line.setText(text)
    line.textEdited.emit(text)


def cost(session, economic):
    return [line.amount for line in drafting.draft(session.facts).lines if line.economic == economic]


def test_what_is_known_is_computed_and_what_is_not_is_said_never_zero(qtbot, bureau, asked):
    dialog = QuestionnaireDialog(bureau)
    qtbot.addWidget(dialog)
    fill(dialog)
    dialog.list.answer("rate.injury").rows[0].unknown.click()
    dialog.keep.click()
    assert dialog.saved == NAME
    assert "2027年预算改用“青禾县 2027”测算吗" in asked[-1] and "人员支出：0.00 → " in asked[-1]
    assert "参数“工伤保险单位费率”在 2027-01-01 无有效值" in asked[-1]
    assert bureau.budget.policy == NAME
    # base (2,000 + 3,000 + 2,500) + 5,000 / 12 = 7,916.67 → 7,917; × 8% = 633.36; × 12 months
    assert cost(bureau, "30110") == [760032]
    assert cost(bureau, "30112") == cost(bureau, "30113") == []
    bureau.check()
    missing = {finding.message for finding in bureau.disclosure.to_do if finding.code == "C42"}
    for label in ("工伤保险单位费率", "住房公积金单位比例"):
        assert any(label in message for message in missing)
    bureau.undoing.undo()
    assert bureau.budget.policy == ""


def test_a_pack_in_use_is_computed_anew_when_it_is_replaced(qtbot, bureau, asked):
    dialog = QuestionnaireDialog(bureau)
    qtbot.addWidget(dialog)
    fill(dialog)
    dialog.save()
    fill(dialog, {"rate.medical": "9"})
    dialog.save()
    assert "用它的账本都会按新的数值计算" in asked[-1]
    assert cost(bureau, "30110") == [855036]


def test_a_book_that_is_frozen_is_not_asked(qtbot, bureau, asked):
    with bureau.together("冻结"):
        bureau.book.update(replace(bureau.budget, frozen_at="2026-11-01"))
    bureau.budget = replace(bureau.budget, frozen_at="2026-11-01")
    bureau.refresh()
    dialog = QuestionnaireDialog(bureau)
    qtbot.addWidget(dialog)
    fill(dialog)
    assert dialog.save() and asked == []


def test_progress_follows_and_ticks_exclude_each_other(qtbot, dialog):
    many = len(questions.load())
    fields = dialog.list.answer("rate.medical").rows[0]
    qtbot.keyClicks(fields.value, "8")
    assert dialog.progress.text() == f"已答 1 / {many}，不知道 0，未答 {many - 1}"
    fields.unknown.click()
    assert (fields.value.isEnabled(), dialog.sheet.typed("rate.medical")[0].value) == (False, "不知道")
    fields.none.click()
    assert (fields.unknown.isChecked(), dialog.sheet.typed("rate.medical")[0].value) == (False, "没有")
    fields.none.click()
    assert (fields.value.isEnabled(), dialog.sheet.typed("rate.medical")[0].value) == (True, "8")


def test_what_is_wrong_is_said_beside_it_and_nothing_is_saved_or_taken_in(qtbot, dialog, tmp_path):
    """A name is needed, and none of a shipped pack."""
    for name in ("", "national", "a/b"):
        write(dialog.name, name)
        assert not dialog.save()
        assert dialog.problem.text()
    (tmp_path / "坏.toml").write_text('title = "坏"\n[parameters.x]\n', encoding="utf-8")
    dialog.take_in(tmp_path / "坏.toml")
    assert dialog.problem.text().startswith("没有导入")
    assert own_packs.saved() == {}
    fill(dialog, {"rate.medical": "800", "si.base.floor": "5000", "si.base.ceiling": "4000"})
    answer = dialog.list.answer("rate.medical")
    assert "不会超过 100%" in answer._problems[0].text()
    assert not dialog.save()
    assert dialog.problem.text().startswith("有 3 处要改正：“社保缴费基数下限”")
    assert own_packs.saved() == {}


def test_a_value_that_changes_within_the_year_and_a_rank_of_ones_own(qtbot, dialog):
    fill(dialog)
    dialog.list.answer("si.base.floor").more_asked.emit()
    fields = dialog.list.answer("si.base.floor").rows[1]
    assert fields.day.text() == "2027-07-01"
    qtbot.keyClicks(fields.value, "4200")
    block = next(b for b in dialog.list.blocks if b.answers[0].about.key == "commute.正科")
    write(block.add, "主任")
    block._add_one()
    qtbot.keyClicks(dialog.list.answer("commute.主任").rows[0].value, "700")
    assert dialog.save()
    found = policy.load(NAME).parameters
    assert [str(v.value) for v in found["si.base.floor"].values] == ["4000", "4200"]
    assert "commute.主任" in found
    dialog.list.answer("si.base.floor").less_asked.emit(1)
    dialog.list.answer("commute.主任").less_asked.emit(0)
    assert (len(dialog.sheet.typed("si.base.floor")), "commute.主任" in dialog.sheet.values) == (1, False)


def test_all_else_stands_below_with_its_default(qtbot, dialog):
    assert not dialog.list.others.isChecked()
    fill(dialog)
    code = dialog.list.answer("dependants_function")
    assert code.choice.currentText() == "按默认：按规则"
    code.choice.setEditText("2080899")
    dialog.list.answer("annuity").choice.setCurrentText("虚账")
    write(dialog.list.answer("leave_out").items, "护理费")
    assert dialog.save()
    made = tomllib.loads((policy.own_folder() / f"{NAME}.toml").read_text(encoding="utf-8"))
    assert (made["choices"]["dependants_function"], made["choices"]["annuity"]) == ("2080899", "虚账")
    assert "护理费" not in {each["item"] for each in made["pay_items"]}


def test_what_is_half_filled_is_there_again_after_closing(qtbot, dialog, asked):
    fill(dialog, {"rate.medical": "8x"})
    dialog.reject()
    again = QuestionnaireDialog(None, None, 2027)
    qtbot.addWidget(again)
    assert again.list.answer("rate.medical").rows[0].value.text() == "8x"
    assert (again.name.text(), "接着上次" in again.note.text()) == (NAME, True)
    again._begin_anew()
    assert "还没有保存" in asked[-1]
    assert own_packs.taken_up(2027) is None


def test_what_was_half_filled_and_cannot_be_read_is_told(qtbot):
    own_packs.put_aside(Questionnaire(2027))
    (policy.own_folder() / "draft" / "answers.toml").write_text("title = [", encoding="utf-8")
    dialog = QuestionnaireDialog(None, None, 2027)
    qtbot.addWidget(dialog)
    assert "读不出来" in dialog.note.text()


def test_what_is_saved_is_not_put_aside_and_becomes_the_answers_of_the_next_year(qtbot, dialog):
    fill(dialog)
    dialog.save()
    dialog.reject()
    assert own_packs.taken_up(2027) is None
    again = QuestionnaireDialog(None, None, 2028)
    qtbot.addWidget(again)
    again._list_sources()
    assert next(a.text() for a in again.begin.actions() if a.text()) == f"本地标准“{NAME}”"
    again.read(own_packs.saved()[NAME])
    assert (again.list.answer("rate.medical").rows[0].value.text(), again.year.value()) == ("8", 2028)
    again.read(policy.own_folder() / "没有.toml")
    assert again.problem.text()


def test_a_pack_is_given_to_another_unit_and_taken_in_there(qtbot, dialog, tmp_path, monkeypatch):
    fill(dialog)
    dialog.save()
    dialog.give_to(tmp_path / "给邻县")
    monkeypatch.setenv("MINGZHANG_HOME", str(tmp_path / "another home"))
    there = QuestionnaireDialog(None, None, 2027)
    qtbot.addWidget(there)
    there.take_in(tmp_path / "给邻县.toml")
    assert (there.saved, list(own_packs.saved())) == ("给邻县", ["给邻县"])
    assert "已导入" in there.note.text()


def test_the_keyboard_alone_is_enough(qtbot, dialog):
    """Tab goes from field to field, space ticks, Enter saves nothing by accident."""
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.list.answer("si.base.floor").rows[0].value.setFocus()
    order = []
    for _ in range(7):
        order.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert [name.split(" ")[-1] for name in order[:6]] == ["数值", "文号", "生效日期", "不知道", "没有", "分段"]
    assert order[6] == "社保缴费基数上限 数值"
    fields = dialog.list.answer("rate.housing").rows[0]
    fields.unknown.setFocus()
    qtbot.keyClick(fields.unknown, Qt.Key.Key_Space)
    assert dialog.sheet.typed("rate.housing")[0].value == "不知道"
    qtbot.keyClick(fields.document, Qt.Key.Key_Return)
    assert own_packs.saved() == {} and dialog.isVisible()
    dialog._changed = False


def test_another_year_moves_the_days_of_what_is_open(qtbot, dialog):
    fill(dialog, {"rate.medical": "8"})
    dialog.year.setValue(2028)
    assert dialog.list.answer("rate.medical").rows[0].day.text() == "2027-01-01"
    assert dialog.list.answer("rate.housing").rows[0].day.text() == "2028-01-01"
