"""The closed word lists of the ledger. The values are the official terms and are what the file stores."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from desktop import parsed_texts, paths

UNSPLIT = "上年未分人员、公用"
"""In the remark of an imported line of basic spending: its file does not state which part is 人员 and which 公用.

As long as the remark stands, figures of 人员 or 公用 are not compared with that year.
"""

UNCLASSED = "上年未分经济分类"
"""Why a figure of an economic class is not compared with a year whose lines do not say their class."""
_NOT_OF = re.compile(UNCLASSED + "，不是([0-9、]+)")


def not_of_classes(codes: Sequence[str]) -> str:
    """Return the remark of a line whose economic class is not known, but which it is not; empty for none."""
    return f"{UNCLASSED}，不是{'、'.join(codes)}" if codes else ""


def classes_not_of(note: str) -> tuple[str, ...]:
    """Return the economic classes that a remark says a line is not of."""
    found = _NOT_OF.search(note)
    return tuple(found[1].split("、")) if found else ()


def without_open_marks(note: str) -> str:
    """Return a remark without what an imported year leaves open."""
    return "；".join(part for part in _NOT_OF.sub("", note).replace(UNSPLIT, "").split("；") if part)


NONE_OF = {"no_procurement": "政府采购", "no_purchased_services": "政府购买服务"}
"""Keys of texts by which a person states that this year there is none of something: what nobody entered is no 0."""
NONE = "没有"


def states_none(text: str) -> bool:
    """Tell whether a text of `NONE_OF` states that there is none."""
    return text.strip(" 。；\n") in (NONE, "无", *(f"{NONE}{name}" for name in NONE_OF.values()))


_DOCUMENT_NUMBER = r"[\u4e00-\u9fff]\s*[〔\[（(【［]\s*(?:19|20)\d{2}\s*[〕\])）】］]\s*第?\s*\d{1,5}\s*号"


def has_document_number(text: str) -> bool:
    """Tell whether a text names a document by its number (文号): 某财预〔2026〕12号, also in other brackets."""
    return re.search(_DOCUMENT_NUMBER, text) is not None


def words(of: type[StrEnum]) -> tuple[str, ...]:
    """Return the words of a list, as plain texts."""
    return tuple(str(word.value) for word in of)


class UnitKind(StrEnum):
    """Class of a unit (单位性质); decides the crosswalk to 政府经济分类 (C21, C22)."""

    ADMINISTRATIVE = "行政"
    CIVIL_SERVICE_MANAGED = "参公"
    INSTITUTION = "事业"


class Nature(StrEnum):
    """Nature of an expenditure line (支出性质). 人员 + 公用 = 基本支出."""

    PERSONNEL = "人员"
    PUBLIC = "公用"
    PROJECT = "项目"
    OPERATING = "经营支出"
    TO_SUPERIOR = "上缴上级支出"
    TO_SUBORDINATE = "对附属单位补助支出"


class Fund(StrEnum):
    """Source of money (资金来源), on the income and on the expenditure side; each balances by itself (C19)."""

    GENERAL = "一般公共预算"
    GOVERNMENT_FUND = "政府性基金"
    STATE_CAPITAL = "国有资本经营"
    SPECIAL_ACCOUNT = "财政专户管理资金"
    BUSINESS = "事业收入"
    OPERATING = "事业单位经营收入"
    SUPERIOR = "上级补助收入"
    SUBORDINATE = "附属单位上缴收入"
    OTHER = "其他收入"
    MAKE_UP = "使用非财政拨款结余"


class Carry(StrEnum):
    """Whether money is of this year (当年) or carried over from earlier years (结转)."""

    CURRENT = "当年"
    CARRIED = "结转"


class PersonKind(StrEnum):
    """Class of a person (人员类别); decides pay system and contributions."""

    ADMINISTRATIVE = "行政"
    CIVIL_SERVICE_MANAGED = "参公"
    INSTITUTION = "事业"
    WORKER = "工勤"
    OUTSIDE = "编外"
    DEPENDANT = "遗属"


class PersonStatus(StrEnum):
    """Status of a person (人员状态): the second axis beside the class; a retired person keeps the class of before."""

    IN_POST = "在职"
    PLANNED = "拟招"
    UNPAID_LEAVE = "停薪"
    VETERAN = "离休"
    RETIRED = "退休"
    OUTSIDE = "编外"
    DEPENDANT = "遗属"


class Subsource(StrEnum):
    """Where fiscal money comes from within its fund (资金子来源); other money has none."""

    OWN = "本级"
    ADVANCE = "提前下达"
    NON_TAX = "非税"


class Funding(StrEnum):
    """How a unit is funded (经费方式)."""

    FULL = "全额拨款"
    PART = "差额拨款"
    SELF = "自收自支"


class ProcurementKind(StrEnum):
    """Kind of government procurement (政府采购), 政府采购法 art. 2."""

    GOODS = "货物"
    WORKS = "工程"
    SERVICES = "服务"


class Stage(StrEnum):
    """Stage of a budget (编报阶段), in the order of the year; a budget never goes back."""

    DRAFT = "草稿"
    FIRST_UP = "一上"
    FIRST_DOWN = "一下控制数"
    SECOND_UP = "二上"
    APPROVED = "批复"
    DISCLOSED = "公开"
    ADJUSTED = "调整"


class AdjustmentKind(StrEnum):
    """What an entry of the adjusted budget does to the approved one (预算调整); its amount itself has no sign."""

    ADDED = "追加"
    REDUCED = "追减"
    MOVED_IN = "调剂增加"
    MOVED_OUT = "调剂减少"


class ProjectKind(StrEnum):
    """Kind of project for the performance tables (表十一 and 表十二 of some layouts)."""

    ORDINARY = "一般性项目"
    KEY_SPECIAL = "重点专项"


class PublishedAs(StrEnum):
    """How a project stands in everything that is given away (公开方式); empty while nobody has decided."""

    LISTED = "列示"
    AMOUNT_ONLY = "只列金额"
    MERGED = "并入其他项目"


class InstitutionKind(StrEnum):
    """What an entry of the unit's structure (单位构成) is."""

    DEPARTMENT = "内设机构"
    SUBORDINATE = "下属单位"


