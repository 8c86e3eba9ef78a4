"""Each table as a file of its own, named by the rule, with the same figures; all together as a zip."""

import zipfile
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest

from desktop.exporters import package, pdf, xlsx
from desktop.exporters.delivery import attachments
from desktop.exporters.package import ReadBackFailed
from desktop.layouts.form.spec import Names
from desktop.layouts.paper.document import compose_table
from desktop.layouts.paper.sheet import sheet_of
from tests.exporters import small

KINDS = ("tables_pdf", "tables_xlsx")


def publication(**changed):
    return replace(small.publication(), draft_note="草稿：有 1 项检查错误未处理", code="101", stage="公开", **changed)


def test_each_table_is_a_pdf_and_a_workbook(tmp_path):
    named = Names("x", "{code}附件{n}{table}（{stage}）", "{unit}{year}")
    written = package.export(publication(names=named), tmp_path, KINDS)
    stems = ("101附件1收支总表（公开）", "101附件2合并表（公开）")
    assert [each.path.name for each in written] == [f"草稿_{s}.{kind}" for kind in ("pdf", "xlsx") for s in stems]
    assert {each.path.parent for each in written} == {tmp_path / "草稿_某县统计局2024"}
    document = pypdfium2.PdfDocument(written[0].path)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "收支总表" in text
    assert "草稿：有 1 项检查错误未处理" in text
    assert openpyxl.load_workbook(written[3].path).sheetnames == ["表1 合并表"]


def test_an_attachment_of_several_pages_has_a_number_and_a_code_on_each(tmp_path, monkeypatch):
    drawn = []
    given = publication(page_code="101|2024|二上|ABCD-1234")
    (block,) = given.sheets[0].table.blocks
    long = replace(given.sheets[0].table, blocks=[replace(block, merges=[], rows=block.rows * 30)])
    monkeypatch.setattr(pdf, "draw", lambda document, *_: drawn.append(document))
    monkeypatch.setattr(pdf, "read_back", lambda *_: (0, []))
    for sheet in (sheet_of(long), given.sheets[1]):
        attachments.write_and_read(replace(given, sheets=(sheet,)), tmp_path / "a.pdf", "tables_pdf", 1)
    feet = [[text.text for text in page.texts if "页  共" in text.text] for page in drawn[0].pages]
    total = len(feet)
    assert total > 1 and feet == [[f"第 {number} 页  共 {total} 页"] for number in range(1, total + 1)]
    assert all(len(page.fills) > 100 for document in drawn for page in document.pages), "the code"
    assert not any("第 1 页" in text.text for text in drawn[1].pages[0].texts)


@pytest.mark.parametrize("kind", KINDS)
def test_an_attachment_that_reads_back_differently_is_not_kept(tmp_path, monkeypatch, kind):
    """What is written is another table than the one that is compared."""
    given = publication()
    first = given.sheets[0]
    write, draw = xlsx.write_table, pdf.draw
    changed = replace(first, cells=tuple(replace(c, text=c.text.replace("合计", "总计")) for c in first.cells))
    monkeypatch.setattr(xlsx, "write_table", lambda only, path: write(replace(only, sheets=(changed,)), path))
    monkeypatch.setattr(pdf, "draw", lambda _, *rest: draw(compose_table(changed, "ABCD-1234", ""), *rest))
    with pytest.raises(ReadBackFailed, match="总计"):
        package.export(given, tmp_path, (kind,))
    assert list(tmp_path.iterdir()) == []


def test_all_of_it_as_a_zip_is_the_same_bytes_again(tmp_path):
    named = replace(Names(), folder="{unit}")
    found = [
        package.export(publication(names=named), tmp_path / each, ("html", "tables_xlsx"), as_zip=True) for each in "ab"
    ]
    (one,), (two,) = found
    assert one.path == tmp_path / "a" / "草稿_某县统计局.zip"
    assert one.path.read_bytes() == two.path.read_bytes()
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["草稿_某县统计局.zip"], "nothing else is left"
    with zipfile.ZipFile(one.path) as members:
        names = ["某县统计局_2024_预算公开.html", "附件1 收支总表.xlsx", "附件2 合并表.xlsx"]
        assert members.namelist() == [f"草稿_某县统计局/草稿_{name}" for name in names]


def test_attachments_of_a_scenario_bear_its_name(tmp_path):
    tried = publication(scenario="医保/提高", names=Names("x", "附件{n}", "y"))
    (first, _) = package.export(tried, tmp_path, ("tables_xlsx",))
    assert first.path == tmp_path / "某县统计局_2024_测算方案_医保_提高_附件1.xlsx"
