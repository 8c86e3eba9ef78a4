"""The unit (单位) and what belongs to it whatever the year: structure (机构) and posts (编制); and its budgets."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record
from desktop.ledger.vocabulary import (
    CATEGORIES,
    COUNTED_OR_NOT,
    FUNDINGS,
    POST_KINDS,
    SCOPES,
    InstitutionKind,
    Stage,
    UnitKind,
    words,
)


@dataclass(frozen=True, slots=True)
class Unit(Record):
    """A budget unit (预算单位). `scope` is the word the documents use for it: 单位 or 部门.

    parent_id: the unit above it (主管部门). ended_year: the first year without a budget of its own (机构改革); its
    figures of before then go to the successor. operating_cost: whether its public funds count as 机关运行经费; empty:
    as its kind says. own_function: the 项 its own running costs are booked to (e.g. 2010350 事业运行) where no
    `RunningFunction` says another for the kind of people. funding (经费方式): only registered, nothing is computed from
    it; where the money comes from people, quotas, projects and income say. vehicle_posts: 车辆编制, None while unknown.
    """

    TABLE: ClassVar[str] = "unit"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("单位", title="单位信息", compared=False)
    parent_id: int | None = place(None, label="上级单位", of="unit")
    position: int = place(label="次序")
    code: str = described("单位编码", Kind.TEXT, "", 12)
    name: str = described("单位名称", Kind.TEXT, "", 30, longest=60)
    kind: str = described("单位性质", Kind.CHOICE, "事业", 10, choices=words(UnitKind))
    scope: str = described("公开时的称谓", Kind.CHOICE, "单位", 12, choices=SCOPES)
    own_function: str = described("本单位运行科目", Kind.CODE, "", 26, of="function")
    funding: str = described("经费方式", Kind.CHOICE, "", 12, choices=FUNDINGS)
    category: str = described("单位类别", Kind.CHOICE, "", 12, choices=CATEGORIES)
    vehicle_posts: int | None = described("车辆编制", Kind.WHOLE, None, 10, bounds=(0, 10_000))
    ended_year: int | None = described(
        "撤并年度", Kind.WHOLE, None, bounds=(2000, 2100), not_shown="set by the operation that ends a unit"
    )
    successor_id: int | None = place(None, label="并入单位", of="unit")
    operating_cost: str = described("机关运行经费", Kind.CHOICE, "", 14, choices=COUNTED_OR_NOT, empty="空为按单位性质")

    def ended_by(self, year: int) -> bool:
        """Tell whether the unit has ended (撤并) and has no budget of a year any more."""
        return self.ended_year is not None and self.ended_year <= year


@dataclass(frozen=True, slots=True)
class RunningFunction(Record):
    """The 项 that one kind of a unit's people is booked to (运行科目).

    staff: a class of people in post (事业), a class with a status before it (退休.行政), a status alone (离休), or the
    name of a centre (所属中心) whose people are booked apart.
    """

    TABLE: ClassVar[str] = "running_function"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "运行科目", title="各类人员运行科目", compared=False, first=(("staff", "事业"),)
    )
    unit_id: int = place(of="unit")
    staff: str = described("人员类别或中心", Kind.TEXT, "", 20, hint="事业、退休.行政、农业服务中心")
    function_code: str = described("功能科目", Kind.CODE, "", 30, of="function")


@dataclass(frozen=True, slots=True)
class Institution(Record):
    """One entry of the unit's structure (内设机构 or 下属单位); `remark` is its rank or another name."""

    TABLE: ClassVar[str] = "institution"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "机构",
        title="内设机构与下属单位",
        compared=False,
        source="institutions",
        first=(("name", "新机构"),),
    )
    unit_id: int = place(of="unit")
    position: int = place(label="次序")
    kind: str = described(
        "类别", Kind.CHOICE, "内设机构", 14, choices=words(InstitutionKind), printed="institution_kind"
    )
    name: str = described("名称", Kind.TEXT, "", 36, printed="institution")
    remark: str = described("级别或别名", Kind.TEXT, "", 22, printed="remark")


@dataclass(frozen=True, slots=True)
class Establishment(Record):
    """Posts (编制) of a unit by kind."""

    TABLE: ClassVar[str] = "establishment"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("编制", compared=False, source="establishments")
    unit_id: int = place(of="unit")
    kind: str = described("编制类别", Kind.CHOICE, "事业", 14, choices=POST_KINDS, printed="post_kind")
    posts: int = described("编制数", Kind.WHOLE, 0, 10, bounds=(0, 100_000), printed="posts")


@dataclass(frozen=True, slots=True)
class Budget(Record):
    """A budget (预算) of a unit: year and stage. A frozen stage is immutable.

    policy: key of the policy pack its personnel and public funds are computed with; empty: none is computed.
    scenario: the name of a what-if (测算方案) beside the stage; empty: it is the stage itself. `Book` lists scenarios
    only to those who ask for them.
    """

    TABLE: ClassVar[str] = "budget"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("年度与阶段", compared=False)
    unit_id: int = place(of="unit")
    year: int = described("年度", Kind.WHOLE, 0, not_shown="chosen when the budget is begun", bounds=(2000, 2100))
    stage: str = described(
        "阶段", Kind.CHOICE, "草稿", choices=words(Stage), not_shown="moved on by the commands of the year"
    )
    frozen_at: str | None = described("冻结时间", Kind.TEXT, None, not_shown="set when the next stage begins")
    policy: str = described("政策参数", Kind.TEXT, "", not_shown="chosen above the grid of people")
    scenario: str = described("测算方案", Kind.TEXT, "", not_shown="named when the scenario is begun")
