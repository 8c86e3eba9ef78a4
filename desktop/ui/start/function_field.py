"""A field for a running 项 (运行科目): typed by code or by a part of its name, those usual for the unit first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from desktop.catalog import classification
from desktop.ui.kit.wheel_safe import DropDown

USUAL = {"行政": "行政运行", "参公": "行政运行", "事业": "事业运行"}
"""What the 项 of the running costs is called for the kinds of people."""


class FunctionField(DropDown):
    """The 项 in force in a year; it may stay empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText("可以不填；写编码或名称，例如 事业运行")
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self._listed: tuple[int, str] = (0, "")
        self.year = 0

    def offer(self, year: int, kind: str) -> None:
        """List the 项 of a year, those that such people are usually booked to first; what is typed stays."""
        if self._listed == (year, kind):
            return
        self._listed, self.year = (year, kind), year
        typed, table = self.currentText(), classification.load("function")
        leaves = [each for each in table.codes.values() if len(each.code) == table.leaf_length and each.in_force(year)]
        leaves.sort(key=lambda each: (each.name_in(year) != USUAL.get(kind, ""), each.code))
        self.clear()
        self.addItems([f"{each.code} {each.name_in(year)}（{table.name(each.parent)}）" for each in leaves])
        self.setCurrentIndex(-1)
        self.setEditText(typed)

    def code(self) -> str:
        """Return the code that was chosen or typed; a name stands for its code where only one 项 has it."""
        typed = self.currentText().strip()
        if typed and not typed[0].isdigit():
            named = [
                text for text in map(self.itemText, range(self.count())) if text.split(" ", 1)[1].startswith(typed)
            ]
            typed = named[0] if len(named) == 1 else typed
        return typed.split(" ")[0]

    def problem(self) -> str:
        """Return why the 项 cannot be taken; empty where it can, or nothing was chosen."""
        code = self.code()
        return classification.load("function").problem(code, self.year) if code else ""
