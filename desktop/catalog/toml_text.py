"""Writing TOML: what the policy packs need, in the order given."""

import json
import re
from datetime import date
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def key(name: str) -> str:
    """Return a key, in quotation marks where TOML wants them."""
    return name if _PLAIN.fullmatch(name) else text(name)


def text(value: str) -> str:
    """Return a text in quotation marks."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def value(raw: Any) -> str:
    """Return a value on one line: text, whole number, flag, day, list, table."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return text(raw)
    if isinstance(raw, int):
        return str(raw)
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, list | tuple):
        return f"[{', '.join(value(each) for each in raw)}]"
    if isinstance(raw, dict):
        return f"{{ {', '.join(pair(name, each) for name, each in raw.items())} }}" if raw else "{}"
    raise TypeError(f"not a TOML value: {raw!r}")


def pair(name: str, raw: Any) -> str:
    """Return one line: key = value."""
    return f"{key(name)} = {value(raw)}"


def document(tables: dict[str, Any]) -> str:
    """Return a whole file: plain values first, then tables, tables of tables and lists of tables."""
    plain = {name: raw for name, raw in tables.items() if not isinstance(raw, dict) and not _of_tables(raw)}
    rows = [pair(name, raw) for name, raw in plain.items()]
    for name, raw in tables.items():
        if name in plain:
            continue
        if _of_tables(raw):
            for each in raw:
                rows += ["", f"[[{key(name)}]]", *(pair(inner, one) for inner, one in each.items())]
        elif raw and all(isinstance(each, dict) for each in raw.values()):
            for inner, one in raw.items():
                rows += ["", f"[{key(name)}.{key(inner)}]", *(pair(*item) for item in one.items())]
        else:
            rows += ["", f"[{key(name)}]", *(pair(*item) for item in raw.items())]
    return "\n".join(rows) + "\n"


def _of_tables(raw: Any) -> bool:
    return isinstance(raw, list) and bool(raw) and all(isinstance(each, dict) for each in raw)
