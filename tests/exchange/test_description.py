"""Everything that can be exchanged is described, from the fields themselves."""

from desktop.catalog import choices, policy
from desktop.exchange import description, shape
from desktop.ledger.records import RECORD_TYPES


def test_every_field_of_every_record_is_there():
    data = {each["name"]: each for each in description.everything()["records"]}
    assert list(data) == [kind.TABLE for kind in RECORD_TYPES]
    for kind in RECORD_TYPES:
        named = {field["name"] for field in data[kind.TABLE]["fields"]}
        assert named >= {field.name for field in shape.values_of(kind) if field.label}


def test_a_field_says_what_it_holds():
    person = next(each for each in description.everything()["records"] if each["name"] == "person")
    fields = {field["name"]: field for field in person["fields"]}
    assert fields["name"]["personal"] is True
    assert fields["kind"]["choices"][:2] == ["行政", "参公"]
    assert fields["headcount"]["bounds"] == [1, 100_000]
    assert "人员类别" in fields["kind"]["headings"]
    assert person["in"] == ["budget"]
    pay = next(each for each in description.everything()["records"] if each["name"] == "pay_item")
    assert next(f for f in pay["fields"] if f["name"] == "amount")["unit"] == "元"


def test_what_a_field_holds_is_described_as_the_field_says_it():
    for kind in RECORD_TYPES:
        for about in shape.values_of(kind):
            if not about.label:
                continue
            shown = description.field(about)
            assert (shown["name"], shown["label"], shown["kind"]) == (about.name, about.label, str(about.kind))
            assert shown.get("choices", []) == list(about.choices)
            assert shown.get("headings", []) == list(about.headings)


def test_every_policy_key_is_there():
    data = description.everything()
    assert [each["key"] for each in data["choices"]] == list(choices.CHOICES)
    for found in data["policies"]:
        pack = policy.load(found["key"])
        assert [each["key"] for each in found["parameters"]] == list(pack.parameters)
        assert [each["key"] for each in found["pay_items"]] == list(pack.items)
        assert len(found["contributions"]) == len(pack.contributions)
        assert [each["key"] for each in found["pay"]] == [rule.id for rule in pack.pay]
        assert [each["key"] for each in found["quotas"]] == [rule.id for rule in pack.quotas]


def test_the_list_to_read_names_the_same():
    data = description.everything()
    text = description.readable(data)
    for each in data["records"]:
        assert f"{each['name']}（{each['label']}" in text
        assert all(field["label"] in text for field in each["fields"])
    assert "rate.pension" in text
