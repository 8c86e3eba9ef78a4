"""Where the program's own data lies, and how a file is written so that its name never holds half of it."""

import contextlib
import errno
import os
import re
import stat
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from desktop.findings import UserError

_RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8)
TEMPORARY_MARK = ".mingzhang-"
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names of devices: Windows makes no file of them, whatever their suffix."""
_LOCKED_BYTE = 1 << 30
"""Far behind the end of any file that is held: on Windows a locked byte cannot be read by others."""


HERE = Path(__file__).resolve().parent.parent
"""Looked for once: the folder is asked for again and again, and each link on the way would be followed anew."""


def root() -> Path:
    """Return the folder that holds `resources/` and `forms/` (also inside a PyInstaller bundle)."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else HERE


def resources() -> Path:
    """Return the folder of classification tables, measures, fonts, icons and samples."""
    return root() / "resources"


def forms() -> Path:
    """Return the folder of the forms (one folder for each region and year)."""
    return root() / "forms"


def home() -> Path:
    """Return (and make, owner-only) the per-user folder for backups, settings and logs.

    MINGZHANG_HOME overrides it; tests use that.
    """
    override = os.environ.get("MINGZHANG_HOME")
    if override:
        folder = Path(override)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Mingzhang"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "mingzhang"
    if not folder.is_dir():  # it is asked for many times, and making what is there is slow
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def temporary_beside(target: Path) -> Path:
    """Return an unused owner-only name in the same folder, so that a rename stays on one disk. Raises UserError."""
    require_file_name(target)
    return target.with_name(f"{TEMPORARY_MARK}{os.getpid()}-{int.from_bytes(os.urandom(8))}{target.suffix}")


def clear_stale_temporaries(folder: Path) -> None:
    """Remove what killed runs of this program left in `folder` (never another running program's file)."""
    for path in folder.glob(f"{TEMPORARY_MARK}*"):
        owner = path.name.removeprefix(TEMPORARY_MARK).split("-")[0]
        if owner.isdigit() and int(owner) != os.getpid() and not process_alive(int(owner)):
            discard(path)


def process_alive(pid: int) -> bool:
    """Tell whether a process of this machine is running; unsure counts as running."""
    if sys.platform == "win32":
        import ctypes

        from desktop import windows

        return windows.process_alive(pid, windows.kernel32(), ctypes.get_last_error)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def opened_files() -> Path:
    """Return the folder of the evidence files that were opened; they are removed when their window closes."""
    return home() / "opened"


def copied_books() -> Path:
    """Return the folder of the read-only copies of held books; they are removed when their window closes."""
    return home() / "copies"


