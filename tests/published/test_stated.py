"""What sentences state: every statement with its words; figures of other years and vague words are not read."""

import pytest

from desktop.findings import Place
from desktop.layouts.form import loader
from desktop.published import stated
from desktop.published.domains import universe_of
from desktop.published.stated import MOST_STATEMENTS, one_of_each, stated_in, targets_in, year_of
from tests.small_cases import small_cases

FORM = loader.load("chongqing/2023")
HEAD = "某中心2024年预算"


def found(text, label):
    """What the first figure with these words is stated to be."""
    stated = [statement for statement in stated_in([HEAD, text], FORM) if statement.label == label]
    return [statement.amount for statement in stated if statement.where == stated[0].where]


@small_cases(
    ("text", "amounts"),
    [
        ("基本支出70万元，项目支出40.5万元。", [70_000_000]),
        ("2024年基本支出70万元。", [70_000_000]),
        ("2024年本单位基本支出预算数为70万元。", [70_000_000]),
        ("2023年基本支出60万元，2024年基本支出70万元。", [70_000_000]),  # last year's figure is not this one's
        ("上年基本支出60万元。", []),
        ("比2023年减少，其中基本支出60万元。", []),
        ("主要是基本支出增加60万元。", []),
        ("项目支出0万元，与2023年持平；基本支出70万元。", [70_000_000]),
        ("项目支出4万元，比2023年减少1万元；基本支出70万元。", [70_000_000]),
        ("项目支出4万元，比2023年减少1万元，其中基本支出70万元。", []),
        ("2023年项目支出4万元；基本支出70万元。", []),
        ("与2023年相比，分别为：项目支出4万元；基本支出70万元。", []),
        ("非基本支出60万元。", []),
        ("当年基本支出60万元。", []),  # money of this year only is another figure
        ("基本支出70万元。基本支出71万元。", [70_000_000, 71_000_000]),
    ],
)
def test_a_statement_is_read_with_its_year_and_its_own_words(text, amounts):
    assert found(text, "基本支出") == amounts


@pytest.mark.parametrize(("words", "amounts"), [("缴费支出", [3_000_000]), ("缴费", [])])
def test_the_name_of_an_economic_class_is_no_short_name_of_a_function(words, amounts):
    """What is paid of 30108 was taken for the function 2080505."""
    text = f"机关事业单位基本养老保险{words}3万元。"
    stated = stated_in([HEAD, text], loader.load("shaanxi/2023"))
    functions = [each for each in stated if ("function", ("2080505",)) in each.where]
    assert [*dict.fromkeys(each.amount for each in functions)] == amounts


def test_the_whole_of_both_sides_is_asked_for_in_every_layout():
    assert (found("收入总计9万元，支出总计8万元。", "收入总计"), found("支出总计8万元。", "支出总计")) == (
        [9_000_000], [8_000_000]
    )  # fmt: skip
    assert found("合计8万元。", "合计") == []


def test_the_first_statement_counts_and_words_of_several_figures_are_the_widest():
    first = one_of_each(stated_in([HEAD, "基本支出70万元。", "基本支出71万元。"], FORM))
    assert [statement.amount for statement in first if statement.label == "基本支出"] == [70_000_000]
    wheres = [statement.where for statement in one_of_each(stated_in([HEAD, "政府采购货物预算5万元。"], FORM))]
    assert len(wheres) <= 1


@pytest.mark.parametrize(("general", "others"), [("0", "0.95"), ("3", "3.95")])
def test_a_part_printed_without_decimals_is_exact_to_those_of_the_text(general, others):
    """Where the text has decimals, 3万元 stands for 3.00: that part is not all of 3.95万元."""
    text = f"政府采购预算总额{others}万元；其中一般公共预算拨款政府采购{general}万元。"
    universe = universe_of()
    stated = one_of_each(stated_in([HEAD, text], loader.load("chongqing/2026")))
    within = [target.within for target in targets_in(stated, universe, Place())]
    assert len(within) == 3
    assert within[-1] == universe.domain("采购", (("fund", ("一般公共预算",)),))


