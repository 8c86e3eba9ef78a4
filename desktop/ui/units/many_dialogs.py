"""Dialogs about many units at once: what is copied to them, one parameter for all, which are shown together."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.catalog import policy
from desktop.catalog.policy import Policy
from desktop.findings import UserError
from desktop.ledger.records import Budget, ParameterValue, Unit
from desktop.ledger.units import Copied
from desktop.ui.kit.small_screens import Rows
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session
from desktop.ui.units.step_dialog import StepDialog
from desktop.ui.units.unit_list import UnitBoxes, UnitChoice

COPIED = {
    Copied.SETTINGS: "设置（政策参数包、各类人员运行科目、版式设置）",
    Copied.TEXTS: "说明文字",
    Copied.VALUES: "本账本参数",
}


def budgets_of_year(session: Session) -> dict[int, Budget]:
    """Return the newest budget of each unit in the year in view, by the id of the unit."""
    return {budget.unit_id: budget for budget in session.book.records(Budget, year=session.budget.year)}


class CopyDialog(StepDialog):
    """What other units have as one unit has it."""

    def __init__(self, session: Session, source: Unit, parent: QWidget | None = None) -> None:
        about = f"{session.budget.year}年预算中，同名的内容以所选单位的为准覆盖，其他内容不变。可以一步撤销。"
        super().__init__(session, "从另一单位复制", about, "复制", parent)
        tree = session.unit_edits.tree()
        budgets = budgets_of_year(session)
        reasons = {unit.id: "没有该年预算" for unit in tree.units if unit.id not in budgets}
        reasons |= {unit: "已冻结" for unit, budget in budgets.items() if budget.frozen_at}
        self.source = UnitChoice(tree, "从哪个单位")
        self.source.choose(source)
        self.what = {part: QCheckBox(label) for part, label in COPIED.items()}
        parts = QWidget()
        parts.setLayout(Rows(*self.what.values()))
        self.targets = UnitBoxes(tree, "复制到哪些单位", reasons)
        self.add_row("从哪个单位", self.source)
        self.add_row("复制什么", parts)
        self.add_row("复制到", self.targets)
        self.resize(620, 480)

    def apply(self) -> None:
        """Copy as one step."""
        source = self.source.chosen()
        targets = [unit for unit in self.targets.ticked() if source is None or unit.id != source.id]
        what = [part for part, box in self.what.items() if box.isChecked()]
        if source is not None:
            self.session.unit_edits.copy(source, targets, what)


class ParameterDialog(StepDialog):
    """One value of a parameter for many units (一处修改，全部生效)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        about = f"所选单位的{session.budget.year}年预算都写入这一个参数值，连同文号；可以一步撤销。"
        super().__init__(session, "改一个参数到全部单位", about, "写入", parent)
        self._tree = session.unit_edits.tree()
        self._budgets = budgets_of_year(session)
        self._packs = {unit: _pack(budget) for unit, budget in self._budgets.items()}
        self.parameter = DropDown()
        labels = {name: p.label for pack in self._packs.values() if pack for name, p in pack.parameters.items()}
        for name, label in sorted(labels.items(), key=lambda pair: pair[1]):
            self.parameter.addItem(label, name)
        self.value, self.reference = QLineEdit(), QLineEdit()
        self.value.setPlaceholderText("例如 0.16 或 2700")
        self.reference.setPlaceholderText("依据的文号")
        self.since = QLineEdit(f"{session.budget.year}-01-01")
        for label, widget in (("参数", self.parameter), ("数值", self.value), ("生效日期", self.since)):
            self.add_row(label, widget)
        self.add_row("文号", self.reference)
        self.units = UnitBoxes(self._tree, "写入哪些单位")
        self.add_row("写入", self.units)
        self.parameter.currentIndexChanged.connect(lambda _: self.list_units())
        self.list_units()
        self.resize(620, 560)

    def list_units(self) -> None:
        """Show which units can have the parameter, all of them ticked; of the others why not."""
        name = self.parameter.currentData()
        reasons = {unit.id: self._reason(unit, name) for unit in self._tree.units}
        units = UnitBoxes(self._tree, "写入哪些单位", {unit: reason for unit, reason in reasons.items() if reason})
        units.tick(unit for unit, reason in reasons.items() if not reason)
        self.form.replaceWidget(self.units, units)
        self.units.hide()  # it is gone only when the event loop says so, and lay over the rows until then
        self.units.deleteLater()
        self.units = units

    def _reason(self, unit: Unit, name: str) -> str:
        budget, pack = self._budgets.get(unit.id), self._packs.get(unit.id)
        if budget is None:
            return "没有该年预算"
        if budget.frozen_at:
            return "已冻结"
        if pack is None:
            return "没有选用参数包"
        return "" if name in pack.parameters else "参数包中没有这个参数"

    def apply(self) -> None:
        """Write the value as one step."""
        name, value = self.parameter.currentData(), self.value.text().strip()
        since = policy.typed_day(self.since.text().strip())
        if not name:
            raise UserError("各单位都没有选用参数包，没有可以修改的参数；请先在“人员”选择政策参数")
        if problem := policy.read_decimal(value)[1]:
            raise UserError(problem)
        if policy.read_day(since) is None:
            raise UserError(f"生效日期“{since}”不对，请写成 2027-01-01")
        record = ParameterValue(parameter=name, valid_from=since, value=value, reference=self.reference.text().strip())
        self.session.unit_edits.set_parameter(self.units.ticked(), record)


def _pack(budget: Budget) -> Policy | None:
    try:
        return policy.load(budget.policy) if budget.policy else None
    except UserError:
        return None


class ChooseViewDialog(StepDialog):
    """Which units are shown together (选择汇总)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        about = "所选单位合成一套表、说明和检查，它们之间的往来成对抵销；只能看，不能改。"
        super().__init__(session, "选择汇总", about, "汇总", parent)
        self.units = UnitBoxes(session.unit_edits.tree(), "汇总哪些单位")
        shown = [part.unit.id for part in session.view.parts] if session.view else [session.unit.id]
        self.units.tick(session.chosen_units or shown)
        self.add_row("单位", self.units)
        self.resize(520, 480)

    def apply(self) -> None:
        """Show the ticked units together."""
        chosen = self.units.ticked()
        if len(chosen) < 2:
            raise UserError("请至少选择两个单位；看一个单位请直接在左侧点它")
        self.session.choose_view(chosen, below=False)
