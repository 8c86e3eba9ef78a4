"""Do the tests hold the rules? `python -m tests.mutation [MODULE …] [--report FILE]`.

Every single mistake that the operators can make in the modules of `modules.toml` is tried against the module's own
test files. A mistake that no test notices fails the run, unless `equivalent.toml` says why it changes nothing; a
listed mistake that is noticed, or is not there any more, fails it too. MODULE is a path or a part of one. Results are
kept in `build/mutation.jsonl`, so that a run that was stopped goes on; they count only for the same product and tests.

Ends with 0 (all held), 1 (a survivor, or a stale entry of the list) or 3 (未运行: mutmut or fork is not there).
"""

import argparse
import importlib.util
import os
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
NOT_RUN = 3


def main(arguments: list[str]) -> int:
    """Run the chosen modules and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description="Single mistakes against the tests.")
    parser.add_argument("module", nargs="*", help="path of a module, or a part of one (default: all)")
    parser.add_argument("--report", type=Path, help="write the table to this file as well")
    parser.add_argument("--workers", type=int, default=2, help="copies of the project worked in at once")
    options = parser.parse_args(arguments)
    if importlib.util.find_spec("mutmut") is None or not hasattr(os, "fork"):
        print("未运行：这里没有 mutmut 或系统不支持 fork（见 tests/requirements.lock）")
        return NOT_RUN
    from tests.mutation import report, runner

    modules = runner.read_modules(HERE / "modules.toml")
    chosen = [m for m in modules if not options.module or any(part in m.path for part in options.module)]
    if not chosen:
        parser.error(f"no module of modules.toml is meant by {' '.join(options.module)}")
    started = time.monotonic()
    try:
        results = runner.run(
            ROOT,
            chosen,
            runner.read_equivalent(HERE / "equivalent.toml"),
            runner.Results(ROOT / "build" / "mutation.jsonl", ROOT),
            options.workers,
        )
    except runner.RunFailed as failure:
        print(failure)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    text = report.text(results, time.monotonic() - started)
    print(text)
    if options.report:
        options.report.write_text(text + "\n", encoding="utf-8")
    return int(report.failed(results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
