"""Which failing sums are errors of a table, and which only show that it was not understood."""

import pytest

from desktop.audit.tables.tabled import tabled
from tests.audit.documents import OUTLAY, changed, document, table


def wrong(*rows, text=(), title="部门支出总表"):
    """Return what is wrong in a table: kind, label of the row, header of the column."""
    tables = tabled(document(*text, table(title, *rows)))
    (grid,) = tables.grids
    return [
        (each.sum.kind, next(row.label for row in each.sum.half.rows if row.number == each.sum.total[0]))
        for each in tables.wrong[grid.index]
    ]


MEMBERS = (
    "单位|合计|财政拨款|其他资金",
    "合计|100.03|80.01|20.02",
    "甲站|61.01|47.40|13.61",
    "乙站|30.02|24.60|5.42",
    "丙站|9.00|8.01|0.99",
)


def test_a_cell_that_breaks_a_row_and_a_column_which_hold_otherwise_is_wrong():
    assert wrong(*MEMBERS) == []
    rows = changed(MEMBERS, "甲站|61.01|47.40|13.61", "甲站|61.01|35.17|13.61")
    assert wrong(*rows) == [("total", "合计"), ("across", "甲站")]


HEADINGS = (
    "用途|合计|财政拨款|其他资金",
    "甲类|68.18|42.12|26.06",
    "办公|31.16|19.05|12.11",
    "差旅|37.02|23.07|13.95",
    "乙类|9.27|7.21|2.06",
    "会议|4.15|3.10|1.05",
    "培训|5.12|4.11|1.01",
    "合计|77.45|49.33|28.12",
)


@pytest.mark.parametrize("title", ["部门支出总表", "表"])
def test_a_total_over_headings_and_their_parts_is_read_alike_in_every_column(title):
    assert wrong(*HEADINGS, title=title) == []
    rows = changed(HEADINGS, "合计|77.45|49.33|28.12", "合计|77.45|49.88|27.57")
    assert ("total", "合计") in wrong(*rows, title=title)


def test_a_total_that_holds_in_no_column_is_not_understood():
    rows = ("事项|甲|乙|丙", *(f"第{n}项|{n}.17|{n + 3}.29|{n * n}.41" for n in range(1, 7)), "合计|95.08|11.63|70.77")
    assert wrong(*rows) == []


def test_a_column_without_which_all_rows_add_up_is_a_part_of_another():
    rows = (
        "项目名称|合计|财政拨款|其他资金|政府采购",
        "甲|7.13|5.02|2.11|",
        "乙|6.25|4.11|2.14|3.70",
        "丙|3.31|3.31||",
        "丁|8.02|8.02||",
    )
    assert wrong(*rows) == []
    rows = changed(rows, "丙|3.31|3.31||", "丙|3.37|3.31||")
    assert wrong(*rows) == [("across", "丙")]


NAMES = ("河堤加固", "水质监测", "抗旱服务", "防汛物资", "水库管护", "渠道清淤", "泵站大修", "闸门更换", "测报系统")
LIST = ("事项|金额", *(f"{name}|{n}3.{n}7" for n, name in enumerate(NAMES, 1)), "合计|482.13")


def test_a_list_of_names_is_added_up_unless_some_of_its_rows_are_the_rest():
    assert wrong(*LIST) == []
    assert wrong(*changed(LIST, "水库管护|53.57", "水库管护|38.44")) == [("total", "合计")]
    assert wrong(*changed(LIST, "合计|482.13", "合计|415.39")) == []  # without 水质监测 and 防汛物资 it adds up


def test_a_numbered_row_in_the_middle_of_a_list_is_no_heading_of_those_that_follow():
    rows = changed(LIST, "抗旱服务|33.37", "（一）抗旱服务|33.37")
    assert wrong(*rows) == []
    assert wrong(*changed(rows, "水库管护|53.57", "水库管护|38.44")) == []


def test_a_list_that_names_one_thing_twice_is_wrong_where_a_sentence_states_what_it_comes_to():
    rows = changed(LIST, "抗旱服务|33.37", "河堤加固|33.37")
    wrong_total = changed(rows, "合计|482.13", "合计|198.65")
    assert wrong(*wrong_total) == []
    assert wrong(*wrong_total, text=("全年共支出482.13万元。",)) == [("total", "合计")]


