"""Next year's budget begins without any error that nobody made: every sample and every case of the tests is rolled."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.catalog import answers, change_list, classification, policy
from desktop.catalog.change_list import Change
from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.records import (
    OF_A_BUDGET,
    Budget,
    CarryOut,
    DirectLine,
    Income,
    PayItem,
    Person,
    ProjectLine,
    ProjectYear,
    QuotaSplit,
)
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import Stage
from desktop.units import next_year, together, views
from tests import answers_2027, cases_2027, samples
from tests.exchange.test_cases import PACK, stored


def errors(book, budget, form=""):
    return _of_figures(pipeline.of_book(book, form, budget).open_errors)


def _of_figures(findings):
    """What is wrong but for words that are still to be written."""
    return [finding.describe() for finding in findings if finding.code != "C140"]


def messages(rolled):
    return [finding.message for finding in rolled.findings]


@pytest.fixture
def book(worked_example):
    return worked_example


ROLLED = ("qinghe_2025", "wuxi_2023", "zhashui_2023")
"""Samples rolled in ./test: the worked example, and two of which much was published; the others in `journeys`."""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in ROLLED else [pytest.mark.journey]) for name in sample.of_one_unit()],
)
def test_a_sample_rolls_into_the_next_year_without_an_error(name, tmp_path):
    samples.write(name, tmp_path / "样本.mzb")
    with Book.open(tmp_path / "样本.mzb") as book:
        budget = pipeline.newest_budget(book)
        before = book.fingerprint()
        rolled = next_year.roll_forward(book, budget)
        assert rolled.budget.year == budget.year + 1
        assert errors(book, rolled.budget) == []
        assert book.undo().name == f"由{budget.year}年结转到{budget.year + 1}年"
        assert book.fingerprint() == before


def test_a_department_rolls_into_the_next_year_without_an_error(tmp_path):
    samples.write("department_2027", tmp_path / "部门.mzb")
    with Book.open(tmp_path / "部门.mzb") as book:
        tree = UnitTree(book.units())
        with book.operation("全部结转"):
            for unit in tree.units:
                if unit.ended_year is None:
                    next_year.roll_forward(book, pipeline.newest_budget(book, unit))
        whole = together.of_view(book, views.below(book, tree.units[0], 2028, ""), pipeline.form_of(book))
        assert _of_figures(whole.open_errors) == []


@pytest.mark.parametrize("name", ["jiangjin_2023", "qinghe_2025"])
def test_last_years_figures_begin_a_year_without_an_error(name, tmp_path):
    samples.write(name, tmp_path / "样本.mzb")
    with Book.open(tmp_path / "样本.mzb") as book:
        budget = pipeline.newest_budget(book)
        with book.operation("清空"):
            for kind in reversed(OF_A_BUDGET):
                for record in book.records(kind, budget_id=budget.id):
                    book.delete(record)
        rolled = next_year.roll_forward(book, book.last_year_of(budget))
        assert errors(book, rolled.budget) == []


FIRST, *OTHERS = cases_2027.NAMES
"""One case in ./test; the others in the long form `journeys`."""


@pytest.mark.parametrize("name", [FIRST, *(pytest.param(name, marks=pytest.mark.journey) for name in OTHERS)])
def test_a_case_worked_out_by_hand_gets_no_new_kind_of_error(name, tmp_path):
    case = cases_2027.load(name)
    (tmp_path / "答案.toml").write_text(answers_2027.answers_of(case), encoding="utf-8")
    policy.own_folder().mkdir(parents=True, exist_ok=True)
    made = answers.make(tmp_path / "答案.toml")
    (policy.own_folder() / f"{PACK}.toml").write_text(made.text, encoding="utf-8")
    stored(cases_2027.book_of(case), tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as book:
        budget = pipeline.newest_budget(book)
        before = {finding.code for finding in pipeline.of_book(book, "", budget).open_errors}
        rolled = next_year.roll_forward(book, budget)
        after = pipeline.of_book(book, "", rolled.budget).open_errors
        assert [finding.describe() for finding in after if finding.code not in before] == []


def test_typed_income_is_proposed_from_what_it_pays_and_marked(book):
    budget = pipeline.newest_budget(book)
    rolled = next_year.roll_forward(book, budget)
    (grant,) = book.records(Income, budget_id=rolled.budget.id, source="一般公共预算", carry="当年")
    assert not grant.follows and grant.amount == 162_848_702
    assert grant.note == "结转自2025年，请核对；2025年为 1,761,390.88 元"
    text = next(message for message in messages(rolled) if "收入“一般公共预算”" in message)
    assert text == (
        "收入“一般公共预算”1,761,390.88 元 → 1,628,487.02 元，按结转后的支出估列，待核对；"
        "请按下达的数填写，或改为“按支出填列”"
    )


def test_income_that_did_not_fit_before_is_left_as_it_was(book):
    budget = pipeline.newest_budget(book)
    (grant,) = book.records(Income, budget_id=budget.id, source="一般公共预算", carry="当年")
    with book.operation("改错"):
        book.update(replace(grant, amount=grant.amount + 1))
    rolled = next_year.roll_forward(book, budget)
    (same,) = book.records(Income, budget_id=rolled.budget.id, source="一般公共预算", carry="当年")
    assert same.amount == grant.amount + 1
    assert not any("估列" in message for message in messages(rolled))


def test_money_carried_in_is_not_granted_a_second_time(book):
    budget = pipeline.newest_budget(book)
    (grant,) = book.records(Income, budget_id=budget.id, source="一般公共预算", carry="当年")
    with book.operation("结转下年"):
        book.insert(CarryOut(budget_id=budget.id, amount=12_300))
        book.update(replace(grant, amount=grant.amount + 12_300))
    rolled = next_year.roll_forward(book, budget)
    assert not [text for text in errors(book, rolled.budget) if text.startswith(("C01", "C19"))]
    new = {i.carry: i.amount for i in book.records(Income, budget_id=rolled.budget.id, source="一般公共预算")}
    assert new["结转"] == 12_300 and sum(new.values()) == 162_848_702


def test_a_quota_divided_in_amounts_is_divided_among_the_heads_of_the_year(book):
    budget = pipeline.newest_budget(book)
    old = [split.amount for split in book.records(QuotaSplit, budget_id=budget.id, quota="general")]
    rolled = next_year.roll_forward(book, budget)
    new = [split.amount for split in book.records(QuotaSplit, budget_id=rolled.budget.id, quota="general")]
    assert (sum(old), sum(new), len(new)) == (4_800_000, 4_200_000, len(old))
    assert all(abs(now * 8 - was * 7) <= 8 * len(new) for was, now in zip(old, new, strict=True))
    assert any("“综合定额”按2026年的数应为 42,000.00 元（上年 48,000.00 元）" in text for text in messages(rolled))


def test_projects_that_wait_for_work_are_errors_only_when_they_are_handed_in(book):
    rolled = next_year.roll_forward(book, pipeline.newest_budget(book))
    first = pipeline.of_book(book, "", rolled.budget)
    waiting = [finding.message for finding in first.to_do if finding.code in ("C47", "C48")]
    assert any("测算明细沿用上年（178,000.00 元），今年的计划是 60,000.00 元" in text for text in waiting)
    assert sum("今年还没有评审记录" in text for text in waiting) == 3
    with book.operation("改一行"):
        line = book.records(ProjectLine, budget_id=rolled.budget.id)[-1]
        book.update(replace(line, quantity=line.quantity + 1))
        book.update(replace(rolled.budget, stage=str(Stage.FIRST_UP)))
    handed_in = pipeline.of_book(book, "", book.records(Budget, id=rolled.budget.id)[0])
    assert {"C47", "C48"} <= {finding.code for finding in handed_in.open_errors}


def test_two_years_rolled_with_nothing_done_between_begin_without_an_error(book):
    first = next_year.roll_forward(book, pipeline.newest_budget(book)).budget
    second = next_year.roll_forward(book, first).budget
    assert errors(book, second) == []
    waiting = [finding.message for finding in pipeline.of_book(book, "", second).to_do if finding.code == "C48"]
    assert len(waiting) == 3 and all("上年和今年都没有评审记录" in text for text in waiting)


def test_lines_that_were_worked_on_and_do_not_fit_are_an_error_in_the_draft_too(book):
    rolled = next_year.roll_forward(book, pipeline.newest_budget(book))
    plan = next(p for p in book.records(ProjectYear, budget_id=rolled.budget.id, year=2026) if p.amount == 6_000_000)
    line = book.records(ProjectLine, budget_id=rolled.budget.id, project_id=plan.project_id)[0]
    with book.operation("改一行"):
        book.update(replace(line, price=line.price + 1))
    assert any("明细合计" in text and "不一致" in text for text in errors(book, rolled.budget))


def test_pay_that_nobody_is_paid_any_more_stays_behind(tmp_path):
    samples.write("department_2027", tmp_path / "部门.mzb")
    with Book.open(tmp_path / "部门.mzb") as book:
        unit = UnitTree(book.units()).units[1]
        budget = pipeline.newest_budget(book, unit)
        person = book.records(Person, budget_id=budget.id, code="A07")[0]
        rolled = next_year.roll_forward(book, budget)
        (new,) = book.records(Person, budget_id=rolled.budget.id, code="A07")
        assert (person.status, new.status) == ("在职", "退休")
        items = {item.item for item in book.records(PayItem, person_id=new.id)}
        assert "“A07”退休后没有规则发给年度考核奖 15,600.00 元，没有结转，请核对" in messages(rolled)
        assert items < {item.item for item in book.records(PayItem, person_id=person.id)}


@pytest.fixture
def changed_subjects():
    """Subjects of 2026: one ended for one other, one for two others, one got another name."""
    change_list.write_own(
        [
            Change(2026, "economic", "停用", "30299", becomes=("30201",), document="财预〔2025〕1号", own=True),
            Change(2026, "economic", "停用", "30213", becomes=("30201", "30202"), own=True),
            Change(2026, "economic", "更名", "30216", "培训支出", own=True),
        ]
    )
    classification.forget()
    yield
    change_list.own_file().unlink()
    change_list.every.cache_clear()
    classification.forget()


def test_subjects_that_ended_are_named_and_booked_to_the_one_that_took_their_place(book, changed_subjects):
    budget = pipeline.newest_budget(book)
    with book.operation("录入"):
        for code in ("30299", "30213", "30216"):
            book.insert(DirectLine(budget_id=budget.id, function_code="2010350", economic_code=code, amount=100))
    rolled = next_year.roll_forward(book, budget)
    found = [text for text in messages(rolled) if text.startswith("2026年科目变动")]
    assert len(found) == 3
    assert any("停用 30299" in text and "→ 30201 办公费" in text and "已改列，请核对" in text for text in found)
    assert any("停用 30213" in text and "30201 办公费、30202 印刷费" in text and "请自行改列" in text for text in found)
    assert any("更名 30216" in text and "→ 培训支出" in text for text in found)
    codes = [line.economic_code for line in book.records(DirectLine, budget_id=rolled.budget.id)]
    assert "30299" not in codes and {"30213", "30201", "30216"} <= set(codes)
