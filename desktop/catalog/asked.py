"""All that a person may answer about a place, in order, each with what holds where nothing is said.

The questions come first, then every other choice, national value and base. Nothing is listed here: all of it is read
from the questions, the choices and the national rules.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from desktop.catalog import choices, policy, questions
from desktop.catalog.questions import PRACTICE, VALUE, Question
from desktop.dataclass import dataclass

ITEMS = "项目"
"""The kind of answer that is a list of names: what a base consists of, which rules a place does not use."""
LEAVE_OUT = "leave_out"
OTHERS = ("其他做法", "全国统一的数值", "缴费基数包含哪些工资项", "不用的规则")
"""The groups of what is not asked first."""
WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer to give. usual: what holds where nothing is said, and `source` where that comes from.

    first: it belongs to a question, else it stands below. options: the words to choose from; written: what else may
    be written (科目编码, 年月), empty where nothing. one_of: names that an answer of kind 项目 may hold.
    """

    key: str
    kind: str
    group: str
    label: str
    unit: str = ""
    usual: str = ""
    source: str = ""
    first: bool = False
    options: tuple[str, ...] = ()
    written: str = ""
    one_of: tuple[str, ...] = ()


def of_question(question: Question, more: Iterable[str] = ()) -> list[Asked]:
    """Return the answers of a question; `more` are keys a person added to one asked one by one (her 职级)."""
    if question.kind == PRACTICE:
        return [_of_choice(choices.CHOICES[question.key], question.group, first=True)]
    added = [key for key in more if questions.question_of(key) is question and key not in question.keys]
    return [
        Asked(key, VALUE, question.group, question.label_of(key), question.unit, *_national(key), first=True)
        for key in (*question.keys, *added)
    ]


@cache
def others() -> tuple[Asked, ...]:
    """Return all that may be answered and is not asked by a question."""
    known = {key for question in questions.load() for key in question.keys}
    practice, values, bases, unused = OTHERS
    found = [_of_choice(each, practice) for key, each in choices.CHOICES.items() if key not in known]
    for key, each in policy.load("national").parameters.items():
        if key not in known:
            found.append(Asked(key, VALUE, values, each.label, each.unit, *_national(key)))
    rules = questions.standard_rules()
    items = tuple(each["item"] for each in rules["pay_items"])
    for name, by_kind in rules["base_sets"].items():
        for kind, listed in by_kind.items():
            about = Asked(base_key(name, kind), ITEMS, bases, f"{name}（{kind}）", usual="、".join(listed))
            found.append(_with(about, items, "全国规则；“/12”表示按年发放"))
    rule_names = tuple(each[by] for table, by in NAMES.items() for each in rules[table])
    quotas = tuple(q.quota_of(key)["label"] for q in questions.load() if q.quota for key in q.keys)
    about = Asked(LEAVE_OUT, ITEMS, unused, "不用的工资项、缴费或定额")
    return (*found, _with(about, (*rule_names, *quotas), "没有写就是都用"))


NAMES = {"pay_items": "item", "contributions": "label", "quotas": "label"}
"""By which key the rules of each table are named."""


def base_key(name: str, kind: str) -> str:
    """Return the key of the items of a base for a kind of people."""
    return f"base_sets/{name}/{kind}"


def _with(about: Asked, one_of: tuple[str, ...], source: str) -> Asked:
    return Asked(about.key, about.kind, about.group, about.label, "", about.usual, source, one_of=one_of)


def _of_choice(choice: choices.Choice, group: str, *, first: bool = False) -> Asked:
    written = {choices.CODE: "或科目编码", choices.MONTH: "或年月，如 2026-10"}.get(choice.pattern or choices.CODE, "")
    return Asked(
        choice.key,
        PRACTICE,
        group,
        choice.label,
        usual=questions.standard_rules()["choices"].get(choice.key, choice.usual),
        source="全国规则" if choice.key in questions.standard_rules()["choices"] else "通常做法",
        first=first,
        options=choice.values,
        written=written if choice.pattern else "",
    )


def _national(key: str) -> tuple[str, str]:
    """Return the newest national value of a parameter as it is shown, and its document; empty where there is none."""
    parameter = policy.load("national").parameters.get(key)
    if parameter is None or not parameter.values:
        return "", ""
    newest = parameter.values[-1]
    return (
        f"{shown(parameter.unit, str(newest.value))} {unit_shown(parameter.unit)}",
        f"{newest.reference}，自 {newest.valid_from}",
    )


@cache
def usual_rates() -> dict[str, tuple[Decimal, Decimal]]:
    """Return the lowest and highest rate that law or usage allow, by the parameter."""
    rules = questions.standard_rules()["contributions"]
    return {each["rate"]: (Decimal(each["band"][0]), Decimal(each["band"][1])) for each in rules if "band" in each}


def unit_shown(unit: str) -> str:
    """Return the unit in which a value is typed: a rate in percent."""
    return "%" if unit == "比例" else unit


def shown(unit: str, written: str) -> str:
    """Return a value as a person types it; what is no number stays as it is."""
    number, reason = policy.read_decimal(written)
    return f"{(number * 100).normalize():f}" if unit == "比例" and not reason else written


def written(unit: str, typed: str) -> str:
    """Return what a person typed as it is written in an answers file; what is no number stays as it is."""
    text = typed.strip().removesuffix("%").strip() if unit == "比例" else typed.strip().replace(",", "")
    number, reason = policy.read_decimal(text)
    return f"{(number / 100).normalize():f}" if unit == "比例" and not reason else text
