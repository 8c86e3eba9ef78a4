"""在用参数: each value the open budget is computed with, whose it is, its document, and which are only examples."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog import asked, policy
from desktop.compute import drafting, used_parameters, values_in_force
from desktop.compute.values_in_force import InForce
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.session import Session

HEADINGS = ("参数", "月份", "数值", "单位", "来自", "生效日期", "文号", "说明")
VALUE = HEADINGS.index("数值")
WIDTHS = {"参数": 18, "月份": 5, "数值": 6, "单位": 5, "来自": 4, "生效日期": 7, "文号": 13}


class ValuesDialog(QDialog):
    """A list to read: a value is changed in 本账本参数 or in the questionnaire."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("在用参数")
        self.resize(1120, 560)
        self._found = _in_force(session)
        title = policy.title_of(session.budget.policy) if session.budget.policy else "没有选择"
        rule = "本账本参数自生效日起优先于参数包，不论参数包的日期更早还是更晚。"
        heading = PlainLabel(f"{session.budget.year}年预算　政策参数：{title}。{rule}")
        heading.setWordWrap(True)
        self.only_used = QCheckBox("只看本预算用到的")
        self.only_used.setChecked(True)
        self.only_used.toggled.connect(self._show)
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setAccessibleName("在用参数")
        self.table.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        letter = self.fontMetrics().horizontalAdvance("年")
        for number, name in enumerate(HEADINGS[:-1]):
            self.table.setColumnWidth(number, WIDTHS[name] * letter + 16)
        self.table.horizontalHeader().setSectionResizeMode(len(HEADINGS) - 1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (heading, self.only_used, self.table, buttons):
            column.addWidget(widget)
        self._show()

    def _show(self) -> None:
        shown = [each for each in self._found if each.used or not self.only_used.isChecked()]
        self.table.setRowCount(len(shown))
        for row, each in enumerate(shown):
            for number, text in enumerate(_texts(each)):
                item = QTableWidgetItem(text)
                item.setToolTip(as_plain_text(text))
                if number == VALUE:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, number, item)


def _in_force(session: Session) -> list[InForce]:
    drafted = drafting.draft(session.facts)
    if drafted.values is None:
        return []
    used = used_parameters.used(session.facts, drafted.values, drafted.lines)
    return values_in_force.of_year(drafted.values, {*used, *drafted.values.missing})


def _texts(each: InForce) -> tuple[str, ...]:
    """Return the cells of a row."""
    unit, value = each.parameter.unit, each.value
    months = "全年" if (each.first, each.last) == (1, 12) else f"{each.first}–{each.last}月"
    number = asked.shown(unit, f"{value.value:f}") if value else "未填"
    since, reference = (str(value.valid_from), value.reference) if value else ("", "")
    notes = "；".join(each.notes)
    return (each.parameter.label, months, number, asked.unit_shown(unit), each.source, since, reference, notes)
