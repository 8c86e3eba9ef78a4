"""A data package of published tables is recognised, proven, and held against a book."""

import shutil
import zipfile
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.exporters import package
from desktop.exporters.delivery import tabular
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Income
from desktop.packs import papers, public_data


@pytest.fixture(scope="module")
def written(unit_book, tmp_path_factory):
    with Book.open_to_read(unit_book) as book:
        publication = pipeline.publication(pipeline.of_book(book))
    return package.export(publication, tmp_path_factory.mktemp("data"), ("data",))[0].path


def test_it_says_whose_it_is_and_is_what_the_book_says(unit_book, written, tmp_path):
    found = public_data.read(written)
    assert found.heading() == "青禾县政务服务中心（101002） 2025年 草稿"
    assert ("176.139088", "《表六 单位收支总表》第 1 行第 2 列") in found.cells
    shutil.copyfile(unit_book, tmp_path / "改.mzb")
    with Book.open(tmp_path / "改.mzb") as book, book.operation("改"):
        income = next(each for each in book.records(Income) if each.amount)
        book.update(replace(income, amount=income.amount + 12_345))
        places = {each.place for each in papers.compare(written, book).differences}
    assert any("收入" in place or "收支" in place for place in places), places


def test_the_command_proves_it_with_and_without_a_book(run, unit_book, written):
    status, shown, _ = run("verify", written)
    assert (status, shown.splitlines()[0]) == (
        0,
        "数据包（公开数据）：青禾县政务服务中心（101002） 2025年 草稿；全部成员与校验码相符",
    )
    assert run("verify", written, "--json")[1].count('"version"') == 1
    assert run("verify", written, "--book", unit_book)[1].endswith("文件与账本一致\n")


def test_a_package_that_was_changed_since_is_refused(written, tmp_path):
    with zipfile.ZipFile(written) as source:
        members = {name: source.read(name) for name in source.namelist()}
    for name, content in (("data/balance.csv", b"1,2\r\n"), (tabular.MANIFEST, b"{"), ("data/more.csv", b"1\r\n")):
        path = tmp_path / "x.zip"
        path.write_bytes(tabular.zipped.zipped({**members, name: content}, 2025, 0o600))
        with pytest.raises(UserError, match="被改动过或已损坏"):
            public_data.read(path)


def test_what_is_something_else_is_left_to_others(tmp_path):
    assert public_data.read(tmp_path / "a.pdf") is None
    (tmp_path / "a.zip").write_bytes(tabular.packed({"year": 2025, "format": "mingzhang-pack-1"}, {}))
    assert public_data.read(tmp_path / "a.zip") is None
