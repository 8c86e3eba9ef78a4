"""Packs to try: the fictional unit as a book, and its pack as a file; both are made once."""

import json
import shutil
import zipfile
from hashlib import sha256

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.outside import pack_parts, source_files
from desktop.outside.refusal import Refused
from desktop.packs import archive, packing
from tests import samples
from tests.openings import opening_makes_no_backup

__all__ = ["opening_makes_no_backup"]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Read packs without a child process, which test_packs of the commands and test_child begin."""

    def read(path):
        try:
            return pack_parts.read(path)
        except Refused as refused:
            raise UserError(f"文件“{path.name}”{refused}") from refused

    monkeypatch.setattr(source_files, "read_pack", read)


@pytest.fixture(scope="session")
def unit_book(tmp_path_factory):
    path = tmp_path_factory.mktemp("unit") / "清河.mzb"
    samples.write("qinghe_2025", path)
    return path


@pytest.fixture(scope="session")
def unit_pack(unit_book):
    path = unit_book.with_name("清河.mzs")
    with Book.open_to_read(unit_book) as book:
        path.write_bytes(packing.pack(book, pipeline.newest_budget(book)))
    return path


@pytest.fixture
def book(unit_book, tmp_path):
    """The unit's own book, to be changed."""
    shutil.copy(unit_book, tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as opened:
        yield opened


@pytest.fixture
def bureau(tmp_path):
    """An empty book that takes units in."""
    with Book.create(tmp_path / "局.mzb") as opened:
        yield opened


@pytest.fixture
def changed(unit_pack, tmp_path):
    """Write the pack again with some members changed: texts replaced, None for those that go; digests fit again."""

    def write(changes, *, manifest=None, fitting=True, name="改.mzs"):
        with zipfile.ZipFile(unit_pack) as package:
            members = {each: package.read(each) for each in package.namelist()}
        said = json.loads(members.pop(archive.MANIFEST))
        members |= {key: text.encode() for key, text in changes.items() if text is not None}
        for key, text in changes.items():
            if text is None:
                del members[key]
        if fitting:
            said["members"] = {key: sha256(content).hexdigest() for key, content in members.items()}
        said |= manifest or {}
        target = tmp_path / name
        with zipfile.ZipFile(target, "w") as package:
            package.writestr(archive.MANIFEST, json.dumps(said))
            for key, content in members.items():
                package.writestr(key, content)
        return target

    def text_of(member):
        with zipfile.ZipFile(unit_pack) as package:
            return package.read(member).decode()

    write.text_of = text_of
    return write
