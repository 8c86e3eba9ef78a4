"""Loading a form folder (`forms/<region>/<year>/`), with inheritance through `extends`.

A child's form.toml overrides the parent's keys; a file that the child folder lacks is taken from the parent.
Errors are DataError and name file and key.
"""

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.catalog.measures import Measure, read_measures, standard
from desktop.catalog.strict import DataError, Reader, read_head, read_toml
from desktop.findings import Severity, UserError
from desktop.layouts.form.fields import FIELDS
from desktop.layouts.form.spec import ChartSpec, FigureSpec, Form, TableSpec, TextSpec, TieSpec, Words
from desktop.layouts.form.table_loader import TableReader, read_only_filter, read_style
from desktop.money import NumberStyle

CHART_DIMENSIONS = (*LEVEL_LENGTHS, "fund", "nature", "project")
SHOWS = ("amount", "percent", "count", "text")


def available(root: Path | None = None) -> list[str]:
    """Return the keys of all forms, e.g. ["national/2023", …]."""
    base = root or paths.forms()
    return sorted(f"{p.parent.parent.name}/{p.parent.name}" for p in base.glob("*/*/form.toml"))


@cache
def default() -> str:
    """Return the key of the form used where nobody chose one: the content of forms/default.txt."""
    return (paths.forms() / "default.txt").read_text(encoding="utf-8").strip()


@cache
def titles() -> dict[str, str]:
    """Return {key: title} of all forms, without reading the rest of them."""
    return {key: FormLoader(paths.forms(), key).title() for key in available()}


@cache
def load(key: str) -> Form:
    """Return a shipped form. Raises UserError when there is none of that name."""
    if key not in available():
        raise UserError(f"没有名为“{key}”的公开版式；可用的版式有：{'、'.join(available())}")
    return FormLoader(paths.forms(), key).form()


