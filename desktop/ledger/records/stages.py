"""What only some stages of a budget have: stages made elsewhere, and the entries of the adjusted budget (调整)."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record
from desktop.ledger.vocabulary import FUNDS, LESS, SUBSOURCES, AdjustmentKind, Carry, Nature, Stage, words
from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class StageElsewhere(Record):
    """That an earlier stage of this unit and year was not made in this software (未在本软件编制), by which document.

    It belongs to the first stage that was made here after it, and goes on with the copies of that one.
    """

    TABLE: ClassVar[str] = "stage_elsewhere"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "未在本软件编制",
        facts="elsewhere",
        rolls=False,
        compared=False,
        title="未在本软件编制的阶段",
        first=(("stage", "一上"),),
    )
    budget_id: int = place(of="budget")
    stage: str = described("阶段", Kind.CHOICE, "", 14, choices=words(Stage))
    reference: str = described("文号", Kind.TEXT, "", 30)


@dataclass(frozen=True, slots=True)
class Adjustment(Record):
    """One entry of the adjusted budget (预算调整). amount in 分, without sign: the kind says whether it adds.

    Entries of one 调剂 bear the same document and come to nothing together.
    """

    TABLE: ClassVar[str] = "adjustment"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("预算调整", facts="adjustments", rolls=False)
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    day: str = described("日期", Kind.DATE, "", 12, hint="例如 2027-06-30")
    kind: str = described("方式", Kind.CHOICE, "追加", 12, choices=words(AdjustmentKind))
    reference: str = described("文号", Kind.TEXT, "", 22)
    amount: Fen = described("金额", Kind.MONEY, 0, 16)
    function_code: str = described("功能科目", Kind.CODE, "", 26, of="function")
    economic_code: str = described("部门经济科目", Kind.CODE, "", 26, of="economic")
    government_code: str = described("政府经济科目", Kind.CODE, "", 22, of="government", empty="空为自动对应")
    nature: str = described("支出性质", Kind.CHOICE, "公用", 12, choices=words(Nature))
    project_id: int | None = described("所属项目", Kind.REFERENCE, None, 22, of="project")
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 18, choices=FUNDS)
    carry: str = described("当年或结转", Kind.CHOICE, "当年", 12, choices=words(Carry))
    subsource: str = described("资金子来源", Kind.CHOICE, "", 12, choices=SUBSOURCES)
    note: str = described("备注", Kind.TEXT, "", 24)

    @property
    def change(self) -> Fen:
        """What it adds to the approved budget, in 分; less than nothing where it takes away."""
        return -self.amount if self.kind in LESS else self.amount
