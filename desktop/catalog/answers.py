"""Making a policy pack of a place from an answers file: the national rules, what the answers change, and their values.

Nothing is guessed: an answer that is not known leaves its parameter without a value, so that what needs it is reported
as not computed.
"""

import copy
import difflib
import tomllib
from dataclasses import field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop import paths, text_files
from desktop.catalog import asked, choices, chosen_rules, policy, policy_reader, policy_writer, questions
from desktop.catalog.questions import NONE, PRACTICE, UNKNOWN, Question
from desktop.catalog.strict import DataError, wrong_place
from desktop.dataclass import dataclass
from desktop.findings import UserError

Table = dict[str, Any]

RULES = ("pay_items", "base_sets", "contributions", "quotas", "functions")
OWN_KEYS = ("title", "extends", "leave_out", "answer", "choices", *RULES)
ANSWER_KEYS = ("key", "value", "document", "from", "to", "label", "unit")
RATIO = "比例"
BOOKED = ("economic", "split", "percents")
"""How a quota is booked: one of them takes the place of the others."""


@dataclass(slots=True)
class Made:
    """A pack made from answers: its text, how many values were answered, and the labels of what is not known."""

    text: str
    answered: int = 0
    unknown: list[str] = field(default_factory=list)


def make(path: Path) -> Made:
    """Return the pack that an answers file makes. Raises UserError that names the file, the place and what to write."""
    return of_tables(path.name, read(path))


def of_tables(name: str, raw: Table) -> Made:
    """Return the pack that the tables of an answers file make; `name` is what messages call it. Raises UserError."""
    return _Making(name, raw).answered_policy()


def read(path: Path) -> Table:
    """Return the tables of a file, as they are written. Raises UserError that names the file."""
    try:
        return tomllib.loads(text_files.read(path))
    except RecursionError as error:
        raise UserError(f"答案文件“{path.name}”的括号套得太深，没有读取；请检查是否选错了文件") from error
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"答案文件“{path.name}”的格式不对（{wrong_place(error)}）；文字和数值要写在引号里，日期写成 2027-01-01"
        ) from error


