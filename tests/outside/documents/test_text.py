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


def test_lines_in_columns_are_a_table(read):
    parts = read("表1\n甲\t1.00\t2.00\n乙\t3.00\t4.00\n丙\t5.00\t6.00\n".encode())
    assert parts[1] == Table((("甲", "1.00", "2.00"), ("乙", "3.00", "4.00"), ("丙", "5.00", "6.00")), ("表1",))


def test_a_header_and_its_one_row_of_figures_are_a_table(read):
    header = "合计\t出国\t接待\t用车"
    assert [type(part) for part in read(f"表7\n{header}\n9.00\t0.00\t1.00\t8.00\n".encode())][-1] is Table
    assert [type(part) for part in read(f"{header}\n见\t附\t表\t9\n".encode())] == [Paragraph, Paragraph]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00\x81", "编码无法识别"),
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
