"""Lines of characters by their positions."""

from desktop.outside.documents.page import Glyph, lines_of


def word(text, left, top, size=10.0):
    return [Glyph(c, left + n * size, top, left + (n + 1) * size, top + size) for n, c in enumerate(text)]


def test_characters_of_one_height_are_a_line_from_left_to_right():
    lines = lines_of([*word("万元", 60, 1), *word("预算", 10, 0), *word("合计", 10, 20)])
    assert [line.text for line in lines] == ["预算 万元", "合计"]
    assert (lines[0].left, lines[0].right, lines[0].top, lines[0].bottom) == (10, 80, 0, 11)
    assert lines[0].size == 10


def test_blanks_alone_are_no_line_and_no_end_of_one():
    assert lines_of(word("  ", 0, 0)) == []
    assert [(line.text, line.left) for line in lines_of(word(" 合 计 ", 0, 0))] == [("合 计", 10)]


def test_a_line_falls_into_parts_where_there_is_room():
    (line,) = lines_of([*word("收入  12", 0, 0), *word("3", 65, 0)])
    assert [chunk.text for chunk in line.chunks()] == ["收入", "123"]
    assert [chunk.text for chunk in line.chunks(gap=3)] == ["收入 123"]
