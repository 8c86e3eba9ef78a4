"""Commands for who looks for help: the manual as a file, and a report of a problem."""

import argparse
from pathlib import Path

from desktop.commands.common import reading, refuse_taken
from desktop.commands.parsing import Command, add_copy
from desktop.findings import UserError


def report_problem(parsed: argparse.Namespace) -> int:
    """Print the whole report of a book, and write what was printed."""
    from desktop import problem_report

    with reading(parsed) as book:
        text = problem_report.text_of(book, {})
    print(text, end="")
    if parsed.out:
        problem_report.write(text, Path(parsed.out))
        print(f"以上全部内容已写入 {parsed.out}；没有发送到任何地方")
    else:
        print("没有写文件；要保存，请加 --out 文件（.txt 或 .zip）")
    return 0


def manual(parsed: argparse.Namespace) -> int:
    """Write the manual as a PDF."""
    from desktop.manual import write

    target = Path(parsed.out)
    if target.suffix.lower() != ".pdf":
        raise UserError(f"“{target}”的扩展名应为 .pdf")
    refuse_taken(target)
    count = write(target)
    print(f"操作手册已写入 {target}，共 {count} 页")
    return 0


def _report_options(parser: argparse.ArgumentParser) -> None:
    add_copy(parser)
    parser.add_argument("--out", default="", metavar="文件", help="写入 .txt 或 .zip；不写则只显示")


def _manual_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, metavar="文件", help="写到这个 PDF 文件")


_REPORT = "写出问题报告：版本、系统、内部问题和账本的结构；没有姓名、金额、文字和路径，先全部显示"
COMMANDS = (
    Command("manual", "把操作手册写成 PDF", manual, (), _manual_options),
    Command("report-problem", _REPORT, report_problem, ("book",), _report_options),
)
