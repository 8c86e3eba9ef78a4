"""The long form of the bundles: two builds are the same bytes, and the bundle starts as quickly as the source.

`python -m tests.packaging.bundles`: MINGZHANG_WHEELS is a folder with all wheels of both locks (build/wheels of an
earlier `python packaging/build.py`); nothing is downloaded here. Linux only: the time a process has used is in /proc.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1.1
"""Processor time of the bundle's start at most so many times that of the source."""
ROUNDS, IDLE = 5, 1.5
"""Starts of each; seconds without work after which a window counts as open and everything behind it as done."""


def built(folder: Path) -> tuple[Path, str]:
    """Build once in a folder of its own; return the bundle and the sums of what was made."""
    wheels = os.environ["MINGZHANG_WHEELS"]
    options = ["--dirty", "--out", str(folder / "out"), "--work", str(folder / "work"), "--wheels", wheels]
    subprocess.run([sys.executable, str(ROOT / "packaging" / "build.py"), *options], check=True)
    return folder / "work" / "dist" / "mingzhang", (folder / "out" / "SHA256SUMS").read_text(encoding="utf-8")


def processor_time(pid: int) -> float:
    """Return the seconds of processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(command: list[str], home: Path) -> float:
    """Start the window on a book, wait until nothing is left to do, end it; return the processor time."""
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "MINGZHANG_HOME": str(home), "PYTHONPATH": str(ROOT)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(command, env=surroundings, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        used, since = -1.0, time.monotonic()
        while time.monotonic() - since < IDLE:
            if process.poll() is not None:
                raise RuntimeError(f"ended with {process.returncode}: {command}")
            now = processor_time(process.pid)
            if now > used + 0.02:
                used, since = now, time.monotonic()
            time.sleep(0.05)
        process.kill()
    return used


def ratio(bundle: Path, folder: Path) -> float:
    """Return the time of the bundle's start in times of the source's, both in turns; the first of each does not count."""
    commands = {"source": [sys.executable, "-m", "desktop"], "bundle": [str(bundle / "mingzhang")]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, command in commands.items():
            book = folder / f"{name}-{number}.mzb"
            subprocess.run([*commands["source"], "sample", "wuxi_2023", str(book)], check=True, cwd=ROOT)
            times[name].append(start([*command, "open", str(book)], folder / f"home-{name}"))
    least = {name: min(found[1:]) for name, found in times.items()}  # what others on the machine cost is not ours
    print(f"start: source {least['source']:.2f} s, bundle {least['bundle']:.2f} s of processor time")
    return least["bundle"] / least["source"]


def main() -> int:
    """Build twice, compare, measure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundle, first = built(folder / "a")
        _, second = built(folder / "another place")
        same = first == second
        print(f"two builds: {'the same bytes' if same else 'DIFFERENT'}\n{first}{'' if same else second}")
        found = ratio(bundle, folder)
        print(f"start of the bundle: {found:.2f} × source (at most {LIMIT})")
    return 0 if same and found <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
