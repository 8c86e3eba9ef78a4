"""How many tables a document says it has (A121)."""

import pytest

from desktop.audit.missing.table_count import look
from tests.audit.documents import document, table

ROWS = ("项目|预算数", "合计|8.00")
NAMES = ("收支预算总表", "收入预算表", "支出预算表", "基本支出预算表", "三公经费表")


def _found(text, *numbers):
    parts = [part for n, name in zip(numbers, NAMES, strict=False) for part in (f"{n} {name}", table(name, *ROWS))]
    return [each.message for each in look(document(text, *parts, table("名单", *ROWS))).findings]


DIGITS = ("表1", "表2", "表3", "表4", "表5")
WRONG = (
    "附表（共8张，另附）",
    "三、附件：预算公开表共计7张。",
    "本部门公开以下9张预算表。",
    "2027年部门预算表共4张，见后。",
    "第四部分 2027年部门预算公开报表（一共十一张）",
)
RIGHT = (
    "附表（共5张，另附）",
    "预算公开表共计五张。",
    "附表共8张，其中绩效目标表另行公开。",
    "发放调查表200张。",
    "编制申报表9份，已上报。",
    "附表共6张。",
)


@pytest.mark.parametrize("text", WRONG)
def test_as_many_tables_are_numbered_as_are_said(text):
    (message,) = _found(text, *DIGITS)
    assert "编号到 5" in message


@pytest.mark.parametrize("text", RIGHT)
def test_other_numbers_and_all_tables_are_left(text):
    assert not _found(text, *DIGITS)


def test_numbers_of_every_kind_are_read_and_gaps_are_not_judged():
    assert _found("附表共8张。", "附表一", "附表二", "附表三", "附表四", "附表五")
    assert _found("附表共8张。", "部门预算表一", "部门预算表二", "部门预算表三", "部门预算表四", "部门预算表五")
    assert not _found("附表共8张。", "表1", "表2", "表3", "表5", "表6")
    assert not _found("附表共8张。", "表1", "表2", "表3")
    assert not _found("附表共5张。", "表1", "表2", "表3", "表4-1", "表4-2")
    assert not _found("附表共4张。", "表1", "表2", "表3", "表4-1", "表4-2")
