"""Control numbers out of a bureau's tables: every shape is understood by its words, nothing is guessed."""

import pytest

from desktop.intake import control_numbers
from desktop.intake.bureau_reading import Asked
from tests.intake import bureau_files as files
from tests.small_cases import small_cases

BOTH = (files.OFFICE, files.SCHOOL)
GENERAL = "一般公共预算"
NUMBER = Asked(document="青财预〔2026〕12号")


def read(*tables, units=(files.OFFICE,), asked=NUMBER, year=2027):
    found = [files.table(rows, f"表{n}") for n, rows in enumerate(tables, 1)]
    return control_numbers.of_tables("控.xlsx", found, units, files.PROJECTS, year, asked)


def numbers(reading):
    assert [f.describe() for f in reading.rejects] == []
    return {(n.unit, n.project or n.block, n.fund): n.fen // 100 for n in reading.numbers}


def refusals(reading):
    return "\n".join(f.describe() for f in reading.rejects)


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ((files.BY_BLOCK,), {("人员经费", ""): 1_205_000, ("公用经费", ""): 300_000, ("项目支出", ""): 500_000}),
        (
            (files.BY_FUND_AND_PROJECT,),
            {
                ("人员经费", GENERAL): 1_205_000, ("公用经费", GENERAL): 300_000, ("项目支出", GENERAL): 400_000,
                ("项目支出", "政府性基金"): 100_000, ("11", GENERAL): 300_000, ("12", GENERAL): 100_000,
                ("12", "政府性基金"): 100_000,
            },
        ),
        ((files.CUTS,), {("11", ""): 300_000, ("12", ""): 200_000}),
        (
            (files.BESIDE,),
            {("人员经费", ""): 10, ("公用经费", ""): 5, ("“三公”经费", ""): 2, ("项目支出", ""): 15_010},
        ),
        (
            (files.SUMMARY, files.DETAIL),
            {("人员经费", ""): 100_000, ("项目支出", ""): 50_000, ("11", ""): 30_000, ("12", ""): 20_000},
        ),
        ((files.NUMBERED,), {("人员经费", ""): 100_000, ("公用经费", ""): 20_000, ("项目支出", ""): 30_000}),
        ((files.BY_SUBJECT,), {("11", GENERAL): 11}),
    ],
    ids=["blocks", "fund and project", "cuts", "beside", "two sheets", "numbered", "by subject"],
)  # fmt: skip
def test_a_table_of_one_unit_is_understood(tables, expected):
    assert numbers(read(*tables)) == {(1, *key): yuan for key, yuan in expected.items()}


def test_a_sum_of_nothing_is_no_number():
    rows = [
        ["2027年部门预算控制数", "", "", "单位：元"],
        ["项目编码", "项目名称", GENERAL, "政府性基金"],
        ["P1", "政务服务大厅运行维护", "300", ""],
        ["", "合计", "300", "0"],
    ]
    assert numbers(read(rows)) == {(1, "11", GENERAL): 300}
    rows[-1][-1] = "5"
    assert "第 4 行“政府性基金”列" in refusals(read(rows)), "what no row bears is no sum of nothing"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (files.MANY_UNITS, {
            (1, "人员经费"): 3_000_000, (1, "公用经费"): 1_000_000, (1, "项目支出"): 2_000_000,
            (2, "人员经费"): 300_000, (2, "公用经费"): 100_000, (2, "项目支出"): 200_000,
        }),
        (files.LIST, {(1, "人员经费"): 1000, (1, "公用经费"): 500, (1, "11"): 300, (2, "人员经费"): 8}),
        (files.SECTIONS, {(1, "人员经费"): 10, (1, "公用经费"): 5, (2, "人员经费"): 7}),
        (files.ACROSS, {(1, "人员经费"): 10, (2, "人员经费"): 5}),
    ],
    ids=["blocks across", "list", "sections", "units across"],
)  # fmt: skip
def test_a_table_of_several_units_gives_each_its_own(rows, expected):
    assert {key[:2]: yuan for key, yuan in numbers(read(rows, units=BOTH)).items()} == expected


