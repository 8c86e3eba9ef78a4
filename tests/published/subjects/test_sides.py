"""Tables of income and spending whose rows are named: any place's words, proven by the table's own sums."""

import pytest

from desktop.published import targets
from desktop.published.domains import universe_of
from tests.published.subjects.written import amounts, read, recognised, table, titled

BALANCE = (
    "收入||支出|",
    "项目|预算数|项目|预算数",
    "一、一般公共预算拨款收入|90.00|一、一般公共服务支出|70.00",
    "二、政府性基金预算拨款收入||二、社会保障和就业支出|30.00",
    "三、事业收入|10.00||",
    "本年收入合计|100.00|本年支出合计|100.00",
    "上年结转|5.00|结转下年|5.00",
    "收入总计|105.00|支出总计|105.00",
)
W = 1_000_000


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("表1 某局2024年部门收支总表", BALANCE),
        (
            "附表一：收支预算总体情况表",
            (
                "收入项目|2024年预算|支出项目|2024年预算",
                "一般公共预算财政拨款|90|（一）一般公共服务|70",
                "政府性基金|0|（二）社会保障和就业|30",
                "事业收入|10|三、合计|100",
                "小计|100|结转下年|5",
                "上年结转结余|5||",
                "收入合计|105|总计|105",
            ),
        ),
        (
            "部门预算收支总表",
            (
                "收 入|2023年预算数|2024年预算数|支 出|2023年预算数|2024年预算数",
                "（一）公共预算拨款|1|90.00|201 一般公共服务支出|1|70.00",
                "（二）基金预算拨款|1|-|社保支出（208类）|1|30.00",
                "（三）事业收入|1|10.00|||",
                "本年收入小计|1|100.00|本年支出小计|1|100.00",
                "年初结转和结余|1|5.00|年末结转和结余|1|5.00",
                "收入总数|1|105.00|支出总数|1|105.00",
            ),
        ),
        (
            "2024年收支总表",
            (
                "收入|-|支出|-",
                "项目|金额|功能分类科目|金额",
                "一般公共预算资金|90.00|一、一般公共服务支出|70.00",
                "政府性基金预算资金|-|二、社会保障和就业支出|30.00",
                "事业收入|10.00|-|-",
                "本年收入|100.00|本年支出|100.00",
                "使用上年结转|5.00|年终结转结余|5.00",
                "总计|105.00|总计|105.00",
            ),
        ),
    ],
    ids=["headings in two rows", "one row", "years and codes", "dashes"],
)
def test_both_sides_of_a_balance_in_any_words(title, lines):
    found = amounts(titled(title, *lines))
    assert found["当年", "一般公共预算", "收入"] == 90 * W and found["当年", "事业收入", "收入"] == 10 * W
    assert not found.get(("当年", "政府性基金", "收入"))
    assert found["结转", "收入"] == 5 * W and found["收入",] == 105 * W
    assert (found["201",], found["208",], found["结转下年",]) == (70 * W, 30 * W, 5 * W)


def test_a_source_below_what_is_carried_in_is_carried_in():
    lines = (
        "收入|预算数|支出|合计|一般公共预算|政府性基金预算",
        "一、本年收入|80.00|一、本年支出|85.00|75.00|10.00",
        "（一）一般公共预算拨款|70.00|（一）一般公共服务支出|85.00|75.00|10.00",
        "（二）政府性基金预算拨款|10.00||||",
        "二、上年结转|5.00|二、结转下年|0.00|0.00|0.00",
        "（一）一般公共预算拨款|5.00||||",
        "收入总计|85.00|支出总计|85.00|75.00|10.00",
    )
    found = amounts(titled("财政拨款收支总表", *lines))
    assert found["当年", "一般公共预算", "收入"] == 70 * W and found["结转", "一般公共预算", "收入"] == 5 * W
    assert found["201", "政府性基金"] == 10 * W and found["201", "一般公共预算"] == 75 * W


def test_a_blank_row_of_what_is_carried_in_leaves_all_of_this_year():
    lines = (
        "收入|预算数|支出|预算数",
        "一、部门预算|100.00|一、部门预算|100.00",
        "1.财政拨款|90.00|一般公共服务支出|70.00",
        "（1）一般公共预算拨款|90.00|社会保障和就业支出|30.00",
        "2.事业收入|10.00||",
        "本年收入合计|100.00|本年支出合计|100.00",
        "上年结转||结转下年|",
        "收入总计|100.00|支出总计|100.00",
    )
    found = amounts(titled("部门综合预算收支总表", *lines))
    assert found["当年", "一般公共预算", "收入"] == 90 * W and found["当年", "事业收入", "收入"] == 10 * W
    assert not any("结转" in of for of in found) and found["208",] == 30 * W


