"""Where a book lies: folders that sync programs keep and network shares are told, ordinary folders are not."""

from pathlib import Path, PureWindowsPath

import pytest

from desktop.ledger.book import Book
from desktop.ledger.records import Unit
from desktop.ledger.safety import location
from desktop.ledger.safety.location import Surroundings, on_network, sync_program, warning
from tests.small_cases import small_cases

NOTHING = Surroundings(environment={}, mounts=lambda: "", drive_type=lambda _: 3)


@small_cases(
    ("path", "program"),
    [
        (r"C:\Users\wang\OneDrive\预算\a.mzb", "OneDrive"),
        (r"C:\Users\wang\OneDrive - 某县财政局\Desktop\a.mzb", "OneDrive"),
        (r"D:\我的坚果云\a.mzb", "坚果云"),
        (r"C:\Users\wang\Nutstore Files\a.mzb", "坚果云"),
        (r"C:\Users\wang\iCloudDrive\a.mzb", "iCloud"),
        ("/Users/wang/Library/Mobile Documents/com~apple~CloudDocs/a.mzb", "iCloud"),
        (r"D:\BaiduSyncdisk\2025\a.mzb", "百度网盘"),
        (r"C:\Users\wang\Dropbox\a.mzb", "Dropbox"),
        ("/home/wang/Dropbox (Personal)/a.mzb", "Dropbox"),
        (r"C:\Users\wang\WPSDrive\123\WPS云盘\a.mzb", "WPS 云盘"),
        (r"D:\腾讯微云\a.mzb", "腾讯微云"),
        ("/home/wang/nextcloud/a.mzb", "Nextcloud"),
        (r"C:\Users\wang\Documents\a.mzb", ""),
        (r"C:\资料\OneDrive使用说明\a.mzb", ""),
        (r"C:\坚果云.mzb", ""),
        (r"D:\OneDrive - \a.mzb", ""),
        (r"D:\skyDRIVE\a.mzb", "OneDrive"),
        (r"D:\Dropbox2\a.mzb", ""),
        (r"D:\WPS 云盘\a.mzb", "WPS 云盘"),
        (r"D:\微云同步盘\a.mzb", "腾讯微云"),
        ("/Users/wang/iCloud~com~apple~Numbers/a.mzb", "iCloud"),
        ("/Users/wang/iCloud~/a.mzb", ""),
        ("/home/wang/Google Drive/a.mzb", "Google Drive"),
        ("/home/wang/Syncthing/a.mzb", "Syncthing"),
        ("/home/wang/预算/onedrive.mzb", ""),
    ],
)
def test_folders_of_sync_programs_by_name(path, program):
    book = PureWindowsPath(path) if "\\" in path else Path(path)
    assert sync_program(book, NOTHING) == program


def test_the_environment_names_a_folder_that_was_moved():
    around = Surroundings({"OneDriveCommercial": "D:\\单位云\\"}, lambda: "", lambda _: 3)
    assert sync_program(PureWindowsPath(r"d:\单位云\2025\a.mzb"), around) == "OneDrive"
    assert sync_program(PureWindowsPath(r"D:\单位云2\a.mzb"), around) == ""


@pytest.mark.parametrize(
    ("marker", "program"), [(".nutstore", "坚果云"), (".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing")]
)
def test_what_a_sync_program_leaves_behind_is_seen_from_any_folder_below(tmp_path, marker, program):
    inner = tmp_path / "work" / "2025"
    inner.mkdir(parents=True)
    assert sync_program(inner / "a.mzb", NOTHING) == ""
    (tmp_path / "work" / marker).mkdir()
    assert sync_program(inner / "a.mzb", NOTHING) == program
    assert sync_program(tmp_path / "a.mzb", NOTHING) == ""


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/vol /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//server/share /mnt/共享\\040盘 cifs rw 0 0
wang@host:/ /mnt/ssh fuse.sshfs rw 0 0
https://dav /mnt/dav davfs rw 0 0
/dev/sdc1 /mnt/stick vfat rw 0 0
/dev/sdd1 /mnt/ntfs fuseblk rw 0 0
"""


@small_cases(
    ("path", "remote"),
    [
        ("/home/wang/a.mzb", True),
        ("/home/local/a.mzb", False),
        ("/homes/a.mzb", False),
        ("/mnt/共享 盘/a.mzb", True),
        ("/mnt/ssh/x/a.mzb", True),
        ("/mnt/dav/a.mzb", True),
        ("/mnt/stick/a.mzb", False),
        ("/mnt/ntfs/a.mzb", False),
        ("/tmp/a.mzb", False),
    ],
)
def test_network_file_systems(path, remote):
    assert on_network(path, Surroundings({}, lambda: MOUNTS, lambda _: 0)) is remote


def test_a_system_without_mounts_knows_of_none():
    assert not on_network("/home/wang/a.mzb", NOTHING)
    assert not on_network("/home/wang/a.mzb", Surroundings({}, lambda: "odd\n", lambda _: 0))


@small_cases(
    ("path", "remote"),
    [
        (r"\\server\预算\a.mzb", True),
        (r"\\?\UNC\server\预算\a.mzb", True),
        (r"\\?\C:\预算\a.mzb", False),
        (r"Z:\a.mzb", True),
        (r"C:\a.mzb", False),
    ],
)
def test_shares_and_drives_of_windows(path, remote):
    kinds = {"Z:\\": 4, "C:\\": 3}
    assert on_network(path, Surroundings({}, lambda: "", kinds.__getitem__)) is remote


def test_the_warning_names_the_program_and_what_to_do():
    assert warning(Path("/home/wang/Dropbox/a.mzb"), NOTHING).startswith("账本在“Dropbox”同步的文件夹中：")
    assert "只在一台电脑上打开" in warning(Path("/home/wang/Dropbox/a.mzb"), NOTHING)
    around = Surroundings({}, lambda: MOUNTS, lambda _: 0)
    assert warning(Path("/mnt/ssh/a.mzb"), around).startswith("账本在网络共享上：")
    assert warning(Path("/tmp/a.mzb"), around) == ""


def test_a_book_there_opens_and_says_so(tmp_path):
    (tmp_path / "坚果云").mkdir()
    path = tmp_path / "坚果云" / "a.mzb"
    with Book.create(path) as book, book.operation("新建"):
        book.insert(Unit(name="单位"))
    for opener in (Book.open, Book.open_to_read):
        with opener(path) as opened:
            assert [text[:8] for text in opened.warnings()] == ["账本在“坚果云”"]
            assert opened.units()


def test_this_system_is_asked_without_being_told_how(tmp_path):
    assert isinstance(location.warning(tmp_path / "a.mzb"), str)
