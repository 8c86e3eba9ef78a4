"""What a budget holds that came with a unit's pack (单位数据包): where from, lines already summed, check results."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.findings import Severity, Status
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record
from desktop.ledger.vocabulary import FUNDS, SUBSOURCES, Carry, Nature, words
from desktop.money import Fen

FROM_A_PACK = "written when a pack is taken in, never typed"


@dataclass(frozen=True, slots=True)
class TakenIn(Record):
    """That a budget was taken in with a pack (装入) and is not drafted in this book.

    fingerprint: SHA-256 of the pack file. taken_at: local time. version: the version code printed by the unit itself.
    """

    TABLE: ClassVar[str] = "taken_in"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("装入记录", facts="taken_in", rolls=False, compared=False)
    budget_id: int = place(of="budget")
    fingerprint: str = described("数据包指纹", Kind.TEXT, "", not_shown=FROM_A_PACK)
    taken_at: str = described("装入时间", Kind.TEXT, "", not_shown=FROM_A_PACK)
    version: str = described("版本码", Kind.TEXT, "", not_shown=FROM_A_PACK)


@dataclass(frozen=True, slots=True)
class SummedLine(Record):
    """Expenditure of people and quotas as the unit computed it, summed over its people. Amount in 分.

    item: the name of the rule, or that all of the 款 is summed, because else one person's pay could be read off.
    headcount: for how many heads, 0 where that is not said.
    """

    TABLE: ClassVar[str] = "summed_line"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("人员和定额汇总行", facts="summed_lines", rolls=False)
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    item: str = described("事项", Kind.TEXT, "", not_shown=FROM_A_PACK)
    headcount: int = described("人数", Kind.WHOLE, 0, not_shown=FROM_A_PACK, bounds=(0, 1_000_000))
    function_code: str = described("功能科目", Kind.CODE, "", of="function", not_shown=FROM_A_PACK)
    economic_code: str = described("部门经济科目", Kind.CODE, "", of="economic", not_shown=FROM_A_PACK)
    government_code: str = described("政府经济科目", Kind.CODE, "", of="government", not_shown=FROM_A_PACK)
    nature: str = described("支出性质", Kind.CHOICE, "人员", choices=words(Nature), not_shown=FROM_A_PACK)
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", choices=FUNDS, not_shown=FROM_A_PACK)
    carry: str = described("当年或结转", Kind.CHOICE, "当年", choices=words(Carry), not_shown=FROM_A_PACK)
    subsource: str = described("资金子来源", Kind.CHOICE, "", choices=SUBSOURCES, not_shown=FROM_A_PACK)
    amount: Fen = described("金额", Kind.MONEY, 0, not_shown=FROM_A_PACK)


@dataclass(frozen=True, slots=True)
class CheckResult(Record):
    """How one check ended in the unit itself (审核结果): status and how many findings, never their words."""

    TABLE: ClassVar[str] = "check_result"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "单位审核结果", facts="check_results", rolls=False, compared=False
    )
    budget_id: int = place(of="budget")
    code: str = described("编号", Kind.TEXT, "", not_shown=FROM_A_PACK)
    title: str = described("审核内容", Kind.TEXT, "", not_shown=FROM_A_PACK)
    severity: str = described("级别", Kind.CHOICE, Severity.ERROR.value, choices=words(Severity), not_shown=FROM_A_PACK)
    status: str = described("结果", Kind.CHOICE, Status.PASSED.value, choices=words(Status), not_shown=FROM_A_PACK)
    found: int = described("问题数", Kind.WHOLE, 0, not_shown=FROM_A_PACK, bounds=(0, 1_000_000))
