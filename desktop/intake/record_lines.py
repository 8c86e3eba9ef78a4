"""Rows of expenditure and of income: nature and project that belong together, one amount or one for each money."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.catalog import crosswalk
from desktop.intake import record_words
from desktop.intake.imported_record import ImportedRecord, imported, note
from desktop.intake.record_cells import RecordRow
from desktop.intake.record_columns import NATURE, money_of
from desktop.intake.record_rows import figure
from desktop.intake.record_words import NATURES, SKIP, Money
from desktop.ledger.records import DirectLine, Income
from desktop.ledger.vocabulary import SECURED, Carry, Nature, words
from desktop.money import YUAN, Fen


def lines(row: RecordRow, year: int, notes: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the lines of a row (支出明细)."""
    function, economic = row.code("function_code", year), row.code("economic_code", year)
    stated = any(row.text(name) for name in ("government_code", "government_code:款", "government_name"))
    government = row.code("government_code", year) if stated else ""
    by_nature = _by_nature(row, economic)
    nature, project = ("", row.text("project")) if by_nature else _nature(row, economic, notes)
    line = DirectLine(
        function_code=function,
        economic_code=economic,
        government_code=government,
        nature=nature or str(Nature.PUBLIC),
        note=row.text("note"),
        counterpart=row.text("counterpart"),
        secured=row.word("secured", "三保标识", SECURED, "secured"),
        purchased_service=row.flag("purchased_service"),
    )
    code = row.identifier("project_code") if project else ""
    for each, fen in by_nature:
        money, named = row.money("fund"), (project, code) if each == Nature.PROJECT else ("", "")
        if each == Nature.PROJECT and not project:
            row.reject("project", "项目支出没有填写项目名称，请补充")
        record = replace(line, nature=each, fund=money.fund, subsource=money.subsource, carry=money.carry, amount=fen)
        yield imported(row, record, year, named)
    for money, fen in () if by_nature or row.skipped else _amounts(row):
        yield imported(
            row,
            replace(line, fund=money.fund, subsource=money.subsource, carry=money.carry, amount=fen),
            year,
            (project, code),
        )


def _by_nature(row: RecordRow, economic: str) -> list[tuple[str, Fen]]:
    """Return the amounts of columns that hold one nature each (人员经费, 公用经费, 项目支出)."""
    columns = {name: column for name, column in row.sheet.parts.items() if name.startswith(NATURE)}
    found = [(name.removeprefix(NATURE), row.amount_in(column, name, empty=True)) for name, column in columns.items()]
    amounts = [(crosswalk.nature_of(economic) if each == "基本支出" else each, fen) for each, fen in found if fen]
    if columns:
        _compare_with_parts(row, sum(fen for _, fen in amounts))
        if not amounts and not row.rejects:
            row.skipped = "各列都没有金额"
    return amounts


def _compare_with_parts(row: RecordRow, total: Fen) -> None:
    """Hold the amount and the sums of a row against what its columns of money or nature come to."""
    stated = row.amount("amount", empty=True)
    if stated is not None and stated != total:
        shown = f"金额 {YUAN.show(stated)} 元 ≠ 各列相加 {YUAN.show(total)} 元"
        row.reject("amount", f"{shown}，请核对，或指定没有读入的列")
    _check_sums(row)


def _nature(row: RecordRow, economic: str, notes: dict[str, int]) -> tuple[str, str]:
    """Return nature and project of a line; only a line of 项目 has a project."""
    project, name = row.text("project"), "nature" if row.has("nature") else "project_class"
    if not row.has(name):
        note(notes, "没有支出性质列：填了项目的按项目，其余 301、303 类按人员，别的按公用（政府收支分类科目）")
        return (str(Nature.PROJECT), project) if project else (crosswalk.nature_of(economic), "")
    text = row.text(name)
    if row.words.decided("支出性质", text) == SKIP:
        row.skipped = f"支出性质“{text}”不导入"
        return "", ""
    found = row.words.read("支出性质", text, record_words.read_nature_word, NATURES)
    if found is None:
        row.reject(name, f"“{text}”不在可选范围内，请填：{'、'.join(words(Nature))}")
        return "", ""
    nature = crosswalk.nature_of(economic) if found == "基本支出" else found
    if nature == Nature.PROJECT and not project:
        row.reject("project", "项目支出没有填写项目名称，请补充")
    if project and nature in (Nature.PERSONNEL, Nature.PUBLIC):
        if name == "nature" and found != "基本支出":
            row.reject("project", f"{nature}支出属于基本支出，不应填写项目“{project}”，请核对支出性质")
        note(notes, "人员类、公用类的行属于基本支出，它们的“项目名称”没有作为项目")
        return nature, ""
    return nature, project


