"""Writing a pack: with documents it is looked through too, and a name that is taken is not written over."""

import time
import zipfile
from dataclasses import replace

import pytest

from desktop import personal, pipeline
from desktop.exporters import docx, package, pdf, xlsx
from desktop.findings import UserError
from desktop.ledger import attachments, units
from desktop.ledger.records import Income, Release, Unit
from desktop.packs import packing, privacy, reading, taking
from tests.exporters import small


def test_documents_go_with_it(book, tmp_path, monkeypatch):
    monkeypatch.setattr(package, "USUAL", ("xlsx", "docx"))
    packing.write(tmp_path / "a.mzs", packing.pack(book, pipeline.newest_budget(book), documents=True))
    names = [name.rpartition(".")[2] for name in reading.read(tmp_path / "a.mzs").documents]
    assert sorted(names) == ["docx", "xlsx"]


@pytest.mark.parametrize("writer", [docx, pdf, xlsx])
def test_a_document_is_the_same_bytes_whenever_it_is_written(tmp_path, writer, monkeypatch):
    """A document with tables, a text, a table in the text and a chart."""
    publication = small.publication()
    writer.write(publication, tmp_path / "a")
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda: 4_000_000_000.0)
        later.setattr(time, "localtime", lambda *_: time.gmtime(4_000_000_000))
        writer.write(publication, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_somebody_in_a_document_stops_it(book, monkeypatch):
    """The words of a table's title stand in no data, but in every document."""
    words = pipeline.of_book(book).tables[0].title
    monkeypatch.setattr(privacy, "values_of", lambda _: [personal.Personal(words, "人员“姓名”")])
    budget = pipeline.newest_budget(book)
    packing.pack(book, budget)
    for kind in ("xlsx", "docx"):
        monkeypatch.setattr(package, "USUAL", (kind,))
        with pytest.raises(UserError, match=rf"“documents/.*{kind}”第 \d+ 行含有人员“姓名”的内容"):
            packing.pack(book, budget, documents=True)


def test_a_note_at_a_cell_of_a_workbook_is_looked_at_like_its_words(tmp_path):
    publication = small.publication(charts=False)
    first = publication.sheets[0]
    noted = (replace(first.cells[-1], remark="按张三丰\n提供的合同"), *first.cells[:-1])
    xlsx.write(replace(publication, sheets=(replace(first, cells=noted),)), tmp_path / "表.xlsx")
    assert packing.text_lines(tmp_path / "表.xlsx")[-1] == "按张三丰\n提供的合同"


def test_whom_the_public_asks_stands_in_the_documents_and_nowhere_else(book, monkeypatch, tmp_path):
    monkeypatch.setattr(package, "USUAL", ("docx",))
    budget = pipeline.newest_budget(book)
    names = {"contact": "金丝雀甲", "phone": "0999-7654321", "signed_by": "金丝雀乙"}
    with book.operation("联系人"):
        for old in book.records(Release, budget_id=budget.id):
            book.delete(old)
        book.insert(Release(budget_id=budget.id, **names))
    (tmp_path / "a.mzs").write_bytes(packing.pack(book, budget, "national/2023", documents=True))
    with zipfile.ZipFile(tmp_path / "a.mzs") as members:
        data = b"".join(members.read(name) for name in members.namelist() if not name.startswith("documents/"))
    assert not [name for name in names.values() if name.encode() in data]
    left = personal.without_published(privacy.values_of(book), book.facts(budget).release)
    assert {*names.values()} & {value.text for value in left} == {"金丝雀乙"}


def test_a_file_is_not_written_over(tmp_path):
    target = tmp_path / packing.file_name("某局/某科", 2027, "一上")
    packing.write(target, b"1")
    with pytest.raises(UserError, match="已经存在，没有覆盖"):
        packing.write(target, b"2")
    assert target.read_bytes() == b"1"


def test_of_a_signed_page_only_its_digest_leaves(book, bureau, tmp_path):
    """Neither scan nor name of the file; a unit that is taken in again keeps those of the department itself."""
    budget = pipeline.newest_budget(book)
    scan = tmp_path / "欧阳测试签字.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    with book.operation("签字页"):
        page = attachments.keep_signed(book, budget, scan)
    packing.write(tmp_path / "a.mzs", packing.pack(book, budget))
    with zipfile.ZipFile(tmp_path / "a.mzs") as package:
        written = b"".join(package.read(name) for name in package.namelist())
    assert scan.name.encode() not in written and scan.read_bytes() not in written
    pack = reading.read(tmp_path / "a.mzs")
    assert pack.signed == (page.digest,)
    with bureau.operation("上级"):
        units.add(bureau, Unit(name="某局", kind="行政"), (budget.year,))
    (unit,) = taking.take(bureau, taking.plans(bureau, [pack]))
    own = next(each for each in bureau.budgets(unit.id) if each.year == budget.year)
    with bureau.operation("签字页"):
        attachments.keep_signed(bureau, own, scan)
    with book.operation("改"):
        book.update(replace(book.records(Income, budget_id=budget.id)[0], note="改"))
    packing.write(tmp_path / "b.mzs", packing.pack(book, budget))
    taking.take(bureau, taking.plans(bureau, [reading.read(tmp_path / "b.mzs")]))
    assert [(p.file.digest, p.changed) for p in attachments.signed_pages(bureau, own)] == [(page.digest, True)]
