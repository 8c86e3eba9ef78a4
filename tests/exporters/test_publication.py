"""What the exporters get: a footer that says version and draft, a file name every system takes, exact values."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop import pipeline
from desktop.exporters.publication import cell_value, refuse_personal
from desktop.findings import UserError
from desktop.layouts.form.spec import Names
from desktop.layouts.tables.table import Cell


def test_the_footer_says_the_version_and_while_checks_fail_that_it_is_a_draft(wuxi):
    publication = replace(pipeline.publication(wuxi), draft_note="")
    assert publication.footer == f"版本 {wuxi.version}"
    assert replace(publication, draft_note="草稿").footer == f"版本 {wuxi.version}  草稿"
    assert publication.sheet_footer().endswith("&C&9第 &P 页  共 &N 页")
    draft = replace(publication, draft_note="草稿：有 128 项检查错误未处理")
    assert draft.sheet_footer().endswith("未处理&R&9第 &P 页  共 &N 页"), (
        "an upright page has no room for it in the middle"
    )


def test_a_draft_never_has_the_file_names_of_a_paper(wuxi):
    published = replace(pipeline.publication(wuxi), stage="公开", draft_note="", names=Names(folder="{unit}"))
    unit = published.unit

    def called(each):
        return each.file_stem, each.table_stem(1), each.folder_name

    final = called(published)
    assert final[::2] == (f"{unit}_2023_预算公开", unit)
    for draft in (replace(published, stage="草稿"), replace(published, draft_note="草稿：有 1 项检查错误未处理")):
        assert called(draft) == tuple(f"草稿_{name}" for name in final)
    by_stage = replace(published, stage="草稿", names=Names("{year}（{stage}）", "{n}", ""))
    assert called(by_stage) == ("2023（草稿）", "草稿_1", "")


def test_the_file_name_is_free_of_what_file_systems_refuse(wuxi):
    publication = replace(pipeline.publication(wuxi), unit='某县/档案馆:"*?<>|\\')
    assert publication.file_stem.endswith("_2023_预算公开")
    assert not set('/\\:*?"<>|') & set(publication.file_stem)


def test_a_note_that_would_leave_is_looked_at_like_all_that_is_printed(wuxi):
    publication = pipeline.publication(wuxi)
    first = publication.sheets[0]
    noted = (*first.cells[:-1], replace(first.cells[-1], remark="经手人证件11010519491231002X"))
    with pytest.raises(UserError, match=r"列的批注：导出内容含证件号码“110…2X”，请删除；为保护个人信息没有写出"):
        refuse_personal(replace(publication, sheets=(replace(first, cells=noted), *publication.sheets[1:])))


def test_an_amount_is_exact_or_as_printed_where_a_policy_moved_the_tail(wuxi):
    table = wuxi.tables[0]
    cell = Cell("1.24", "amount", 12_345, 124)
    assert table.style.unit == "万元"
    assert cell_value(table, cell, exact=True) == Decimal("0.012345")
    assert cell_value(table, cell, exact=False) == Decimal("1.24")
    assert cell_value(table, Cell("", "amount"), exact=True) == 0
