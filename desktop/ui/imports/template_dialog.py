"""The bureau's own workbook in the window: what goes into which cell, corrected by hand, kept, and filled."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.catalog.measures import standard
from desktop.findings import Finding, Place, Severity, UserError
from desktop.layouts.form import loader
from desktop.money import FEN_PER, NumberStyle
from desktop.template import mapping
from desktop.template.cell_values import amount_of
from desktop.template.fill import fill
from desktop.template.learn import Learned, learn
from desktop.ui.imports.template_pages import RowColumns, SheetChips
from desktop.ui.kit import ask_file
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session

COLUMNS = (("工作表", 130), ("单元格", 70), ("行标题", 200), ("列标题", 190), ("填入", 230), ("现值", 110))
AS_LEARNED, NOTHING = "按行列标题", "不填"
UNKNOWN = "账本中没有"


def learning(path: Path) -> Callable[[], Learned]:
    """Return the job that finds which cell of a workbook holds which figure; a mapping beside it goes before."""

    def job() -> Learned:
        learned = learn(path, [loader.load(key) for key in loader.available()])
        file = mapping_of(path)
        return with_mapping(learned, file) if file.exists() else learned

    return job


def mapping_of(path: Path) -> Path:
    """Return where the mapping of a workbook lies: beside it."""
    return path.with_suffix(".对应表.json")


def with_mapping(learned: Learned, file: Path) -> Learned:
    """Return what was learned with the mapping of a file (one's own, or that of another unit) in its place."""
    place = Place(file=file.name)
    try:
        known = mapping.load(file)
    except UserError as error:
        problem = Finding("模板", Severity.WARNING, f"对应表没有使用：{error}", place)
        return replace(learned, findings=[problem, *learned.findings])
    missing = [sheet.sheet for sheet in known.sheets if sheet.sheet not in learned.sheets]
    if missing:
        problem = Finding("模板", Severity.WARNING, f"对应表没有使用：表格中没有工作表“{missing[0]}”", place)
        return replace(learned, findings=[problem, *learned.findings])
    known = replace(known, file=learned.mapping.file)
    note = Finding("模板", Severity.INFO, "已按这个对应表填写；要重新辨认，请先把它移到别处", place)
    return replace(learned, mapping=known, findings=[note, *learned.findings])


class TemplateDialog(QDialog):
    """Lists every cell the file proposes; a choice of another figure, or of none, stands in the mapping file."""

    def __init__(self, session: Session, path: Path, learned: Learned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._path = session, path
        self.learned = learned
        self.setWindowTitle("财政局表格：哪一格填哪个数")
        self.resize(980, 640)
        count = self.learned.mapping.count
        heading = QLabel(f"{path.name}　认出 {count} 处。请核对“填入”一列；只有列出的格会被填写，其余原样保留。")
        heading.setObjectName("heading")
        heading.setWordWrap(True)
        self.cells = QTableWidget(0, len(COLUMNS))
        self.cells.setHorizontalHeaderLabels([name for name, _ in COLUMNS])
        set_widths(self.cells, (width for _, width in COLUMNS))
        self.cells.horizontalHeader().setStretchLastSection(True)
        self.cells.verticalHeader().hide()
        self.cells.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows = RowColumns(self.learned.mapping)
        self.pages = QTabWidget()
        notes = QPlainTextEdit("\n".join(f"{f.severity}　{f.describe()}" for f in self.learned.findings) or "没有问题")
        notes.setReadOnly(True)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("填写并保存…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setEnabled(bool(count))
        other = buttons.addButton("使用别人的对应表…", QDialogButtonBox.ButtonRole.ActionRole)
        other.clicked.connect(self.choose_mapping)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.choose_target)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget, stretch in ((heading, 0), (self.pages, 4), (notes, 1), (buttons, 0)):
            column.addWidget(widget, stretch)
        self._boxes: list[QComboBox] = []
        self._fill()
        self._add_pages()

    def _add_pages(self) -> None:
        """Show the sheets with chips, then the cells and the row lists one by one."""
        listed = [(sheet.sheet, cell.cell) for sheet in self.learned.mapping.sheets for cell in sheet.cells]
        amounts = {place: text_of(self.cells, row, 5) for row, place in enumerate(listed)}
        mapped = {sheet.sheet: sheet for sheet in self.learned.mapping.sheets}
        self.pages.addTab(SheetChips(self.learned.sheets, mapped, amounts), "表样（蓝色的格会填写）")
        self.pages.addTab(self.cells, f"逐格填写（{self.cells.rowCount()} 格）")
        self.pages.addTab(self.rows, f"逐条填写（{self.rows.rowCount()} 列）")

    def choose_mapping(self) -> None:
        """Ask for a mapping file that another unit has given, and show the workbook with it."""
        if path := ask_file.to_read(self, "选择对应表", "对应表 (*.json)", self._path.parent):
            self.use_mapping(path)

    def use_mapping(self, file: Path) -> "TemplateDialog":
        """Show the workbook with the mapping of a file, in a new dialog in place of this one."""
        again = TemplateDialog(self._session, self._path, with_mapping(self.learned, file), self.parentWidget())
        self.accept()
        again.open()
        return again

    def _fill(self) -> None:
        disclosure = self._session.disclosure
        listed = [(sheet, cell) for sheet in self.learned.mapping.sheets for cell in sheet.cells]
        self.cells.setRowCount(len(listed))
        for row, (sheet, cell) in enumerate(listed):
            fen = amount_of(disclosure.cube, cell, disclosure.facts)
            shown = UNKNOWN if fen is None else mapping_amount(fen, sheet.unit_at(cell.cell))
            for number, text in enumerate((sheet.sheet, cell.cell, cell.row, cell.column, "", shown)):
                self.cells.setItem(row, number, QTableWidgetItem(text))
            box = DropDown()
            box.addItem(AS_LEARNED, AS_LEARNED)
            box.addItem(NOTHING, NOTHING)
            for measure in standard().values():
                box.addItem(measure.label, measure.name)
            self._boxes.append(box)
            self.cells.setCellWidget(row, 4, box)

    def corrected(self) -> mapping.WorkbookMapping:
        """Return the mapping with the choices made."""
        choices = iter(self._boxes)
        found = replace(self.learned.mapping, sheets=[replace(sheet) for sheet in self.learned.mapping.sheets])
        for sheet in found.sheets:
            cells = []
            for cell in sheet.cells:
                choice = str(next(choices).currentData())
                if choice == AS_LEARNED:
                    cells.append(cell)
                elif choice != NOTHING:
                    cells.append(replace(cell, where=standard()[choice].where))
            sheet.cells = cells
            sheet.rows = self.rows.corrected(sheet)
        return found

    def choose_target(self) -> None:
        """Ask where the filled file goes."""
        kind = self._path.suffix  # a workbook with macros stays one
        if target := ask_file.to_write(self, "保存填好的表格", f"已填_{self._path.name}", f"Excel (*{kind})"):
            guarded(self, lambda: self.write(target))

    def write(self, target: Path) -> None:
        """Write the filled workbook and keep the mapping beside the blank one.

        Nothing is written when the sums of the filled workbook are not the ledger's, or it would replace the blank one.
        """
        if target.exists() and target.samefile(self._path):
            raise UserError(f"不能覆盖空白表格“{self._path.name}”，没有保存；请换一个文件名或文件夹")
        known = self.corrected()
        filled = fill(known, self._path, self._session.disclosure.cube, facts=self._session.disclosure.facts)
        keep = self._may_keep(known)

        def put(temporary: Path) -> None:
            temporary.write_bytes(filled.content)

        paths.clear_stale_temporaries(target.parent)
        paths.write_beside(target, put)
        if keep:
            mapping.save(known, self.mapping_file, overwrite=True)
        self._session.message.emit(f"已填写 {filled.cells} 格：{target.name}")
        notes = [f"{f.severity}　{f.describe()}" for f in filled.findings]
        if notes:
            TextDialog(f"已填写“{target.name}”，请看以下提示", "\n".join(notes), self.parentWidget()).open()
        self.accept()

    @property
    def mapping_file(self) -> Path:
        """Where the mapping lies: beside the blank workbook."""
        return mapping_of(self._path)

    def _may_keep(self, known: mapping.WorkbookMapping) -> bool:
        """Ask before another mapping is replaced; the workbook is filled with the present choices in any case."""
        if not mapping.differs(mapping.as_text(known), self.mapping_file):
            return True
        text = (
            f"已有对应表“{self.mapping_file.name}”，其中可能有人工修改。要用这次的选择覆盖它吗？\n"
            "选“否”则保留原有对应表，表格照常填写。"
        )
        return QMessageBox.question(self, "对应表", as_plain_text(text)) == QMessageBox.StandardButton.Yes


def text_of(table: QTableWidget, row: int, column: int) -> str:
    """Return the text of a cell of a table, empty where there is none."""
    item = table.item(row, column)
    return item.text() if item is not None else ""


def mapping_amount(fen: int, unit: str) -> str:
    """Return an amount as the sheet will show it, two decimals."""
    return NumberStyle(unit=unit if unit in FEN_PER else "万元").show(fen)
