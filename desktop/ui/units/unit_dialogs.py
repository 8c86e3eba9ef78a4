"""Dialogs about one unit: add, rename, move, end (撤并)."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.findings import UserError
from desktop.ledger.records import Unit
from desktop.ledger.vocabulary import UnitKind, words
from desktop.ui.kit.wheel_safe import DropDown, NumberBox
from desktop.ui.session import Session
from desktop.ui.units.step_dialog import StepDialog
from desktop.ui.units.unit_list import UnitChoice

TOP = "（最上一级）"


class AddUnitDialog(StepDialog):
    """A new unit, below another one."""

    def __init__(self, session: Session, above: Unit | None, parent: QWidget | None = None) -> None:
        about = "新单位先有一份空的预算，年度与账本相同；单位多于一个时，左侧列出单位的树，上级可以看汇总。"
        super().__init__(session, "新增单位", about, "新增", parent)
        self.name, self.code = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("单位全称")
        self.kind = DropDown()
        self.kind.addItems(words(UnitKind))
        self.kind.setCurrentText(str(UnitKind.INSTITUTION))
        self.above = UnitChoice(session.unit_edits.tree(), "上级单位", TOP)
        self.above.choose(above)
        self.add_row("单位名称", self.name)
        self.add_row("单位编码", self.code)
        self.add_row("单位性质", self.kind)
        self.add_row("上级单位", self.above)

    def apply(self) -> None:
        """Add the unit and turn to it."""
        if not self.name.text().strip():
            raise UserError("请填单位名称")
        above = self.above.chosen()
        self.session.unit_edits.add(
            Unit(
                name=self.name.text(),
                code=self.code.text(),
                kind=self.kind.currentText(),
                parent_id=above.id if above else None,
            )
        )


class RenameUnitDialog(StepDialog):
    """Another name or code of a unit."""

    def __init__(self, session: Session, unit: Unit, parent: QWidget | None = None) -> None:
        about = "其他单位的行里填写的对方单位一起改；已冻结的阶段不变。"
        super().__init__(session, "单位改名", about, "改名", parent)
        self._unit = unit
        self.name, self.code = QLineEdit(unit.name), QLineEdit(unit.code)
        self.add_row("单位名称", self.name)
        self.add_row("单位编码", self.code)

    def apply(self) -> None:
        """Rename the unit."""
        if not self.name.text().strip():
            raise UserError("请填单位名称")
        self.session.unit_edits.rename(self._unit, self.name.text().strip(), self.code.text().strip())


class MoveUnitDialog(StepDialog):
    """Another upper unit, or another place below the same one."""

    def __init__(self, session: Session, unit: Unit, parent: QWidget | None = None) -> None:
        about = f"“{unit.name}”连同它的下级一起移动；也可以在左侧的树中直接拖动。"
        super().__init__(session, "移动单位", about, "移动", parent)
        self._unit = unit
        tree = session.unit_edits.tree()
        self.above = UnitChoice(tree, "上级单位", TOP, tree.subtree(unit))
        self.above.choose(tree.above(unit))
        self.place = NumberBox()
        self.place.setRange(0, len(tree.units))
        self.place.setSpecialValueText("排在最后")
        self.place.setPrefix("第 ")
        self.place.setSuffix(" 个")
        self.add_row("移到哪个单位之下", self.above)
        self.add_row("在同级中的次序", self.place)

    def apply(self) -> None:
        """Move the unit."""
        place = self.place.value() - 1 if self.place.value() else None
        self.session.unit_edits.move(self._unit, self.above.chosen(), place)


class EndUnitDialog(StepDialog):
    """A unit ends (机构改革): from which year, and who has its figures of before."""

    def __init__(self, session: Session, unit: Unit, parent: QWidget | None = None) -> None:
        about = f"“{unit.name}”从所填年度起不再编预算；它以前年度的数算到所并入的单位，供与上年比较。可以撤销。"
        super().__init__(session, "撤并单位（机构改革）", about, "撤并", parent)
        self._unit = unit
        self.year = NumberBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(session.budget.year)
        tree = session.unit_edits.tree()
        self.successor = UnitChoice(tree, "并入单位", "（没有）", tree.subtree(unit))
        self.add_row("从哪一年起", self.year)
        self.add_row("并入哪个单位", self.successor)

    def apply(self) -> None:
        """End the unit."""
        self.session.unit_edits.end(self._unit, self.year.value(), self.successor.chosen())
