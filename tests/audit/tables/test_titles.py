"""Number and title of a table, from the lines above it."""

import pytest

from desktop.audit.tables.titles import title_of


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["表5 一般公共预算支出表"], ("表5", "一般公共预算支出表")),
        (["表五一 般公共预算支出表"], ("表五", "一般公共预算支出表")),
        (["公开表3", "甲局2032年支出总表", "单位：万元"], ("公开表3", "甲局2032年支出总表")),
        (["说明文字", "收入总表", "编制单位：甲局"], ("", "收入总表")),
        (["单位：万元"], ("", "")),
        (["2032年支出情况表", "公开表4 单位：万元"], ("公开表4", "2032年支出情况表")),
        (["公开表4 单位：万元"], ("公开表4", "")),
        (
            ["注：本部门无国有资本经营预算，空表列示。部门“三公”经费支出表"],
            ("", "部门“三公”经费支出表"),
        ),  # a PDF joined them
        (["注：本部门无国有资本经营预算，以空表列示。"], ("", "")),
    ],
)
def test_a_title_may_stand_in_one_line_or_several(lines, found):
    assert title_of(lines) == found