def nature_of_spent(row: RecordRow, economic: str) -> str:
    """Return the nature of what was spent: what the row says, 项目 for a row with a project, else none (不分)."""
    name = "nature" if row.has("nature") else "project_class"
    text = row.text(name)
    if not text:
        return str(Nature.PROJECT) if row.text("project") or row.text("project_code") else ""
    found = row.words.read("支出性质", text, record_words.read_nature_word, NATURES)
    if found == SKIP:
        row.skipped = f"支出性质“{text}”不导入"
    elif found is None:
        row.reject(name, f"“{text}”不在可选范围内，请填：{'、'.join(words(Nature))}")
    elif found == "基本支出":
        return crosswalk.nature_of(economic) if economic else ""
    return found if found and found not in (SKIP, "基本支出") else ""


def _amounts(row: RecordRow) -> Iterator[tuple[Money, Fen]]:
    """Yield the money of a line: one amount, or one for each column of a fund, whose sum must be what the file says."""
    columns = row.sheet.funds
    if not columns:
        money, fen = row.money("fund"), row.amount("amount")
        if fen == 0:
            row.reject("amount", "金额为 0，没有金额的行请整行删除")
        if fen:
            yield money, fen
        return
    found: list[tuple[Money, Fen]] = []
    for name, column in columns.items():
        if fen := row.amount_in(column, name, empty=True):
            found.append((Money(*money_of(name)), fen))
    total = sum(fen for _, fen in found)
    _compare_with_parts(row, total)
    if len(found) == 1 and row.text("fund"):
        found = [(_stated_money(row, found[0][0]), found[0][1])]
    if not total and not row.rejects:
        row.skipped = "各资金都没有金额"
    yield from found


def _stated_money(row: RecordRow, money: Money) -> Money:
    """Return the money of the only column of a fund that is filled, with what the row's own words add to it."""
    stated = row.money("fund")
    if stated.fund and stated.fund != money.fund:
        row.reject("fund", f"“{row.text('fund')}”与填了金额的列“{money.fund}”不一致，请核对")
    carry = money.carry if stated.carry == Carry.CURRENT else stated.carry
    return Money(money.fund, money.subsource or stated.subsource, carry)


def _check_sums(row: RecordRow) -> None:
    """Hold the columns of sums over columns of funds (合计, 小计) against those under the same heading."""
    for each in row.sheet.sums:
        funds = row.sheet.parts.values()
        under = [column for column in funds if column.group == each.group] if each.group else []
        parts = list(funds) if each.text.split("（第", maxsplit=1)[0].endswith(("合计", "总计")) or not under else under
        text = row.row.text(each)
        total, inner = (sum(figure(row.row.text(part), part.unit) or 0 for part in some) for some in (parts, under))
        stated = figure(text, each.unit)
        if stated is not None and stated not in (total, inner):
            row.reject("sum", f"“{each.text}”{YUAN.show(stated)} 元 ≠ 各列相加 {YUAN.show(total)} 元，请核对")


def incomes(row: RecordRow, year: int, _: dict[str, int]) -> Iterator[ImportedRecord]:
    """Yield the income of a row (收入)."""
    if row.sheet.funds:
        yield from _by_source(row, year)
        return
    follows, fen = row.flag("follows"), row.amount("amount", empty=True)
    if not fen and not follows and not row.rejects:
        row.skipped = f"“{row.text('source')}”没有金额"
        return
    money = row.money("source")
    if row.skipped:
        return
    income = Income(
        source=money.fund,
        subsource=money.subsource,
        carry=money.carry,
        amount=fen or 0,
        note=row.text("note"),
        follows=follows,
        counterpart=row.text("counterpart"),
    )
    yield imported(row, income, year, filled=frozenset({"follows"}))


def _by_source(row: RecordRow, year: int) -> Iterator[ImportedRecord]:
    """Yield the income of a row with a column for each source."""
    for money, fen in _amounts(row):
        income = Income(
            source=money.fund,
            subsource=money.subsource,
            carry=money.carry or str(Carry.CURRENT),
            amount=fen,
            note=row.text("note"),
            counterpart=row.text("counterpart"),
        )
        yield imported(row, income, year)


def spent_by_nature(row: RecordRow) -> list[tuple[str, Fen]]:
    """Return what was spent by the columns of natures; 基本支出 is not divided further, whatever it is made of."""
    columns = {name: column for name, column in row.sheet.parts.items() if name.startswith(NATURE)}
    found = [(name.removeprefix(NATURE), row.amount_in(column, name, empty=True)) for name, column in columns.items()]
    amounts = [("" if each == "基本支出" else each, fen) for each, fen in found if fen]
    if columns:
        _compare_with_parts(row, sum(fen for _, fen in amounts))
    return amounts
