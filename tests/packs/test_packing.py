"""Writing a pack: with documents it is looked through too, and a name that is taken is not written over."""

import zipfile

import pytest

from desktop import pipeline
from desktop.exporters import package
from desktop.findings import UserError
from desktop.packs import packing, privacy, reading


def test_documents_go_with_it_and_are_the_same_bytes_again(book, tmp_path):
    budget = pipeline.newest_budget(book)
    made = packing.pack(book, budget, documents=True)
    assert made == packing.pack(book, budget, documents=True)
    packing.write(tmp_path / "a.mzs", made)
    assert len(reading.read(tmp_path / "a.mzs").documents) == 3
    with zipfile.ZipFile(tmp_path / "a.mzs") as package:
        assert sum(name.startswith("documents/") for name in package.namelist()) == 3


def test_somebody_in_a_document_stops_it(book, monkeypatch):
    """The words of a table's title stand in no data, but in every document."""
    words = pipeline.of_book(book).tables[0].title
    monkeypatch.setattr(privacy, "values_of", lambda _: [privacy.Personal(words, "人员“姓名”")])
    budget = pipeline.newest_budget(book)
    packing.pack(book, budget)
    for kind in ("xlsx", "pdf", "docx"):
        monkeypatch.setattr(package, "KINDS", {kind: kind})
        with pytest.raises(UserError, match=rf"“documents/.*{kind}”第 \d+ 行含有人员“姓名”的内容"):
            packing.pack(book, budget, documents=True)


def test_a_file_is_not_written_over(tmp_path):
    target = tmp_path / packing.file_name("某局/某科", 2027, "一上")
    packing.write(target, b"1")
    with pytest.raises(UserError, match="已经存在，没有覆盖"):
        packing.write(target, b"2")
    assert target.read_bytes() == b"1"
