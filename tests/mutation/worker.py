"""Runs tests in forked children, in the copy of the project it is started in: `python -m tests.mutation.worker`.

Each request, a line of JSON on standard input, names test files and a time limit in seconds; the answer, a line on
standard output, is pytest's exit status (null: out of time), the seconds taken and the seconds of CPU among them. Libraries are imported once, in
the parent, and inherited; the project's own modules never are, so that each child reads them anew from the disk, as
every process it starts does.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

import pytest

HERE = Path.cwd()
OUTPUT = HERE / "pytest-output.txt"
LEARNT = HERE / "pytest-modules.json"
MEMORY_BYTES = 8 << 30
"""A mistake that allocates for ever ends here, not in a machine without memory."""


class SameEveryTime:
    """Random tests draw the same examples in every run, and do not shrink what failed."""

    def pytest_sessionstart(self):
        """Replace the profile set in conftest, before test files are imported; without a conftest that asks for it, load nothing."""
        if "hypothesis" not in sys.modules:
            return
        from hypothesis import HealthCheck, Phase, settings

        settings.register_profile(
            "mutation",
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutation")


def _ours(module: object) -> bool:
    return Path(getattr(module, "__file__", None) or "/").is_relative_to(HERE)


def _child(tests: list[str]) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    output = os.open(OUTPUT, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", f"--basetemp={HERE / 'pytest-temp'}"]
    status = int(pytest.main([*options, *tests], plugins=[SameEveryTime()]))
    LEARNT.write_text(json.dumps([name for name, module in sys.modules.items() if not _ours(module)]))
    sys.stdout.flush()
    os._exit(status)


def _run(tests: list[str], limit: float) -> int | None:
    """Return pytest's exit status, or None when time ran out; no process of the run is left behind."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            _child(tests)
        finally:
            os._exit(1)
    end = time.monotonic() + limit
    status = None
    try:
        while time.monotonic() < end:
            ended, code = os.waitpid(child, os.WNOHANG)
            if ended:
                status = os.waitstatus_to_exitcode(code)
                break
            time.sleep(0.01)
    finally:  # also when the worker itself is told to end
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            if status is None:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
    return status


def _cpu() -> float:
    """Return the seconds of CPU that ended children took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _import_libraries() -> None:
    """Import what the last run imported from elsewhere, so that later children need not."""
    for name in json.loads(LEARNT.read_text()):
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def main() -> None:
    """Answer requests until standard input ends or the process is told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for line in sys.stdin:
        request = json.loads(line)
        started, before = time.monotonic(), _cpu()
        status = _run(request["tests"], request["limit"])
        spent = [time.monotonic() - started, _cpu() - before]
        if request["learn"] and status == 0:
            _import_libraries()
        print(json.dumps([status, *spent]), flush=True)


if __name__ == "__main__":
    main()
