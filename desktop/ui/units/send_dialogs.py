"""Files that leave: the pack of one unit (传出), and the control numbers of many (下达)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid

from desktop.compute import summed_lines
from desktop.compute.summed_lines import FewPeople
from desktop.findings import UserError
from desktop.ledger.records import Control, Unit
from desktop.ui.kit import ask_file
from desktop.ui.kit.background import Job, run_in_background
from desktop.ui.kit.guarded import guarded
from desktop.ui.session import Session
from desktop.ui.units.many_dialogs import budgets_of_year
from desktop.ui.units.step_dialog import StepDialog
from desktop.ui.units.unit_list import UnitBoxes

if TYPE_CHECKING:
    from desktop.packs.packing import Packed

NO_PEOPLE = (
    "不含人员姓名、证件号：人员按类别计数，工资按事项合计，不足 3 人的只有科目合计。"
    "科目合计仍能看出个人数额的，先列出来，由您决定是否传出。"
)


class SendDialog(StepDialog):
    """The pack of a unit's budget as a file, for the upper unit to take in."""

    def __init__(self, session: Session, unit: Unit, parent: QWidget | None = None) -> None:
        from desktop.packs import packing

        self._budget = session.unit_edits.budget_of(unit)
        which = f"{self._budget.year}年“{self._budget.stage}”" if self._budget is not None else ""
        about = f"把“{unit.name}”{which}的预算写成一个文件，交上级单位装入。{NO_PEOPLE}"
        super().__init__(session, "传出单位数据包", about, "传出", parent)
        name = packing.file_name(unit.name, self._budget.year, self._budget.stage) if self._budget else ""
        self.target = QLineEdit(str(_free(session.book.path.parent / name)) if name else "")
        self.documents = QCheckBox("同时附上 Excel、PDF、Word 文件")
        self.add_row("保存为", _with_button(self.target, "保存为", self._browse))
        self.add_row("", self.documents)
        self.few = QPlainTextEdit()
        self.few.setReadOnly(True)
        self.few.setMinimumHeight(120)
        self.agreed = QCheckBox("同意传出以上科目合计（不足 3 人，能看出个人数额）")
        self.add_row("不足 3 人的科目", self.few)
        self.add_row("", self.agreed)
        self._show_few(())
        self.setMinimumWidth(680)
        self._job: Job[Packed] | None = None
        self._shown: tuple[FewPeople, ...] = ()

    def _show_few(self, few: Sequence[FewPeople]) -> None:
        """Name the places where a sum is the pay of one or two people, which must be agreed to."""
        self.few.setPlainText("\n".join(summed_lines.described(few)))
        self.form.setRowVisible(self.few, bool(few))
        self.form.setRowVisible(self.agreed, bool(few))
        self.setMinimumHeight(430 if few else 0)

    def _browse(self) -> None:
        offered = Path(self.target.text())
        wanted = "单位数据包 (*.mzs)"  # nothing is ever written over
        if path := ask_file.to_write(self, "传出", offered.name, wanted, offered.parent, asks=False):
            self.target.setText(str(path))

    def finish(self) -> None:
        """Write the pack beside the window; the dialog stays until the file is there."""
        guarded(self, self.apply)

    def apply(self) -> None:
        """Begin to write the pack."""
        from desktop.packs import packing

        if self._budget is None:
            raise UserError("这个单位没有预算，没有可以传出的")
        target = ask_file.written_path(self.target.text())
        if target.suffix != packing.SUFFIX:
            raise UserError("请填写要保存的文件名（.mzs）")
        if target.exists():
            raise UserError(f"“{target}”已经存在，没有覆盖；请换一个名字")
        documents = self.documents.isChecked()
        make = packing.later(self.session.book, self._budget, self.session.form, documents=documents)
        self.do.setEnabled(False)
        self._job = run_in_background(self, "正在传出…", make, lambda packed: self._came(target, packed))
        button = self.do
        self._job.ended.connect(lambda: button.setEnabled(True) if isValid(button) else None)  # closed meanwhile

    def reject(self) -> None:
        """Close; what is still being made is not written."""
        if self._job is not None:
            self._job.forget()
        super().reject()

    def _came(self, target: Path, packed: "Packed") -> None:
        """Write the pack; where it tells somebody's pay, only after that was shown and agreed to."""
        from desktop.packs import packing

        shown, self._shown = self._shown, packed.few
        if packed.few and not (self.agreed.isChecked() and shown == packed.few):
            self.agreed.setChecked(False)
            self._show_few(packed.few)
            return

        def write() -> None:
            packing.write(target, packed.file)
            about = "其中不足 3 人的科目合计已同意传出" if packed.few else "不含人员姓名和个人工资"
            self.session.message.emit(f"已传出“{target}”（{about}）")
            self.accept()

        guarded(self, write)


class IssueDialog(StepDialog):
    """The control numbers of units as files, one for each, for them to take in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        about = f"把各单位{session.budget.year}年的控制数写成文件，每个单位一个，由单位用“收到的单位（装入）”装入。"
        super().__init__(session, "下达控制数", about, "下达", parent)
        tree = session.unit_edits.tree()
        self._budgets = budgets_of_year(session)
        with_numbers = {control.budget_id for control in session.book.records(Control)}
        issuing = [unit for unit, budget in self._budgets.items() if budget.id in with_numbers]
        none = {unit.id: "没有控制数" for unit in tree.units if unit.id not in issuing}
        self.units = UnitBoxes(tree, "下达给哪些单位", none)
        self.units.tick(issuing)
        self.reference = QLineEdit()
        self.reference.setPlaceholderText("下达控制数的文号，可以不填")
        folder = session.book.path.parent / f"{session.budget.year}年控制数"
        self.folder = QLineEdit(str(folder))
        self.add_row("下达给", self.units)
        self.add_row("文号", self.reference)
        self.add_row("保存到", _with_button(self.folder, "保存到", lambda: ask_file.folder_into(self.folder)))
        self.resize(620, 460)

    def apply(self) -> None:
        """Write the files, all or none."""
        from desktop.packs import controls, packing

        chosen = [self._budgets[unit.id] for unit in self.units.ticked()]
        if not chosen:
            raise UserError("请至少选择一个单位；没有控制数的单位，先在它的“项目”页的“控制数”填写")
        found = list(controls.issued(self.session.book, chosen, self.reference.text().strip()))
        written = packing.write_all(ask_file.written_path(self.folder.text()), controls.names(found))
        self.session.message.emit(f"已下达 {len(written)} 个单位的控制数，保存在“{self.folder.text()}”")


def _with_button(field: QLineEdit, name: str, browse: object) -> QWidget:
    """Return a field for a path with a button that asks for it."""
    field.setAccessibleName(name)
    button = QPushButton("选择…")
    button.setAutoDefault(False)
    button.clicked.connect(browse)
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(field, 1)
    row.addWidget(button)
    return both


def _free(path: Path) -> Path:
    """Return a path, numbered where there is a file of its name already."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_stem(f"{path.stem}（{number}）"), number + 1
    return found
