"""What a form changes of a table it did not write: `[tables.ID]` in form.toml, over the file of the table.

A column or row is named by its id (`"2/id"` in the second block where the first has one of that id). It may get other
keys, be taken out (`remove = true`), be moved or be new (`after = "id"`; `after = ""` puts it first).
"""

from copy import deepcopy
from typing import Any

from desktop.catalog.strict import DataError, nearest

TABLE_KEYS = (
    "title", "number", "orientation", "numbers", "notes", "empty_sentence", "empty_reason", "unit_line", "inside",
    "columns", "rows",
)  # fmt: skip
COLUMN_KEYS = (
    "header",
    "kind",
    "width",
    "where",
    "measure",
    "value",
    "sum_of",
    "field",
    "align",
    "optional",
    "each_unit",
)
ROW_KEYS = (
    "kind", "label", "where", "measure", "sum_of", "indent", "bold", "bottom", "optional", "dimension", "levels",
    "ordinal", "records", "only", "group", "pair", "code",
)  # fmt: skip
_PARTS = {"columns": ("列", COLUMN_KEYS), "rows": ("行", ROW_KEYS)}

Entries = list[dict[str, Any]]


def changed(raw: dict[str, Any], change: Any, place: str) -> dict[str, Any]:
    """Return a table as read, with one form's changes. place: where they stand, for messages.

    Raises DataError naming file and key for a change of what is not there.
    """
    _known(change, TABLE_KEYS, place)
    found = deepcopy(raw)
    for key, value in change.items():
        if key not in _PARTS:
            found[key] = value
    for part in _PARTS:
        entries = change.get(part, {})
        if not isinstance(entries, dict):
            raise DataError(f"{place}.{part}: 要写成 [tables.表.{part}.名称]")
        for name, entry in entries.items():
            _change_entry(found, part, name, entry, f"{place}.{part}.{name}")
    return found


def _known(change: Any, keys: tuple[str, ...], place: str) -> None:
    if not isinstance(change, dict):
        raise DataError(f"{place}: 应当是一个表")
    for key in change:
        if key not in keys:
            raise DataError(f"{place}: 没有“{key}”这一项{nearest(key, keys)}")


def _change_entry(raw: dict[str, Any], part: str, name: str, entry: Any, place: str) -> None:
    word, keys = _PARTS[part]
    _known(entry, (*keys, "remove", "after"), place)
    number, _, plain = name.rpartition("/")
    lists = _lists(raw, part, number, place)
    holders = [entries for entries in lists if _position(entries, plain) is not None]
    if len(holders) > 1:
        raise DataError(f"{place}: 有两个区块都有“{plain}”这一{word}；请写成“1/{plain}”或“2/{plain}”")
    if not holders and "after" not in entry:
        known = [_id(each) for entries in lists for each in entries]
        hint = nearest(plain, known)
        raise DataError(f"{place}: 表里没有“{plain}”这一{word}{hint or f'；新增的一{word}要写 after'}")
    holder = holders[0] if holders else _holder(lists, str(entry["after"]), place)
    _put(holder, plain, entry, place)


def _lists(raw: dict[str, Any], part: str, number: str, place: str) -> list[Entries]:
    """Return the columns (or rows) of each block, or of the block of that number."""
    lists = []
    blocks = raw.get("blocks", [])
    for block in blocks if isinstance(blocks, list) else [None]:
        entries = block.get(part) if isinstance(block, dict) else None
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            raise DataError(f"{place}: 原表的 {part} 写法不对")
        lists.append(entries)
    if not number:
        return lists
    if not (number.isascii() and number.isdigit()) or not 0 < int(number) <= len(lists):
        raise DataError(f"{place}: 表里没有第 {number} 个区块")
    return [lists[int(number) - 1]]


def _holder(lists: list[Entries], after: str, place: str) -> Entries:
    """Return the list that a new entry goes to: that of the entry before it, or the only one."""
    found = [entries for entries in lists if not after or _position(entries, after) is not None]
    if len(found) != 1:
        known = [_id(each) for entries in lists for each in entries]
        hint = nearest(after, known) or "；有几个区块时请写成“1/名称”"
        raise DataError(f"{place}.after: 不知道放在哪里：“{after}”{hint}")
    return found[0]


def _put(entries: Entries, name: str, entry: dict[str, Any], place: str) -> None:
    position = _position(entries, name)
    old = {"id": name} if position is None else entries.pop(position)
    if entry.get("remove") is True:
        if position is None:
            raise DataError(f"{place}: 新增的不能同时 remove")
        return
    if "after" in entry:
        before = _position(entries, str(entry["after"]))
        if before is None and entry["after"]:
            known = [_id(each) for each in entries]
            raise DataError(f"{place}.after: 没有“{entry['after']}”{nearest(str(entry['after']), known)}")
        position = 0 if before is None else before + 1
    fields = {key: value for key, value in entry.items() if key not in ("remove", "after")}
    if "where" in fields or "measure" in fields:
        old = {key: value for key, value in old.items() if key not in ("where", "measure")}
    entries.insert(position or 0, {**old, "id": name, **fields})


def _position(entries: Entries, name: str) -> int | None:
    return next((n for n, each in enumerate(entries) if _id(each) == name), None)


def _id(entry: dict[str, Any]) -> str:
    """Return the id of a column or row as the loader gives it."""
    if "id" in entry:
        return str(entry["id"])
    header = entry.get("header")
    if isinstance(header, list) and header:
        return str(header[-1])
    return str(entry.get("label") or entry.get("kind", "fixed"))
