"""Whether the recorder heard every sync: the same scenario under strace, where that is there; the two must agree.

`run(NAME)` returns what is wrong. Under strace a scenario works once while it is recorded; the kernel's list of what was
forced to the disk, in its order, must be the recorder's.
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import scale
from tests.reliability import power, scenarios

ROOT = Path(__file__).resolve().parents[2]
_SYNC = re.compile(r"(?:fsync|fdatasync)\(\d+<([^>]*)>\)\s*= 0")


def heard(name: str, place: Path) -> list[str]:
    """Return what a scenario forced to the disk, by the recorder: paths of files and folders in their order."""
    recording = power.recorded(name, place / "template", place / "work")
    return [event.path for event in recording.events if event.kind in ("sync", "folder")]


def run(name: str) -> list[str]:
    """Compare both lists of one scenario. Where strace is not there or may not trace, that is said."""
    if not shutil.which("strace"):
        return ["strace is not there"]
    with tempfile.TemporaryDirectory(dir=scale.MEMORY) as folder:
        place = Path(folder).resolve()
        os.environ["MINGZHANG_HOME"] = str(place / "template" / "home")
        scenarios.prepare(place / "template")
        os.environ["MINGZHANG_HOME"] = str(place / "work" / "home")
        trace = place / "trace"
        command = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", str(trace)]
        done = subprocess.run([*command, sys.executable, "-m", "tests.reliability.traced", name, folder], cwd=ROOT,
                              capture_output=True, text=True, check=False)  # fmt: skip
        if done.returncode or not trace.is_file():
            return [f"{name}: not traced: {done.stderr[-300:]}"]
        lines = (line.encode("latin-1").decode("unicode_escape") for line in trace.read_text("latin-1").splitlines())
        texts = (line.encode("latin-1", "replace").decode("utf-8", "replace") for line in lines)
        kernel = [found[1] for line in texts if (found := _SYNC.search(line))]
        kernel = [path for path in kernel if path.startswith(str(place / "work"))]
        recorder = json.loads(done.stdout.splitlines()[-1])
    print(f"{name}: {len(kernel)} syncs by strace, {len(recorder)} by the recorder")
    if not kernel or kernel != recorder:
        same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(kernel, recorder, strict=False)))
        return [f"{name}: strace and recorder differ at sync {same}: {kernel[same:][:2]} / {recorder[same:][:2]}"]
    return []


if __name__ == "__main__":
    print(json.dumps(heard(sys.argv[1], Path(sys.argv[2]).resolve())))
