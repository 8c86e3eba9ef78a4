"""A document is read once for all rules."""

from desktop.audit.remembered import MOST, remembered
from tests.audit.documents import document


def test_work_is_done_once_for_a_document_and_again_for_an_equal_one():
    done = []
    look = remembered(lambda each: done.append(each) or len(done))
    first, second = document("甲"), document("甲")
    assert [look(first), look(first), look(second), look(first)] == [1, 1, 2, 1]
    others = [document("乙") for _ in range(MOST)]
    assert [look(each) for each in others] == [3, 4, 5, 6]
    assert look(first) == 7
