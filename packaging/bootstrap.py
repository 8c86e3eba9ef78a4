"""Set-up for the two commands of the README, then the command itself. Needs nothing but Python.

`python packaging/bootstrap.py run [ARGS]`   set up, then `mingzhang ARGS`
`python packaging/bootstrap.py test [ARGS]`  set up, then ruff, mypy and pytest
`python packaging/bootstrap.py test tour`    set up, then just the session that drafts a year by keyboard and paste

Everything lands in `.venv` from the hashed lock files. Missing system libraries are installed on Debian and
Ubuntu when that is allowed (root, or sudo without a password); else the exact command is printed.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "tests" / "requirements.lock"}
MEMORY = Path("/dev/shm")
COMPILED = ROOT / "tests" / "__pycache__"
LIBRARIES = [
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libglib2.0-0",
    "libfontconfig1",
    "libdbus-1-3",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
]


def say(text: str) -> None:
    """Print a line for the user at once."""
    print(text, flush=True)


def fail(text: str) -> None:
    """Leave with a plain message."""
    sys.exit(f"明账：{text}")


def another_python() -> list[str]:
    """Return the command of a Python of Windows that fits: `py` alone takes the newest, which may be too new."""
    for version in ("3.12", "3.11", "3.13") if WINDOWS else ():
        command = ["py", f"-{version}"]
        if shutil.which("py") and subprocess.run([*command, "-c", ""], capture_output=True).returncode == 0:
            return command
    return []


def need_python() -> None:
    """Refuse a Python the pinned libraries do not run on, or hand over to one that fits."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        if command := another_python():
            sys.exit(subprocess.run([*command, *sys.argv]).returncode)
        version = ".".join(map(str, sys.version_info[:3]))
        ways = "请安装其中一个版本后重新运行，或使用不需要 Python 的安装包。"
        fail(f"需要 Python 3.11、3.12 或 3.13，当前是 {version}（{sys.executable}）。{ways}")


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages if this user may; else print the command. Return whether it was done."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix: list[str] = []
    if shutil.which("apt-get") is None:
        return False
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        if shutil.which("sudo") is None or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
            say(f"缺少系统组件，请先运行：sudo apt-get update && sudo {' '.join(command)}")
            return False
        prefix = ["sudo", "-n"]
    say(f"正在安装系统组件：{' '.join(packages)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=environment, stdout=subprocess.DEVNULL)
    done = subprocess.run([*prefix, *command], env=environment, stdout=subprocess.DEVNULL)
    return done.returncode == 0


LONGEST_FOLDER = 100
"""Characters of the program's folder on Windows: a path of the environment adds 150, and 260 is the end."""


def make_venv() -> None:
    """Create .venv; on Debian the venv module may be a package of its own."""
    if PYTHON.exists():
        return
    if WINDOWS and len(str(ROOT)) > LONGEST_FOLDER:
        fail(f"程序文件夹的路径太长（{len(str(ROOT))} 个字符）：“{ROOT}”。请把它移到较短的路径，例如 D:\\mingzhang。")
    if not os.access(ROOT, os.W_OK):
        fail(f"程序文件夹“{ROOT}”不能写入，无法建立运行环境；请换一个可以写入的文件夹，或请管理员先运行一次。")
    say("正在建立运行环境 .venv …")
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode == 0:
        reason = (made.stderr or made.stdout).strip().splitlines()
        fail(f"无法建立运行环境“{VENV}”：{reason[-1] if reason else '原因不明'}")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not apt_install([f"python{version}-venv"]) or subprocess.run(command).returncode:
        fail("无法建立 .venv；请安装 Python 的 venv 组件（Debian/Ubuntu：sudo apt-get install python3-venv）后重试。")


NEEDED = 700 << 20
"""Bytes that the components take, with what is unpacked on the way."""


def install(lock: Path) -> None:
    """Install a hashed lock, once for each state of it; our own code runs from where it lies."""
    stamp = VENV / f".{lock.parent.name}-{lock.name}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not os.access(VENV, os.W_OK):
        fail(f"运行环境“{VENV}”需要更新，而这个用户不能写入它；请让安装它的用户（或管理员）再运行一次。")
    if (free := shutil.disk_usage(VENV).free) < NEEDED:
        fail(f"磁盘空间不足：“{VENV}”还需要约 {NEEDED >> 20} MB，只剩 {free >> 20} MB；请清理磁盘后重新运行。")
    say(f"正在安装 {lock.name} 中的组件（首次约需一两分钟）…")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    if subprocess.run([*pip, "--require-hashes", "-r", str(lock)]).returncode:
        fail("组件没有装成，原因见上面几行（多为网络不通）；请改正后重新运行，已装好的部分不会重复下载。")
    stamp.write_text(wanted)


def need_libraries() -> None:
    """Make sure Qt can start; install the system libraries it lacks."""
    if not sys.platform.startswith("linux"):
        return
    probe = (
        "import ctypes.util, PySide6.QtWidgets, sys; "
        "sys.exit(0 if all(map(ctypes.util.find_library, ('xcb-cursor', 'xcb-icccm', 'xcb-keysyms'))) else 3)"
    )
    found = subprocess.run([str(PYTHON), "-c", probe], capture_output=True)
    if found.returncode == 0 or apt_install(LIBRARIES):
        return
    if found.returncode != 3 or os.environ.get("DISPLAY"):
        say("窗口需要的系统组件不全；命令行功能不受影响。")


def in_memory() -> dict[str, str]:
    """Return where pytest puts its folders: in memory, unless the user chose a place or little memory is free.

    Forcing bytes to a disk takes more time than the tests of the ledger themselves.
    """
    if "PYTEST_DEBUG_TEMPROOT" in os.environ or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < 2 << 30:
        return {}
    return {"PYTEST_DEBUG_TEMPROOT": str(MEMORY)}


def ours() -> dict[str, str]:
    """Return the surroundings in which our own code is found, whatever folder the user stands in."""
    others = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *([others] if others else [])])}


