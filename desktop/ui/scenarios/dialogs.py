"""Naming a new scenario (测算方案), and choosing the projects it is computed with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.ledger import scenarios
from desktop.ui.session import Session
from desktop.ui.units.step_dialog import StepDialog

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class NewScenarioDialog(StepDialog):
    """Asks for the name of a scenario of the stage in view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        stage = f"{session.budget.year}年“{session.budget.stage}”"
        about = (
            f"把{stage}复制一份，在里面试改参数、人员、定额和项目。正式数据不变；"
            "试好后可以比较、采用或放弃，导出的文件都注明是测算方案。"
        )
        super().__init__(session, "新建测算方案", about, "新建", parent)
        self.name = QLineEdit()
        self.name.setMaxLength(scenarios.LONGEST)
        self.name.setPlaceholderText("例如：医保费率提高、压减项目")
        self.add_row("方案名称", self.name)

    def apply(self) -> None:
        """Begin the scenario and turn to it."""
        self.session.scenario_edits.begin(self.name.text())


class ProjectsDialog(StepDialog):
    """Lists the projects of the scenario; those without a tick are left out of everything."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        about = "去掉勾的项目在这个方案里不列：不计算、不列表、不写进说明。采用方案时，它们会从正式数据中删除。"
        super().__init__(session, "方案中的项目", about, "确定", parent)
        self.list = QListWidget()
        self.list.setAccessibleName("方案中的项目")
        for project in session.scenario_edits.projects():
            item = QListWidgetItem(project.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(UNCHECKED if project.left_out else CHECKED)
            item.setData(Qt.ItemDataRole.UserRole, project.id)
            self.list.addItem(item)
        self.form.addRow(self.list)
        self.do.setEnabled(self.list.count() > 0)

    def apply(self) -> None:
        """Compute the scenario with the projects that have a tick."""
        items = [self.list.item(row) for row in range(self.list.count())]
        gone = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is UNCHECKED]
        self.session.scenario_edits.leave_out(gone)
