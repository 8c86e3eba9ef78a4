"""Exports are whole or absent, say what went wrong, and carry nothing they should not."""

import errno
import html
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from desktop import file_set, paths, pipeline
from desktop.exporters import docx, package, pdf, xlsx
from desktop.exporters.package import Cancelled, ReadBackFailed
from desktop.findings import UserError
from tests.exporters import small
from tests.exporters.pdf_reading import objects


@pytest.fixture
def publication(wuxi):
    return pipeline.publication(wuxi)


@pytest.fixture
def short():
    """A publication of two tables: for what happens to files, whatever they say."""
    return replace(small.publication(), unit="巫溪县政务服务中心", year=2023)


@pytest.fixture(scope="module")
def exported(disclosures, tmp_path_factory):
    """The three files of a sample, written once, to be read: kind → path."""
    publication = pipeline.publication(disclosures["wuxi_2023"])
    return {made.kind: made.path for made in package.export(publication, tmp_path_factory.mktemp("exported"))}


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_one_key_makes_three_files(short, tmp_path):
    steps = []
    package.export(short, tmp_path, progress=lambda *step: steps.append(step))
    assert names(tmp_path) == [f"巫溪县政务服务中心_2023_预算公开.{kind}" for kind in ("docx", "pdf", "xlsx")]
    assert steps[-1] == ("导出完成", 3, 3)


@pytest.mark.parametrize(("kind", "module"), [("xlsx", xlsx), ("pdf", pdf), ("docx", docx)])
def test_a_file_that_reads_back_differently_is_not_kept(short, tmp_path, monkeypatch, kind, module):
    """Writing another publication than the one compared stands for any writing mistake."""
    cell = next(c.cell for c in short.sheets[1].cells if c.cell and c.cell.amount)
    write = module.write

    def wrong(given, path):
        text, amount = cell.text, cell.amount
        changed = tuple(
            replace(s, cells=tuple(replace(c, text="999.99") if c.cell is cell else c for c in s.cells))
            for s in given.sheets
        )
        cell.amount, cell.text = amount + 1_000_000, "999.99"
        try:
            made = write(replace(given, sheets=changed), path)
        finally:
            cell.amount, cell.text = amount, text
        return pdf.document_of(given) if kind == "pdf" else made

    monkeypatch.setattr(module, "write", wrong)
    with pytest.raises(ReadBackFailed, match="回读校验不一致"):
        package.export(short, tmp_path, (kind,))
    assert names(tmp_path) == []


@pytest.mark.parametrize("after", range(7))
def test_cancel_leaves_the_folder_as_it_was(short, tmp_path, after):
    (tmp_path / "巫溪县政务服务中心_2023_预算公开.xlsx").write_bytes(b"old")
    asked = []

    def stop():
        asked.append(1)
        return len(asked) > after

    if after < 6:
        with pytest.raises(Cancelled, match="已取消"):
            package.export(short, tmp_path, cancelled=stop)
        assert names(tmp_path) == ["巫溪县政务服务中心_2023_预算公开.xlsx"]
        assert (tmp_path / "巫溪县政务服务中心_2023_预算公开.xlsx").read_bytes() == b"old"
    else:
        assert len(package.export(short, tmp_path, cancelled=stop)) == 3


