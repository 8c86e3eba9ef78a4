"""Whether a text holds any figure to compare with a book: an empty text is not a text without errors."""

import re
from pathlib import Path

from desktop.findings import UserError
from desktop.outside import source_files

FIGURE = re.compile(r"[0-9０-９][0-9０-９,，.．]*\s*(?:亿元|万元|千元|元|%|％|‰|人|名|辆|台|套|个|项|平方米)")
"""A number with what it counts; a year or the number of a heading is no figure."""


def checkable(path: Path) -> list[str]:
    """Return the paragraphs of a text. Raises UserError for an unreadable text and one without figures."""
    lines = source_files.read_paragraphs(path)
    if not any(line.strip() for line in lines):
        raise UserError(f"文件“{path.name}”中没有可核对的文字，没有核对；请检查是否选错了文件")
    if not figures(lines):
        raise UserError(f"文件“{path.name}”中没有可核对的数字，没有核对；请检查是否选错了文件")
    return lines


def figures(lines: list[str]) -> int:
    """Return how many figures a text holds."""
    return sum(len(FIGURE.findall(line)) for line in lines)
