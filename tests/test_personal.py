"""What the records mark as personal is found in all that leaves, and stops it there; what is published is not."""

from dataclasses import replace

import pytest

from desktop import personal
from desktop.exporters import audit_table, letter, package
from desktop.findings import UserError
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.ledger.describe import fields_of
from desktop.ledger.records import RECORD_TYPES, Attachment, Budget, BudgetFacts, Person, Project, Release, Remark, Unit
from desktop.personal import Guard, Personal
from desktop.template import record_lists
from tests.exporters import small

ZHANG = Guard((Personal("张三丰", "人员“姓名”"),))


def facts(**more):
    return BudgetFacts(Unit(name="某局"), Budget(unit_id=1, year=2026), **more)


def test_every_personal_field_of_every_record_is_looked_for():
    """A canary in each: a field that is marked tomorrow is found tomorrow."""
    written = {}
    for kind in RECORD_TYPES:
        names = [field.name for field in fields_of(kind) if field.personal]
        written |= {f"{kind.TABLE}.{name}": f"金丝雀{kind.TABLE}{name}号鸟" for name in names}

    def records_of(kind):
        names = [field.name for field in fields_of(kind) if field.personal]
        return [replace(kind(), **{name: written[f"{kind.TABLE}.{name}"] for name in names})]

    assert len(written) > 10
    assert {value.text for value in personal.values_of(records_of)} == set(written.values())
    left = {value.text for value in personal.unpublished(records_of)}
    assert set(written.values()) - left == {written["release.contact"], written["release.phone"]}


def test_of_a_budget_the_published_contact_and_numbers_like_codes_are_left_out():
    people = (Person(name="张三丰", code="2010350"), Person(name="乙", code="11010519491231"))
    found = personal.values_in(
        facts(people=people, release=Release(contact="张 三丰", head="李 四", phone="0831 222 3333"))
    )
    assert {value.text for value in found} == {"李 四", "11010519491231"}


@pytest.mark.parametrize("kind", [Remark, Attachment])
def test_of_notes_only_long_ones_are_told_from_common_words(kind):
    name = "text" if kind is Remark else "name"
    found = personal.values_of(
        lambda each: [replace(kind(), **{name: text}) for text in ("项目支出", "张三丰的欠薪说明")] * (each is kind)
    )
    assert [value.text for value in found] == ["张三丰的欠薪说明"]


def test_a_note_that_is_marked_may_leave_unless_it_is_about_a_person():
    notes = [
        Remark(record_table=table, text=f"{table}的批注第{shared}号", shared=shared)
        for table in ("project", "person")
        for shared in (0, 1)
    ]
    found = personal.values_in(facts(remarks=tuple(notes)))
    assert [value.text for value in found] == ["project的批注第0号", "person的批注第0号", "person的批注第1号"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由张　三丰负责", "“甲.pdf”第 2 段含有人员“姓名”的内容“张三丰”，为保护个人信息没有写出"),
        ("证件11010519491231002X", "“甲.pdf”第 2 段：导出内容含证件号码“110…2X”"),
        ("卡号6222020200112233446", "银行卡号"),
        ("电话13812345678，由李四负责", ""),
    ],
)
def test_file_place_and_value_are_named(text, words):
    places = [("第 1 段", "收入12万元"), ("第 2 段", text)]
    if not words:
        ZHANG.require_none("甲.pdf", places)
        return
    with pytest.raises(UserError) as refused:
        ZHANG.require_none("甲.pdf", places)
    assert words in str(refused.value)


def test_a_long_code_of_a_project_is_no_card_number_but_an_identity_number_stays_one():
    card, serial, identity = "6222020200112233446", "522326202501010001", "11010519491231002X"
    known = facts(projects=tuple(Project(code=code) for code in (f"P{card}", serial, identity, "12345678")))
    guard = Guard(codes=personal.codes_in(known))
    guard.require_none("甲", [("", f"项目{card}，{serial}")])
    assert personal.numbers_in(f"{card}，{serial}") and "12345678" not in guard.codes
    for other in ("6222020200112233545", identity):
        with pytest.raises(UserError, match="“检查”页对 C88 写明理由接受"):
            guard.require_none("甲", [("", f"卡号{other}")])
    within = Guard(codes=personal.codes_of(lambda kind: [kind(code=f"2026{card}1")]))
    with pytest.raises(UserError, match="银行卡号"):
        within.require_none("甲", [("", f"卡号{card}")])  # the code is another, longer number
    people = (Person(name="甲乙", code=card),)
    assert card in {value.text for value in personal.values_in(facts(people=people, projects=known.projects))}


@pytest.mark.parametrize("text", ["由张三丰负责", "证件11010519491231002X"])
def test_what_was_answered_for_with_a_reason_may_leave(text):
    messages = ("导出内容含人员“姓名”的内容“张三丰”，请删除", "导出内容含证件号码“110…2X”，请删除")
    replace(ZHANG, answered=messages).require_none("甲", [("", text)])


def text_of(words):
    return letter.Letter("意见", [Paragraph((Run(words),), 0)], "甲局", 2026, ZHANG)


EXPORTS = {
    "the three files": lambda words, folder: package.export(
        replace(small.publication(), cover_notes=(words,), guard=ZHANG), folder, ("xlsx",)
    ),
    "a paper": lambda words, folder: letter.write(text_of(words), [folder / "意见.docx"]),
    "audits of a folder": lambda words, folder: audit_table.write(
        [audit_table.Sheet("审阅", ("甲",), (9,), [[words]])], folder / "审阅.xlsx", ZHANG
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_is_written_of_an_export_with_a_name_in_it(name, tmp_path):
    with pytest.raises(UserError, match="张三丰”，为保护个人信息没有写出"):
        EXPORTS[name]("由张三丰负责", tmp_path)
    assert list(tmp_path.iterdir()) == []
    EXPORTS[name]("由某局负责", tmp_path)
    assert list(tmp_path.iterdir()) != []


def test_lists_of_people_alone_may_name_them():
    lists = record_lists.known_lists().values()
    assert [each.name for each in lists if each.names_people] == ["人员"]