def test_an_export_open_elsewhere_keeps_the_old_file_and_says_so(short, tmp_path, monkeypatch):
    target = tmp_path / "巫溪县政务服务中心_2023_预算公开.xlsx"
    target.write_bytes(b"old")
    monkeypatch.setattr(paths, "_RETRIES", (0.001, 0.001))

    def locked(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(paths.os, "replace", locked)
    with pytest.raises(UserError, match="Excel 或 WPS 中打开"):
        package.export(short, tmp_path, ("xlsx",))
    assert names(tmp_path) == [target.name]
    assert target.read_bytes() == b"old"


def test_a_short_lock_is_waited_out(short, tmp_path, monkeypatch):
    calls = []
    real = os.replace

    def sometimes(source, target):
        calls.append(1)
        if len(calls) < 4:
            raise PermissionError(13, "virus scanner")
        real(source, target)

    monkeypatch.setattr(paths, "_RETRIES", (0.001,) * 5)
    monkeypatch.setattr(paths.os, "replace", sometimes)
    package.export(short, tmp_path, ("xlsx",))
    assert len(calls) == 4


FULL = """
mount -t tmpfs -o size=%s none "$0" && cd "$2" &&
MINGZHANG_HOME="$3" "$4" -m desktop export "$1" --form chongqing/2023 --out "$0/out"; echo "rc=$?"; ls -A "$0/out"
"""


def can_mount() -> bool:
    probe = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    return probe.returncode == 0


@pytest.mark.journey
@pytest.mark.skipif(shutil.which("unshare") is None or not can_mount(), reason="needs user namespaces")
@pytest.mark.parametrize("size", ["20k", "120k", "240k"])
def test_a_disk_that_fills_during_export(wuxi_book, tmp_path, size):
    import sys

    disk = tmp_path / "disk"
    disk.mkdir()
    root = Path(__file__).resolve().parents[2]
    shown = subprocess.run(
        ["unshare", "-rm", "sh", "-c", FULL % size, str(disk), str(wuxi_book), str(root), str(tmp_path / "h"), sys.executable],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "rc=1" in shown.stdout, shown
    assert "磁盘空间不足" in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1
    left = shown.stdout.split("rc=1")[1].split()
    assert all(name.startswith("巫溪县") for name in left), "nothing half-written stays"


def test_a_character_without_glyph_stops_the_pdf_but_not_excel_and_word(wuxi, tmp_path):
    facts = replace(wuxi.facts, texts={**wuxi.facts.texts, "duties": "负责\U0001f600工作"})
    publication = pipeline.publication(pipeline.disclose(facts, wuxi.last, wuxi.form))
    with pytest.raises(UserError, match=r"U\+1F600"):
        package.export(publication, tmp_path, ("pdf",))
    package.export(publication, tmp_path, ("xlsx", "docx"))


def test_files_that_need_no_font_of_ours_are_written_where_a_character_is_in_none(short, tmp_path):
    """A name that no PDF can show is no reason to be without the workbook; which file is missing is said, with why."""
    rare = replace(short, unit="𠮷家村委会", sheets=tuple(_renamed(sheet) for sheet in short.sheets))
    said = []
    written = package.export(rare, tmp_path, ("xlsx", "pdf", "docx", "ofd"), notice=said.append)
    assert [each.kind for each in written] == ["xlsx", "docx"]
    assert all(words in said[0] for words in ("没有写PDF 打印稿、OFD 版式文件", "“𠮷”（U+20BB7）", "simsunb.ttf"))
    with pytest.raises(UserError, match="“𠮷”"):
        package.export(rare, tmp_path, ("pdf",))
    assert package.printable(short, ("xlsx", "pdf")) == (("xlsx", "pdf"), "")


def _renamed(sheet):
    return replace(sheet, table=replace(sheet.table, unit_name="𠮷家村委会"))


def test_rare_characters_survive_in_the_pdf_text(wuxi, tmp_path):
    rare = "䶮㛃𬭎镕堃喆"
    facts = replace(wuxi.facts, texts={**wuxi.facts.texts, "duties": f"负责人{rare}"})
    publication = pipeline.publication(pipeline.disclose(facts, wuxi.last, wuxi.form))
    (written,) = package.export(publication, tmp_path, ("pdf",))
    document = pypdfium2.PdfDocument(str(written.path))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert rare in text


def test_typed_text_never_becomes_a_formula(wuxi, tmp_path):
    for evil in ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)"):
        facts = replace(wuxi.facts, unit=replace(wuxi.facts.unit, name=evil))
        indicators = tuple(replace(i, name=evil) for i in wuxi.facts.indicators)
        publication = pipeline.publication(
            pipeline.disclose(replace(facts, indicators=indicators), wuxi.last, wuxi.form)
        )
        path = tmp_path / "x.xlsx"
        xlsx.write(publication, path)
        with zipfile.ZipFile(path) as parts:
            sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
        found = [text for sheet in sheets for text in re.findall(r"<f\b[^>]*>(.*?)</f>", sheet, re.DOTALL)]
        assert len(found) > 100, "what is added up is a formula"
        assert not [text for text in found if evil in f"={html.unescape(text)}"]


def test_workbook_is_set_up_for_print(exported):
    book = openpyxl.load_workbook(exported["xlsx"])
    assert book.sheetnames[:2] == ["封面", "目录"]
    assert len(book.sheetnames) == 15
    assert book.active.title == "封面"
    assert book.sheetnames[-1] == "附图"
    first = book[book.sheetnames[2]]
    assert first.page_setup.orientation == "landscape"
    assert first.page_setup.paperSize == 9
    assert first.sheet_properties.pageSetUpPr.fitToPage
    assert first.page_setup.fitToHeight == 0
    assert first.print_title_rows == "$1:$5"
    assert first.freeze_panes == "A6"
    assert "第 &P 页  共 &N 页" in first.oddFooter.center.text
    assert first.sheet_state == "visible"


def test_pdf_has_outline_numbers_and_only_embedded_fonts(publication, exported):
    document = pypdfium2.PdfDocument(str(exported["pdf"]))
    titles = [mark.get_title() for mark in document.get_toc()]
    assert "表一 财政拨款收支总表" in titles
    assert "一、部门基本情况" in titles
    pages = [page.get_textpage().get_text_range() for page in document]
    assert all(publication.version in text for text in pages)
    assert f"第 2 页 共 {len(pages)} 页" in pages[1]
    assert "单位负责人" in pages[0]
    assert "目 录" in pages[1]
    document.close()
    inside = objects(exported["pdf"].read_bytes())
    assert b"Helvetica" not in inside
    assert inside.count(b"/FontFile2") >= 3


def test_contents_pages_name_the_right_pages(exported):
    document = pypdfium2.PdfDocument(str(exported["pdf"]))
    contents = document[1].get_textpage().get_text_range()
    for mark in document.get_toc():
        page = mark.get_dest().get_index() + 1
        line = next(line for line in contents.splitlines() if line.startswith(mark.get_title()[:18]))
        assert line.rstrip().endswith(str(page)), line
    document.close()


def test_word_has_real_headings_and_named_fonts(exported):
    import docx as reader

    document = reader.Document(str(exported["docx"]))
    styles = {p.style.name for p in document.paragraphs if p.text}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Normal"} <= styles
    assert len(document.tables) == 13
    with zipfile.ZipFile(exported["docx"]) as content:
        looks = content.read("word/styles.xml").decode()
    assert 'w:eastAsia="仿宋"' in looks
    assert 'w:eastAsia="黑体"' in looks


def test_a_draft_says_so_on_every_page(wuxi, tmp_path):
    facts = replace(wuxi.facts, incomes=())
    publication = pipeline.publication(pipeline.disclose(facts, wuxi.last, wuxi.form))
    (written,) = package.export(publication, tmp_path, ("pdf",))
    document = pypdfium2.PdfDocument(str(written.path))
    assert all("草稿：有" in page.get_textpage().get_text_range() for page in document)
    document.close()


def test_stale_temporaries_of_dead_runs_are_cleared(short, tmp_path):
    stale = tmp_path / f"{paths.TEMPORARY_MARK}999999999-1.xlsx"
    stale.write_bytes(b"half")
    package.export(short, tmp_path, ("xlsx",))
    assert not stale.exists()


def test_file_names_hold_no_refused_characters(wuxi):
    facts = replace(wuxi.facts, unit=replace(wuxi.facts.unit, name='县/局:"甲"<乙>|?*'))
    stem = pipeline.publication(pipeline.disclose(facts, None, wuxi.form)).file_stem
    assert not set('\\/:*?"<>|') & set(stem)


def test_equal_content_has_equal_version_and_other_content_another(wuxi):
    same = pipeline.disclose(wuxi.facts, wuxi.last, wuxi.form)
    other = pipeline.disclose(replace(wuxi.facts, lines=wuxi.facts.lines[1:]), wuxi.last, wuxi.form)
    assert same.version == wuxi.version != other.version


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOTDIR])
def test_a_folder_that_is_read_only_or_gone_is_said_plainly(publication, tmp_path, monkeypatch, number):
    def refuse(*_, **__):
        raise OSError(number, "gone")

    for call in ("mkdir", "unlink"):
        monkeypatch.setattr(paths.os, call, refuse)
    with pytest.raises(UserError, match="；请"):
        package.export(publication, tmp_path / "out" / "里面")


