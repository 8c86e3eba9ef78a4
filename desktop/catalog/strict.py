"""Strict reading of TOML tables: every key must be asked for, every error names file and key."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop import parsed_texts, text_files
from desktop.findings import UserError


class DataError(ValueError):
    """A shipped or local data file is wrong; the message names file and key."""


_KINDS = {str: "文字", int: "整数", bool: " true 或 false", list: "列表"}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a question after the known name that a wrong one resembles, empty where there is none."""
    from difflib import get_close_matches  # only needed for a wrong name

    found = get_close_matches(name, list(known), 1)
    return f"；是不是“{found[0]}”？" if found else ""


class Reader:
    """One TOML table. `take` each key, then `done`: a key nobody took is an error."""

    def __init__(self, raw: Any, place: str) -> None:
        if not isinstance(raw, dict):
            raise DataError(f"{place}: 应当是一个表")
        self._raw = dict(raw)
        self._asked: set[str] = set()
        self.place = place

    def _take(self, key: str, kind: type, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._raw:
            if default is None:
                raise DataError(f"{self.place}: 缺少“{key}”")
            return default
        value = self._raw.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise DataError(f"{self.place}.{key}: 应当是{_KINDS[kind]}，现在是 {value!r}")
        return value

    def text(self, key: str, default: str | None = None, choices: tuple[str, ...] = ()) -> str:
        """Take a string; `choices` limits it."""
        value = str(self._take(key, str, default))
        if choices and value not in choices:
            raise DataError(f"{self.place}.{key}: “{value}”不能用；可选：{'、'.join(choices)}")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """Take a whole number."""
        return int(self._take(key, int, default))

    def flag(self, key: str, default: bool = False) -> bool:
        """Take true or false."""
        return bool(self._take(key, bool, default))

    def texts(self, key: str, default: tuple[str, ...] | None = (), choices: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Take a list of strings; `choices` limits them."""
        value = self._take(key, list, None if default is None else list(default))
        if not all(isinstance(v, str) for v in value):
            raise DataError(f'{self.place}.{key}: 应当是文字的列表，如 ["甲", "乙"]')
        for each in value if choices else ():
            if each not in choices:
                raise DataError(f"{self.place}.{key}: “{each}”不能用；可选：{'、'.join(choices)}")
        return tuple(value)

    def tables(self, key: str) -> list["Reader"]:
        """Take a list of tables."""
        return [Reader(raw, f"{self.place}.{key}[{n}]") for n, raw in enumerate(self._take(key, list, []), 1)]

    def table(self, key: str) -> "Reader | None":
        """Take a table, or None when absent."""
        self._asked.add(key)
        return Reader(self._raw.pop(key), f"{self.place}.{key}") if key in self._raw else None

    def raw(self, key: str) -> Any:
        """Take whatever stands there, None when absent."""
        self._asked.add(key)
        return self._raw.pop(key, None)

    def day(self, key: str) -> date | None:
        """Take a date, or None when absent."""
        value = self.raw(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise DataError(f"{self.place}.{key}: 应当是日期，如 2026-03-01")
        return value

    def rest(self) -> dict[str, Any]:
        """Return a copy of the keys not taken yet."""
        return dict(self._raw)

    def named(self) -> list[tuple[str, "Reader"]]:
        """Take every remaining key as a named table."""
        readers = [(name, Reader(raw, f"{self.place}: [{name}]")) for name, raw in self._raw.items()]
        self._raw = {}
        return readers

    def done(self) -> None:
        """Refuse keys nobody asked for."""
        if self._raw:
            key = next(iter(self._raw))
            raise DataError(f"{self.place}: 没有“{key}”这一项{nearest(key, self._asked)}")


def read_head(path: Path, place: str) -> dict[str, Any]:
    """Read the keys of a TOML file that stand before its first table. Raises DataError naming the file."""
    text = "\n" + _text(path, place)
    try:
        return _loaded(text.partition("\n[")[0])
    except ValueError:  # a list may stand there with its brackets at the beginning of lines
        return parse(text, place)


def read_toml(path: Path, place: str) -> dict[str, Any]:
    """Read a TOML file. Raises DataError naming the file."""
    return parse(_text(path, place), place)


def _text(path: Path, place: str) -> str:
    if not path.exists():
        raise DataError(f"{place}: 没有这个文件")
    try:
        return text_files.read(path)
    except UserError as error:
        raise DataError(f"{place}: {error}") from error


def parse(text: str, place: str) -> dict[str, Any]:
    """Return what a TOML text says. Raises DataError naming the place."""
    try:
        return _loaded(text)
    except RecursionError as error:
        raise DataError(f"{place}: 括号套得太深") from error
    except ValueError as error:
        raise DataError(f"{place}: {wrong_place(error)}") from error


def wrong_place(error: ValueError) -> str:
    """Return in Chinese that a text is no TOML, and the place that the parser names."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"{f'第 {found[1]} 行第 {found[2]} 个字' if found else '文件末尾'}不符合 TOML 的写法"


def _loaded(text: str) -> dict[str, Any]:
    """Return what a TOML text says; the reader may take it apart."""
    return {key: _copied(value) for key, value in _parsed(text).items()}


@lru_cache(maxsize=512)
def _parsed(text: str) -> dict[str, Any]:
    """Parse a text once: the files of a form are read again for each part of it, and for each form that extends it."""
    return parsed_texts.loads(text)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value
