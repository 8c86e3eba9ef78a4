"""What does not pair between units: both sides, and the way to the record."""

from dataclasses import replace

import pytest

from desktop.ledger.records import Income
from desktop.ui.units.pairs_dialog import PairsDialog
from tests.ui.units.conftest import find


@pytest.fixture
def together(desk):
    def shown():
        desk.session.choose_view([find(desk.session, "社会事业局")], below=True)
        dialog = PairsDialog(desk.session, desk)
        dialog.line_chosen.connect(desk.navigator.show_source)
        return dialog

    return shown


def received(session):
    budget = find(session, "实验中学", budget=True)
    return next(record for record in session.book.records(Income, budget_id=budget.id) if record.counterpart)


def test_where_all_pairs_it_says_so_and_lists_it_when_asked(together):
    dialog = together()
    assert dialog.shown == []
    assert "往来 2 对，已抵销 90,000.00 元；全部成对" in dialog.about.text()
    dialog.every.setChecked(True)
    assert [row.texts[0] for row in dialog.shown] == ["补助", "上缴"]
    dialog.close()


def test_a_difference_shows_both_sides_and_leads_to_the_record(desk, together):
    session = desk.session
    record = received(session)
    with session.book.operation("改"):
        session.book.update(replace(record, amount=record.amount - 100))
    dialog = together()
    assert [row.texts[3:] for row in dialog.shown] == [("60,000.00", "59,999.00", "59,999.00", "1.00")]
    sides = [table.item(0, 2).text() for table in (dialog.paid, dialog.received)]
    assert sides == ["60,000.00", "59,999.00"]
    dialog._go("received_by", 0)
    assert (session.view, session.unit.name[-4:], desk.page) == (None, "实验中学", "income")
    assert desk.income.grid.rows[desk.income.currentIndex().row()].this.id == record.id


def test_a_transfer_without_a_name_is_listed(desk, together):
    session = desk.session
    with session.book.operation("改"):
        session.book.update(replace(received(session), counterpart=""))
    dialog = together()
    texts = [row.texts for row in dialog.shown]
    assert any(text[1] == "（没有填写对方单位）" and text[2].endswith("实验中学") for text in texts)
    assert "1 行的对方单位没有填写或对不上" in dialog.about.text()
    dialog.close()


def test_what_did_not_pair_last_year_is_counted(desk, together):
    session = desk.session
    with session.book.operation("上年"):
        budget = find(session, "实验中学", budget=True)
        last = session.book.insert(replace(budget, id=0, year=budget.year - 1))
        session.book.insert(Income(budget_id=last.id, source="上级补助收入", amount=5_00))
    dialog = together()
    assert dialog.about.text().endswith("全部成对；上年另有 1 处（见检查 C108）。不一致时抵销较小的一边。")
    dialog.close()
