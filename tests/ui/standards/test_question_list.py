"""The list of questions: headings, numbers, what is folded below."""

import pytest

from desktop.catalog import asked, questions
from desktop.catalog.questionnaire import Questionnaire
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.standards.question_list import QuestionList


@pytest.fixture
def made(qapp, qtbot):
    found = QuestionList()
    qtbot.addWidget(found)
    found.show_sheet(Questionnaire(2027))
    return found


def words(made):
    return [label.text() for label in made.findChildren(PlainLabel)]


def test_the_questions_stand_first_with_numbers_under_their_headings(made):
    shown = words(made)
    for number, question in enumerate(questions.load(), 1):
        assert f"{number}. {question.text}" in shown
        assert question.group in shown
    assert asked.OTHERS[0] not in shown


def test_all_else_is_made_when_it_is_unfolded(made):
    before = len(made.blocks)
    made.others.click()
    assert set(asked.OTHERS) <= set(words(made))
    assert len(made.blocks) - before == len(asked.others())
    made.others.click()
    made.others.click()
    assert len(made.blocks) - before == len(asked.others())


def test_a_key_nobody_asks_is_an_error(made):
    with pytest.raises(KeyError):
        made.answer("rate.moon")


def test_what_was_changed_below_is_counted(qapp, qtbot):
    sheet = Questionnaire(2027)
    sheet.words["leave_rule"] = "停薪月单位照缴"
    found = QuestionList()
    qtbot.addWidget(found)
    found.show_sheet(sheet)
    assert "其中 1 项与默认不同" in found.others.text()
