"""Tables of 基本支出 whose title does not say of which money they are: a total that stands elsewhere tells."""

from collections.abc import Iterable, Iterator

from desktop.catalog.measures import Filter
from desktop.layouts.form.spec import Form
from desktop.outside.source_files import SourceTable
from desktop.published.reading import ReadCell, read_all
from desktop.published.recognise import Recognised
from desktop.published.subjects import tables
from desktop.published.subjects.columns import BASIC

ALL: Filter = (("side", ("支出",)), ("nature", BASIC))


def recognised(sources: Iterable[SourceTable], known: Iterable[ReadCell], form: Form) -> Iterator[Recognised]:
    """Yield the tables whose total is what other tables state of all basic spending, else of that of one source."""
    totals = [cell for cell in known if {n: values for n, values in cell.where if n != "fund"} == dict(ALL)]
    for source in sources:
        table = tables.recognised(source, form, ALL) if totals else None
        if table is None:
            continue
        own = [cell for cell in read_all([table])[0].cells if dict(cell.where) == dict(ALL)]
        same = [total for total in totals for cell in own if abs(total.amount - cell.amount) <= total.half + cell.half]
        funds = sorted((dict(total.where).get("fund", ()) for total in same), key=len)
        if funds:
            where = (*ALL, ("fund", funds[0])) if funds[0] else ALL
            found = tables.recognised(source, form, where)
            yield from [found] if found else []
