"""Where each kind of record stands in exchanged data follows from its fields."""

from desktop.exchange import shape
from desktop.ledger.records import RECORD_TYPES, Budget, FundShare, PayItem, Person, Project, ProjectLine, Unit


def test_every_kind_stands_somewhere_and_only_a_unit_stands_alone():
    assert [kind for kind in RECORD_TYPES if not shape.owners_of(kind)] == [Unit]
    assert shape.owners_of(Budget) == (Unit,)
    assert shape.owners_of(Person) == (Budget,)
    assert shape.owners_of(FundShare) == (Person, ProjectLine)
    assert PayItem in shape.children_of(Person)


def test_no_entry_can_be_taken_for_another():
    for kind in RECORD_TYPES:
        names = [field.name for field in shape.values_of(kind)] + [each.TABLE for each in shape.children_of(kind)]
        names += [shape.ABOUT, shape.CONTENT]
        assert len(names) == len(set(names)), kind


def test_a_reference_names_a_record_so_that_it_is_found_again():
    projects = [Project(id=1, name="甲"), Project(id=2, name="#1", code="P"), Project(id=3, name="乙", code="甲")]
    for project in projects:
        assert shape.find_among(shape.name_among(project, projects), projects) is project
    assert shape.find_among("#4", projects) is None
    assert shape.find_among("丙", projects) is None
    assert shape.find_among("", projects) is None


def test_a_name_borne_twice_names_nobody():
    people = [Person(id=1, name="甲"), Person(id=2, name="甲")]
    assert shape.find_among("甲", people) is None
    assert [shape.name_among(person, people) for person in people] == ["#1", "#2"]
