"""Each record says once what it is: a field without label, kind or place in a grid fails here."""

from dataclasses import fields

import pytest

from desktop.layouts.form.fields import FIELDS
from desktop.ledger.describe import FieldDescription, Kind, content_fields, field_of, fields_of, headings_of
from desktop.ledger.records import OF_A_BUDGET, RECORD_TYPES, BudgetFacts, Person, Procurement, Project
from desktop.ui.grids.record_kinds import SHOWN
from tests.small_cases import small_cases

ALL = [
    pytest.param(kind, field, id=f"{kind.__name__}.{field.name}") for kind in RECORD_TYPES for field in fields_of(kind)
]


def lacking(kind, field: FieldDescription) -> list[str]:
    """What a description must still say."""
    return [
        text
        for text, missing in (
            ("label", not field.label and not field.place),
            ("width or why no grid shows it", not field.width and len(field.not_shown) < 10),
            ("a grid for its width", bool(field.width) and kind not in SHOWN),
            ("choices", field.kind is Kind.CHOICE and not field.choices),
            (
                "of which classification",
                field.kind is Kind.CODE and field.of not in ("function", "economic", "government"),
            ),
            ("what it refers to", field.kind is Kind.REFERENCE and not field.place and not field.of),
            ("bounds", field.kind is Kind.WHOLE and field.bounds[0] >= field.bounds[1]),
        )
        if missing
    ]


@small_cases("kind", RECORD_TYPES)
def test_every_field_is_described(kind):
    assert {each.name for each in fields(kind)} == {each.name for each in fields_of(kind)} | {"id"}
    assert kind.TABLE and kind.ABOUT.label


@small_cases(("kind", "field"), ALL)
def test_a_description_is_whole(kind, field):
    assert lacking(kind, field) == []


def test_what_is_lacking_would_be_named():
    assert lacking(Person, FieldDescription("title", "", Kind.CHOICE)) == [
        "label",
        "width or why no grid shows it",
        "choices",
    ]


def test_a_new_record_holds_what_its_fields_allow():
    for kind in RECORD_TYPES:
        fresh = kind(**dict(kind.ABOUT.first))
        for field in fields_of(kind):
            value = getattr(fresh, field.name)
            assert field.kind is not Kind.CHOICE or value in field.choices or value == "", (kind, field.name)


def test_facts_hold_every_kind_under_the_name_it_says():
    names = {field.name for field in fields(BudgetFacts)}
    assert {kind.ABOUT.facts for kind in RECORD_TYPES} - {""} <= names


def test_parents_stand_before_their_children():
    order = [kind.TABLE for kind in RECORD_TYPES]
    for kind in RECORD_TYPES:
        for field in fields_of(kind):
            if field.of in order and field.of != kind.TABLE:
                assert order.index(field.of) < order.index(kind.TABLE), (kind, field.name)
    assert all(kind in RECORD_TYPES for kind in OF_A_BUDGET)


def test_no_heading_of_a_file_means_two_fields_of_one_record():
    for kind in RECORD_TYPES:
        listed = [text for texts in headings_of(kind).values() for text in texts]
        assert len(listed) == len(set(listed)), kind


def test_headings_tell_the_unit_of_money_and_what_an_empty_cell_means():
    assert field_of(Procurement, "amount").heading == "金额（元）"
    assert field_of(Person, "name").heading == "姓名"
    assert [f.heading for f in content_fields(Project) if f.kind is Kind.MONEY] == ["控制数（元）", "项目总额（元）"]


def test_who_somebody_is_is_personal():
    personal = {f"{kind.TABLE}.{f.name}" for kind in RECORD_TYPES for f in fields_of(kind) if f.personal}
    assert {"person.name", "person.code", "release.phone", "remark.text", "attachment.name"} <= personal


def test_forms_may_print_what_records_offer():
    assert set(FIELDS["procurements"]) == {
        "item", "procurement_kind", "fund", "quantity", "amount", "project", "economic", "economic_name",
        "purchased_service",
    }  # fmt: skip
    assert set(FIELDS["people"]) >= {"person_kind", "status", "post", "headcount"}
    assert not set(FIELDS["people"]) & {"name", "code"}, "who somebody is does not stand in a form"
