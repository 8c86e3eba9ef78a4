"""How files, folder and attachments are named (命名规则): by patterns of the layout, or of the budget.

A pattern is plain words with {unit}, {code}, {year}, {stage}, {paper}, for the attachments also {table} and {n}.
What cannot be a name is said before anything is written.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from desktop import paths
from desktop.findings import UserError
from desktop.layouts.form import limits
from desktop.layouts.form.spec import Names

SETTINGS = {"file_name": "文件命名规则", "attachment_name": "分表附件命名规则", "folder_name": "文件夹命名规则"}
"""The settings that hold a pattern instead of a choice, in the order of `Names`."""
WORDS = {"unit": "单位", "code": "编码", "year": "年度", "stage": "阶段", "paper": "文稿", "table": "表名", "n": "序号"}
"""What may stand in braces, and the Chinese word that may stand there as well."""
_ENGLISH = {word: name for name, word in WORDS.items()}
LONGEST = 255
"""Bytes of a file name that file systems take."""
_CUT, _LEAST = 200, 60
"""Bytes of a unit's name in a file name at most, and what is left of it where the name would be too long."""
_ROOM = LONGEST - 24
"""Bytes of a name without what follows it (_读懂预算.html, and a little more)."""
_REFUSED = '\\/:*?"<>|'
_WORD = re.compile(r"\{([^{}]*)\}")
SHOWN = 40


def known_words(setting: str) -> tuple[str, ...]:
    """Return what may stand in braces in the pattern of a setting."""
    return limits.ATTACHMENT_NAMES if setting == "attachment_name" else limits.FILE_NAMES


def of(form: Names, chosen: Mapping[str, str]) -> Names:
    """Return the patterns of a layout with those that a budget has otherwise. chosen: {setting: pattern}."""
    own = (form.files, form.tables, form.folder)
    return Names(*(chosen.get(name, "") or pattern for name, pattern in zip(SETTINGS, own, strict=True)))


def fill(pattern: str, values: Mapping[str, object]) -> str:
    """Return a name: each word in braces becomes its value, free of what file systems refuse.

    Where it would be too long, a table's title goes without the unit's name, then the unit's name is shorter.
    """
    found = {name: paths.safe_name(str(value)) for name, value in values.items()}
    unit = found.get("unit", "")
    if unit:
        found["unit"] = _first(unit, _CUT)
    if _over(pattern, found) > 0 and unit and "table" in found:
        found["table"] = found["table"].replace(unit, "", 1) or found["table"]
    if unit and (over := _over(pattern, found)) > 0:
        found["unit"] = _first(unit, max(_LEAST, len(found["unit"].encode()) - over))
    return _filled(pattern, found)


def _filled(pattern: str, found: Mapping[str, str]) -> str:
    return limits.filled(pattern, {**found, **{WORDS[name]: value for name, value in found.items()}})


def _over(pattern: str, found: Mapping[str, str]) -> int:
    """Return by how many bytes a name is longer than there is room for."""
    return len(_filled(pattern, found).encode()) - _ROOM


def _first(text: str, size: int) -> str:
    """Return what of a text fits so many bytes."""
    return text.encode()[:size].decode(errors="ignore")


def in_chinese(pattern: str) -> str:
    """Return a pattern with the Chinese words in its braces, as people see it."""
    return limits.filled(pattern, {name: f"{{{word}}}" for name, word in WORDS.items()})


def require_pattern(setting: str, pattern: str) -> None:
    """Raise UserError for a pattern that can name nothing, in a sentence that says what may stand in it."""
    label, words = SETTINGS[setting], known_words(setting)
    plain = _WORD.sub("", pattern)
    for word in _WORD.findall(pattern):
        if _ENGLISH.get(word, word) not in words:
            listed = "、".join(f"{{{WORDS[name]}}}" for name in words)
            raise UserError(f"{label}“{in_chinese(pattern)}”中的 {{{word}}} 不认识；可以写 {listed}")
    refused = next((c for c in plain if c in f"{_REFUSED}{{}}" or ord(c) < ord(" ")), "")
    if refused:
        raise UserError(f"{label}“{in_chinese(pattern)}”中有“{refused}”，文件名里不能有这个字符；请改正命名规则")
    if paths.is_reserved(_WORD.sub("字", pattern)):
        raise UserError(f"{label}“{in_chinese(pattern)}”是 Windows 保留的名称，不能用作文件名；请改正命名规则")


def require_values(setting: str, pattern: str, values: Mapping[str, object]) -> None:
    """Raise UserError for a pattern that is wrong, or that asks for a value nobody entered."""
    require_pattern(setting, pattern)
    for word in (_ENGLISH.get(word, word) for word in _WORD.findall(pattern)):
        if word in values and not str(values[word]).strip():
            rule = f"{SETTINGS[setting]}“{in_chinese(pattern)}”"
            raise UserError(f"{rule}要用{WORDS[word]}，但还没有填写；请填写后再导出，或改命名规则")


def require_names(names: Iterable[str]) -> None:
    """Raise UserError for a name that Windows or another system makes no file of, or that two files would have."""
    known = list(names)
    for name in known:
        shown = name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
        if not name or name != name.strip(" ").rstrip(".") or name.startswith("."):
            raise UserError(f"文件名“{shown}”不能用：文件名不能是空的，首尾不能是空格或句点；请改正命名规则")
        if paths.is_reserved(name):
            raise UserError(f"文件名“{shown}”是 Windows 保留的名称，不能用；请改正命名规则")
        if (size := len(name.encode())) > LONGEST:
            raise UserError(f"文件名“{shown}”太长（{size} 字节，最多 {LONGEST} 字节，一个汉字 3 字节）；请缩短命名规则")
    twice = next((name for name, count in Counter(map(str.casefold, known)).items() if count > 1), "")
    if twice:
        raise UserError(f"按命名规则有两个文件都叫“{twice}”；请在分表附件命名规则里写上 {{序号}} 或 {{表名}}")