def test_a_sum_that_is_not_that_of_its_parts_is_named_with_both_sides_and_accepted_only_by_name():
    found = read(files.CONTRADICTING)
    text = "第 6 行“控制数”列：“合计”写 1,605,000.00 元，各部分（工作表“表1”第 4 行“控制数”列、工作表“表1”第 5 行“控制数”列）"
    assert text + "相加为 1,505,000.00 元，相差 100,000.00 元" in refusals(found)
    (wrong,) = found.disagreements
    assert wrong.key == "表1!6:控制数"
    accepted = read(files.CONTRADICTING, asked=Asked(accepted=frozenset({wrong.key})))
    assert sum(numbers(accepted).values()) == 1_505_000
    assert "已接受" in "".join(accepted.understood)
    assert read(files.CONTRADICTING, asked=Asked(accepted=frozenset({"表1!9:控制数"}))).rejects


HEAD = ["类别", "控制数"]


@small_cases(
    ("rows", "asked", "words"),
    [
        ([HEAD, ["人员经费", "5"]], NUMBER, "没有写明金额单位（元或万元）"),
        ([files.YUAN, HEAD, ["人员经费", "5"]], Asked(), "文件中没有文号"),
        ([files.YUAN, HEAD, ["机动经费", "5"], ["合计", "5"]], NUMBER, "不认识板块“机动经费”"),
        (
            [files.YUAN, ["项目名称", "控制数"], ["新建服务站", "5"]],
            NUMBER,
            "不认识项目“新建服务站”；预算中没有这个项目",
        ),
        ([files.YUAN, ["类别", "控制数", "机动"], ["人员经费", "5", "1"]], NUMBER, "不认识列“机动”，其中有金额"),
        ([files.YUAN, ["单位名称", "人员经费"], ["青禾县水利局", "5"]], NUMBER, "不认识单位“青禾县水利局”"),
        ([["编制单位：青禾县水利局"], files.YUAN, HEAD, ["人员经费", "5"]], NUMBER, "“青禾县水利局”不在账本中"),
        ([files.YUAN, HEAD, ["人员经费", "见附件"]], NUMBER, "第 3 行“控制数”列：“见附件”不是金额"),
        ([files.YUAN, HEAD, ["人员经费", "（5）"]], NUMBER, "控制数是负数（-5.00 元）"),
        ([files.YUAN, HEAD, ["人员经费", "0.123"]], NUMBER, "“0.123”元不足一分"),
        ([files.YUAN, HEAD, ["人员经费", "5"], ["人员经费", "6"]], NUMBER, "同一个控制数出现了 2 次"),
        (
            [files.YUAN, ["类别", "上年数", "核减数"], ["人员经费", "9", "5"]],
            NUMBER,
            "没有可以读取的金额列，只有“上年数”、“核减数”；要有“控制数”",
        ),
        ([files.YUAN, ["类别", "核减数"], ["人员经费", "-5"], ["人员经费", "6"]], NUMBER, "同一个控制数出现了 2 次"),
        (
            [files.YUAN, ["类别", "科目", "核减数"], ["人员经费", "30101", "-5"], ["人员经费", "30102", "6"]],
            NUMBER,
            "核减数有正有负",
        ),
        ([files.YUAN, ["类别", "控制数（万元）"], ["人员经费", "5"]], NUMBER, "金额单位不同（万元、元"),
        ([["随便"], ["什么", "也"]], NUMBER, "没有找到可以读取的数"),
        ([files.YUAN, HEAD, ["人员经费", "—"], ["公用经费", ""]], NUMBER, "各格都是空的"),
        ([files.YUAN, ["资金来源", "控制数"], ["政府性基金", "5"]], NUMBER, "没有写明是哪个板块的控制数"),
    ],
)
def test_what_a_file_does_not_say_is_asked_and_nothing_is_guessed(rows, asked, words):
    assert words in refusals(read(rows, asked=asked))


