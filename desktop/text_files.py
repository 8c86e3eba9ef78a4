"""Small text files from outside (答案、对应表、标准、名单 …), read here: nothing endless or huge is begun."""

from pathlib import Path

from desktop import paths
from desktop.findings import UserError

LARGEST, LONGEST_LINE = 400_000, 1_000
"""Bytes of a file, characters of one of its lines; what a person writes is far smaller. A key of a million parts in
one line keeps a reader of TOML busy for hours.
"""
UTF_8 = ("utf-8-sig",)


def read(path: Path, encodings: tuple[str, ...] = UTF_8, largest: int = LARGEST, longest: int = LONGEST_LINE) -> str:
    """Return the text of a file. Raises UserError for what is no file, too large, unreadable or not text."""
    paths.require_file(path)
    try:
        with path.open("rb") as handle:
            raw = handle.read(largest + 1)
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path, reading=True)) from error
    if len(raw) > largest:
        raise UserError(f"文件“{path.name}”过大（超过 {largest // 1_000} KB），没有读取；请检查是否选错了文件")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(len(line) > longest for line in text.split("\n")):
            raise UserError(f"文件“{path.name}”有一行超过 {longest} 字，没有读取；请检查是否选错了文件")
        return text
    raise UserError(f"文件“{path.name}”的文字编码无法识别；请另存为 UTF-8 编码")
