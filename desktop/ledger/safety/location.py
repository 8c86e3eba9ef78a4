"""Warnings about the folder of a book: one that a sync program manages, or one on a network share.

A sync program may put an older file back while the book is open, or keep two versions of it; on a network share the
lock that keeps a second person out depends on the server. Neither is refused: it is the person's decision.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path, PurePath, PureWindowsPath

from desktop.dataclass import dataclass

SYNCED = {
    "OneDrive": ("onedrive", "onedrive - …", "skydrive"),
    "坚果云": ("nutstore", "nutstore files", "我的坚果云", "坚果云", "坚果云文件"),
    "iCloud": ("icloud drive", "iclouddrive", "com~apple~clouddocs", "icloud~…", "mobile documents"),
    "百度网盘": (
        "baidusyncdisk", "baidunetdiskworkspace", "baidunetdisk", "百度网盘", "百度网盘同步空间", "百度云同步盘"
    ),
    "Dropbox": ("dropbox", "dropbox (…"),
    "WPS 云盘": ("wpsdrive", "wps云盘", "wps 云盘", "wps云文档", "wps 云文档", "wps cloud files"),
    "腾讯微云": (
        "weiyunsync", "weiyun", "微云", "微云同步助手", "微云同步盘", "腾讯微云", "腾讯微云同步助手", "腾讯微云同步盘"
    ),
    "阿里云盘": ("阿里云盘", "阿里云盘同步"),
    "天翼云盘": ("天翼云盘", "天翼云盘同步盘"),
    "Google Drive": ("google drive", "googledrive", "我的云端硬盘"),
    "Nextcloud": ("nextcloud", "owncloud"),
    "Syncthing": ("syncthing",),
}  # fmt: skip
"""Sync programs and the names of the folders they keep, in small letters; … stands for something that follows.

No patterns: every start would compile them.
"""

VARIABLES = (("OneDrive", "OneDrive"), ("OneDriveConsumer", "OneDrive"), ("OneDriveCommercial", "OneDrive"))
"""Environment variables that hold the folder of a sync program."""

MARKERS = (
    (".nutstore", "坚果云"),
    (".baidusyncdisk", "百度网盘"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".owncloudsync.log", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
)
"""Files and folders that a sync program leaves in the folders it keeps."""

NETWORK_SYSTEMS = (
    "nfs", "cifs", "smb", "smbfs", "afs", "afpfs", "davfs", "ncpfs", "ceph", "glusterfs", "fuse.sshfs", "fuse.davfs",
    "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs",
)  # fmt: skip
"""File systems of /proc/mounts that lie on another computer, without the number of a version."""

NETWORK_DRIVE = 4
"""What Windows calls a network drive (DRIVE_REMOTE)."""


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The facts about the system that decide; tests give their own."""

    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    mounts: Callable[[], str] = _mounts
    drive_type: Callable[[str], int] = _drive_type


def warning(book: Path, surroundings: Surroundings | None = None) -> str:
    """Return the warning in Chinese about the folder of a book, empty for an ordinary one."""
    around = surroundings or Surroundings()
    full = Path(os.path.abspath(book))
    program = sync_program(full, around)
    if program:
        return (
            f"账本在“{program}”同步的文件夹中：同步可能在编辑时换掉账本，或留下两份不同的账本。"
            "请只在一台电脑上打开，关闭后等同步完成再换电脑；更稳妥的是把账本移到不同步的文件夹"
        )
    if on_network(str(full), around):
        return (
            "账本在网络共享上：断网时可能保存不了，两个人同时打开也不一定挡得住。"
            "请一次只由一个人打开；更稳妥的是把账本移到本机的文件夹"
        )
    return ""


def sync_program(book: PurePath, around: Surroundings) -> str:
    """Return the name of the sync program that keeps the folder of a book, empty where none does."""
    folders = list(book.parents)
    for name, folder in ((name, around.environment.get(key, "")) for key, name in VARIABLES):
        if folder and any(str(parent).casefold() == folder.rstrip("\\/").casefold() for parent in folders):
            return name
    for part in reversed(book.parts[:-1]):
        for name, names in SYNCED.items():
            if any(_is_called(part.casefold(), each) for each in names):
                return name
    for parent in folders:
        for marker, name in MARKERS:
            if Path(parent, marker).exists():
                return name
    return ""


def _is_called(folder: str, name: str) -> bool:
    begins = name.removesuffix("…")
    return folder == name or (begins != name and folder.startswith(begins) and len(folder) > len(begins))


def on_network(book: str, around: Surroundings) -> bool:
    """Tell whether a book lies on a share of another computer."""
    drive = PureWindowsPath(book).drive
    if drive.startswith("\\\\"):
        return not drive.startswith(("\\\\?\\", "\\\\.\\")) or drive.upper().startswith("\\\\?\\UNC\\")
    if drive.endswith(":"):
        return around.drive_type(f"{drive}\\") == NETWORK_DRIVE
    return _file_system(book, around.mounts()).rstrip("0123456789") in NETWORK_SYSTEMS


def _file_system(book: str, mounts: str) -> str:
    """Return the kind of the file system that holds a path: that of the longest mount point above it."""
    longest, system = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1]
        if "\\" in point:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)
        inside = book == point or book.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(longest):
            longest, system = point, fields[2]
    return system
