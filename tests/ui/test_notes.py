"""Remarks and evidence files: kept with their row, come out equal, programs refused."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.findings import UserError
from desktop.ledger.records import Attachment, Remark
from desktop.ui import notes
from desktop.ui.grid import NOTED


def column(grid, key):
    return next(c for c in grid.columns if c.key == key)


def test_a_remark_marks_its_row_and_goes_with_it(window):
    session, grid = window.session, window.lines.grid
    line = grid.rows[1].this
    notes.set_remark(session, line, "按合同第三条")
    cell = grid.index(1, 0)
    assert cell.data(NOTED)
    assert "按合同第三条" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert not grid.index(2, 0).data(NOTED)
    grid.sort_by(column(grid, "economic_code"), descending=True)
    marked = [n for n in range(len(grid.rows)) if grid.index(n, 0).data(NOTED)]
    assert [grid.rows[n].this for n in marked] == [line]
    session.delete_rows([grid.rows[marked[0]]])
    assert not session.book.records(Remark)
    session.undo()
    assert [r.text for r in session.book.records(Remark)] == ["按合同第三条"]


def test_a_file_is_kept_in_the_book_and_comes_out_equal(window, qtbot, tmp_path):
    session, line = window.session, window.lines.grid.rows[0].this
    source = tmp_path / "合同.pdf"
    source.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 40)
    dialog = notes.NotesDialog(session, line, "行", window)
    dialog.attach([source])
    kept = session.book.records(Attachment)
    assert [(a.name, a.size) for a in kept] == [("合同.pdf", source.stat().st_size)]
    assert "合同.pdf" in dialog.list.item(0).text()
    from desktop.ledger import attachments

    attachments.write_copy(session.book, kept[0], tmp_path / "取出.pdf")
    assert (tmp_path / "取出.pdf").read_bytes() == source.read_bytes()
    notes.detach(session, kept[0])
    assert not session.book.records(Attachment)
    session.undo()
    assert session.book.file(session.book.records(Attachment)[0].digest) == source.read_bytes()


@pytest.mark.parametrize("name", ["病毒.exe", "脚本.bat", "没有扩展名"])
def test_a_program_is_not_taken_as_evidence(name, window, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"MZ")
    with pytest.raises(UserError, match="没有添加"):
        notes.attach(window.session, window.lines.grid.rows[0].this, [Path(path)])
    assert not window.session.book.records(Attachment)
