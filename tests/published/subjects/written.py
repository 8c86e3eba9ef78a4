"""Tables as sheets of rows, one line each with | between the cells, and what was read from them."""

from desktop.layouts.form import loader
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.reading import BodyReader
from desktop.published.subjects import in_any_layout


def table(*lines: str, sheet: str = "表格 1") -> SourceTable:
    """A table of a document."""
    return SourceTable("公开.docx", sheet, tuple(SourceRow(n, tuple(line.split("|"))) for n, line in enumerate(lines)))


def titled(title: str, *lines: str, unit: str = "单位：万元") -> SourceTable:
    """A table below its title and its unit of money."""
    return table(title, unit, *lines)


def recognised(source: SourceTable):
    """The table as it is read without any layout that knows it."""
    return in_any_layout.recognised(source, loader.load("chongqing/2023"))


def read(source: SourceTable):
    """What was read of a table; it must be one that is known."""
    found = recognised(source)
    assert found is not None
    return BodyReader(found).read()


def amounts(source: SourceTable) -> dict[tuple[str, ...], int]:
    """Every amount in 分 by what the table says of it, without its side where that is 支出."""
    found = read(source)
    assert not found.rejects
    return {named(cell.where): cell.amount for cell in found.cells}


def named(where) -> tuple[str, ...]:
    """The values of a filter in one order, each property once (its narrowest)."""
    values = {name: "、".join(map(str, patterns)) for name, patterns in sorted(where, key=lambda e: -len(e[1]))}
    return tuple(values[name] for name in sorted(values) if values[name] != "支出")
