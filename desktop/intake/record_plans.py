"""Rows of plans: quantity × price × times of projects and public funds, assets to buy, meetings and trainings."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop.intake.imported_record import ImportedRecord, imported, project_of
from desktop.intake.record_cells import RecordRow
from desktop.intake.record_words import Money, read_nature_word
from desktop.ledger.records import AssetPlan, EventPlan, Project, ProjectLine, PublicLine
from desktop.ledger.vocabulary import Fund, Nature
from desktop.money import YUAN, Fen


def _product(row: RecordRow) -> tuple[int, Fen, int]:
    """Return quantity, price and times of a row; a sum must be their product, or gives the price."""
    quantity = row.count("quantity", 1)
    times = row.count("times", 1)
    stated, price = row.amount("amount", empty=True), row.amount("price", empty=True)
    if price is None and stated is not None and not row.text("price"):
        parts = quantity * times
        if not parts or stated % parts:
            row.reject("amount", f"金额不能平均到 数量 {quantity} × 次数 {times}；请填写单价")
        price = stated // parts if parts else 0
    product = quantity * (price or 0) * times
    if stated is not None and price is not None and stated != product and not row.rejects:
        row.reject("amount", f"金额 {YUAN.show(stated)} 元 ≠ 数量 × 单价 × 次数 {YUAN.show(product)} 元，请核对")
    if not product and not row.rejects:
        row.reject("amount" if row.has("amount") else "price", "金额为 0，没有金额的行请整行删除")
    return quantity, price or 0, times


def _planned(row: RecordRow, year: int) -> tuple[dict[str, Any], Money]:
    """Return what a measurement line of projects and one of public funds have in common."""
    quantity, price, times = _product(row)
    money = row.money("fund", Fund.GENERAL)
    stated = any(row.text(name) for name in ("government_code", "government_code:款"))
    common = {
        "economic_code": row.code("economic_code", year),
        "government_code": row.code("government_code", year) if stated else "",
        "name": row.text("name"),
        "quantity": quantity,
        "price": price,
        "times": times,
        "fund": money.fund,
        "subsource": money.subsource,
    }
    return common, money


def asset_plans(row: RecordRow, year: int, _: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the record of a row (新增资产)."""
    name, (quantity, price, _times) = row.text("name"), _product(row)
    if not name:
        row.reject("name", "没有填写资产名称，请补充")
    yield imported(row, AssetPlan(name=name, quantity=quantity, price=price), year, project_of(row))


def project_lines(row: RecordRow, year: int, _: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the record of a row (项目测算明细)."""
    common, money = _planned(row, year)
    name, code = row.text("project"), row.identifier("project_code")
    if not name:
        row.reject("project", "没有填写项目名称，请补充")
    known = next((each for each in row.context.projects if each.name == name), None)
    stated = bool(row.text("function_code") or row.row.function or row.text("function_code:类"))
    function = row.code("function_code", year) if stated or known is None else ""
    own = function if known is not None and function != known.function_code else ""
    line = ProjectLine(**common, carry=money.carry, basis=row.text("basis"), function_code=own)
    if not row.skipped:
        yield replace(
            imported(row, line, year, (name, code)), project_function=function, project_category=row.text("category")
        )


def project_profiles(row: RecordRow, year: int, _: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the project of a row (项目基本信息); money of people and quotas that is listed as a project is none."""
    category, name = row.text("category"), row.text("name")
    if read_nature_word(category) in (Nature.PERSONNEL, Nature.PUBLIC):
        row.skipped = f"项目类别“{category}”属于基本支出，不作为项目"
        return
    if not name:
        row.reject("name", "没有填写项目名称，请补充")
    stated = row.text("function_code") or row.text("function_name") or row.text("function_code:类")
    project = Project(
        code=row.identifier("code"),
        name=name,
        category=category,
        function_code=row.code("function_code", year) if stated else "",
        total=row.amount("total", empty=True),
        basis=row.text("basis"),
        goal=row.text("goal"),
    )
    yield imported(row, project, year)


def public_lines(row: RecordRow, year: int, _: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the record of a row (公用测算明细)."""
    common, money = _planned(row, year)
    function = row.code("function_code", year) if row.text("function_code") else ""
    if money.carry == "结转":
        row.reject("fund", "公用测算明细只管当年资金，结转资金请录入支出明细")
    if not row.skipped:
        yield imported(row, PublicLine(**common, item=row.text("item"), function_code=function), year)


def event_plans(row: RecordRow, year: int, _: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the record of a row (会议和培训计划)."""
    headings = "".join(column.text for column in row.sheet.columns.values())
    named = next((kind for kind in ("会议", "培训") if kind in headings), "")
    kind = named if not row.text("kind") and named else row.word("kind", "类别", ("会议", "培训"), "event_kind")
    if not row.text("name"):
        row.reject("name", "没有填写名称，请补充")
    money, fen = row.money("fund", Fund.GENERAL), row.amount("amount")
    people, days = row.count("people", 0) + row.count("staff", 0), row.count("days", 1)
    if not row.skipped:
        plan = EventPlan(kind=kind, name=row.text("name"), fund=money.fund, people=people, days=days, amount=fen or 0)
        yield imported(row, plan, year)
