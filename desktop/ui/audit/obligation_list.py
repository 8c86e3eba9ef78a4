"""What a document owes and how each of it came out; what was not checked stands apart, with the reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget

from desktop.audit.outcome import Obligation, Outcome
from desktop.ui.kit import theme
from desktop.ui.kit.read_tables import cell, table

MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.NOT_APPLICABLE: "—", Outcome.NOT_CHECKED: "？"}


def outcome_color(outcome: Outcome) -> str:
    """Return the colour of an outcome; what was not checked has that of a warning."""
    c = theme.colors()
    known = {Outcome.PASSED: c.good, Outcome.FAILED: c.error, Outcome.NOT_APPLICABLE: c.muted}
    return known.get(outcome, c.warning)


class ObligationList:
    """Obligations in a table; double click or the enter key asks for the page of the rule."""

    def __init__(self, name: str, ask_rule: Callable[[str], None]) -> None:
        self.table: QTableWidget = table(name, ("结果", "编号", "核对内容", "说明"), (84, 52, 130))
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the rows fit one width
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self.table.resizeRowsToContents())
        self.table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)  # a reason may be long
        self._codes: list[str] = []
        self.table.cellActivated.connect(lambda row, _: ask_rule(self._codes[row]))

    def show(self, obligations: list[Obligation]) -> None:
        """List obligations."""
        self._codes = [each.code for each in obligations]
        self.table.setRowCount(len(obligations))
        for row, each in enumerate(obligations):
            texts = (f"{MARKS[each.outcome]} {each.outcome}", each.code, each.title, each.reason)
            for column, text in enumerate(texts):
                self.table.setItem(row, column, cell(text, color="" if column else outcome_color(each.outcome)))
        self.table.resizeRowsToContents()
