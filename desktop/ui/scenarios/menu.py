"""The submenu 测算方案 of 年度与阶段: a new scenario, those there are, and back to official data."""

from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.session import Session


class ScenarioMenu(QMenu):
    """Lists the scenarios of the unit in view; filled when it is about to be shown."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("测算方案", parent)
        self._session, self._parent = session, parent
        self.fill()
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the scenarios, the one in view with a mark."""
        session = self._session
        self.clear()
        begin = self.addAction("新建测算方案…", self.begin)
        begin.setEnabled(not session.book.read_only and session.view is None and not session.budget.scenario)
        found = session.book.scenarios(unit_id=session.unit.id) if session.view is None else []
        if found:
            self.addSeparator()
        for scenario in found:
            name = f"{scenario.scenario}　（{scenario.year}年　{scenario.stage}）".replace("&", "&&")
            action = self.addAction(name, lambda chosen=scenario: session.choose(chosen))
            action.setCheckable(True)
            action.setChecked(scenario.id == session.budget.id)

    def begin(self) -> None:
        """Ask for a name, copy the stage and turn to the copy."""
        from desktop.ui.scenarios.dialogs import NewScenarioDialog

        NewScenarioDialog(self._session, self._parent).open()
