"""A row of a list as records of its kind."""

import re
from collections.abc import Callable, Iterator

from desktop.intake import record_lines, record_plans, record_words
from desktop.intake.imported_record import ImportedRecord, imported, note, project_of
from desktop.intake.record_cells import RecordRow
from desktop.ledger import bounds
from desktop.ledger.records import Asset, Execution, Procurement
from desktop.ledger.vocabulary import Fund, ProcurementKind, words
from desktop.money import Fen


def records_of(row: RecordRow, notes: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the records of a row; its refusals stand in the row. notes: what was understood by a rule, with counts."""
    row.of_this_unit()
    year = row.year()
    if not row.skipped:
        for each in BUILDERS[row.sheet.kind.key](row, year, notes):
            if reason := bounds.product_problem(each.record):
                row.reject("price", reason)
            yield each


def _procurements(row: RecordRow, year: int, notes: dict[str, int]) -> Iterator[ImportedRecord]:
    catalogue, service = row.text("catalogue"), _is_service(row)
    kind = (
        ""
        if row.text("kind")
        else record_words.catalogue_kind(catalogue or row.text("item")) or ("服务" if service else "")
    )
    kind = kind or row.word("kind", "采购类别", words(ProcurementKind), "procurement_kind")
    item = row.text("item") or re.sub(r"^[\[【(（]?[ABC]?\d*[\]】)）]?[-_— ]*", "", catalogue) or catalogue
    if not item:
        row.reject("item", "没有填写采购内容，请补充")
    money = row.money("fund", Fund.GENERAL)
    if money.carry == "结转":
        note(notes, "政府采购不分当年和结转，“结转”没有记录")
    coded = any(row.has(name) for name in ("economic_code", "economic_code:款"))
    fen = row.amount("amount")
    if row.skipped:
        return
    bought = Procurement(
        kind=kind or "货物",
        item=item,
        fund=money.fund,
        quantity=row.count("quantity", 1),
        price=row.amount("price", empty=True),
        amount=fen or 0,
        economic_code=row.code("economic_code", year) if coded else "",
        purchased_service=row.flag("purchased_service") if row.has("purchased_service") else int(service),
        reserved=row.amount("reserved", empty=True),
        reserved_micro=row.amount("reserved_micro", empty=True),
    )
    yield imported(row, bought, year, project_of(row))


def _is_service(row: RecordRow) -> bool:
    """Whether the list is one of purchased services (政府购买服务), as its headings say."""
    return any("购买" in row.sheet.columns[name].text for name in ("item", "amount") if row.has(name))


def _assets(row: RecordRow, year: int, _: dict[str, int]) -> Iterator[ImportedRecord]:
    if not row.text("kind"):
        row.reject("kind", "没有填写种类，请补充")
    asset = Asset(kind=row.text("kind"), stock=row.count("stock", 0), purchase=row.count("purchase", 0))
    yield imported(row, asset, year)


def _executions(row: RecordRow, year: int, notes: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield what was spent last year as a row has it; a row with a project is spending on projects."""
    last_year = year - row.sheet.kind.years_back
    by_nature = record_lines.spent_by_nature(row)
    if not row.text("amount") and not by_nature:
        row.skipped = "没有填写执行数"
        return
    coded = any(row.text(name) for name in ("economic_code", "economic_code:款", "economic_name"))
    economic = row.code("economic_code", last_year) if coded else ""
    money, nature = row.money("fund", Fund.GENERAL), record_lines.nature_of_spent(row, economic)
    if money.carry == "结转":
        note(notes, "上年执行数不分当年和结转，“结转”没有记录")
    function = row.code("function_code", last_year)
    amounts: list[tuple[str, Fen | None]] = [*by_nature] or [(nature, row.amount("amount", signed=True))]
    for each, fen in amounts if not row.skipped else ():
        spent = Execution(function_code=function, amount=fen, fund=money.fund, economic_code=economic, nature=each)
        yield imported(row, spent, year)


Builder = Callable[[RecordRow, int, dict[str, int]], Iterator[ImportedRecord]]
BUILDERS: dict[str, Builder] = {
    "lines": record_lines.lines,
    "incomes": record_lines.incomes,
    "procurements": _procurements,
    "asset_plans": record_plans.asset_plans,
    "assets": _assets,
    "project_profiles": record_plans.project_profiles,
    "project_lines": record_plans.project_lines,
    "public_lines": record_plans.public_lines,
    "event_plans": record_plans.event_plans,
    "executions": _executions,
}
