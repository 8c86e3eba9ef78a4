"""The frozen records of a book. Each class is one table; a field is one column; `id` 0 means not stored yet.

Amounts are integer 分. Nothing here is computed: every sum is derived elsewhere.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class Record:
    """Common base: the table a record is kept in."""

    TABLE: ClassVar[str] = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Unit(Record):
    """A budget unit (预算单位). `scope` is the word the documents use for it: 单位 or 部门.

    own_function: the 项 its own running costs are booked to (e.g. 2010350 事业运行).
    """

    TABLE: ClassVar[str] = "unit"
    parent_id: int | None = None
    position: int = 0
    code: str = ""
    name: str = ""
    kind: str = "事业"
    scope: str = "单位"
    own_function: str = ""


@dataclass(frozen=True, slots=True)
class Institution(Record):
    """One entry of the unit's structure (内设机构 or 下属单位); `remark` is its rank or another name."""

    TABLE: ClassVar[str] = "institution"
    unit_id: int = 0
    position: int = 0
    kind: str = "内设机构"
    name: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Budget(Record):
    """A budget (预算) of a unit: year and stage. A frozen stage is immutable.

    policy: key of the policy pack its personnel and public funds are computed with; empty: none is computed.
    """

    TABLE: ClassVar[str] = "budget"
    unit_id: int = 0
    year: int = 0
    stage: str = "草稿"
    frozen_at: str | None = None
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Project(Record):
    """A project (项目) of a budget; `goal` is its performance goal (绩效目标) in words."""

    TABLE: ClassVar[str] = "project"
    budget_id: int = 0
    position: int = 0
    code: str = ""
    name: str = ""
    kind: str = "一般性项目"
    goal: str = ""
    category: str = ""
    function_code: str = ""
    basis: str = ""
    reviewed: int = 0
    total: Fen | None = None
    control: Fen | None = None
    secured: str = ""
    confidential: int = 0


@dataclass(frozen=True, slots=True)
class DirectLine(Record):
    """A typed or imported expenditure line. `government_code` empty: the crosswalk decides."""

    TABLE: ClassVar[str] = "direct_line"
    budget_id: int = 0
    position: int = 0
    function_code: str = ""
    economic_code: str = ""
    government_code: str = ""
    nature: str = "公用"
    project_id: int | None = None
    fund: str = "一般公共预算"
    carry: str = "当年"
    amount: Fen = 0
    purchased_service: int = 0
    note: str = ""
    secured: str = ""


@dataclass(frozen=True, slots=True)
class Income(Record):
    """Income (收入) of a budget by source, 当年 or carried in (上年结转)."""

    TABLE: ClassVar[str] = "income"
    budget_id: int = 0
    position: int = 0
    source: str = "一般公共预算"
    carry: str = "当年"
    amount: Fen = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class CarryOut(Record):
    """Money planned to be carried into the next year (结转下年), by fund."""

    TABLE: ClassVar[str] = "carry_out"
    budget_id: int = 0
    position: int = 0
    fund: str = "一般公共预算"
    amount: Fen = 0


@dataclass(frozen=True, slots=True)
class Procurement(Record):
    """A procurement item (政府采购). amount is kept as agreed; quantity × price is checked, not trusted."""

    TABLE: ClassVar[str] = "procurement"
    budget_id: int = 0
    position: int = 0
    project_id: int | None = None
    kind: str = "货物"
    item: str = ""
    fund: str = "一般公共预算"
    quantity: int = 1
    amount: Fen = 0
    economic_code: str = ""
    price: Fen | None = None
    purchased_service: int = 0


@dataclass(frozen=True, slots=True)
class Indicator(Record):
    """A performance indicator (绩效指标) of the whole unit (no project) or of one project."""

    TABLE: ClassVar[str] = "indicator"
    budget_id: int = 0
    project_id: int | None = None
    position: int = 0
    name: str = ""
    weight: str = ""
    unit: str = ""
    nature: str = "≥"
    target: str = ""
    level1: str = ""
    level2: str = ""


@dataclass(frozen=True, slots=True)
class Asset(Record):
    """Vehicles and large equipment by kind: how many there are and how many are to be bought."""

    TABLE: ClassVar[str] = "asset"
    budget_id: int = 0
    position: int = 0
    kind: str = ""
    stock: int = 0
    purchase: int = 0


@dataclass(frozen=True, slots=True)
class Reason(Record):
    """The reason a person gives for the change of one figure of the narrative (增减原因)."""

    TABLE: ClassVar[str] = "reason"
    budget_id: int = 0
    figure: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FreeText(Record):
    """A free text of the narrative (职能职责, 绩效目标 …) under the key its form asks for."""

    TABLE: ClassVar[str] = "free_text"
    budget_id: int = 0
    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Establishment(Record):
    """Posts (编制) of a unit by kind."""

    TABLE: ClassVar[str] = "establishment"
    unit_id: int = 0
    kind: str = "事业"
    posts: int = 0


@dataclass(frozen=True, slots=True)
class Person(Record):
    """A person, or a group of equal persons (headcount > 1), of a budget. The name may stay empty.

    Paid from first_month to last_month; status 在职, 拟招, 离休, 退休, 编外 or 遗属.
    """

    TABLE: ClassVar[str] = "person"
    budget_id: int = 0
    position: int = 0
    code: str = ""
    name: str = ""
    kind: str = "事业"
    status: str = "在职"
    post: str = ""
    first_month: int = 1
    last_month: int = 12
    headcount: int = 1
    fund: str = "一般公共预算"


@dataclass(frozen=True, slots=True)
class PayItem(Record):
    """One pay item of a person, in 分 per month or per year as the policy says for the item."""

    TABLE: ClassVar[str] = "pay_item"
    budget_id: int = 0
    person_id: int = 0
    item: str = ""
    amount: Fen = 0


