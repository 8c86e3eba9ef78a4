"""Canaries in every personal field of a book: none of them is in what leaves."""

import zipfile
from contextlib import nullcontext
from dataclasses import replace

import pytest

from desktop import personal, pipeline
from desktop.findings import UserError
from desktop.ledger.describe import fields_of
from desktop.ledger.records import RECORD_TYPES, Attachment, Person, Project, Release, Remark
from desktop.packs import packing, privacy
from tests.small_cases import small_cases


def fill_with_canaries(book, budget):
    """Write a different canary into every personal field of every record; return them."""
    written = []
    with book.operation("金丝雀"):
        book.insert(Remark(budget_id=budget.id, record_table="budget", record_id=budget.id))
        book.insert(Attachment(budget_id=budget.id, record_table="budget", record_id=budget.id, name="x"))
        if not book.records(Release, budget_id=budget.id):
            book.insert(Release(budget_id=budget.id))
        for kind in RECORD_TYPES:
            names = [field.name for field in fields_of(kind) if field.personal]
            for record in book.records(kind) if names else ():
                changes = {name: f"金丝雀{len(written)}{number}号鸟" for number, name in enumerate(names)}
                written += changes.values()
                book.update(replace(record, **changes))
    return written


def test_no_canary_leaves(book, unit_pack):
    canaries = fill_with_canaries(book, pipeline.newest_budget(book))
    assert len(canaries) > 30
    made = packing.pack(book, pipeline.newest_budget(book))
    target = unit_pack.with_name("鸟.mzs")
    target.write_bytes(made)
    with zipfile.ZipFile(target) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode() + "".join(package.namelist())
    assert "金丝雀" not in everything
    assert {value.text for value in privacy.values_of(book)} >= set(canaries)


def test_a_name_in_free_words_stops_it_with_file_and_row(book):
    with book.operation("姓名"):
        (person, *_) = book.records(Person)
        book.update(replace(person, name="欧阳测试"))
        (project, *_) = book.records(Project)
        book.update(replace(project, goal="由欧阳测试负责"))
    with pytest.raises(UserError, match=r"“data/project.csv”第 2 行含有人员“姓名”的内容“欧阳测试”.*没有传出"):
        packing.pack(book, pipeline.newest_budget(book))


@small_cases(
    ("known", "written", "found"),
    [
        ("张　三丰", "补发张三丰工资", True),
        ("张三丰", "补发张 三　丰工资", True),
        ("ZG0001", "工号ｚｇ0001", True),
        ("0831 222 3333", "电话08312223333", True),
        ("ZG0001", "工号ZG00012", False),
        ("100001", "1,1000 01", False),
    ],
)
def test_spaces_width_and_case_hide_nobody(known, written, found):
    expected = pytest.raises(UserError, match="第 2 行") if found else nullcontext()
    with expected:
        privacy.require_none([personal.Personal(known, "人员“姓名”")], {"x": ["", written]})


@pytest.mark.parametrize(
    "pasted",
    [
        ["张家三口\r\n困难", "补助要从\t宽"],
        ["x,张家三口困", "难补助 要从宽,y"],
        ["张家\u200b三口困难补助要从宽"],
        ["一、张家三口", "　　困难补助", "要从宽。"],
    ],
)
def test_line_breaks_and_blanks_hide_no_note(pasted):
    with pytest.raises(UserError, match="第 1 行含有批注"):
        privacy.require_none(
            [privacy.Personal("张家三口困难，\n补助要从宽".replace("，", ""), "批注“内容”")], {"x": pasted}
        )


def test_quotes_within_a_cell_hide_no_note():
    with pytest.raises(UserError, match="第 1 行"):
        privacy.require_none(
            [privacy.Personal('孩子叫"小宝"上学费用', "批注“内容”")], {"x": ['1,"孩子叫""小宝""上学费用"']}
        )


def test_a_line_of_a_note_pasted_alone_stops_it(book):
    with book.operation("批注"):
        (person, *_) = book.records(Person)
        note = "每月发到他妻子卡上\n\n孩子在外地上学费用高\n短"
        book.insert(Remark(budget_id=person.budget_id, record_table="person", record_id=person.id, text=note))
        (project, *_) = book.records(Project)
        book.update(replace(project, goal="考虑到：\n孩子在外地上学\n费用高，予以补助"))
    with pytest.raises(UserError, match=r"“data/project.csv”第 3 行含有批注.*孩子在外地上学费用高.*没有传出"):
        packing.pack(book, pipeline.newest_budget(book))


def test_a_name_is_not_put_together_of_two_lines():
    privacy.require_none([privacy.Personal("于是", "人员“姓名”")], {"x": ["不大于", "是其数"]})


def test_a_published_contact_may_be_spaced_otherwise():
    left = personal.without_published([personal.Personal("张三", "负责人")], Release(contact="张　三"))
    assert left == []


def test_short_numbers_and_words_of_notes_are_not_taken_for_somebody(book):
    with book.operation("编号"):
        (person, other, *_) = book.records(Person)
        book.update(replace(person, code="2010350", name="乙"))
        book.update(replace(other, code="101002", name=""))
        book.insert(Remark(budget_id=person.budget_id, record_table="person", record_id=person.id, text="项目支出"))
    found = {value.text for value in privacy.values_of(book)}
    assert found >= {"2010350", "101002"}
    assert not found & {"乙", "项目支出"}


def test_a_number_of_an_id_card_in_free_words_stops_it(book):
    with book.operation("证件号"):
        (project, *_) = book.records(Project)
        book.update(replace(project, goal="收款人证件11010519491231002X"))
    with pytest.raises(UserError, match=r"“data/project.csv”第 2 行：.*证件号码.*没有传出"):
        packing.pack(book, pipeline.newest_budget(book))


def test_a_number_like_that_of_a_card_stops_a_pack_unless_it_was_typed_as_a_code(book):
    project, card = book.records(Project)[0], "6222020200112233446"
    with book.operation("卡号"):
        book.update(replace(project, goal=f"卡号{card}"))
    with pytest.raises(UserError, match="银行卡号"):
        packing.pack(book, pipeline.newest_budget(book))
    with book.operation("编码"):
        book.update(replace(project, code=card))
    assert packing.pack(book, pipeline.newest_budget(book))


def test_a_number_is_found_only_by_itself():
    values = [personal.Personal("500101199001011234", "人员“编号”")]
    privacy.require_none(values, {"a.csv": ["15001011990010112345"]})
    with pytest.raises(UserError, match="第 2 行"):
        privacy.require_none(values, {"a.csv": ["", "1,500101199001011234,2"]})
    privacy.require_none([], {"a.csv": ["甲"]})
