"""A paper held against a book: it is what the book says, or each text that differs is named with its place."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from desktop import pipeline
from desktop.exporters import package
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Project, Unit
from desktop.outside import source_files
from desktop.outside.document import Document, Paragraph, Spot, Table
from desktop.packs import papers, printed_codes
from desktop.packs.papers import PaperDifference, Piece
from desktop.packs.printed_codes import Printed
from desktop.units import together, views
from tests import samples
from tests.in_process import outside_files_are_read_in_this_process  # noqa: F401 - a fixture

KINDS = ("docx", "html")
FUNDS = ("一般公共预算", "事业收入")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("papers") / "单位.mzb"
    samples.write("qinghe_2025", path)
    return path


@pytest.fixture(scope="module")
def written(path):
    """The files of the book, by kind."""
    with Book.open(path) as book:
        found = package.export(pipeline.publication(pipeline.of_book(book)), path.parent / "out", KINDS)
    return {each.kind: each.path for each in found}


def changed(source, target, old, new, part="word/document.xml"):
    """Copy a Word file with one text changed, in each of the parts whose name begins so."""
    content = BytesIO()
    with zipfile.ZipFile(source) as package_, zipfile.ZipFile(content, "w") as copy:
        for entry in package_.infolist():
            data = package_.read(entry)
            if entry.filename.startswith(part):
                assert part != entry.filename or old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            copy.writestr(entry, data)
    target.write_bytes(content.getvalue())
    return target


def test_an_exported_file_is_what_the_book_says(path, written):
    """Of a Word file the next test shows it: of one that was changed, nothing but the change is named."""
    with Book.open(path) as book:
        found = papers.compare(written["html"], book)
        assert (found.unit, found.budget.year, found.differences) == ("青禾县政务服务中心", 2025, ())


def test_one_changed_figure_and_a_changed_book_are_named(path, written, tmp_path):
    with Book.open(path) as book:
        total = pipeline.of_book(book).tables[0].row(0)[1].text
        other = changed(written["docx"], tmp_path / "改过.docx", f">{total}<", ">999.99<")
        compared = papers.compare(other, book)
        (found,) = compared.differences
        assert (found.in_file, found.by_book) == ("999.99", total)
        assert found.describe() == f"《表一 财政拨款收支总表》第 3 行第 2 列：文件“999.99”，账本“{total}”"
    copy = tmp_path / "后来.mzb"
    copy.write_bytes(path.read_bytes())
    with Book.open(copy) as book:
        with book.operation("改收入"):
            income = book.records(Income, budget_id=pipeline.newest_budget(book).id)[0]
            book.insert(Income(budget_id=income.budget_id, source=income.source, carry=income.carry, amount=1_000_000))
        found = papers.compare(written["html"], book)
        assert any(each.in_file == total != each.by_book for each in found.differences)


def test_a_workbook_whose_formula_would_show_another_figure_is_not_what_the_book_says(path, tmp_path):
    """Its kept figures are those of the book; a figure in the place of a formula is none of these."""
    with Book.open(path) as book:
        publication = pipeline.publication(pipeline.of_book(book))
        (written,) = package.export(publication, tmp_path / "out", ("xlsx",))
        parts = "xl/worksheets/"
        formula = first_formula(written.path)
        other = changed(written.path, tmp_path / "公式.xlsx", f"<f>{formula}</f>", "<f>1+1</f>", parts)
        found = papers.compare(other, book).differences
        assert {each.in_file for each in found} == {"=1+1"}
        assert {each.by_book for each in found} == {f"={formula}"}
        assert all(each.place.startswith("工作表“") for each in found)
        value = changed(written.path, tmp_path / "数值.xlsx", f"<f>{formula}</f>", "", parts)
        assert not papers.compare(value, book).differences
        assert not papers.compare(written.path, book).differences


def test_a_workbook_with_such_a_format_is_not_what_the_book_says(path, tmp_path):
    with Book.open(path) as book:
        publication = pipeline.publication(pipeline.of_book(book))
        (written,) = package.export(publication, tmp_path / "out", ("xlsx",))
        other = changed(written.path, tmp_path / "格式.xlsx", "#,##0.00", "&quot;47.00&quot;", "xl/styles")
        found = papers.compare(other, book).differences
        assert {(each.place, each.in_file[:7]) for each in found} == {("数字格式", '"47.00"')}
        assert not papers.compare(written.path, book).differences


def first_formula(workbook):
    with zipfile.ZipFile(workbook) as package_:
        sheets = sorted(name for name in package_.namelist() if name.startswith("xl/worksheets/sheet"))
        texts = [package_.read(name).decode() for name in sheets]
    return next(found[1] for text in texts if (found := re.search("<f>([^<]+)</f>", text)))


def test_a_false_version_at_the_foot_of_a_word_file_is_named(path, written, tmp_path):
    """The texts and tables are those of the book; only what stands at the foot is another."""
    with Book.open(path) as book:
        version = pipeline.of_book(book).version
        other = changed(written["docx"], tmp_path / "页脚.docx", version, "0000-0000", "word/footer")
        (found,) = papers.compare(other, book).differences
        assert (found.place, found.in_file.count("0000-0000"), found.by_book.count(version)) == ("页脚", 1, 1)
        assert papers.compare(written["docx"], book).differences == ()


def test_a_file_in_another_layout_than_the_book_s_is_held_against_that_layout(path, tmp_path):
    key = "chongqing/2026"
    with Book.open(path) as book:
        publication = pipeline.publication(pipeline.of_book(book, key))
        (written,) = package.export(publication, tmp_path, ("html",))
        found = papers.compare(written.path, book)
        assert (found.differences, found.layout) == ((), loader.titles()[key])


def test_the_year_on_the_cover_decides_and_not_which_year_is_shorter(tmp_path):
    """Last year has one line: whatever the file, it differs from that in fewer texts than from a long list of its own."""
    with Book.create(tmp_path / "两年.mzb") as book, book.operation("建"):
        unit = book.insert(Unit(name="甲局", kind="行政"))
        book.insert(Budget(unit_id=unit.id, year=2025, stage="草稿"))
        this = book.insert(Budget(unit_id=unit.id, year=2026, stage="草稿"))
        for number in range(40):
            project = book.insert(Project(budget_id=this.id, position=number, name=f"{number}号长名称项目" * 9))
            line = DirectLine(budget_id=this.id, position=number, function_code="2010302", economic_code="30201")
            book.insert(
                replace(
                    line, nature="项目", project_id=project.id, amount=1_000_000 * (number + 3), fund=FUNDS[number % 2]
                )
            )
    with Book.open(tmp_path / "两年.mzb") as book:
        publication = pipeline.publication(pipeline.of_book(book, "national/2023"))
        (file,) = package.export(publication, tmp_path / "出", ("docx",))
        found = papers.compare(file.path, book)
        assert (found.budget.year, found.differences) == (2026, ())
        assert found.layout == loader.titles()["national/2023"]


def with_projects(book, budget, numbers):
    for number in numbers:
        project = book.insert(Project(budget_id=budget.id, position=number, name=f"{number}号项目"))
        line = DirectLine(budget_id=budget.id, function_code="2010302", economic_code="30201", nature="项目")
        book.insert(replace(line, project_id=project.id, amount=1_000_000 * (number + 3), fund=FUNDS[number % 2]))


def test_the_file_of_a_sum_is_not_taken_for_the_empty_budget_of_the_unit_above(tmp_path):
    """Both have one name and year, and an empty budget differs in few texts: in another layout, and after a change."""
    with Book.create(tmp_path / "部门.mzb") as book:
        with book.operation("建"):
            top = units.add(book, Unit(name="某局", kind="行政", scope="部门"), (2027,))
            unit = units.add(book, Unit(name="中心", kind="事业", parent_id=top.id), (2027,))
            (budget,) = book.records(Budget, unit_id=unit.id)
            with_projects(book, budget, range(6))
        key = "shanghai/2025"
        files = {}
        for form in ("", key):
            publication = pipeline.publication(together.of_view(book, views.below(book, top), form))
            (files[form],) = package.export(publication, tmp_path / f"出{form[:2]}", ("html",))
        other = papers.compare(files[key].path, book)
        assert (other.unit, other.differences, other.layout) == ("某局（汇总）", (), loader.titles()[key])
        with book.operation("改"):
            with_projects(book, budget, range(6, 60))
        assert papers.compare(files[""].path, book).unit == "某局（汇总）"


@pytest.mark.journey
def test_single_tables_and_the_page_for_citizens_are_held_against_their_own_kind(path, tmp_path):
    with Book.open(path) as book:
        publication = pipeline.publication(pipeline.of_book(book))
        written = package.export(publication, tmp_path, ("tables_xlsx", "citizens"))
        for each in (written[1], written[-2]):
            assert papers.compare(each.path, book).differences == ()


def test_a_file_of_another_unit_or_kind_is_refused(path, tmp_path):
    other = tmp_path / "别的.txt"
    other.write_text("某局2025年部门预算公开\n", encoding="utf-8")
    page = tmp_path / "别的.html"
    page.write_text("<html><body><p>某局2025年部门预算公开</p></body></html>", encoding="utf-8")
    with Book.open(path) as book:
        with pytest.raises(UserError, match="不能这样核验"):
            papers.compare(other, book)
        with pytest.raises(UserError, match="没有账本中任何单位"):
            papers.compare(page, book)


def test_the_file_of_a_department_is_held_against_its_sum(tmp_path, monkeypatch):
    with Book.create(tmp_path / "部门.mzb") as book:
        with book.operation("建"):
            top = units.add(book, Unit(name="某局", kind="行政", scope="部门"))
            for name in ("本级", "中心"):
                unit = units.add(book, Unit(name=name, kind="行政", parent_id=top.id), (2025,))
                (budget,) = book.records(Budget, unit_id=unit.id)
                book.insert(Income(budget_id=budget.id, source="一般公共预算", amount=1_000_000))
        every, some = views.below(book, top), views.chosen(book, book.units())
        written = [
            package.export(pipeline.publication(together.of_view(book, view)), tmp_path / folder, ("html",))[0].path
            for view, folder in ((every, "a"), (some, "b"))
        ]
        found = papers.compare(written[0], book)
        assert (found.unit, found.budget.year, found.differences) == ("某局（汇总）", 2025, ())
        chosen = papers.compare(written[1], book)
        assert (chosen.unit, chosen.differences) == (
            "某局、本级、中心（文件里没有写是哪些单位，这是数字最接近的一组）",
            (),
        )
        named = papers.compare(written[1], book, named=book.units())
        assert (named.unit, named.differences) == ("某局、本级、中心", ())
        (shown,) = printed_codes.search(Printed(named.code), book, "", book.units()).shown
        assert (shown.label, shown.budget) == ("某局、本级、中心", named.budget)
        for words, units_named in (("--unit 写了 1 个", book.units()[:1]), ("可能的组合太多", ())):
            monkeypatch.setattr(papers, "MOST_CHOICES", 0)
            with pytest.raises(UserError, match=words):
                papers.compare(written[1], book, named=units_named)
        with pytest.raises(UserError, match="不是选择汇总的文件"):
            papers.compare(written[0], book, named=book.units())


def test_what_is_added_or_missing_has_one_side():
    a, b, c = Piece("甲", "第 1 页"), Piece("乙", "第 2 页"), Piece("丙", "第 3 页")
    assert list(papers.differences([a, b], [a, b])) == []
    assert list(papers.differences([a, b, c], [a, c])) == [PaperDifference("第 2 页", "乙", "")]
    assert list(papers.differences([a], [a, c])) == [PaperDifference("第 3 页", "", "丙")]


def test_of_a_long_text_the_part_is_quoted_that_differs():
    long = "甲" * 50 + "1万元" + "乙" * 50
    (found,) = papers.differences([Piece(long, "第 1 页")], [Piece(long.replace("1万", "2万"), "第 1 页")])
    quotes = [f"“…{'甲' * 12}{n}万元{'乙' * 25}…”" for n in (1, 2)]
    assert found.describe("当时", "现在") == f"第 1 页：当时{quotes[0]}，现在{quotes[1]}"


def test_a_cell_of_a_workbook_has_its_own_name_and_numbers_of_one_line_stay_apart():
    table = Table((("", "1.00"),), spots=(Spot(line=7, sheet="表一", cell="A7"),))
    document = Document("某.xlsx", "xlsx", (table, Paragraph("178.64 -0.22 表 一", Spot(2, 3))))
    assert papers.pieces(document) == [Piece("1.00", "工作表“表一”B7"), Piece("178.64 -0.22表一", "第 2 页第 3 行")]


def test_what_of_a_file_could_not_be_looked_at_goes_with_the_result(path, written, monkeypatch):
    note = "第 3 页有图片，其中的文字和数字没有核对，请看一看原文件"
    read = source_files.read_document
    with Book.open(path) as book:
        assert papers.compare(written["html"], book).notes == ()
        monkeypatch.setattr(source_files, "read_document", lambda file: replace(read(file), notes=(note,)))
        found = papers.compare(written["html"], book)
    assert (found.differences, found.notes) == ((), (note,))
