"""Evidence that came with a book: opened by its kind only, under a name of ours, and gone again afterwards."""

import hashlib
import stat
from dataclasses import replace

import pytest

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import attachments, rolling, scenarios, stages
from desktop.ledger.book import Book
from desktop.ledger.errors import BudgetFrozen
from desktop.ledger.records import Attachment, Budget, Project, Unit
from desktop.ledger.vocabulary import Stage
from tests.small_cases import small_cases


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建"):
            unit = made.insert(Unit(name="单位"))
            budget = made.insert(Budget(unit_id=unit.id, year=2025))
            made.insert(Project(budget_id=budget.id, name="项目"))
        yield made


def arrived(book, name, content=b"evidence", digest=""):
    """Put a file into the book as any program could: no question is asked about its kind."""
    digest = digest or hashlib.sha256(content).hexdigest()
    with book.operation("附件"):
        book.store_file(digest, content)
        return book.insert(
            Attachment(budget_id=1, record_table="project", record_id=1, name=name, digest=digest, size=len(content))
        )


REFUSED = (
    "报价单.desktop", "合同.exe", "escape.sh", "a.html", "a.lnk", "a.docm", "合同", "pdf", ".", "a.pdf.", "a.pdf ",
    "a.pdf\n", "a.exe\x00", "合同\u202efdp.exe", "a.pdf\u202e", "a.pdf:exe", "a.pdf/b.sh", "a.ＰＤＦ",
)  # fmt: skip


@small_cases("name", REFUSED)
def test_a_kind_that_is_not_on_the_list_is_never_opened(book, name):
    kept = arrived(book, name)
    with pytest.raises(UserError, match="没有打开") as refusal:
        attachments.take_out(book, kept)
    assert not paths.opened_files().exists()
    assert not any(c in str(refusal.value) for c in "\u202e\n\x00"), "the message itself is not turned round"
    target = paths.home() / "取出"
    attachments.write_copy(book, kept, target)
    assert target.read_bytes() == b"evidence", "taking it out by hand stays possible"
    target.unlink()


@pytest.mark.parametrize(("name", "expected"), [
    ("合同.PDF", "附件 合同.pdf"),
    ("../../.bashrc.txt", "附件 _.._.bashrc.txt"),
    ("exe.\u202efdp.pdf", "附件 exe._fdp.pdf"),
    ("合\n同\x07.docx", "附件 合_同_.docx"),
    ("a.exe.pdf", "附件 a.exe.pdf"),
    ("CON.txt", "附件 _CON.txt"),
    ("长" * 300 + ".pdf", "附件 " + "长" * 60 + ".pdf"),
])  # fmt: skip
def test_a_copy_has_a_name_of_ours_and_can_only_be_read(book, name, expected):
    copy = attachments.take_out(book, arrived(book, name))
    assert copy.name == expected
    assert copy.parent.parent == paths.opened_files()
    assert copy.read_bytes() == b"evidence"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert attachments.take_out(book, book.records(Attachment)[0]) == copy


@pytest.mark.parametrize("digest", ["../../../victim", "/tmp/victim", "00" * 32])
def test_contents_that_are_not_what_their_name_promises_are_not_taken_out(book, digest):
    kept = arrived(book, "合同.pdf", digest=digest)
    with pytest.raises(UserError, match="内容已损坏"):
        attachments.take_out(book, kept)
    assert not paths.opened_files().exists()


def test_a_kind_is_taken_by_the_same_list(book, tmp_path):
    budget, project = book.records(Budget)[0], book.records(Project)[0]
    for name in ("a.exe", "b.pdf"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UserError, match="没有添加"), book.operation("附件"):
        attachments.attach(book, budget, project, tmp_path / "a.exe")
    with book.operation("附件"):
        kept = attachments.attach(book, budget, project, tmp_path / "b.pdf")
    assert replace(kept, id=0) == Attachment(
        budget_id=budget.id, record_table="project", record_id=project.id, name="b.pdf", size=1,
        digest=hashlib.sha256(b"x").hexdigest(),
    )  # fmt: skip


