"""The year of a workbook of tables alone: by the titles of its sheets; what has no sentences is not left unchecked."""

import pytest

from desktop.audit import auditing
from desktop.audit.outcome import Outcome
from desktop.audit.sentences import sheet_titles
from desktop.outside.document import Document, Spot, Table
from tests.audit.texts import document as of_lines


def workbook(*sheets):
    """A workbook of sheets, each a list of rows whose cells stand between bars."""
    parts = []
    for number, lines in enumerate(sheets, 1):
        rows = tuple(tuple(line.split("|")) for line in lines)
        parts.append(Table(rows, spots=tuple(Spot(line=n, sheet=f"表{number}") for n in range(1, len(rows) + 1))))
    return Document("公开.xlsx", "xlsx", tuple(parts))


COVER = ["某局||", "2023年部门预算公开||"]


def table(title):
    return [f"{title}||", "单位：某局||单位：万元", "项目|预算数|备注", "收入总计|10.00|", "2022年预算安排|9.00|"]


def outcome(document, code):
    return next(each.outcome for each in auditing.of_document(document).obligations if each.code == code)


def test_titles_are_the_rows_of_one_cell_at_the_head_of_a_sheet():
    document = workbook(COVER, table("2023 年收支总表"), [*["|"] * 4, "2021年预算|"])
    assert [quote.text for quote in sheet_titles.titles(document)] == ["某局", "2023年部门预算公开", "2023年收支总表"]
    assert list(sheet_titles.titles(of_lines("某局2023年部门预算"))) == []


@pytest.mark.parametrize(
    ("sheets", "year"),
    [
        ([COVER, table("收支总表")], 2023),
        ([table("2023年收支预算总表"), table("2022年支出预算总表"), table("2023年收入预算总表")], 2023),
        ([table("2023年收支预算总表"), table("2022年支出预算总表")], 0),
        ([table("收支总表")], 0),
    ],
)
def test_the_year_is_the_one_that_most_titles_state(sheets, year):
    assert sheet_titles.year_of(workbook(*sheets)) == year


def test_what_a_workbook_does_not_hold_does_not_apply_and_its_titles_are_looked_at():
    own = workbook(COVER, table("收支总表"))
    assert [outcome(own, code) for code in ("A14", "A51")] == [Outcome.NOT_APPLICABLE] * 2
    assert outcome(own, "A52") is Outcome.PASSED, "the cover states the year"
    silent = workbook(table("收支总表"))
    assert [outcome(silent, code) for code in ("A14", "A51", "A52")] == [Outcome.NOT_APPLICABLE] * 3
    unclear = workbook(table("2023年收支预算总表"), table("2022年支出预算总表"))
    assert outcome(unclear, "A52") is Outcome.NOT_CHECKED, "which of the two is wrong nobody tells"
    assert outcome(of_lines("收入总计10万元。"), "A51") is Outcome.NOT_CHECKED, "sentences of an unknown year"


def test_a_sheet_titled_with_another_year_is_found():
    wrong = workbook(COVER, table("2022年收支预算总表"), table("2022年预算执行情况表"), table("2023年支出预算表"))
    (found,) = [each for each in auditing.of_document(wrong).findings if each.code == "A52"]
    assert found.quotes[0].text == "2022年收支预算总表"
    assert found.quotes[0].spot.sheet == "表2"
