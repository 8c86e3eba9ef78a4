"""Texts that could not be taken: by budget and grid, beside the book's content, there again after closing."""

from desktop.ui.edits.refused_texts import EMPTY_ROW, KEY, RefusedTexts


def test_a_text_is_held_by_budget_and_grid_and_stored_beside_the_content(session):
    before = session.book.fingerprint()
    refused = session.refused
    refused.put("Person", 7, "headcount", ("x", "不是数量"))
    refused.put("Person", EMPTY_ROW, "name", ("甲\n乙", "有换行"))
    refused.put("ExpenditureGrid", ("2010350", "30201"), "this", ("1.2.3", "不是金额"))
    assert refused.of("Person") == {(7, "headcount"): ("x", "不是数量"), (EMPTY_ROW, "name"): ("甲\n乙", "有换行")}
    assert (len(refused), refused.of("Income")) == (3, {})
    assert session.book.fingerprint() == before
    again = RefusedTexts(session)
    assert again.of("Person") == refused.of("Person")
    assert len(again) == 2, "a row that is only computed has no place that would be found again"
    refused.drop("Person", 7, "headcount")
    refused.drop("Person", 7, "headcount")
    refused.drop("Person", EMPTY_ROW, "name")
    assert session.book.unconfirmed_text(KEY) == ""


def test_what_cannot_be_read_any_more_is_no_text(session):
    for stored in ("no json", "[1, 2]", "{}"):
        session.book.store_unconfirmed_text(KEY, stored)
        assert len(RefusedTexts(session)) == 0
    session.book.store_unconfirmed_text(KEY, "")
