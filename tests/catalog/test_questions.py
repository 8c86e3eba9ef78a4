"""The questions are data: each asks for a value or a practice, and all practices stand in the file."""

import tomllib

from desktop.catalog import choices, policy, questions


def test_about_twenty_five_are_asked():
    assert 22 <= len(questions.load()) <= 30


def test_each_question_is_whole():
    keys = [key for question in questions.load() for key in question.keys]
    assert len(keys) == len(set(keys))
    for question in questions.load():
        assert question.text.endswith("？")
        assert (question.kind == questions.PRACTICE) == (question.key in choices.CHOICES)


def test_all_that_the_national_pack_lacks_is_asked():
    asked = {key for question in questions.load() for key in question.keys}
    lacking = {key for key, parameter in policy.load("national").parameters.items() if not parameter.values}
    assert lacking <= asked


def test_the_file_holds_every_question_and_every_choice():
    text = questions.answers_file(2027)
    raw = tomllib.loads(text)
    assert [each["key"] for each in raw["answer"]] == [key for q in questions.load() for key in q.keys]
    assert all(f"{key} = " in text or f'key = "{key}"' in text for key in choices.CHOICES)
    assert raw["choices"] == {}, "all other choices are remarks with their default"


def test_with_all_remarks_taken_off_it_is_still_a_file():
    text = questions.answers_file(2027)
    below = text[text.index("[choices]") :]
    opened = "\n".join(row[2:] if row.startswith("# ") and " = " in row else row for row in below.splitlines())
    assert 'base_rounding = "先夹后取整到元"' in opened


def test_the_longest_beginning_of_a_key_tells_its_question():
    assert questions.question_of("quota.退休").key == "quota.退休"
    assert questions.question_of("quota.事业").key == "quota"
    assert questions.question_of("quota.民警").key == "quota"
    assert questions.question_of("rate.other") is None
