"""Values as a person types them: refused in words, never guessed."""

from desktop.exchange import typed
from desktop.ledger.describe import field_of
from desktop.ledger.records import ParameterValue, PayItem, Person, Project, ProjectLine, RunningFunction
from tests.small_cases import small_cases

PROJECTS = [Project(id=7, name="大厅", code="P1")]


def read(kind, name, text, pack=""):
    return typed.read(kind, field_of(kind, name), text, lambda: PROJECTS, pack)


@small_cases(
    ("kind", "name", "text", "value"),
    [
        (PayItem, "amount", "3,210.5", 321050),
        (PayItem, "month", "7", 7),
        (Person, "headcount", "2", 2),
        (Person, "first_job", "是", 1),
        (Person, "town_years", "", None),
        (Person, "kind", "", "事业"),
        (ProjectLine, "project_id", "P1", 7),
        (RunningFunction, "staff", "退休.行政", "退休.行政"),
        (RunningFunction, "staff", "农业服务中心", "农业服务中心"),
    ],
)
def test_what_is_typed_is_read(kind, name, text, value):
    assert read(kind, name, text) == (value, "")


@small_cases(
    ("kind", "name", "text"),
    [
        (PayItem, "amount", "一百"),
        (PayItem, "month", "０"),
        (Person, "headcount", "0"),
        (Person, "first_job", "Y"),
        (ProjectLine, "project_id", "食堂"),
        (RunningFunction, "staff", "行政.退休"),
        (ParameterValue, "valid_from", "2027年"),
    ],
)
def test_what_does_not_fit_is_refused(kind, name, text):
    assert read(kind, name, text)[1]


def test_keys_of_the_pack_are_taken_by_key_and_label():
    assert read(PayItem, "item", "岗位工资", "example") == ("post_wage", "")
    assert read(PayItem, "item", "post_wage", "example") == ("post_wage", "")
    assert "没有“奖金”" in read(PayItem, "item", "奖金", "example")[1]
    assert read(PayItem, "item", "奖金") == ("奖金", ""), "without a pack nobody knows the items"


def test_values_are_shown_in_words():
    assert typed.shown(field_of(PayItem, "amount"), 321050, PROJECTS) == "3,210.50 元"
    assert typed.shown(field_of(ProjectLine, "project_id"), 7, PROJECTS) == "大厅"
    assert typed.shown(field_of(Person, "town_years"), None, PROJECTS) == ""
    assert typed.shown(field_of(Person, "first_job"), 0, PROJECTS) == "否"
