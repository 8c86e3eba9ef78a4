"""Reading `figures.toml` into FigureSpec. A field, group, code or source that does not exist is refused."""

from fnmatch import fnmatchcase
from typing import Any

from desktop.catalog import assets
from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.strict import DataError, Reader, nearest
from desktop.layouts.form.fields import ASSET_COUNTS, FIELDS, NUMBERS, SERIES_SOURCES, SUMS
from desktop.layouts.form.spec import BUDGET, EXECUTION, FigureSpec
from desktop.layouts.form.table_loader import TableReader, read_only_filter

SHOWS = ("amount", "percent", "count", "text")
BASES = (BUDGET, EXECUTION)


def read_figures(
    raw: dict[str, Any], place: str, tables: TableReader, asset_kinds: tuple[str, ...], base: str = BUDGET
) -> dict[str, FigureSpec]:
    """Return the figures by id. asset_kinds: what the form asks to be counted; base: what it compares money with.

    Raises DataError naming file and key.
    """
    return {name: _figure(name, entry, tables, asset_kinds, base) for name, entry in Reader(raw, place).named()}


def _figure(name: str, entry: Reader, tables: TableReader, asset_kinds: tuple[str, ...], base: str) -> FigureSpec:
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
        count=_source(entry, "count", tuple(FIELDS)),
        only=read_only_filter(entry),
        asset=entry.text("asset", ""),
        source=entry.text("field", ""),
        by=entry.text("by", "", ("", *LEVEL_LENGTHS)),
        level=entry.text("level", ""),
        always=entry.texts("always"),
        records=_source(entry, "records", SERIES_SOURCES),
        each=entry.flag("each"),
        unlisted=entry.texts("unlisted"),
        base=entry.text("base", base, BASES),
    )
    entry.done()
    sources = sum(bool(s) for s in (where is not None, spec.count, spec.asset, spec.records))
    if sources != 1:
        raise DataError(f"{entry.place}: measure/where、count、asset、records 要写而且只能写一种")
    _check_series(spec, entry.place)
    _check_fields(spec, entry.place)
    if spec.asset:
        for wanted in (spec.asset, *spec.unlisted):
            _check_asset(wanted, asset_kinds, entry.place)
    return spec


def _source(entry: Reader, key: str, known: tuple[str, ...]) -> str:
    name = entry.text(key, "")
    if name and name not in known:
        raise DataError(
            f"{entry.place}.{key}: “{name}”不能用；可选：{'、'.join(filter(None, known))}{nearest(name, known)}"
        )
    return name


def _check_series(spec: FigureSpec, place: str) -> None:
    """Refuse a level without a classification, a level or a code it does not have."""
    if not spec.by:
        for key, value in (("level", spec.level), ("always", spec.always)):
            if value:
                raise DataError(f"{place}.{key}: 只有写了 by 的数据项才能写 {key}")
        return
    if spec.where is None:
        raise DataError(f"{place}.by: 只有金额（measure 或 where）才能按科目分列")
    if spec.level not in LEVEL_LENGTHS[spec.by]:
        raise DataError(f"{place}.level: {spec.by} 没有 {spec.level!r} 这一级")
    for code in spec.always:
        if len(code) != LEVEL_LENGTHS[spec.by][spec.level] or not load(spec.by).name(code):
            raise DataError(f"{place}.always: 科目表中没有{spec.level}级科目“{code}”")


def _check_fields(spec: FigureSpec, place: str) -> None:
    """Refuse a field that the records do not have, or that cannot be added up."""
    known: tuple[str, ...] = ()
    if spec.asset:
        known = ASSET_COUNTS
    elif spec.count:
        known = ("", *NUMBERS[spec.count], *SUMS.get(spec.count, ()))
    if spec.each and not spec.asset:
        raise DataError(f"{place}.each: 只有写了 asset 的数据项才能写 each")
    if spec.unlisted and not spec.each:
        raise DataError(f"{place}.unlisted: 只有写了 each 的数据项才能写 unlisted")
    if spec.source not in (known or ("",)):
        source = "assets" if spec.asset else spec.count
        numbers = "、".join(name for name in known if name)
        hint = nearest(spec.source, known) or (f"；可以用的有：{numbers}" if numbers else "")
        raise DataError(f"{place}.field: {source or '金额'}没有可以相加的字段 {spec.source!r}{hint}")
    source = spec.count or spec.records
    for name, _ in spec.only:
        if name not in FIELDS.get(source, ()):
            hint = nearest(name, FIELDS.get(source, ()))
            raise DataError(f"{place}.only: {source or '这个数据项'}没有 {name!r} 这个字段{hint}")


def _check_asset(wanted: str, kinds: tuple[str, ...], place: str) -> None:
    """Refuse a name of no group that no kind the form asks for fits: it would count nothing for ever."""
    if wanted not in assets.groups() and not any(fnmatchcase(kind, wanted) for kind in kinds):
        hint = nearest(wanted, (*assets.groups(), *kinds))
        raise DataError(f"{place}.asset: “{wanted}”既不是资产类别，也不符合 asset_kinds 中的任何一种{hint}")
