"""The data package holds what the tables print, says what it is, and is the same bytes again."""

import csv
import json
import zipfile
from dataclasses import replace
from io import StringIO

import pytest

from desktop.exporters import package
from desktop.exporters.delivery import data, tabular
from desktop.exporters.package import ReadBackFailed
from desktop.findings import UserError
from desktop.layouts.tables.figures import Figure
from desktop.personal import Guard, Personal
from tests.exporters import small


def publication(**changed):
    given = small.publication(**changed)
    figures = {"f": Figure("f", "收入", "", "", "amount", "1.23", "万元")}
    return replace(given, narrative=replace(given.narrative, figures=figures), code="101", stage="公开")


def rows(content):
    return list(csv.reader(StringIO(content.decode())))


def test_tables_are_rows_under_their_headers_with_the_amounts_of_the_workbook():
    members = data.members_of(publication())
    header, total, basic, project = rows(members["data/table_1.csv"])
    assert header == ["项目", "预算数/本年", "预算数/上年", "占比"]
    assert total == ["合计", "12345.678901", "0", "—"]
    assert basic == ["基本支出", "12345", "", "33.33"]
    assert project == ["项目 支出", "0.678901", "-0.005001", "2"]
    assert rows(members[data.FIGURES])[1] == ["f", "收入", "1.23", "万元"]
    first, second, _ = json.loads(members[tabular.PACKAGE])["resources"]
    assert [field["type"] for field in first["schema"]["fields"]] == ["string", "number", "number", "string"]
    assert first["schema"]["fields"][1]["unit"] == "万元"
    assert (first["description"], first["lead"]) == ("注：单位为示例", [{"label": "部门", "value": "某县统计局"}])
    assert second["title"] == "表1 合并表"


def test_where_tails_are_moved_the_printed_amounts_stand():
    assert rows(data.members_of(publication(rounding="adjust_largest"))["data/table_1.csv"])[3][1:3] == [
        "0.68",
        "-0.01",
    ]


@pytest.mark.parametrize("rounding", ["independent", "adjust_largest"])
def test_the_package_is_read_back_and_the_same_bytes_again(tmp_path, rounding):
    found = [package.export(publication(rounding=rounding), tmp_path / each, ("data",))[0] for each in "ab"]
    assert found[0].path.name == "某县统计局_2024_预算公开_数据.zip"
    assert found[0].compared == 25
    assert found[0].path.read_bytes() == found[1].path.read_bytes()
    with zipfile.ZipFile(found[0].path) as members:
        about = json.loads(members.read(tabular.MANIFEST))
    wanted = {"unit": "某县统计局", "code": "101", "year": 2024, "stage": "公开", "version": "ABCD-1234"}
    assert {name: about[name] for name in wanted} == wanted


@pytest.mark.parametrize(("column", "value"), [(1, "12345.678902"), (1, "12345.6789011"), (3, "33.34"), (0, "总计")])
def test_a_package_that_reads_back_differently_is_not_kept(tmp_path, monkeypatch, column, value):
    before = ["合计", "12345.678901", "0", "33.33"]
    changed = lambda rows: [[value if cell == before[column] else cell for cell in row] for row in rows]  # noqa: E731
    csv_bytes = tabular.csv_bytes
    monkeypatch.setattr(tabular, "csv_bytes", lambda rows: csv_bytes(changed(rows)))
    with pytest.raises(ReadBackFailed, match="《表1 收支总表》"):
        package.export(publication(), tmp_path, ("data",))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lost", "place"),
    [(lambda rows: rows[:-1] if rows[0][0] == "项目" else rows, "《表1 收支总表》的行数"),
     (lambda rows: [tuple("1.24" if cell == "1.23" else cell for cell in row) for row in rows], "说明中的数"),
     (lambda rows: rows[:1] if rows[0][0] == "id" else rows, "说明中的数")],
)  # fmt: skip
def test_a_lost_row_and_another_figure_of_the_text_are_noticed(tmp_path, monkeypatch, lost, place):
    csv_bytes = tabular.csv_bytes
    monkeypatch.setattr(tabular, "csv_bytes", lambda rows: csv_bytes(lost(rows)))
    with pytest.raises(ReadBackFailed, match=place):
        package.export(publication(), tmp_path, ("data",))
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_the_package_does_not_name_is_noticed(tmp_path, monkeypatch):
    described = tabular.described
    monkeypatch.setattr(tabular, "described", lambda title, resources: described(title, resources[1:]))
    with pytest.raises(ReadBackFailed, match="表的个数"):
        package.export(publication(), tmp_path, ("data",))


def test_nothing_personal_leaves_with_it(tmp_path):
    """A name that only the figures of the text would carry is found too."""
    given = publication()
    named = replace(given.narrative.figures["f"], label="王小二慰问金")
    given = replace(given, narrative=replace(given.narrative, figures={"f": named}))
    with pytest.raises(UserError, match="姓名的内容“王小二”"):
        data.write(replace(given, guard=Guard((Personal("王小二", "姓名"),))), tmp_path / "x.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_digest_that_looks_like_the_number_of_a_card_is_none(tmp_path, monkeypatch):
    """One digest in some thousands holds sixteen figures with a right check digit: the export was refused."""
    card = "4111111111111111"
    monkeypatch.setattr(tabular, "digest", lambda content: f"{len(content):a<24}{card}".ljust(64, "f"))
    data.write(publication(), tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as written:
        assert card in written.read(tabular.PACKAGE).decode()
    given = publication()
    named = replace(given.narrative.figures["f"], label=f"转入{card}")
    given = replace(given, narrative=replace(given.narrative, figures={"f": named}))
    with pytest.raises(UserError, match="银行卡号“411…11”"):
        data.write(given, tmp_path / "y.zip")
