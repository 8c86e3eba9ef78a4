"""The command line `mingzhang`. Every failure is one Chinese sentence on stderr and a non-zero exit."""

import argparse
import os
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from desktop.commands import (
    books,
    catalogs,
    computing,
    exchanging,
    importing,
    policies,
    published,
    rules,
    showing,
    years,
)
from desktop.error_log import log_problem
from desktop.findings import UserError
from desktop.ledger import private
from desktop.ledger.vocabulary import Stage

STAGES = tuple(str(stage) for stage in Stage if stage is not Stage.DRAFT)

_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，可以是 \3"),
    (r"argument (.*?): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.*?): invalid int value: (.*)", r"\1 应为整数，现为 \2"),
)
"""argparse's own complaints and what we say instead."""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are Chinese."""

    def error(self, message: str) -> NoReturn:
        """Leave with one sentence that names the way out."""
        for pattern, words in _COMPLAINTS:
            message = re.sub(pattern, words, message)
        self.exit(2, f"命令参数不对：{message}；用“{self.prog} --help”查看用法\n")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parsed = _parser().parse_args(arguments)
    try:
        private.restrict_home()
        return int(parsed.run(parsed))
    except UserError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        from desktop import paths

        print(paths.explain_os_error(error, Path(str(error.filename or ""))), file=sys.stderr)
    except Exception as error:  # a mistake of ours: the user gets one sentence, the log gets the place
        if os.environ.get("MINGZHANG_DEBUG"):
            raise
        print(f"程序内部问题（{log_problem(error)}），没有完成；账本未受影响，请联系维护人员", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="mingzhang", description="明账：单位预算编制与公开", add_help=True)
    parser.set_defaults(run=_start)
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)

    def command(name: str, text: str, run: Any, *names: str) -> argparse.ArgumentParser:
        subparser = commands.add_parser(name, help=text, description=text)
        for argument in names:
            subparser.add_argument(argument)
        subparser.set_defaults(run=run)
        return subparser

    def reading(subparser: argparse.ArgumentParser, *, form: bool = True) -> argparse.ArgumentParser:
        subparser.add_argument("--json", action="store_true", help="输出 JSON")
        subparser.add_argument("--copy", action="store_true", help="账本正被别处打开时，读取它的只读副本")
        if form:
            subparser.add_argument("--form", default="", help="公开版式，用 forms 命令查看；不写则用默认版式")
        return _of_budget(subparser)

    command("open", "打开窗口", _open, "book")
    command("demo", "不开窗口，生成示例账本、检查并导出到 out/", _demo)
    command("screenshots", "生成各页面的截图", _screenshots, "folder")
    command("samples", "列出示例账本", books.samples)
    command("sample", "生成示例账本", books.sample, "name", "book")
    command("forms", "列出公开版式", books.forms)
    new = command("new", "新建账本", books.new, "book")
    new.add_argument("--unit", required=True, help="单位名称")
    new.add_argument("--kind", required=True, choices=("行政", "参公", "事业"), help="单位性质")
    new.add_argument("--year", required=True, type=int, help="预算年度")
    new.add_argument("--scope", default="单位", choices=("单位", "部门"), help="公开文件中的称谓")
    export = reading(command("export", "导出公开文件", books.export, "book"))
    export.add_argument("--out", required=True, help="保存文件夹")
    export.add_argument("--only", default="", help="只导出其中几种，例如 xlsx,pdf")
    export.add_argument(
        "--template", default="", metavar="对应表", help="填写财政局下发的表格（先用 template learn 生成对应表）"
    )
    export.add_argument(
        "--accept-difference", default="", metavar="理由", help="填写后合计与账本不一致时仍然保存，写明理由"
    )
    taught = command("template", "学习财政局下发的表格：哪一格填哪个数", published.template, "action", "file")
    taught.description = "ACTION 写 learn；FILE 是空白的 .xlsx。生成的对应表可以修改、可以分享"
    taught.add_argument("--out", default="", help="对应表的文件名；不写则放在表格旁边")
    taught.add_argument("--overwrite", action="store_true", help="覆盖已有的对应表")
    _add_showing(command, reading)
    _add_years(command, reading)
    _add_imports(command, reading)
    _add_exchange(command, reading)
    _add_policies(command)
    _add_catalogs(command)
    _add_computing(command, reading)
    return parser


def _of_budget(made: argparse.ArgumentParser, stage: str = "stage") -> argparse.ArgumentParser:
    """Let a command say which budget it is about; `stage` is the name under which it finds the stage."""
    made.add_argument("--year", type=int, default=0, help="预算年度；不写则取最新的年度")
    stages = ("", *map(str, Stage))
    made.add_argument("--stage", dest=stage, default="", choices=stages, metavar="阶段", help="编报阶段")
    return made


def _add_showing(command: Any, reading: Any) -> None:
    """Add the commands that show what follows from a book."""
    reading(command("tables", "显示各表", showing.tables, "book"))
    reading(command("narrative", "显示预算情况说明", showing.narrative, "book"))
    reading(command("check", "检查；有错误时退出码为 1", showing.check, "book"))
    listed = command("checks", "列出全部检查；写编号则显示这项检查的规则、依据和看不到的地方", rules.checks)
    listed.add_argument("code", nargs="?", default="", metavar="编号", help="例如 C38；不写则列出全部")
    listed.add_argument("--json", action="store_true", help="输出 JSON")
    listed.add_argument("--form", default="", help="公开版式，它的勾稽关系也列出；不写则用默认版式")
    reading(command("lines", "列出全部预算行", showing.lines, "book"), form=False)
    explained = reading(command("explain", "说明一行的金额是怎么来的", showing.explain, "book", "line"), form=False)
    explained.description = "LINE 是 lines 命令列出的行号，例如 R5.pension"
    compared = command("diff", "比较两个年度或阶段，或两份账本", years.diff, "book", "a")
    reading(compared, form=False).add_argument("b", nargs="?", help="不写则 BOOK、A 是两份账本文件")
    compared.add_argument("--budget", default="", help="比较两份账本时只比这个年度，或年度/阶段")
    compared.description = "A、B 写年度，或年度/阶段，例如 2025 或 2025/一上；只写两项时比较两份账本文件"


def _add_years(command: Any, reading: Any) -> None:
    """Add the commands between stages and years, and those about the history of a book."""
    reading(command("causes", "分析本年与上年相比的增减原因", years.causes, "book"), form=False)
    staged = _of_budget(command("next-stage", "冻结当前阶段，复制为下一阶段", years.next_stage, "book"), "source")
    staged.add_argument("stage", choices=STAGES, metavar="阶段", help="、".join(STAGES))
    cleared = command("clear-history", "清除修改历史和旧备份，不再留有已删除的人员", books.clear_history, "book")
    cleared.add_argument("--yes", action="store_true", help="确认清除；不写则只说明会清除什么")
    cleared.add_argument("--files", action="store_true", help="只清除已删除附件的内容，修改历史保留")
    cleared.add_argument("--all-backups", action="store_true", help="其他位置和较早版本的备份也删除")
    _of_budget(command("roll-forward", "由本年预算结转出下一年度的草稿", years.roll_forward, "book"))


def _add_imports(command: Any, reading: Any) -> None:
    """Add the commands that take outside files."""
    _of_budget(command("import-lines", "导入支出行（CSV 或 XLSX）", importing.import_lines, "book", "file"))
    _of_budget(command("import-income", "导入收入（CSV 或 XLSX）", importing.import_income, "book", "file"))
    last = _of_budget(
        command("import-last-year", "由上年公开表或说明导入上年数", published.import_last_year, "book", "file")
    )
    last.description = "FILE 是上年公开的 Excel（各表）或 Word、PDF、文本（只取总数）"
    last.add_argument("--form", default="", help="公开版式；不写则自动辨认")
    last.add_argument("--preview", action="store_true", help="只看两边的数，不写入账本")
    last.add_argument("--accept", action="append", default=[], metavar="编号", help="接受一项不一致，可重复")
    last.add_argument("--accept-file", default="", metavar="文件", help="接受的编号，每行一个")
    checked = reading(
        command("check-text", "用账本核对别处改过的说明（Word、PDF、文本）", published.check_text, "book", "file")
    )
    checked.description = "退出码：0 没有错误，1 有错误，3 没有可核对的内容或文件无法读取"
    for name, text, run in (
        ("import-roster", "导入花名册（XLSX、XLS、ODS 或 CSV）", importing.import_roster),
        ("import-projects", "导入项目清单（XLSX、XLS、ODS 或 CSV）", importing.import_projects),
    ):
        subparser = _of_budget(command(name, text, run, "book", "file"))
        subparser.add_argument(
            "--map", action="append", default=[], metavar="列名=字段", help="指定一列的含义，可重复；会记住"
        )
        several = "；花名册可写几个（用顿号分开）或“全部”，不写时名称说明人员类别的都读"
        also = several if name == "import-roster" else ""
        subparser.add_argument("--sheet", default="", help=f"工作表名称；不写则取第一个可见的{also}")
        if name == "import-roster":
            subparser.add_argument(
                "--word",
                action="append",
                default=[],
                metavar="词=类别或状态",
                help="指定一个词的含义，可重复；本账本会记住",
            )
        subparser.add_argument("--preview", action="store_true", help="只看结果，不写入账本")


def _add_exchange(command: Any, reading: Any) -> None:
    """Add the commands by which scripts write and read a whole book."""
    command("describe", "列出全部记录、字段和政策参数的名称", exchanging.describe).add_argument(
        "--json", action="store_true", help="输出 JSON"
    )
    written = _of_budget(command("dump", "把整个账本（或所写年度、阶段）写成 JSON", exchanging.dump, "book"))
    written.add_argument("--json", action="store_true", help="输出 JSON（只有这一种格式，可以不写）")
    written.add_argument("--copy", action="store_true", help="账本正被别处打开时，读取它的只读副本")
    written.add_argument("--out", default="", metavar="文件", help="写到文件；不写则输出到屏幕")
    loaded = _of_budget(command("load", "由 JSON 文件建立或填写整个账本", exchanging.load, "book", "file"))
    loaded.description = "FILE 里的名称用 describe 命令查看；有一处不对就全部不载入。已有内容的年度不会被覆盖"
    values = _of_budget(command("set", "设置单项内容", exchanging.set_values, "book"))
    values.add_argument("values", nargs="+", metavar="名称=值")
    values.description = (
        "例如 单位编码=101001、运行科目.行政=2010301、资产存量.公务用车=3、计算基数.学生数.初中=480、"
        "人员.张三.工资项.岗位工资=3210。值为空则清除"
    )


def _add_policies(command: Any) -> None:
    """Add the commands about policy packs."""
    command("policies", "列出政策参数包", policies.listed)
    made = command("policy", "选择、填写、生成和检查政策参数包", None)
    actions = made.add_subparsers(title="命令", metavar="命令", parser_class=_Parser, required=True, dest="action")

    def action(name: str, text: str, run: Any, *names: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text)
        for argument in names:
            added.add_argument(argument)
        added.set_defaults(run=run)
        return added

    _of_budget(action("use", "选择预算使用的参数包", policies.use, "book", "pack"))
    asked = action("questions", "写出要填写的问题（TOML），填好后用 policy make 生成参数包", policies.questions)
    asked.add_argument("--out", default="", metavar="文件", help="写到文件；不写则输出到屏幕")
    asked.add_argument("--year", type=int, default=0, help="预算年度；不写则为下一年")
    pack = action("make", "由填好的答案文件生成参数包", policies.make, "answers")
    pack.add_argument("--out", required=True, metavar="参数包", help="参数包名称（存入本人参数包文件夹）或 .toml 文件")
    pack.add_argument("--overwrite", action="store_true", help="覆盖已有的参数包")
    checked = action(
        "check", "检查参数包：名称、文号、日期、示例数值、过期的上下限；有错误时退出码为 1", policies.check, "pack"
    )
    checked.add_argument("--year", type=int, default=0, help="预算年度；不写则为下一年")
    checked.add_argument("--json", action="store_true", help="输出 JSON")


def _add_catalogs(command: Any) -> None:
    """Add the commands about the classification."""
    made = command("catalog", "科目：两年之间的变动、自行增加、载入新版或变动清单", None)
    actions = made.add_subparsers(title="命令", metavar="命令", parser_class=_Parser, required=True, dest="action")

    def action(name: str, text: str, run: Any, *names: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text)
        for argument in names:
            added.add_argument(argument)
        added.set_defaults(run=run)
        return added

    def of_kind(added: argparse.ArgumentParser, *, required: bool) -> None:
        text = "function 功能分类、economic 部门经济分类、government 政府经济分类"
        kinds = ("function", "economic", "government")
        added.add_argument("--kind", required=required, default="", choices=kinds, help=text)

    def of_book(added: argparse.ArgumentParser) -> None:
        added.add_argument("--copy", action="store_true", help="账本正被别处打开时，读取它的只读副本")

    changed = action("changes", "列出两年之间科目的变动；写了账本则只列它用到的科目", catalogs.changes)
    changed.add_argument("book", nargs="?", default="", help="账本；不写则列出全部变动")
    changed.add_argument("--from", dest="first", required=True, type=int, metavar="年度", help="原来的年度")
    changed.add_argument("--to", dest="last", required=True, type=int, metavar="年度", help="后来的年度")
    of_book(_of_budget(changed))
    added = action("add", "按文件自行增加一个科目（记在本机，不在账本里）", catalogs.add, "code", "name")
    added.add_argument("--document", required=True, metavar="文号", help="依据的文件")
    added.add_argument("--year", type=int, default=0, help="从哪一年预算起使用；不写则为下一年")
    of_kind(added, required=True)
    of_kind(action("remove", "删除本机自行增加的科目", catalogs.remove, "code"), required=True)
    taken = action("import", "载入新版科目全本或变动清单（XLSX、CSV）；有一行不对就全部不载入", catalogs.take, "file")
    taken.description = "FILE 要有“科目编码、科目名称”两列；有“变动”（新增、停用、更名）一列的是变动清单，可另有“改为”"
    taken.add_argument("--document", required=True, metavar="文号", help="依据的文件")
    taken.add_argument("--year", required=True, type=int, help="从哪一年预算起使用")
    taken.add_argument("--sheet", default="", help="工作表名称；不写则取第一个可见的")
    taken.add_argument("--preview", action="store_true", help="只看结果，不载入")
    taken.add_argument("--book", default="", metavar="账本", help="说明变动涉及这份账本的哪些科目")
    taken.add_argument("--stage", default="", choices=("", *map(str, Stage)), metavar="阶段", help="账本的编报阶段")
    of_book(taken)
    of_kind(taken, required=False)


def _add_computing(command: Any, reading: Any) -> None:
    """Add the commands that compute and then write or compare."""
    filled = _of_budget(command("fill-income", "财政拨款收入按支出填列", computing.fill_income, "book"))
    filled.add_argument(
        "--source", action="append", default=[], metavar="来源", help="按支出填列的收入来源，可重复；不写则为财政拨款"
    )
    compared = command(
        "calibrate", "用一个月的工资册和缴费单核对测算；不一致时退出码为 1", computing.calibrate, "book", "file"
    )
    compared.description = (
        "FILE 是 CSV、Excel（“项目、金额”两列，或每人一行）或 TOML（[[total]] item、amount、base、person）"
    )
    reading(compared, form=False)
    compared.add_argument("--month", default="", metavar="年-月", help="工资册的月份；不写则为上年 10 月")
    compared.add_argument("--sheet", default="", help="工作表名称；不写则取第一个可见的")


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

    for path in screenshots.make(Path(parsed.folder)):
        print(path)
    return 0


def _demo(_: argparse.Namespace) -> int:
    from desktop.first_run import headless_run

    return headless_run(Path("out"))
