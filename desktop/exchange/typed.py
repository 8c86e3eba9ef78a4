"""Values as a person types them for one field, and as they are shown before and after."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop.catalog import policy
from desktop.exchange import shape, values
from desktop.exchange.keys import nearest
from desktop.ledger import bounds
from desktop.ledger.describe import FieldDescription, Kind
from desktop.ledger.records import ParameterValue, PayItem, Project, QuotaSplit, Record, RunningFunction
from desktop.ledger.vocabulary import PersonKind, PersonStatus, words
from desktop.money import YUAN, AmountError, parse_yuan

NEEDED = ("valid_from",)
"""Fields a record cannot be without although a new one holds nothing there."""
_FLAGS = {"是": 1, "否": 0, "": 0, "1": 1, "0": 0, "true": 1, "false": 0}


def read(
    kind: type[Record], field: FieldDescription, text: str, projects: Callable[[], Sequence[Project]], pack: str
) -> tuple[Any, str]:
    """Return the value to store, or in Chinese why it is refused. Empty gives what a new record holds."""
    if text == "":
        return field.default, ""
    if field.kind is Kind.FLAG:
        return (_FLAGS[text], "") if text in _FLAGS else (None, f"“{field.label}”请填 是 或 否")
    if field.kind is Kind.MONEY:
        fen = parse_yuan(text)
        return (None, fen.reason) if isinstance(fen, AmountError) else (fen, "")
    if field.kind in (Kind.WHOLE, Kind.MONTH):
        number, problem = bounds.read_count(field, text) if field.kind is Kind.WHOLE else _month(field, text)
        return number, problem
    if shape.is_reference(field):
        found = shape.find_among(text, projects())
        names = [each.name for each in projects()]
        return (found.id, "") if found is not None else (None, f"没有项目“{text}”{nearest(text, names)}")
    if kind is RunningFunction and field.name == "staff" and "." in text:
        status, _, of = text.partition(".")
        if status not in words(PersonStatus) or of not in words(PersonKind):
            return None, f"没有“{text}”这样的人员；请写 状态.类别，例如 退休.行政"
    known = _pack_names(kind, field, pack)
    if known and text not in known.values():
        return (known[text], "") if text in known else (None, f"参数包中没有“{text}”{nearest(text, known)}")
    return values.read(field, text)


def _month(field: FieldDescription, text: str) -> tuple[int, str]:
    good = text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= 12
    return (int(text), "") if good else (0, f"“{field.label}”请填 1 到 12 的月份")


def _pack_names(kind: type[Record], field: FieldDescription, pack: str) -> dict[str, str]:
    """Return the keys of the pack that a field names, by key and by label; empty where it names none."""
    if not pack or (kind, field.name) not in _OF_PACK:
        return {}
    found = policy.load(pack)
    by_label = {
        PayItem: {label: key for key, label in found.items.items()},
        ParameterValue: {each.label: key for key, each in found.parameters.items()},
        QuotaSplit: {each.label: each.id for each in found.quotas},
    }[kind]
    return by_label | {key: key for key in by_label.values()}


_OF_PACK = {(PayItem, "item"), (ParameterValue, "parameter"), (QuotaSplit, "quota")}


def shown(field: FieldDescription, value: Any, projects: Sequence[Project]) -> str:
    """Return a stored value in words, empty where there is none."""
    if value is None:
        return ""
    if field.kind is Kind.MONEY:
        return f"{YUAN.show(value)} 元"
    if field.kind is Kind.FLAG:
        return "是" if value else "否"
    if shape.is_reference(field):
        return next((each.name for each in projects if each.id == value), "")
    return str(value)
