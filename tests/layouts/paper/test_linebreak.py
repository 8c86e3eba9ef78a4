"""Line breaking: nothing is lost, nothing stands out, no line begins or ends with what may not."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.layouts.paper.linebreak import (
    NOT_FIRST,
    NOT_LAST,
    balanced_lines,
    break_lines,
    cell_lines,
    header_lines,
    heading_lines,
    title_lines,
    title_words,
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


def test_a_column_head_divides_a_long_word_into_shorter_ones_rather_than_anywhere():
    """一般公/共预算 is what the same number of letters on each line makes of it."""

    def lines(text, letters):
        return header_lines(text, letters * 10 + 2, 10, "sans-bold")

    assert lines("一般公共预算", 4) == ["一般", "公共预算"]
    assert lines("一般公共预算拨款收入", 5) == ["一般", "公共预算", "拨款收入"]
    assert lines("政府性基金预算拨款收入", 4) == ["政府性", "基金预算", "拨款收入"]
    assert lines("工资福利支出", 3) == ["工资", "福利", "支出"]
    assert lines("对个人和家庭的补助", 5) == ["对个人和", "家庭的补助"]
    assert lines("使用非财政拨款结余", 5) == ["使用", "非财政拨款", "结余"]
    assert lines("事业单位经营收入预算", 3) == ["事业", "单位", "经营", "收入", "预算"]


@given(st.text(st.sampled_from("一般公共预算支出（）事业单位"), min_size=1, max_size=40), st.integers(3, 12))
def test_words_in_a_cell_leave_no_letter_alone(text, letters):
    lines = cell_lines(text, letters * 10 + 1, 10, "serif")
    assert "".join(lines) == text
    assert all(faces()["serif"].width(line, 10) <= letters * 10 + 1.02 for line in lines)
    usual = break_lines(text, letters * 10 + 1, 10, "serif")
    assert len(lines) == len(usual)
    assert all(line for line in lines)
    if len(usual) > 1 and all(c not in "（）" for c in text):
        assert len(lines[-1]) > 1


def test_a_cell_ends_in_a_word_of_two():
    assert cell_lines("行政事业单位养老支出", 91, 10, "serif") == ["行政事业单位养老", "支出"]


def test_a_heading_divides_no_word_and_its_lines_are_as_full_as_can_be():
    """经费预 above 算情况 is what breaking at any letter makes of it."""
    text = "（一）2022年单位预算全口径安排的“三公”经费预算情况"
    assert break_lines(text, 412, 16, "sans", 32)[1] == "算情况"
    assert heading_lines(text, 412, 16, "sans", 32) == ["（一）2022年单位预算全口径安排的“三公”经费", "预算情况"]
    assert heading_lines(text, 380, 16, "sans", 32)[1:] == ["“三公”经费预算情况"]
    whose = "第二部分  2023年重庆市江津区政务服务管理办公室（本级）预算情况说明"
    assert heading_lines(whose, 437, 16, "sans-bold", 32)[1] == "（本级）预算情况说明"
    assert heading_lines("一、收支情况", 437, 16, "sans", 32) == ["一、收支情况"]


def test_a_heading_leaves_no_letter_and_no_short_word_alone():
    text = "第一部分  重庆市江津区政务服务管理办公室（本级）概况"
    assert heading_lines(text, 430, 16, "sans-bold", 32) == [text[:-6], "（本级）概况"]
    unknown = "一、甲乙丙丁戊己庚辛"
    assert heading_lines(unknown, 112, 10, "sans", 20) == [unknown[:-3], unknown[-3:]]
    assert heading_lines("甲乙丙丁", 20, 10, "sans", 0) == ["甲乙", "丙丁"]  # no line is wider than the measure
    long = "（一）2022年一般公共预算基本支出机关事业单位职业年金缴费情况"
    for width in range(200, 450, 5):
        lines = heading_lines(long, width, 16, "sans", 32)
        assert "".join(lines) == long and (len(lines) == 1 or len(lines[-1]) > 2), lines
        assert all(faces()["sans"].width(line, 16) <= width + 0.02 for line in lines)
    for odd in ("（一）第一行\n第二行", "x" * 90, ""):
        assert heading_lines(odd, 437, 16, "sans", 32) == break_lines(odd, 437, 16, "sans", 32)


def test_a_heading_does_not_divide_what_stands_in_brackets_where_there_is_room():
    """（筹|建办公室）: no list of words knows the names of all offices."""
    text = "第一部分  澄湖县临港新区教育发展服务中心幼儿园（筹建办公室）概况"
    assert heading_lines(text, 430, 16, "sans-bold", 32) == [text[: text.index("（")], text[text.index("（") :]]
    opens = "一、说明（甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥甲乙丙丁）"  # the first line would be half empty
    assert heading_lines(opens, 430, 16, "sans-bold", 32)[0].startswith("一、说明（甲乙丙丁")
    closed = "（一）2022年单位预算全口径安排的“三公”经费预算情况"
    assert heading_lines(closed, 412, 16, "sans", 32)[1] == "预算情况"


def test_no_letter_of_a_name_stands_alone_in_a_cell_and_no_word_is_divided():
    """出 alone on a line, and 管|理事务, are what breaking at any letter makes of names of subjects."""
    broken = {
        ("机关事业单位基本养老保险缴费支出", 150): ["机关事业单位基本养老保险缴费", "支出"],
        ("人力资源和社会保障管理事务", 128): ["人力资源和社会保障管理", "事务"],
        ("人力资源和社会保障管理事务", 105): ["人力资源和社会保障", "管理事务"],
        ("智慧民生服务平台运行维护", 112): ["智慧民生服务平台运行", "维护"],
    }
    for (name, width), lines in broken.items():
        assert cell_lines(name, width, 10, "serif") == lines
        assert len(break_lines(name, width, 10)) == len(lines)


@given(chinese, st.integers(40, 300))
def test_lines_of_a_cell_fit_and_are_as_few_as_can_be(text, width):
    lines = cell_lines(text, width, 10, "serif")
    assert "".join(lines) == text
    assert len(lines) == len(break_lines(text, width, 10))
    assert all(faces()["serif"].width(line, 10) <= width + 0.02 for line in lines)


def test_a_word_too_long_for_its_column_is_divided_between_the_words_in_it():
    """财政专户管|理资金收入 is what balancing the lines makes of it."""
    for width in (37, 47, 57):
        lines = header_lines("财政专户管理资金收入", width, 9, "sans-bold")
        assert lines in (["财政专户", "管理资金", "收入"], ["财政专户", "管理资金收入"], ["财政专户管理", "资金收入"])
    assert header_lines("政府性基金预算拨款收入", 37, 9, "sans-bold") == ["政府性", "基金预算", "拨款收入"]
    assert header_lines("对个人和家庭的补助", 47, 9, "sans-bold") == ["对个人和", "家庭的补助"]


def test_the_lines_of_a_long_title_are_of_like_length_also_where_words_cost_one_more():
    """预算总表 alone on the third line is what filling the first two makes of it."""
    name = "云岭彝族苗族自治县临江经济技术开发区（高新技术产业园区）政务服务和公共资源交易管理综合保障中心"
    assert title_lines(name + "收支预算总表", 495, 18, "sans-bold") == [
        "云岭彝族苗族自治县临江经济技术开发区",
        "（高新技术产业园区）政务服务和公共资源",
        "交易管理综合保障中心收支预算总表",
    ]


def test_three_public_expenses_are_one_word_of_a_title():
    title = "预算公开07表 财政拨款“三公”经费会议费和培训费支出情况表"
    for width in range(250, 450, 20):
        assert "“三公”经费" in " ".join(title_lines(title, width, 16, "sans-bold"))


def test_the_line_of_a_title_ends_with_the_name_of_the_unit():
    name, paper = "重庆市江津区政务服务管理办公室（本级）", "2023年单位预算情况说明"
    assert title_lines(name + paper, 440, 20, "sans-bold") == [name, paper]
    long = "巫溪土家族苗族自治县经济技术开发区管理委员会政务服务中心"
    lines = title_lines(long + paper, 440, 20, "sans-bold")
    assert len(lines) == 2 and "".join(lines) == long + paper, "no line more for it"
    assert title_lines("柳江区政务服务中心2022年单位预算", 440, 20, "sans-bold") == ["柳江区政务服务中心2022年单位预算"]
    table = "2023年预算单位一般公共预算基本支出部门预算经济分类预算表"  # begins with the year
    assert len(title_lines(table, 300, 20, "sans-bold")[0]) > len("2023年")


def test_the_name_of_the_unit_ends_a_line_also_behind_the_year():
    name = "重庆市江津区政务服务管理办公室（本级）"
    title = f"2023年{name}部门整体支出绩效目标表"
    assert title_lines(title, 495, 18, "sans-bold", name) == [f"2023年{name}", "部门整体支出绩效目标表"]
    assert title_lines(title, 495, 18, "sans-bold", "别的单位") == title_lines(title, 495, 18, "sans-bold")
    assert title_lines(name, 200, 18, "sans-bold", name) == title_lines(name, 200, 18, "sans-bold")


def test_a_short_term_stays_between_its_marks_and_a_long_one_may_be_divided():
    assert [*words("按“三公”经费")] == ["按", "“三公”", "经", "费"]
    for width in range(100, 220, 8):
        lines = break_lines("没有按常规比例编制“三公”经费，也没有安排“放管服”改革的项目。", width, 16)
        assert all(line.count("“") == line.count("”") for line in lines), lines
    assert max(map(len, words("“互联网+政务服务”"))) < 9


def test_the_number_of_a_table_stays_on_one_line():
    """公开11 ended a line and 表 began the next one."""
    text = "绩效目标见公开11表，见表9、表1-2和表十一，相应栏目列在预算公开10表中。"
    for width in range(90, 220, 5):
        lines = break_lines(text, width, 16)
        assert all(any(number in line for line in lines) for number in ("11表", "表9", "表1-2", "表十一", "10表")), (
            lines
        )


def test_names_of_offices_are_divided_between_their_words():
    """From names of real kinds of offices: each of these words stood torn apart at the end of a line of a title."""
    name = "读懂青藏高原东缘㵲阳河流域自然资源综合行政执法保障服务中心（地质灾害应急救援指挥调度所）2026年单位预算"
    for word in ("综合", "流域", "自然资源", "地质灾害", "救援", "调度"):
        for width in range(160, 500, 5):
            lines = title_lines(name, width, 18.0, "sans-bold")
            at = name.index(word)
            ends = {len("".join(lines[:n])) for n in range(1, len(lines))}
            assert not ends & set(range(at + 1, at + len(word))), (word, lines)


def test_words_of_column_heads_are_not_divided():
    """公开空表理 / 由, 附属单位上 / 缴收入, （按大 / 类） and 增减变 / 化情况 stood in narrow columns."""
    for head in ("公开|空表|理由", "附属单位|上缴收入", "增减|变化|情况", "上年|实户资金|余额", "2025年|预算数"):
        assert "|".join(title_words(head.replace("|", ""))) == head
    assert title_words("支出功能分科目（按大类）")[-1].endswith("（按大类）")
