"""The tables of a pack follow from the records: what says who somebody is has no column."""

from desktop.ledger.describe import fields_of
from desktop.ledger.records import (
    Attachment,
    Budget,
    DeclaredBase,
    DirectLine,
    FundShare,
    Income,
    Indicator,
    PayItem,
    Person,
    PersonChange,
    ProjectLine,
    Release,
    Remark,
    TakenIn,
    Unit,
)
from desktop.packs import tables
from tests.small_cases import small_cases


def columns(kind):
    return [column.name for column in tables.columns_of(kind)]


def cell(kind, name):
    return next(column for column in tables.columns_of(kind) if column.name == name)


def test_no_column_is_personal():
    for kind in tables.KINDS:
        personal = {field.name for field in fields_of(kind) if field.personal}
        assert not personal & set(columns(kind)), kind
    assert not {PayItem, PersonChange, DeclaredBase, Remark, Attachment, TakenIn} & set(tables.KINDS)


def test_of_people_only_kind_time_and_number_are_sent():
    assert columns(Person) == ["id", "budget_id", *tables.STAFF]
    assert tables.file_of(Person) == "data/staff.csv"
    assert "person_id" not in columns(FundShare)
    assert "signed_by" not in columns(Release)
    assert "approved_on" in columns(Release)


def test_where_a_record_stands_in_the_book_is_not_sent():
    assert columns(Budget) == ["id", "year", "stage", "policy"]
    assert not {"parent_id", "successor_id", "position", "ended_year"} & set(columns(Unit))
    assert tables.refers_to(cell(ProjectLine, "project_id")) == "project"
    assert {key["reference"]["resource"] for key in tables.schema_of(FundShare)["foreignKeys"]} == {
        "budget", "project_line",
    }  # fmt: skip


@small_cases(
    ("kind", "name", "value", "text"),
    [
        (DirectLine, "amount", -123456, "-1234.56"),
        (DirectLine, "purchased_service", 1, "true"),
        (DirectLine, "project_id", None, ""),
        (DirectLine, "note", "甲，\n“乙”", "甲，\n“乙”"),
        (Indicator, "nature", "≥", "≥"),
        (Person, "last_month", 0, "0"),
        (Unit, "vehicle_posts", None, ""),
    ],
)
def test_a_value_is_the_same_after_writing_and_reading(kind, name, value, text):
    assert tables.written(cell(kind, name), value) == text
    assert tables.read(cell(kind, name), text) == (value, "")


@small_cases(
    ("kind", "name", "text"),
    [
        (DirectLine, "amount", "1e3"), (DirectLine, "amount", "--1"), (DirectLine, "fund", "私房钱"),
        (DirectLine, "economic_code", "301O1"), (DirectLine, "budget_id", ""), (DirectLine, "project_id", "第一"),
        (Income, "follows", "是"), (Person, "headcount", "-1"), (Person, "first_month", "13"),
        (DirectLine, "note", "\0"),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_hold_is_said(kind, name, text):
    value, problem = tables.read(cell(kind, name), text)
    assert value is None or value == 0 or name in ("first_month", "headcount"), value
    assert problem


def test_the_schema_says_type_title_and_choices():
    fields = {field["name"]: field for field in tables.schema_of(DirectLine)["fields"]}
    assert (fields["amount"]["type"], fields["amount"]["title"]) == ("number", "金额（元）")
    assert "一般公共预算" in fields["fund"]["constraints"]["enum"]
    assert fields["function_code"]["description"] == "功能分类"
