"""People and what they are paid, quotas of public funds, dated local parameters. Amounts in 分."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record
from desktop.ledger.vocabulary import COUNTED, FUNDS, SUBSOURCES, PersonKind, PersonStatus, words
from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class Person(Record):
    """A person, or a group of equal persons (headcount > 1), of a budget. The name may stay empty.

    Paid from first_month to last_month. kind and status are two axes: who retires keeps the kind of before. What
    changes within the year stands in `PersonChange` and in pay items of a later month. centre: the centre of the
    unit the person works in; function_code beats what centre, kind and status say. insured: the insurances the person
    takes part in, one after the other with “、”; empty: as the policy's rules say; 无: in none. town_years: whole years
    of work in towns on 1 January, None while unknown.
    """

    TABLE: ClassVar[str] = "person"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("人员", facts="people", source="people")
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    code: str = described(
        "编号", Kind.TEXT, "", 9, headings=("人员编号", "工号", "编号", "人员编码", "职工编号"), personal=True
    )
    name: str = described("姓名", Kind.TEXT, "", 10, headings=("姓名", "人员姓名", "人员"), personal=True)
    kind: str = described(
        "类别",
        Kind.CHOICE,
        "事业",
        7,
        choices=words(PersonKind),
        headings=("人员类别", "身份", "编制类型", "人员身份"),
        printed="person_kind",
    )
    status: str = described(
        "状态",
        Kind.CHOICE,
        "在职",
        7,
        choices=words(PersonStatus),
        headings=("人员状态", "状态", "在职状态"),
        printed="status",
    )
    post: str = described("岗位", Kind.TEXT, "", 12, headings=("岗位", "职务", "岗位等级", "职务职级"), printed="post")
    first_month: int = described("起始月", Kind.MONTH, 1, 7, headings=("起始月", "到岗月", "起薪月", "开始月份"))
    last_month: int = described("截止月", Kind.MONTH, 12, 7, headings=("截止月", "离岗月", "停薪月", "结束月份"))
    headcount: int = described("人数", Kind.WHOLE, 1, 6, bounds=(1, 100_000), headings=("人数",), printed="headcount")
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 14, choices=FUNDS, headings=("资金来源", "经费来源"))
    rank: str = described("职级", Kind.TEXT, "", 8, headings=("职级", "职务层次"))
    centre: str = described("所属中心", Kind.TEXT, "", 14, headings=("所属中心", "所属站所", "学段"))
    function_code: str = described(
        "功能科目", Kind.CODE, "", 22, of="function", empty="空为按规则", headings=("功能科目", "列支科目")
    )
    insured: str = described("参加险种", Kind.TEXT, "", 16, empty="空为按规则", headings=("参加险种", "参保险种"))
    first_job: int = described("首次参加工作", Kind.FLAG, 0, 10, headings=("首次参加工作",), rolls=False)
    town_years: int | None = described(
        "乡镇工作年限", Kind.WHOLE, None, 10, bounds=(0, 60), headings=("乡镇工作年限", "乡镇年限")
    )


@dataclass(frozen=True, slots=True)
class PersonChange(Record):
    """What becomes another of a person from a month of the year on (年内变动): 晋级, 调动, 退休, 停薪, 复工.

    An empty field stays as it was. pay_ends: the pay items of before are paid no more (only those entered from this
    month on are); without it items go on, and one entered from this month on replaces its own.
    """

    TABLE: ClassVar[str] = "person_change"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("年内变动", facts="person_changes", rolls=False)
    budget_id: int = place(of="budget")
    person_id: int = place(of="person", label="人员", width=18)
    month: int = described("变动月份", Kind.MONTH, 1, 9)
    what: str = described("事由", Kind.TEXT, "", 14)
    kind: str = described("类别", Kind.CHOICE, "", 11, choices=("", *words(PersonKind)), empty="空为不变")
    status: str = described("状态", Kind.CHOICE, "", 11, choices=("", *words(PersonStatus)), empty="空为不变")
    rank: str = described("职级", Kind.TEXT, "", 12, empty="空为不变")
    centre: str = described("所属中心", Kind.TEXT, "", 14, empty="空为不变")
    function_code: str = described("功能科目", Kind.CODE, "", 16, of="function", empty="空为不变")
    insured: str = described("参加险种", Kind.TEXT, "", 16, empty="空为不变")
    pay_ends: int = described("原工资停发", Kind.FLAG, 0, 11)


@dataclass(frozen=True, slots=True)
class DeclaredBase(Record):
    """A contribution base the agency has set (核定基数) of a person, 分 a month, from a month of the year on."""

    TABLE: ClassVar[str] = "declared_base"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("核定基数", facts="declared_bases", rolls=False)
    budget_id: int = place(of="budget")
    person_id: int = place(of="person", label="人员", width=18)
    insurance: str = described("险种", Kind.TEXT, "", 16, of="insurance")
    month: int = described("起始月", Kind.MONTH, 1, 9)
    amount: Fen = described("核定基数", Kind.MONEY, 0, 16)


@dataclass(frozen=True, slots=True)
class PayItem(Record):
    """One pay item of a person from a month on, in 分 per month or per year as the policy says for the item.

    Those from January on are columns of the grid of people, later ones (年内工资变动) have a grid of their own.
    """

    TABLE: ClassVar[str] = "pay_item"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("工资项", facts="pay_items", title="年内工资变动")
    budget_id: int = place(of="budget")
    person_id: int = place(of="person", label="人员", width=18)
    item: str = described("工资项", Kind.TEXT, "", 20, of="item")
    amount: Fen = described("金额", Kind.MONEY, 0, 16)
    month: int = described("起始月", Kind.MONTH, 1, 9)


@dataclass(frozen=True, slots=True)
class QuotaSplit(Record):
    """How the unit splits a quota of public funds over economic 款, by amounts or in percent; the total is binding.

    percent: a decimal as text, empty where the amount says it.
    """

    TABLE: ClassVar[str] = "quota_split"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "定额分配", facts="quota_splits", first=(("economic_code", "30201"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    quota: str = described("定额", Kind.REFERENCE, "", 26, of="quota")
    economic_code: str = described("经济科目", Kind.CODE, "", 26, of="economic")
    amount: Fen = described("金额", Kind.MONEY, 0, 16)
    percent: str = described("百分比", Kind.DECIMAL, "", 10, empty="空为按金额")


@dataclass(frozen=True, slots=True)
class BasisCount(Record):
    """How much a unit has of what a quota is multiplied with (定额计算基数): 学生数 初中 480, 床位数 120."""

    TABLE: ClassVar[str] = "basis_count"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("计算基数", facts="basis_counts", title="定额计算基数")
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    basis: str = described("基数", Kind.CHOICE, "学生数", 12, choices=COUNTED)
    name: str = described("名称", Kind.TEXT, "", 20)
    amount: str = described("数量", Kind.DECIMAL, "", 12)


@dataclass(frozen=True, slots=True)
class PublicLine(Record):
    """Public funds by a plan of their own (公用测算明细): 劳务派遣 3 人 × 12 月 × 2,850 元. price in 分."""

    TABLE: ClassVar[str] = "public_line"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "公用测算明细", facts="public_lines", first=(("economic_code", "30226"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    item: str = described("事项", Kind.TEXT, "", 18)
    name: str = described("内容", Kind.TEXT, "", 22)
    function_code: str = described("功能科目", Kind.CODE, "", 22, of="function", empty="空为运行科目")
    economic_code: str = described("经济科目", Kind.CODE, "", 22, of="economic")
    quantity: int = described("数量", Kind.WHOLE, 1, 8, bounds=(0, 1_000_000))
    price: Fen = described("单价", Kind.MONEY, 0, 14)
    times: int = described("次数", Kind.WHOLE, 1, 8, bounds=(0, 1_000_000))
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 16, choices=FUNDS)
    subsource: str = described("资金子来源", Kind.CHOICE, "", 12, choices=SUBSOURCES)
    government_code: str = described("政府经济科目", Kind.CODE, "", 22, of="government", empty="空为对照")


@dataclass(frozen=True, slots=True)
class ParameterValue(Record):
    """A dated local value of a policy parameter, with the document it rests on.

    From its day on it beats every value of the policy pack, also one that begins later; a newer local value ends it.
    """

    TABLE: ClassVar[str] = "parameter_value"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("本账本参数", facts="parameters")
    budget_id: int = place(of="budget")
    parameter: str = described("参数", Kind.REFERENCE, "", 32, of="parameter")
    valid_from: str = described("生效日期", Kind.DATE, "", 12)
    value: str = described("数值", Kind.DECIMAL, "", 12)
    reference: str = described("文号", Kind.TEXT, "", 30)


@dataclass(frozen=True, slots=True)
class EventPlan(Record):
    """A planned meeting or training (会议、培训计划) with what it costs."""

    TABLE: ClassVar[str] = "event_plan"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "会议和培训计划", facts="event_plans", rolls=False, first=(("name", "新计划"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    kind: str = described("类别", Kind.CHOICE, "会议", 8, choices=("会议", "培训"))
    name: str = described("名称", Kind.TEXT, "", 32)
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 18, choices=FUNDS)
    people: int = described("人数", Kind.WHOLE, 0, 8, bounds=(0, 1_000_000))
    days: int = described("天数", Kind.WHOLE, 1, 8, bounds=(0, 10_000))
    amount: Fen = described("金额", Kind.MONEY, 0, 16)
