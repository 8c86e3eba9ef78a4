"""A new record by the names of its fields."""

import pytest

from desktop import pipeline
from desktop.exchange import entering
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Adjustment
from tests import samples


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([("方法", "追加")], "没有“方法”这一项；相近的有：方式"),
        ([("方式", "追加"), ("方式", "追减")], "“方式”写了两次"),
        ([("方式", "加")], "“方式”没有录入"),
        ([("金额", "多")], "“金额”没有录入"),
        ([("所属项目", "无此项目")], "没有项目“无此项目”"),
        ([("功能科目", "9999999")], "“功能科目”没有录入"),
    ],
)
def test_what_does_not_fit_is_refused(values, words, shared_book):
    before = shared_book.fingerprint()
    with pytest.raises(UserError, match=words):
        entering.enter(shared_book, pipeline.newest_budget(shared_book), Adjustment, values, "录入")
    assert shared_book.fingerprint() == before


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory):
    path = tmp_path_factory.mktemp("录入") / "a.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as book:
        yield book


def test_a_record_is_entered_as_one_step(shared_book):
    before = shared_book.fingerprint()
    values = [("方式", "追减"), ("金额", "1,200.50"), ("文号", "9号"), ("日期", "2025-06-30")]
    entry = entering.enter(shared_book, pipeline.newest_budget(shared_book), Adjustment, values, "录入预算调整")
    assert (entry.change, entry.reference, entry.day) == (-120_050, "9号", "2025-06-30")
    assert shared_book.undo().name == "录入预算调整"
    assert shared_book.fingerprint() == before
