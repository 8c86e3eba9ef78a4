"""A row of the questionnaire shows what was typed and says beneath what is wrong with it."""

from desktop.catalog import asked, questions
from desktop.catalog.questionnaire import Questionnaire
from desktop.ui.standards import answer_rows
from desktop.ui.standards.answer_rows import ItemsAnswer, PracticeAnswer, ValueAnswer


def row(qtbot, sheet, key):
    listed = [each for question in questions.load() for each in asked.of_question(question)]
    about = next(each for each in (*listed, *asked.others()) if each.key == key)
    made = answer_rows.answer_row(sheet, about, about.label)
    qtbot.addWidget(made)
    return made


def test_each_kind_of_answer_has_its_row(qapp, qtbot):
    sheet = Questionnaire(2027)
    kinds = {"rate.medical": ValueAnswer, "annuity": PracticeAnswer, "base_sets/养老/行政": ItemsAnswer}
    for key, kind in kinds.items():
        assert type(row(qtbot, sheet, key)) is kind


def test_a_row_shows_what_was_answered_before(qapp, qtbot):
    sheet = Questionnaire(2027)
    sheet.words["annuity"], sheet.words["outside_staff"] = "虚账", "3019901"
    sheet.typed("rate.medical")[0].value = "不知道"
    assert row(qtbot, sheet, "annuity").choice.currentText() == "虚账"
    assert row(qtbot, sheet, "outside_staff").choice.currentText() == "3019901"
    fields = row(qtbot, sheet, "rate.medical").rows[0]
    assert (fields.unknown.isChecked(), fields.value.text(), fields.value.isEnabled()) == (True, "", False)


def test_a_word_that_is_no_practice_is_refused_in_the_row(qapp, qtbot):
    sheet = Questionnaire(2027)
    made = row(qtbot, sheet, "outside_staff")
    made.choice.setEditText("随便")
    assert "可选" in made._problems[0].text()
    made.choice.setCurrentIndex(0)
    assert (made._problems[0].text(), sheet.words["outside_staff"]) == ("", "")
