"""Lists of changes: the shipped one is sound, the own one comes back as it was written, a bad row is named."""

import pytest

from desktop.catalog import change_list
from desktop.catalog.change_list import ADDED, BY_HAND, COLUMNS, ENDED, ON_CODES, Change
from desktop.catalog.classification import FILES, LEVEL_LENGTHS, load
from desktop.findings import UserError


def test_each_shipped_change_names_a_known_kind_and_codes_that_are_in_the_tables():
    shipped = change_list.read(change_list.shipped_file())
    assert {change.kind for change in shipped} <= set(FILES)
    for change in shipped:
        assert change.source
        assert change.confidence in "ABCD"
        if change.action in ON_CODES:
            assert len(change.code) in LEVEL_LENGTHS[change.kind].values()
            assert change.code in load(change.kind).codes
            assert all(code in load(change.kind).codes for code in change.becomes)
        else:
            assert change.document


def test_the_own_list_comes_back_as_it_was_written(own_codes):
    added = Change(
        2027, "function", ADDED, "2010397", "甲，“乙”\n丙", document="甲财〔2026〕1号", source=BY_HAND, own=True
    )
    ended = Change(2027, "function", ENDED, "2010308", becomes=("2010397", "20140"), own=True)
    assert change_list.read_own() == []
    change_list.write_own([added, ended])
    assert change_list.read_own() == [added, ended]
    assert [added.single, ended.single] == [True, False]
    assert change_list.every()[-2:] == (added, ended)


@pytest.mark.parametrize("row", ["二〇二七,function,新增,1,甲", "2027,function,添,1,甲"])
def test_a_row_that_cannot_be_read_is_named(tmp_path, row):
    path = tmp_path / "x.csv"
    path.write_text(",".join(COLUMNS[:5]) + "\n2027,function,新增,1,甲\n" + row + "\n", encoding="utf-8")
    with pytest.raises(UserError, match="第 3 行不对"):
        change_list.read(path)


def test_a_list_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes("year,名称\n".encode("gb18030"))
    with pytest.raises(UserError, match="文字编码无法识别"):
        change_list.read(path)
