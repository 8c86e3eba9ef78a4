"""A folder of documents into one workbook."""

import pytest

from desktop.audit.results import folder
from desktop.findings import UserError
from desktop.personal import Guard

TEXT = "甲局2026年部门预算\n收入总计170.00万元，其中：拨款收入100.00万元、其他收入80.00万元。\n"


@pytest.fixture
def documents(tmp_path):
    (tmp_path / "下级").mkdir()
    (tmp_path / "甲局.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "下级" / "空.txt").write_text("", encoding="utf-8")
    (tmp_path / "~$甲局.docx").write_text("", encoding="utf-8")
    return tmp_path


def test_each_document_is_a_row_and_one_that_cannot_be_read_says_why(documents):
    target, steps = documents / "结果.xlsx", []
    result = folder.audit(documents, target, "", lambda _: ((), "没有要求"), Guard(), lambda *step: steps.append(step))
    assert steps == [(0, 2), (1, 2)]
    assert result.summary == f"核对了 1 个文件，1 个没有核对；错误 {result.errors} 处"
    assert [row[0] for row in result.rows] == ["下级/空.txt", "甲局.txt"]
    assert "没有核对" in result.rows[0][-1]
    assert result.findings
    assert target.is_file()
    assert folder.documents_in(documents, target) == [documents / "下级" / "空.txt", documents / "甲局.txt"]


def test_what_is_cancelled_writes_nothing(documents):
    def cancelled(*_):
        raise UserError("已取消")

    with pytest.raises(UserError, match="已取消"):
        folder.audit(documents, documents / "结果.xlsx", "", lambda _: ((), ""), Guard(), cancelled)
    assert not (documents / "结果.xlsx").exists()
