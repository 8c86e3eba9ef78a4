"""An audit as JSON, as text for an accountant, and the row of a document in the table of a whole folder."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from desktop.audit.auditing import Audit
from desktop.audit.outcome import Amount, AuditFinding, Outcome, Quote
from desktop.findings import Severity
from desktop.layouts.form import loader

WORST, LONGEST = 3, 120
"""Findings named in the row of a document, and characters of one."""
ALL, PART = 30_000, 200
"""Characters of a cell that a workbook takes, and of a quote in it."""
HEADINGS = (
    *("文件", "版式", "与账本核对", "错误", "警告", "提示"),
    *("通过", "未通过", "未检查", "不适用", "主要问题", "没有核对的"),
)
FINDINGS = ("文件", "级别", "编号", "规则", "问题", "原文", "金额（元）", "应为")
UNCHECKED = ("文件", "编号", "规则", "为什么没有检查")
NOT_ASKED = "没有要求"


def as_json(audit: Audit) -> dict[str, Any]:
    """Return an audit as JSON values."""
    return {
        "document": audit.document.file,
        "layout": audit.layout,
        "obligations": [
            {"code": each.code, "outcome": str(each.outcome), "reason": each.reason} for each in audit.obligations
        ],
        "findings": [
            {
                "code": each.code,
                "severity": str(each.severity),
                "message": each.message,
                "quotes": [_quote(quote) for quote in each.quotes],
                "figures": [{"text": figure.text, "yuan": figure.yuan} for figure in each.figures],
                "expected": each.expected,
            }
            for each in audit.findings
        ],
    }


def _quote(quote: Quote) -> dict[str, str | int]:
    spot = quote.spot
    cell = f"{spot.sheet}!{spot.cell}" if spot.sheet and spot.cell else spot.cell
    return {"text": quote.text, "page": spot.page, "line": spot.line, "cell": cell}


def as_text(audit: Audit) -> Iterator[str]:
    """Yield an audit line by line: the findings with what they rest on, then how each obligation came out."""
    yield f"审阅“{audit.document.file}”" + (
        f"，版式 {audit.layout}" if audit.layout else "，版式未识别（按表的结构核对）"
    )
    yield from (f"注意：{note}" for note in audit.document.notes)
    for finding in audit.findings:
        yield from _lines_of(finding)
    counts = [f"{outcome} {sum(each.outcome is outcome for each in audit.obligations)} 项" for outcome in Outcome]
    errors, warnings, hints = (audit.count(severity) for severity in Severity)
    yield f"错误 {errors} 处，警告 {warnings} 处，提示 {hints} 处；" + "，".join(counts)
    for each in audit.obligations:
        yield f"  {each.outcome} {each.code} {each.title}" + (f"：{each.reason}" if each.reason else "")


def _lines_of(finding: AuditFinding) -> Iterator[str]:
    yield f"{finding.severity} {finding.code} {finding.message}"
    for quote in finding.quotes:
        place = place_of(quote)
        yield f"    {quote.text[:LONGEST]}" + (f"（{place}）" if place else "")
    if finding.expected:
        yield f"    应为：{finding.expected}"


def in_yuan(figure: Amount) -> str:
    """Return an amount in 元 with its thousands apart."""
    plain = figure.yuan.replace(",", "")
    return f"{Decimal(plain):,.2f}" if re.fullmatch(r"-?\d+(\.\d+)?", plain) else figure.yuan


BOOK = "账本："
"""How a quote begins that is of the book, not of the document."""


def quoted(quote: Quote) -> str:
    """Return a quote in its marks, with the word for the book before it where it is the book's."""
    text = quote.text.strip()
    return f"{BOOK}“{text.removeprefix(BOOK)}”" if text.startswith(BOOK) else f"“{text}”"


def place_of(quote: Quote) -> str:
    """Return where a quote stands, in words: page, line, cell, as far as they are known."""
    spot = quote.spot
    sheet = f"工作表“{spot.sheet}”" if spot.sheet and not spot.cell else ""  # a quote of a table begins with its name
    parts = [sheet, f"第 {spot.page} 页" if spot.page else "", f"第 {spot.line} 行" if spot.line else "", spot.cell]
    return " ".join(part for part in parts if part)


def row_of(audit: Audit, name: str, compared: str = NOT_ASKED) -> tuple[str | int, ...]:
    """Return the row of a document in the table of a folder. compared: with what of a book, or why with none."""
    outcomes = [sum(each.outcome is outcome for each in audit.obligations) for outcome in Outcome]
    passed, failed, not_applicable, not_checked = outcomes
    worst = [f"{each.code} {each.message[:LONGEST]}" for each in audit.findings if each.severity is not Severity.INFO]
    unseen = [
        *audit.document.notes,
        *(f"{each.code} {each.title}：{each.reason[:LONGEST]}" for each in audit.not_checked),
    ]
    return (
        name,
        loader.titles().get(audit.layout, audit.layout) or "未识别",
        compared,
        *(audit.count(severity) for severity in Severity),
        passed,
        failed,
        not_checked,
        not_applicable,
        "\n".join(worst[:WORST]) + (f"\n等 {len(worst)} 处" if len(worst) > WORST else ""),
        "\n".join(unseen)[:ALL],
    )


def row_of_broken(file: str, reason: str) -> tuple[str | int, ...]:
    """Return the row of a file that could not be audited."""
    return (file, "", "", *[""] * 7, "", f"没有核对：{reason}")


def rows_of_findings(audit: Audit, name: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each finding of a document."""
    titles = {each.code: each.title for each in audit.obligations}
    for each in audit.findings:
        quotes = (f"{quote.text[:PART]}（{place_of(quote)}）".replace("（）", "") for quote in each.quotes)
        amounts = (f"{figure.text}：{in_yuan(figure)}" for figure in each.figures)
        title = titles.get(each.code, "")
        yield (
            *(name, str(each.severity), each.code, title, each.message),
            *("\n".join(quotes)[:ALL], "\n".join(amounts)[:ALL], each.expected.removeprefix("应为").strip()),
        )


def rows_not_checked(audit: Audit, name: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for what of a document could not be read, and for each obligation that was not checked."""
    for note in audit.document.notes:
        yield name, "", "原文件", note[:ALL]
    for each in audit.not_checked:
        yield name, each.code, each.title, each.reason[:ALL]
