"""Projects (项目) with measurement lines, yearly plan, indicators and assets. Amounts in 分."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record
from desktop.ledger.vocabulary import (
    FUNDS,
    NATURES_OF_TARGETS,
    SECURED,
    SUBSOURCES,
    Carry,
    ProjectKind,
    PublishedAs,
    words,
)
from desktop.money import Fen

TWO_OF_ONE_NAME = "确是两个项目的，请在其中一个的名称后注明区别，例如资金来源或年度"
"""The way out where two projects of different codes have one name: texts, tables and last year name a project by it."""


@dataclass(frozen=True, slots=True)
class Project(Record):
    """A project (项目) of a budget; `goal` is its performance goal (绩效目标) in words.

    confidential (不宜公开): 1 where it must be decided how it is published; published_as: what was decided
    (`PublishedAs`), empty while it is not. left_out: 1 where a scenario (测算方案) is computed without it; in a
    stage it says nothing.
    """

    TABLE: ClassVar[str] = "project"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "项目", facts="projects", source="projects", first=(("name", "新项目"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    code: str = described(
        "项目编码", Kind.TEXT, "", 10, headings=("项目编码", "项目代码", "项目编号"), printed="project_code"
    )
    name: str = described("项目名称", Kind.TEXT, "", 30, headings=("项目名称", "项目"), printed="project")
    category: str = described("项目类别", Kind.TEXT, "", 12, headings=("项目类别", "项目分类"))
    function_code: str = described(
        "功能科目",
        Kind.CODE,
        "",
        24,
        of="function",
        headings=("功能分类科目编码", "功能科目", "功能科目编码", "支出功能分类"),
    )
    control: Fen | None = described("控制数", Kind.MONEY, None, 14, rolls=False)
    kind: str = described("绩效类别", Kind.CHOICE, "一般性项目", 12, choices=words(ProjectKind), printed="project_kind")
    basis: str = described("立项依据", Kind.TEXT, "", 24)
    goal: str = described("绩效目标", Kind.TEXT, "", 40, printed="goal")
    total: Fen | None = described("项目总额", Kind.MONEY, None, 14)
    reviewed: int = described("已入库评审", Kind.FLAG, 0, 10, rolls=False)
    secured: str = described("三保标识", Kind.CHOICE, "", 10, choices=SECURED)
    confidential: int = described("不宜公开", Kind.FLAG, 0, 10)
    published_as: str = described("公开方式", Kind.CHOICE, "", 14, choices=("", *words(PublishedAs)))
    left_out: int = described("方案中不列", Kind.FLAG, 0, rolls=False, not_shown="chosen for a scenario as a whole")


@dataclass(frozen=True, slots=True)
class ProjectLine(Record):
    """A measurement line (测算明细) of a project: quantity × price × times, price in 分.

    function_code: where it differs from the project's; several sources of one line stand in `FundShare`.
    """

    TABLE: ClassVar[str] = "project_line"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "测算明细", facts="project_lines", title="项目测算明细", first=(("economic_code", "30201"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    project_id: int = described("所属项目", Kind.REFERENCE, 0, 26, of="project")
    economic_code: str = described(
        "经济科目",
        Kind.CODE,
        "",
        24,
        of="economic",
        headings=("部门经济分类科目编码", "经济科目", "经济科目编码", "部门经济科目"),
    )
    quantity: int = described("数量", Kind.WHOLE, 1, 8, bounds=(0, 1_000_000), headings=("数量",))
    price: Fen = described("单价", Kind.MONEY, 0, 14, headings=("单价", "标准"))
    times: int = described("次数", Kind.WHOLE, 1, 8, bounds=(0, 1_000_000), headings=("次数", "频次"))
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 16, choices=FUNDS, headings=("资金来源", "资金性质"))
    carry: str = described("当年或结转", Kind.CHOICE, "当年", 10, choices=words(Carry), headings=("当年或结转", "结转"))
    basis: str = described("测算依据", Kind.TEXT, "", 26, headings=("测算依据", "依据"))
    government_code: str = described("政府经济科目", Kind.CODE, "", 24, of="government", empty="空为对照")
    name: str = described("内容", Kind.TEXT, "", 22, headings=("内容", "明细名称", "支出内容"))
    function_code: str = described("功能科目", Kind.CODE, "", 22, of="function", empty="空为项目的")
    subsource: str = described("资金子来源", Kind.CHOICE, "", 12, choices=SUBSOURCES, headings=("资金子来源",))


@dataclass(frozen=True, slots=True)
class FundShare(Record):
    """A part of a person's cost or of a measurement line that one source bears (资金分担).

    Of a person (item empty: all; else that pay item, contribution or 公用定额) or of a project's line. percent is a
    decimal as text; where it is empty, amount (分) says it. The last share of a group takes what rounding leaves.
    """

    TABLE: ClassVar[str] = "fund_share"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("资金分担", facts="fund_shares")
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    person_id: int | None = place(None, of="person", label="人员", width=18)
    project_line_id: int | None = place(None, of="project_line", label="测算明细", width=38)
    item: str = described("事项", Kind.TEXT, "", 18, of="cost", empty="空为全部")
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 18, choices=FUNDS)
    subsource: str = described("资金子来源", Kind.CHOICE, "", 12, choices=SUBSOURCES)
    percent: str = described("百分比", Kind.DECIMAL, "", 18, empty="空为按金额")
    amount: Fen = described("金额", Kind.MONEY, 0, 16)


@dataclass(frozen=True, slots=True)
class ProjectYear(Record):
    """What a project asks for in one year of its plan (分年计划)."""

    TABLE: ClassVar[str] = "project_year"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("分年计划", facts="project_years", title="项目分年计划")
    budget_id: int = place(of="budget")
    project_id: int = described("所属项目", Kind.REFERENCE, 0, 30, of="project")
    year: int = described("年度", Kind.WHOLE, 0, 8, bounds=(2000, 2100))
    amount: Fen = described("金额", Kind.MONEY, 0, 16)


@dataclass(frozen=True, slots=True)
class Indicator(Record):
    """A performance indicator (绩效指标) of the whole unit (no project) or of one project."""

    TABLE: ClassVar[str] = "indicator"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "绩效指标", facts="indicators", source="indicators", first=(("name", "新指标"),)
    )
    budget_id: int = place(of="budget")
    project_id: int | None = described("所属项目", Kind.REFERENCE, None, 26, of="project", empty="空为整体")
    position: int = place(label="次序")
    level1: str = described("一级指标", Kind.TEXT, "", 12, printed="level1")
    level2: str = described("二级指标", Kind.TEXT, "", 16, printed="level2")
    name: str = described("指标名称", Kind.TEXT, "", 26, printed="indicator")
    weight: str = described("权重", Kind.TEXT, "", 8, printed="weight")
    unit: str = described("计量单位", Kind.TEXT, "", 10, printed="unit")
    nature: str = described("指标性质", Kind.CHOICE, "≥", 10, choices=NATURES_OF_TARGETS, printed="nature")
    target: str = described("指标值", Kind.TEXT, "", 12, printed="target")


@dataclass(frozen=True, slots=True)
class Asset(Record):
    """Vehicles and large equipment by kind: how many there are and how many are to be bought."""

    TABLE: ClassVar[str] = "asset"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "资产存量", facts="assets", title="车辆与设备", source="assets", first=(("kind", "一般公务用车"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    kind: str = described("种类", Kind.TEXT, "", 26, printed="asset_kind")
    stock: int = described("上年末数量", Kind.WHOLE, 0, 14, bounds=(0, 1_000_000), printed="stock")
    purchase: int = described("本年购置数量", Kind.WHOLE, 0, 14, bounds=(0, 1_000_000), printed="purchase")


@dataclass(frozen=True, slots=True)
class AssetPlan(Record):
    """A new asset to be bought (新增资产配置): quantity × price, price in 分."""

    TABLE: ClassVar[str] = "asset_plan"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "新增资产", facts="asset_plans", rolls=False, source="asset_plans", first=(("name", "新资产"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    project_id: int | None = described("所属项目", Kind.REFERENCE, None, 26, of="project", printed="project")
    name: str = described("资产名称", Kind.TEXT, "", 24, printed="asset_name")
    quantity: int = described("数量", Kind.WHOLE, 1, 8, bounds=(0, 1_000_000), printed="quantity")
    price: Fen = described("单价", Kind.MONEY, 0, 14, printed="price")
