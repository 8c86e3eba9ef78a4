"""The answers file an accountant would write for each case of 2027: what the case says, and where it differs from the
national rules. Nothing is worked out here.
"""

from desktop.catalog import policy_writer, questions
from tests import cases_2027

SAME = {"pay_items": "item", "contributions": "label", "quotas": "label"}


def answers_of(case):
    """Return the text of the answers file of a case."""
    tables = cases_2027.pack_tables(case)
    rules = questions.standard_rules()
    left_out = ", ".join(f'"{name}"' for name in _left_out(tables, rules))
    raw = {"answer": [*_values(tables), *_none_of(tables)], "choices": tables["choices"]}
    raw["base_sets"] = tables["base_sets"]
    for name, by in SAME.items():
        known = {entry[by]: entry for entry in rules[name]}
        changed = [_changed(entry, known.get(entry[by], {}), by) for entry in tables[name]]
        raw[name] = [entry for entry in changed if len(entry) > 1]
    return f'title = "{tables["title"]}"\nleave_out = [{left_out}]\n{policy_writer.written(raw)}'


def _changed(entry, known, by):
    """Return what an entry says that the national one of its name does not; more kinds of people there do no harm."""
    of_pay = by == "item"
    usual = ({"nature": "人员", "period": "月", "function": "own"} if of_pay else {}) | known
    wider = of_pay and set(entry["kinds"]) <= set(usual.get("kinds", ()))
    return {by: entry[by]} | {
        key: value for key, value in entry.items() if usual.get(key) != value and not (key == "kinds" and wider)
    }


def _values(tables):
    for key, entry in tables["parameters"].items():
        about = {"key": key, "label": entry["label"], "unit": entry["unit"]}
        for value in entry["values"]:
            yield {**about, "value": value["value"], "document": value["reference"], "from": value["from"]}
        if not entry["values"]:
            yield {**about, "value": "不知道"}


def _none_of(tables):
    """Yield the answer 没有 to each question the case says nothing of."""
    for question in questions.load():
        for key in question.keys if question.quota else ():
            if key not in tables["parameters"]:
                yield {"key": key, "value": "没有"}


def _left_out(tables, rules):
    return [
        entry[by]
        for name, by in SAME.items()
        for entry in rules[name]
        if entry[by] not in {e[by] for e in tables[name]}
    ]
