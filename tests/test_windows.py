"""What Windows is asked, against a stand-in for its library: the answers it may give, and what is asked of it."""

import ctypes
import sys

import pytest

from desktop import paths, windows
from desktop.outside import child
from tests.small_cases import small_cases


class Kernel:
    """Answers as kernel32 does, and remembers what was asked."""

    def __init__(self, handle=7, code=windows.STILL_ACTIVE, known=True):
        self.handle, self.code, self.known, self.closed, self.limits, self.entered = handle, code, known, [], [], []

    def OpenProcess(self, rights, inherit, pid):
        assert (rights, inherit) == (0x1000, False)
        return self.handle

    def GetExitCodeProcess(self, handle, code):
        code._obj.value = self.code
        return self.known

    def CloseHandle(self, handle):
        self.closed.append(handle.value)

    def CreateJobObjectW(self, *_):
        return 11

    def GetCurrentProcess(self):
        return -1

    def SetInformationJobObject(self, job, kind, limits, size):
        assert (job.value, kind, size) == (11, 9, ctypes.sizeof(windows.Limits))
        basic = limits._obj.BasicLimitInformation
        self.limits.append((basic.LimitFlags, basic.PerProcessUserTimeLimit, limits._obj.ProcessMemoryLimit))
        return 1

    def AssignProcessToJobObject(self, job, process):
        self.entered.append(job.value)
        return 1


@small_cases(
    ("kernel", "error", "alive"),
    [
        (Kernel(), 0, True),
        (Kernel(code=1), 0, False),
        (Kernel(known=False, code=1), 0, True),
        (Kernel(handle=None), windows.INVALID_PARAMETER, False),
        (Kernel(handle=None), 5, True),  # no right to ask: it is there
    ],
)
def test_a_process_that_has_ended_is_known_and_unsure_counts_as_running(kernel, error, alive):
    assert windows.process_alive(4, kernel, lambda: error) is alive
    assert kernel.closed == ([kernel.handle] if kernel.handle else [])


@pytest.mark.skipif(sys.maxsize < 2**32, reason="layouts of 64 bit")
def test_the_layout_of_the_limits_is_that_of_the_system():
    assert ctypes.sizeof(windows.BasicLimits) == 64
    assert ctypes.sizeof(windows.Limits) == 144
    assert windows.Limits.ProcessMemoryLimit.offset == 112


@pytest.fixture
def on_windows(monkeypatch):
    """The module under test believes it runs on Windows, with this library."""
    kernel = Kernel()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "kernel32", lambda: kernel)
    return kernel


def test_the_reading_child_is_held_to_memory_and_time(on_windows, monkeypatch):
    monkeypatch.setattr(child, "_jobs", [])
    child.limit()
    child.allow_time()
    assert on_windows.entered == [11]
    assert [(flags, memory) for flags, _, memory in on_windows.limits] == [(0x502, child.MAX_MEMORY)] * 2
    times = [time for _, time, _ in on_windows.limits]
    assert times == sorted(times)
    assert times[0] >= child.MAX_SECONDS * windows.TICKS


def test_what_a_killed_run_left_is_cleared_on_windows_too(on_windows, tmp_path, monkeypatch):
    monkeypatch.setattr(ctypes, "get_last_error", lambda: windows.INVALID_PARAMETER, raising=False)
    left = tmp_path / ".mingzhang-4-abc.mzb"
    left.touch()
    paths.clear_stale_temporaries(tmp_path)
    assert left.exists()
    on_windows.handle = None
    paths.clear_stale_temporaries(tmp_path)
    assert not left.exists()


def test_elsewhere_there_is_no_such_library():
    if sys.platform != "win32":
        with pytest.raises(OSError, match="only Windows"):
            windows.kernel32()