@pytest.mark.parametrize("damage", ["UPDATE file SET content = x'65'", "DELETE FROM file"])
def test_damaged_contents_are_not_handed_out_either(book, tmp_path, damage):
    kept = arrived(book, "合同.pdf")
    attachments.write_copy(book, kept, tmp_path / "whole.pdf")
    assert (tmp_path / "whole.pdf").read_bytes() == b"evidence"
    assert stat.S_IMODE((tmp_path / "whole.pdf").stat().st_mode) == 0o600
    book._connection.execute(damage)
    with pytest.raises(UserError, match=r"附件“合同.pdf”的内容已损坏，没有取出"):
        attachments.write_copy(book, kept, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


# signed pages (签字盖章页) ------------------------------------------------------------------------------------------

SCANS = {"签字页.pdf": b"%PDF-1.7 scan", "盖章.JPG": b"\xff\xd8\xff scan", "一上.png": b"\x89PNG\r\n\x1a\n scan"}


def signed(book, tmp_path, name="签字页.pdf", content=b"", budget=None):
    path = tmp_path / name
    path.write_bytes(content or SCANS[name])
    with book.operation("签字页"):
        return attachments.keep_signed(book, budget or book.records(Budget)[-1], path)


def pages(book):
    listed = attachments.signed_pages(book, book.records(Budget)[-1])
    return [(p.budget.stage, p.file.name, bool(p.at), p.changed) for p in listed]


def test_a_signed_page_comes_to_a_frozen_stage_which_stays_as_fixed_as_it_was(book, tmp_path):
    budget = stages.freeze(book, book.records(Budget)[0])
    for name, content in SCANS.items():
        assert signed(book, tmp_path, name).digest == hashlib.sha256(content).hexdigest()
    assert pages(book) == [("草稿", name, True, False) for name in SCANS]
    first = book.records(Attachment)[0]
    for refused in (replace(first, name="别的.pdf"), replace(first, record_table="project", record_id=1, id=0)):
        with pytest.raises(BudgetFrozen), book.operation("改"):
            book.update(refused) if refused.id else book.insert(refused)
    with book.operation("移除"):
        book.delete(first)
    book.undo()
    assert (len(pages(book)), book.file(first.digest)) == (3, SCANS["签字页.pdf"])
    stages.unfreeze(book, budget, "改错")
    with book.operation("改"):
        book.update(replace(book.records(Project)[0], name="别的"))
    assert [changed for *_, changed in pages(book)] == [True] * 3
    book.clear_history()
    assert pages(book)[0] == ("草稿", "签字页.pdf", False, None)


def test_what_was_signed_stays_with_its_stage(book, tmp_path):
    """The next stage begins without, and is still an untouched copy; the next year, too."""
    budget = book.records(Budget)[0]
    signed(book, tmp_path)
    after = rolling.next_stage(book, budget, Stage.FIRST_UP)
    signed(book, tmp_path, "盖章.JPG", budget=after)
    assert [stage for stage, *_ in pages(book)] == ["草稿", "一上"]
    book.undo()
    stages.unfreeze(book, after, "改错")
    assert [(each.stage, each.frozen_at) for each in book.records(Budget)] == [("草稿", None)]
    next_year = rolling.roll_forward(book, book.records(Budget)[0]).budget
    assert [a.budget_id for a in book.records(Attachment)] == [budget.id] != [next_year.id]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("签字页.docx", b"PK", "不是 PDF 或图片"),
        ("签字页.exe", b"MZ", "不是 PDF 或图片"),
        ("签字页.pdf", b"MZ\x90", "内容不是 PDF"),
        ("签字页.png", b"%PDF-1.7", "内容不是 PNG"),
    ],
)
def test_only_scans_are_taken_by_name_and_by_content(book, tmp_path, name, content, why):
    with pytest.raises(UserError, match=why):
        signed(book, tmp_path, name, content)
    assert (book.records(Attachment), book.next_undo().name) == ([], "新建")


def test_a_scenario_has_none_and_taking_it_leaves_those_of_the_stage(book, tmp_path):
    signed(book, tmp_path)
    scenario = scenarios.begin(book, book.records(Budget)[0], "试算")
    assert book.records(Attachment, budget_id=scenario.id) == []
    with pytest.raises(UserError, match="测算方案"):
        signed(book, tmp_path, budget=scenario)
    scenarios.take(book, scenario)
    assert [name for _, name, *_ in pages(book)] == ["签字页.pdf"]
