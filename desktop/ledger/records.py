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
    """A budget unit (预算单位). `scope` is the word the documents use for it: 单位 or 部门."""

    TABLE: ClassVar[str] = "unit"
    parent_id: int | None = None
    position: int = 0
    code: str = ""
    name: str = ""
    kind: str = "事业"
    scope: str = "单位"


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
    """A budget (预算) of a unit: year and stage. A frozen stage is immutable."""

    TABLE: ClassVar[str] = "budget"
    unit_id: int = 0
    year: int = 0
    stage: str = "草稿"
    frozen_at: str | None = None


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


RECORD_TYPES: tuple[type[Record], ...] = (
    Unit,
    Institution,
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
    reasons: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
