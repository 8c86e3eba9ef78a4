"""A newer payroll: people are met again by code, then by name; what would change is said, then taken in one step."""

import pytest

from desktop import pipeline
from desktop.intake import people_update
from desktop.intake.people_update import CHANGED, GONE, NEW, SAME
from desktop.ledger.book import Book
from desktop.ledger.records import DeclaredBase, FundShare, PayItem, Person, PersonChange
from tests import samples
from tests.intake.payroll_files import ITEMS, reader, said

HEAD = ("姓名", "身份证号", "编制类型", "资金来源", "养老基数", "退休时间", "岗位工资", "薪级工资")
FIRST = [
    ("张三", "11010119900307001X", "事业编制", "一般公共预算60%/事业收入40%", 5000, "2027.05", 1000, 200),
    ("李四", "110101198507010022", "事业编制", None, None, None, 2000, 300),
    ("王五", "110101198507010033", "事业编制", None, None, None, 1500, 300),
]


@pytest.fixture
def payroll(tmp_path):
    return reader(tmp_path)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as opened:
        with opened.operation("清空人员"):
            for person in opened.records(Person):
                for record in (*opened.parts_of(person), person):
                    opened.delete(record)
        yield opened


def differences(book, rows):
    found = people_update.differences(book, pipeline.newest_budget(book), rows, ITEMS)
    return {each.who: (each.state, each.words) for each in found}


def test_what_stands_beside_pay_is_stored_with_the_person_and_replaced_not_doubled(payroll, book):
    found = payroll({"a": [HEAD, *FIRST]})
    assert said(found) == []
    budget = pipeline.newest_budget(book)
    before = book.fingerprint()
    for _ in range(2):
        people_update.add_people(book, budget, found.people)
    people = {person.name: person.id for person in book.records(Person, budget_id=budget.id)}
    assert list(people) == ["张三", "李四", "王五"]
    shares = [(s.person_id, s.fund, s.percent, s.position) for s in book.records(FundShare)]
    assert shares == [(people["张三"], "一般公共预算", "60", 0), (people["张三"], "事业收入", "40", 1)]
    bases = [(b.person_id, b.insurance, b.month, b.amount) for b in book.records(DeclaredBase)]
    assert bases == [(people["张三"], "养老", 1, 500_000)]
    changes = [(c.person_id, c.month, c.status, c.pay_ends) for c in book.records(PersonChange)]
    assert changes == [(people["张三"], 6, "退休", 1)]
    assert differences(book, found.people) == dict.fromkeys(people, (SAME, ()))
    book.undo()
    book.undo()
    assert book.fingerprint() == before


def test_a_newer_payroll_says_who_is_new_gone_and_changed_and_is_undone_in_one_step(payroll, book):
    budget = pipeline.newest_budget(book)
    people_update.add_people(book, budget, payroll({"a": [HEAD, *FIRST]}).people)
    book_before = book.fingerprint()
    newer = [
        (*FIRST[0][:3], "一般公共预算", 5500, "2027.07", 1000, 200),
        ("李 四", None, "参公", None, None, None, 2000, 350),
        ("赵六", None, "事业编制", None, None, None, 1, 1),
    ]
    found = payroll({"a": [HEAD, *newer]})
    assert said(found) == []
    shown = differences(book, found.people)
    assert shown == {
        "张三": (CHANGED, ("资金分担：（无）", "养老核定基数：5,000.00 → 5,500.00", "8 月退休")),
        "李四": (CHANGED, ("类别：事业 → 参公", "薪级工资：300.00 → 350.00")),
        "赵六": (NEW, ()),
        "王五": (GONE, ()),
    }
    assert book.fingerprint() == book_before, "looking changes nothing"
    left = next(person.id for person in book.records(Person, budget_id=budget.id) if person.name == "王五")
    assert people_update.add_people(book, budget, found.people, frozenset({left})) == (1, 2)
    assert sorted(p.name for p in book.records(Person, budget_id=budget.id)) == ["张三", "李四", "赵六"]
    assert (book.records(FundShare), [c.month for c in book.records(PersonChange)]) == ([], [8])
    assert len(book.records(PayItem)) == 6
    book.undo()
    assert book.fingerprint() == book_before


def test_a_roster_without_pay_leaves_the_pay_of_the_book(payroll, book):
    budget = pipeline.newest_budget(book)
    people_update.add_people(book, budget, payroll({"a": [HEAD, *FIRST]}).people)
    found = payroll({"a": [("姓名", "职务"), ("李四", "科员")]})
    assert differences(book, found.people)["李四"] == (CHANGED, ("岗位：（空） → 科员",))
    people_update.add_people(book, budget, found.people)
    person = next(each for each in book.records(Person, budget_id=budget.id) if each.name == "李四")
    assert (person.post, len(book.records(PayItem, person_id=person.id))) == ("科员", 2)
