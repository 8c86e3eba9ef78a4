"""Workbooks as a county bureau sends them out, made for the tests."""

import openpyxl
from openpyxl.workbook.workbook import Workbook


def add(book: Workbook, name: str, rows: list[list[object]], merges: tuple[str, ...] = ()):
    """A sheet with its rows from A1 on; None is a styled blank cell."""
    sheet = book.create_sheet(name)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.number_format = "0.00" if value is None else "General"
    for merge in merges:
        sheet.merge_cells(merge)
    return sheet


def one_sheet(name: str, rows: list[list[object]], merges: tuple[str, ...] = ()) -> Workbook:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    add(book, name, rows, merges)
    return book


def titled(title: str, width: int, unit: str = "万元") -> list[list[object]]:
    """The two lines above a table: title, unit of money."""
    return [[title, *[None] * (width - 1)], ["编制单位：", *[None] * (width - 2), f"单位：{unit}"]]


def listed(title: str = "2025年一般公共预算支出预算表", rows: int = 30, *, total: str = "SUM") -> list[list[object]]:
    """A list of function codes with formulas in 合计 and 基本支出, and a sum over all rows on top."""
    last = 6 + rows
    sums = [f"={total}({c}7:{c}{last})" if total else None for c in "CDEFG"]
    return [
        *titled(title, 7),
        ["科目编码", "科目名称", "合计", "基本支出", None, None, "项目支出"],
        [None, None, None, "小计", "人员经费", "公用经费", None],
        [None] * 7,
        ["合计", None, *sums],
        *[[None, None, f"=D{r}+G{r}", f"=E{r}+F{r}", None, None, None] for r in range(7, last + 1)],
    ]


def basic(codes: tuple[tuple[str, str], ...], *, sums: bool = True) -> list[list[object]]:
    """基本支出 by economic code with printed codes; its own 合计 is the sum of its rows."""
    last = 5 + len(codes)
    return [
        *titled("2025年一般公共预算基本支出预算表", 5),
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        [None] * 5,
        ["合计", None, *(f"=SUM({c}6:{c}{last})" if sums else None for c in "CDE")],
        *[[code, name, f"=D{r}+E{r}" if sums else None, None, None] for r, (code, name) in enumerate(codes, 6)],
    ]


def procurement() -> list[list[object]]:
    """政府采购 with 总计 and sources beside it."""
    return [
        *titled("2025年政府采购预算表", 4),
        ["项目", "总计", "一般公共预算拨款", "其他收入预算"],
        ["货物类", "=C4+D4", None, None],
        ["工程类", "=C5+D5", None, None],
        ["服务类", "=C6+D6", None, None],
        ["合计", "=SUM(B4:B6)", "=SUM(C4:C6)", "=SUM(D4:D6)"],
    ]


def balance() -> list[list[object]]:
    """收支总表 with both sides and their totals."""
    return [
        *titled("2025年部门收支总表", 4),
        ["收入", None, "支出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一般公共预算拨款收入", None, "一般公共服务支出", None],
        ["其他收入预算", None, "社会保障和就业支出", None],
        ["本年收入合计", "=SUM(B5:B6)", "卫生健康支出", None],
        ["上年结转", None, "住房保障支出", None],
        ["收入总计", "=B7+B8", "支出总计", "=SUM(D5:D8)"],
    ]


def ordinary(codes: tuple[tuple[str, str], ...]) -> Workbook:
    """An ordinary workbook: a cover, and six tables as they are usually made."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "封面"
    cover["A1"], cover["A3"], cover["A4"] = "2025年部门预算表", "单位名称：", "预算单位："
    add(book, "01收支总表", balance(), ("A3:B3", "C3:D3"))
    add(book, "02一般公共预算支出", listed(), ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"))
    add(book, "03基本支出", basic(codes))
    add(book, "04三公经费", [
        *titled("2025年“三公”经费预算表", 7),
        ["单位名称", "合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"],
        [None, None, None, "小计", "公务用车购置费", "公务用车运行费", None],
        [None, None, None, None, None, None, None],
        [None] * 7,
    ])  # fmt: skip
    add(
        book,
        "05项目支出",
        [*titled("2025年项目支出预算表", 4), ["序号", "项目名称", "金额", "备注"], *[[None] * 4] * 6],
    )
    add(book, "06政府采购", procurement())
    return book
