"""The characters of a text file from outside: UTF-8, GB 18030, or what Excel and 记事本 call Unicode (UTF-16)."""

import codecs

from desktop.outside.refusal import Refused

ENCODINGS = ("utf-8-sig", "gb18030")
MARKED = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a text in UTF-16 begins; without its mark it cannot be told from other bytes."""


def decoded(raw: bytes, wanted: str) -> str:
    """Return the text of some bytes. wanted: what the file should be saved as where they are none. Raises Refused."""
    for encoding in ("utf-16",) if raw.startswith(MARKED) else ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Refused("不是文本文件；请检查是否选错了文件")
        return text
    raise Refused(f"的文字编码无法识别；请另存为 UTF-8 编码的{wanted}")
