"""Number formats (数字格式) of a workbook that show another figure than the cell holds.

A format may write digits of its own, divide what it shows by thousands, or show nothing at all. None of ours does.
"""

import re
from pathlib import Path

from desktop.outside import child, source_files

_WRITTEN = re.compile(r'"([^"]*)"?|\\(.)|[_*].')
_BRACKET = re.compile(r"\[[^\]]*\]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_FRACTION = re.compile(r"/\s*[0-9]+")


def shows_another_figure(code: str) -> bool:
    """Tell whether a number shown by a format is another than the one of the cell: "47", #,##0, (thousands), ;;;."""
    plain = _BRACKET.sub("", code)
    own = "".join(quoted or single for quoted, single in _WRITTEN.findall(plain))
    shown = _WRITTEN.sub("", plain).split(";")
    digits = re.search("[0-9]", own) or any(re.search("[1-9]", _FRACTION.sub("", part)) for part in shown)
    return bool(digits) or any(map(_SCALED.search, shown)) or (len(shown) > 1 and not plain.partition(";")[0].strip())


def others(path: Path) -> list[tuple[str, str, str]]:
    """Return place, format of the file and nothing for each format in use that shows another figure."""
    codes = source_files.ask(path, child.STRUCTURE)["formats"]
    return [("数字格式", code, "") for code in codes if shows_another_figure(code)]
