"""What can be exchanged, as data and as a list to read: every record and field, and each key of the policy packs."""

from typing import Any

from desktop.catalog import choices, policy
from desktop.catalog.policy_rules import BASES, Policy
from desktop.exchange import dump, shape, values
from desktop.ledger.describe import FieldDescription, Kind
from desktop.ledger.records import RECORD_TYPES, Attachment, Record

Data = dict[str, Any]

BY_HAND = {
    shape.ABOUT: "所说记录在文件中的位置，例如 unit[0].budget[0].person[3]",
    shape.CONTENT: "附件内容（base64）",
}
"""Entries of notes that are no fields."""


def everything() -> Data:
    """Return the description of all records and of all policy packs."""
    return {
        "format": dump.FORMAT,
        "values": {str(kind): text for kind, text in values.HOW.items()},
        "records": [record(kind) for kind in RECORD_TYPES],
        "choices": [_choice(each) for each in choices.CHOICES.values()],
        "quota_bases": list(BASES),
        "policies": [pack(policy.load(key)) for key in policy.available()],
    }


def record(kind: type[Record]) -> Data:
    """Return what a kind of record is, where it stands and what its fields are."""
    data = {
        "name": kind.TABLE,
        "label": kind.ABOUT.label,
        "in": [owner.TABLE for owner in shape.owners_of(kind)],
        "fields": [field(each) for each in shape.values_of(kind) if each.label],
    }
    notes = (shape.ABOUT,) if kind in shape.NOTES else ()
    more = (*notes, shape.CONTENT) if kind is Attachment else notes
    return data | ({"more": {name: BY_HAND[name] for name in more}} if more else {})


def field(about: FieldDescription) -> Data:
    """Return all that is said about a field; what does not apply is left out."""
    data = {
        "name": about.name,
        "label": about.label,
        "kind": str(about.kind),
        "write": values.HOW[about.kind],
        "default": values.shown(about, about.default),
        "may_be_null": about.default is None,
        "personal": about.personal,
        "choices": list(about.choices),
        "of": about.of,
        "bounds": list(about.bounds) if any(about.bounds) else [],
        "longest": about.longest,
        "unit": "元" if about.kind is Kind.MONEY else "",
        "empty": about.empty,
        "headings": list(about.headings),
        "printed": about.printed,
        "hint": about.hint,
    }
    always = ("name", "label", "kind", "default", "may_be_null", "personal")
    return {key: value for key, value in data.items() if value or key in always}


def _choice(each: choices.Choice) -> Data:
    pattern = each.pattern.pattern if each.pattern is not None else ""
    return {"key": each.key, "label": each.label, "choices": list(each.values), "default": each.usual} | (
        {"or_pattern": pattern} if pattern else {}
    )


def pack(found: Policy) -> Data:
    """Return the keys of a policy pack: what its values, choices and rules are called."""
    return {
        "key": found.key,
        "title": found.title,
        "computes": found.computes,
        "parameters": [
            {
                "key": each.id,
                "label": each.label,
                "unit": each.unit,
                "values": [
                    {"from": str(v.valid_from), "value": str(v.value), "reference": v.reference} for v in each.values
                ],
            }
            for each in found.parameters.values()
        ],
        "choices": found.choices,
        "pay_items": [{"key": key, "label": label} for key, label in found.items.items()],
        "pay": [
            {
                "key": p.id,
                "label": p.label,
                "economic": p.economic,
                "items": [*p.monthly, *p.yearly],
                "times": p.times,
                "standard": p.per_head or p.by_rank,
                "kinds": list(p.kinds),
                "statuses": list(p.statuses),
            }
            for p in found.pay
        ],
        "contributions": [
            {"key": c.id, "label": c.label, "insurance": c.insurance, "rate": c.rate} for c in found.contributions
        ],
        "quotas": [{"key": q.id, "label": q.label, "basis": q.basis, "parameter": q.parameter} for q in found.quotas],
    }


def readable(data: Data) -> str:
    """Return the description as a list: records with their fields, then what the policy packs hold."""
    rows = []
    for each in data["records"]:
        place = f"，属于 {'、'.join(each['in'])}" if each["in"] else ""
        rows.append(f"\n{each['name']}（{each['label']}{place}）")
        rows += [_row(field_data) for field_data in each["fields"]]
        rows += [f"  {name}\t{text}" for name, text in each.get("more", {}).items()]
    rows.append("\n政策选择（各地做法）")
    rows += [f"  {c['key']}\t{c['label']}\t{'、'.join(c['choices'])}" for c in data["choices"]]
    rows.append(f"\n定额计算基数\n  {'、'.join(data['quota_bases'])}")
    for found in data["policies"]:
        rows.append(f"\n参数包 {found['key']}（{found['title']}）")
        rows += [f"  {p['key']}\t{p['label']}（{p['unit']}）" for p in found["parameters"]]
        rows += [f"  工资项 {p['key']}\t{p['label']}" for p in found["pay_items"]]
        rows += [f"  发放规则 {p['key']}\t{p['label']}（{p['economic']}）" for p in found["pay"]]
        rows += [f"  缴费 {c['key']}\t{c['label']}（险种 {c['insurance']}）" for c in found["contributions"]]
        rows += [f"  定额 {q['key']}\t{q['label']}（基数 {q['basis']}）" for q in found["quotas"]]
    return "\n".join(rows).lstrip("\n")


def _row(field_data: Data) -> str:
    notes = [
        "、".join(word or "（空）" for word in field_data.get("choices", [])),
        f"{field_data['bounds'][0]}–{field_data['bounds'][1]}" if "bounds" in field_data else "",
        "个人信息" if field_data["personal"] else "",
    ]
    shown = "；".join(note for note in notes if note)
    return f"  {field_data['name']}\t{field_data['label']}\t{field_data['write']}" + (f"\t{shown}" if shown else "")
