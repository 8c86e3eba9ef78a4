"""The script that makes the bundles: what it refuses, what it finds wrong, what it asks of NSIS."""

import os
import re
import tomllib
from pathlib import Path

import build
import pytest
from bundle import contents, elf

import desktop
from desktop import processes
from tests.packaging import crafted

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = (ROOT / "packaging/windows/installer.nsi").read_text(encoding="utf-8")


def test_the_version_is_that_of_the_program():
    assert build.version() == desktop.VERSION


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_another_python_is_refused(version, monkeypatch):
    monkeypatch.setattr(build.sys, "version_info", version)
    with pytest.raises(SystemExit, match=r"3\.11, 3\.12 or 3\.13"):
        build.need_python()


def test_a_changed_clone_is_refused(monkeypatch):
    monkeypatch.setattr(build, "_git", lambda *_: " M desktop/cli.py")
    with pytest.raises(SystemExit, match=r"desktop/cli\.py"):
        build.need_clean()


def test_the_time_of_the_files_is_that_of_the_commit_or_as_asked(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(build, "_git", lambda *_: "1700000000")
    assert build.moment() == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert build.moment() == 5


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mingzhang").write_bytes(crafted.elf(["libc.so.6", "libGL.so.1", "own.so"], ["GLIBC_2.31"]))
    (tmp_path / "own.so").write_bytes(crafted.elf(["libc.so.6"], ["GLIBC_2.17"], "own.so"))
    return tmp_path


def test_a_sound_folder_has_nothing_wrong(folder):
    assert build.check_folder(folder, Path("/build/here")) == []
    assert build.check_machine(folder, ()) == ([], (2, 31), frozenset({"libc.so.6", "libGL.so.1"}))


def test_links_without_an_end_size_and_traces_of_the_build_are_found(folder, monkeypatch):
    (folder / "dead").symlink_to("nowhere")
    (folder / "trace.pyc").write_bytes(b"xx/build/here/work/a.py")
    monkeypatch.setattr(build, "LARGEST", 10)
    wrong = "\n".join(build.check_folder(folder, Path("/build/here")))
    assert re.search("leads nowhere: .*dead", wrong)
    assert "at most 10" in wrong
    assert "names the build folder: trace.pyc" in wrong


def test_a_glibc_that_is_too_new_stops_the_build_by_name(folder):
    wrong, _, _ = build.check_machine(folder, elf.version_of("2.28"))
    assert wrong == ["needs glibc 2.31, newer than 2.28: mingzhang"]
    with pytest.raises(SystemExit, match="mingzhang"):
        build._stop_at(wrong)


@pytest.mark.parametrize(("status", "wrong"), [(0, []), (1, ["the selftest ended with 1"])])
@pytest.mark.skipif(os.name == "nt", reason="a shell script in the place of the program")
def test_a_bundle_whose_selftest_fails_is_not_handed_out(status, wrong, tmp_path):
    """It is run with nothing in PATH, in no language, with an empty home; what it says is kept as the report."""
    program = tmp_path / "mingzhang"
    program.write_text(f"#!/bin/sh\necho $1 path=$PATH locale=$LC_ALL display=$DISPLAY\nexit {status}\n")
    program.chmod(0o755)
    assert build.selftest(tmp_path, tmp_path / "report.txt") == wrong
    assert (tmp_path / "report.txt").read_text() == "selftest path= locale=C display=\n"


def test_the_locks_hash_every_file_and_name_no_place():
    for lock in build.LOCKS:
        text = lock.read_text(encoding="utf-8")
        names = re.findall(r"^[a-z][\w.-]+==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
        assert len(names) == len(blocks) > 5
        assert all("--hash=sha256:" in block for block in blocks)
        assert "://" not in text


def test_what_builds_is_no_part_of_what_runs():
    """PyInstaller is asked for by the lock of the build alone."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "pyinstaller" not in str(about).lower()
    assert "pyinstaller" not in build.LOCKS[0].read_text(encoding="utf-8")
    assert "pyinstaller==" in build.LOCKS[1].read_text(encoding="utf-8")


def test_the_installer_is_made_of_the_folder(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 4096)
    command = build.installer_command("makensis", tmp_path, Path("out.exe"))
    assert f"-DSOURCE={tmp_path}" in command
    assert {f"-DVERSION={desktop.VERSION}", "-DTARGET=out.exe", "-DSIZE=4"} <= set(command)
    wanted = set(re.findall(r"\$\{(VERSION|SOURCE|TARGET|SIZE)\}", INSTALLER))
    assert wanted == {"VERSION", "SOURCE", "TARGET", "SIZE"}


def test_the_installer_is_for_one_user_and_names_every_association():
    assert "RequestExecutionLevel user" in INSTALLER
    assert "HKLM" not in INSTALLER
    for extension, kind in ((".mzb", "Mingzhang.Book"), (".mzs", "Mingzhang.Pack")):
        assert re.search(rf'insertmacro Associate "{extension}" "{kind}"', INSTALLER)
        assert re.search(rf'insertmacro Dissociate "{extension}" "{kind}"', INSTALLER)
    assert '"$INSTDIR\\mingzhang.exe" "%1"' in INSTALLER
    assert 'CreateShortcut "$SMPROGRAMS\\明账\\明账.lnk"' in INSTALLER


def test_uninstalling_removes_what_was_installed_and_no_book():
    uninstall = INSTALLER.partition('Section "Uninstall"')[2]
    removed = re.findall(r'RMDir /r "([^"]+)"', uninstall)
    assert removed == ["$INSTDIR\\_internal", "$INSTDIR\\licences"]
    assert "mzb" not in uninstall.replace('".mzb"', "")
    assert 'RMDir "$INSTDIR"' in uninstall
    assert "Mingzhang\\opened" not in uninstall
    files = {
        "mingzhang.exe",
        processes.CONSOLE_NAME,
        "LICENSE",
        "THIRD-PARTY.txt",
        "sbom.cdx.json",
        "uninstall.exe",
        build.MANUAL,
    }
    assert {name for name in files if f'Delete "$INSTDIR\\{name}"' not in uninstall} == set()


def test_the_spec_names_the_executables_that_the_program_starts():
    spec = (ROOT / "packaging/mingzhang.spec").read_text(encoding="utf-8")
    assert processes.CONSOLE_NAME.removesuffix(".exe") in spec
    assert 'collect_submodules("desktop")' in spec


def test_the_script_for_a_windows_pc_builds_everything_and_has_its_line_ends():
    raw = (ROOT / "packaging/windows.cmd").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")
    text = raw.decode("utf-8")
    assert "packaging\\build.py" in text
    assert all(f"winget install --id {name}" in text for name in ("Python.Python.3.12", "Git.Git", "NSIS.NSIS"))


def test_the_manual_lies_in_the_bundle_as_a_pdf_and_for_the_window(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(build, "_run", lambda command, **more: calls.append((command, more)))
    build.add_manual(Path("python"), tmp_path)
    (((_, *words), more),) = calls
    assert words == ["-m", "desktop", "manual", "--out", str(tmp_path / "manual.pdf")]
    assert more["MINGZHANG_HOME"]
    assert {"resources/manual", "resources/help"} <= {place for _, place in contents.data(ROOT)}
