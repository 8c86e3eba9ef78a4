"""The files of what is to be added: of a folder, a zip or a single file, and the list of checksums with them.

A list is `SHA256SUMS` in the folder or the zip, or beside the file (or FILE.sha256), as `sha256sum` writes it.
"""

import hashlib
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from desktop.dataclass import dataclass
from desktop.outside import package
from desktop.outside.refusal import Refused

LIST = "SHA256SUMS"
MOST_FILES, LARGEST = 600, 8_000_000
"""Files of one addition at most, and bytes of all of them; a layout has some twenty files of some kilobytes."""
TOO_MUCH = f"中的文件太多或太大（最多 {MOST_FILES} 个、{LARGEST // 1_000_000} MB），不是版式或参数包"
KINDS = (".toml", ".j2", ".md", ".txt")
"""What a layout or a pack is made of."""

_LISTED = re.compile(r"([0-9a-fA-F]{64}) [ *](.+)")


@dataclass(frozen=True, slots=True)
class Members:
    """The files by their places (with / between; for a folder also its own name and that of the one above)."""

    files: Mapping[str, bytes]
    listed: bool


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return one digest of several files: that of the list of theirs."""
    return digest("".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)).encode())


def read(source: Path) -> Members:
    """Read all files of a source and hold them against the list of checksums, where there is one. Raises Refused."""
    if source.is_dir():
        found = _of_folder(source)
        above = f"{source.parent.name}/{source.name}/" if source.parent.name else f"{source.name}/"
        lists = found.pop(LIST, None)
    elif zipfile.is_zipfile(source):
        found, above = _of_zip(source), ""
        lists = found.pop(LIST, None)
    else:
        found, above, lists = {source.name: _content(source)}, "", None
    if lists is None and not source.is_dir():
        lists = _neighbour(source)
        checked = {source.name: _content(source)} if lists is not None else {}
    else:
        checked = dict(found)
    if lists is not None:
        _compare(checked, lists)
    return Members({above + name: content for name, content in found.items()}, lists is not None)


def _content(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise Refused(f"超过 {LARGEST // 1_000_000} MB，不是版式或参数包")
    return path.read_bytes()


def _of_folder(source: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    size = 0
    for path in sorted(source.rglob("*")):
        if path.is_symlink():
            raise Refused(f"中的“{path.name}”是链接，没有读取；请换成文件本身")
        if path.is_file():
            size += path.stat().st_size
            if len(found) >= MOST_FILES or size > LARGEST:
                raise Refused(
                    f"中的文件太多或太大（最多 {MOST_FILES} 个、{LARGEST // 1_000_000} MB），不是版式或参数包"
                )
            found[path.relative_to(source).as_posix()] = path.read_bytes()
    return found


def _of_zip(source: Path) -> dict[str, bytes]:
    with package.opened(source) as opened:
        entries = [entry for entry in opened.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST:
            raise Refused(TOO_MUCH)
        for entry in entries:
            parts = PurePosixPath(entry.filename).parts
            if ".." in parts or entry.filename.startswith("/") or "\\" in entry.filename or ":" in entry.filename:
                raise Refused(f"中有放不进文件夹的名称（{entry.filename[:60]}），没有读取")
        return {entry.filename: opened.read(entry) for entry in entries}


def _neighbour(source: Path) -> bytes | None:
    """Return the list beside a file: one of its own, else that of its folder where it names the file."""
    own = source.with_name(f"{source.name}.sha256")
    if own.is_file():
        return _content(own)
    common = source.with_name(LIST)
    if not common.is_file():
        return None
    content = _content(common)
    return content if source.name in _sums(content) else None


def _sums(content: bytes) -> dict[str, str]:
    lines = (_LISTED.fullmatch(line.strip()) for line in content.decode("utf-8", "replace").splitlines())
    return {line[2].removeprefix("./"): line[1].lower() for line in lines if line}


def _compare(files: Mapping[str, bytes], listed: bytes) -> None:
    """Raise Refused for a file that the list does not have, or has another checksum of."""
    sums = _sums(listed)
    for name, content in files.items():
        if name not in sums:
            raise Refused(f"中的“{name}”不在校验清单里，没有加入；请向提供的人索取完整的一份")
        if sums[name] != digest(content):
            raise Refused(f"中的“{name}”与校验清单不符（被改动过或没有传完整），没有加入；请重新索取")
