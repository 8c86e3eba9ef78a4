"""What does not pair between units: both sides, and the way to the record."""

from dataclasses import replace

import pytest

from desktop.ledger.records import DirectLine, Income
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
    assert [row.kind for row in dialog.shown] == ["补助", "上缴"]
    dialog.close()


def test_a_difference_shows_both_sides_and_leads_to_the_record(desk, together):
    session = desk.session
    record = received(session)
    with session.book.operation("改"):
        session.book.update(replace(record, amount=record.amount - 100))
    dialog = together()
    shown = [[dialog.pairs.item(0, column).text() for column in range(4, 8)]]
    assert (len(dialog.shown), shown) == (1, [["60,000.00", "59,999.00", "59,999.00", "1.00"]])
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
    texts = [[dialog.pairs.item(row, column).text() for column in (2, 3)] for row in range(dialog.pairs.rowCount())]
    assert any(payer == "（没有填写对方单位）" and receiver.endswith("实验中学") for payer, receiver in texts)
    assert "1 行的对方单位没有填写或对不上" in dialog.about.text()
    dialog.close()


def test_what_did_not_pair_last_year_shows_both_sides_too(desk, together):
    session = desk.session
    with session.book.operation("上年"):
        budget, payer = find(session, "实验中学", budget=True), find(session, "（本级）", budget=True)
        last, paying = (session.book.insert(replace(each, id=0, year=each.year - 1)) for each in (budget, payer))
        names = {each.id: each.name for each in session.book.units()}
        other = {"counterpart": names[payer.unit_id]}
        session.book.insert(Income(budget_id=last.id, source="上级补助收入", amount=5_00, **other))
        session.book.insert(
            DirectLine(
                budget_id=paying.id, function_code="2050299", economic_code="39999", nature="对附属单位补助支出",
                fund="一般公共预算", amount=8_00, counterpart=names[budget.unit_id],
            )
        )  # fmt: skip
    dialog = together()
    year = budget.year - 1
    assert f"全部成对；上年（{year}年）1 对，已抵销 5.00 元；1 对两边不一致" in dialog.about.text()
    (row,) = dialog.shown
    assert (row.year, row.paid, row.received, row.apart) == (year, 8_00, 5_00, 3_00)
    assert [table.item(0, 2).text() for table in (dialog.paid, dialog.received)] == ["8.00", "5.00"]
    dialog._go("received_by", 0)
    assert (session.unit.name[-4:], desk.page) == ("实验中学", "income")
    assert desk.income.grid.rows[desk.income.currentIndex().row()].last.amount == 5_00


def test_every_amount_is_in_view_on_the_smallest_screen(together):
    """895 is what a screen of 911 leaves to a dialog; names give way."""
    dialog = together()
    dialog.every.setChecked(True)
    dialog.resize(895, 472)
    dialog.show()
    for table in (dialog.pairs, dialog.paid, dialog.received):
        assert table.horizontalScrollBar().maximum() == 0
    dialog.close()
