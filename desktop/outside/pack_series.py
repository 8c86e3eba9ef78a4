"""Many packs read by one limited child, one after another: a process for each would cost more than the reading.

Every pack has the time and memory that a child of its own would have. After a pack that was refused, or that the child
did not survive, the next one gets a new child, so that a hostile pack harms only itself.
"""

import contextlib
import json
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from desktop import garbage, paths, processes
from desktop.findings import UserError
from desktop.outside import source_files
from desktop.outside.child import MAX_SECONDS

COMMAND: tuple[str, ...] = tuple(processes.command("desktop.outside.child"))
PATIENCE = MAX_SECONDS + 10
"""Seconds after which a child that does not answer is ended."""


class PackSeries:
    """Reads packs until it is left; not to be shared by threads."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "PackSeries":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, path: Path) -> dict[str, Any]:
        """Return the members of a pack as `pack_parts.read` does. Raises UserError in plain words."""
        paths.require_file(path)
        try:
            return source_files.content_of(path, self._printed(path))
        except BaseException:
            self._end()
            raise

    def _printed(self, path: Path) -> bytes:
        """Return the line that the child prints of a pack; empty where it did not survive it."""
        if self._child is not None and self._child.poll() is not None:
            self._end()
        child = self._child = self._child or _started()
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(PATIENCE, end)
        garbage.hold()
        timer.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
            child.stdin.flush()
            line = child.stdout.readline()
        except OSError:  # it ended before it heard of the pack
            line = b""
        finally:
            timer.cancel()
            timer.join()
            garbage.release()
        if late.is_set():
            raise UserError(f"文件“{path.name}”打开时间过长，已停止，没有读取；请让对方重新传出")
        return line

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):  # what it did not hear any more
                stream.close()


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=paths.root(),
        creationflags=processes.flags(),
    )  # fmt: skip
