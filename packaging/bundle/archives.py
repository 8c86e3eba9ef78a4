"""Archives that are the same bytes whenever they are made of the same files: sorted, of one time, owned by root."""

import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """A file (content), or a link (leads to `link`), as an archive holds it."""

    content: bytes = b""
    link: str = ""
    executable: bool = False


def of_folder(folder: Path, prefix: str) -> dict[str, Entry]:
    """Return the files and links of a folder by name, under a prefix. What can be executed here stays so."""
    return {f"{prefix}/{path.relative_to(folder).as_posix()}": _entry(path) for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())


def _entry(path: Path) -> Entry:
    if path.is_symlink():
        return Entry(link=path.readlink().as_posix())
    return Entry(path.read_bytes(), executable=bool(path.stat().st_mode & stat.S_IXUSR))


def tar(entries: Mapping[str, Entry], when: int, start: str = "") -> bytes:
    """Return a tar archive of the entries and their folders. start: put before each name (./ for Debian)."""
    folders = {parent for name in entries for parent in _parents(name)}
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as archive:
        if start:
            archive.addfile(_header(start, when, tarfile.DIRTYPE, 0o755))
        for name in sorted(folders | entries.keys()):
            entry = entries.get(name)
            if entry is None:
                archive.addfile(_header(f"{start}{name}", when, tarfile.DIRTYPE, 0o755))
            elif entry.link:
                header = _header(f"{start}{name}", when, tarfile.SYMTYPE, 0o777)
                header.linkname = entry.link
                archive.addfile(header)
            else:
                header = _header(f"{start}{name}", when, tarfile.REGTYPE, 0o755 if entry.executable else 0o644)
                header.size = len(entry.content)
                archive.addfile(header, io.BytesIO(entry.content))
    return target.getvalue()


def _parents(name: str) -> Iterator[str]:
    parts = name.split("/")[:-1]
    return ("/".join(parts[: n + 1]) for n in range(len(parts)))


def _header(name: str, when: int, kind: bytes, mode: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.type, header.mode, header.mtime = kind, mode, when
    header.uname = header.gname = "root"
    return header


def xz(raw: bytes) -> bytes:
    """Return bytes packed as .xz; one thread, so that the result does not depend on the machine."""
    return lzma.compress(raw, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, preset=6)


def zipped(entries: Mapping[str, Entry], when: int) -> bytes:
    """Return a zip archive; a link becomes what Windows knows none of, so there may be none. Raises ValueError."""
    moment = datetime.fromtimestamp(when, UTC)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, entry in sorted(entries.items()):
            if entry.link:
                raise ValueError(f"a link cannot go into a zip for Windows: {name}")
            header = zipfile.ZipInfo(name, moment.timetuple()[:6])
            header.compress_type, header.create_system = zipfile.ZIP_DEFLATED, 3
            header.external_attr = (stat.S_IFREG | (0o755 if entry.executable else 0o644)) << 16
            archive.writestr(header, entry.content)
    return target.getvalue()


def ar(members: Mapping[str, bytes], when: int) -> bytes:
    """Return an ar archive, the outer form of a Debian package; members in the order given."""
    found = [b"!<arch>\n"]
    for name, content in members.items():
        head = f"{name:<16}{when:<12}{0:<6}{0:<6}{100644:<8}{len(content):<10}`\n"
        found += [head.encode("ascii"), content, b"\n" * (len(content) % 2)]
    return b"".join(found)
