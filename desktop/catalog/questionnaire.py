"""A questionnaire being filled in: what was typed so far, what is wrong with it, and the answers file it makes.

Typed texts are kept as they are, also where they are wrong, so that a half-filled one can be put aside.
"""

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.catalog import answers, asked, choices, pack_answers, policy, policy_rules, policy_writer, questions
from desktop.catalog.asked import ITEMS, LEAVE_OUT, Asked
from desktop.catalog.pack_check import EXAMPLE
from desktop.catalog.questions import NONE, PRACTICE, UNKNOWN, VALUE, Question
from desktop.dataclass import dataclass
from desktop.findings import UserError

Table = dict[str, Any]
LIMITS = (".floor", ".ceiling")
"""How the keys of a base's limits end."""


@dataclass(slots=True)
class Typed:
    """One dated answer as it was typed: value (a rate in percent, 不知道 or 没有), document, first day (2027-01-01)."""

    value: str = ""
    document: str = ""
    valid_from: str = ""
    more: Table = field(default_factory=dict)
    """What else an answers file says of it: last day, and label and unit of a parameter of one's own."""

    @property
    def is_value(self) -> bool:
        """Whether a value was typed, right or wrong."""
        return self.value.strip() not in ("", UNKNOWN, NONE)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions are answered, said to be unknown, and open."""

    answered: int
    unknown: int
    open: int

    @property
    def asked(self) -> int:
        """How many there are."""
        return self.answered + self.unknown + self.open


class Questionnaire:
    """The answers of a place for a budget year."""

    def __init__(self, year: int, tables: Table | None = None) -> None:
        """Begin empty or with the tables of an answers file. Raises UserError for a name nobody knows."""
        self.year = year
        self.title = ""
        self.values: dict[str, list[Typed]] = {}
        self.words: dict[str, str] = {}
        """What was chosen (a practice) or listed (items joined by 、), by key; empty: what is usual."""
        self._rest: Table = {}
        if tables:
            self._take(tables)

    # reading ------------------------------------------------------------------------------------------

    def _take(self, tables: Table) -> None:
        raw = dict(tables)
        for name in raw:
            if name not in answers.OWN_KEYS:
                raise UserError(f"文件里的“{name}”不是问卷里的内容；请选择答案文件，或本地标准（参数包）文件")
        self.title = str(raw.pop("title", ""))
        for answer in raw.pop("answer", []):
            self._take_answer(answer)
        for key, value in raw.pop("choices", {}).items():
            if key not in choices.CHOICES:
                raise UserError(f"没有“{key}”这一做法；请改正文件后再读入")
            self.words[key] = str(value)
        known = {each.key for each in asked.others()}
        own_bases: Table = {}
        for name, by_kind in raw.pop("base_sets", {}).items():
            for kind, items in by_kind.items():
                key = asked.base_key(name, kind)
                if key in known:
                    self.words[key] = "、".join(items)
                else:
                    own_bases.setdefault(name, {})[kind] = items
        self.words[LEAVE_OUT] = "、".join(raw.pop("leave_out", []))
        self._rest = raw | ({"base_sets": own_bases} if own_bases else {})

    def _take_answer(self, answer: Table) -> None:
        key = str(answer.get("key", ""))
        value = str(answer.get("value", "")).strip()
        if key in choices.CHOICES:
            self.words[key] = "" if value == UNKNOWN else value
            return
        unit = str(answer.get("unit", "")) or self.unit_of(key)
        if not unit:
            raise UserError(f"没有“{key}”这一项；本地另有的参数请在答案文件中写明 label 和 unit")
        more: Table = {name: answer[name] for name in ("to", "label", "unit") if name in answer}
        first = str(answer.get("from", ""))
        typed = Typed(asked.shown(unit, value), str(answer.get("document", "")), first, more)
        self.values.setdefault(key, []).append(typed)

    # asking -------------------------------------------------------------------------------------------

    def unit_of(self, key: str) -> str:
        """Return the unit of a parameter as it is written in files, empty where nobody knows it."""
        own = [str(each.more["unit"]) for each in self.values.get(key, ()) if "unit" in each.more]
        question = questions.question_of(key)
        national = questions.labels_of_national().get(key, ("", ""))[1]
        return own[0] if own else (question.unit if question else national)

    def answers_of(self, question: Question) -> list[Asked]:
        """Return what a question asks, with the keys that were added to it."""
        return asked.of_question(question, self.values)

    def others(self) -> list[Asked]:
        """Return what is not asked first, with the parameters of one's own that a file brought."""
        found = list(asked.others())
        known = {each.key for each in found}
        for key, typed in self.values.items():
            if key not in known and questions.question_of(key) is None:
                label = str(typed[0].more.get("label", key))
                found.append(Asked(key, VALUE, asked.OTHERS[1], label, self.unit_of(key), source="本地另有的参数"))
        return found

    @property
    def own_rules(self) -> list[str]:
        """Return the names of the rules of the place's own that came with a file and are kept as they are."""
        return [str(each.get(by, "")) for table, by in asked.NAMES.items() for each in self._rest.get(table, [])]

    def takes_more(self, question: Question) -> bool:
        """Whether a question asked one by one may be asked of more than it names."""
        return bool(question.each and (question.by_rank or question.by_years or question.quota))

    def add(self, question: Question, about: str) -> str:
        """Ask a question of one more (a rank, a stage of school, a number of years); return why that cannot be."""
        about = about.strip()
        key = f"{question.key}.{about}"
        if not about or "." in about or any(each.key == key for each in self.answers_of(question)):
            return "请填写一个还没有的名称，不含小数点"
        if question.by_years and not about.isdecimal():
            return "请填写整数年数"
        kinds = question.quota_of(key).get("kinds", [])
        if not set(kinds) <= set(policy_rules.KINDS) or questions.question_of(key) is not question:
            return f"请写人员类别：{'、'.join(policy_rules.KINDS)}"
        self.typed(key)
        return ""

    def changed_others(self) -> int:
        """Return how many of what is not asked first were answered."""
        return sum(
            any(entry.value for entry in self.values.get(about.key, ())) or bool(self.words.get(about.key))
            for about in self.others()
        )

    def set_year(self, year: int) -> None:
        """Turn to another budget year; days of answers nobody gave yet follow."""
        usual, self.year = f"{self.year}-01-01", year
        for typed in self.values.values():
            for entry in typed:
                if not entry.is_value and entry.valid_from == usual:
                    entry.valid_from = f"{year}-01-01"

    def typed(self, key: str) -> list[Typed]:
        """Return the dated answers of a key, at least one; a new one begins with the year."""
        return self.values.setdefault(key, [self.blank()])

    def blank(self, first: str = "") -> Typed:
        """Return an answer nobody gave yet."""
        return Typed(valid_from=first or f"{self.year}-01-01")

    def progress(self) -> Progress:
        """Return how far the questions are answered; a part that is open or unknown makes its question so."""
        count = {"": 0, UNKNOWN: 0, VALUE: 0}
        for question in questions.load():
            count[self._state(question)] += 1
        return Progress(count[VALUE], count[UNKNOWN], count[""])

    def _state(self, question: Question) -> str:
        if question.kind == PRACTICE:
            return VALUE if self.words.get(question.key) else ""
        values = [self.values.get(each.key, [Typed()])[0].value.strip() for each in self.answers_of(question)]
        if question.optional:
            values = [value for value in values if value] or [""]
        if "" in values:
            return ""
        return UNKNOWN if UNKNOWN in values else VALUE

    # what is wrong ------------------------------------------------------------------------------------

    def problem(self, about: Asked, number: int = 0) -> str:
        """Return why an answer cannot be taken, empty where it can; number: which of its dated values."""
        if about.kind == PRACTICE:
            word = self.words.get(about.key, "").strip()
            return choices.CHOICES[about.key].problem(word) if word else ""
        if about.kind == ITEMS:
            return self._problem_of_items(about)
        typed = self.typed(about.key)
        entry = typed[number]
        if not entry.is_value:
            return "" if entry.value.strip() or number == 0 else "请填写数值，或删去这一段"
        return _of_value(about, entry) or self._of_date(typed, entry) or self._of_limits(about.key)

    def remark(self, about: Asked, number: int = 0) -> str:
        """Return what to look at again in an answer that can be taken, empty where there is nothing."""
        if about.kind != VALUE or not (entry := self.typed(about.key)[number]).is_value:
            return ""
        low, high = asked.usual_rates().get(about.key, (Decimal(0), asked.WHOLE))
        rate = policy.read_decimal(asked.written(about.unit, entry.value))[0]
        if not low <= rate <= high and about.unit == "比例":
            return f"通常在 {asked.shown('比例', str(low))}% 到 {asked.shown('比例', str(high))}% 之间，请核对"
        if rate == 0:
            return "0 表示标准就是 0；不知道的请选“不知道”，本地没有这一项的选“没有”"
        if (day := policy.typed_day(entry.valid_from.strip())) > f"{self.year}-12-31":
            return f"{day} 才生效，{self.year}年用不到，请核对"
        if EXAMPLE in entry.document:
            return "文号写着“示例”的数值不能用于报送，请换成当地的数值和文号"
        return "" if entry.document.strip() else "请填写文号，没有文号的数值不能核对"

    def problems(self) -> dict[str, str]:
        """Return the first problem of each key that has one."""
        found = {}
        for about in self._all():
            numbers = range(len(self.typed(about.key))) if about.kind == VALUE else (0,)
            text = next(filter(None, (self.problem(about, number) for number in numbers)), "")
            if text:
                found[about.key] = text
        return found

    def _all(self) -> Iterator[Asked]:
        for question in questions.load():
            yield from self.answers_of(question)
        yield from self.others()

    def _problem_of_items(self, about: Asked) -> str:
        own = {str(each.get("item", "")) for each in self._rest.get("pay_items", [])}
        for name in _listed(self.words.get(about.key, "")):
            if name.removesuffix("/12") not in about.one_of and name.removesuffix("/12") not in own:
                return f"没有“{name[:30]}”；几项之间用顿号分开，名称要与规则里的相同"
        return ""

    def _of_date(self, typed: list[Typed], entry: Typed) -> str:
        day = policy.typed_day(entry.valid_from.strip())
        if policy.read_day(day) is None:
            return "生效日期请写成 2027-01-01 这样"
        same = [each for each in typed if each.is_value and policy.typed_day(each.valid_from.strip()) == day]
        return f"{day} 已有一个数值；同一天只能有一个" if len(same) > 1 else ""

    def _of_limits(self, key: str) -> str:
        """Return that a floor lies above its ceiling at some day from which either holds."""
        if not key.endswith(LIMITS):
            return ""
        floors, ceilings = (self._dated(key.rpartition(".")[0] + name) for name in LIMITS)
        for day in sorted({*floors, *ceilings}):
            begun = [[amount for since, amount in sorted(each.items()) if since <= day] for each in (floors, ceilings)]
            if all(begun) and begun[0][-1] > begun[1][-1]:
                return f"自 {day} 起下限 {begun[0][-1]} 高于上限 {begun[1][-1]}，请核对"
        return ""

    def _dated(self, key: str) -> dict[str, Decimal]:
        found = {}
        for each in self.values.get(key, ()):
            amount, reason = policy.read_decimal(asked.written("", each.value))
            day = policy.typed_day(each.valid_from.strip())
            if not reason and policy.read_day(day) is not None:
                found[day] = amount
        return found

    # writing ------------------------------------------------------------------------------------------

    def tables(self) -> Table:
        """Return the tables of the answers file."""
        units = {about.key: about.unit for about in self._all()}
        entries = [self._answer(key, units[key], entry) for key, typed in self.values.items() for entry in typed]
        bases: Table = {name: dict(by_kind) for name, by_kind in self._rest.get("base_sets", {}).items()}
        for about in asked.others():
            if about.kind == ITEMS and about.key != LEAVE_OUT and self.words.get(about.key, "").strip():
                _, name, kind = about.key.split("/")
                bases.setdefault(name, {})[kind] = _listed(self.words[about.key])
        chosen = {key: word for key, word in self.words.items() if key in choices.CHOICES and word}
        head = {"title": self.title.strip(), "leave_out": _listed(self.words.get(LEAVE_OUT, ""))}
        rest = {key: value for key, value in self._rest.items() if key != "base_sets"}
        plain = {key: value for key, value in rest.items() if not isinstance(value, list | dict)}
        found = {**head, **plain, "answer": entries, "choices": chosen, "base_sets": bases, **rest}
        return {key: value for key, value in found.items() if value or key == "title"}

    def _answer(self, key: str, unit: str, entry: Typed) -> Table:
        value = entry.value.strip()
        answer: Table = {"key": key, "value": asked.written(unit, value) if entry.is_value else value}
        if entry.document.strip():
            answer["document"] = entry.document.strip()
        if day := policy.typed_day(entry.valid_from.strip()):
            answer["from"] = policy.read_day(day) or day
        return answer | entry.more

    def text(self) -> str:
        """Return the answers file, as far as it is filled in."""
        tables = self.tables()
        left_out = tables.pop("leave_out", [])
        listed = f"leave_out = {policy_writer.inline(left_out)}\n" if left_out else ""
        plain = {key: tables.pop(key) for key in [k for k, v in tables.items() if isinstance(v, str)]}
        return policy_writer.written(plain) + listed + policy_writer.written(tables)

    def answered(self) -> answers.Made:
        """Return the pack of these answers. Raises UserError that says what is to be mended."""
        if not self.title.strip():
            raise UserError("请填写名称，例如“青禾县 2027”")
        problems = self.problems()
        if problems:
            labels = {about.key: about.label for about in self._all()}
            first = next(iter(problems))
            raise UserError(f"有 {len(problems)} 处要改正：“{labels[first]}”{problems[first]}")
        return answers.of_tables(self.title.strip(), self.tables())


def of_file(path: Path, year: int) -> Questionnaire:
    """Return the questionnaire of an answers file, or of a pack whose values become the answers. Raises UserError."""
    tables = answers.read(path)
    is_pack = "parameters" in tables or "answer" not in tables
    return Questionnaire(year, pack_answers.of_pack(tables, path.name) if is_pack else tables)


def _of_value(about: Asked, entry: Typed) -> str:
    number, reason = policy.read_decimal(asked.written(about.unit, entry.value))
    if reason:
        return f"“{entry.value.strip()[:30]}”不是数值；请只填数字" + (
            "，例如 8% 填 8" if about.unit == "比例" else "，例如 4521.00"
        )
    if about.unit == "比例" and number > asked.WHOLE:
        return "不会超过 100%，请核对；8% 填 8"
    return "不会超过 100 分，请核对" if about.unit == "分" and number > 100 else ""


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace("，", "、").replace(",", "、").split("、") if name.strip()]
