"""Small text files from outside: nothing endless or huge is read, every refusal is plain."""

import os

import pytest

from desktop import text_files
from desktop.catalog import answers
from desktop.catalog.strict import DataError, read_toml
from desktop.collect import expected
from desktop.findings import UserError
from desktop.intake import month_totals
from desktop.template import mapping

READERS = {
    "answers": answers.read,
    "month totals": month_totals._toml,
    "expected units": expected.of_csv,
    "mapping": mapping.load,
    "policy": lambda path: read_toml(path, path.name),
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "甲.toml"


def test_a_text_is_read_in_its_encoding(path):
    path.write_bytes("甲".encode("gb18030"))
    assert text_files.read(path, ("utf-8-sig", "gb18030")) == "甲"
    with pytest.raises(UserError, match="文字编码无法识别"):
        text_files.read(path)


@pytest.mark.parametrize("name", READERS)
def test_every_reader_refuses_what_is_too_large_too_deep_or_no_file(name, path):
    endless_key = b"a" + b".a" * 100_000 + b" = 1"  # kept a reader of TOML busy for more than a minute
    for content in (
        b"a" * 1_000_001,
        endless_key,
        b"9" * 5_000,
        b"x = " + b"9" * 5_000,
        b"x = " + b"[" * 100_000,
        b"[" * 100_000,
        b"\xff\xfe",
        b"{}",
    ):
        path.write_bytes(content)
        with pytest.raises((UserError, DataError)) as refused:
            READERS[name](path)
        assert any("一" <= letter <= "鿿" for letter in str(refused.value))
    if hasattr(os, "mkfifo"):
        os.mkfifo(path.with_name("管道"))
        with pytest.raises((UserError, DataError), match="不是文件"):
            READERS[name](path.with_name("管道"))


def test_the_limit_is_looked_at_while_reading(path):
    path.write_bytes(b"1234")
    assert text_files.read(path, largest=4) == "1234"
    with pytest.raises(UserError, match="过大"):
        text_files.read(path, largest=3)
