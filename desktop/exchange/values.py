"""A field's value as JSON and back: money as a text in 元, flags as true and false, all else as the records hold it."""

import re
from typing import Any

from desktop.catalog import policy
from desktop.ledger import bounds
from desktop.ledger.describe import FieldDescription, Kind
from desktop.money import AmountError, Fen, parse_yuan

MONEY = re.compile(r"[0-9]{1,14}(\.[0-9]{1,2})?", re.ASCII)
DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,8})?", re.ASCII)
_BROKEN = re.compile(r"[\x00\ud800-\udfff]")
"""What no file in UTF-8 holds: a zero, half a character."""
CODE = re.compile(r"[0-9]{1,12}", re.ASCII)

HOW = {
    Kind.TEXT: "文本",
    Kind.WHOLE: "整数，不加引号",
    Kind.DECIMAL: '加引号的数字，例如 "40"；可以为空 ""',
    Kind.MONEY: '加引号的金额（元），最多两位小数，例如 "1234.50"',
    Kind.MONTH: "1 到 12 的整数，不加引号",
    Kind.DATE: '加引号的日期，例如 "2027-01-01"；可以为空 ""',
    Kind.CHOICE: "所列选项之一",
    Kind.CODE: '加引号的科目编码，例如 "30101"；可以为空 ""',
    Kind.REFERENCE: "所指记录的名称或编码；重名时写 #序号",
    Kind.FLAG: "true 或 false",
}
"""How the value of each kind is written."""


def yuan(fen: Fen) -> str:
    """Return 分 as a text in 元 with two decimals and no separators."""
    yuan_part, fen_part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan_part}.{fen_part:02d}"


def shown(field: FieldDescription, value: Any) -> Any:
    """Return a stored value as exchanged data hold it."""
    if value is None:
        return None
    if field.kind is Kind.MONEY:
        return yuan(value)
    return bool(value) if field.kind is Kind.FLAG else value


def read(field: FieldDescription, raw: Any) -> tuple[Any, str]:
    """Return the value to store, or in Chinese what is wrong and what to write instead."""
    if raw is None:
        return (None, "") if field.default is None else (None, f"不能为 null，应为{HOW[field.kind]}")
    if field.place:
        return (raw, "") if type(raw) is type(field.default) else (None, f"不能是 {as_written(raw)}")
    if field.kind is Kind.FLAG:
        return (int(raw), "") if isinstance(raw, bool) else _wrong(field, raw)
    if field.kind in (Kind.WHOLE, Kind.MONTH):
        return _whole_number(field, raw) if isinstance(raw, int) and not isinstance(raw, bool) else _wrong(field, raw)
    if not isinstance(raw, str):
        return _wrong(field, raw)
    return _text(field, raw)


def as_written(raw: Any) -> str:
    """Return a value of a JSON file in the words of the file, short."""
    words = {True: "true", False: "false", None: "null"}
    if isinstance(raw, bool) or raw is None:
        return words[raw]
    if isinstance(raw, dict | list):
        return "{…}" if isinstance(raw, dict) else "[…]"
    shown = raw if isinstance(raw, str) else str(raw)
    cut = "".join(c if c.isprintable() else "�" for c in shown[:40]) + ("…" if len(shown) > 40 else "")
    return f'"{cut}"' if isinstance(raw, str) else cut


def _wrong(field: FieldDescription, raw: Any) -> tuple[None, str]:
    return None, f"“{field.label}”写成了 {as_written(raw)}，应为{HOW[field.kind]}"


def _whole_number(field: FieldDescription, raw: int) -> tuple[int, str]:
    if field.kind is Kind.MONTH:
        return (
            raw,
            "" if 1 <= raw <= 12 or raw == field.default else f"“{field.label}”写成了 {raw}，应为{HOW[field.kind]}",
        )
    return raw, bounds.problem_of(field, raw) if field.bounds != (0, 0) or raw < 0 else ""


def _text(field: FieldDescription, raw: str) -> tuple[Any, str]:
    if _BROKEN.search(raw):
        return None, f"“{field.label}”含有不能保存的字符（{as_written(raw)}），请删除"
    if field.kind is Kind.MONEY:
        if not MONEY.fullmatch(raw):
            return _wrong(field, raw)
        fen = parse_yuan(raw)
        return (0, fen.reason) if isinstance(fen, AmountError) else (fen, "")
    if field.kind is Kind.CHOICE and raw not in (*field.choices, field.default):
        listed = "、".join(word or "（空）" for word in field.choices)
        return None, f"“{field.label}”没有“{raw[:40]}”这一选项；可选：{listed}"
    if field.kind is Kind.DECIMAL and raw and not DECIMAL.fullmatch(raw):
        return _wrong(field, raw)
    if field.kind is Kind.CODE and raw and not CODE.fullmatch(raw):
        return _wrong(field, raw)
    if field.kind is Kind.DATE and raw:
        day = policy.typed_day(raw)
        return (day, "") if policy.read_day(day) is not None else _wrong(field, raw)
    return raw, bounds.length_problem(field, raw)
