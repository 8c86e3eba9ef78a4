"""The answers that make a given pack, so that a pack can be changed by the questionnaire again, next year too.

What comes back is proven: the pack is made once more from the answers, and one that would come out otherwise is
refused rather than changed without a word.
"""

import copy
import tomllib
from typing import Any

from desktop import paths
from desktop.catalog import answers, asked, policy_reader, questions
from desktop.catalog.policy_rules import Policy
from desktop.catalog.questions import NONE, UNKNOWN
from desktop.catalog.strict import DataError
from desktop.findings import UserError

Table = dict[str, Any]
LISTS = asked.NAMES


def of_pack(raw: Table, name: str) -> Table:
    """Return the tables of the answers file that makes a pack; `name` is its file. Raises UserError when none does."""
    refused = UserError(f"“{name}”的规则不是问卷的写法，不能用问卷修改；可以直接使用，或在“本账本参数”中填写本地数值")
    try:
        before = _read(copy.deepcopy(raw), name)
        found = _answers(raw)
        after = _read(tomllib.loads(answers.of_tables(name, found).text), name)
    except (DataError, UserError, KeyError, TypeError, AttributeError) as error:
        raise refused from error
    if _meaning(before) != _meaning(after):
        raise refused
    return found


def _read(raw: Table, name: str) -> Policy:
    return policy_reader.from_raw(raw, name, paths.resources() / "policy")


def _meaning(pack: Policy) -> object:
    """Return all of a pack that anything is computed from; labels and the order of rules are no part of it."""
    rules = [{rule.id: rule for rule in each} for each in (pack.pay, pack.contributions, pack.quotas)]
    values = {key: parameter.values for key, parameter in pack.parameters.items() if parameter.values}
    return rules, values, pack.choices, pack.functions, pack.items


def _answers(raw: Table) -> Table:
    standard = questions.standard_rules()
    found: Table = {key: raw[key] for key in ("title", "extends", "choices", "base_sets", "functions") if key in raw}
    stated = _values(raw)
    none_of = _none_of(raw, standard)
    found["answer"] = [*stated, *({"key": key, "value": NONE} for key in none_of)]
    found["leave_out"] = []
    for table, by in LISTS.items():
        if table not in raw:
            continue
        known = {each[by]: each for each in _standard_of(table, raw, standard)}
        present = {each[by] for each in raw[table]}
        gone = [each for label, each in known.items() if label not in present]
        found["leave_out"] += [each[by] for each in gone if _used(table, each) not in none_of]
        found[table] = [each for each in raw[table] if each != _limited(known.get(each[by], {}), none_of)]
    return {key: value for key, value in found.items() if value or key == "title"}


def _values(raw: Table) -> list[Table]:
    found: list[Table] = []
    for key, entry in raw.get("parameters", {}).items():
        about = {"key": key, "label": entry["label"], "unit": entry["unit"]}
        for value in entry["values"]:
            dated = {name: value[name] for name in ("from", "to") if name in value}
            document = value.get("reference", entry.get("reference", ""))
            found.append({**about, "value": value["value"], "document": document, **dated})
        if not entry["values"]:
            found.append({**about, "value": UNKNOWN})
    return found


def _none_of(raw: Table, standard: Table) -> set[str]:
    """Return what the pack says the place has none of: no rule of it asks for the value any more."""
    known = raw.get("parameters", {}).keys()
    keys = {key for q in questions.load() if q.quota and not q.optional for key in q.keys if key not in known}
    if "contributions" not in raw:
        return keys
    for name in ("rate", "floor", "ceiling"):
        usual = {each[name] for each in standard["contributions"] if name in each}
        keys |= usual - {each.get(name) for each in raw["contributions"]} - known
    return keys


def _standard_of(table: str, raw: Table, standard: Table) -> list[Table]:
    """Return the rules that are there without being written: the national ones as answers change them, and new ones."""
    rules = [dict(each) for each in standard[table]]
    items = {each.get("item"): each for each in rules}
    for question in questions.load():
        keys = [key for key in raw.get("parameters", {}) if questions.question_of(key) is question]
        if table == "quotas":
            rules += [rule for key in keys if (rule := question.quota_of(key))]
        if table == "pay_items" and keys and question.by_rank:
            items[question.by_rank]["by_rank"] = question.key
        if table == "pay_items" and keys and question.by_years:
            steps = sorted((int(question.about(key)), key) for key in keys)
            items[question.by_years]["steps"] = [{"years": years, "parameter": key} for years, key in steps]
    return rules


def _used(table: str, rule: Table) -> str:
    name = {"contributions": "rate", "quotas": "parameter"}.get(table, "")
    return str(rule.get(name, ""))


def _limited(rule: Table, none_of: set[str]) -> Table:
    """Return a rule without the floor or ceiling that the place does not have."""
    return {key: value for key, value in rule.items() if key not in ("floor", "ceiling") or value not in none_of}