def order_of(stage: str) -> int:
    """Return the place of a stage in the order of the year."""
    return tuple(Stage).index(Stage(stage))


FUNDS = words(Fund)
FISCAL = (Fund.GENERAL, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)
"""Money that is 财政拨款."""
SUBSOURCES = ("", *words(Subsource))
FUNDINGS = ("", *words(Funding))
CATEGORIES = ("", "公益一类", "公益二类", "行政执行类", "经营服务类")
"""Class of an institution (事业单位类别)."""
COUNTED_OR_NOT = ("", "统计", "不统计")
"""Whether a unit's public funds count as 机关运行经费; empty: as its kind says."""
POST_KINDS = ("行政", "参公", "事业", "工勤")
"""Classes of people that hold posts (编制)."""
COUNTED = ("学生数", "床位数", "建筑面积", "其他数量")
"""What a unit counts beside people and vehicles, as the base of a quota (定额计算基数)."""
SCOPES = ("单位", "部门")
"""The word the documents use for the unit."""
SECURED = ("", "保工资", "保运转", "保民生", "非三保")
"""The mark of the three guarantees (三保) that a line or project bears."""
LESS = (AdjustmentKind.REDUCED, AdjustmentKind.MOVED_OUT)
"""Entries that take away from the approved budget."""
MOVED = (AdjustmentKind.MOVED_IN, AdjustmentKind.MOVED_OUT)
"""Entries of a 调剂, which leaves the total as it is."""
NATURES_OF_TARGETS = ("≥", "≤", "=", ">", "<", "定性")
"""How an indicator's target is meant (指标性质)."""
BLOCKS = ("人员经费", "公用经费", "基本支出", "项目支出", "一般公共预算财政拨款支出", "“三公”经费", "会议费", "培训费")
"""Blocks a control number (控制数) is given for: labels of measures."""

NATURE_ALIASES = {
    "基本-人员": Nature.PERSONNEL,
    "人员经费": Nature.PERSONNEL,
    "基本-公用": Nature.PUBLIC,
    "公用经费": Nature.PUBLIC,
    "日常公用经费": Nature.PUBLIC,
    "项目支出": Nature.PROJECT,
}


_FUNDS = frozenset(Fund)


@cache
def spellings(kind: str) -> dict[str, str]:
    """Return {a name that files have: our word} of funds, subsources or carry (resources/source_names.toml)."""
    table = parsed_texts.loads((paths.resources() / "source_names.toml").read_text(encoding="utf-8"))[kind]
    return {name: word for word, names in table.items() for name in names}


def subsource_of(fund: str, subsource: str) -> str:
    """Return the sub-source of money: fiscal money that says nothing is 本级, other money has none."""
    return (subsource or str(Subsource.OWN)) if fund in FISCAL else ""


def read_fund(text: str) -> Fund | None:
    """Return the fund a person wrote, or None when the word is not known."""
    word = spellings("funds").get(text.strip(), text.strip())
    return Fund(word) if word in _FUNDS else None


def read_source(text: str) -> tuple[Fund, str] | None:
    """Return fund and sub-source of a name of money, e.g. 非税收入: of 一般公共预算, 非税; None when it is not known.

    The sub-source is empty where the name says only the fund.
    """
    fund, subsource = read_fund(text), spellings("subsources").get(text.strip(), "")
    if fund is not None:
        return fund, ""
    return (Fund.GENERAL, subsource) if subsource else None


def split_carried(text: str) -> tuple[str, str]:
    """Take a name of money apart that also says it is carried in: 上年结转（事业收入） → 事业收入, 结转.

    The second part is empty where the name says nothing of the kind; the first where it says nothing else.
    """
    marks = sorted((name for name, word in spellings("carry").items() if word == Carry.CARRIED), key=len, reverse=True)
    plain = text.strip()
    for mark in (*marks, str(Carry.CARRIED)):
        rest = plain.removeprefix(mark) if plain.startswith(mark) else plain.removesuffix(mark)
        if rest != plain and plain not in spellings("funds"):
            return rest.strip("（）()-—－–:：_ 　"), str(Carry.CARRIED)
    return plain, ""


def read_carry(text: str) -> Carry | None:
    """Return 当年 (also for an empty cell) or 结转, or None when the word is not known."""
    word = spellings("carry").get(text.strip(), text.strip() or str(Carry.CURRENT))
    return Carry(word) if word in frozenset(Carry) else None


def read_nature(text: str) -> Nature | None:
    """Return the nature a person wrote, or None when the word is not known."""
    word = text.strip()
    return Nature(word) if word in frozenset(Nature) else NATURE_ALIASES.get(word)
