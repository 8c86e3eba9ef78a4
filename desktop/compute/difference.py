"""A difference report by meaning (差异报告): what was added, removed or changed between two budgets, in words."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from desktop.compute import drafting
from desktop.dataclass import dataclass
from desktop.ledger.describe import FieldDescription, Kind, content_fields
from desktop.ledger.records import RECORD_TYPES, BudgetFacts, Record
from desktop.money import YUAN

COMPARED = tuple(kind for kind in RECORD_TYPES if kind.ABOUT.facts and kind.ABOUT.compared)
"""Kinds of records by which two budgets differ."""

LONGEST_SUBJECT = 20
"""Characters by which a text is named where it differs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the group, the subject, the field (empty: the whole record), before and after as text."""

    group: str
    subject: str
    field: str
    before: str
    after: str

    def describe(self) -> str:
        """Return the difference as one line."""
        if not self.field:
            return f"{self.group}“{self.subject}”：{'新增' if self.after else '删除'}（{self.after or self.before}）"
        return f"{self.group}“{self.subject}”{self.field}：{self.before or '（空）'} → {self.after or '（空）'}"


def differences(older: BudgetFacts, newer: BudgetFacts) -> list[Difference]:
    """Return all differences from one budget to the other, totals first."""
    found = [*_totals(older, newer), *_policy(older, newer)]
    for kind in COMPARED:
        found += of_records(kind, older, newer, attrgetter(kind.ABOUT.facts))
    return [*found, *_words(older, newer)]


def of_records(
    kind: type[Record], older: BudgetFacts, newer: BudgetFacts, records_of: Callable[[BudgetFacts], Iterable[Record]]
) -> Iterator[Difference]:
    """Yield in what the records of one kind differ. records_of: which they are of each budget."""
    yield from _group(kind.ABOUT.label, *(_keyed(facts, records_of(facts)) for facts in (older, newer)))


def _totals(older: BudgetFacts, newer: BudgetFacts) -> Iterator[Difference]:
    sums: dict[str, list[int]] = {}
    for number, facts in enumerate((older, newer)):
        for line in drafting.of_budget(facts):
            for name in (f"{line.side}合计", f"{line.nature}经费" if line.nature in ("人员", "公用") else line.nature):
                if name:
                    sums.setdefault(name, [0, 0])[number] += line.amount
    for name, (before, after) in sums.items():
        if before != after:
            yield Difference("合计", name, "金额", f"{YUAN.show(before)} 元", f"{YUAN.show(after)} 元")


def _policy(older: BudgetFacts, newer: BudgetFacts) -> Iterator[Difference]:
    before, after = older.budget.policy, newer.budget.policy
    if before != after:
        yield Difference("政策参数", "参数包", "名称", before, after)


def _words(older: BudgetFacts, newer: BudgetFacts) -> Iterator[Difference]:
    """Yield the texts that differ within a year; those of another year are others anyway."""
    if older.budget.year != newer.budget.year:
        return
    for group, before, after in (("增减原因", older.reasons, newer.reasons), ("文字", older.texts, newer.texts)):
        for key in dict.fromkeys((*before, *after)):
            if before.get(key, "") != after.get(key, ""):
                text = "".join((after.get(key) or before[key])[:LONGEST_SUBJECT].split())
                yield Difference(
                    group, key if group == "增减原因" else text, "内容", before.get(key, ""), after.get(key, "")
                )


def _keyed(facts: BudgetFacts, records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return records by what a person would call them."""
    projects = {p.id: p.name for p in facts.projects}
    people = {p.id: p.name or p.code or p.post for p in facts.people}
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(_subject(record, projects, people), []).append(record)
    return found


_NAMES = (
    *("function_code", "economic_code", "parameter", "valid_from", "quota", "item", "source", "year", "block"),
    *("stage", "staff", "setting", "form", "subject"),
)
"""Fields by which a person would call a record without a name or code."""


def _subject(record: Any, projects: dict[int, str], people: dict[int, str]) -> str:
    owner = projects.get(getattr(record, "project_id", None) or 0, "") or people.get(
        getattr(record, "person_id", 0) or 0, ""
    )
    name = getattr(record, "name", "") or getattr(record, "code", "")
    if name:
        own = [str(name)]
    elif hasattr(record, "post"):
        own = [record.post or f"{record.kind}{record.status}"]
    elif hasattr(record, "stock"):
        own = [record.kind]
    else:
        own = [str(getattr(record, name)) for name in _NAMES if getattr(record, name, "")]
    return " ".join(part for part in (owner, *own) if part)


def _group(group: str, before: dict[str, list[Record]], after: dict[str, list[Record]]) -> Iterator[Difference]:
    for subject in dict.fromkeys((*before, *after)):
        for old, new in _pairs(before.get(subject, []), after.get(subject, [])):
            if old is None or new is None:
                shown = [_summary(record) if record else "" for record in (old, new)]
                yield Difference(group, subject, "", shown[0], shown[1])
                continue
            for field in _compared_fields(old):
                a, b = _shown(field, old), _shown(field, new)
                if a != b:
                    yield Difference(group, subject, field.label, a, b)


def _pairs(before: list[Record], after: list[Record]) -> list[tuple[Record | None, Record | None]]:
    """Return records of one name side by side, the most alike first; what has no partner stands alone."""
    alike = sorted((_unlike(old, new), m, n) for m, old in enumerate(before) for n, new in enumerate(after))
    partner: dict[int, int] = {}
    for _, m, n in alike:
        if m not in partner and n not in partner.values():
            partner[m] = n
    gone = [(old, after[partner[m]] if m in partner else None) for m, old in enumerate(before)]
    return [*gone, *((None, new) for n, new in enumerate(after) if n not in partner.values())]


def _unlike(old: Record, new: Record) -> int:
    return sum(getattr(old, field.name) != getattr(new, field.name) for field in _compared_fields(old))


def _compared_fields(record: Record) -> list[FieldDescription]:
    """Return the fields that say something of a record; its project is a part of its subject."""
    return [field for field in content_fields(type(record)) if field.of != "project"]


def _shown(field: FieldDescription, record: Record) -> str:
    value = getattr(record, field.name)
    if value is None:
        return ""
    return f"{YUAN.show(value)} 元" if field.kind is Kind.MONEY else str(value)


def _summary(record: Record) -> str:
    shown = [(field.label, _shown(field, record)) for field in _compared_fields(record)]
    return "，".join(f"{label} {text}" for label, text in shown if text not in ("", "0")) or "空"