def test_natures_and_economic_classes_below_them():
    lines = (
        "收入项目|金额|支出项目|金额",
        "一般公共预算|100.00|一、基本支出|60.00",
        "||工资福利支出|50.00",
        "||商品和服务支出|10.00",
        "||二、项目支出|40.00",
        "||商品和服务支出|40.00",
        "收入总计|100.00|支出总计|100.00",
    )
    found = amounts(titled("部门收支总体情况表", *lines))
    assert found["301", "人员、公用"] == 50 * W and found["302", "人员、公用"] == 10 * W
    assert found["302", "!人员、!公用"] == 40 * W


def test_a_total_that_its_parts_do_not_make_up_is_a_doubt_with_both_sides_and_no_entry():
    lines = [line.replace("社会保障和就业支出|30.00", "社会保障和就业支出|33.00") for line in BALANCE]
    found = read(titled("收支总表", *lines))
    (doubt,) = found.rejects
    assert "“本年支出合计”100.00" in doubt.message and "之和 103.00 不一致" in doubt.message
    entered = {str(dict(cell.where)["side"]) for cell in found.cells if cell.leaf or cell.alone}
    assert all(cell.row not in ("r4", "r5") or cell.block == 0 or not cell.leaf for cell in found.cells)
    assert "('收入',)" in entered


def test_rounded_parts_may_miss_their_total_by_their_last_digits():
    lines = [line.replace("社会保障和就业支出|30.00", "社会保障和就业支出|30.01") for line in BALANCE]
    assert not read(titled("收支总表", *lines)).rejects


def test_a_row_of_unknown_words_is_named_and_the_rest_is_read():
    lines = [line.replace("三、事业收入|10.00", "三、某种收入|10.00") for line in BALANCE]
    found = read(titled("收支总表", *lines))
    assert [reject.message for reject in found.rejects] == ["“三、某种收入 10.00”这一行不知道是什么"]
    assert any(cell.amount == 90 * W for cell in found.cells)


def test_an_unknown_row_without_money_says_nothing():
    lines = [line.replace("二、政府性基金预算拨款收入|", "二、某种收入|0.00") for line in BALANCE]
    assert not read(titled("收支总表", *lines)).rejects


def test_income_by_units_is_that_of_its_total():
    lines = (
        "单位名称|合计|上年结转|本年收入||",
        "|||小计|一般公共预算|事业收入",
        "合计|100.00|5.00|95.00|85.00|10.00",
        "某局（本级）|60.00|5.00|55.00|55.00|",
        "某站|40.00||40.00|30.00|10.00",
    )
    found = amounts(titled("收入总表", *lines))
    assert found == {
        ("收入",): 100 * W,
        ("结转", "收入"): 5 * W,
        ("当年", "收入"): 95 * W,
        ("当年", "一般公共预算", "收入"): 85 * W,
        ("当年", "事业收入", "收入"): 10 * W,
    }


def test_a_side_of_which_only_the_total_is_read_leaves_the_other_whole():
    """Rows that one side passes over were once cut from the other, whose parts then seemed to be nothing."""
    lines = (
        "收入|金额|支出|金额",
        "一般公共预算拨款|90.00|某局（本级）|60.00",
        "事业收入|10.00|某站|40.00",
        "合计|100.00|合计|100.00",
    )
    found = amounts(titled("收支总表", *lines))
    assert found["一般公共预算", "收入"] == 90 * W and found["事业收入", "收入"] == 10 * W
    assert found["收入",] == found[()] == 100 * W


def test_spending_by_source():
    lines = (
        "收入|金额|支出|金额",
        "一般公共预算拨款|90.00|一般公共预算支出|90.00",
        "政府性基金预算拨款|10.00|政府性基金预算支出|10.00",
        "合计|100.00|合计|100.00",
    )
    found = amounts(titled("财政拨款收支总表", *lines))
    assert found["一般公共预算",] == 90 * W and found["政府性基金",] == 10 * W


def test_units_that_do_not_make_up_the_total_are_a_doubt():
    lines = ("单位名称|合计|一般公共预算", "合计|100.00|100.00", "某局|60.00|60.00", "某站|30.00|30.00")
    found = read(titled("收入总表", *lines))
    assert not found.cells and "“合计”100.00 与各项（某局、某站）之和 90.00 不一致" in found.rejects[0].message


