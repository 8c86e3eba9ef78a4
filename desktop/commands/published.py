"""Commands about documents from elsewhere: the bureau's workbook learned, last year's figures in."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import text_files
from desktop.commands.common import chosen, writing
from desktop.commands.parsing import Command, of_budget
from desktop.findings import UserError
from desktop.money import YUAN

if TYPE_CHECKING:
    from desktop.published.proposal import Proposal


def import_last_year(parsed: argparse.Namespace) -> int:
    """Enter the published figures of the year before the newest budget; with --preview only show them.

    Every disagreement must be accepted by its key (--accept, --accept-file); there is no way to accept all at once.
    """
    from desktop.layouts.form import loader
    from desktop.published import entry

    forms = [loader.load(key) for key in ([parsed.form] if parsed.form else loader.available())]
    accepted = set(parsed.accept) | _keys_in(parsed.accept_file)
    with writing(parsed) as book:
        newest = chosen(book, parsed)
        unit = next(u for u in book.units() if u.id == newest.unit_id)
        proposal = entry.read(Path(parsed.file), forms, unit, newest.year - 1, _say_search)
        read = f"{len(proposal.tables)} 张表，{len(proposal.compared)} 个数"
        print(f"按“{proposal.form.title}”读取“{proposal.file}”：{read}")
        for finding in proposal.findings:
            print(f"{finding.severity} {finding.describe()}", file=sys.stderr)
        _show_compared(proposal, every_figure=parsed.preview)
        if parsed.preview:
            return 0
        entry.enter(book, proposal, accepted)
    print(f"已导入{newest.year - 1}年公开数：支出 {len(proposal.facts.lines)} 行")
    return 0


LONG_SEARCH = 8
"""After so many divisions of a side's amounts a person hears why it takes longer."""


def _say_search(tried: int, most: int) -> None:
    if tried == LONG_SEARCH:
        print(f"各表之间有矛盾，正在换别的办法核对（最多 {most} 次，几秒钟）…", file=sys.stderr)


def _keys_in(file: str) -> set[str]:
    """Return the first word of each line of a file of accepted keys; # begins a remark. Raises UserError."""
    if not file:
        return set()
    lines = text_files.read(Path(file)).splitlines()
    return {line.split()[0] for line in lines if line.strip() and not line.lstrip().startswith("#")}


def _show_compared(proposal: "Proposal", *, every_figure: bool) -> None:
    """Print both sides of the figures, and each disagreement with the key it is accepted by."""
    from desktop.published.disagreements import name_of

    agreed = sum(figure.agrees for figure in proposal.compared)
    print(f"导入后与文件一致 {agreed} 个，不一致 {len(proposal.compared) - agreed} 个")
    for figure in proposal.compared if every_figure else ():
        mark = "" if figure.agrees else "  ← 不一致"
        print(f"{name_of(figure.cell)}\t{YUAN.show(figure.cell.amount)}\t{YUAN.show(figure.rebuilt)}{mark}")
    if proposal.disagreements:
        print(f"需逐项接受（--accept 编号）的有 {len(proposal.disagreements)} 项：")
    for doubt in proposal.disagreements:
        print(f"{doubt.key}\t{doubt.label}\t文件：{doubt.stated}\t导入后：{doubt.entered}")


def template(parsed: argparse.Namespace) -> int:
    """Learn which cell of a bureau's workbook holds which figure, and write the mapping file."""
    from desktop.layouts.form import loader
    from desktop.template import mapping
    from desktop.template.learn import learn

    if parsed.action != "learn":
        raise UserError(f"不认识“template {parsed.action}”；请写 template learn 文件.xlsx")
    path = Path(parsed.file)
    learned = learn(path, [loader.load(key) for key in loader.available()])
    for sheet in learned.mapping.sheets:
        for cell in sheet.cells:
            print(f"{sheet.sheet} {cell.cell}\t{cell.row}\t{cell.column}\t{cell.value}")
        for listing in sheet.lists:
            print(f"{sheet.sheet} 第 {listing.first}–{listing.last} 行\t按科目列出")
    for finding in learned.findings:
        print(f"{finding.severity} {finding.describe()}", file=sys.stderr)
    if not learned.mapping.count:
        raise UserError(f"“{path.name}”中没有认出可以填写的格；请检查表名和行列标题")
    target = Path(parsed.out) if parsed.out else path.with_suffix(".对应表.json")
    if not parsed.overwrite and mapping.differs(mapping.as_text(learned.mapping), target):
        raise UserError(
            f"对应表“{target}”已经存在，没有覆盖（其中可能有人工修改）；要重新生成请加 --overwrite，或用 --out 另取名"
        )
    mapping.save(learned.mapping, target, overwrite=True)
    print(f"已生成对应表 {target}：{learned.mapping.count} 处；请核对后用 export --template 填写")
    return 0


def _template_options(parser: argparse.ArgumentParser) -> None:
    parser.description = "ACTION 写 learn；FILE 是空白的 .xlsx。生成的对应表可以修改、可以分享"
    parser.add_argument("--out", default="", help="对应表的文件名；不写则放在表格旁边")
    parser.add_argument("--overwrite", action="store_true", help="覆盖已有的对应表")


def _last_year_options(parser: argparse.ArgumentParser) -> None:
    of_budget(parser)
    parser.description = "FILE 是上年公开的文件（Excel、Word、PDF、OFD、网页、文本），其中的表格和文字都读"
    parser.add_argument("--form", default="", help="公开版式；不写则自动辨认")
    parser.add_argument("--preview", action="store_true", help="只看两边的数，不写入账本")
    parser.add_argument("--accept", action="append", default=[], metavar="编号", help="接受一项不一致，可重复")
    parser.add_argument("--accept-file", default="", metavar="文件", help="接受的编号，每行一个")


_FILE = ("book", "file")
COMMANDS = (
    Command("template", "学习财政局下发的表格：哪一格填哪个数", template, ("action", "file"), _template_options),
    Command("import-last-year", "由上年公开表或说明导入上年数", import_last_year, _FILE, _last_year_options),
)
