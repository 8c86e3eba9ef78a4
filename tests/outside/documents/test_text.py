"""Plain text files."""

import pytest

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import text
from desktop.outside.refusal import Refused


@pytest.fixture
def read(tmp_path):
    def read(content):
        (tmp_path / "a.txt").write_bytes(content)
        return text.read(tmp_path / "a.txt")

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_line_is_a_paragraph_with_its_number(read, encoding):
    assert read("一、收入\r\n\r\n  支出。\n".encode(encoding)) == [
        Paragraph("一、收入", Spot(line=1)),
        Paragraph("支出。", Spot(line=3)),
    ]


def test_empty_cells_between_tabs_stay_in_their_columns(read):
    (found,) = read("项目\t合计\t财政\t其他\n甲\t1.00\t\t1.00\n乙\t3.00\t3.00\t\n合计\t4.00\t3.00\t1.00\n".encode())
    assert found.rows[1:3] == (("甲", "1.00", "", "1.00"), ("乙", "3.00", "3.00", ""))


def test_tables_pasted_from_sheets_are_as_many_with_their_titles_and_rows_of_one_cell(read):
    """A title and a row whose other cells are empty have tabs behind them: the table was cut in two there."""
    table = "表{}\t\t\n项目\t合计\t财政\n\t\t\n一、收入\t\t\n甲\t1.00\t\n\t\t\n乙\t3.00\t3.00\n丙\t4.00\t\n"
    first, second = read((table.format("一") + "\n" + table.format("二")).encode())
    assert [row[0] for row in first.rows] == ["表一", "项目", "一、收入", "甲", "乙", "丙"]
    assert [row[0] for row in second.rows] == ["表二", "项目", "一、收入", "甲", "乙", "丙"]


def test_a_pasted_table_without_figures_is_one_where_it_has_a_header(read):
    empty = "表八\t\t\n科目\t\t合计\n编码\t名称\t\n\t合计\t\n备注：本表无数据。\t\t\n"
    assert [len(part.rows) for part in read(empty.encode())] == [5]
    assert all(isinstance(part, Paragraph) for part in read("张三\t科长。\t1\n李四\t科员\t2\n".encode()))
    assert all(isinstance(part, Paragraph) for part in read("目录\t页\n概况\t二\n".encode()))


def test_a_line_that_is_moved_in_with_a_tab_is_text(read):
    parts = read(("\t2024年支出3万元。\n" * 4).encode())
    assert [part.text for part in parts] == ["2024年支出3万元。"] * 4


def test_lines_in_columns_are_a_table(read):
    parts = read("表1\n甲\t1.00\t2.00\n乙\t3.00\t4.00\n丙\t5.00\t6.00\n".encode())
    assert parts[1] == Table((("甲", "1.00", "2.00"), ("乙", "3.00", "4.00"), ("丙", "5.00", "6.00")), ("表1",))


def test_two_blanks_part_columns_and_a_wide_one_within_a_word_does_not(read):
    """The longest entry of a column stands two blanks before the next one: both were read as one cell."""
    lines = ["项目      金额", "办公费    1.00", "邮电费    2.00", "维修护费  13.00", "合　计    16.00"]
    lines += ["表3  收支总表"]
    table, title = read("\n".join(lines).encode())
    assert title.text == "表3 收支总表"
    assert table.rows[-2:] == (("维修护费", "13.00"), ("合 计", "16.00"))
    lines = [
        "收入      金额  支出      金额",
        "拨款收入  9.00  教育支出  5.00",
        "",
        "结转      1.00",
        "                科技支出  5.00",
    ]
    lines += ["收入总计  10.0  支出总计  10.0"]
    (table,) = read("\n".join(lines).encode())
    assert table.rows[-1] == ("收入总计", "10.0", "支出总计", "10.0")


def test_a_header_and_its_one_row_of_figures_are_a_table(read):
    header = "合计\t出国\t接待\t用车"
    assert [type(part) for part in read(f"表7\n{header}\n9.00\t0.00\t1.00\t8.00\n".encode())][-1] is Table
    assert [type(part) for part in read("合计\t出国\n见\t9\n".encode())] == [Paragraph, Paragraph]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xff\x00\x81", "编码无法识别"),
        (b"a\x00b", "不是文本文件"),
        (b"x" * 20_001, "过多或过长"),
        (b"a\n" * 20_001, "过多或过长"),
    ],
)
def test_what_is_no_text_is_refused(read, content, reason):
    with pytest.raises(Refused, match=reason):
        read(content)


def test_a_file_larger_than_any_text_is_not_opened(read, monkeypatch):
    monkeypatch.setattr(text, "MAX_BYTES", 3)
    with pytest.raises(Refused, match="过大"):
        read(b"abcd")


def test_rows_whose_last_cells_are_empty_and_cut_off_belong_to_their_table(read):
    rows = [
        "收入\t预算数\t支出\t预算数",
        "拨款\t8.00\t教育支出\t9.00",
        "事业收入\t2.00",
        "其他收入\t1.00",
        "合计\t11.00\t合计\t9.00",
    ]
    (found,) = read("\n".join(rows).encode())
    assert found.rows == (*(tuple(row.split("\t")) for row in rows[:2]), ("事业收入", "2.00", "", ""),
                          ("其他收入", "1.00", "", ""), tuple(rows[4].split("\t")))  # fmt: skip
    apart = read("甲\t1.00\t2.00\n乙\t3.00\t4.00\n丙\t5.00\t6.00\n\n表2\n丁\t1.00\n戊\t2.00\n己\t3.00\n".encode())
    assert [len(part.rows) for part in apart if isinstance(part, Table)] == [3, 3]
