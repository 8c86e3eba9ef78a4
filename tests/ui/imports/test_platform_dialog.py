"""Tables of the 一体化 platform in the window."""

import openpyxl
from PySide6.QtGui import QGuiApplication

from desktop.template import platform_tables
from desktop.ui.imports.platform_dialog import PlatformDialog


def test_a_table_is_shown_copied_and_saved(qtbot, session, tmp_path):
    dialog = PlatformDialog(session)
    qtbot.addWidget(dialog)
    dialog.names.setCurrentRow(3)
    assert dialog.table.rowCount() == len(dialog.rows()) > 10
    dialog.copy_rows()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == dialog.table.rowCount()
    assert {line.count("\t") for line in lines} == {len(platform_tables.tables()[3].columns) - 1}
    dialog.write(tmp_path / "平台.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "平台.xlsx")["支出预算明细"]
    assert sheet.max_row == 1 + len(lines)
