"""One sheet of a bureau: where its heading is, what its columns are, what holds from row to row."""

from desktop.intake.bureau_table import understand
from desktop.intake.bureau_words import Vocabulary
from tests.intake import bureau_files as files


def sheet(rows):
    return understand(files.table(rows), Vocabulary([files.OFFICE, files.SCHOOL]), 2027)


def test_blank_rows_indexes_notes_and_repeated_headings_are_no_data():
    rows = [*files.BY_FUND_AND_PROJECT, files.BY_FUND_AND_PROJECT[2], ["注：本表不含结转。"]]
    found = sheet(rows)
    assert len(found.rows) == 7
    assert found.notes == ["注：本表不含结转。"]
    assert [column.role for column in found.columns] == ["project", *["figure"] * 3, "ignored"]
