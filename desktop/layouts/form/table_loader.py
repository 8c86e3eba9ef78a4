"""Reading `tables/*.toml` into TableSpec. Unknown keys, measures, columns and record fields are refused."""

from dataclasses import replace
from typing import Any

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.catalog.measures import Filter, Measure, make_filter
from desktop.catalog.strict import DataError, Reader, nearest
from desktop.layouts.form import limits
from desktop.layouts.form.fields import FIELDS
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, InsideSpec, LeadSpec, RowSpec, TableSpec
from desktop.money import FEN_PER, NumberStyle

COLUMN_KINDS = ("label", "code", "name", "pair_code", "pair_name", "blank", "amount", "field")
COLUMN_VALUES = ("this", "last", "change", "percent", "share")
ROW_KINDS = ("fixed", "tree", "total", "records", "blank")
LEVELS = ("类", "款", "项")
ALIGNS = ("", "left", "center", "right")
PLACEHOLDERS = (
    "unit",
    "unit_code",
    "year",
    "last_year",
    "next_year",
    "year_after",
    "scope",
    "scope_title",
    "published",
)
"""What is filled in titles, headers, labels and notes, in braces; published: 公开, and nothing before that stage."""


class TableReader:
    """Reads one table file with the measures of its form."""

    def __init__(self, measures: dict[str, Measure]) -> None:
        self._measures = measures

    def filter(self, reader: Reader) -> Filter | None:
        """Take `measure` and/or `where`; both together mean both conditions."""
        name = reader.text("measure", "")
        raw = reader.raw("where")
        where: Filter = () if raw is None else make_filter(raw, f"{reader.place}.where")
        limits.check_words(where, f"{reader.place}.where")
        if name:
            if name not in self._measures:
                raise DataError(f"{reader.place}.measure: 没有 {name!r} 这一指标{nearest(name, self._measures)}")
            where = self._measures[name].where + where
        return where if name or raw is not None else None

    def table(self, table_id: str, raw: dict[str, Any], place: str) -> TableSpec:
        """Read a table as its form wants it; its `number` is the one printed."""
        reader = Reader(raw, place)
        spec = TableSpec(
            id=table_id,
            number=reader.text("number", ""),
            title=reader.text("title"),
            orientation=reader.text("orientation", "portrait", ("portrait", "landscape")),
            style=read_style(reader.table("numbers"), None),
            where=self.filter(reader) or (),
            lead=tuple(self._lead(r) for r in reader.tables("lead")),
            notes=reader.texts("notes"),
            empty_sentence=reader.text("empty_sentence", ""),
            empty_reason=reader.text("empty_reason", ""),
            unit_line=reader.flag("unit_line", True),
            inside=tuple(self._inside(r) for r in reader.tables("inside")),
            blocks=tuple(self._block(r) for r in reader.tables("blocks")),
        )
        if not spec.blocks:
            raise DataError(f"{place}: 缺少“blocks”")
        reader.done()
        _check_placeholders(spec, place)
        listing = any(row.source == "tables" for block in spec.blocks for row in block.rows)
        return replace(spec, inside=_named(spec, place), lists_tables=listing)

    def _lead(self, reader: Reader) -> LeadSpec:
        lead = LeadSpec(reader.text("label"), reader.text("text", ""), self.filter(reader))
        reader.done()
        return lead

    def _inside(self, reader: Reader) -> InsideSpec:
        inside = InsideSpec(reader.text("place"), self.filter(reader) or ())
        reader.done()
        return inside

    def _block(self, reader: Reader) -> BlockSpec:
        columns = tuple(self._column(r) for r in reader.tables("columns"))
        rows = tuple(self._row(r) for r in reader.tables("rows"))
        reader.done()
        if not columns or not rows:
            raise DataError(f"{reader.place}: 一个区块要有 columns 和 rows")
        _check_references(columns, rows, reader.place)
        return BlockSpec(columns, rows)

    def _column(self, reader: Reader) -> ColumnSpec:
        header = reader.texts("header", None)
        if not header:
            raise DataError(f"{reader.place}.header: 不能为空")
        kind = reader.text("kind", "amount", COLUMN_KINDS)
        column = ColumnSpec(
            id=reader.text("id", header[-1]),
            header=header,
            kind=kind,
            width=limits.number(reader, "width", None, 1, limits.WIDEST),
            where=self.filter(reader) or (),
            value=reader.text("value", "this", COLUMN_VALUES),
            sum_of=reader.texts("sum_of"),
            source=reader.text("field", ""),
            align=reader.text("align", "", ALIGNS),
            optional=reader.flag("optional"),
            each_unit=reader.flag("each_unit"),
        )
        reader.done()
        if column.each_unit and kind != "amount":
            raise DataError(f"{reader.place}.each_unit: 只有金额列可以每个单位一列")
        if column.optional and kind != "amount":
            raise DataError(f"{reader.place}.optional: 只有金额列可以省去")
        if kind == "field" and not column.source:
            raise DataError(f"{reader.place}: 字段列要写 field")
        if kind in ("code", "pair_code") and column.source and column.source not in LEVELS:
            raise DataError(f"{reader.place}.field: “{column.source}”不能用；可选：{'、'.join(LEVELS)}")
        return column

    def _row(self, reader: Reader) -> RowSpec:
        kind = reader.text("kind", "fixed", ROW_KINDS)
        label = reader.text("label", "")
        row = RowSpec(
            id=reader.text("id", label or kind),
            kind=kind,
            label=label,
            where=self.filter(reader) or (),
            sum_of=reader.texts("sum_of"),
            indent=reader.number("indent", 0),
            bold=reader.flag("bold"),
            bottom=reader.flag("bottom"),
            optional=reader.flag("optional"),
            dimension=reader.text("dimension", "", ("", *LEVEL_LENGTHS)),
            levels=reader.texts("levels"),
            ordinal=reader.flag("ordinal"),
            source=reader.text("records", "", ("", *FIELDS)),
            only=read_only_filter(reader),
            group=reader.texts("group"),
            pair=reader.text("pair", "", ("", *LEVEL_LENGTHS)),
            code=reader.text("code", ""),
        )
        reader.done()
        _check_row(row, reader.place)
        return row


