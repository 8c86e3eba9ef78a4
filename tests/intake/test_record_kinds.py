"""The kinds of lists: every heading is of one field, every field has a heading or is a rule, every word is ours."""

from desktop import paths
from desktop.intake import record_columns, record_kinds
from desktop.intake.record_kinds import KINDS
from desktop.ledger.vocabulary import SECURED, Nature, ProcurementKind, words
from tests.small_cases import small_cases


@small_cases("key", KINDS)
def test_headings_of_a_kind_say_one_field_each(key):
    kind, found = KINDS[key], record_kinds.headings(key)
    texts = [text for each in found.values() for text in each]
    assert len(texts) == len(set(texts))
    assert set(record_kinds.data()[key]) <= set(kind.fields), "a heading of a field that the kind does not have"
    assert {name for name in kind.fields if not found[name]} <= {"origin"}
    assert set(kind.required) | set(kind.identity) <= set(kind.fields)
    assert not record_kinds.left_out(key) & set(texts)
    assert set(record_columns.fields(kind)) >= set(kind.fields)


def test_words_are_translated_into_ours():
    closed = {"nature": words(Nature), "flag": ("0", "1"), "procurement_kind": words(ProcurementKind),
              "event_kind": ("会议", "培训"), "secured": SECURED}  # fmt: skip
    for name, allowed in closed.items():
        assert set(record_kinds.spellings(name).values()) <= set(allowed)
    assert set(closed) == set(record_kinds.data()["words"])


def test_the_words_file_is_shipped_with_its_page():
    text = (paths.resources() / "intake" / "README.md").read_text(encoding="utf-8")
    assert "records.toml" in text
