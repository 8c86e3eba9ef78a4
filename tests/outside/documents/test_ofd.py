"""OFD documents, put together by hand as the standard has them."""

import zipfile

import pytest

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import ofd
from desktop.outside.refusal import Refused

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ENTRY = f"<ofd:OFD {NAMES}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"


def text(words, x, y, step="g {} 5", **more):
    delta = step.format(len(words) - 1) if len(words) > 1 else ""
    attributes = " ".join(f'{name}="{value}"' for name, value in more.items())
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 7" Size="5" {attributes}>'
        f'<ofd:TextCode X="0" Y="5" DeltaX="{delta}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def lines(*pieces):
    data = " ".join(f"M {a} {b} L {c} {d}" for a, b, c, d in pieces)
    return f'<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


@pytest.fixture
def read(tmp_path):
    def read(*pages, loc="Pages/Page_{}/Content.xml", missing=False):
        path = tmp_path / "公开.ofd"
        listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{loc.format(n)}"/>' for n in range(len(pages)))
        area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("OFD.xml", ENTRY)
            package.writestr(
                "Doc_0/Document.xml",
                f"<ofd:Document {NAMES}><ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            )
            for number, content in enumerate(() if missing else pages):
                layer = f"<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content>"
                package.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", f"<ofd:Page {NAMES}>{layer}</ofd:Page>")
        return ofd.read(path)[0]

    return read


def test_a_table_between_two_lines_of_text(read):
    across = [(20, y, 120, y) for y in (40, 50, 60)]
    down = [(x, 40, x, 60) for x in (20, 70, 120)]
    page = text("收支总表", 20, 20) + lines(*across, *down)
    page += (
        text("收入", 22, 42) + text("支出", 72, 42) + text("1.00", 22, 52, "3 1.5 3") + text("2.00", 72, 52, "3 1.5 3")
    )
    page += text("以上。", 20, 80)
    title, table, end = read(page)
    assert (title, end) == (Paragraph("收支总表", Spot(1, 1)), Paragraph("以上。", Spot(1, 2)))
    assert table == Table((("收入", "支出"), ("1.00", "2.00")), ("收支总表",), (), (Spot(1, 1), Spot(1, 2)))


@pytest.mark.parametrize(("high", "tables"), [(8, 0), (0.4, 1)])
def test_a_filled_area_is_no_table_unless_it_is_a_line(read, high, tables):
    """The bars of a chart stand beside their amounts; makers also draw rules as thin areas."""
    bar = 'Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 L {0} 0 L {0} {1} L 0 {1} C</ofd:AbbreviatedData>'
    bars = [(20, 40, 60), (20, 50, 60), (20, 60, 60)]
    areas = "".join(
        f'<ofd:PathObject Boundary="{x} {y} {w} {high}" {bar.format(w, high)}</ofd:PathObject>' for x, y, w in bars
    )
    page = areas + lines((20, 40, 20, 60), (80, 40, 80, 60)) + text("137.15", 70, 42, "5 5 5 2 5")
    assert sum(isinstance(part, Table) for part in read(page)) == tables


def test_an_object_may_be_moved_and_scaled(read):
    (paragraph,) = read(text("甲乙", 0, 0, CTM="2 0 0 2 10 10"))
    assert paragraph.text == "甲乙"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"loc": "../../../x{}.xml"}, "文件之外"),
        ({"missing": True}, "缺少其中一页"),
    ],
)
def test_pages_that_are_not_in_the_file_are_refused(read, options, reason):
    with pytest.raises(Refused, match=reason):
        read(text("甲", 0, 0), **options)


def test_positions_that_are_no_numbers_and_pages_without_text_are_refused(read):
    with pytest.raises(Refused, match="位置不是数字"):
        read(text("甲乙", 0, 0, "x"))
    with pytest.raises(Refused, match="没有文字"):
        read(lines((0, 0, 10, 0)))


def test_another_package_is_no_ofd(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as package:
        package.writestr("a.xml", "<a/>")
    with pytest.raises(Refused, match="不是 OFD"):
        ofd.read(tmp_path / "a.ofd")
