"""Reading `ties.toml`, the layout's own 勾稽关系, and the lines above tables: what they name must exist."""

import re

from desktop.catalog.strict import DataError, Reader, nearest
from desktop.findings import Severity
from desktop.layouts.form.folders import Chain
from desktop.layouts.form.spec import FigureSpec, Form, TableSpec, TieSpec
from desktop.ledger.vocabulary import SCOPES


def read_ties(
    chain: Chain, tables: tuple[TableSpec, ...], figures: dict[str, FigureSpec], scope: str
) -> tuple[TieSpec, ...]:
    """Return the ties of the nearest form that has some. Raises DataError naming the tie and its term.

    scope: 单位, or 部门 for several units together; a tie that names the other one does not hold there.
    """
    level = chain.find("ties.toml")
    place = level.place("ties.toml")
    reader = Reader(level.toml("ties.toml"), place)
    ties = []
    for entry in reader.tables("ties"):
        tie = TieSpec(
            id=entry.text("id"),
            left=entry.texts("left", None),
            right=entry.texts("right", None),
            title=entry.text("title"),
            severity=entry.text("severity", "错误", tuple(Severity)),
        )
        only = entry.text("scope", "", ("", *SCOPES))
        entry.done()
        for term in (*tie.left, *tie.right):
            _check_term(term, tables, figures, f"{place}: {tie.id}")
        if only in ("", scope):
            ties.append(tie)
    reader.done()
    return tuple(ties)


def check_leads(form: Form) -> None:
    """Refuse a line above a table that names no free text of the form."""
    known = ("unit_name", *(text.key for text in form.texts))
    for table in (*form.tables, *form.inline_tables.values()):
        for lead in table.lead:
            if lead.text and lead.text not in known:
                place = f"{form.key}/tables/{table.id}.toml.lead"
                raise DataError(f"{place}: 没有名为 {lead.text!r} 的文字{nearest(lead.text, known)}")


def _check_term(term: str, tables: tuple[TableSpec, ...], figures: dict[str, FigureSpec], place: str) -> None:
    name = term.removeprefix("-")
    if name.startswith("figure:"):
        if name.removeprefix("figure:") not in figures:
            hint = nearest(name.removeprefix("figure:"), figures)
            raise DataError(f"{place}: {term!r} 里有不存在的数据项{hint}")
        return
    parts = name.split("/")
    table = next((t for t in tables if t.id == parts[0]), None)
    if len(parts) != 3 or table is None:
        raise DataError(f"{place}: {term!r} 要写成本版式的 表/行/列")
    columns = {c.id for b in table.blocks for c in b.columns}
    rows = {r.id for b in table.blocks for r in b.rows}
    if parts[2] not in columns or not (parts[1] in rows or re.fullmatch(r"[0-9]{3,7}", parts[1])):
        raise DataError(f"{place}: {term!r} 的行或列不存在")
