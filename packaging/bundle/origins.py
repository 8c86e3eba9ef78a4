"""Where each file of a bundle comes from: a distribution of the lock, Python, a package of the build machine, us."""

import email
import email.message
import hashlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

LICENCE_NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS")
SPDX = {
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "BSD license (see license.txt for details), Copyright (c) 2000-2025, ReportLab Inc.": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "GPLv2-or-later with a special exception which allows to use PyInstaller to build and distribute non-free programs "
    "(including commercial ones)": "GPL-2.0-or-later WITH Bootloader-exception",
}
"""What distributions call their licence, and its short name."""


class UnknownOrigin(ValueError):
    """A file of the bundle of which nobody can say where it comes from, or under which licence."""


@dataclass(frozen=True)
class Component:
    """A part of the bundle by others. kind: library, framework or application; digests: SHA-256 of what was taken."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    source: str = ""
    digest: str = ""
    kind: str = "library"
    identity: str = ""


def distributions(site: Path, wheels: Mapping[str, str]) -> dict[str, Component]:
    """Return the installed distributions by name. wheels: name → SHA-256 of the file it was installed from."""
    found = {}
    for folder in sorted(site.glob("*.dist-info")):
        about = email.message_from_string((folder / "METADATA").read_text(encoding="utf-8"))
        name = plain_name(str(about["Name"]))
        found[name] = Component(
            name, str(about["Version"]), licence_of(about), _texts(folder), str(about.get("Home-page") or _page(about)),
            wheels.get(name, ""), identity=f"pkg:pypi/{name}@{about['Version']}",
        )  # fmt: skip
    return found


def plain_name(name: str) -> str:
    """Return the name of a distribution as locks and identities write it."""
    return name.lower().replace("_", "-").replace(".", "-")


def licence_of(about: email.message.Message) -> str:
    """Return the licence a distribution names, by its short name. Raises UnknownOrigin."""
    named = about.get("License-Expression") or about.get("License")
    if not named:
        classes = [str(value) for key, value in about.items() if key == "Classifier" and value.startswith("License ::")]
        named = classes[0].rpartition(" :: ")[2] if classes else ""
    if not named:
        raise UnknownOrigin(f"{about['Name']} names no licence")
    return SPDX.get(str(named), str(named))


def _page(about: email.message.Message) -> str:
    pages = [str(value).partition(", ")[2] for key, value in about.items() if key == "Project-URL"]
    return pages[0] if pages else ""


def _texts(folder: Path) -> tuple[str, ...]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_licence(path.relative_to(folder))]
    return tuple(path.read_text(encoding="utf-8", errors="replace") for path in files)


def _is_licence(path: Path) -> bool:
    return "licenses" in path.parts[:-1] or path.name.upper().startswith(LICENCE_NAMES)


def python() -> Component:
    """Return the Python that is bundled. Raises UnknownOrigin where its licence is not beside it."""
    version = platform.python_version()
    base = Path(sys.base_prefix)
    short = f"{sys.version_info.major}.{sys.version_info.minor}"
    places = [
        base / "LICENSE.txt",
        base / "lib" / f"python{short}" / "LICENSE.txt",
        Path(f"/usr/share/doc/python{short}/copyright"),
        Path(f"/usr/share/licenses/python{short}-libs/LICENSE"),
        Path("/usr/share/licenses/python3-libs/LICENSE"),
    ]
    text = next((path for path in places if path.is_file()), None)
    if text is None:
        raise UnknownOrigin(f"the licence of Python is in none of {', '.join(map(str, places))}")
    texts = (text.read_text(encoding="utf-8"),)
    return Component(
        "python", version, "PSF-2.0", texts, "https://www.python.org", identity=f"pkg:generic/python@{version}"
    )


def of_system(files: Iterable[Path]) -> list[Component]:
    """Return the packages of the build machine that libraries were taken from. Raises UnknownOrigin."""
    if sys.platform == "win32":
        names = sorted({path.name.lower() for path in files})
        text = "Microsoft C/C++ runtime, redistributed with Python and Qt under Microsoft's terms: " + ", ".join(names)
        return [Component("microsoft-runtime", "", "LicenseRef-Microsoft", (text,))] if names else []
    found: dict[str, list[Path]] = {}
    for path in files:
        found.setdefault(_package_of(path), []).append(path)
    return [_system_component(name, paths) for name, paths in sorted(found.items())]


def _package_of(path: Path) -> str:
    """Return the package a library of this machine belongs to (dpkg or rpm). Raises UnknownOrigin."""
    names = {str(path), str(path.resolve())}
    names |= {name.removeprefix("/usr") for name in names} | {f"/usr{name}" for name in names}
    for tool, options in (("dpkg", ["-S"]), ("rpm", ["-qf", "--queryformat", "%{NAME}: \n"])):
        for name in sorted(names) if shutil.which(tool) else ():
            done = subprocess.run([tool, *options, name], capture_output=True, text=True)
            if done.returncode == 0:
                return done.stdout.splitlines()[0].partition(": ")[0]
    raise UnknownOrigin(f"no package of this machine has {path}")


def _system_component(package: str, files: list[Path]) -> Component:
    name = package.partition(":")[0]
    texts = [Path(f"/usr/share/doc/{name}/copyright"), *sorted(Path("/usr/share/licenses").glob(f"{name}/*"))]
    there = tuple(path.read_text(encoding="utf-8", errors="replace") for path in texts if path.is_file())
    if not there:
        raise UnknownOrigin(f"the licence of {name} ({files[0]}) is not on this machine")
    query = ["dpkg-query", "-W", "-f", "${Version}", package] if shutil.which("dpkg-query") else ["rpm", "-q", package]
    version = subprocess.run(query, capture_output=True, text=True, check=True).stdout.strip()
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()
    return Component(
        name, version, "LicenseRef-see-text", there, digest=digest, identity=f"pkg:deb/debian/{name}@{version}"
    )