def test_the_tree_of_codes_is_believed_where_most_of_it_holds():
    rows = changed(OUTLAY, "201|一般公共服务支出|9.00|7.00|2.00", "201|一般公共服务支出|4.37|2.37|2.00")
    assert ("tree", "一般公共服务支出") in wrong(*rows)


def test_a_list_that_the_table_numbers_itself_is_added_up_as_it_stands():
    """A total that forgets the row of 34.00: numbers beside the rows say that none is part of another."""
    rows = ("序号|项目名称|金额|来源", "1|甲|126.00|财政", "2|乙|34.00|财政", "3|丙|6.20|其他", "|合计|132.20|")
    assert wrong(*rows) == [("total", "合计")]
    plain = tuple(row.partition("|")[2] for row in rows)
    assert wrong(*plain) == []


def test_a_total_that_leaves_a_row_out_is_wrong_where_a_sentence_states_what_all_rows_come_to():
    rows = ("项目名称|金额", "甲|126.00", "乙|34.00", "丙|6.20", "合计|132.20")
    assert wrong(*rows, text=("项目支出166.20万元。",)) == [("total", "合计")]
    assert wrong(*rows, text=("项目支出132.20万元。",)) == []


def test_a_total_need_not_be_divided_in_the_column_of_last_year():
    rows = (
        "支出项目|2031年|2030年",
        "一、基本支出|88.07|80.32",
        "（一）人员经费|70.67|",
        "（二）公用经费|17.40|",
        "二、项目支出|60.62|63.66",
        "支出合计|148.69|143.98",
    )
    assert wrong(*rows) == []
    rows = changed(rows, "（二）公用经费|17.40|", "（二）公用经费|14.70|")
    assert [label for _, label in wrong(*rows)] == ["一、基本支出"]


def test_a_remark_between_rows_of_figures_ends_no_table():
    rows = (*OUTLAY[:5], "|备注：按进度拨付|||", *OUTLAY[5:])
    assert wrong(*rows) == []
    rows = changed(rows, "221|住房保障支出|3.00|3.00|", "221|住房保障支出|8.00|8.00|")
    assert ("tree", "住房保障支出") in wrong(*rows)


def test_each_unit_is_the_sum_of_the_subjects_below_it_up_to_the_next_unit():
    rows = (
        "编码|单位（科目）名称|合计|基本支出|项目支出",
        "|合计|21.00|15.00|6.00",
        "301001|甲局|14.00|10.00|4.00",
        "2010301|行政运行|9.00|9.00|",
        "2130122|农业生产发展|4.00||4.00",
        "2210201|住房公积金|1.00|1.00|",
        "301002|乙站|7.00|5.00|2.00",
        "2010350|事业运行|4.00|4.00|",
        "2130122|农业生产发展|2.00||2.00",
        "2210201|住房公积金|1.00|1.00|",
    )
    assert wrong(*rows) == []
    other = changed(rows, "2010350|事业运行|4.00|4.00|", "2010350|事业运行|4.50|4.50|")
    assert ("tree", "乙站") in wrong(*other)


WIDE = (
    "科目编码|科目名称|合计|基本支出|项目支出",
    "|合计|96.31|61.17|35.14",
    "201|一般公共服务支出|71.20|41.06|30.14",
    "20103|政府办公厅（室）及相关机构事务|71.20|41.06|30.14",
    "2010301|行政运行|41.06|41.06|",
    "2010302|一般行政管理事务|30.14||30.14",
    "213|农林水支出|16.11|11.11|5.00",
    "21301|农业农村|16.11|11.11|5.00",
    "2130104|事业运行|11.11|11.11|",
    "2130122|农业生产发展|5.00||5.00",
    "221|住房保障支出|9.00|9.00|",
    "22102|住房改革支出|9.00|9.00|",
    "2210201|住房公积金|9.00|9.00|",
)


def _cut(rows, columns):
    return tuple("|".join(cell for n, cell in enumerate(row.split("|")) if n in columns) for row in rows)


def _of_which(rows, title):
    return tuple(f"{row}|{title if not n else row.split('|')[4]}" for n, row in enumerate(rows))


