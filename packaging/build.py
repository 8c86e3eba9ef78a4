"""Make what is handed to users: `python packaging/build.py`, from a clean clone, on the kind of machine it is for.

Linux: DIST/mingzhang-VERSION-linux-ARCH.tar.xz and mingzhang_VERSION_ARCH.deb. Windows: a portable zip and, where NSIS
is there, an installer. With them SHA256SUMS, the list of parts (CycloneDX) and the licences of others.

Two builds of one commit by the same Python are the same bytes. Needs Python 3.11–3.13 with its shared library, git, and
once the network (or --wheels, a folder that an earlier build filled). Nothing is installed outside the work folder.

Every check fails loudly (exit 1): --glibc 2.28 names each file that asks for a newer glibc; unknown libraries, links
that lead nowhere, more than 200 MB, a trace of the build folder, and a selftest that does not pass without PATH.
"""

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from bundle import archives, deb, elf, notices, origins
from bundle.origins import Component

WINDOWS = sys.platform == "win32"
LOCKS = (ROOT / "requirements.lock", HERE / "requirements.lock")
LARGEST = 200_000_000
"""Bytes of all files of a bundle."""
MANUAL = "manual.pdf"
BUILD_TOOLS = {
    *("altgraph", "macholib", "packaging", "pefile", "pip", "pyinstaller-hooks-contrib", "pywin32-ctypes"),
    "setuptools",
}
"""Distributions of the environment that are no part of the bundle. PyInstaller is: its loader is the executable."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def fail(text: str) -> None:
    """Leave with a plain sentence."""
    sys.exit(f"build: {text}")


def version() -> str:
    """Return the version of the program, from its source."""
    found = re.search(
        r'^VERSION = "(.+)"$', (ROOT / "desktop" / "__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert found
    return found[1]


def moment() -> int:
    """Return the time that all files bear: SOURCE_DATE_EPOCH, else that of the commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    return int(_git("log", "-1", "--format=%ct"))


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        fail(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def need_clean() -> None:
    """Refuse to build what no commit has."""
    if changed := _git("status", "--porcelain", "--untracked-files=normal"):
        fail(f"the clone is not clean (or use --dirty to try something out):\n{changed}")


def need_python() -> None:
    """Refuse a Python the pinned libraries do not run on."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        fail(f"needs Python 3.11, 3.12 or 3.13; this is {platform.python_version()} ({sys.executable})")


def environment(work: Path, wheels: Path, *, offline: bool) -> Path:
    """Make the environment of the build in the work folder, from the locks alone; return its Python."""
    folder = work / "env"
    found = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    stamp = work / "env.lock"
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in LOCKS) + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return found
    shutil.rmtree(folder, ignore_errors=True)
    say("== environment")
    _run([sys.executable, "-m", "venv", str(folder)])
    pip = [str(found), "-m", "pip", "--disable-pip-version-check", "-q"]
    locks = [word for lock in LOCKS for word in ("-r", str(lock))]
    if not offline:
        _run([*pip, "download", "--require-hashes", "--only-binary", ":all:", "-d", str(wheels), *locks])
    _run([*pip, "install", "--require-hashes", "--no-index", "--find-links", str(wheels), *locks])
    stamp.write_text(wanted)
    return found


def _run(command: list[str], **more: str) -> None:
    if subprocess.run(command, env=os.environ | more, cwd=ROOT).returncode:
        fail(f"failed: {' '.join(command)}")


def freeze(python: Path, work: Path, when: int) -> Path:
    """Let PyInstaller make the folder; return it."""
    say("== PyInstaller")
    target = work / "dist"
    for old in (target, work / "pyinstaller"):
        shutil.rmtree(old, ignore_errors=True)
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(target)]
    _run(
        [*command, "--workpath", str(work / "pyinstaller"), str(HERE / "mingzhang.spec")],
        PYTHONHASHSEED="1", SOURCE_DATE_EPOCH=str(when), MINGZHANG_ORIGINS=str(work / "origins.json"),
        PYINSTALLER_CONFIG_DIR=str(work / "cache"), PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip
    folder = target / "mingzhang"
    for path in [*folder.rglob("__pycache__")]:
        shutil.rmtree(path)
    return folder


def add_manual(python: Path, folder: Path) -> None:
    """Put the manual into the bundle as a PDF; the window shows the same without it."""
    say("== manual")
    with tempfile.TemporaryDirectory() as home:
        _run([str(python), "-m", "desktop", "manual", "--out", str(folder / MANUAL)], MINGZHANG_HOME=home)


def strip(folder: Path) -> None:
    """Take the debugging symbols out of Python's own libraries; those of wheels were aligned by hand and stay."""
    if WINDOWS or shutil.which("strip") is None:
        return
    inner = folder / "_internal"
    for path in sorted([*inner.glob("libpython*.so*"), *inner.glob("python3*/lib-dynload/*.so")]):
        _run(["strip", "--strip-unneeded", str(path)])


def components(work: Path, wheels: Path) -> list[Component]:
    """Return what others made of the bundle. Raises UnknownOrigin."""
    env = work / "env"
    (site,) = [env / "Lib" / "site-packages"] if WINDOWS else list(env.glob("lib/python3*/site-packages"))
    taken = {name: Path(source) for name, source in json.loads((work / "origins.json").read_text("utf-8")).items()}
    found = origins.distributions(site, _wheel_digests(wheels))
    parts = [part for name, part in found.items() if name not in BUILD_TOOLS]
    base = Path(sys.base_prefix)
    own = (env.resolve(), base, base.resolve())
    system = [path for path in taken.values() if not any(path.is_relative_to(place) for place in own)]
    return [*parts, origins.python(), *origins.of_system(system)]


def _wheel_digests(wheels: Path) -> dict[str, str]:
    """Return the digest of the wheel each distribution was installed from, by name."""
    return {origins.plain_name(path.name.split("-")[0]): notices.digest(path) for path in sorted(wheels.glob("*.whl"))}


def add_notices(folder: Path, parts: list[Component], when: int) -> str:
    """Put licences and the list of parts into the bundle; return the page of all licences."""
    parts = [with_qt(part) for part in parts]
    if bare := notices.without_text(parts):
        fail(f"no text of the licence of {', '.join(bare)}")
    fonts = {f"字体 {p.stem}": p.read_text("utf-8") for p in sorted((ROOT / "resources" / "fonts").glob("OFL*.txt"))}
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    page = notices.third_party(parts, fonts)
    (folder / "LICENSE").write_text(own, encoding="utf-8", newline="\n")
    (folder / "THIRD-PARTY.txt").write_text(page, encoding="utf-8", newline="\n")
    shutil.copytree(HERE / "licences", folder / "licences")
    files = {
        path.relative_to(folder).as_posix(): notices.digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and _is_program(path)
    }
    (folder / "sbom.cdx.json").write_text(notices.sbom(version(), when, parts, files), encoding="utf-8", newline="\n")
    return f"{own}\n\n{page}\n\n" + "\n\n".join(
        path.read_text(encoding="utf-8") for path in sorted((HERE / "licences").glob("*.txt"))
    )


def _is_program(path: Path) -> bool:
    return path.suffix in (".dll", ".pyd", ".exe") or ".so" in path.name or path.suffix == ""


def with_qt(part: Component) -> Component:
    """Return a component of Qt with the texts its wheel lacks."""
    if part.name not in ("pyside6-essentials", "shiboken6"):
        return part
    text = "许可证全文：licences/LGPL-3.0.txt、licences/GPL-3.0.txt；说明和源码：licences/Qt.txt"
    return Component(**{**vars(part), "licence": "LGPL-3.0-only", "texts": (text,), "kind": "framework"})


def check_folder(folder: Path, work: Path) -> list[str]:
    """Return what is wrong with a bundle, one line each."""
    wrong = [
        f"a link that leads nowhere: {path}" for path in folder.rglob("*") if path.is_symlink() and not path.exists()
    ]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    say(f"   {size / 1e6:.0f} MB")
    if size > LARGEST:
        wrong.append(f"{size:,} bytes; at most {LARGEST:,}")
    trace = str(work).encode()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and trace in path.read_bytes():
            wrong.append(f"names the build folder: {path.relative_to(folder)}")
    return wrong


def check_machine(folder: Path, limit: elf.Version) -> tuple[list[str], elf.Version, frozenset[str]]:
    """Return what is wrong, the oldest glibc that will do, and the libraries the machine must have."""
    files = elf.all_in(folder)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    newest = max(file.glibc for file in files.values())
    found = elf.too_new(files, limit) if limit else {}
    wrong = [f"needs glibc {needs}, newer than {elf.shown(limit)}: {name}" for name, needs in found.items()]
    return wrong, newest, frozenset(elf.outside(files, names))


def selftest(folder: Path, report: Path) -> list[str]:
    """Let the bundle look at itself, without PATH and without a home; return what is wrong."""
    say("== selftest")
    program = folder / ("mingzhang-cli.exe" if WINDOWS else "mingzhang")
    with tempfile.TemporaryDirectory() as home:
        bare = {"HOME": home, "LC_ALL": "C", "PATH": ""}
        if WINDOWS:
            bare = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
            bare |= {"LOCALAPPDATA": home, "USERPROFILE": home}
        done = subprocess.run(
            [str(program), "selftest"], env=bare, cwd=home, capture_output=True, stdin=subprocess.DEVNULL
        )
    text = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    report.write_text(text, encoding="utf-8")
    say(text)
    return [f"the selftest ended with {done.returncode}"] if done.returncode else []


def linux(folder: Path, out: Path, when: int, page: str, limit: elf.Version) -> list[Path]:
    """Write archive and Debian package; return them."""
    wrong, newest, libraries = check_machine(folder, limit)
    _stop_at(wrong)
    machine = platform.machine()
    say(f"== archives; runs from glibc {elf.shown(newest)} on")
    tree = archives.of_folder(folder, "mingzhang")
    archive = out / f"mingzhang-{version()}-linux-{machine}.tar.xz"
    archive.write_bytes(archives.xz(archives.tar(tree, when)))
    package = deb.Package(version(), deb.ARCHITECTURES[machine], libraries, newest)
    program = {name.partition("/")[2]: entry for name, entry in tree.items()}
    target = out / f"mingzhang_{version()}_{package.architecture}.deb"
    target.write_bytes(deb.packed(package, deb.entries(program, ROOT, page.encode()), when))
    return [archive, target]


def windows(folder: Path, out: Path, when: int) -> list[Path]:
    """Write the portable zip and, with NSIS, the installer; return them."""
    archive = out / f"mingzhang-{version()}-windows-portable.zip"
    archive.write_bytes(archives.zipped(archives.of_folder(folder, "mingzhang"), when))
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    nsis = shutil.which("makensis") or (str(usual) if usual.is_file() else None)
    if nsis is None:
        say("未生成安装程序：没有找到 NSIS（makensis）；便携版 zip 已生成")
        return [archive]
    target = out / f"mingzhang-{version()}-windows-setup.exe"
    _run(installer_command(nsis, folder, target), SOURCE_DATE_EPOCH=str(when))
    return [archive, target]


def installer_command(nsis: str, folder: Path, target: Path) -> list[str]:
    """Return the command that makes the installer of a bundle."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024
    defined: Mapping[str, object] = {"VERSION": version(), "SOURCE": folder, "TARGET": target, "SIZE": size}
    flag = "/" if WINDOWS else "-"
    options = [f"{flag}D{name}={value}" for name, value in defined.items()]
    return [nsis, f"{flag}V2", *options, str(HERE / "windows" / "installer.nsi")]


def _stop_at(wrong: list[str]) -> None:
    if wrong:
        fail("\n".join(["the bundle is not fit to be handed out:", *wrong]))


def main(arguments: list[str] | None = None) -> int:
    """Make everything; leave with a sentence at the first thing that is wrong."""
    parser = argparse.ArgumentParser(prog="python packaging/build.py")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the finished files go")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build", help="environment, wheels and the folder being made"
    )
    parser.add_argument("--wheels", type=Path, help="a folder that has all wheels: build without network")
    parser.add_argument(
        "--glibc", type=elf.version_of, default=(), help="fail if anything asks for a newer glibc, e.g. 2.28"
    )
    parser.add_argument("--dirty", action="store_true", help="build although the clone has changes")
    asked = parser.parse_args(arguments)
    need_python()
    if not asked.dirty:
        need_clean()
    when, out, work = moment(), asked.out.resolve(), asked.work.resolve()
    for each in (out, work):
        each.mkdir(parents=True, exist_ok=True)
    wheels = (asked.wheels or work / "wheels").resolve()
    python = environment(work, wheels, offline=asked.wheels is not None)
    folder = freeze(python, work, when)
    strip(folder)
    add_manual(python, folder)
    page = add_notices(folder, components(work, wheels), when)
    _stop_at(check_folder(folder, work))
    if not WINDOWS:
        _stop_at(check_machine(folder, asked.glibc)[0])
    _stop_at(selftest(folder, out / "selftest.txt"))
    finished = windows(folder, out, when) if WINDOWS else linux(folder, out, when, page, asked.glibc)
    for name in ("THIRD-PARTY.txt", "sbom.cdx.json"):
        finished.append(Path(shutil.copyfile(folder / name, out / f"mingzhang-{version()}-{name}")))
    (out / "SHA256SUMS").write_text(notices.sums(finished), encoding="utf-8", newline="\n")
    for path in finished:
        say(f"{path.stat().st_size / 1e6:8.1f} MB  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
