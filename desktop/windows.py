"""What only Windows answers, asked without any library: is a process alive, and limits for the reading child.

Each function is given the system's kernel32, so that tests here can stand in for it.
"""

import ctypes
import sys
import time
from typing import Any

QUERY_LIMITED, STILL_ACTIVE = 0x1000, 259
INVALID_PARAMETER = 87
"""What OpenProcess answers for a number that no process has."""

NO_CRITICAL_ERRORS, NO_FAULT_BOX = 0x1, 0x2
LIMIT_TIME, LIMIT_MEMORY, DIE_QUIETLY = 0x2, 0x100, 0x400
EXTENDED_LIMITS = 9
TICKS = 10_000_000
"""Units of a job's time in a second."""


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def report_no_crash(system: Any) -> None:
    """Tell Windows to send no report of a crash of this process, and to keep no dump of it."""
    system.SetErrorMode(NO_CRITICAL_ERRORS | NO_FAULT_BOX)


def kernel32() -> Any:
    """Return the system's library; its handles are pointers."""
    if sys.platform != "win32":
        raise OSError("only Windows has kernel32")
    library = ctypes.WinDLL("kernel32", use_last_error=True)
    for name in ("OpenProcess", "CreateJobObjectW", "GetCurrentProcess"):
        getattr(library, name).restype = ctypes.c_void_p
    return library


def process_alive(pid: int, library: Any, last_error: Any) -> bool:
    """Tell whether a process runs; unsure (no right to ask) counts as running."""
    handle = library.OpenProcess(QUERY_LIMITED, False, pid)
    if not handle:
        return bool(last_error() != INVALID_PARAMETER)
    code = ctypes.c_uint32()
    try:
        known = library.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        return not known or code.value == STILL_ACTIVE
    finally:
        library.CloseHandle(ctypes.c_void_p(handle))


class LimitedJob:
    """A job that holds this process alone: what goes beyond its limits is ended by the system."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._job = ctypes.c_void_p(library.CreateJobObjectW(None, None))

    def limit(self, memory: int, seconds: float) -> bool:
        """Set the bytes this process may hold and the processor time it may use from now on; tell whether it is so."""
        limits = Limits()
        limits.BasicLimitInformation.LimitFlags = LIMIT_MEMORY | LIMIT_TIME | DIE_QUIETLY
        limits.BasicLimitInformation.PerProcessUserTimeLimit = int((time.process_time() + seconds) * TICKS)
        limits.ProcessMemoryLimit = memory
        size = ctypes.sizeof(limits)
        return bool(self._library.SetInformationJobObject(self._job, EXTENDED_LIMITS, ctypes.byref(limits), size))

    def enter(self) -> bool:
        """Put this process into the job; tell whether it is there."""
        own = ctypes.c_void_p(self._library.GetCurrentProcess())
        return bool(self._library.AssignProcessToJobObject(self._job, own))
