"""What the executables of a bundle run: the program, or, by a private word, a part of it (`desktop/processes.py`)."""

import importlib
import os
import sys


def main(arguments: list[str]) -> int:
    """Run the program or the part that is asked for; return its exit status."""
    _restore_library_path()
    from desktop import processes

    part = processes.PARTS.get(arguments[0]) if arguments else None
    if part:
        return int(importlib.import_module(part).main(arguments[1:]))
    from desktop.cli import main as run

    return run(arguments)


def _restore_library_path() -> None:
    """Other programs (Word processor, PDF viewer) must find the system's libraries, not those of the bundle.

    The bundle's own have been found by now: the loader looks at the variable once, when the process starts.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