@dataclass(frozen=True, slots=True)
class QuotaSplit(Record):
    """How the unit splits a quota of public funds over economic 款; the quota's total is binding."""

    TABLE: ClassVar[str] = "quota_split"
    budget_id: int = 0
    position: int = 0
    quota: str = ""
    economic_code: str = ""
    amount: Fen = 0


@dataclass(frozen=True, slots=True)
class ProjectLine(Record):
    """A measurement line (测算明细) of a project: quantity × price × times, price in 分."""

    TABLE: ClassVar[str] = "project_line"
    budget_id: int = 0
    project_id: int = 0
    position: int = 0
    economic_code: str = ""
    government_code: str = ""
    fund: str = "一般公共预算"
    carry: str = "当年"
    quantity: int = 1
    price: Fen = 0
    times: int = 1
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ProjectYear(Record):
    """What a project asks for in one year of its plan (分年计划)."""

    TABLE: ClassVar[str] = "project_year"
    budget_id: int = 0
    project_id: int = 0
    year: int = 0
    amount: Fen = 0


@dataclass(frozen=True, slots=True)
class AssetPlan(Record):
    """A new asset to be bought (新增资产配置): quantity × price, price in 分."""

    TABLE: ClassVar[str] = "asset_plan"
    budget_id: int = 0
    position: int = 0
    project_id: int | None = None
    name: str = ""
    quantity: int = 1
    price: Fen = 0


@dataclass(frozen=True, slots=True)
class Control(Record):
    """A control number (控制数) of a block: 人员经费, 公用经费, 项目支出, “三公”经费 and so on.

    fund empty: of the block as its measure defines it; else only of that fund's money.
    """

    TABLE: ClassVar[str] = "control"
    budget_id: int = 0
    block: str = ""
    fund: str = ""
    amount: Fen = 0


@dataclass(frozen=True, slots=True)
class ParameterValue(Record):
    """A dated local value of a policy parameter, with the document it rests on.

    From its day on it beats every value of the policy pack, also one that begins later; a newer local value ends it.
    """

    TABLE: ClassVar[str] = "parameter_value"
    budget_id: int = 0
    parameter: str = ""
    valid_from: str = ""
    value: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class EventPlan(Record):
    """A planned meeting or training (会议、培训计划) with what it costs."""

    TABLE: ClassVar[str] = "event_plan"
    budget_id: int = 0
    position: int = 0
    kind: str = "会议"
    name: str = ""
    fund: str = "一般公共预算"
    people: int = 0
    days: int = 1
    amount: Fen = 0


@dataclass(frozen=True, slots=True)
class Release(Record):
    """The release record (公开审批) of a budget: secrecy review, sign-off, approval, who signs the prints.

    Dates are ISO days as text, empty while unknown (domain.md §1.4–1.6). One for each budget.
    """

    TABLE: ClassVar[str] = "release"
    budget_id: int = 0
    secrecy_result: str = ""
    secrecy_by: str = ""
    secrecy_on: str = ""
    signed_by: str = ""
    signed_on: str = ""
    approval_number: str = ""
    approved_on: str = ""
    published_on: str = ""
    head: str = ""
    finance_head: str = ""
    preparer: str = ""
    prepared_on: str = ""
    phone: str = ""
    vehicle_approval: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance(Record):
    """A warning a person has read and accepted, or an error overridden, with the reason (domain.md §8.1).

    subject: the finding's message, so that a changed figure asks again.
    """

    TABLE: ClassVar[str] = "acceptance"
    budget_id: int = 0
    code: str = ""
    subject: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remark(Record):
    """What a person notes about any record of a budget (批注); it is not printed."""

    TABLE: ClassVar[str] = "remark"
    budget_id: int = 0
    record_table: str = ""
    record_id: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attachment(Record):
    """A file kept with a record as evidence (附件): its name, the SHA-256 of its contents, its size in bytes."""

    TABLE: ClassVar[str] = "attachment"
    budget_id: int = 0
    record_table: str = ""
    record_id: int = 0
    position: int = 0
    name: str = ""
    digest: str = ""
    size: int = 0


RECORD_TYPES: tuple[type[Record], ...] = (
    Unit,
    Institution,
    Establishment,
    Budget,
    Project,
    DirectLine,
    Income,
    CarryOut,
    Procurement,
    Indicator,
    Asset,
    Reason,
    FreeText,
    Person,
    PayItem,
    QuotaSplit,
    ProjectLine,
    ProjectYear,
    AssetPlan,
    Control,
    ParameterValue,
    EventPlan,
    Release,
    Acceptance,
    Remark,
    Attachment,
)
"""Every kind of record, parents before children (the order in which they can be inserted)."""


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """Everything the computation reads of one budget. Plain data: it can be built without a book."""

    unit: Unit
    budget: Budget
    institutions: tuple[Institution, ...] = ()
    projects: tuple[Project, ...] = ()
    lines: tuple[DirectLine, ...] = ()
    incomes: tuple[Income, ...] = ()
    carry_outs: tuple[CarryOut, ...] = ()
    procurements: tuple[Procurement, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assets: tuple[Asset, ...] = ()
    establishments: tuple[Establishment, ...] = ()
    people: tuple[Person, ...] = ()
    pay_items: tuple[PayItem, ...] = ()
    quota_splits: tuple[QuotaSplit, ...] = ()
    project_lines: tuple[ProjectLine, ...] = ()
    project_years: tuple[ProjectYear, ...] = ()
    asset_plans: tuple[AssetPlan, ...] = ()
    controls: tuple[Control, ...] = ()
    parameters: tuple[ParameterValue, ...] = ()
    event_plans: tuple[EventPlan, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    release: Release = field(default_factory=Release)
    reasons: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