def test_the_year_of_a_document_stands_in_its_first_lines():
    assert (year_of([HEAD]), year_of(["说明"] * 5 + [HEAD])) == (2024, None)


@pytest.mark.parametrize(
    ("own", "other", "year"), [(3, 0, 2024), (2, 0, None), (6, 2, 2024), (5, 2, None), (0, 0, None)]
)
def test_without_a_title_the_year_is_that_of_most_sentences(own, other, year):
    """A text whose first lines are about its tasks had no year: it could be entered as any, with figures of any."""
    text = ["主要职责"] * 5 + [f"{HEAD}，比2022年预算增加。"] * own + ["2023年单位预算"] * other
    assert year_of(text) == year


def test_a_text_that_says_one_thing_without_end_is_read_in_bounded_time():
    assert len(found("基本支出1元，" * 3_000, "基本支出")) == MOST_STATEMENTS


def test_a_share_says_of_which_nature_a_figure_is():
    """资本性支出 is a name below basic spending and below projects: what it is a share of tells them apart."""
    form = loader.load("guangxi_wuzhou/2025")

    def natures(text):
        return {dict(each.where).get("nature") for each in stated_in([HEAD, text], form) if each.label == "资本性支出"}

    assert len(natures("资本性支出9万元，比上年增加1万元。")) > 1
    assert natures("资本性支出9万元，占项目支出7.41%，同比增加1万元。") == {("项目",)}
    assert natures("资本性支出9万元，占基本支出的7.41%。") == {("人员", "公用")}


@small_cases(
    "behind", ["（含项目支出5万元）", "，其中包含项目支出5万元", "（其中：含专项项目支出5万元）", "，包括项目支出5万元"]
)
def test_a_figure_that_holds_project_spending_is_of_no_one_nature(behind):
    form = loader.load("guangxi_liuzhou/2025")

    def natures(text):
        label = "商品和服务支出"
        return {dict(each.where).get("nature") for each in stated_in([HEAD, text], form) if each.label == label}

    assert (
        natures(f"商品和服务支出9万元{behind}。") <= {None} < natures("商品和服务支出9万元，比上年增加1万元。") | {None}
    )


def test_what_is_left_of_some_classes_has_none_of_them():
    """基本支出中的其余各类 (!301, !302, !303) is not stated by the sentence on 303."""
    rest, some = (("economic", ("!301", "!302")),), (("economic", ("30228", "30239")),)
    assert [stated._within(rest, "economic", code) for code in ("301", "303", "30101")] == [False, True, False]
    assert [stated._within(some, "economic", code) for code in ("30239", "302", "30201")] == [True, True, False]


@small_cases(
    ("text", "amounts"),
    [
        ("公用经费中的福利费、其他交通费用4.50万元不计入运行经费。", []),
        ("包括福利费和其他交通费用4.50万元。", []),
        ("福利费2万元、其他交通费用4.50万元。", [4_500_000]),
        ("福利费持平、其他交通费用4.50万元。", [4_500_000]),
        ("其他交通费用4.50万元、福利费2万元。", [4_500_000]),
    ],
)
def test_one_amount_of_several_names_is_that_of_none_alone(text, amounts):
    stated = stated_in([HEAD, text], loader.load("guangxi/2022"))
    assert [*dict.fromkeys(each.amount for each in stated if each.label == "其他交通费用")] == amounts


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("2024年部门财政拨款支出670.86万元，其中：基本支出569.26万元，项目支出101.60万元。", True),
        ("2024年部门总支出705.86万元，其中：基本支出569.26万元，项目支出136.60万元。", False),
        ("2024年财政拨款支出670.86万元，其中：人员1.00万元。2024年基本支出569.26万元。", False),
    ],
)
def test_a_part_of_a_sum_of_financial_grants_is_of_those(text, fund):
    """本年收入 within 财政拨款收入 once made 单位资金 money of the years before."""
    found = [each for each in stated_in([text], loader.load("chongqing/2023")) if each.label == "基本支出"]
    assert found
    assert all("fund" in dict(each.where) for each in found) is fund
