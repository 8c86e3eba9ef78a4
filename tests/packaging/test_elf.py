"""What a library asks of the machine is read from its bytes; a glibc that is too new is named, file by file."""

import shutil
import subprocess
import sys

import pytest
from bundle import elf

from tests.packaging import crafted


def test_libraries_versions_and_name_are_read():
    found = elf.parse(crafted.elf(["libc.so.6", "libm.so.6"], ["GLIBC_2.2.5", "GLIBC_2.28", "GCC_3.0"], "libmine.so.1"))
    assert found == elf.Elf("libmine.so.1", ("libc.so.6", "libm.so.6"), ("GCC_3.0", "GLIBC_2.2.5", "GLIBC_2.28"))
    assert found.glibc == (2, 28)


def test_versions_are_numbers_not_words():
    """2.4 is older than 2.28 although it sorts behind it as a word."""
    assert elf.parse(crafted.elf(["libc.so.6"], ["GLIBC_2.4", "GLIBC_2.28"])).glibc == (2, 28)
    assert elf.parse(crafted.elf(["libc.so.6"], ["GLIBC_PRIVATE"])).glibc == ()


@pytest.mark.parametrize(("asked", "named"), [("GLIBC_2.28", {}), ("GLIBC_2.29", {"a/new.so": "2.29"})])
def test_a_symbol_newer_than_the_limit_is_named_with_its_file(asked, named, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "new.so").write_bytes(crafted.elf(["libc.so.6"], ["GLIBC_2.2.5", asked]))
    (tmp_path / "old.so").write_bytes(crafted.elf(["libc.so.6"], ["GLIBC_2.17"]))
    (tmp_path / "text").write_text("no library")
    (tmp_path / "link.so").symlink_to("old.so")
    found = elf.all_in(tmp_path)
    assert sorted(found) == ["a/new.so", "old.so"]
    assert elf.too_new(found, (2, 28)) == named


def test_what_no_file_of_the_bundle_is_the_machine_must_have():
    files = {
        "lib/a.so": elf.parse(crafted.elf(["b.so.1", "c.so.2", "libc.so.6"])),
        "d.so": elf.parse(crafted.elf(soname="c.so.2")),
    }
    assert elf.outside(files, ["lib/a.so", "d.so", "links/b.so.1"]) == {"libc.so.6"}


@pytest.mark.parametrize(
    "raw", [b"", b"MZ", crafted.elf(["libc.so.6"])[:200], crafted.elf(tags=[(0x6FFFFFFE, 1 << 40)])]
)
def test_a_damaged_file_is_an_error_not_a_library_without_needs(raw):
    with pytest.raises(elf.NotElf):
        elf.parse(raw)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="an ELF file of this machine")
def test_a_real_program_is_read_as_readelf_reads_it():
    found = elf.read(elf.Path(sys.executable).resolve())
    assert any(name.startswith("libc.so") for name in found.needed)
    if shutil.which("readelf"):
        shown = subprocess.run(["readelf", "-dW", sys.executable], capture_output=True, text=True, check=True).stdout
        assert all(f"[{name}]" in shown for name in found.needed)