class _Making:
    """One answers file on its way to a pack."""

    def __init__(self, name: str, raw: Table) -> None:
        self._name, self._raw = name, raw
        self._rules = copy.deepcopy(questions.standard_rules())
        self._parameters: dict[str, Table] = {}
        self._quotas: dict[str, Table] = {}
        self._gone: set[str] = set()
        self._practices: dict[str, str] = {}
        self._answered = 0
        self._unknown: list[str] = []

    def answered_policy(self) -> Made:
        """Return the pack."""
        self._known(self._raw, "", OWN_KEYS)
        for number, answer in enumerate(self._listed("answer"), 1):
            self._answer(answer, f"answer[{number}]")
        self._asked_but_unanswered()
        tables = self._tables()
        text = "# 由答案文件生成；可以分享，放入参数包文件夹即可使用。\n" + policy_writer.written(tables)
        self._require_sound(text)
        return Made(text, self._answered, self._unknown)

    def _refused(self, place: str, text: str) -> UserError:
        return UserError(f"答案文件“{self._name}”的 {place}：{text}；没有生成参数包")

    def _known(self, table: Table, place: str, names: tuple[str, ...]) -> None:
        for name in table:
            if name not in names:
                near = difflib.get_close_matches(name, names, 3, 0.4)
                raise self._refused(f"{place}{name}", f"没有这个名称，可以写：{'、'.join(near or names)}")

    def _listed(self, name: str) -> list[Table]:
        found = self._raw.get(name, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self._refused(name, f"请写成 [[{name}]]")
        return found

    # answers ------------------------------------------------------------------------------------------

    def _answer(self, answer: Table, place: str) -> None:
        self._known(answer, f"{place}.", ANSWER_KEYS)
        key, value = str(answer.get("key", "")), answer.get("value", "")
        value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(value, str):
            raise self._refused(f"{place}.value", '请加引号，例如 value = "0.08"')
        question = questions.question_of(key)
        if key in choices.CHOICES:
            self._practice(key, value.strip(), place)
            return
        label, unit = self._named(key, question, answer, place)
        if value.strip() == NONE:
            self._gone.add(key)
            return
        if not value.strip() and question is not None and question.optional:
            return
        self._parameter(key, label, unit, answer, value.strip(), place)

    def _practice(self, key: str, value: str, place: str) -> None:
        if value in ("", UNKNOWN):
            return
        problem = choices.CHOICES[key].problem(value)
        if problem:
            raise self._refused(f"{place}.value", problem)
        self._practices[key] = value

    def _named(self, key: str, question: Question | None, answer: Table, place: str) -> tuple[str, str]:
        """Return label and unit of an answered parameter: of its question, the national pack, or as the answer says."""
        own = str(answer.get("label", "")), str(answer.get("unit", ""))
        national = questions.labels_of_national().get(key)
        asked = (question.label_of(key), question.unit) if question and question.kind != PRACTICE else None
        found = asked or national
        if found is None and not all(own):
            known = [name for each in questions.load() for name in each.keys]
            near = "、".join(difflib.get_close_matches(key, [*known, *choices.CHOICES], 3, 0.4)) or "没有相近的"
            raise self._refused(
                f"{place}.key", f"没有“{key}”这一项（相近的：{near}）；本地另有的参数请写明 label 和 unit"
            )
        label, unit = found or own
        return own[0] or label, own[1] or unit

    def _parameter(self, key: str, label: str, unit: str, answer: Table, value: str, place: str) -> None:
        national = policy.load("national").parameters.get(key)
        if value in ("", UNKNOWN) and national is not None and national.values:
            return
        entry = self._parameters.setdefault(key, {"label": label, "unit": unit, "values": []})
        if value in ("", UNKNOWN):
            self._unknown.append(label)
            return
        reason = policy.read_decimal(value)[1]
        if not reason and unit == RATIO and Decimal(value) > 1:
            reason = f"“{value}”大于 1；比例请写成小数，例如 8% 写 0.08"
        if reason:
            raise self._refused(f"{place}.value", reason)
        dated: Table = {name: answer[name] for name in ("from", "to") if name in answer}
        if any(type(dated.get(name, date.min)) is not date for name in ("from", "to")) or "from" not in dated:
            raise self._refused(f"{place}.from", "请写生效日期，不加引号，例如 from = 2027-01-01")
        if any(known["from"] == dated["from"] for known in entry["values"]):
            raise self._refused(f"{place}.from", f"“{label}”在 {dated['from']} 已有一个数值；同一天只能有一个")
        entry["values"].append({**dated, "value": value, "reference": str(answer.get("document", ""))})
        entry["values"].sort(key=lambda each: each["from"])
        self._answered += 1

    def _asked_but_unanswered(self) -> None:
        """A question nobody answered is one whose value is not known, unless only some places have such a thing."""
        asked = [each for each in questions.load() if each.kind != PRACTICE and not each.optional]
        for question in asked:
            for key in question.keys:
                if key not in self._gone and key not in self._parameters:
                    self._parameter(key, question.label_of(key), question.unit, {}, "", "")
        for key in self._parameters:
            found = questions.question_of(key)
            rule = found.quota_of(key) if found else {}
            if rule:
                self._quotas[key] = rule
        self._pay_by_answers()

    def _pay_by_answers(self) -> None:
        """Let pay items be paid by rank or by years where the answers say how much."""
        items = {entry["item"]: entry for entry in self._rules["pay_items"]}
        for question in questions.load():
            keys = [key for key in self._parameters if questions.question_of(key) is question]
            if question.by_rank and keys:
                items[question.by_rank]["by_rank"] = question.key
            if question.by_years and keys:
                steps = sorted((self._years(question, key), key) for key in keys)
                items[question.by_years]["steps"] = [{"years": years, "parameter": key} for years, key in steps]

    def _years(self, question: Question, key: str) -> int:
        about = question.about(key)
        if not about.isdecimal():
            raise self._refused(key, f"“{question.key}.”后面应为年数，例如 {question.keys[0]}")
        return int(about)

    # rules --------------------------------------------------------------------------------------------

    def _tables(self) -> Table:
        own = self._raw.get("choices", {})
        if not isinstance(own, dict):
            raise self._refused("choices", "请写成 [choices]")
        for key, value in own.items():
            if key not in choices.CHOICES:
                near = "、".join(difflib.get_close_matches(key, choices.CHOICES, 3, 0.4))
                raise self._refused(f"choices.{key}", f"没有这一做法，相近的：{near or '没有'}")
            self._practice(key, str(value), f"choices.{key}")
        pay = self._merged("pay_items", "item", self._rules["pay_items"])
        paid = self._merged("contributions", "label", self._rules["contributions"])
        quotas = self._merged("quotas", "label", self._quota_rules())
        return {
            "title": str(self._raw.get("title", "")) or self._name,
            "extends": str(self._raw.get("extends", "national")),
            "choices": self._rules["choices"] | self._practices,
            "parameters": self._parameters,
            "pay_items": pay,
            "base_sets": self._base_sets(),
            "functions": self._functions(),
            "contributions": [self._limited(each) for each in paid if each.get("rate") not in self._gone],
            "quotas": [each for each in quotas if each.get("parameter") not in self._gone],
        }

    def _limited(self, contribution: Table) -> Table:
        """Return a contribution without the floor or ceiling that the place does not have."""
        return {
            key: value
            for key, value in contribution.items()
            if key not in ("floor", "ceiling") or value not in self._gone
        }

    def _functions(self) -> Table:
        own = self._raw.get("functions", {})
        if not isinstance(own, dict):
            raise self._refused("functions", "请写成 [functions]")
        return own

    def _quota_rules(self) -> list[Table]:
        """Return the national quotas and those of the answers; one parameter makes one quota."""
        own = {each.get("parameter") for each in self._listed("quotas")}
        own_labels = {each.get("label") for each in self._listed("quotas")}
        asked = [rule for key, rule in self._quotas.items() if key not in own or rule["label"] in own_labels]
        return [*self._rules["quotas"], *asked]

    def _merged(self, name: str, by: str, standard: list[Table]) -> list[Table]:
        found = {entry[by]: dict(entry) for entry in standard if entry[by] not in self._left_out()}
        for number, entry in enumerate(self._listed(name), 1):
            if not isinstance(entry.get(by), str):
                raise self._refused(f"{name}[{number}]", f"请写明 {by}")
            known = found.get(entry[by], {})
            if any(each in entry for each in BOOKED) and name == "quotas":
                known = {key: value for key, value in known.items() if key not in BOOKED}
            found[entry[by]] = {**known, **entry}
        return list(found.values())

    def _left_out(self) -> list[str]:
        """Return the rules the place does not use. Raises UserError for one that there is not: it would stay in use."""
        left_out = self._raw.get("leave_out", [])
        if not isinstance(left_out, list):
            raise self._refused("leave_out", '请写成 leave_out = ["公务员医疗补助"]')
        known = [each[by] for name, by in asked.NAMES.items() for each in self._rules[name]]
        known += [each.quota_of(key)["label"] for each in questions.load() if each.quota for key in each.keys]
        known += [rule["label"] for rule in self._quotas.values()]
        for name in left_out:
            if name not in known:
                near = "、".join(difflib.get_close_matches(str(name), known, 3, 0.4)) or "没有相近的"
                raise self._refused("leave_out", f"没有“{name}”这个工资项、缴费或定额（相近的：{near}）")
        return left_out

    def _base_sets(self) -> Table:
        found = {name: dict(by_kind) for name, by_kind in self._rules["base_sets"].items()}
        own = self._raw.get("base_sets", {})
        if not isinstance(own, dict) or not all(isinstance(each, dict) for each in own.values()):
            raise self._refused("base_sets", '请写成 [base_sets."养老"]，下面每类人员一行')
        for name, by_kind in own.items():
            found[name] = found.get(name, {}) | by_kind
        return found

    def _require_sound(self, text: str) -> None:
        """Refuse a pack that could not be used."""
        try:
            raw = tomllib.loads(text)
            chosen_rules.applied(policy_reader.from_raw(raw, self._name, paths.resources() / "policy"))
        except DataError as error:
            raise UserError(f"答案文件“{self._name}”生成的规则不能使用：{error}；没有生成参数包") from error
