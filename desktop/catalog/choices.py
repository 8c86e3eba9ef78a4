"""Where practice differs from place to place: the choices (各地做法) a policy pack makes, each with what may be chosen.

Some are read by the engine month by month; others change the rules of the pack once, when it is read
(`chosen_rules.applied`). A choice with one allowed word is stated so that another practice is refused instead of being
ignored.
"""

import re
from collections.abc import Iterable

from desktop.catalog.policy_rules import Policy
from desktop.dataclass import dataclass

CODE = re.compile(r"[0-9]{5,7}", re.ASCII)
MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its name in words and what may be chosen, the usual first.

    pattern: what else may be written (a code, a month). engine: the computation itself asks for it.
    """

    key: str
    label: str
    values: tuple[str, ...]
    pattern: re.Pattern[str] | None = None

    @property
    def usual(self) -> str:
        """What holds where the pack says nothing."""
        return self.values[0]

    def problem(self, value: str) -> str:
        """Return in Chinese why a value is refused, empty where it is not."""
        if value in self.values or (self.pattern is not None and self.pattern.fullmatch(value)):
            return ""
        more = "，或填科目编码" if self.pattern is CODE else ""
        return f"“{self.label}”没有“{value[:30]}”这一做法；可选：{'、'.join(self.values)}{more}"


CHOICES = {
    choice.key: choice
    for choice in (
        Choice("payroll_base", "工资测算基准月", ("上年十月", "上年十一月", "上年十二月", "本年一月"), MONTH),
        Choice("month_rule", "进出当月的计法", ("整月", "次月起计", "半月折算")),
        Choice("base_reference", "缴费基数取哪个月的工资", ("本段首月", "随工资变动", "七月重核")),
        Choice("base_rounding", "缴费基数取整", ("先夹后取整到元", "先夹后取整到分", "先取整到元后夹")),
        Choice("contribution_rounding", "缴费额取整", ("每人每月到分", "每人每月到角", "每人每月到元", "每人每年到分")),
        Choice("declared_base", "核定基数", ("有核定数用核定数", "不用核定数")),
        Choice("gov_econ_side", "政府经济科目的一侧", ("按人员类别", "按单位性质")),
        Choice("injury_unemployment_function", "工伤、失业保险功能科目", ("按规则", "按险种分列", "随工资科目"), CODE),
        Choice(
            "quota_split",
            "定额拆到款",
            ("按百分比，末项倒挤", "按百分比，首项倒挤", "按百分比，最大项倒挤", "按金额"),
        ),
        Choice(
            "percent_bases_rounding",
            "工会、福利、培训的取整",
            ("按功能科目和资金分别取整", "合计取整后分摊", "按人取整"),
        ),
        Choice("share_rounding", "几种资金负担时的取整", ("先全额后分摊", "按月分摊", "各资金分别取整")),
        Choice("three_public_scope", "公开“三公”的口径", ("一般公共预算", "财政拨款", "全口径")),
        Choice("income_rule", "财政拨款收入", ("拨款按支出填列", "手工填列")),
        Choice("bonus_rule", "年终一次性奖金", ("按规则", "按在职月数", "十二月在职全发", "不发")),
        Choice("institution_bonus", "事业人员年终一次性奖金", ("按规则", "不发", "发")),
        Choice("commute_nature", "公务交通补贴的性质", ("按规则", "公用", "人员")),
        Choice("outside_staff", "编外人员列支科目", ("按规则",), CODE),
        Choice("medical_function", "医疗功能科目", ("按人员类别", "按单位性质"), CODE),
        Choice("retired_function", "离退休功能科目", ("按原身份", "按单位性质"), CODE),
        Choice("veteran_medical", "离休人员医疗统筹金列支科目", ("按规则",), CODE),
        Choice("quota_heads", "综合定额的人数", ("实有人月", "一月人数", "编制人数", "实有与编制孰小")),
        Choice("quota_fund", "定额的资金", ("随人员", "一般公共预算")),
        Choice("training_function", "培训费功能科目", ("随工资科目", "在生均内安排"), CODE),
        Choice("vehicle_definition", "算作车辆的资产", ("按规则", "只数公务用车", "救护车算车")),
        Choice("annuity", "职业年金单位部分", ("实账", "虚账")),
        Choice("operating_cost", "机关运行经费统计", ("行政单位统计", "不统计", "统计")),
        Choice("union_base", "工会经费的工资总额", ("按规则", "不含编外", "含编外")),
        Choice("dependants_function", "遗属补助功能科目", ("按规则",), CODE),
        Choice("town_allowance_years", "乡镇工作补贴的年限", ("一月一日年限", "十二月三十一日年限")),
        Choice("village_cadres", "村干部补贴", ("项目支出30305",)),
        Choice("fund_function", "资金与功能科目", ("严格对应",)),
        Choice("stage_function", "教师的功能科目", ("按人定学段", "随运行科目")),
        Choice("pupil_count", "学生数", ("上年秋季学籍数", "本年春季学籍数")),
        Choice("housing_first_job", "首次参加工作的公积金", ("次月起缴", "当月起缴")),
        Choice("leave_rule", "停薪月份的缴费", ("停薪月单位不缴", "停薪月单位照缴")),
        Choice("meals", "学生膳食、生活补助", ("30308",)),
        Choice(
            "boarding_head_allowance",
            "班主任津贴与缴费基数",
            ("按规则", "进医保和公积金基数", "进全部缴费基数", "不进缴费基数"),
        ),
        Choice("special_account", "财政专户管理资金", ("不是财政拨款",)),
        Choice("fund_of_staff", "人员经费的资金", ("按人或按项目分摊", "只按人分摊")),
        Choice("contribution_function", "自有资金负担的单位缴费", ("不分资金", "自有资金列运行科目")),
        Choice("business_income", "事业收入", ("按支出填列", "手工填列")),
    )
}
"""Every choice by its key, in the order in which they are asked."""


def of(policy: Policy, key: str) -> str:
    """Return what a pack chose, or the usual where it says nothing."""
    return policy.choices.get(key, CHOICES[key].usual)


def written(policy: Policy, keys: Iterable[str]) -> list[str]:
    """Return in words those of some choices that a pack makes: what is only usual there is not said."""
    return [f"{CHOICES[key].label}：{policy.choices[key]}" for key in dict.fromkeys(keys) if key in policy.choices]


def problems(choices: dict[str, str]) -> list[str]:
    """Return in Chinese what is wrong with the choices of a pack: unknown keys, practices nobody supports."""
    unknown = [f"没有“{key}”这一选择" for key in choices if key not in CHOICES]
    refused = [CHOICES[key].problem(value) for key, value in choices.items() if key in CHOICES]
    return unknown + [text for text in refused if text]