@small_cases(
    ("rows", "words", "expected"),
    [
        ([files.YUAN, HEAD, ["机动经费", "5"]], {"机动经费": "项目支出"}, {("项目支出", ""): 5}),
        (
            [files.YUAN, HEAD, ["人员经费", "2"], ["机动经费", "5"], ["合计", "7"]],
            {"机动经费": "不导入"},
            {("人员经费", ""): 2},
        ),
        (
            [files.YUAN, ["项目名称", "控制数"], ["新建服务站", "5"]],
            {"新建服务站": "新增项目"},
            {("+新建服务站", ""): 5},
        ),
        ([files.YUAN, ["项目名称", "控制数"], ["大厅运维", "5"]], {"大厅运维": "P1"}, {("11", ""): 5}),
        ([files.YUAN, ["类别", "控制数", "机动"], ["人员经费", "5", "1"]], {"机动": "不导入"}, {("人员经费", ""): 5}),
        ([files.YUAN, ["类别", "财政拨款"], ["人员经费", "5"]], {"财政拨款": GENERAL}, {("人员经费", GENERAL): 5}),
    ],
    ids=["block", "left out", "new project", "other name", "column", "fund"],
)
def test_a_word_nobody_knows_is_what_a_person_decides(rows, words, expected):
    asked = Asked(document="文", words=words)
    assert numbers(read(rows, asked=asked)) == {(1, *key): yuan for key, yuan in expected.items()}


def test_money_a_control_is_not_about_is_left_out_by_name_and_still_counts_in_the_sums():
    assert "“单位资金”没有分资金" in refusals(read(files.OWN_MONEY))
    found = read(files.OWN_MONEY, asked=Asked(document="文", words={"单位资金": "不导入"}))
    assert numbers(found) == {(1, "11", GENERAL): 30_000, (1, "11", "政府性基金"): 20_000, (1, "12", GENERAL): 20_000}
    assert "不读取的列：单位资金" in "".join(found.understood)


NESTED = [
    files.YUAN,
    ["单位编码", "控制数", "基本支出", "", "项目支出", "", "", ""],
    ["", "", "人员经费", "公用经费", "小计", "财政拨款", "", "单位资金"],
    ["", "", "", "", "", "小计", "其中：一般公共预算", ""],
]


def test_a_number_in_front_is_compared_with_its_parts_though_something_is_marked_as_only_some_of_a_part():
    row = ["101002", "22", "10", "5", "7", "4", "4", "3"]
    asked = Asked(document="文", words={"单位资金": "不导入"})
    expected = {(1, "人员经费", ""): 10, (1, "公用经费", ""): 5, (1, "项目支出", GENERAL): 4}
    assert numbers(read([*NESTED, row], asked=asked)) == expected
    (wrong,) = read([*NESTED, ["101002", "23", *row[2:]]], asked=asked).disagreements
    assert (wrong.key, wrong.summed) == ("表1!5:控制数", 22_00)


def test_a_sum_that_names_its_fund_is_not_of_the_block_above_it():
    rows = [
        *(files.YUAN, ["资金性质", "支出类别", "项目名称", "控制数"], [GENERAL, "人员类", "", "9"]),
        *(["", "特定目标类", "P1", "3"], ["", "", "P2", "2"], ["", "", "小计", "5"], ["", "", GENERAL + "合计", "14"]),
        *(["其他收入", "特定目标类", "P2", "1"], ["总计", "", "", "15"]),
    ]
    expected = {(1, "人员经费", GENERAL): 9, (1, "项目支出", GENERAL): 5, (1, "11", GENERAL): 3, (1, "12", GENERAL): 2}
    assert numbers(read(rows)) == {**expected, (1, "12", "其他收入"): 1}


