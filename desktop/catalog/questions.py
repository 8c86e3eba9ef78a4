"""The questions by which a pack of a place is made, and the answers file to fill in. All of it is data."""

from dataclasses import field
from functools import cache
from typing import Any

from desktop import paths
from desktop.catalog import choices, policy
from desktop.catalog.policy_reader import UNITS
from desktop.catalog.strict import Reader, read_toml
from desktop.dataclass import dataclass

VALUE, PRACTICE = "数值", "做法"
_PATTERNS = {choices.CODE: "，或科目编码", choices.MONTH: "，或年月如 2026-10", None: ""}
UNKNOWN, NONE = "不知道", "没有"
"""Answers instead of a value: it stays missing and what needs it is not computed; the place has no such thing."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. each: what it is asked for one by one; by_rank, by_years: the pay item its answers pay.

    quota: the quota rule that comes with an answer; optional: no answer means that the place has none of it.
    """

    key: str
    kind: str
    group: str
    text: str
    label: str = ""
    unit: str = ""
    help: str = ""
    each: tuple[str, ...] = ()
    optional: bool = False
    by_rank: str = ""
    by_years: str = ""
    quota: dict[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys its answers have: parameters, or one choice."""
        return tuple(f"{self.key}.{each}" for each in self.each) or (self.key,)

    def about(self, key: str) -> str:
        """Return what an answer of this question is about (行政 of quota.行政), empty where it is asked only once."""
        return key.removeprefix(f"{self.key}.") if self.each else ""

    def part(self, key: str) -> str:
        """Return in words what an answer is about."""
        return f"满 {self.about(key)} 年" if self.by_years else self.about(key)

    def label_of(self, key: str) -> str:
        """Return the name of the parameter of a key."""
        return f"{self.label} {self.about(key)}".rstrip()

    def quota_of(self, key: str) -> dict[str, Any]:
        """Return the quota rule that comes with the answer of a key, empty where none does."""
        about = self.about(key)
        entry = {name: _filled(value, about) for name, value in self.quota.items()}
        return entry | {"parameter": key} if entry else {}


def _filled(value: Any, about: str) -> Any:
    if isinstance(value, list):
        return [_filled(each, about) for each in value]
    return value.replace("{each}", about) if isinstance(value, str) else value


@cache
def load() -> tuple[Question, ...]:
    """Return all questions in the order in which they are asked. Raises DataError naming the key."""
    place = paths.resources() / "policy" / "questions.toml"
    reader = Reader(read_toml(place, place.name), place.name)
    found = tuple(_question(each) for each in reader.tables("question"))
    reader.done()
    return found


def _question(entry: Reader) -> Question:
    kind = entry.text("kind", choices=(VALUE, PRACTICE))
    of_value = kind == VALUE
    question = Question(
        key=entry.text("key", choices=() if of_value else tuple(choices.CHOICES)),
        kind=kind,
        group=entry.text("group"),
        text=entry.text("text"),
        label=entry.text("label", None if of_value else ""),
        unit=entry.text("unit", None if of_value else "", UNITS if of_value else ()),
        help=entry.text("help", ""),
        each=entry.texts("each"),
        optional=entry.flag("optional"),
        by_rank=entry.text("by_rank", ""),
        by_years=entry.text("by_years", ""),
        quota=dict(entry.raw("quota") or {}),
    )
    entry.done()
    return question


@cache
def _by_key() -> dict[str, Question]:
    return {key: each for each in reversed(load()) for key in each.keys}


@cache
def question_of(key: str) -> Question | None:
    """Return the question a key answers; the key of its own beats the beginning of one asked one by one."""
    own = _by_key().get(key)
    return own or next((each for each in load() if each.each and key.startswith(f"{each.key}.")), None)


def answers_file(year: int) -> str:
    """Return the questions as an answers file (TOML) to fill in for a budget year."""
    rows = [
        "# 本地政策答案。填好后运行：mingzhang policy make 本文件 --out 参数包名称",
        f'# 数值写在引号里。不知道的写 "{UNKNOWN}" 或留空：用到它的项目不会计算，检查时列为缺少参数，不会当作 0。',
        f'# 本地没有这一项的写 "{NONE}"。同一项在年内调整的，再写一段 [[answer]]，from 写新的生效日期。',
        'title = "某县（请改名）"',
        'extends = "national"',
    ]
    group, number = "", 0
    for number, question in enumerate(load(), 1):
        if question.group != group:
            group = question.group
            rows += ["", f"# ==== {group} ===="]
        unit = f"（{question.unit}）" if question.unit else ""
        rows += ["", f"# {number}. {question.text}{unit}", *(f"# {line}" for line in _hints(question))]
        rows += [row for key in question.keys for row in _blank(question, key, year)]
    return "\n".join([*rows, *_other_choices(), *_rules()]) + "\n"


def _hints(question: Question) -> list[str]:
    """Return what to know about a question; how it is written concerns the file alone."""
    hints = [question.help] if question.help else []
    if question.unit == "比例":
        hints.append("写成小数，例如 8% 写 0.08")
    return [*hints, "点后面是年数"] if question.by_years else hints


def _blank(question: Question, key: str, year: int) -> list[str]:
    if question.kind == PRACTICE:
        choice = choices.CHOICES[key]
        code = "，或科目编码" if choice.pattern is choices.CODE else ""
        options = f"# 可选：{'、'.join(choice.values)}{code}"
        return [options, "[[answer]]", f'key = "{key}"', f'value = "{choice.usual}"']
    return ["[[answer]]", f'key = "{key}"', 'value = ""', 'document = ""', f"from = {year}-01-01"]


def _other_choices() -> list[str]:
    asked = {question.key for question in load()}
    rows = ["", "# ==== 其他做法：与默认不同的，去掉行首的 # 后修改 ====", "[choices]"]
    for choice in choices.CHOICES.values():
        if choice.key not in asked:
            code = _PATTERNS.get(choice.pattern, "")
            rows += [f"# {choice.label}；可选：{'、'.join(choice.values)}{code}", f'# {choice.key} = "{choice.usual}"']
    return rows


def _rules() -> list[str]:
    """Return what the rules say where nothing else is written, as remarks to change."""
    rules = standard_rules()
    rows = ["", "# ==== 缴费基数包含哪些工资项：与下面不同的，去掉 # 后修改（“/12”表示按年发放） ===="]
    for name, by_kind in rules["base_sets"].items():
        rows += [f'# [base_sets."{name}"]']
        for kind, items in by_kind.items():
            listed = ", ".join(f'"{item}"' for item in items)
            rows.append(f'# "{kind}" = [{listed}]')
    rows += [
        "",
        "# ==== 本地另有的工资项、缴费和定额：名称相同的只改所写的几项，名称不同的新增 ====",
        f"# 已有工资项：{'、'.join(each['item'] for each in rules['pay_items'])}",
        f"# 已有缴费：{'、'.join(each['label'] for each in rules['contributions'])}",
        f"# 已有定额：{'、'.join(each['label'] for each in rules['quotas'])}，以及上面各定额问题带出的",
        '# leave_out = ["不用的工资项、缴费或定额"]   （写在文件开头 title 下面）',
        '# [[pay_items]]\n# item = "卫生津贴"\n# economic = "30102"\n# kinds = ["事业"]',
        '# [[quotas]]\n# label = "综合定额（行政）"\n# percents = { "30201" = "60", "30299" = "40" }',
    ]
    return rows


@cache
def _standard() -> dict[str, Any]:
    place = paths.resources() / "policy" / "national" / "rules.toml"
    return read_toml(place, f"national/{place.name}")


def standard_rules() -> dict[str, Any]:
    """Return the tables of the national rules, on which every pack of a place is built; do not change them."""
    return {"pay_items": [], "base_sets": {}, "contributions": [], "quotas": [], "choices": {}} | _standard()


def labels_of_national() -> dict[str, tuple[str, str]]:
    """Return label and unit of each parameter of the national pack."""
    return {key: (each.label, each.unit) for key, each in policy.load("national").parameters.items()}
