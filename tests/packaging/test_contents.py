"""Which files go into a bundle: what the window needs stays, what nothing of it is linked with goes."""

from pathlib import Path

import pytest
from bundle import contents

ROOT = Path(__file__).resolve().parents[2]
KEPT = [
    "PySide6/Qt/lib/libQt6Gui.so.6",
    "PySide6/Qt/lib/libicudata.so.73",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
    "PySide6/QtWidgets.abi3.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
    "PySide6/Qt6Core.dll",
    "PySide6/QtCore.pyd",
    "PySide6/pyside6.abi3.dll",
    "libQt6Core.so.6",
    "libpython3.11.so.1.0",
    "libxcb-cursor.so.0",
    "pillow.libs/libjpeg-6dc8d115.so.62.4.0",
    "resources/fonts/NotoSansSC-Regular.ttf",
    "forms/national/2023/form.toml",
    "lxml/etree.cpython-311-x86_64-linux-gnu.so",
]
DROPPED = [
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/imageformats/libqtiff.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt/lib/libQt6Network.so.6",
    "PySide6/Qt/lib/libQt6Qml.so.6",
    "PySide6/QtNetwork.abi3.so",
    "PySide6/Qt6Quick.dll",
    "PySide6/opengl32sw.dll",
    "PySide6\\plugins\\networkinformation\\qnetworklistmanager.dll",
    "libQt6Network.so.6",
    "libGL.so.1",
    "libxcb.so.1",
    "libfontconfig.so.1",
]


def test_the_window_finds_what_it_needs_and_nothing_else_of_qt():
    assert [name for name in KEPT if not contents.wanted(name)] == []
    assert [name for name in DROPPED if contents.wanted(name)] == []


def test_a_library_goes_with_the_last_file_that_needs_it():
    """The GTK theme was dropped: what it was linked with, at the top, and links to that, go too."""
    needs = {
        "/s/libqxcb.so": ["libxkb.so.1", "libc.so.6"],
        "/s/libxkb.so.1": ["libdeep.so.2"],
        "/s/_imaging.so": ["libjpeg-1.so"],
    }
    asked = []

    def needed_by(source):
        asked.append(source)
        return needs.get(source, [])

    entries = [
        ("plugins/platforms/libqxcb.so", "/s/libqxcb.so", "BINARY"),
        ("PIL/_imaging.so", "/s/_imaging.so", "EXTENSION"),
        ("libpython3.11.so.1.0", "/s/libpython3.11.so.1.0", "BINARY"),
        ("libxkb.so.1", "/s/libxkb.so.1", "BINARY"),
        ("libdeep.so.2", "/s/libdeep.so.2", "BINARY"),
        ("libgtk-3.so.0", "/s/libgtk-3.so.0", "BINARY"),
        ("pillow.libs/libjpeg-1.so", "/s/libjpeg-1.so", "BINARY"),
        ("pillow.libs/libavif-1.so", "/s/libavif-1.so", "BINARY"),
        ("libavif-1.so", "pillow.libs/libavif-1.so", "SYMLINK"),
        ("libjpeg-1.so", "pillow.libs/libjpeg-1.so", "SYMLINK"),
    ]
    left = {name for name, _, _ in contents.in_use(entries, needed_by)}
    assert {name for name, _, _ in entries} - left == {"libgtk-3.so.0", "pillow.libs/libavif-1.so", "libavif-1.so"}
    assert "/s/libgtk-3.so.0" not in asked


def test_everything_the_program_reads_is_taken_along_but_the_pictures_of_the_readme():
    found = dict(contents.data(ROOT))
    inside = {name.rpartition("/")[2] for name in found}
    there = {path.name for path in (ROOT / "resources").iterdir()} | {"forms"}
    assert there - inside == {"screenshots"}
    assert found[str(ROOT / "resources" / "measures.toml")] == "resources"
    assert found[str(ROOT / "resources" / "rules")] == "resources/rules"


@pytest.mark.parametrize("name", ["readline", "ssl", "tkinter"])
def test_nothing_under_the_gpl_no_network_and_no_tools_are_taken_along(name):
    assert name in contents.EXCLUDED_MODULES
