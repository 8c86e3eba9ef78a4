"""Line breaking: nothing is lost, nothing stands out, no line begins or ends with what may not."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.layouts.paper.linebreak import (
    NOT_FIRST,
    NOT_LAST,
    balanced_lines,
    break_lines,
    heading_lines,
    title_lines,
    words,
)
from desktop.layouts.paper.typeface import faces

chinese = st.text(st.sampled_from("预算公开说明部门支出，。；（）“”1234567890.%万元abc"), min_size=1, max_size=120)


@given(chinese, st.integers(60, 400))
def test_lines_fit_and_nothing_is_lost(text, width):
    lines = break_lines(text, width, 12)
    assert "".join(lines) == text
    assert all(faces()["serif"].width(line, 12) <= width + 0.02 for line in lines)


@given(st.text(st.sampled_from("预算公开，。；（）“”"), min_size=1, max_size=80))
def test_no_line_begins_or_ends_wrongly_in_ordinary_text(text):
    lines = break_lines(text, 240, 12)
    for before, after in zip(lines, lines[1:], strict=False):
        clusters = sum(c in NOT_FIRST or c in NOT_LAST for c in before[-6:] + after[:6])
        if clusters < 6:
            assert after[0] not in NOT_FIRST
            assert before[-1] not in NOT_LAST


def test_numbers_stay_whole():
    lines = break_lines("一般公共预算财政拨款收入1385.31万元", 140, 12)
    assert any("1385.31" in line for line in lines)


def test_titles_break_evenly():
    lines = balanced_lines("国有资本经营预算拨款收入", 80, 10, "sans-bold")
    assert [len(line) for line in lines] == [6, 6]


def test_closing_marks_stick_to_what_stands_before_and_opening_marks_to_what_follows():
    assert words("收入（含结转），") == ["收", "入", "（含", "结", "转），"]


def test_a_newline_begins_a_line_and_the_first_line_leaves_room_for_its_indent():
    assert break_lines("甲\n乙", 100, 10) == ["甲", "乙"]
    assert break_lines("甲乙丙丁", 30, 10, first_indent=20) == ["甲", "乙丙丁"]


def test_a_piece_wider_than_the_measure_is_cut_where_it_must_be():
    lines = break_lines("a" * 60, 50, 10)
    assert "".join(lines) == "a" * 60
    assert len(lines) > 3


def test_the_name_of_a_unit_is_divided_between_its_words():
    name = "青禾自治州临港经济技术开发区（高新技术产业园区）综合执法保障中心"
    assert title_lines(name, 280, 26, "sans-bold") == [
        "青禾自治州临港",
        "经济技术开发区",
        "（高新技术产业园区）",
        "综合执法保障中心",
    ]


def test_a_heading_divides_no_word_and_its_lines_are_as_full_as_can_be():
    """经费预 above 算情况 is what breaking at any letter makes of it."""
    text = "（一）2022年单位预算全口径安排的“三公”经费预算情况"
    assert break_lines(text, 412, 16, "sans", 32)[1] == "算情况"
    assert heading_lines(text, 412, 16, "sans", 32) == ["（一）2022年单位预算全口径安排的“三公”经费", "预算情况"]
    assert heading_lines(text, 380, 16, "sans", 32)[1:] == ["经费预算情况"]
    whose = "第二部分  2023年重庆市江津区政务服务管理办公室（本级）预算情况说明"
    assert heading_lines(whose, 437, 16, "sans-bold", 32)[1] == "（本级）预算情况说明"
    assert heading_lines("一、收支情况", 437, 16, "sans", 32) == ["一、收支情况"]
    for odd in ("（一）第一行\n第二行", "x" * 90, ""):
        assert heading_lines(odd, 437, 16, "sans", 32) == break_lines(odd, 437, 16, "sans", 32)


def test_the_line_of_a_title_ends_with_the_name_of_the_unit():
    name, paper = "重庆市江津区政务服务管理办公室（本级）", "2023年单位预算情况说明"
    assert title_lines(name + paper, 440, 20, "sans-bold") == [name, paper]
    long = "巫溪土家族苗族自治县经济技术开发区管理委员会政务服务中心"
    lines = title_lines(long + paper, 440, 20, "sans-bold")
    assert len(lines) == 2 and "".join(lines) == long + paper, "no line more for it"
    assert title_lines("柳江区政务服务中心2022年单位预算", 440, 20, "sans-bold") == ["柳江区政务服务中心2022年单位预算"]
    table = "2023年预算单位一般公共预算基本支出部门预算经济分类预算表"  # begins with the year
    assert len(title_lines(table, 300, 20, "sans-bold")[0]) > len("2023年")


def test_a_short_term_stays_between_its_marks_and_a_long_one_may_be_divided():
    assert [*words("按“三公”经费")] == ["按", "“三公”", "经", "费"]
    for width in range(100, 220, 8):
        lines = break_lines("没有按常规比例编制“三公”经费，也没有安排“放管服”改革的项目。", width, 16)
        assert all(line.count("“") == line.count("”") for line in lines), lines
    assert max(map(len, words("“互联网+政务服务”"))) < 9
