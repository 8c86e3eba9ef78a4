"""Codes and names of a file that nothing on this computer knows: 科目, pay items, quotas, parameters, packs, staff.

A book may hold them (an older edition, a pack of another county), so a file with them is loaded; each is said with its
place. Codes added by hand (自行增加) are known.
"""

from collections.abc import Callable, Iterator

from desktop.catalog import policy
from desktop.catalog.classification import load
from desktop.catalog.editions import FIRST
from desktop.catalog.policy_rules import Policy
from desktop.exchange import shape
from desktop.exchange.load import Node
from desktop.ledger.describe import FieldDescription, Kind
from desktop.ledger.records import Budget, ParameterValue, PayItem, QuotaSplit, Record, RunningFunction
from desktop.ledger.vocabulary import PersonKind, PersonStatus, words

_OF_PACK: dict[tuple[type[Record], str], Callable[[Policy], set[str]]] = {
    (PayItem, "item"): lambda pack: set(pack.items),
    (ParameterValue, "parameter"): lambda pack: set(pack.parameters),
    (QuotaSplit, "quota"): lambda pack: {quota.id for quota in pack.quotas},
}


def of_code(field: FieldDescription, code: str, year: int = 0) -> str:
    """Return why a field cannot hold a code; empty where it can. Without a year it need not be in force."""
    if field.kind is not Kind.CODE or not code:
        return ""
    listed = load(field.of)
    known = listed.codes.get(code)
    in_force = (known.first or known.last or FIRST) if known is not None else FIRST
    return listed.problem(code, year or in_force)


def found(units: list[Node]) -> list[str]:
    """Return what is unknown in the units of a file, each with its place."""
    return [text for unit in units for text in _of_node(unit, 0, None)]


def _of_node(node: Node, year: int, pack: Policy | None) -> Iterator[str]:
    if node.kind is Budget:
        year, name = int(node.values.get("year", 0)), str(node.values.get("policy", ""))
        known = name in policy.available() if name else True
        pack = policy.load(name) if name and known else None
        if not known:
            yield f"{node.path}.policy：这台电脑上没有参数包“{name}”"
    for field in shape.values_of(node.kind):
        value = node.values.get(field.name)
        if isinstance(value, str) and value:
            problem = of_code(field, value, year) or _name(node.kind, field, value, pack)
            if problem:
                yield f"{node.path}.{field.name}：{problem}"
    for child in node.children:
        yield from _of_node(child, year, pack)


def _name(kind: type[Record], field: FieldDescription, value: str, pack: Policy | None) -> str:
    if kind is RunningFunction and field.name == "staff":
        status, dot, of = value.partition(".")
        fine = not dot or (
            status in words(PersonStatus) and of in words(PersonKind)
        )  # without a dot it may be a centre
        return "" if fine else f"没有“{value}”这样的人员"
    names = _OF_PACK.get((kind, field.name))
    if names is None or pack is None or value in names(pack):
        return ""
    return f"参数包“{pack.title}”没有“{value}”这一{field.label}"
