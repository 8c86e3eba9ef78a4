"""Which files go into a bundle. PyInstaller finds all that could be needed; most of Qt is not.

Names are those inside the bundle, with /. A filter drops the links PyInstaller makes at the top as well as the files
they lead to, else links without an end would stay.
"""

import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

SKIPPED_RESOURCES = {"screenshots"}
"""Parts of resources/ that only the READMEs show."""

PLUGINS = {
    "platforms": {"qxcb", "qwayland-generic", "qoffscreen", "qwindows"},
    "imageformats": {"qsvg", "qico", "qjpeg"},
    "iconengines": {"qsvgicon"},
    "platforminputcontexts": {"ibusplatforminputcontextplugin", "composeplatforminputcontextplugin",
                              "fcitx5platforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
    "styles": {"qmodernwindowsstyle", "qwindowsvistastyle"},
    "xcbglintegrations": {"qxcb-glx-integration", "qxcb-egl-integration"},
}  # fmt: skip
"""The plugins of Qt that are kept, by folder; all others are dropped. The GTK theme alone drags in half a desktop."""

LIBRARIES = {"Core", "Gui", "Widgets", "DBus", "PrintSupport", "Svg", "OpenGL", "XcbQpa", "WaylandClient"}
"""The libraries of Qt that are kept: those the window and the kept plugins are linked with."""

BINDINGS = {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtDBus"}
"""The modules of PySide6 that are kept where something of ours imports them."""

TRANSLATIONS = {"qtbase_zh_CN.qm", "qt_zh_CN.qm"}
EXCLUDED_MODULES = (
    *("tkinter", "_tkinter", "test", "unittest", "pydoc", "pydoc_data", "doctest", "lib2to3", "ensurepip", "idlelib"),
    *("setuptools", "pip", "pkg_resources", "wheel", "readline", "curses", "_curses", "_curses_panel"),
    *("ssl", "_ssl", "_hashlib", "_uuid", "nis", "ossaudiodev", "spwd"),
    *("ibis", "duckdb", "pyarrow", "pyspark", "pandas", "numpy", "IPython", "matplotlib", "PIL.ImageTk", "PIL.ImageQt"),
    *("pyhanko", "pyhanko_certvalidator", "cryptography", "asn1crypto", "aiohttp"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest", "PySide6.QtSql"),
    *("PIL._avif", "PIL.AvifImagePlugin", "PIL._webp", "PIL.WebPImagePlugin", "pypdfium2_cli"),
)
"""Left out although something imports them when it finds them: tools, the extras, readline (GPL), OpenSSL (the
program speaks to no network, and Python has the digests itself)."""

OF_THE_SYSTEM = (
    *("libEGL.", "libGL.", "libGLX.", "libOpenGL.", "libGLdispatch.", "libX11.", "libX11-xcb.", "libXau.", "libXdmcp."),
    *("libXext.", "libxcb.so", "libwayland-", "libdrm.", "libgbm.", "libfontconfig.", "libfreetype.", "libuuid."),
    *("libdbus-1.", "libcups."),
)
"""Libraries every desktop has and that must fit its drivers or its settings; the Debian package depends on them."""


def data(root: Path) -> list[tuple[str, str]]:
    """Return what the bundle holds besides modules: (file or folder here, folder in the bundle)."""
    found = [(str(root / "forms"), "forms")]
    for path in sorted((root / "resources").iterdir()):
        if path.name not in SKIPPED_RESOURCES:
            found.append((str(path), f"resources/{path.name}" if path.is_dir() else "resources"))
    return found


def wanted(name: str) -> bool:
    """Tell whether a file that PyInstaller found goes into the bundle."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = path.name.split(".")[0]
    if "plugins" in path.parts:
        folder = path.parts[path.parts.index("plugins") + 1]
        return stem.removeprefix("lib") in PLUGINS.get(folder, set())
    if path.parts[0] in ("PySide6", "shiboken6") or len(path.parts) == 1:
        if "translations" in path.parts:
            return path.name in TRANSLATIONS
        if "qml" in path.parts or path.name in ("opengl32sw.dll", "d3dcompiler_47.dll"):
            return False
        library = stem.removeprefix("lib").removeprefix("Qt6")
        if library != stem.removeprefix("lib"):
            return library in LIBRARIES
        if stem.startswith("Qt") and path.parts[0] == "PySide6" and len(path.parts) == 2:
            return stem in BINDINGS
    if len(path.parts) == 1:
        return not path.name.startswith(OF_THE_SYSTEM)
    return True


def of_toc(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the entries (name, source, kind) of PyInstaller's list that are wanted, in one order."""
    return sorted(entry for entry in entries if wanted(entry[0]))


def in_use(
    entries: Iterable[tuple[str, str, str]], needed_by: Callable[[str], Iterable[str]]
) -> list[tuple[str, str, str]]:
    """Return the entries without those libraries of the system that nothing of the bundle is linked with any more.

    needed_by(source) says what a file is linked with. PyInstaller put them at the top for files that were dropped.
    """
    entries = list(entries)
    loose = {_base(name): (name, source) for name, source, kind in entries if kind == "BINARY" and _loose(name)}
    named = {name for name, _ in loose.values()}
    waiting = [source for name, source, kind in entries if kind != "SYMLINK" and _is_code(source) and name not in named]
    used: set[str] = set()
    while waiting:
        for library in needed_by(waiting.pop()):
            if library in loose and library not in used:
                used.add(library)
                waiting.append(loose[library][1])
    dropped = {loose[library][0] for library in loose.keys() - used}
    return [entry for entry in entries if entry[0] not in dropped and _target(entry) not in dropped]


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _is_code(source: str) -> bool:
    return ".so" in _base(source) or "." not in _base(source)


def _loose(name: str) -> bool:
    """Whether a library was put there only because something is linked with it: at the top, or in a wheel's *.libs."""
    folder = name.rpartition("/")[0]
    return (not folder or folder.endswith(".libs")) and ".so" in name and not name.startswith("libpython")


def _target(entry: tuple[str, str, str]) -> str:
    """Return the name that a link in the bundle leads to; empty for what is no link."""
    name, source, kind = entry
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), source)) if kind == "SYMLINK" else ""
