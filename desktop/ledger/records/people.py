"""People and what they are paid, quotas of public funds, dated local parameters. Amounts in 分."""

from dataclasses import dataclass
from typing import ClassVar

from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record
from desktop.ledger.vocabulary import FUNDS, PersonKind, PersonStatus, words
from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class Person(Record):
    """A person, or a group of equal persons (headcount > 1), of a budget. The name may stay empty.

    Paid from first_month to last_month; status 在职, 拟招, 离休, 退休, 编外 or 遗属.
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
    post: str = described(
        "岗位", Kind.TEXT, "", 12, headings=("岗位", "职务", "职级", "岗位等级", "职务职级"), printed="post"
    )
    first_month: int = described("起始月", Kind.MONTH, 1, 7, headings=("起始月", "到岗月", "起薪月", "开始月份"))
    last_month: int = described("截止月", Kind.MONTH, 12, 7, headings=("截止月", "离岗月", "停薪月", "结束月份"))
    headcount: int = described("人数", Kind.WHOLE, 1, 6, bounds=(1, 100_000), headings=("人数",), printed="headcount")
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 14, choices=FUNDS, headings=("资金来源", "经费来源"))


@dataclass(frozen=True, slots=True)
class PayItem(Record):
    """One pay item of a person, in 分 per month or per year as the policy says for the item."""

    TABLE: ClassVar[str] = "pay_item"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("工资项", facts="pay_items")
    budget_id: int = place(of="budget")
    person_id: int = place(of="person")
    item: str = described("工资项", Kind.TEXT, "", not_shown="each item is a column of the grid of people")
    amount: Fen = described("金额", Kind.MONEY, 0, not_shown="each item is a column of the grid of people")


@dataclass(frozen=True, slots=True)
class QuotaSplit(Record):
    """How the unit splits a quota of public funds over economic 款; the quota's total is binding."""

    TABLE: ClassVar[str] = "quota_split"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "定额分配", facts="quota_splits", first=(("economic_code", "30201"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    quota: str = described("定额", Kind.REFERENCE, "", 26, of="quota")
    economic_code: str = described("经济科目", Kind.CODE, "", 26, of="economic")
    amount: Fen = described("金额", Kind.MONEY, 0, 16)


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
