"""The Debian package: what it holds, what it needs, and that it takes nothing but its own with it."""

import io
import re
import tarfile
import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from contextlib import ExitStack
from pathlib import Path

import pytest
from bundle import deb
from bundle.archives import Entry

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = {"mingzhang": Entry(b"run", executable=True), "_internal/a.so": Entry(b"so")}
LIBRARIES = frozenset({"libc.so.6", "libEGL.so.1", "libcups.so.2"})
PACKAGE = deb.Package("1.2.3", "amd64", LIBRARIES, (2, 28))


@pytest.fixture(scope="module")
def members():
    """The members of the package by name, each tar archive opened."""
    raw = deb.packed(PACKAGE, deb.entries(PROGRAM, ROOT, b"texts"), 1_700_000_000)
    assert raw == deb.packed(PACKAGE, deb.entries(PROGRAM, ROOT, b"texts"), 1_700_000_000)
    assert raw.startswith(b"!<arch>\ndebian-binary")
    found, at = {}, 8
    while at < len(raw):
        name, size = raw[at : at + 16].decode().strip(), int(raw[at + 48 : at + 58])
        content = raw[at + 60 : at + 60 + size]
        found[name] = content
        at += 60 + size + size % 2
    with ExitStack() as stack:
        tars = [name for name in found if "tar" in name]
        yield found | {name: stack.enter_context(tarfile.open(fileobj=io.BytesIO(found[name]))) for name in tars}


def content(archive, name):
    return archive.extractfile(f"./{name}").read().decode()


def test_it_has_the_three_members_in_their_order_and_no_scripts(members):
    assert list(members) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    assert members["debian-binary"] == b"2.0\n"
    assert sorted(members["control.tar.xz"].getnames()) == [".", "./control", "./md5sums"]


def test_it_needs_what_the_bundle_asks_of_the_machine(members):
    fields = dict(re.findall(r"^([A-Z][\w-]*): (.*)$", content(members["control.tar.xz"], "control"), re.MULTILINE))
    assert (fields["Version"], fields["Architecture"]) == ("1.2.3", "amd64")
    assert fields["Depends"] == "libc6 (>= 2.28), libegl1"
    assert fields["Recommends"] == "libcups2 | libcups2t64"
    assert int(fields["Installed-Size"]) > 0


def test_a_library_without_a_known_package_stops_the_build():
    with pytest.raises(deb.UnknownLibrary, match=r"libnew\.so\.3"):
        deb.depends(deb.Package("1", "amd64", frozenset({"libnew.so.3"}), (2, 28)))


def test_program_menu_kinds_of_files_icons_and_licences_are_in_it(members):
    names = {name.removeprefix("./") for name in members["data.tar.xz"].getnames()}
    assert {"opt/mingzhang/mingzhang", "opt/mingzhang/_internal/a.so", "usr/bin/mingzhang"} <= names
    assert {"usr/share/applications/mingzhang.desktop", "usr/share/mime/packages/mingzhang.xml"} <= names
    assert "usr/share/icons/hicolor/256x256/mimetypes/application-x-mingzhang-book.png" in names
    assert content(members["data.tar.xz"], "usr/share/doc/mingzhang/copyright") == "texts"
    link = members["data.tar.xz"].getmember("./usr/bin/mingzhang")
    assert (link.issym(), link.linkname) == (True, "/opt/mingzhang/mingzhang")
    roots = {name.split("/")[0] for name in names if name not in (".", "")}
    assert roots == {"opt", "usr"}


def test_the_sums_name_every_file_but_links(members):
    sums = content(members["control.tar.xz"], "md5sums").splitlines()
    files = [each.name.removeprefix("./") for each in members["data.tar.xz"] if each.isfile()]
    assert [line.split("  ")[1] for line in sums] == sorted(files)


def test_menu_entry_and_kinds_of_files_name_each_other():
    menu = ConfigParser(interpolation=None)
    menu.optionxform = str
    menu.read(ROOT / "packaging/linux/mingzhang.desktop", encoding="utf-8")
    entry = menu["Desktop Entry"]
    kinds = ET.parse(ROOT / "packaging/linux/mingzhang.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    found = {each.get("type"): each.find(f"{space}glob").get("pattern") for each in kinds}
    assert found == {"application/x-mingzhang-book": "*.mzb", "application/x-mingzhang-pack": "*.mzs"}
    assert set(entry["MimeType"].strip(";").split(";")) == set(found)
    assert entry["Exec"] == "/opt/mingzhang/mingzhang %f"
    assert entry["Terminal"] == "false"


def test_the_versions_of_python_are_the_same_everywhere():
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    build = (ROOT / "packaging/build.py").read_text(encoding="utf-8")
    setup = (ROOT / "packaging/setup.sh").read_text(encoding="utf-8")
    bootstrap = (ROOT / "packaging/bootstrap.py").read_text(encoding="utf-8")
    assert about == ">=3.11,<3.14"
    assert "(3, 11) <= sys.version_info[:2] < (3, 14)" in build
    assert all("(3, 11) <= sys.version_info[:2] < (3, 14)" in text for text in (setup, bootstrap))