@contextlib.contextmanager
def reading_tests(environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes] | None"]:
    """Begin to compile all tests where none ever was; ends with the block at the latest.

    It takes as long as mypy, beside which it runs. Without it each worker of pytest compiles every test for itself.
    """
    if any(COMPILED.glob("conftest.*-pytest-*.pyc")):
        yield None
        return
    command = [str(PYTHON), "-m", "pytest", "-n", "0", "--collect-only", "-p", "no:cacheprovider"]
    quiet = subprocess.DEVNULL  # what is wrong with a test the run itself says
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=quiet, stderr=quiet) as reading:
        try:
            yield reading
        finally:
            reading.kill()


def main(command: str, arguments: list[str]) -> int:
    """Set up and run; the paths of `run` are those of the folder the user stands in, the tests run in ours."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    need_python()
    make_venv()
    install(LOCKS[command])
    need_libraries()
    if command == "run":
        return subprocess.run([str(PYTHON), "-m", "desktop", *arguments], env=ours()).returncode
    environment = ours() | {"QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"} | in_memory()
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of children would compile everything anew
    tour = arguments == ["tour"]
    if tour:
        arguments = ["tests/ui/test_tour.py", "tests/ui/test_key_stream.py", "--count", "1"]
    steps = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-m", "pytest", "-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal", *arguments],
    ]
    with contextlib.nullcontext(None) if arguments else reading_tests(environment) as reading:
        for step in steps[-1:] if tour else steps:
            if step is steps[-1] and reading:
                reading.wait()
            say(f"== {' '.join(step[1:])}")
            if status := subprocess.run([str(PYTHON), *step], env=environment, cwd=ROOT).returncode:
                return status
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in LOCKS:
        fail("用法：python packaging/bootstrap.py run|test [参数]")
    sys.exit(main(sys.argv[1], sys.argv[2:]))
