"""Keys of a form.toml: years, numbers, words, papers, charts, incomes. Errors are DataError naming file and key."""

from dataclasses import fields
from typing import Any

from desktop.catalog.classification import LEVEL_LENGTHS
from desktop.catalog.measures import Measure
from desktop.catalog.strict import DataError, Reader, nearest
from desktop.layouts.form import limits
from desktop.layouts.form.spec import PUBLICATION, ChartSpec, FigureSpec, Names, Words
from desktop.layouts.form.table_loader import TableReader, read_style
from desktop.ledger.vocabulary import Stage, UnitKind
from desktop.money import NumberStyle

CHART_DIMENSIONS = (*LEVEL_LENGTHS, "fund", "nature", "project")


def read_incomes(reader: Reader, figures: dict[str, FigureSpec]) -> dict[str, Any]:
    """Return the figures that the list of income has, and which of them are listed also without money."""
    incomes, always = reader.texts("incomes"), reader.texts("always_listed")
    for name in incomes:
        if name not in figures or figures[name].where is None:
            raise DataError(f"{reader.place}.incomes: 没有“{name}”这一金额{nearest(name, figures)}")
    for name in always:
        if name not in incomes:
            raise DataError(f"{reader.place}.always_listed: incomes 中没有“{name}”{nearest(name, incomes)}")
    return {"incomes": incomes, "always_listed": always}


def read_numbers(reader: Reader) -> dict[str, Any]:
    """Return how amounts and percentages are written, rounded and compared: fields of a Form by name."""
    return {
        "table_style": read_style(reader.table("numbers"), None) or NumberStyle(),
        "text_style": read_style(reader.table("narrative_numbers"), None) or NumberStyle(trim=True, grouped=False),
        "percent_decimals": limits.number(reader, "percent_decimals", 2, 0, limits.MOST_DECIMALS),
        "percent_small_digits": limits.number(reader, "percent_small_digits", 0, 0, limits.MOST_DECIMALS),
        "comparison": reader.text("comparison", "amount", ("amount", "both")),
        "rounding": reader.text("rounding", "independent", ("independent", "adjust_largest")),
        "empty_table": reader.text("empty_table", "keep", ("keep", "omit")),
        "tail_note": reader.text("tail_note"),
    }


def read_papers(reader: Reader) -> dict[str, Any]:
    """Return what stands on the cover and at the end, and in which order the parts follow: fields of a Form by name."""
    return {
        "cover": read_lines(reader, "cover", None, limits.COVER),
        "cover_notes": read_lines(reader, "cover_notes", (), limits.COVER_NOTES),
        "narrative_title": read_line(reader, "narrative_title", None, limits.COVER),
        "annex": reader.text("annex", "after", ("after", "before")),
        "papers": read_stage_papers(reader),
        "publication": reader.text("publication", PUBLICATION),
        "signatures": reader.texts("signatures"),
        "seal": reader.text("seal", ""),
    }


def read_stage_papers(reader: Reader) -> dict[str, str]:
    """Return what the paper is called at the stages at which it is not published."""
    papers = reader.table("papers")
    found = {stage: papers.text(stage) for stage in papers.rest()} if papers else {}
    for stage in found:
        if stage not in list(Stage):
            raise DataError(f"{reader.place}.papers: 没有“{stage}”这一阶段{nearest(stage, list(Stage))}")
    return found


def read_names(reader: Reader) -> Names:
    """Return how files, attachments and folder are named."""
    names = reader.table("names")
    if names is None:
        return Names()
    usual = Names()
    found = Names(
        read_line(names, "files", usual.files, limits.FILE_NAMES),
        read_line(names, "tables", usual.tables, limits.ATTACHMENT_NAMES),
        read_line(names, "folder", usual.folder, limits.FILE_NAMES),
    )
    names.done()
    return found


def read_frame(reader: Reader) -> tuple[str, ...]:
    """Return the titles of the two parts of the document, none where the text stands by itself."""
    found = reader.texts("frame")
    if len(found) not in (0, 2):
        raise DataError(f"{reader.place}.frame: 要写两个标题：说明的和报表的")
    return found


def read_kinds(reader: Reader) -> tuple[str, ...]:
    """Return the kinds of units whose public funds are 机关运行经费, none where all are."""
    found = reader.texts("operating_kinds")
    for name in found:
        if name not in list(UnitKind):
            raise DataError(f"{reader.place}.operating_kinds: 没有“{name}”{nearest(name, list(UnitKind))}")
    return found


def read_headings(reader: Reader) -> tuple[str, ...]:
    """Return the numbers of the levels of headings."""
    found = reader.texts("headings", None)
    if not 1 <= len(found) <= limits.MOST_HEADINGS:
        raise DataError(f"{reader.place}.headings: 要写 1 到 {limits.MOST_HEADINGS} 级")
    limits.check_placeholders(found, limits.HEADINGS, f"{reader.place}.headings")
    return found


def read_lines(reader: Reader, key: str, default: tuple[str, ...] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines in which only these words may stand in braces."""
    found = reader.texts(key, default)
    limits.check_placeholders(found, known, f"{reader.place}.{key}")
    return found


def read_line(reader: Reader, key: str, default: str | None, known: tuple[str, ...]) -> str:
    """Return a line in which only these words may stand in braces."""
    found = reader.text(key, default)
    limits.check_placeholders([found], known, f"{reader.place}.{key}")
    return found


def read_years(head: Reader, year: int) -> tuple[int, int | None]:
    """Return the budget years the form is for. head: its own form.toml, never a parent's."""
    own = head.table("years")
    if own is None:
        return year, None
    first, last = own.number("from"), own.number("to", 0)
    own.done()
    earliest, latest = limits.YEARS
    if not earliest <= first <= latest or (last and not first <= last <= latest):
        raise DataError(f"{own.place}: 年份不对；写成 {{ from = 2023, to = 2025 }}，还没有截止的不写 to")
    return first, last or None


def read_words(reader: Reader) -> Words:
    """Return the words of comparisons."""
    words = reader.table("words")
    if words is None:
        raise DataError(f"{reader.place}: 缺少“words”")
    found = Words(**{field.name: words.text(field.name) for field in fields(Words)})
    words.done()
    for field in fields(Words):
        limits.check_placeholders([getattr(found, field.name)], limits.WORDS, f"{words.place}.{field.name}")
    return found


def read_chart(tables: TableReader, measures: dict[str, Measure], entry: Reader) -> ChartSpec:
    """Return a chart."""
    spec = ChartSpec(
        id=entry.text("id"),
        title=entry.text("title"),
        title_alone=entry.text("title_alone", ""),
        where=tables.filter(entry) or (),
        by=entry.text("by", "", ("", *CHART_DIMENSIONS)),
        level=entry.text("level", ""),
        measures=entry.texts("measures"),
        compare=entry.flag("compare"),
    )
    entry.done()
    if bool(spec.by) == bool(spec.measures):
        raise DataError(f"{entry.place}: by、measures 要写而且只能写一个")
    if spec.by in LEVEL_LENGTHS and spec.level not in LEVEL_LENGTHS[spec.by]:
        raise DataError(f"{entry.place}.level: {spec.by} 没有 {spec.level!r} 这一级")
    for name in spec.measures:
        if name not in measures:
            raise DataError(f"{entry.place}.measures: 没有 {name!r} 这一指标{nearest(name, measures)}")
    return spec


def read_scope_titles(reader: Reader) -> dict[str, str]:
    """Return how titles call a 单位 and a 部门, where it is not the plain word."""
    titles = reader.table("scope_titles")
    return {word: titles.text(word) for word in titles.rest()} if titles else {}