def read_only_filter(reader: Reader) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Take `only = {field = [values]}`, the filter over records."""
    raw = reader.raw("only")
    if raw is None:
        return ()
    inner = Reader(raw, f"{reader.place}.only")
    return tuple((name, inner.texts(name)) for name in raw)


def read_style(reader: Reader | None, default: NumberStyle | None) -> NumberStyle | None:
    """Read a `[numbers]` table over a default style."""
    if reader is None:
        return default
    base = default or NumberStyle()
    style = NumberStyle(
        unit=reader.text("unit", base.unit, tuple(FEN_PER)),
        decimals=limits.number(reader, "decimals", base.decimals, 0, limits.MOST_DECIMALS),
        trim=reader.flag("trim", base.trim),
        strip=reader.flag("strip", base.strip),
        grouped=reader.flag("grouped", base.grouped),
        zero=reader.text("zero") if "zero" in reader.rest() else base.zero,
    )
    reader.done()
    return style


def _check_placeholders(spec: TableSpec, place: str) -> None:
    """Refuse a word in braces that nothing is filled in for: it would be printed."""
    shown = [spec.title, spec.empty_sentence, spec.empty_reason, *spec.notes, *(lead.label for lead in spec.lead)]
    for block in spec.blocks:
        shown += [word for column in block.columns for word in column.header if not column.each_unit]
        of_each = [word for column in block.columns for word in column.header if column.each_unit]
        limits.check_placeholders(of_each, (*PLACEHOLDERS, "each_unit"), place)
        shown += [row.label for row in block.rows]
    limits.check_placeholders(shown, PLACEHOLDERS, place)


def _named(spec: TableSpec, place: str) -> tuple[InsideSpec, ...]:
    """Return the notes about columns and rows by the words these are printed with; refuse one about neither."""
    words = {row.id: row.label for block in spec.blocks for row in block.rows if row.label}
    words |= {column.id: column.header[-1] for block in spec.blocks for column in block.columns}
    for inside in spec.inside:
        if inside.place not in words:
            raise DataError(f"{place}.inside: 表里没有“{inside.place}”这一栏{nearest(inside.place, words)}")
        if "fund" not in dict(inside.where):
            raise DataError(f"{place}.inside: “{inside.place}”要写明含哪些资金来源（fund）")
    return tuple(InsideSpec(words[inside.place], inside.where) for inside in spec.inside)


def _check_row(row: RowSpec, place: str) -> None:
    if row.kind == "tree":
        known = LEVEL_LENGTHS.get(row.dimension)
        if known is None:
            raise DataError(f"{place}: 科目树要写 dimension")
        for level in row.levels:
            if level not in known:
                raise DataError(f"{place}.levels: {row.dimension} 没有 {level!r} 这一级")
        if not row.levels:
            raise DataError(f"{place}: 科目树要写 levels")
    if row.kind == "records":
        if not row.source:
            raise DataError(f"{place}: 逐条列示的行要写 records")
        for name, _ in row.only:
            if name not in FIELDS[row.source]:
                hint = nearest(name, FIELDS[row.source])
                raise DataError(f"{place}.only: {row.source}没有 {name!r} 这个字段{hint}")


def _check_references(columns: tuple[ColumnSpec, ...], rows: tuple[RowSpec, ...], place: str) -> None:
    column_ids = [c.id for c in columns]
    if len(set(column_ids)) != len(column_ids):
        raise DataError(f"{place}.columns: 两列的 id 相同")
    row_ids = [r.id for r in rows if r.kind != "blank"]
    if len(set(row_ids)) != len(row_ids):
        raise DataError(f"{place}.rows: 两行的 id 相同")
    for column in columns:
        for name in column.sum_of:
            if name not in column_ids:
                raise DataError(f"{place}.columns.{column.id}.sum_of: 没有 {name!r} 这一列{nearest(name, column_ids)}")
    for row in rows:
        for name in row.sum_of:
            if name not in row_ids:
                raise DataError(f"{place}.rows.{row.id}.sum_of: 没有 {name!r} 这一行{nearest(name, row_ids)}")
    limits.check_sums({column.id: column.sum_of for column in columns}, f"{place}.columns")
    limits.check_sums({row.id: row.sum_of for row in rows}, f"{place}.rows")
    sources = {r.source for r in rows if r.kind == "records"}
    for column in columns:
        if column.kind == "field" and not any(column.source in FIELDS[s] for s in sources):
            hint = nearest(column.source, [name for s in sources for name in FIELDS[s]])
            raise DataError(f"{place}.columns.{column.id}.field: 没有 {column.source!r} 这个字段{hint}")
    for row in rows:
        for name in row.group:
            if name not in column_ids:
                raise DataError(f"{place}.rows.{row.id}.group: 没有 {name!r} 这一列{nearest(name, column_ids)}")
