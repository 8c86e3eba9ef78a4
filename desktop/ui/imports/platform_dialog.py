"""Tables of the 一体化 platform: looked at, copied for pasting there, or saved as a workbook."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.template import mapping, platform_tables
from desktop.template.fill import fill
from desktop.template.records import Records
from desktop.ui.kit import ask_file
from desktop.ui.kit.guarded import guarded
from desktop.ui.session import Session

HEADING = "按平台导入表的列次列出本账本的数据，金额单位见表头（未写的为元）。标“留空”的列账本中没有。"


class PlatformDialog(QDialog):
    """Shows one table of the platform at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._known = mapping.load(platform_tables.MAPPING)
        self.setWindowTitle("一体化平台表格")
        self.resize(1000, 600)
        heading = QLabel(HEADING)
        heading.setWordWrap(True)
        self.names = QListWidget()
        self.names.setMaximumWidth(190)
        self.names.addItems([sheet.sheet for sheet in self._known.sheets])
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.count = QLabel()
        buttons = QDialogButtonBox()
        copy = buttons.addButton("复制这张表的数据", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy_rows)
        save = buttons.addButton("全部保存为工作簿…", QDialogButtonBox.ButtonRole.ActionRole)
        save.clicked.connect(self._choose_target)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        middle = QHBoxLayout()
        middle.addWidget(self.names)
        middle.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)

    def rows(self) -> list[list[str]]:
        """Return the rows of the chosen table."""
        disclosure = self._session.disclosure
        sheet = self._known.sheets[self.names.currentRow()]
        return platform_tables.rows_to_paste(sheet, Records(disclosure.facts, disclosure.cube))

    def _show(self) -> None:
        table = platform_tables.tables()[self.names.currentRow()]
        rows = self.rows()
        self.table.setColumnCount(len(table.columns))
        self.table.setRowCount(len(rows))
        columns = zip(table.columns, platform_tables.columns_of(table), strict=True)
        for number, (title, known) in enumerate(columns):
            header = QTableWidgetItem(title if known is not None else f"{title}（留空）")
            self.table.setHorizontalHeaderItem(number, header)
        for number, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self.table.setItem(number, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        self.count.setText(f"{len(rows)} 行" if rows else "账本中没有这类数据")

    def copy_rows(self) -> None:
        """Put the rows of the chosen table on the clipboard, to be pasted under the headers of the platform's file."""
        rows = self.rows()
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows))
        self._session.message.emit(f"已复制“{self._known.sheets[self.names.currentRow()].sheet}” {len(rows)} 行")

    def _choose_target(self) -> None:
        if target := ask_file.to_write(self, "保存", platform_tables.WORKBOOK.name, "Excel (*.xlsx)"):
            guarded(self, lambda: self.write(target))

    def write(self, target: Path) -> None:
        """Write the workbook with all tables."""
        disclosure = self._session.disclosure
        filled = fill(self._known, platform_tables.WORKBOOK, disclosure.cube, facts=disclosure.facts)

        def put(temporary: Path) -> None:
            temporary.write_bytes(filled.content)

        paths.clear_stale_temporaries(target.parent)
        paths.write_beside(target, put)
        self._session.message.emit(f"已保存平台表格：{target.name}")
        self.accept()
