"""The command line `mingzhang`. Every failure is one Chinese sentence on stderr and a non-zero exit."""

import argparse
import errno
import os
import sys
from pathlib import Path

from desktop import VERSION, missing_libraries, paths, processes
from desktop.commands import (
    auditing,
    books,
    catalogs,
    collecting,
    computing,
    controlling,
    exchanging,
    importing,
    layouts,
    packs,
    policies,
    published,
    record_imports,
    reporting,
    resources,
    rules,
    scenarios,
    showing,
    stages,
    units,
    verifying,
    years,
)
from desktop.commands.parsing import Command, Parser
from desktop.error_log import log_problem
from desktop.findings import UserError
from desktop.ledger import private

ORDER = [
    "open",
    "demo",
    "screenshots",
    "samples",
    "sample",
    "forms",
    "layout",
    "new",
    "units",
    "unit",
    "pack",
    "take-in",
    "verify",
    "issue-control",
    "export",
    "template",
    "tables",
    "narrative",
    "check",
    "checks",
    "lines",
    "pairs",
    "explain",
    "diff",
    "causes",
    "scenario",
    "status",
    "next-stage",
    "freeze",
    "unfreeze",
    "signed-pages",
    "adjust",
    "undo",
    "redo",
    "clear-history",
    "roll-forward",
    "import-lines",
    "import-income",
    "import-procurement",
    "import-asset-plans",
    "import-assets",
    "import-project-profiles",
    "import-project-lines",
    "import-public-lines",
    "import-events",
    "import-executions",
    "import-last-year",
    "audit",
    "import-roster",
    "import-projects",
    "import-control",
    "controls",
    "import-approved",
    "describe",
    "dump",
    "load",
    "set",
    "policies",
    "policy",
    "resources",
    "catalog",
    "fill-income",
    "calibrate",
    "collect",
    "collect-report",
    "manual",
    "report-problem",
    "selftest",
]
"""The commands as --help lists them, as the work goes; those not named here come last."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return the exit status."""
    processes.fill_closed_streams()
    processes.leave_no_dump()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal has its own encoding, a file or another program gets UTF-8
            stream.reconfigure(errors="replace") if stream.isatty() else stream.reconfigure(
                encoding="utf-8", errors="replace"
            )
    words = _opening(sys.argv[1:] if arguments is None else arguments)
    parsed = _parser(words).parse_args(words)
    try:
        for word in words:
            paths.require_no_nul(word)
        private.restrict_home()
        status = int(parsed.run(parsed))
        if sys.stdout is not None:  # a windowed program on Windows has none
            sys.stdout.flush()  # a reader that has gone is noticed here, not while Python ends
        return status
    except UserError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        if _reader_has_gone(error):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        print(paths.explain_os_error(error, Path(str(error.filename or ""))), file=sys.stderr)
    except Exception as error:  # a mistake of ours: the user gets one sentence, the log gets the place
        if os.environ.get("MINGZHANG_DEBUG"):
            raise
        if missing := missing_libraries.explain(error):
            print(missing, file=sys.stderr)
            return 1
        way = "请联系维护人员，报告用 report-problem 写出"
        print(f"程序内部问题（{log_problem(error)}），没有完成；账本未受影响，{way}", file=sys.stderr)
    return 1


def _reader_has_gone(error: OSError) -> bool:
    """Whether whoever read our output (head, a pager) ended first; on Windows it looks like a wrong argument."""
    closed = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or closed


def _opening(words: list[str]) -> list[str]:
    """Return what a book's name alone means (a double click, a file dropped on the icon): open it."""
    if len(words) == 1 and not words[0].startswith("-") and Path(words[0]).suffix.lower() in (".mzb", ".mzs"):
        return ["open", *words]
    return words


def _parser(arguments: list[str]) -> Parser:
    """Return the parser of all commands, or of one alone where it is named first: to describe all takes a while."""
    parser = Parser(prog="mingzhang", description="明账：单位预算编制与公开")
    parser.add_argument("--version", action="version", version=f"明账 {VERSION}", help="显示版本")
    parser.set_defaults(run=_start)
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=Parser)
    known = [*COMMANDS, *(command for module in MODULES for command in module.COMMANDS)]
    named = [command for command in known if command.name in arguments[:1]]
    order = {name: place for place, name in enumerate(ORDER)}
    for command in named or sorted(known, key=lambda each: order.get(each.name, len(ORDER))):
        command.add_to(commands)
    return parser


def _start(parsed: argparse.Namespace) -> int:
    """With a screen open the window on the sample book, without one do the same job headless."""
    if _has_screen():
        from desktop.first_run import sample_book

        return _window(None if _has_books() else sample_book())
    return _demo(parsed)


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _has_books() -> bool:
    """Whether the start page has books to show; the very first time the window opens on a sample."""
    from desktop.ui.start import recent

    return bool(recent.books())


def _window(book: Path | None) -> int:
    from desktop.ui.application import run

    return run(book)


def _open(parsed: argparse.Namespace) -> int:
    return _window(Path(parsed.book))


def _screenshots(parsed: argparse.Namespace) -> int:
    from desktop.ui import screenshots

    make = screenshots.make_for_manual if parsed.manual else screenshots.make
    for path in make(Path(parsed.folder)):
        print(path)
    return 0


def _screenshot_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--manual", action="store_true", help="只生成操作手册的截图，代替文件夹里原有的")


def _selftest(_: argparse.Namespace) -> int:
    from desktop import selftest

    return selftest.run()


def _demo(_: argparse.Namespace) -> int:
    from desktop.first_run import headless_run

    out = Path("out") if os.access(Path.cwd(), os.W_OK) else paths.home() / "out"  # a folder of somebody else
    return headless_run(out)


MODULES = (
    auditing,
    books,
    catalogs,
    collecting,
    computing,
    controlling,
    exchanging,
    importing,
    layouts,
    packs,
    policies,
    published,
    record_imports,
    reporting,
    resources,
    rules,
    scenarios,
    showing,
    stages,
    units,
    verifying,
    years,
)
"""The modules of commands; a new command is an entry of one's COMMANDS."""

COMMANDS = (
    Command("open", "打开窗口", _open, ("book",)),
    Command("demo", "不开窗口，生成示例账本、检查并导出到 out/", _demo),
    Command("screenshots", "生成各页面的截图", _screenshots, ("folder",), _screenshot_options),
    Command("selftest", "自检：示例、导出、回读、窗口、受限读取；不联网，不动自己的账本", _selftest),
)
"""The commands that begin the program itself."""
