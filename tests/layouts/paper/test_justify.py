"""Running text ends at the margin; a paragraph with a torn line or a lone last letter is divided anew."""

import pytest

from desktop.layouts.paper.justify import (
    APART,
    BLANK_BEHIND,
    CLOSER,
    CLOSEST,
    GIVES,
    LOOSE,
    LOOSEST,
    even_lines,
    spaced,
)
from desktop.layouts.paper.linebreak import break_lines
from desktop.layouts.paper.pages import width_of

WIDTH, SIZE, INDENT = 448.0, 16.0, 32.0
MEASURE = 437.28
"""Points of a line of the papers."""


def lines_of(text: str) -> list[str]:
    return even_lines(text, WIDTH, SIZE, "serif", INDENT)


def gaps(line: str, room: float) -> float:
    """The widest space between two letters of a line, or what one that is not spread leaves over for each letter."""
    pieces = spaced(line, room, "serif", SIZE)
    if len(pieces) == 1 and not pieces[0][1]:
        return (room - width_of(line, "serif", SIZE)) / (len(line) - 1)
    return max(max(inside, behind) for _, inside, behind in pieces)


def test_a_paragraph_without_fault_is_divided_as_everywhere():
    text = "主要用于政务服务大厅运行和帮办代办，" * 6
    assert lines_of(text) == break_lines(text, WIDTH, SIZE, "serif", INDENT)
    assert lines_of("短句。") == ["短句。"]


def test_what_a_number_leaves_over_is_spread_over_the_lines_before():
    """Of three lines the third would have letters for four fifths only: the number is not divided."""
    text = "甲乙丙丁戊己庚辛壬癸" * 7 + "甲乙丙丁戊己1234567890.12元，其余另行安排。"
    plain = break_lines(text, WIDTH, SIZE, "serif", INDENT)
    found = lines_of(text)
    rooms = [WIDTH - INDENT, *[WIDTH] * 9]
    widest = [max(gaps(line, room) for line, room in zip(lines[:-1], rooms, strict=False)) for lines in (plain, found)]
    assert widest[0] > 2 * LOOSE > widest[1]
    assert "".join(found) == text and len(found) == len(plain)


def test_no_letter_stands_alone_in_the_last_line():
    text = "单位预算公开联系人：某某，联系地址：某县某路某号，联系电话：八二三四五六七。"
    plain = break_lines(text, 13 * SIZE, SIZE, "serif", INDENT)
    assert len(plain[-1].rstrip("。")) == 1
    found = even_lines(text, 13 * SIZE, SIZE, "serif", INDENT)
    assert "".join(found) == text and len(found[-1].rstrip("。")) != 1


def test_marks_give_up_part_of_their_blank_and_no_letter_comes_closer():
    line = "一，二，三，四，五"
    room = width_of(line, "serif", SIZE) - 3 * GIVES * SIZE
    pieces = spaced(line, room, "serif", SIZE)
    assert "".join(piece for piece, _, _ in pieces) == line
    total = sum(width_of(piece, "serif", SIZE) + behind for piece, _, behind in pieces)
    assert total == pytest.approx(room)
    assert all(inside == 0 for _, inside, _ in pieces)
    for piece, _, behind in pieces:
        assert -GIVES * SIZE - 0.01 <= behind <= 0
        assert not behind or piece[-1] in BLANK_BEHIND


def test_the_last_line_is_not_spaced_out_and_a_torn_one_stays_ragged():
    assert spaced("完。", WIDTH, "serif", SIZE, last=True) == [("完。", 0.0, 0.0)]
    assert spaced("短短", WIDTH, "serif", SIZE) == [("短短", 0.0, 0.0)]


def test_a_line_that_would_be_spread_wide_before_a_number_ends_where_it_ends():
    """At most a quarter of a letter between two letters; what needs more is not spread at all, no number divided."""
    text = "2022年收入总预算866.01万元，比2021年增加1123456789012.34万元，增长9.5%。"
    first, *_ = lines_of(text)
    assert first == "2022年收入总预算866.01万元，比2021年增加"
    assert WIDTH - INDENT - width_of(first, "serif", SIZE) > LOOSEST * SIZE * (len(first) - 1) / 2
    assert spaced(first, WIDTH - INDENT, "serif", SIZE) == [(first, 0.0, 0.0)]
    words = "甲" * 24
    for part, spread in ((0.9, True), (1.1, False)):
        room = width_of(words, "serif", SIZE) + part * LOOSEST * SIZE * (len(words) - 1)
        assert (spaced(words, room, "serif", SIZE) != [(words, 0.0, 0.0)]) is spread


@pytest.mark.parametrize(
    "text",
    [
        "机关运行经费预算88.58万元，比上年预算数增加21126.34万元，主要原因是公务用车运行维护费和办公费增加。",
        "2023年机关运行经费预算88.58万元，比上年增加1126.34万元，主要原因是公务用车运行维护费和办公费增加。",
    ],
)
def test_a_long_number_parts_from_its_unit_where_a_line_would_end_before_the_margin_else(text):
    """The line before it would end three letters too early, or be spread by more than three points."""
    found = even_lines(text, MEASURE, SIZE, "serif", INDENT)
    assert "".join(found) == text
    for number, line in enumerate(found[:-1]):
        assert gaps(line, MEASURE - (0 if number else INDENT)) <= LOOSEST * SIZE + 0.01
    assert found[0][-1].isdigit() and found[1].startswith("万元")