@pytest.mark.parametrize("name", ["docx", "pdf", "xlsx"])
def test_a_file_that_cannot_be_replaced_leaves_all_of_the_earlier_version(short, tmp_path, name):
    for kind in package.USUAL:
        (tmp_path / f"{short.file_stem}.{kind}").write_bytes(b"old")
    blocked = tmp_path / f"{short.file_stem}.{name}"
    blocked.unlink()
    blocked.mkdir()
    with pytest.raises(UserError, match="是文件夹"):
        package.export(short, tmp_path)
    assert {path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == {b"old"}
    assert len(names(tmp_path)) == 3


def test_an_earlier_export_that_was_cut_off_is_told_and_put_right(short, tmp_path, monkeypatch):
    (tmp_path / f"{short.file_stem}.xlsx").write_bytes(b"old")
    real = os.replace
    notices = []

    class Cut(BaseException):
        pass

    def cut(source, target):
        if str(target).endswith(".pdf"):
            raise Cut
        real(source, target)

    def dead(*_):
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut)
        patch.setattr(file_set, "_put_back", dead)
        with pytest.raises(Cut):
            package.export(short, tmp_path)
    assert (tmp_path / f"{short.file_stem}.xlsx").read_bytes() != b"old"
    with pytest.raises(Cancelled):
        package.export(short, tmp_path, cancelled=lambda: True, notice=notices.append)
    assert (tmp_path / f"{short.file_stem}.xlsx").read_bytes() == b"old"
    assert names(tmp_path) == [f"{short.file_stem}.xlsx"]
    assert len(notices) == 1
    assert "请重新导出" in notices[0]
