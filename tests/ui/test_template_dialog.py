"""The bureau's workbook: what goes into which cell, corrected by hand and kept."""

import pytest

from desktop.ledger.book import Book
from desktop.ui.session import Session
from desktop.ui.template_dialog import NOTHING, TemplateDialog, learning
from tests import samples
from tests.template.test_template import merged_header, values


@pytest.fixture
def session(qtbot, tmp_path):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    with Book.open(tmp_path / "账本.mzb") as book:
        yield Session(book)


def test_a_template_is_corrected_and_filled(qtbot, session, tmp_path):
    path = tmp_path / "表样.xlsx"
    merged_header().save(path)
    dialog = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(dialog)
    assert [dialog.cells.item(0, n).text() for n in (1, 2, 5)] == ["D6", "201 一般公共服务支出", "87.39"]
    dialog._boxes[1].setCurrentText(NOTHING)
    dialog._boxes[2].setCurrentText("“三公”经费")
    dialog.write(tmp_path / "已填.xlsx")
    sheet = values(tmp_path / "已填.xlsx")
    assert [sheet[place].value for place in ("D6", "E6", "D7")] == [87.394717, None, 2.24]
    assert path.with_suffix(".对应表.json").is_file()
