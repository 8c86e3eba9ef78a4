"""What a person writes about a budget: reasons, texts, the release record, accepted findings, remarks, evidence."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record

IN_TEXT = "written beside the narrative"
IN_NOTES = "written in the notes of a row"
WEBSITE, WEBSITE_LABEL = "website", "公开网址"
"""The key among the free texts of the address of the page that publishes the budget, and what it is called."""
OF_STAGE = "budget"
"""The table that evidence of a whole stage is kept with."""


@dataclass(frozen=True, slots=True)
class Reason(Record):
    """The reason a person gives for the change of one figure of the narrative (增减原因)."""

    TABLE: ClassVar[str] = "reason"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("增减原因", rolls=False, compared=False)
    budget_id: int = place(of="budget")
    figure: str = described("数据项", Kind.TEXT, "", not_shown=IN_TEXT)
    text: str = described("文字", Kind.TEXT, "", not_shown=IN_TEXT)


@dataclass(frozen=True, slots=True)
class FreeText(Record):
    """A free text of the narrative (职能职责, 绩效目标 …) under the key its form asks for."""

    TABLE: ClassVar[str] = "free_text"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("说明文字", compared=False)
    budget_id: int = place(of="budget")
    key: str = described("文字项", Kind.TEXT, "", not_shown=IN_TEXT)
    text: str = described("文字", Kind.TEXT, "", not_shown=IN_TEXT)


def _release(label: str, hint: str = "", kind: Kind = Kind.TEXT, *, personal: bool = False, printed: str = "") -> str:
    """Return a field of the release form; printed: the name under which sentences may publish it."""
    description: str = described(label, kind, "", 22, hint=hint, personal=personal, printed=printed)
    return description


@dataclass(frozen=True, slots=True)
class Release(Record):
    """The release record (公开审批) of a budget: secrecy review, sign-off, approval, who signs the prints.

    Dates are ISO days as text, empty while unknown. One for each budget.
    """

    TABLE: ClassVar[str] = "release"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("公开审批记录", rolls=False, compared=False)
    budget_id: int = place(of="budget")
    secrecy_result: str = _release("保密审查结果", "例如 已审查，可以公开")
    secrecy_by: str = _release("保密审查人", personal=True)
    secrecy_on: str = _release("保密审查日期", "例如 2025-02-10", Kind.DATE)
    signed_by: str = _release("审签人", "例如 主要负责人", personal=True)
    signed_on: str = _release("审签日期", "例如 2025-02-11", Kind.DATE)
    approval_number: str = _release("批复文号", printed="approval_number")
    approved_on: str = _release("批复日期", "例如 2025-01-25", Kind.DATE)
    published_on: str = _release("公开日期", "例如 2025-02-12", Kind.DATE, printed="published_on")
    head: str = _release("单位负责人", personal=True)
    finance_head: str = _release("财务负责人", personal=True)
    preparer: str = _release("填表人", personal=True)
    prepared_on: str = _release("填报日期", "例如 2025-02-08", Kind.DATE)
    contact: str = _release("公开联系人", "印在说明最后，与联系电话一起公开", personal=True, printed="contact")
    phone: str = _release("联系电话", "办公电话，不要填写个人手机号", personal=True, printed="phone")
    vehicle_approval: str = _release("购车批准文号", "没有购车计划的不填")


@dataclass(frozen=True, slots=True)
class Acceptance(Record):
    """A warning a person has read and accepted, or an error overridden, with the reason.

    subject: the finding's message, so that a changed figure asks again.
    """

    TABLE: ClassVar[str] = "acceptance"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "已说明的问题", facts="acceptances", rolls=False, compared=False
    )
    budget_id: int = place(of="budget")
    code: str = described("编号", Kind.TEXT, "", not_shown="given on the page of checks")
    subject: str = described("问题", Kind.TEXT, "", not_shown="given on the page of checks")
    reason: str = described("理由", Kind.TEXT, "", not_shown="given on the page of checks")


NOTED_ROWS = (
    *("project", "project_line", "direct_line", "public_line", "quota_split", "income", "carry_out", "procurement"),
    *("indicator", "asset_plan", "adjustment"),
)
"""Tables of a budget's records that printed rows are made of: a note about one has a cell to stand at. Never people."""


@dataclass(frozen=True, slots=True)
class Remark(Record):
    """What a person notes about any record of a budget (批注); it is not printed.

    shared: it may leave with the workbook (对外); until a person says so it stays in the office.
    """

    TABLE: ClassVar[str] = "remark"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("批注", facts="remarks", rolls=False, compared=False)
    budget_id: int = place(of="budget")
    record_table: str = place("")
    record_id: int = place()
    text: str = described("文字", Kind.TEXT, "", not_shown=IN_NOTES, personal=True)
    shared: int = described("对外", Kind.FLAG, 0, not_shown=IN_NOTES)

    @property
    def leaves(self) -> bool:
        """Whether it goes with the workbook: it is marked, and about a row that is printed, not about a person."""
        return bool(self.shared) and self.record_table in NOTED_ROWS


@dataclass(frozen=True, slots=True)
class Attachment(Record):
    """A file kept with a record as evidence (附件): its name, the SHA-256 of its contents, its size in bytes."""

    TABLE: ClassVar[str] = "attachment"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("附件", rolls=False, compared=False)
    budget_id: int = place(of="budget")
    record_table: str = place("")
    record_id: int = place()
    position: int = place(label="次序")
    name: str = described("名称", Kind.TEXT, "", not_shown=IN_NOTES, personal=True)
    digest: str = place("")
    size: int = place()

    @property
    def is_of_stage(self) -> bool:
        """Whether it is evidence of the stage itself (签字盖章页): it stays with it, and comes when that is frozen."""
        return self.record_table == OF_STAGE
