"""A bare X server of our own (Xvfb); its number is chosen by the server."""

import contextlib
import os
import subprocess
from collections.abc import Iterator


@contextlib.contextmanager
def xserver() -> Iterator[str]:
    """Run a server and yield the name of its display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # the whole line: the server dies writing to a pipe nobody reads
        assert number, "Xvfb 没有启动"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
