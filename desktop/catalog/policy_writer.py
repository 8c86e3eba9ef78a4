"""Writing a policy pack as one TOML file that a person can read, change and give to the next unit."""

from datetime import date
from typing import Any

from desktop.catalog.strict import DataError

Tables = dict[str, Any]
"""The tables of a pack as `policy_reader.from_raw` reads them."""


def written(tables: Tables) -> str:
    """Return the text of a pack. Raises DataError for a value that has no place in one."""
    plain = {key: value for key, value in tables.items() if not isinstance(value, dict | list)}
    parts = ["".join(f"{_key(key)} = {_value(value)}\n" for key, value in plain.items())]
    for key, value in tables.items():
        if isinstance(value, list):
            parts += [f"[[{_key(key)}]]\n{_body(entry)}" for entry in value]
        elif isinstance(value, dict) and value and all(isinstance(inner, dict) for inner in value.values()):
            parts += [f"[{_key(key)}.{_key(name)}]\n{_body(inner)}" for name, inner in value.items()]
        elif isinstance(value, dict) and value:
            parts.append(f"[{_key(key)}]\n{_body(value)}")
    return "\n".join(part for part in parts if part)


def inline(value: Any) -> str:
    """Return one value as it is written behind its key."""
    return _value(value)


def _body(entry: Tables) -> str:
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in entry.items())


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else _text(name)


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in escaped):
        escaped = "".join(f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) == 127 else sign for sign in escaped)
    return f'"{escaped}"'


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    raise DataError(f"a pack cannot hold {type(value).__name__}")
