"""A field for a running 项 (运行科目): found by code, name or 拼音 initials; those usual for the unit come first."""

from PySide6.QtWidgets import QComboBox

from desktop.catalog import classification
from desktop.catalog.search import USUAL, problem
from desktop.ui.grids.editors import CodeEdit
from desktop.ui.kit.wheel_safe import DropDown


class FunctionField(DropDown):
    """The 项 in force in a year; it may stay empty."""

    def __init__(self) -> None:
        super().__init__()
        self.line = CodeEdit("function", 0)
        self.line.setPlaceholderText("可以不填；写编码、名称或拼音首字母，例如 syyx")
        self.setLineEdit(self.line)
        self.setCompleter(None)  # type: ignore[arg-type]  # the line has a list of its own
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.line.editingFinished.connect(self._show_name)
        self.line.taken.connect(self._show_name)
        self._listed: tuple[int, str] = (0, "")
        self.year = 0

    def offer(self, year: int, kind: str) -> None:
        """List the 项 of a year, those that such people are usually booked to first; what is typed stays."""
        if self._listed == (year, kind):
            return
        self._listed, self.year = (year, kind), year
        self.line.look_in(year)
        typed, table = self.currentText(), classification.load("function")
        leaves = [each for each in table.codes.values() if len(each.code) == table.leaf_length and each.in_force(year)]
        leaves.sort(key=lambda each: (each.name_in(year) != USUAL.get(kind, ""), each.code))
        self.clear()
        self.addItems([f"{each.code} {each.name_in(year)}（{table.name(each.parent)}）" for each in leaves])
        self.setCurrentIndex(-1)
        self.setEditText(typed)

    def _show_name(self) -> None:
        """Show the name beside a code that was typed or taken: seven digits alone tell nobody what was chosen."""
        code = self.code()
        entry = next((text for text in map(self.itemText, range(self.count())) if text.split(" ")[0] == code), "")
        if code and entry and self.currentText() != entry:
            self.setEditText(entry)
            self.line.setCursorPosition(0)

    def code(self) -> str:
        """Return the code that was chosen or typed; words or initials that only one 项 has stand for its code."""
        return self.line.code()

    def problem(self) -> str:
        """Return why the 项 cannot be taken; empty where it can, or nothing was chosen."""
        code = self.code()
        return problem("function", code, self.year) if code else ""
