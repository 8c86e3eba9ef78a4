"""What is audited against the open book, and what is not: by what the document says, never guessed."""

from types import SimpleNamespace

import pytest

from desktop import pipeline
from desktop.exporters import package
from desktop.findings import UserError
from desktop.ui.audit.audit_work import OpenBook, audited, auditing_of, book_of
from tests.audit.documents import document
from tests.small_cases import small_cases


class Job:
    """A job that counts its steps and may be cancelled."""

    def __init__(self, cancelled=False):
        self.cancelled, self.steps = cancelled, []
        self.progressed = self

    def emit(self, _, done, total):
        self.steps.append((done, total))


@pytest.fixture
def file(tmp_path):
    def write(text):
        (tmp_path / "说明.txt").write_text(text, encoding="utf-8")
        return tmp_path / "说明.txt"

    return write


def test_a_document_of_the_budget_in_view_is_compared_with_it(session, file):
    title = f"{session.unit.name}{session.budget.year}年单位预算\n\n收入总计187.64万元。"
    for way, text, with_book in (
        ("auto", title, True),
        ("alone", title, False),
        ("auto", title.replace(str(session.budget.year), "2031"), False),
        ("book", "收入总计187.64万元。", True),
    ):
        found = audited(file(text), "", way, book_of(session))
        assert found.with_book is with_book, way
        assert any(each.code.startswith("B8") for each in found.audit.findings) is with_book
        assert ("逐个核对" in found.compared) is with_book
    assert "2031年" in audited(file(title.replace("2025", "2031")), "", "auto", book_of(session)).compared


def test_a_document_of_another_layout_is_compared_in_that_layout(session, tmp_path):
    of = pipeline.in_layout(session.disclosure, "gansu/2025")
    (target,) = (each.path for each in package.export(pipeline.publication(of), tmp_path, ("xlsx",)))
    for form, wrong in (("", False), ("gansu/2025", False), (session.disclosure.form.key, True)):
        found = audited(target, form, "book", book_of(session)).audit.findings
        assert any(each.code == "B80" for each in found) is wrong
    assert list(of.cube.lines) == list(session.disclosure.cube.lines)


@small_cases(
    ("title", "has_units", "department", "apart"),
    [
        ("甲局2025年部门预算", False, False, ""),
        ("甲局2025年部门预算", True, True, ""),
        ("甲局2025年部门预算", True, False, "不是汇总"),
        ("甲局2025年单位预算", True, True, "看的是汇总"),
        ("乙站2025年单位预算", True, True, "文件写的是乙站2025年"),
        ("部门预算", False, False, "没有写明"),
    ],
)
def test_what_a_document_says_decides_with_what_it_is_compared(title, has_units, department, apart):
    facts = SimpleNamespace(unit=SimpleNamespace(name="甲局"), budget=SimpleNamespace(year=2025))
    book = OpenBook(SimpleNamespace(facts=facts), {"甲局": "1", "乙站": "2"}, has_units, department)
    found = book.apart(document(title))
    assert apart in found
    assert bool(apart) is bool(found)


def test_a_text_of_our_own_with_a_changed_figure_is_held_against_the_book(session, file):
    text = session.disclosure.narrative.text
    for wrong, codes in ((text, {"A41"}), (text.replace("178.64万元", "187.64万元", 1), {"A41", "B81"})):
        found = audited(file(wrong), "", "book", book_of(session)).audit.findings
        assert {each.code for each in found if each.severity == "错误"} <= {*codes, "A31", "A01", "A33"}
        assert ("B81" in {each.code for each in found}) is ("B81" in codes)


@pytest.mark.parametrize(
    ("text", "match"), [("", "没有可核对的文字"), (" \n\n", "没有可核对的文字"), ("2025年", "没有可核对的数字")]
)
def test_nothing_to_check_is_refused(session, file, text, match):
    with pytest.raises(UserError, match=match):
        audited(file(text), "", "book", book_of(session))


def test_the_job_says_how_far_it_is_and_ends_where_it_is_cancelled(file):
    path = file("收入12万元。")
    job = Job()
    found = auditing_of(path, "", "auto", None)(job)
    assert job.steps == [(n, len(job.steps)) for n in range(len(found.audit.obligations))]
    assert "没有与账本核对" in found.compared
    with pytest.raises(UserError, match="已取消"):
        auditing_of(path, "", "auto", None)(Job(cancelled=True))
