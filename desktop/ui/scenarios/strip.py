"""The mark of an open scenario (测算方案): a coloured strip over the whole window, with what can be done to it."""

from collections.abc import Callable

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.ledger import scenarios
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.session import Session


class ScenarioStrip(QFrame):
    """Hidden while official data are in view."""

    def __init__(self, session: Session, finish_edits: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._finish_edits = session, finish_edits
        self.setObjectName("scenario")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = PlainLabel(name="scenario")
        self.text.setWordWrap(True)
        self.choose = self._button("项目取舍…", self.choose_projects)
        self.compare = self._button("比较…", self.show_difference)
        self.take = self._button("采用…", self.show_difference)
        self.drop = self._button("放弃…", self.ask_drop)
        self.back = self._button("回到正式数据", self.go_back)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 12, 4)
        line.setSpacing(6)
        line.addWidget(self.text, 1)
        for button in (self.choose, self.compare, self.take, self.drop, self.back):
            line.addWidget(button)
        session.changed.connect(self.reload)
        self.reload()

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("small")
        button.clicked.connect(lambda: guarded(self.window(), run))
        return button

    def reload(self) -> None:
        """Show which scenario is open and what it leaves out, or nothing."""
        session = self._session
        scenario = session.budget
        self.setVisible(bool(scenario.scenario))
        if not scenario.scenario:
            return
        gone = [project.name for project in session.scenario_edits.projects() if project.left_out]
        words = f"{scenarios.described(scenario)}"
        self.text.setText(f"{words}；不列的项目：{'、'.join(gone)}" if gone else words)
        writable = not session.book.read_only
        for button in (self.choose, self.drop):
            button.setEnabled(writable)
        stages = [b for b in session.book.budgets(scenario.unit_id) if _stage_key(b) == _stage_key(scenario)]
        self.take.setEnabled(writable and bool(stages) and not stages[0].frozen_at)
        frozen = "这个阶段已冻结，方案只能比较，不能采用" if stages and stages[0].frozen_at else ""
        self.take.setToolTip(frozen)
        for button in (self.compare, self.back):
            button.setEnabled(bool(stages))

    def choose_projects(self) -> None:
        """Choose which projects the scenario is computed with."""
        from desktop.ui.scenarios.dialogs import ProjectsDialog

        self._finish_edits()
        ProjectsDialog(self._session, self.window()).open()

    def show_difference(self) -> None:
        """Show the totals and differences to the stage; there it is taken over."""
        from desktop.ui.scenarios.difference_dialog import DifferenceDialog

        self._finish_edits()
        DifferenceDialog(self._session, self.window()).open()

    def ask_drop(self) -> None:
        """Throw the scenario away when a person confirms that."""
        name = self._session.budget.scenario
        text = f"放弃测算方案“{name}”？正式数据没有变化；放弃后可以撤销。"
        answer = QtWidgets.QMessageBox.question(self.window(), "放弃测算方案", as_plain_text(text))
        if answer == QtWidgets.QMessageBox.StandardButton.Yes:
            self._finish_edits()
            self._session.scenario_edits.drop()

    def go_back(self) -> None:
        """Turn to the stage."""
        self._finish_edits()
        self._session.choose(self._session.scenario_edits.stage())


def _stage_key(budget: object) -> tuple[object, ...]:
    return tuple(getattr(budget, name) for name in ("unit_id", "year", "stage"))
