"""Which changes are the reasons of which."""

from desktop.audit.sentences.reading import read
from desktop.audit.sentences.reasons import with_reasons
from tests.audit.texts import document

TEXT = (
    "2026年收入预算90万元，比上年减少8万元，主要原因：一是人员经费减少10万元；二是公用经费增加2万元。",
    "2026年支出预算90万元，比上年减少8万元。",
)


def test_a_change_has_the_reasons_right_behind_it_and_none_of_another_passage():
    found = [(owner.amount.text, [each.amount.text for each in several]) for owner, several in _pairs()]
    assert found == [("8", ["10", "2"])]


def _pairs():
    return list(with_reasons(read(document(*TEXT)).changes))
