"""The data package (数据包): the printed tables as CSV for programs, described, with digests; the same bytes again.

It holds what the other files print and nothing else: amounts as in the workbook, in the money unit of their table.
"""

import csv
import hashlib
import json
import re
import zipfile
from collections import Counter
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from desktop.exporters.delivery import tabular
from desktop.exporters.publication import Mismatch, Publication, cell_value, refuse_unwritable
from desktop.layouts.tables.table import Cell, Table
from desktop.money import FEN_PER

FORMAT, KIND = "mingzhang-data-1", "公开数据"
FIGURES = "data/narrative_figures.csv"
_MEMBER = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FIGURE_FIELDS = {"id": "编号", "label": "名称", "value": "数值", "unit": "单位"}


def write(publication: Publication, path: Path) -> None:
    """Write the package. Raises UserError for a text that no file can hold, or that is personal."""
    refuse_unwritable(publication)
    members = members_of(publication)
    digests = {f'"hash": "sha256:{tabular.digest(content)}",' for content in members.values()}  # may hold any number
    lines = [
        (name, line)
        for name, content in members.items()
        for line in content.decode().splitlines()
        if line.strip() not in digests
    ]
    publication.guard.require_none(path.name, lines)
    path.write_bytes(tabular.packed(manifest_of(publication), members))


def manifest_of(publication: Publication) -> dict[str, Any]:
    """Return what the package says of itself: whose figures of which stage, by which layout and in which version."""
    p = publication
    about = {"format": FORMAT, "kind": KIND, "unit": p.unit, "code": p.code, "year": p.year, "stage": p.stage}
    return {**about, "layout": p.form.key, "version": p.version, "draft": p.draft_note}


def members_of(publication: Publication) -> dict[str, bytes]:
    """Return the tables, the figures of the text and the description by the names of their members."""
    members, resources = {}, []
    for number, sheet in enumerate(publication.sheets, 1):
        table = sheet.table
        name = f"data/{table.id if _MEMBER.fullmatch(table.id) else f'table_{number}'}.csv"
        fields = _fields(table)
        rows = [[_written(cell, table, publication) for cell in row] for row in table.grid]
        members[name] = tabular.csv_bytes([[field["name"] for field in fields], *rows])
        lead = [{"label": each.label, "value": each.cell.text} for each in table.lead]
        more = {"description": "".join(table.notes), "lead": lead}
        resources.append(tabular.resource(name, table.label, members[name], {"fields": fields}, **more))
    members[FIGURES] = tabular.csv_bytes([tuple(_FIGURE_FIELDS), *_figures(publication)])
    fields = [{"name": name, "type": "string", "title": title} for name, title in _FIGURE_FIELDS.items()]
    resources.append(tabular.resource(FIGURES, "说明中的数", members[FIGURES], {"fields": fields}))
    title = f"{publication.unit}{publication.year}年{publication.scope}{publication.paper}"
    return {**members, tabular.PACKAGE: tabular.described(title, resources)}


def _fields(table: Table) -> list[dict[str, str]]:
    """Return a field for each column, named by its header; a number where all that stands in it is one."""
    found: list[dict[str, str]] = []
    used: Counter[str] = Counter()
    for place, path in enumerate(table.header_paths()):
        kinds = {row[place].kind for row in table.grid if row[place].text or row[place].kind == "amount"}
        name = "/".join(dict.fromkeys(path)) or f"第{place + 1}列"
        used[name] += 1
        name += f"（{used[name]}）" if used[name] > 1 else ""
        field = {"name": name, "type": "number" if kinds and kinds <= {"amount", "percent"} else "string"}
        found.append({**field, "unit": table.style.unit} if "amount" in kinds else field)
    return found


def _written(cell: Cell, table: Table, publication: Publication) -> str:
    if cell.kind == "amount" and cell.amount is not None:
        return f"{cell_value(table, cell, exact=publication.form.rounding == 'independent'):f}"
    if cell.kind == "percent":
        return f"{cell.steps / 10**publication.form.percent_decimals:.{publication.form.percent_decimals}f}"
    return cell.text


def read_back(publication: Publication, path: Path) -> tuple[int, list[Mismatch]]:
    """Reopen the package: each member by its digest, each row by its table; an amount must print as the table does."""
    compared, wrong = 0, []
    with zipfile.ZipFile(path) as package:
        manifest = json.loads(package.read(tabular.MANIFEST))
        for name, digest in manifest["members"].items():
            if hashlib.sha256(package.read(name)).hexdigest() != digest:
                wrong.append(Mismatch(name, digest, ""))
        described = json.loads(package.read(tabular.PACKAGE))["resources"]
        texts = [package.read(f"data/{each['path']}").decode() for each in described]
    if len(texts) != len(publication.sheets) + 1:
        return compared, [*wrong, Mismatch("表的个数", str(len(publication.sheets) + 1), str(len(texts)))]
    for sheet, text in zip(publication.sheets, texts[:-1], strict=True):
        rows = list(csv.reader(StringIO(text)))[1:]
        if len(rows) != sheet.table.height:
            wrong.append(Mismatch(f"《{sheet.table.label}》的行数", str(sheet.table.height), str(len(rows))))
            continue
        for number, (cells, row) in enumerate(zip(sheet.table.grid, rows, strict=True), 1):
            for column, (cell, value) in enumerate(zip(cells, row, strict=True), 1):
                compared += 1
                if not _same(cell, value, sheet.table, publication):
                    place = f"《{sheet.table.label}》第 {number} 行第 {column} 列"
                    wrong.append(Mismatch(place, cell.text, value))
    figures = [list(each) for each in _figures(publication)]
    if (found := list(csv.reader(StringIO(texts[-1])))[1:]) != figures:
        wrong.append(Mismatch("说明中的数", str(figures), str(found)))
    return compared + len(figures), wrong


def _figures(publication: Publication) -> list[tuple[str, str, str, str]]:
    return [(each.id, each.label, each.shown, each.unit) for each in publication.narrative.figures.values()]


def _same(cell: Cell, value: str, table: Table, publication: Publication) -> bool:
    if cell.kind not in ("amount", "percent") or (cell.kind == "amount" and cell.amount is None):
        return value == cell.text
    if cell.kind == "percent":
        return Decimal(value).scaleb(publication.form.percent_decimals) == cell.steps
    before, _, rest = value.partition(".")
    digits = len(str(FEN_PER[table.style.unit])) - 1
    fen = int(f"{before}{rest.ljust(digits, '0')}") if len(rest) <= digits else None
    if fen is None:
        return False
    return fen == cell.amount if publication.form.rounding == "independent" else table.style.steps(fen) == cell.steps
