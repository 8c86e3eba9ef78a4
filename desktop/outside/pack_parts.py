"""The members of a unit's pack (单位数据包, .mzs) as text, read inside the limited child.

Nothing is written anywhere: a member is named by what a pack may hold, has a size a budget may have, and is read once.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from desktop.outside.package import require_complete
from desktop.outside.refusal import Refused

MOST_MEMBERS, LARGEST_MEMBER, LARGEST_PACK, DENSEST = 200, 50_000_000, 200_000_000, 200
ALLOWED = re.compile(r"manifest\.json|data/[a-z][a-z0-9_]{0,39}\.(?:csv|json)|documents/[^/\\:\x00-\x1f]{1,200}")
_ABSENT = "不是单位数据包（.mzs），或已损坏；请让对方重新传出"


def read(path: Path) -> dict[str, Any]:
    """Return {fingerprint, members: {name: text}, digests: {name: SHA-256}}; documents have a digest only.

    Raises Refused.
    """
    if path.stat().st_size > LARGEST_PACK:
        raise Refused("过大，不像是单位数据包，没有打开")
    raw = path.read_bytes()
    members: dict[str, str] = {}
    digests: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _require_fitting(entries)
            require_complete(package)
            for entry in entries:
                content = package.read(entry)
                digests[entry.filename] = hashlib.sha256(content).hexdigest()
                if not entry.filename.startswith("documents/"):
                    members[entry.filename] = _decoded(entry.filename, content)
            _require_as_written(raw, entries)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # zipfile and zlib raise many kinds on damaged files
        raise Refused(_ABSENT) from error
    return {"fingerprint": hashlib.sha256(raw).hexdigest(), "members": members, "digests": digests}


def _require_fitting(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    if len(entries) > MOST_MEMBERS:
        raise Refused(f"含有 {len(entries)} 个成员，超过 {MOST_MEMBERS} 个，没有打开")
    if not any(entry.filename == "manifest.json" for entry in entries):
        raise Refused(_ABSENT)
    for entry in entries:
        name = entry.filename
        shown = "".join(c if c.isprintable() else "�" for c in name[:60])
        if not ALLOWED.fullmatch(name) or name.split("/")[-1] in (".", ".."):
            raise Refused(f"的成员“{shown}”不是单位数据包可以有的（名称或路径不对），没有打开")
        if name in seen:
            raise Refused(f"的成员“{shown}”有两个，没有打开")
        if entry.flag_bits & 1:
            raise Refused(f"的成员“{shown}”加了密码，没有打开；请让对方用明账重新传出")
        if entry.file_size > LARGEST_MEMBER:
            raise Refused(f"的成员“{shown}”解压后过大，没有打开")
        if entry.file_size > 1_000_000 and entry.file_size > DENSEST * max(1, entry.compress_size):
            raise Refused(f"的成员“{shown}”压缩得异常，没有打开")
        seen.add(name)
    if sum(entry.file_size for entry in entries) > LARGEST_PACK:
        raise Refused("解压后过大，没有打开")


def _require_as_written(raw: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a file whose bytes around its members are not as a pack is written: no digest looks at them."""
    at, directory = 0, b""
    for entry in entries:
        header, end = entry.FileHeader(), at + len(entry.FileHeader()) + entry.compress_size
        if raw[at : at + len(header)] != header or not _ends(raw[at + len(header) : end], entry):
            raise Refused(_ABSENT)
        places = struct.pack("<3H2L", 0, 0, 0, 0o600 << 16, at)
        directory += b"PK\x01\x02" + bytes((20, entry.create_system)) + header[4:30] + places + header[30:]
        at = end
    counts = struct.pack("<4H2LH", 0, 0, len(entries), len(entries), len(directory), at, 0)
    if raw[at:] != directory + b"PK\x05\x06" + counts or any(e.create_system not in (0, 3) for e in entries):
        raise Refused(_ABSENT)


def _ends(packed: bytes, entry: zipfile.ZipInfo) -> bool:
    """Tell whether the bytes of a member end with it; of a compressed one (older packs) the bits behind are 0."""
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        return len(packed) == entry.file_size
    before = zlib.decompressobj(-zlib.MAX_WBITS)
    before.decompress(packed[:-1], entry.file_size + 1)
    ended = [_ended(before, packed[-1] & mask) for mask in (0xFF, *(0xFF ^ (0x80 >> bit) for bit in range(8)))]
    unused = [0x80 >> bit for bit, same in enumerate(ended[1:]) if same == ended[0]]
    return ended[0] is not None and not any(packed[-1] & bit for bit in unused)


def _ended(stream: Any, last: int) -> bytes | None:
    """Return what the last byte of a stream adds, None where the stream does not end with it."""
    copy = stream.copy()
    try:
        added = copy.decompress(bytes([last]))
    except zlib.error:
        return None
    return bytes(added) if copy.eof and not copy.unused_data else None


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(f"的成员“{name}”不是 UTF-8 文字；文件可能已损坏，请让对方重新传出") from error
