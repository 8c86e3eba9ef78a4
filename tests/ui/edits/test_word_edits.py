"""Words of a budget: equal ones are no step, last year's are offered with this year's years."""

import pytest

from desktop.findings import Finding, Place, Severity
from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.records import Acceptance, FreeText
from desktop.ui.session import Session

LAST_YEAR = "根据2018年机构改革方案设立。2023年起承担《预算法》（2022年修正）规定的职责，2021年完成搬迁。"


def test_equal_words_are_no_step(session, steps):
    session.word_edits.set_reason("basic_total", "基本支出", "新的原因")
    session.word_edits.set_reason("basic_total", "基本支出", " 新的原因 ")
    session.word_edits.set_text("duties", "主要职责", session.facts.texts["duties"])
    assert steps() == ["填写基本支出"]


def test_findings_that_say_the_same_are_accepted_by_one_record(session, steps):
    here, there = (Finding("C08", Severity.WARNING, "待核对", Place(row=row)) for row in ("甲", "乙"))
    other = Finding("C08", Severity.WARNING, "另一处待核对")
    session.word_edits.accept_findings([here, there, other], "已核对")
    accepted = session.book.records(Acceptance, budget_id=session.budget.id, code="C08")
    assert sorted((each.subject, each.reason) for each in accepted) == [
        ("另一处待核对", "已核对"),
        ("待核对", "已核对"),
    ]
    assert steps() == ["说明 C08（3 项）"]


@pytest.fixture
def wuxi(qapp, tmp_path):
    sample.write("wuxi_2023", tmp_path / "巫溪.mzb")
    with Book.open(tmp_path / "巫溪.mzb") as book:
        yield Session(book)


def test_last_years_text_keeps_the_years_of_laws(wuxi):
    last = wuxi.last.budget
    with wuxi.together("填写上年文字"):
        for old in wuxi.book.records(FreeText, budget_id=last.id, key="duties"):
            wuxi.book.delete(old)
        wuxi.book.insert(FreeText(budget_id=last.id, key="duties", text=LAST_YEAR))
    assert last.year == 2022
    assert wuxi.word_edits.text_offered("duties") == LAST_YEAR.replace("2023年起", "2024年起").replace(
        "2021年完", "2022年完"
    )