def sync_file(path: Path) -> None:
    """Force a closed file's bytes to the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Force a folder's names to the disk where the system allows it (not on Windows)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def held(path: Path, flags: int) -> Iterator[int]:
    """Open a file and hold it against other running programs. Raises BlockingIOError when another one does."""
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _lock(handle)
        yield handle
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Take the system's lock on an open file; it ends with the program. A disk that knows no locks is let be."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return


def patiently(action: Callable[[], object], target: Path) -> None:
    """Do something to a file that a virus scanner may hold for a moment.

    Raises UserError when the file stays locked, usually because it is open in Excel or WPS.
    """
    for pause in (*_RETRIES, None):
        try:
            action()
        except PermissionError as error:
            if pause is None:
                cause = "文件可能正在 Excel 或 WPS 中打开，或者是只读文件"
                raise UserError(f"无法写入“{target}”：{cause}；请关闭后再试，或换一个文件夹") from error
            time.sleep(pause)
        else:
            return


def replace(temporary: Path, target: Path) -> None:
    """Put a finished file under its final name, durably; short locks are waited out.

    Raises UserError when the target stays locked.
    """
    sync_file(temporary)
    patiently(lambda: os.replace(temporary, target), target)
    sync_folder(target.parent)


def fill(temporary: Path, write: Callable[[Path], None], mode: int = 0o666) -> None:
    """Make a temporary file (and its folder) and let `write` fill it."""
    temporary.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    write(temporary)


def write_beside(target: Path, write: Callable[[Path], None], mode: int = 0o666) -> None:
    """Let `write` fill a temporary file, then put it under `target`; on failure nothing is left behind.

    mode: permission bits before the umask; 0o600 for files that hold the whole ledger.
    Raises UserError in plain words for a full disk, a read-only or vanished folder or a locked target.
    """
    require_no_nul(str(target))
    temporary = temporary_beside(target)
    try:
        fill(temporary, write, mode)
        replace(temporary, target)
    except OSError as error:
        raise UserError(explain_os_error(error, blamed(error, {temporary: target}, target))) from error
    finally:
        discard(temporary)


def filled_with(content: bytes) -> Callable[[Path], None]:
    """Return what writes some bytes to a file."""

    def write(target: Path) -> None:
        target.write_bytes(content)

    return write


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file. Raises OSError."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require_file_name(target: Path) -> None:
    """Refuse a target without a name, as an empty word of the command line gives. Raises UserError."""
    if not target.name.strip():
        raise UserError("没有写文件名；请写出要保存的文件")


def followed(path: Path) -> Path:
    """Return a path with its links followed; one that leads to itself, of which `Path.resolve` dies, stays."""
    return Path(os.path.realpath(path))


def require_file(path: Path) -> None:
    """Refuse to read what is no ordinary file: a folder, or a pipe or device, whose end may never come.

    Raises UserError, also for what is not there.
    """
    try:
        mode = path.stat().st_mode
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, "")
    except OSError as error:
        raise UserError(explain_os_error(error, path, reading=True)) from error
    if stat.S_ISDIR(mode):
        raise UserError(f"“{path}”是文件夹，不是文件；请选择文件")
    if not stat.S_ISREG(mode):
        raise UserError(f"“{path}”是管道或设备，不是文件；请选择文件")


def require_no_nul(text: str) -> None:
    """Refuse a path or another word with a NUL character: no system has a file of such a name. Raises UserError."""
    if "\0" in text:
        raise UserError(f"“{shown_name(text)}”中含有空字符（多半是粘贴带来的），不能用作名称或路径；请重新输入")


def blamed(error: OSError, finals: Mapping[Path, Path], target: Path) -> Path:
    """Return the file an error speaks of; a temporary one is named by its final name, no name means `target`."""
    if not isinstance(error.filename, str) or not error.filename:
        return target
    return finals.get(Path(error.filename), Path(error.filename))


def discard(path: Path) -> None:
    """Remove a file of ours if that can be done: a folder that is read-only or gone keeps or lost it anyway."""
    with contextlib.suppress(OSError):
        path.unlink()


def safe_name(text: str) -> str:
    """Return a text as a part of a file name, free of characters and names that file systems refuse."""
    name = "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in text).strip(". ")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def is_reserved(name: str) -> bool:
    """Tell whether Windows takes a file name for a device, whatever its suffix."""
    return _RESERVED.fullmatch(name) is not None


def shown_name(text: str) -> str:
    """Return a name from outside as it can be shown: what cannot be seen, breaks or turns round a line becomes �."""
    return "".join("�" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


def explain_os_error(error: OSError, path: Path, *, reading: bool = False) -> str:
    """Return one Chinese sentence with file, cause and next step for a failed file operation.

    reading: the file was only to be read, so that a missing right is said of that.
    """
    name = "文件" if path == Path() else f"“{path}”"
    if reading and error.errno in (errno.EACCES, errno.EPERM):
        return f"没有权限读取{name}；请让文件的所有者给予权限，或把它复制到自己的文件夹后再试"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘空间不足，{name}没有写成，原有文件未受影响；请清理磁盘或换到其他盘后再试"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有权限写入{name}（只读磁盘或受保护的文件夹）；请换一个可以写入的文件夹"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"找不到{name}；请检查文件名和文件夹是否正确"
    if error.errno == errno.EEXIST:
        return f"{name}已经存在；请换一个名字"
    if error.errno == errno.EISDIR:
        return f"{name}是文件夹，不是文件；请选择文件"
    if error.errno == errno.ENAMETOOLONG:
        return f"{name}的文件名或路径过长；请缩短文件名，或换到层次较少的文件夹"
    if error.errno == errno.ELOOP:
        return f"{name}是指向自己的链接，找不到真正的文件；请选择文件本身"
    if error.errno == errno.EIO:
        return f"读写{name}时磁盘出错（可能已损坏或已断开）；请检查磁盘后再试"
    return f"读写{name}时出错（{error.strerror or error}）；请检查磁盘后再试"
