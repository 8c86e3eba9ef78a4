"""The command line `mingzhang`. Every failure is one Chinese sentence on stderr and a non-zero exit."""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from desktop.findings import Finding, Severity, Status, UserError
from desktop.ledger.book import Book
from desktop.ledger.copies import read_only_copy
from desktop.ledger.errors import BookHeld
from desktop.money import YUAN
from desktop.problems import log_problem

DEFAULT_FORM = "chongqing/2023"


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
        made = commands.add_parser(name, help=text, description=text)
        for argument in names:
            made.add_argument(argument)
        made.set_defaults(run=run)
        return made

    def reading(made: argparse.ArgumentParser, *, form: bool = True) -> argparse.ArgumentParser:
        made.add_argument("--json", action="store_true", help="输出 JSON")
        made.add_argument("--copy", action="store_true", help="账本正被别处打开时，读取它的只读副本")
        if form:
            made.add_argument("--form", default=DEFAULT_FORM, help="公开版式，例如 chongqing/2023")
        return made

    command("open", "打开窗口", _open, "book")
    command("demo", "不开窗口，生成示例账本、检查并导出到 out/", _demo)
    command("samples", "列出示例账本", _samples)
    command("sample", "生成示例账本", _sample, "name", "book")
    command("forms", "列出公开版式", _forms)
    new = command("new", "新建账本", _new, "book")
    new.add_argument("--unit", required=True, help="单位名称")
    new.add_argument("--kind", required=True, choices=("行政", "参公", "事业"), help="单位性质")
    new.add_argument("--year", required=True, type=int, help="预算年度")
    new.add_argument("--scope", default="单位", choices=("单位", "部门"), help="公开文件中的称谓")
    export = reading(command("export", "导出公开文件", _export, "book"))
    export.add_argument("--out", required=True, help="保存文件夹")
    export.add_argument("--only", default="", help="只导出其中几种，例如 xlsx,pdf")
    reading(command("tables", "显示各表", _tables, "book"))
    reading(command("narrative", "显示预算情况说明", _narrative, "book"))
    reading(command("check", "检查；有错误时退出码为 1", _check, "book"))
    reading(command("lines", "列出全部预算行", _lines, "book"), form=False)
    explained = reading(command("explain", "说明一行的金额是怎么来的", _explain, "book", "line"), form=False)
    explained.description = "LINE 是 lines 命令列出的行号，例如 R5.pension"
    command("import-lines", "导入支出行（CSV 或 XLSX）", _import_lines, "book", "file")
    command("import-income", "导入收入（CSV 或 XLSX）", _import_income, "book", "file")
    return parser


@contextmanager
def _reading(parsed: argparse.Namespace) -> Iterator[Book]:
    path = Path(parsed.book)
    try:
        book = Book.open_to_read(path)
    except BookHeld as held:
        if not parsed.copy:
            raise UserError(f"{held}（命令行加 --copy）") from held
        book = Book.open_to_read(read_only_copy(path))
    with book:
        yield book


