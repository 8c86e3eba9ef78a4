"""Which money “三公” is counted of (公开“三公”的口径): a form as it stands, or with all fiscal money or all money.

By the usual scope it is the general budget's alone, and forms say so in filters, titles and sentences. A form that
prints both scopes beside each other stays as it is.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from desktop.catalog.measures import Filter
from desktop.layouts.form.spec import Form, TableSpec
from desktop.ledger.vocabulary import FISCAL, Fund

MEASURE, TABLE = "three_public", "three_public"
MEETINGS = frozenset({"30215", "30216"})
GENERAL = (str(Fund.GENERAL),)
FUNDS = {"财政拨款": tuple(map(str, FISCAL)), "全口径": ()}
"""What is counted instead of the general budget; nothing named: all money."""
NAMED = re.compile("一般公共预算(?:财政)?(?:拨款)?(?:资金)?(?:安排的?)?(?=“三公”)")
MEANT = re.compile("(?:一般公共预算)?(?:财政)?拨款(?=安排的因公出国)")
"""The money in the words that explain what “三公” is (名词解释)."""
MONEY = {"财政拨款": "财政拨款", "全口径": "各种资金"}
NOTE = {"财政拨款": "“三公”经费按全部财政拨款统计。", "全口径": "“三公”经费按全口径统计，含各种资金安排的支出。"}

_scoped_forms: dict[tuple[int, str], tuple[Form, Form]] = {}
_MOST_MADE = 16


def of_three_public(form: Form, scope: str) -> Form:
    """Return a form with “三公” counted in a scope; the same form for the same question."""
    if scope not in FUNDS or _prints_both(form):
        return form
    known, changed = _scoped_forms.get((id(form), scope), (None, form))
    if known is not form:
        while len(_scoped_forms) >= _MOST_MADE:
            del _scoped_forms[next(iter(_scoped_forms))]
        changed = _scoped(form, scope)
        _scoped_forms[id(form), scope] = (form, changed)
    return changed


def _prints_both(form: Form) -> bool:
    where = dict(form.measures[MEASURE].where)
    every = dict(where)
    every.pop("fund", None)
    return any(figure.where is not None and dict(figure.where) == every for figure in form.figures.values())


def _scoped(form: Form, scope: str) -> Form:
    codes = set(dict(form.measures[MEASURE].where)["economic"])
    table = form.table(TABLE)
    if table is not None and MEETINGS & _codes(table):  # one table, one scope
        codes |= MEETINGS
    changed: Form = _changed(form, frozenset(codes), scope)
    tables = tuple(replace(t, notes=(*t.notes, NOTE[scope])) if t.id == TABLE else t for t in changed.tables)
    return replace(changed, tables=tables)


def _codes(table: TableSpec) -> set[str]:
    wheres = [row.where for block in table.blocks for row in block.rows]
    wheres += [column.where for block in table.blocks for column in block.columns]
    return {code for where in wheres for code in dict(where).get("economic", ())}


def _is_filter(value: Any) -> bool:
    pairs = isinstance(value, tuple) and bool(value)
    return pairs and all(isinstance(p, tuple) and len(p) == 2 and isinstance(p[1], tuple) for p in value)


def _changed(value: Any, codes: frozenset[str], scope: str) -> Any:
    """Return a part of a form with the filters of these codes over other money, and words that say so."""
    if isinstance(value, str):
        return MEANT.sub(MONEY[scope], NAMED.sub(scope, value))
    if _is_filter(value):
        return _over(value, codes, scope)
    if isinstance(value, tuple):
        return tuple(_changed(each, codes, scope) for each in value)
    if isinstance(value, dict):
        return {key: _changed(each, codes, scope) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _changed(part, codes, scope) for name, part in parts.items()})
    return value


def _over(where: Filter, codes: frozenset[str], scope: str) -> Filter:
    known = dict(where)
    if known.get("fund") != GENERAL or not set(known.get("economic", ("",))) <= codes:
        return where
    rest = tuple(part for part in where if part[0] != "fund")
    return tuple(sorted((*rest, ("fund", FUNDS[scope])))) if FUNDS[scope] else rest
