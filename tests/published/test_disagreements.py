"""Each disagreement has words, both sides and a key of its own."""

from desktop.findings import Place
from desktop.published.budget_records import Choice
from desktop.published.disagreements import (
    UNSAID,
    Compared,
    Disagreement,
    keyed,
    name_of,
    of_choices,
    of_figures,
    of_open,
    of_sides,
)
from desktop.published.reading import ReadCell


def cell(label="", row="r1", amount=100, **place):
    return ReadCell("t", 0, row, "c", (), amount, True, place=Place(**place), label=label)


def test_only_figures_that_differ_are_listed_with_both_sides():
    found = list(of_figures([Compared(cell("甲"), 100), Compared(cell("乙", amount=12_345_678), 1)]))
    assert [(d.label, d.stated, d.entered) for d in found] == [("乙", "123,456.78", "0.01")]


def test_a_difference_of_a_single_fen_is_a_difference():
    assert not Compared(cell(amount=100), 101).agrees
    assert not Compared(cell(amount=100), 99).agrees
    assert Compared(cell(amount=100), 100).agrees


def test_a_figure_is_named_by_sheet_line_words_and_column():
    assert name_of(cell("事业运行", sheet="表一", line_number=7, column="基本支出")) == "表一 第 7 行 事业运行 基本支出"


def test_the_name_of_a_figure_is_never_empty():
    assert name_of(cell("", row="total")) == "total"
    assert name_of(cell("", row="")) == "（没有名称）"


def test_a_choice_says_what_is_open_and_what_would_be_taken():
    (found,) = of_choices([Choice("支出", "nature", ("人员", "公用"), "人员", 7_000_000_00)])
    assert found.label == "文件没有写明 7,000,000.00 元支出的支出性质（可能是“人员”、“公用”）"
    assert (found.stated, found.entered) == (UNSAID, "按“人员”记入")


def test_only_some_of_many_options_are_named():
    (four,) = of_choices([Choice("支出", "fund", ("甲", "乙", "丙", "丁"), "甲", 1)])
    (five,) = of_choices([Choice("支出", "fund", ("甲", "乙", "丙", "丁", "戊"), "甲", 1)])
    assert four.label.endswith("“丁”）")
    assert five.label.endswith("“丁”等）")


def test_a_made_up_project_is_said_to_be_one():
    (found,) = of_choices([Choice("支出", "project", ("", "上年其他项目支出"), "上年其他项目支出", 100)])
    assert found.label == "文件没有写明 1.00 元项目支出属于哪个项目"
    assert found.entered == "按“上年其他项目支出”记入"


def test_an_empty_word_is_shown_as_no():
    (found,) = of_choices([Choice("采购", "service", ("", "是"), "", 100)])
    assert "“否”、“是”" in found.label
    assert found.entered == "按“否”记入"


def test_an_open_record_and_a_silent_side_are_unsaid():
    (record,) = of_open([("支出 201 人员", 12_300)])
    (side,) = of_sides(["收入"])
    assert (record.stated, record.entered) == (UNSAID, "123.00")
    assert "支出 201 人员" in record.label
    assert (side.label, side.stated) == ("文件中没有读到收入", UNSAID)


def test_keys_depend_on_every_word_and_never_repeat():
    base = Disagreement("甲", "1.00", "2.00")
    others = [
        Disagreement("乙", "1.00", "2.00"),
        Disagreement("甲", "1.01", "2.00"),
        Disagreement("甲", "1.00", "2.01"),
    ]
    keys = [one.key for one in keyed([base, *others, base, base])]
    assert len(set(keys)) == 6
    assert [one.key for one in keyed([base])] == keys[:1]
    assert all(len(key) == 8 for key in keys)