def _merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Return the parent's table with the child's keys over it; tables merge, everything else is replaced."""
    merged = dict(parent)
    for key, value in child.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged


class FormLoader:
    """Reads one form and its parents under a root folder."""

    def __init__(self, root: Path, key: str) -> None:
        self._root = root
        self.key = key
        self._folders = self._chain(key)

    def _chain(self, key: str) -> list[tuple[str, Path]]:
        """Return (key, folder) from the child to its furthest parent."""
        chain: list[tuple[str, Path]] = []
        while key:
            if key in (k for k, _ in chain):
                raise DataError(f"{key}/form.toml.extends: forms extend each other in a circle")
            folder = self._root / key
            chain.append((key, folder))
            key = str(read_head(folder / "form.toml", f"{key}/form.toml").get("extends", ""))
        return chain

    def _find(self, name: str) -> tuple[Path, str]:
        for key, folder in self._folders:
            if (folder / name).is_file():
                return folder / name, f"{key}/{name}"
        raise DataError(f"{self.key}/{name}: file not found in the form or what it extends")

    def _merged(self, name: str) -> dict[str, Any]:
        """Return a file of every level merged, the child's keys last."""
        merged: dict[str, Any] = {}
        for key, folder in reversed(self._folders):
            if (folder / name).is_file():
                merged = _merge(merged, read_toml(folder / name, f"{key}/{name}"))
        return merged

    def title(self) -> str:
        """Return the form's title."""
        for key, folder in self._folders:
            head = read_head(folder / "form.toml", f"{key}/form.toml")
            if "title" in head:
                return Reader(head, f"{key}/form.toml").text("title")
        raise DataError(f"{self.key}/form.toml: title is missing")

    def form(self) -> Form:
        """Read everything and check it."""
        place = f"{self.key}/form.toml"
        reader = Reader(self._merged("form.toml"), place)
        reader.text("extends", "")
        measures = dict(standard()) | self._measures(reader)
        tables_reader = TableReader(measures)
        table_style = read_style(reader.table("numbers"), None) or NumberStyle()
        text_style = read_style(reader.table("narrative_numbers"), None) or NumberStyle(trim=True, grouped=False)
        figures = self._figures(tables_reader)
        tables = tuple(self._table(tables_reader, entry) for entry in reader.tables("tables"))
        inline = {e.text("id"): e for e in reader.tables("inline_tables")}
        form = Form(
            key=self.key,
            folder=self._folders[0][1],
            region=reader.text("region"),
            year=reader.number("year"),
            title=reader.text("title"),
            table_style=table_style,
            text_style=text_style,
            percent_decimals=reader.number("percent_decimals", 2),
            percent_small_digits=reader.number("percent_small_digits", 0),
            comparison=reader.text("comparison", "amount", ("amount", "both")),
            empty_table=reader.text("empty_table", "keep", ("keep", "omit")),
            rounding=reader.text("rounding", "independent", ("independent", "adjust_largest")),
            tail_note=reader.text("tail_note"),
            words=self._words(reader),
            headings=reader.texts("headings", None),
            cover=reader.texts("cover", None),
            signatures=reader.texts("signatures"),
            seal=reader.text("seal", ""),
            asset_kinds=reader.texts("asset_kinds"),
            measures=measures,
            tables=tables,
            figures=figures,
            texts=tuple(self._text(r) for r in reader.tables("texts")),
            glossary=self._glossary(),
            ties=self._ties(tables, figures),
            template=self._find("narrative.j2")[0].read_text(encoding="utf-8"),
            narrative_title=reader.text("narrative_title"),
            annex=reader.text("annex", "after", ("after", "before")),
            cover_notes=reader.texts("cover_notes"),
            unit_label=reader.text("unit_label", "单位"),
            charts=tuple(self._chart(tables_reader, measures, r) for r in reader.tables("charts")),
            scope_titles=self._scope_titles(reader),
            inline_tables={name: self._inline(tables_reader, name, e) for name, e in inline.items()},
        )
        reader.done()
        return form

    def _measures(self, reader: Reader) -> dict[str, Measure]:
        raw = reader.raw("measures")
        return read_measures(raw, f"{reader.place}: measures") if raw is not None else {}

    def _words(self, reader: Reader) -> Words:
        words = reader.table("words")
        if words is None:
            raise DataError(f"{reader.place}: missing key 'words'")
        found = Words(**{field.name: words.text(field.name) for field in fields(Words)})
        words.done()
        return found

    def _chart(self, tables: TableReader, measures: dict[str, Measure], entry: Reader) -> ChartSpec:
        spec = ChartSpec(
            id=entry.text("id"),
            title=entry.text("title"),
            where=tables.filter(entry) or (),
            by=entry.text("by", "", ("", *CHART_DIMENSIONS)),
            level=entry.text("level", ""),
            measures=entry.texts("measures"),
            compare=entry.flag("compare"),
        )
        entry.done()
        if bool(spec.by) == bool(spec.measures):
            raise DataError(f"{entry.place}: needs exactly one of by, measures")
        if spec.by in LEVEL_LENGTHS and spec.level not in LEVEL_LENGTHS[spec.by]:
            raise DataError(f"{entry.place}.level: {spec.level!r} is not a level of {spec.by}")
        for name in spec.measures:
            if name not in measures:
                raise DataError(f"{entry.place}.measures: unknown measure {name!r}")
        return spec

    def _scope_titles(self, reader: Reader) -> dict[str, str]:
        """Return how titles call a 单位 and a 部门, where it is not the plain word."""
        titles = reader.table("scope_titles")
        return {word: titles.text(word) for word in titles.rest()} if titles else {}

    def _table(self, reader: TableReader, entry: Reader) -> TableSpec:
        table_id = entry.text("id")
        path, place = self._find(f"tables/{table_id}.toml")
        return reader.table(table_id, read_toml(path, place), entry, place)

    def _inline(self, reader: TableReader, table_id: str, entry: Reader) -> TableSpec:
        path, place = self._find(f"tables/{table_id}.toml")
        return reader.table(table_id, read_toml(path, place), entry, place)

    def _text(self, reader: Reader) -> TextSpec:
        spec = TextSpec(reader.text("key"), reader.text("label"), reader.flag("required"), reader.text("hint", ""))
        reader.done()
        return spec

    def _glossary(self) -> tuple[tuple[str, str], ...]:
        path, place = self._find("glossary.toml")
        reader = Reader(read_toml(path, place), place)
        terms = []
        for entry in reader.tables("terms"):
            terms.append((entry.text("name"), entry.text("text")))
            entry.done()
        reader.done()
        return tuple(terms)

    def _figures(self, tables: TableReader) -> dict[str, FigureSpec]:
        reader = Reader(self._merged("figures.toml"), f"{self.key}/figures.toml")
        return {name: self._figure(name, entry, tables) for name, entry in reader.named()}

    def _figure(self, name: str, entry: Reader, tables: TableReader) -> FigureSpec:
        measure = entry.rest().get("measure", "")
        where = tables.filter(entry)
        spec = FigureSpec(
            id=name,
            label=entry.text("label"),
            section=entry.text("section", ""),
            where=where,
            measure=str(measure),
            show=entry.text("show", "amount", SHOWS),
            unit=entry.text("unit", ""),
            reason=entry.flag("reason"),
            zero_text=entry.text("zero_text", ""),
            count=entry.text("count", "", ("", *FIELDS)),
            only=read_only_filter(entry),
            asset=entry.text("asset", ""),
            source=entry.text("field", ""),
            by=entry.text("by", "", ("", *LEVEL_LENGTHS)),
            level=entry.text("level", ""),
            always=entry.texts("always"),
            records=entry.text("records", "", ("", *FIELDS)),
        )
        entry.done()
        if spec.by and spec.level not in LEVEL_LENGTHS[spec.by]:
            raise DataError(f"{entry.place}.level: {spec.level!r} is not a level of {spec.by}")
        if spec.count and spec.source not in ("", *FIELDS[spec.count]):
            raise DataError(f"{entry.place}.field: {spec.count} has no field {spec.source!r}")
        sources = sum(bool(s) for s in (where is not None, spec.count, spec.asset, spec.records))
        if sources != 1:
            raise DataError(f"{entry.place}: needs exactly one of measure/where, count, asset, records")
        return spec

    def _ties(self, tables: tuple[TableSpec, ...], figures: dict[str, FigureSpec]) -> tuple[TieSpec, ...]:
        path, place = self._find("ties.toml")
        reader = Reader(read_toml(path, place), place)
        ties = []
        for entry in reader.tables("ties"):
            tie = TieSpec(
                id=entry.text("id"),
                left=entry.texts("left", None),
                right=entry.texts("right", None),
                title=entry.text("title"),
                severity=entry.text("severity", "错误", tuple(Severity)),
            )
            entry.done()
            for term in (*tie.left, *tie.right):
                _check_term(term, tables, figures, f"{place}: {tie.id}")
            ties.append(tie)
        reader.done()
        return tuple(ties)


def _check_term(term: str, tables: tuple[TableSpec, ...], figures: dict[str, FigureSpec], place: str) -> None:
    name = term.removeprefix("-")
    if name.startswith("figure:"):
        if name.removeprefix("figure:") not in figures:
            raise DataError(f"{place}: unknown figure in {term!r}")
        return
    parts = name.split("/")
    table = next((t for t in tables if t.id == parts[0]), None)
    if len(parts) != 3 or table is None:
        raise DataError(f"{place}: {term!r} must be table/row/column of this form")
    columns = {c.id for b in table.blocks for c in b.columns}
    rows = {r.id for b in table.blocks for r in b.rows}
    if parts[2] not in columns or not (parts[1] in rows or re.fullmatch(r"[0-9]{3,7}", parts[1])):
        raise DataError(f"{place}: {term!r} names an unknown row or column")
