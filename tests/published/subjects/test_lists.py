"""Lists of projects and of purchases in any header: a record for each row, proven by the total of the list."""

import pytest

from tests.published.subjects.written import read, recognised, titled

W = 1_000_000


def entered(source):
    found = read(source)
    assert not found.rejects
    return {(cell.project or cell.label.split(" ", maxsplit=1)[0], cell.column): cell for cell in found.cells}


@pytest.mark.parametrize(
    "lines",
    [
        ("项目名称|金额", "合计|60.00", "甲|40.00", "乙|20.00"),
        ("序号|项目名称|预算数|备注", "1|甲|40.00|续", "2|乙|20.00|", "合计||60.00|"),
        ("类型|项目名称|功能科目|2023年预算|2024年预算", "特定目标类|甲|2010302|1|40.00", "其他|乙|2010302|1|20.00", "合|计||2|60.00"),
        ("项目名称|合计|其中：政府采购", "甲|40.00|4.00", "乙|20.00|", "合计|60.00|4.00"),
    ],
)  # fmt: skip
def test_projects_by_name(lines):
    found = read(titled("项目支出表", *lines))
    assert not found.rejects
    assert {cell.project: cell.amount for cell in found.cells} == {"甲": 40 * W, "乙": 20 * W}
    assert all(dict(cell.where)["nature"] == ("项目",) for cell in found.cells)


def test_projects_with_their_subject_source_and_what_is_carried_in():
    lines = (
        "项目名称|功能科目编码|当年拨款|上年结转|合计",
        "甲|2010302|30.00|10.00|40.00",
        "乙|2010302|20.00|0|20.00",
        "合计||50.00|10.00|60.00",
    )
    found = entered(titled("2024年一般公共预算项目支出表", *lines))
    assert found["甲", "c2"].amount == 30 * W and dict(found["甲", "c2"].where)["carry"] == ("当年",)
    assert dict(found["甲", "c3"].where)["carry"] == ("结转",)
    assert dict(found["乙", "c4"].where)["function"] == ("2010302",)
    assert dict(found["乙", "c4"].where)["fund"] == ("一般公共预算",)


def test_parts_beside_money_nobody_understands_are_not_all_there_is():
    lines = ("项目名称|合计|一般公共预算|县级统筹", "甲|40.00|40.00|", "乙|20.00||20.00", "合计|60.00|40.00|20.00")
    found = entered(titled("项目支出表", *lines))
    assert {(name, cell.amount) for (name, _), cell in found.items()} == {("甲", 40 * W), ("乙", 20 * W)}


@pytest.mark.parametrize(
    ("word", "fund"),
    [
        ("一般公共预算拨款", ("一般公共预算",)),
        ("政府性基金预算", ("政府性基金",)),
        ("一般公共预算、自有资金", None),
        ("县级", None),
    ],
)
def test_a_source_that_is_not_one_of_the_ledger_says_nothing(word, fund):
    found = entered(titled("项目支出明细表", "项目名称|金额|资金来源", f"甲|40.00|{word}", "合计|40.00|"))
    assert dict(found["甲", "c1"].where).get("fund") == fund


@pytest.mark.parametrize(
    "lines",
    [
        ("采购项目|采购类别|数量|金额", "电脑|货物|5|3.00", "物业|服务类|1|2.00", "合计|||5.00"),
        ("采购类别|采购内容|预算金额", "货物|电脑|3.00", "C服务|物业|2.00", "合计||5.00"),
        ("采购类别|金额", "货物类|3.00", "服务类|2.00", "合计|5.00"),
    ],
)
def test_purchases_by_kind(lines):
    found = read(titled("政府采购预算表", *lines))
    assert not found.rejects
    kinds = {dict(cell.where)["procurement"][0]: cell.amount for cell in found.cells}
    assert kinds == {"货物": 3 * W, "服务": 2 * W}
    assert all(dict(cell.where)["side"] == ("采购",) for cell in found.cells)


def test_a_list_that_does_not_make_up_its_total_is_a_doubt_and_not_read():
    found = read(titled("项目支出表", "项目名称|金额", "合计|65.00", "甲|40.00", "乙|20.00"))
    assert not found.cells
    assert "“合计”65.00 与各项（甲、乙）之和 60.00 不一致" in found.rejects[0].message


def test_without_a_total_each_row_stands_for_itself():
    assert recognised(titled("项目支出表", "项目名称|金额", "甲|40.00", "乙|20.00")).partial
    assert not recognised(titled("项目支出表", "项目名称|金额", "甲|40.00", "合计|40.00")).partial


@pytest.mark.parametrize(
    "source",
    [
        titled("项目支出绩效目标表", "项目名称|指标|金额", "甲|好|40.00"),
        titled("项目支出表", "项目名称|金额", "甲|40.00", unit=""),
        titled("项目支出表", "类别|说明|40.00", "甲|乙|30"),
        titled("项目支出表", "项目名称|上年预算数", "甲|40.00"),
        titled("项目支出表", "项目名称|金额", "甲小计|40.00", "乙|40.00"),
        titled("项目支出表", "项目名称|金额", "甲|若干"),
        titled("政府采购预算表", "采购品目|数量|单价", "电脑|5|0.5"),
    ],
    ids=["goals", "no unit", "no name", "last year", "groups", "words", "counts"],
)
def test_what_is_not_plainly_a_list_stays_unknown(source):
    assert recognised(source) is None
