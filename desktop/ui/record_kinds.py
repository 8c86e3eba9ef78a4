"""Which records the grids show and by which columns. What differs between the grids is only this list."""

from dataclasses import dataclass

from desktop.compute.controls import BLOCKS
from desktop.ledger.records import (
    Asset,
    AssetPlan,
    CarryOut,
    Control,
    Establishment,
    EventPlan,
    Indicator,
    Institution,
    ParameterValue,
    Person,
    Procurement,
    Project,
    ProjectLine,
    ProjectYear,
    QuotaSplit,
    Record,
    Unit,
)
from desktop.ledger.vocabulary import (
    Carry,
    Fund,
    InstitutionKind,
    PersonKind,
    PersonStatus,
    ProcurementKind,
    ProjectKind,
    PublishedAs,
    UnitKind,
)
from desktop.ui.grid_rows import GridColumn

FUNDS = tuple(str(f.value) for f in Fund)
FLAG = ("", "是")
SECURED = ("", "保工资", "保运转", "保民生", "非三保")
NATURES = ("≥", "≤", "=", ">", "<", "定性")


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: its title, an empty record to start from, its columns."""

    title: str
    fresh: Record
    columns: tuple[GridColumn, ...]


KINDS = (
    RecordKind(
        "人员",
        Person(),
        (
            GridColumn("code", "编号", 9, "text"),
            GridColumn("name", "姓名", 10, "text"),
            GridColumn("kind", "类别", 7, "choice", tuple(str(k.value) for k in PersonKind)),
            GridColumn("status", "状态", 7, "choice", tuple(str(k.value) for k in PersonStatus)),
            GridColumn("post", "岗位", 12, "text"),
            GridColumn("first_month", "起始月", 7, "month", numeric=True),
            GridColumn("last_month", "截止月", 7, "month", numeric=True),
            GridColumn("headcount", "人数", 6, "number", numeric=True),
            GridColumn("fund", "资金来源", 14, "choice", FUNDS),
        ),
    ),
    RecordKind(
        "定额分配",
        QuotaSplit(economic_code="30201"),
        (
            GridColumn("quota", "定额", 26, "quota"),
            GridColumn("economic_code", "经济科目", 26, "code"),
            GridColumn("amount", "金额（元）", 16, "amount", numeric=True),
        ),
    ),
    RecordKind(
        "项目",
        Project(name="新项目"),
        (
            GridColumn("code", "项目编码", 10, "text"),
            GridColumn("name", "项目名称", 30, "text"),
            GridColumn("category", "项目类别", 12, "text"),
            GridColumn("function_code", "功能科目", 24, "code"),
            GridColumn("control", "控制数（元）", 14, "amount", numeric=True),
            GridColumn("kind", "绩效类别", 12, "choice", tuple(str(k.value) for k in ProjectKind)),
            GridColumn("basis", "立项依据", 24, "text"),
            GridColumn("goal", "绩效目标", 40, "text"),
            GridColumn("total", "项目总额（元）", 14, "amount", numeric=True),
            GridColumn("reviewed", "已入库评审", 10, "flag", FLAG),
            GridColumn("secured", "三保标识", 10, "choice", SECURED),
            GridColumn("confidential", "不宜公开", 10, "flag", FLAG),
            GridColumn("published_as", "公开方式", 14, "choice", ("", *(str(way.value) for way in PublishedAs))),
        ),
    ),
    RecordKind(
        "项目测算明细",
        ProjectLine(economic_code="30201"),
        (
            GridColumn("project", "所属项目", 26, "project"),
            GridColumn("economic_code", "经济科目", 24, "code"),
            GridColumn("quantity", "数量", 8, "number", numeric=True),
            GridColumn("price", "单价（元）", 14, "amount", numeric=True),
            GridColumn("times", "次数", 8, "number", numeric=True),
            GridColumn("fund", "资金来源", 16, "choice", FUNDS),
            GridColumn("carry", "当年或结转", 10, "choice", tuple(str(c.value) for c in Carry)),
            GridColumn("basis", "测算依据", 26, "text"),
            GridColumn("government_code", "政府经济科目（空为对照）", 24, "code"),
        ),
    ),
    RecordKind(
        "项目分年计划",
        ProjectYear(),
        (
            GridColumn("project", "所属项目", 30, "project"),
            GridColumn("year", "年度", 8, "number", numeric=True),
            GridColumn("amount", "金额（元）", 16, "amount", numeric=True),
        ),
    ),
    RecordKind(
        "本账本参数",
        ParameterValue(),
        (
            GridColumn("parameter", "参数", 32, "parameter"),
            GridColumn("valid_from", "生效日期", 12, "date"),
            GridColumn("value", "数值", 12, "decimal", numeric=True),
            GridColumn("reference", "文号", 30, "text"),
        ),
    ),
    RecordKind(
        "编制",
        Establishment(),
        (
            GridColumn("kind", "编制类别", 14, "choice", tuple(str(k.value) for k in PersonKind)),
            GridColumn("posts", "编制数", 10, "number", numeric=True),
        ),
    ),
    RecordKind(
        "控制数",
        Control(block="人员经费"),
        (
            GridColumn("block", "板块", 26, "choice", BLOCKS),
            GridColumn("fund", "资金（空为板块口径）", 18, "choice", ("", *FUNDS)),
            GridColumn("amount", "控制数（元）", 16, "amount", numeric=True),
            GridColumn("used", "已编（元）", 16, numeric=True),
            GridColumn("left", "余额（元）", 16, numeric=True),
        ),
    ),
    RecordKind(
        "绩效指标",
        Indicator(name="新指标"),
        (
            GridColumn("project", "所属项目（空为整体）", 26, "project"),
            GridColumn("level1", "一级指标", 12, "text"),
            GridColumn("level2", "二级指标", 16, "text"),
            GridColumn("name", "指标名称", 26, "text"),
            GridColumn("weight", "权重", 8, "text"),
            GridColumn("unit", "计量单位", 10, "text"),
            GridColumn("nature", "指标性质", 10, "choice", NATURES),
            GridColumn("target", "指标值", 12, "text"),
        ),
    ),
    RecordKind(
        "政府采购",
        Procurement(item="新采购项目"),
        (
            GridColumn("kind", "类别", 10, "choice", tuple(str(k.value) for k in ProcurementKind)),
            GridColumn("item", "采购内容", 28, "text"),
            GridColumn("project", "所属项目", 22, "project"),
            GridColumn("fund", "资金来源", 18, "choice", FUNDS),
            GridColumn("quantity", "数量", 8, "number", numeric=True),
            GridColumn("price", "单价（元）", 14, "amount", numeric=True),
            GridColumn("amount", "金额（元）", 16, "amount", numeric=True),
            GridColumn("economic_code", "经济科目", 24, "code"),
            GridColumn("purchased_service", "政府购买服务", 12, "flag", FLAG),
        ),
    ),
    RecordKind(
        "新增资产",
        AssetPlan(name="新资产"),
        (
            GridColumn("project", "所属项目", 26, "project"),
            GridColumn("name", "资产名称", 24, "text"),
            GridColumn("quantity", "数量", 8, "number", numeric=True),
            GridColumn("price", "单价（元）", 14, "amount", numeric=True),
        ),
    ),
    RecordKind(
        "单位信息",
        Unit(),
        (
            GridColumn("code", "单位编码", 12, "text"),
            GridColumn("name", "单位名称", 30, "text"),
            GridColumn("kind", "单位性质", 10, "choice", tuple(str(k.value) for k in UnitKind)),
            GridColumn("scope", "公开时的称谓", 12, "choice", ("单位", "部门")),
            GridColumn("own_function", "本单位运行科目", 26, "code"),
        ),
    ),
    RecordKind(
        "内设机构与下属单位",
        Institution(name="新机构"),
        (
            GridColumn("kind", "类别", 14, "choice", tuple(str(k.value) for k in InstitutionKind)),
            GridColumn("name", "名称", 36, "text"),
            GridColumn("remark", "级别或别名", 22, "text"),
        ),
    ),
    RecordKind(
        "车辆与设备",
        Asset(kind="一般公务用车"),
        (
            GridColumn("kind", "种类", 26, "text"),
            GridColumn("stock", "上年末数量", 14, "number", numeric=True),
            GridColumn("purchase", "本年购置数量", 14, "number", numeric=True),
        ),
    ),
    RecordKind(
        "会议和培训计划",
        EventPlan(name="新计划"),
        (
            GridColumn("kind", "类别", 8, "choice", ("会议", "培训")),
            GridColumn("name", "名称", 32, "text"),
            GridColumn("fund", "资金来源", 18, "choice", FUNDS),
            GridColumn("people", "人数", 8, "number", numeric=True),
            GridColumn("days", "天数", 8, "number", numeric=True),
            GridColumn("amount", "金额（元）", 16, "amount", numeric=True),
        ),
    ),
    RecordKind(
        "结转下年",
        CarryOut(),
        (
            GridColumn("fund", "资金来源", 22, "choice", FUNDS),
            GridColumn("amount", "金额（元）", 16, "amount", numeric=True),
        ),
    ),
)
"""Every kind of record that a grid shows."""


def kinds_of(*titles: str) -> tuple[RecordKind, ...]:
    """Return kinds by their titles, in that order."""
    by_title = {kind.title: kind for kind in KINDS}
    return tuple(by_title[title] for title in titles)
