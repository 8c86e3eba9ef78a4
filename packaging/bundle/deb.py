"""The Debian package (Debian, Ubuntu, 统信 UOS, 银河麒麟): program under /opt, menu entry, kinds of files, icons.

It has no scripts of its own: the desktop's own triggers notice menu, icons and kinds of files, and purging leaves
nothing. Books and settings lie in the homes of the users and stay.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bundle.archives import Entry, ar, tar, xz
from bundle.elf import Version, shown

PREFIX = "opt/mingzhang"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""Library that the machine must have → the package that has it."""

OPTIONAL = {
    "libcups.so.2": "libcups2 | libcups2t64",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""Only a plugin is linked with it, which is left out where it is not there: printing, Wayland (X11 takes its place)."""

OF_GLIBC = {"ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"} | {
    f"lib{name}.so.{number}"
    for name, number in (("c", 6), ("m", 6), ("dl", 2), ("pthread", 0), ("rt", 1), ("resolv", 2), ("util", 1))
}


class UnknownLibrary(ValueError):
    """A library the bundle asks the machine for and of which no package is known."""


@dataclass(frozen=True)
class Package:
    """What a package says of itself. libraries: what the machine must have; glibc: the oldest that will do."""

    version: str
    architecture: str
    libraries: frozenset[str]
    glibc: Version


def depends(package: Package) -> list[str]:
    """Return the packages it needs. Raises UnknownLibrary."""
    unknown = package.libraries - PACKAGES.keys() - OPTIONAL.keys() - OF_GLIBC
    if unknown:
        raise UnknownLibrary(f"no package is known for {', '.join(sorted(unknown))}; see packaging/bundle/deb.py")
    found = sorted(PACKAGES[library] for library in package.libraries & PACKAGES.keys())
    return [f"libc6 (>= {shown(package.glibc)})", *found]


def control(package: Package, size: int) -> str:
    """Return the control file. size: bytes of all files."""
    recommends = sorted(OPTIONAL[library] for library in package.libraries & OPTIONAL.keys())
    lines = [
        "Package: mingzhang",
        f"Version: {package.version}",
        f"Architecture: {package.architecture}",
        "Maintainer: Mingzhang <mingzhang@localhost>",
        f"Installed-Size: {-(-size // 1024)}",
        f"Depends: {', '.join(depends(package))}",
        *([f"Recommends: {', '.join(recommends)}"] if recommends else []),
        "Section: office",
        "Priority: optional",
        "Description: 明账：单位预算编制与公开",
        " Budget drafting and disclosure for accountants of public units in China.",
        " 不联网；账本是用户自己文件夹里的文件，卸载后仍在。",
    ]
    return "\n".join(lines) + "\n"


def entries(program: Mapping[str, Entry], root: Path, notices: bytes) -> dict[str, Entry]:
    """Return all files of the package. program: the bundle by name; root: the repository; notices: licences."""
    linux = root / "packaging" / "linux"
    found = {f"{PREFIX}/{name}": entry for name, entry in program.items()}
    found["usr/bin/mingzhang"] = Entry(link="/opt/mingzhang/mingzhang")
    found["usr/share/applications/mingzhang.desktop"] = Entry((linux / "mingzhang.desktop").read_bytes())
    found["usr/share/mime/packages/mingzhang.xml"] = Entry((linux / "mingzhang.xml").read_bytes())
    found["usr/share/doc/mingzhang/copyright"] = Entry(notices)
    for size in (16, 32, 48, 64, 128, 256):
        icon = Entry((root / "resources" / "icons" / f"mingzhang-{size}.png").read_bytes())
        folder = f"usr/share/icons/hicolor/{size}x{size}"
        found[f"{folder}/apps/mingzhang.png"] = icon
        for kind in ("book", "pack"):
            found[f"{folder}/mimetypes/application-x-mingzhang-{kind}.png"] = icon
    return found


def packed(package: Package, files: Mapping[str, Entry], when: int) -> bytes:
    """Return the package."""
    size = sum(len(entry.content) for entry in files.values())
    inner = {"control": Entry(control(package, size).encode()), "md5sums": Entry(_sums(files.items()).encode())}
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": xz(tar(inner, when, "./")),
        "data.tar.xz": xz(tar(files, when, "./")),
    }
    return ar(members, when)


def _sums(files: Iterable[tuple[str, Entry]]) -> str:
    """Return the list by which `dpkg --verify` sees a changed file."""
    plain = sorted((name, entry.content) for name, entry in files if not entry.link)
    return "".join(f"{hashlib.md5(content).hexdigest()}  {name}\n" for name, content in plain)
