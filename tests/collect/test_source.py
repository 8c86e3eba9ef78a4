"""What is taken out of a pack."""

import pytest

from desktop.collect import source
from desktop.findings import UserError
from desktop.ledger.records import Budget, Control, Unit
from desktop.packs import archive, reading
from tests.collect import packs


def read_pack(path):
    return source.read_pack(path, reading.read)


def test_a_pack_is_read_with_its_fingerprint_and_tables(tmp_path):
    about, tables = packs.content(1, 10)
    path = packs.write(tmp_path / "a.mzs", about, tables)
    read = read_pack(path)
    assert (read.unit, read.unit_key, read.year, read.stage) == ("第1单位", "100001", 2027, "一上")
    assert read.fingerprint == source.fingerprint_of(path)
    assert sum(int(row["amount"]) for row in read.tables["lines"] if row["side"] == "支出") == read.expenditure


def test_a_unit_without_a_code_is_known_by_its_name(tmp_path):
    about, tables = packs.content(1, 10)
    assert read_pack(packs.write(tmp_path / "a.mzs", about | {"unit_code": ""}, tables)).unit_key == "第1单位"


def test_lines_of_both_years_come_with_whom_they_name_and_people_as_numbers(tmp_path):
    about, tables = packs.content(1, 10)
    tables["lines"] += [
        packs.line("支出", 7, 2027, nature="对附属单位补助支出", fund="一般公共预算", counterpart="某所"),
        packs.line("收入", 9, 2026, fund="一般公共预算"),
    ]
    read = read_pack(packs.write(tmp_path / "a.mzs", about, tables)).tables
    assert [(row["amount"], row["nature"]) for row in read["lines"] if row["counterpart"] == "某所"] == [
        (7, "对附属单位补助支出")
    ]
    assert [row["amount"] for row in read["lines"] if row["line_year"] == 2026] == [9]
    assert [(row["status"], row["heads"]) for row in read["staff"]] == [
        (row["status"], row["heads"]) for row in tables["staff"]
    ]
    assert [row["status"] for row in read["outcomes"]] == [row["status"] for row in tables["outcomes"]]


def test_a_file_that_is_no_pack_is_refused(tmp_path):
    (tmp_path / "a.mzs").write_bytes(b"no zip")
    with pytest.raises(UserError, match=r"a\.mzs"):
        read_pack(tmp_path / "a.mzs")


def test_control_numbers_are_no_budget(tmp_path):
    manifest = {
        **archive.heading(archive.CONTROLS, Unit(name="甲", kind="行政"), Budget(0, 1, 2027, "一下控制数")),
        "reference": "",
    }
    members = archive.control_members("控制数", [Control(id=1, budget_id=1, block="人员经费", amount=5)])
    (tmp_path / "a.mzs").write_bytes(archive.packed(manifest, members))
    with pytest.raises(UserError, match="控制数包"):
        read_pack(tmp_path / "a.mzs")