@pytest.mark.parametrize(
    "rows",
    [
        _cut(WIDE, {1, 2, 3, 4}),
        _cut(WIDE, {0, 2, 3, 4}),
        _cut(WIDE, {1, 2}),
        (WIDE[0], *WIDE[2:], WIDE[1]),
        (WIDE[0].replace("合计", "金额"), *WIDE[1:]),
        (WIDE[0], WIDE[1].replace("合计", "全局"), *WIDE[2:]),
        (*WIDE[:5], "|其中：会议费|4.07|4.07|", *WIDE[5:]),
        (*WIDE[:10], "|　——提前下达|3.00||3.00", *WIDE[10:]),
        (WIDE[0], WIDE[1], *(row for row in WIDE if len(row.split("|")[0]) == 7)),
        (WIDE[0], *(row for place in (5, 4, 3, 2, 9, 8, 7, 6, 12, 11, 10, 1) for row in [WIDE[place]])),
        _of_which(WIDE, "其中：财政拨款"),
        _of_which(WIDE, "提前下达"),
        tuple(row.replace("||", "|-|") for row in WIDE),
    ],
)
def test_a_true_table_in_another_form_has_no_error(rows):
    """Without codes or names, totals elsewhere, parts as rows and columns, parents behind their children."""
    assert wrong(*rows) == []


def test_a_column_that_is_often_like_the_total_is_no_division_of_it():
    rows = ("科目|合计|基本支出|备注", "教育支出|9.31|9.31|甲", "住房保障支出|1.22|1.22|乙", "农林水支出|7.14|2.05|丙")
    assert wrong(*rows) == []


def test_a_unit_may_be_named_in_the_column_of_the_codes_of_its_subjects():
    rows = (
        "单位编码|单位名称/科目编码|科目名称|合计|基本支出|项目支出",
        "516001|甲镇（本级）||14.17|10.15|4.02",
        "|2010301|行政运行|9.11|9.11|",
        "|2120501|城乡社区环境卫生|4.02||4.02",
        "|2210201|住房公积金|1.04|1.04|",
        "516002|甲镇农技站||7.21|5.17|2.04",
        "|2130104|事业运行|4.12|4.12|",
        "|2130122|农业生产发展|2.04||2.04",
        "|2210201|住房公积金|1.05|1.05|",
        "合计|||21.38|15.32|6.06",
    )
    assert wrong(*rows) == []
    other = changed(rows, "|2210201|住房公积金|1.05|1.05|", "|2210201|住房公积金|3.05|1.05|")
    assert ("tree", "甲镇农技站") in wrong(*other)


SOURCES = (
    "收入|预算数|支出|预算数",
    "一、一般公共预算拨款收入|1268.40|一、社会保障和就业支出|771.90",
    "二、政府性基金预算拨款收入|0|二、卫生健康支出|7974.90",
    "三、国有资本经营预算拨款收入|0|三、住房保障支出|453.20",
    "四、事业收入|7835.00||",
    "五、其他收入|96.60||",
    "本年收入合计|9200.00|本年支出合计|9200.00",
    "收入总计|9200.00|支出总计|9200.00",
)


def test_sources_of_nothing_make_a_total_of_income_no_harder_to_read():
    assert wrong(*SOURCES, title="收支总表") == []
    rows = changed(SOURCES, "四、事业收入|7835.00||", "四、事业收入|7480.00||")
    assert wrong(*rows, title="收支总表") == [("half", "本年收入合计")]


MANY = (
    "收入|预算数",
    *(
        f"{number}、{name}收入|{n}11.{n}7"
        for n, (number, name) in enumerate(zip("一二三四五六七", NAMES, strict=False), 1)
    ),
    "本年收入合计|2780.10",
)


def test_of_a_long_list_of_income_a_part_is_wrong_where_the_text_names_its_right_amount():
    rows = tuple(MANY[:-1])
    total = sum(int(f"{n}11{n}7") for n in range(1, 8)) / 100
    whole = (*rows, f"本年收入合计|{total:.2f}")
    assert wrong(*whole, title="收支总表") == []
    broken = changed(whole, "四、防汛物资收入|411.47", "四、防汛物资收入|236.18")
    assert wrong(*broken, title="收支总表") == []  # some of it may be left out
    assert wrong(*broken, title="收支总表", text=("防汛物资收入411.47万元。",)) == [("half", "本年收入合计")]
    assert wrong(*broken, title="收支总表", text=("物资储备411.47万元，防汛物资收入预算411.47万元。",)) != []