def test_two_tables_side_by_side_are_read_with_the_sum_of_both():
    rows = [
        *(files.YUAN, ["项目", "控制数", "备注", "项目", "控制数"], ["人员经费", "9", "", "项目支出", "5"]),
        *(["公用经费", "1", "", "其中：窗口人员培训", "2"], ["基本支出合计", "10", "", "项目支出合计", "5"]),
    ]
    expected = {(1, "人员经费", ""): 9, (1, "公用经费", ""): 1, (1, "项目支出", ""): 5, (1, "12", ""): 2}
    assert numbers(read([*rows, ["支出总计", "15"]])) == expected
    (wrong,) = read([*rows, ["支出总计", "16"]]).disagreements
    assert wrong.key == "表1!6:控制数"


def test_who_drew_a_table_up_is_not_asked_about_where_each_row_names_its_unit():
    rows = [["编制部门：青禾县财政局"], files.YUAN, ["预算单位", "人员经费"], ["101002 青禾县政务服务中心", "5"]]
    assert numbers(read(rows, units=BOTH)) == {(1, "人员经费", ""): 5}


def test_of_several_units_only_the_one_asked_for_is_taken():
    found = read(files.MANY_UNITS, units=BOTH, asked=Asked(document="文", unit=2))
    assert {key[0] for key in numbers(found)} == {2}
    nobody = read([files.YUAN, HEAD, ["人员经费", "5"]], units=BOTH)
    assert "没有写明是哪个单位的控制数" in refusals(nobody)
    assert numbers(read([files.YUAN, HEAD, ["人员经费", "5"]], units=BOTH, asked=Asked("文", unit=2))) == {
        (2, "人员经费", ""): 5
    }


def test_the_only_unit_of_a_book_is_taken_out_of_a_table_of_all_units():
    rows = [
        files.WAN,
        ["单位名称", "人员经费", "增减%"],
        ["青禾县政务服务中心", "90", "1.5"],
        ["青禾县图书馆", "50", ""],
    ]
    found = read([*rows, ["合计", "140", "1.5"]], asked=NUMBER)
    assert list(numbers(found).values()) == [900_000]
    assert "其他单位的行没有读取：青禾县图书馆" in "".join(found.understood)
    own = ["青禾县政务服务中心（下属服务站）", "5", ""]
    assert "不认识单位“青禾县政务服务中心（下属服务站）”" in refusals(read([*rows, own], asked=NUMBER))


def test_columns_of_percentages_are_no_amounts_and_amounts_may_bear_their_unit():
    rows = [
        ["类别", "上年数", "压减比例", "增减（%）", "控制数"],
        ["人员经费", "9", "5", "1", "90万元"],
        ["公用经费", "9", "5", "1", "20万"],
    ]
    assert list(numbers(read(rows, asked=NUMBER)).values()) == [900_000, 200_000]


def test_money_is_known_behind_its_code():
    rows = [files.YUAN, ["类别", "资金性质", "控制数"], ["人员经费", "111-一般公共预算资金", "5"]]
    found = read(rows, asked=NUMBER)
    assert (found.rejects, [each.fund for each in found.numbers]) == ([], ["一般公共预算"])


@pytest.mark.parametrize("words", [["合计", ""], ["", "合计"], ["总计", "总计"]])
def test_a_total_in_the_column_of_numbers_is_a_total_and_wrong_ones_are_named(words):
    head = [files.YUAN, ["序号", "单位名称", "人员经费", "公用经费", "合计"]]
    rows = [*head, ["1", files.OFFICE.name, "10", "5", "15"], ["2", files.SCHOOL.name, "4", "2", "6"]]
    found = read([*rows, [*words, "14", "7", "21"]], units=BOTH)
    assert sorted(numbers(found).values()) == [2, 4, 5, 10]
    wrong = read([*rows, [*words, "13", "7", "20"]], units=BOTH)
    assert "13.00 元" in refusals(wrong)
