"""Commands of the bureau: collect and collect-report. Their libraries are an extra, loaded when they run."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.commands.common import refuse_taken, show_json
from desktop.commands.parsing import Command, add_json, add_stage
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger.vocabulary import Stage, words

CANCELLED = 130


def collect(parsed: argparse.Namespace) -> int:
    """Take the packs of a folder into a dataset, and say how it went file by file where something is to be said."""
    from desktop import extras

    extras.COLLECT.need("pyarrow")
    from desktop.collect import collecting

    try:
        found = collecting.collect(Path(parsed.folder), Path(parsed.out), _progress, parsed.workers)
    except KeyboardInterrupt:
        print("\n已取消：这一批没有收入，以前收入的不受影响", file=sys.stderr)
        return CANCELLED
    if parsed.json:
        show_json({"batch": found.batch, "new": found.new, "packs": list(found.packs)})
        return 0
    for each in found.packs:
        if each["problem"]:
            print(f"{'提醒' if each['number'] else '未收入'}　{each['file']}：{each['problem']}")
    known = sum(1 for each in found.packs if each.get("known"))
    batch = f"第 {found.batch} 批：" if found.batch else ""
    print(f"{batch}新收入 {found.new} 个，已有 {known} 个，不能收入 {len(found.refused)} 个")
    return 0 if found.new or known else 1


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r已读 {done} / {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def report(parsed: argparse.Namespace) -> int:
    """Write the roll-up of a dataset."""
    from desktop import extras

    target = Path(parsed.xlsx)
    if target.suffix.lower() != ".xlsx":
        raise UserError(f"“{target}”的扩展名应为 .xlsx")
    refuse_taken(target)
    extras.COLLECT.need()
    from desktop.collect import report as reports
    from desktop.collect.dataset import Dataset

    dataset = Dataset(Path(parsed.dataset))
    year, _ = reports.chosen(dataset, reports.Wanted(year=parsed.year, stage=parsed.stage))
    wanted = reports.Wanted(
        parsed.place, year, parsed.stage, parsed.against, _form(parsed.form), _expected(parsed, year)
    )
    try:
        found = reports.ask(dataset, wanted, parsed.engine, parsed.memory, parsed.master)
        reports.write(dataset, wanted, found, target)
    except KeyboardInterrupt:
        print("\n已取消，没有写出文件", file=sys.stderr)
        return CANCELLED
    print(f"已写出 {parsed.xlsx}：{len(found['units'])} 个单位")
    return 0


def _form(key: str) -> str:
    """Return a layout that is there. Raises UserError for another one."""
    if key:
        loader.load(key)
    return key


def _expected(parsed: argparse.Namespace, year: int) -> Any:
    from desktop.collect import expected

    if parsed.book and parsed.units:
        raise UserError("--book 和 --units 只能写一个")
    if parsed.book:
        return tuple(expected.of_book(Path(parsed.book), year))
    return tuple(expected.of_csv(Path(parsed.units))) if parsed.units else None


def _collect_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, metavar="数据", help="汇总数据的文件夹；没有则新建，已有则追加一批")
    parser.add_argument("--workers", type=int, default=0, metavar="个数", help="同时读取的进程数；不写则与处理器相同")
    add_json(parser)


def _report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--xlsx", required=True, metavar="文件", help="写出的工作簿")
    parser.add_argument("--year", type=int, default=0, help="预算年度；不写则取最新的年度")
    add_stage(parser, "编报阶段；不写则取该年度最后的阶段")
    parser.add_argument("--against", default="", choices=("", *words(Stage)), metavar="阶段", help="与这个阶段比较")
    parser.add_argument("--place", default="全部单位", metavar="名称", help="汇总表上的地区或部门名称")
    parser.add_argument("--form", default="", help="按这个公开版式出汇总表，用 forms 命令查看；不写则不出")
    parser.add_argument("--book", default="", metavar="账本", help="应报单位取自这个账本")
    parser.add_argument("--units", default="", metavar="名单", help="应报单位的 CSV，列名为 单位编码、单位名称")
    parser.add_argument("--engine", default="duckdb", choices=("duckdb", "spark"), help="计算引擎")
    parser.add_argument("--memory", default="", metavar="大小", help="DuckDB 最多用多少内存，例如 2GiB")
    parser.add_argument(
        "--master", default="", metavar="地址", help="Spark 的 master；不写则用本机或 spark-submit 给的"
    )


COMMANDS = (
    Command("collect", "收集一个文件夹中的单位数据包", collect, ("folder",), _collect_options),
    Command("collect-report", "由收集的数据写出全地区的汇总工作簿", report, ("dataset",), _report_options),
)