@pytest.mark.parametrize(
    "text",
    [
        "2025年收入总预算178.64万元，比上年预算数增加7.02万元，同比增长4%。其中：",
        "2023年收入总预算1385.31万元，比上年预算数增加809.44万元，同比增长141%。其中：",
        "2025年“三公”经费预算2.24万元，比上年减少0.22万元。其中：",
        "一般公共预算基本支出141.89万元，比上年增加46.78万元。主要用于在职人员工资福利、社会保险缴费、住房公积金缴"
        "存、对个人和家庭的补助，以及维持部门正常运转的商品和服务支出。",
    ],
)
def test_letters_come_a_little_closer_before_a_number_parts_from_its_unit(text):
    """7.02 ended the line and 万元 began the next one; otherwise the line was spread by three points and more."""
    found = even_lines(text, MEASURE, SIZE, "serif", INDENT)
    assert "".join(found) == text
    assert not any(line[-1].isdigit() for line in found)
    for number, line in enumerate(found[:-1]):
        room = MEASURE - (0 if number else INDENT)
        assert gaps(line, room) ** 2 < APART
        assert all(inside >= -CLOSER * SIZE - 0.001 for _, inside, _ in spaced(line, room, "serif", SIZE))


@pytest.mark.parametrize(
    "text",
    [
        "机关运行经费预算88.58万元，比上年预算数增加1126.34万元，主要原因是公务用车运行维护费和办公费增加。",
        "支出预算1385.31万元，其中：财政拨款支出预算1385.31万元，比上年增加809.44万元。财政拨款支出预算中，另有安排。",
        "2023年一般公共预算支出1385.31万元，同比增加809.44万元，增长140.56%。",
    ],
)
def test_letters_come_as_close_as_they_may_before_a_number_parts_from_its_unit(text):
    """A point at most between letters of 16: less than that did not keep 809.44 and 万元 on one line."""
    found = even_lines(text, MEASURE, SIZE, "serif", INDENT)
    assert "".join(found) == text
    assert not any(line[-1].isdigit() for line in found)
    rooms = [MEASURE - INDENT, *[MEASURE] * len(found)]
    spaces = [p[1] for line, room in zip(found[:-1], rooms, strict=False) for p in spaced(line, room, "serif", SIZE)]
    assert -CLOSEST * SIZE - 0.001 <= min(spaces) < -CLOSER * SIZE


def test_a_line_that_comes_closer_ends_at_the_margin_with_its_mark_half_behind_it():
    line = "二〇二五年收入总预算，比上年预算数增加；"
    for less in (5.0, 3 * GIVES * SIZE, 2 * GIVES * SIZE + 10 * CLOSER * SIZE):
        room = width_of(line, "serif", SIZE) - less
        pieces = spaced(line, room, "serif", SIZE)
        assert "".join(piece for piece, _, _ in pieces) == line
        end = sum(
            width_of(piece, "serif", SIZE) + inside * (len(piece) - 1) + behind for piece, inside, behind in pieces
        )
        assert room - CLOSER * SIZE - 0.01 <= end <= room + 0.01


def test_a_line_without_a_number_that_is_spread_out_parts_no_number_from_its_unit():
    """It was taken for one that ends before the margin: 146.82 ended the line, 万元 began the next one."""
    text = "教育支出（类）普通教育（款）高中教育（项）146.82万元，占一般公共预算支出11.21%，比上年增加3.5万元。"
    found = even_lines(text, 414.0, SIZE, "serif", INDENT)
    assert "".join(found) == text
    assert found[0] == "教育支出（类）普通教育（款）高中教育（项）"
    assert LOOSE < gaps(found[0], 414.0 - INDENT) <= LOOSEST * SIZE + 0.01


def test_a_line_spread_by_more_than_a_parted_number_costs_ends_with_the_number():
    """The line would be spread by three and a half points at every letter, if 1126.34万元 went on whole."""
    text = "2023年一般公共预算支出88.58万元，比上年增加1126.34万元，增长140.56%。"
    first, second = even_lines(text, MEASURE, SIZE, "serif", INDENT)
    assert (first[-7:], second) == ("1126.34", "万元，增长140.56%。")
    assert gaps(first, MEASURE - INDENT) ** 2 < APART


@pytest.mark.parametrize("amount", ["809.44", "104.04", "1151.08"])
@pytest.mark.parametrize("measure", [405.0, 412.0, 419.0, 426.0, 433.0])
def test_no_unit_is_the_last_line_by_itself(amount, measure):
    """万元。 stood alone below 比上年增加809.44: the line before may end before the margin rather."""
    text = f"2023年财政拨款收入1385.31万元，比上年增加{amount}万元。"
    found = even_lines(text, measure, SIZE, "serif", INDENT)
    assert "".join(found) == text
    assert found[-1].endswith(f"{amount}万元。")


@pytest.mark.parametrize("amount", ["0万元", "1.5万元", "123人", "2021年", "26.34元"])
def test_a_short_number_and_one_of_another_unit_stay_with_it(amount):
    for before in range(20, 40):
        text = "甲" * before + amount + "，" + "乙" * 30
        assert any(amount in line for line in lines_of(text))


def test_a_line_break_of_the_writer_is_kept_and_what_is_wider_than_a_line_is_cut_as_everywhere():
    for text in ("第一行\n第二行", "x" * 120):
        assert lines_of(text) == break_lines(text, WIDTH, SIZE, "serif", INDENT)
