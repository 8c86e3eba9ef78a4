"""What an open book offers the screens."""

import pytest

from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.records import FreeText
from desktop.ui.session import Session

LAST_YEAR = "根据2018年机构改革方案设立。2023年起承担《预算法》（2022年修正）规定的职责，2021年完成搬迁。"


@pytest.fixture
def session(qapp, tmp_path):
    sample.write("wuxi_2023", tmp_path / "巫溪.mzb")
    with Book.open(tmp_path / "巫溪.mzb") as book:
        yield Session(book)


def test_last_years_text_keeps_the_years_of_laws(session):
    last = session.last.budget
    with session.together("填写上年文字"):
        for old in session.book.records(FreeText, budget_id=last.id, key="duties"):
            session.book.delete(old)
        session.book.insert(FreeText(budget_id=last.id, key="duties", text=LAST_YEAR))
    assert last.year == 2022
    assert session.text_offered("duties") == LAST_YEAR.replace("2023年起", "2024年起").replace("2021年完", "2022年完")