def _show(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _start(parsed: argparse.Namespace) -> int:
    """With a screen open the window on the sample book, without one do the same job headless."""
    if _has_screen():
        from desktop.samples import sample_book

        return _window(sample_book())
    return _demo(parsed)


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(book: Path) -> int:
    from desktop.ui.application import run

    return run(book)


def _open(parsed: argparse.Namespace) -> int:
    return _window(Path(parsed.book))


def _demo(_: argparse.Namespace) -> int:
    from desktop.samples import headless_run

    return headless_run(Path("out"))


def _samples(_: argparse.Namespace) -> int:
    from desktop.intake import sample

    for name, title in sample.titles().items():
        print(f"{name}\t{title}")
    return 0


def _sample(parsed: argparse.Namespace) -> int:
    from desktop.intake import sample

    sample.write(parsed.name, Path(parsed.book))
    print(f"已生成示例账本 {parsed.book}")
    return 0


def _forms(_: argparse.Namespace) -> int:
    from desktop.layouts import loader

    for key, title in loader.titles().items():
        print(f"{key}\t{title}")
    return 0


def _new(parsed: argparse.Namespace) -> int:
    from desktop.ledger.records import Budget, Unit

    if not parsed.unit.strip():
        raise UserError("单位名称不能为空；请用 --unit 填写单位全称")
    if not 2000 <= parsed.year <= 2100:
        raise UserError(f"年度“{parsed.year}”不对；请填四位年份，例如 2025")
    with Book.create(Path(parsed.book)) as book, book.operation("新建账本"):
        unit = book.insert(Unit(name=parsed.unit.strip(), kind=parsed.kind, scope=parsed.scope))
        book.insert(Budget(unit_id=unit.id, year=parsed.year - 1))
        book.insert(Budget(unit_id=unit.id, year=parsed.year))
    print(f"已新建账本 {parsed.book}：{parsed.unit} {parsed.year}年")
    return 0


def _export(parsed: argparse.Namespace) -> int:
    from desktop import pipeline
    from desktop.exporters import package

    kinds = tuple(k.strip() for k in parsed.only.split(",") if k.strip()) or tuple(package.KINDS)
    unknown = [k for k in kinds if k not in package.KINDS]
    if unknown:
        raise UserError(f"不能导出“{unknown[0]}”；--only 可以是 {','.join(package.KINDS)} 中的几种")
    with _reading(parsed) as book:
        disclosure = pipeline.of_book(book, parsed.form)
    written = package.export(pipeline.publication(disclosure), Path(parsed.out), kinds)
    for item in written:
        print(f"{item.path}\t{item.size:,} 字节\t回读核对 {item.compared} 处一致")
    if disclosure.errors:
        print(f"注意：有 {len(disclosure.errors)} 项检查错误未处理，文件页脚已注明“草稿”", file=sys.stderr)
    return 0


def _tables(parsed: argparse.Namespace) -> int:
    from desktop import pipeline, reports

    with _reading(parsed) as book:
        disclosure = pipeline.of_book(book, parsed.form)
    if parsed.json:
        _show([reports.table(t, disclosure.cube) for t in disclosure.tables])
        return 0
    for table in disclosure.tables:
        print(f"\n{table.label}（单位：{table.style.unit}）")
        print(" | ".join("/".join(path) for path in table.header_paths()))
        for number in range(table.height):
            print(" | ".join(cell.text for cell in table.row(number)))
        for note in table.notes:
            print(note)
    return 0


def _narrative(parsed: argparse.Namespace) -> int:
    from desktop import pipeline, reports

    with _reading(parsed) as book:
        disclosure = pipeline.of_book(book, parsed.form)
    if parsed.json:
        _show(reports.narrative(disclosure))
    else:
        print(disclosure.narrative.text, end="")
    return 0


def _check(parsed: argparse.Namespace) -> int:
    from desktop import pipeline, reports

    with _reading(parsed) as book:
        disclosure = pipeline.of_book(book, parsed.form)
    if parsed.json:
        outcomes = [reports.outcome(o) for o in disclosure.outcomes]
        _show({"outcomes": outcomes, "findings": [reports.finding(f) for f in disclosure.findings]})
    else:
        for finding in disclosure.findings:
            print(f"{finding.severity} {finding.code} {finding.describe()}")
        counts = {s: sum(o.status is s for o in disclosure.outcomes) for s in Status}
        print("检查结果：" + "，".join(f"{status} {count} 项" for status, count in counts.items()))
        for outcome in disclosure.outcomes:
            if outcome.status in (Status.NOT_CHECKED, Status.NOT_APPLICABLE):
                print(f"  {outcome.status} {outcome.code} {outcome.title}：{outcome.note}")
    return 1 if any(f.severity is Severity.ERROR for f in disclosure.findings) else 0


def _lines(parsed: argparse.Namespace) -> int:
    from desktop import pipeline, reports
    from desktop.compute import drafting
    from desktop.compute.cube import Cube

    with _reading(parsed) as book:
        budget = pipeline.newest_budget(book)
        last = pipeline.last_year(book, budget)
        found = drafting.of_budget(book.facts(budget)) + (drafting.of_budget(last) if last else [])
    data = reports.lines(Cube(found, budget.year))
    if parsed.json:
        _show(data)
        return 0
    for line in data:
        codes = f"{line['function_code']} {line['economic_code']} {line['nature']} {line['project']}"
        print(f"{line['id']}\t{line['side']}\t{line['year']}\t{codes}\t{line['fund']}\t{YUAN.show(line['fen'])}")
    return 0


def _explain(parsed: argparse.Namespace) -> int:
    from desktop import pipeline, reports
    from desktop.compute import drafting, explain, lines

    with _reading(parsed) as book:
        facts = book.facts(pipeline.newest_budget(book))
    drafted = drafting.draft(facts)
    found = lines.of_records(facts) + drafted.lines
    line = next((one for one in found if reports.line_id(one) == parsed.line), None)
    if line is None:
        raise UserError(f"没有编号为“{parsed.line}”的行；用 lines 命令查看本年各行的编号")
    tree = explain.explain(facts, drafted.values, line, found)
    if parsed.json:
        _show(reports.explanation(tree))
    else:
        print("\n".join(tree.lines()))
    return 0


def _refuse(rejects: list[Finding], file: str) -> NoReturn:
    for reject in rejects:
        print(reject.describe(), file=sys.stderr)
    raise UserError(f"“{file}”有 {len(rejects)} 处问题，没有导入任何行，账本未改动；请按以上提示改正后重新导入")


def _first_unit(book: Book) -> int:
    units = book.units()
    if not units:
        raise UserError(f"账本“{book.path}”中还没有单位；请先用 new 新建账本")
    return units[0].id


def _years(book: Book) -> tuple[int, ...]:
    """Return the years the first unit has budgets of: a mistyped year must not open a new one."""
    return tuple(budget.year for budget in book.budgets(_first_unit(book)))


def _import_lines(parsed: argparse.Namespace) -> int:
    from desktop.intake import commit, lines

    with Book.open(Path(parsed.book)) as book:
        reading = lines.read_lines(Path(parsed.file), _years(book))
        if reading.rejects:
            _refuse(reading.rejects, parsed.file)
        count = commit.add_lines(book, _first_unit(book), reading.lines)
    print(f"已导入支出 {count} 行，合计 {YUAN.show(sum(row.amount for row in reading.lines))} 元")
    return 0


def _import_income(parsed: argparse.Namespace) -> int:
    from desktop.intake import commit, lines

    with Book.open(Path(parsed.book)) as book:
        reading = lines.read_incomes(Path(parsed.file), _years(book))
        if reading.rejects:
            _refuse(reading.rejects, parsed.file)
        count = commit.add_incomes(book, _first_unit(book), reading.incomes)
    print(f"已导入收入 {count} 行，合计 {YUAN.show(sum(row.amount for row in reading.incomes))} 元")
    return 0
