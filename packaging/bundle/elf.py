"""What an ELF file (Linux program or library) asks of the machine: libraries, and versions of their symbols.

Read from the file itself, so that the check needs no tool: 64 bit, little endian, which is x86-64 and aarch64.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"
DYNAMIC, LOAD = 2, 1
NEEDED, STRING_TABLE, SONAME, VERNEED, VERNEED_COUNT = 1, 5, 14, 0x6FFFFFFE, 0x6FFFFFFF
GLIBC = re.compile(r"GLIBC_(\d+(?:\.\d+)+)")

Version = tuple[int, ...]


class NotElf(ValueError):
    """A file that says it is ELF and cannot be read as such."""


@dataclass(frozen=True)
class Elf:
    """A dynamic ELF file: its own name, the libraries it is linked with, the symbol versions it asks for."""

    soname: str
    needed: tuple[str, ...]
    versions: tuple[str, ...]

    @property
    def glibc(self) -> Version:
        """The newest GLIBC_ version that it asks for; () for none."""
        return max((version_of(match[1]) for name in self.versions if (match := GLIBC.fullmatch(name))), default=())


def version_of(text: str) -> Version:
    """Return 2.28 as (2, 28)."""
    return tuple(map(int, text.split(".")))


def shown(version: Version) -> str:
    """Return (2, 28) as 2.28."""
    return ".".join(map(str, version))


def is_elf(path: Path) -> bool:
    """Tell whether a file begins as a 64-bit ELF file does."""
    with path.open("rb") as handle:
        return handle.read(6) == MAGIC


def read(path: Path) -> Elf:
    """Read a file. Raises NotElf."""
    return parse(path.read_bytes())


def parse(raw: bytes) -> Elf:
    """Read the bytes of a file; a static one asks for nothing. Raises NotElf."""
    if not raw.startswith(MAGIC):
        raise NotElf("not a 64-bit little-endian ELF file")
    try:
        return _parsed(raw)
    except (struct.error, IndexError, ValueError) as error:
        raise NotElf(f"damaged ELF file: {error}") from error


def _parsed(raw: bytes) -> Elf:
    (table,) = struct.unpack_from("<Q", raw, 32)
    size, count = struct.unpack_from("<HH", raw, 54)
    parts = [struct.unpack_from("<IIQQQQ", raw, table + n * size) for n in range(count)]
    loads = [(address, start, length) for kind, _, start, address, _, length in parts if kind == LOAD]
    dynamic = next(((start, length) for kind, _, start, _, _, length in parts if kind == DYNAMIC), None)
    if dynamic is None:
        return Elf("", (), ())
    tags = list(_tags(raw, *dynamic))
    values = dict(tags)
    names = _place(loads, values[STRING_TABLE])
    versions: list[str] = []
    if VERNEED in values:
        start = _place(loads, values[VERNEED])
        versions = [_text(raw, names + at) for at in _verneed(raw, start, values.get(VERNEED_COUNT, 0))]
    soname = _text(raw, names + values[SONAME]) if SONAME in values else ""
    needed = tuple(_text(raw, names + value) for tag, value in tags if tag == NEEDED)
    return Elf(soname, needed, tuple(sorted(set(versions))))


def _tags(raw: bytes, start: int, length: int) -> Iterator[tuple[int, int]]:
    for at in range(start, start + length, 16):
        tag, value = struct.unpack_from("<QQ", raw, at)
        if tag == 0:
            return
        yield tag, value


def _place(loads: list[tuple[int, int, int]], address: int) -> int:
    """Return where in the file an address of the running program lies."""
    for begin, start, length in loads:
        if begin <= address < begin + length:
            return address - begin + start
    raise ValueError(f"address {address:#x} is in no segment")


def _text(raw: bytes, at: int) -> str:
    return raw[at : raw.index(b"\0", at)].decode()


def _verneed(raw: bytes, at: int, count: int) -> Iterator[int]:
    """Yield the name (offset in the string table) of each version a file asks for."""
    for _ in range(count):
        _, number, _, first, following = struct.unpack_from("<HHIII", raw, at)
        inner = at + first
        for _ in range(number):
            _, _, _, name, step = struct.unpack_from("<IHHII", raw, inner)
            yield name
            inner += step
        at += following


def all_in(folder: Path) -> dict[str, Elf]:
    """Return every ELF file of a folder by its name there (links are not followed)."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and is_elf(path))
    return {path.relative_to(folder).as_posix(): read(path) for path in found}


def too_new(files: dict[str, Elf], limit: Version) -> dict[str, str]:
    """Return the files that ask for a glibc newer than `limit`, each with the version it asks for."""
    return {name: shown(file.glibc) for name, file in files.items() if file.glibc > limit}


def outside(files: dict[str, Elf], names: Iterable[str]) -> set[str]:
    """Return the libraries that no file of the bundle is: those the machine must have. names: all files and links."""
    there = {name.rpartition("/")[2] for name in names} | {file.soname for file in files.values()}
    return {library for file in files.values() for library in file.needed} - there
