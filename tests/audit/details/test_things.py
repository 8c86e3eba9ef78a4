"""A number of things with the words around it."""

from desktop.audit.details.things import in_table, in_text, lines
from desktop.audit.sentences.reading import read
from tests.audit.documents import document, table
from tests.small_cases import small_cases

YEAR = 2031


def told(text):
    return [each for passage in read(document(text)).passages for each in in_text(passage, YEAR)]


@small_cases(
    ("text", "noun", "behind", "number", "unit", "sign", "planned"),
    [
        ("完成水质监测不少于1,062份。", "完成水质监测", "", "1,062", "份", ">", True),
        ("用于4名驻矿工作人员食宿。", "用", "驻矿工作人员食宿", "4", "名", "", True),
        ("成灾率控制在3.1‰以下。", "成灾率", "", "3.1", "‰", "<", True),
        ("2030年完成水质监测62份。", "年完成水质监测", "", "62", "份", "", False),
        ("累计完成水质监测62份。", "累计完成水质监测", "", "62", "份", "", False),
        ("造林3.2万亩。", "造林", "", "3.2", "万亩", "", True),
    ],
)
def test_what_stands_around_a_number(text, noun, behind, number, unit, sign, planned):
    (each,) = told(text)
    assert (each.noun, each.behind, each.text, each.unit, each.sign, each.planned) == (
        noun,
        behind,
        number,
        unit,
        sign,
        planned,
    )


def test_money_and_prices_are_no_things():
    assert told("安排36.00万元，每人500元，按800元/户计算。") == []


def test_a_cell_has_its_label_and_the_words_of_a_cell_are_read():
    rows = ("产出指标|数量指标|抽检批次数量|≥240批次", "产出指标|建设站点60个，培训800人次|")
    (of,) = document(table("绩效目标表", "一级指标|二级指标|三级指标|指标值", *rows)).tables
    assert [(each.noun, each.text, each.sign) for each in in_table(of, 0)] == [
        ("抽检批次", "240", ">"),
        ("建设站点", "60", ""),
        ("培训", "800", ""),
    ]


def test_lines_of_goals_are_those_with_a_kind_of_goal_and_a_number():
    of = document("产出指标 数量指标 建设站点 60个", "产出指标 质量指标 有保障", "设置了数量指标60个。")
    assert [each.text for each in lines(of)] == ["产出指标 数量指标 建设站点 60个"]


def test_a_sign_a_number_and_a_unit_in_cells_of_their_own_are_one():
    rows = "三级指标|符号|指标值|单位", "演练次数|≥|6|次", "送检份数|320|份|", "救助户数：≥80户||次|", "经费|≤|30|万元"
    of = [(each.before, each.text, each.unit, each.sign) for each in in_table(table("绩效目标表", *rows), 0)]
    assert of == [("演练次数", "6", "次", ">"), ("送检份数", "320", "份", ""), ("救助户数", "80", "户", ">")]


def test_a_noun_may_have_letters_and_a_bracket():
    (each,) = in_table(table("绩效目标表", "三级指标|指标值", "投放AED|5台"), 0)
    assert each.before == "投放AED"
    assert told("全年购置自动体外除颤器（AED）5台。")[0].before.endswith("自动体外除颤器")