THREE = {("30212", "一般公共预算"): 0, ("30217", "一般公共预算"): 2 * W, ("30231", "一般公共预算"): 6 * W}


@pytest.mark.parametrize(
    "lines",
    [
        (
            "项目|2023年预算数|2024年预算数|增减额",
            "合计|9.00|8.00|-1.00",
            "1、因公出国（境）费用|0.00|0.00|0.00",
            "2、公务接待费|3.00|2.00|-1.00",
            "3、公务用车费|6.00|6.00|0.00",
            "其中：（1）公务用车购置费|0.00|0.00|0.00",
            "（2）公务用车运行维护费|6.00|6.00|0.00",
        ),
        (
            "“三公”经费合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费",
            "||小计|公务用车购置费|公务用车运行费|",
            "8.00|0.00|6.00|0.00|6.00|2.00",
        ),
        (
            "年度|“三公”经费合计|因公出国（境）费|公务用车购置费|公务用车运行费|公务接待费",
            "2023年|9.00|0.00|0.00|6.00|3.00",
            "2024年|8.00|0.00|0.00|6.00|2.00",
            "增减|-1.00|0.00|0.00|0.00|-1.00",
        ),
        (
            "单位名称|三公经费合计|因公出国（境）费用|公务用车购置|公务用车运维费|公务接待",
            "合计|8.00|0.00|0.00|6.00|2.00",
            "某局|5.00|0.00|0.00|4.00|1.00",
            "某站|3.00|0.00|0.00|2.00|1.00",
        ),
    ],
    ids=["down", "across", "by years", "by units"],
)
def test_the_three_public_expenditures_down_and_across(lines):
    found = amounts(titled("一般公共预算“三公”经费支出表", *lines))
    assert {key: found[key] for key in THREE} == THREE
    assert found["30212、30217、30231、31013、30913", "一般公共预算"] == 8 * W


def test_meetings_beside_the_three_are_no_part_of_them():
    head = "“三公”经费合计|因公出国（境）费|公务用车购置费|公务用车运行维护费|公务接待费|会议费|培训费"
    found = amounts(titled("财政拨款“三公”经费、会议费、培训费支出表", head, "8.00|0.00|0.00|6.00|2.00|3.50|6.80"))
    fiscal = "一般公共预算、政府性基金、国有资本经营"
    assert found["30215", fiscal] == 3_500_000 and found["30217", fiscal] == 2 * W


@pytest.mark.parametrize(
    "source",
    [
        table("表1 部门收支总表", *BALANCE),
        titled("项目绩效目标收支表", *BALANCE),
        titled("收支变动情况表", *BALANCE),
        titled("一般公共预算支出表", "科目编码|科目名称|金额", "201|一般公共服务支出|1.00", "298|某某支出|2.00"),
        titled("人员情况表", "类别|编制数|实有数", "行政|38|36"),
        titled("收支总表", "收入|支出", "项目|金额"),
    ],
    ids=["no unit", "goals", "changes", "codes", "people", "no rows"],
)
def test_other_tables_stay_unknown(source):
    assert recognised(source) is None


def test_what_adds_up_speaks_for_all_money_of_its_side():
    """A side whose parts make up its total has no other money; without a total each row stands for itself."""
    universe = universe_of()
    with_total, without = read(titled("收支总表", *BALANCE)), read(titled("收支总表", *BALANCE[:5]))
    everything = universe.all("支出")
    assert everything in [target.within for target in targets.targets_of([with_total], "支出", universe)]
    assert everything not in [target.within for target in targets.targets_of([without], "支出", universe)]


def test_people_beside_grants_to_them_are_those_without_grants():
    """人员支出 and 公用支出 miss 基本支出 by what 对个人和家庭的补助支出 has: the three make it up together."""
    found = amounts(
        titled(
            "一、收支预算总表",
            "收入项目|预算数|支出项目|预算数",
            "一般公共预算拨款收入|150.00|一、基本支出|120.00",
            "||人员支出|80.00",
            "||对个人和家庭的补助支出|30.00",
            "||公用支出|10.00",
            "||二、项目支出|30.00",
            "收入总计|150.00|支出总计|150.00",
        )
    )
    assert found["!303", "人员"] == 80 * W
    assert found["303", "人员"] == 30 * W
    assert found["!303", "公用"] == 10 * W
