"""One month's payroll or bill: two columns, a row for each person, or TOML."""

import pytest

from desktop.findings import UserError
from desktop.intake import month_totals
from tests.small_cases import small_cases


def read(tmp_path, text, name="十月.csv"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return month_totals.read(file)


def test_two_columns_with_a_title_above_and_a_sum_below(tmp_path):
    found = read(tmp_path, '某局十月\n险种,缴费基数,单位缴费\n养老,"11,000",1760\n合计,,1760\n')
    assert found.totals == [("养老", "", 176000, 1100000)]
    assert found.ignored == []


@pytest.mark.parametrize("body", ["项目,金额\n养老,0.18\n", "姓名,岗位工资\n甲,0.30\n"])
def test_amounts_in_a_larger_unit_are_not_taken_for_yuan(tmp_path, body):
    with pytest.raises(UserError, match=r"以万元为单位；.*请换算成元"):
        read(tmp_path, f"某局十月,单位：万元\n{body}")
    assert read(tmp_path, f"某局十月,单位：元\n{body}").totals


def test_a_row_for_each_person(tmp_path):
    found = read(tmp_path, "序号,姓名,岗位工资,薪级工资,备注\n1,甲,3000,2000,新\n2,乙,4000,,\n,合计,7000,2000,\n")
    assert found.totals == [
        ("岗位工资", "甲", 300000, None),
        ("岗位工资", "乙", 400000, None),
        ("薪级工资", "甲", 200000, None),
    ]
    assert found.ignored == ["备注"]


def test_two_columns_with_persons(tmp_path):
    assert read(tmp_path, "姓名,险种,金额,账号\n甲,养老,800,1\n").totals == [("养老", "甲", 80000, None)]
    assert read(tmp_path, "姓名,险种,金额,账号\n甲,养老,800,1\n").ignored == ["账号"]


def test_toml_with_its_month(tmp_path):
    text = 'month = "2026-09"\n[[total]]\nitem = "养老"\namount = "1760"\nbase = "11000"\n'
    found = read(tmp_path, text, "十月.toml")
    assert (found.month, found.totals) == ("2026-09", [("养老", "", 176000, 1100000)])


@small_cases(
    ("text", "name", "words"),
    [
        ("甲,乙\n1,2\n", "a.csv", "没有找到表头"),
        ("险种,金额\n养老,八百\n", "a.csv", "第 2 行“金额”列"),
        ("险种,金额\n", "a.csv", "没有读到金额"),
        ('[[total]]\nitem = "养老"\namount = 1\n', "a.toml", "total[1].amount：金额要写在引号里"),
        ('[[total]]\nitem = "养老"\nsum = "1"\n', "a.toml", "total[1] 不对；可以写 item"),
        ('months = "1"\n', "a.toml", "没有“months”这个名称"),
        ("[[", "a.toml", "格式不对（文件末尾不符合 TOML 的写法）"),
        ("a = " + "[" * 900, "a.toml", "括号套得太深"),
        ("total = 3", "a.toml", "每一项写在 [[total]] 下面"),
        ("total = [1]", "a.toml", "每一项写在 [[total]] 下面"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path, text, name, words):
    with pytest.raises(UserError) as caught:
        read(tmp_path, text, name)
    assert words in str(caught.value)


def test_subjects_with_their_codes(tmp_path):
    found = read(tmp_path, "科目编码,科目名称,预算数\n301,工资福利支出,200\n30101,基本工资,100.5\n,合计,200\n")
    assert found.totals == [("301 工资福利支出", "", 20000, None), ("30101 基本工资", "", 10050, None)]


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("岗位工资\t3,000.5\n养老\t800\t5000\n", [("岗位工资", "", 300050, None), ("养老", "", 80000, 500000)]),
        ("岗位工资 3000\n\n30101 基本工资 1,200\n30103 5\n合计 9", [("岗位工资", "", 300000, None),
         ("30101 基本工资", "", 120000, None), ("30103", "", 500, None)]),
        ("项目\t金额\n养老\t8\n", [("养老", "", 800, None)]),
        ("姓名\t岗位工资\n甲\t10\n", [("岗位工资", "甲", 1000, None)]),
    ],
)  # fmt: skip
def test_what_is_pasted_is_read_line_by_line(text, totals):
    assert month_totals.pasted(text).totals == totals


@pytest.mark.parametrize(
    ("text", "words"), [(" \n", "没有内容"), ("岗位工资 三千", "第 1 行“金额”列"), ("a\n", "第 1 行")]
)
def test_what_is_pasted_and_no_amount_is_refused_with_its_line(text, words):
    with pytest.raises(UserError, match=words):
        month_totals.pasted(text)


ITEMS = {"岗位工资": "岗位工资", "奖励性绩效工资": "奖励性绩效工资"}


def test_a_payroll_is_understood_as_its_import_understands_it(tmp_path):
    """A heading in two rows, usual names of items, 应发 under another name, the person's own part of insurances."""
    text = (
        "序号,姓名,应发项目,,应发工资,代扣项目,,实发\n,,岗位工资,奖励绩效,,养老保险,个税,\n"
        "1,张　三,3000,500,3500,280,5,3215\n,合计,3000,500,3500,280,5,3215\n"
    )
    file = tmp_path / "十月.csv"
    file.write_text(text, encoding="utf-8")
    found = month_totals.read(file, "", ITEMS)
    assert found.totals == [
        ("岗位工资", "张三", 300000, None),
        ("奖励性绩效工资", "张三", 50000, None),
        ("应发合计", "张三", 350000, None),
    ]
    assert found.ignored == ["养老保险", "个税", "实发"]


def test_insurances_in_a_sheet_without_pay_are_what_the_unit_pays(tmp_path):
    file = tmp_path / "缴费.csv"
    file.write_text("姓名,养老保险,公积金\n甲,800,600\n", encoding="utf-8")
    found = month_totals.read(file, "", ITEMS)
    assert found.totals == [("养老保险", "甲", 80000, None), ("公积金", "甲", 60000, None)]
