"""Commands that make books and files, and take back steps: samples, forms, new, export, undo, redo."""

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import extras, text_files
from desktop.commands.common import disclosure_of, reading, warn_of_form, writing
from desktop.commands.parsing import Command, reading_disclosure
from desktop.findings import UserError
from desktop.ledger import rolling
from desktop.ledger.book import Book
from desktop.ledger.vocabulary import Stage

if TYPE_CHECKING:
    from desktop.disclosure import Disclosure
    from desktop.exporters.delivery.signing import Signer


PASSPHRASE = "MINGZHANG_PASSPHRASE"
"""The variable of the surroundings that may hold the passphrase of a certificate."""


def samples(_: argparse.Namespace) -> int:
    """List the sample books."""
    from desktop.intake import sample

    for name, title in sample.titles().items():
        print(f"{name}\t{title}")
    return 0


def sample(parsed: argparse.Namespace) -> int:
    """Make a sample book."""
    from desktop.intake import sample

    sample.write(parsed.name, Path(parsed.book))
    print(f"已生成示例账本 {parsed.book}")
    return 0


def forms(parsed: argparse.Namespace) -> int:
    """List the forms with their years, and the user's own that are wrong; with --year which fit, and why others not."""
    from desktop.catalog import editions
    from desktop.layouts.form import loader, years

    known = [loader.load(key, with_text=False) for key in loader.available()]
    if parsed.year:
        found = [years.standing(form, parsed.year, known) for form in known]
        for each in sorted(found, key=lambda standing: standing.state != years.FITS):
            print(f"{each.form.key}\t{each.form.title}\t{each.state}\t{each.reason}")
        if missing := editions.edition(parsed.year).missing:
            print(f"注意：{missing}", file=sys.stderr)
    else:
        for form in known:
            print(f"{form.key}\t{form.title}\t适用{years.span(form)}")
    for key, reason in loader.problems().items():
        print(f"{key}\t不能使用：{reason}")
    return 0


def new(parsed: argparse.Namespace) -> int:
    """Make a new book, in the usual layout of its year."""
    from desktop.layouts.form import years
    from desktop.layouts.paper.glyphs import unwritable
    from desktop.ledger import units
    from desktop.ledger.records import Unit

    if not parsed.unit.strip():
        raise UserError("单位名称不能为空；请用 --unit 填写单位全称")
    if problem := unwritable(parsed.unit.strip()):
        raise UserError(f"单位名称{problem}")
    if not 2000 <= parsed.year <= 2100:
        raise UserError(f"年度“{parsed.year}”不对；请填四位年份，例如 2025")
    unit = Unit(name=parsed.unit.strip(), kind=parsed.kind, scope=parsed.scope)
    units.begin(Path(parsed.book), unit, parsed.year, years.for_new_book(parsed.year))
    print(f"已新建账本 {parsed.book}：{unit.name} {parsed.year}年")
    return 0


def clear_history(parsed: argparse.Namespace) -> int:
    """Clear the history of a book; without --yes only print the number of steps and backups."""
    from desktop.ledger.backups import purge

    with writing(parsed) as book:
        if parsed.files:
            return _clear_files(book, parsed.yes)
        if not parsed.yes:
            other = len(purge.others(book))
            print(f"将清除 {len(book.history())} 步修改历史，清除后不能撤销；账本现有内容不变，旧备份一并删除")
            print(f"其他位置或较早版本的备份有 {other} 个，加 --all-backups 才删除" if other else purge.BEYOND_REACH)
            print("没有清除；确认要清除请加 --yes", file=sys.stderr)
            return 1
        cleared = purge.clear(book, everywhere=parsed.all_backups)
    print("\n".join(cleared.describe()))
    return 0


def _clear_files(book: Book, agreed: bool) -> int:
    """Free the contents of removed evidence files; unless agreed only print their number and size."""
    count, size = book.removed_files()
    amount = f"已删除的附件 {count} 个，共 {size / 1024 / 1024:.1f} MB"
    if not agreed:
        print(f"将清除{amount}的内容；以后撤销删除也不能再取回这些文件。修改历史和现有内容不变")
        print("没有清除；确认要清除请加 --yes", file=sys.stderr)
        return 1
    book.clear_removed_files()
    print(f"清除完成：{amount}的内容已不在账本里；另做了一个核对过的备份，以前的备份没有删除")
    return 0


def undo(parsed: argparse.Namespace) -> int:
    """Take back the last step of a book, whatever it was."""
    with writing(parsed) as book:
        step = book.undo()
    print(f"已撤销：{step.name}" if step else "没有可以撤销的操作")
    return 0 if step else 1


def redo(parsed: argparse.Namespace) -> int:
    """Repeat the step that was taken back last."""
    with writing(parsed) as book:
        step = book.redo()
    print(f"已重做：{step.name}" if step else "没有可以重做的操作")
    return 0 if step else 1


def export(parsed: argparse.Namespace) -> int:
    """Write the disclosure files."""
    from desktop import pipeline
    from desktop.exporters import package

    kinds = tuple(k.strip() for k in parsed.only.split(",") if k.strip()) or package.USUAL
    unknown = [k for k in kinds if k not in package.KINDS]
    if unknown:
        raise UserError(f"不能导出“{unknown[0]}”；--only 可以是 {','.join(package.KINDS)} 中的几种")
    signer = _signer(parsed, kinds)
    with reading(parsed) as book:
        disclosure = disclosure_of(book, parsed, parsed.form)
    warn_of_form(disclosure.form_problem)
    if parsed.template:
        return _fill_template(parsed, disclosure)
    if disclosure.facts.budget.stage == Stage.DISCLOSED and disclosure.open_errors and not parsed.draft:
        return _refuse_to_publish(disclosure)
    publication = pipeline.publication(disclosure, coded=parsed.qr)
    if parsed.qr and not publication.page_code:
        raise UserError("测算方案和选择汇总不能凭二维码核验，不印二维码；请去掉 --qr")
    written = package.export(
        publication,
        Path(parsed.out),
        kinds,
        notice=lambda text: print(text, file=sys.stderr),
        as_zip=parsed.zip,
        signer=signer,
    )
    for item in written:
        signed = f"\t已由“{item.signed}”数字签名" if item.signed else ""
        print(f"{item.path}\t{item.size:,} 字节\t回读核对 {item.compared} 处一致{signed}")
    if publication.remarks and {"xlsx", "tables_xlsx"} & {*kinds}:
        print(publication.remarks, file=sys.stderr)
    if disclosure.facts.budget.scenario:
        print("注意：这是测算方案，文件名和每页页脚已注明，不能作为正式文件", file=sys.stderr)
    elif disclosure.open_errors:
        print(f"注意：有 {len(disclosure.open_errors)} 项检查错误未处理，文件页脚已注明“草稿”", file=sys.stderr)
    return 1 if package.printable(publication, kinds)[1] else 0


def _signer(parsed: argparse.Namespace, kinds: tuple[str, ...]) -> "Signer | None":
    """Return who signs the PDFs, None where nobody asked; before anything is computed or written."""
    from desktop.exporters.delivery import signing

    if not parsed.sign:
        if parsed.passphrase_file:
            raise UserError("--passphrase-file 要和 --sign 证书文件一起写")
        return None
    if parsed.template or not {"pdf", "tables_pdf", "citizens"} & set(kinds):
        raise UserError("数字签名只签 PDF，这次导出的文件里没有 PDF；请去掉 --sign")
    extras.SIGN.need()
    return signing.load(Path(parsed.sign), _passphrase(parsed))


def _passphrase(parsed: argparse.Namespace) -> str:
    """Return the passphrase of a certificate: of a file, the surroundings, or asked on the terminal; never kept."""
    if parsed.passphrase_file:
        return next(iter(text_files.read(Path(parsed.passphrase_file)).splitlines()), "")
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if not sys.stdin.isatty():
        raise UserError(f"不知道证书的密码：请在终端里运行，或者用 --passphrase-file 文件、环境变量 {PASSPHRASE} 给出")
    return getpass.getpass("证书密码（输入时不显示）：")


def _refuse_to_publish(disclosure: "Disclosure") -> int:
    """Say what is open of a budget that is to be published; nothing is written."""
    found = disclosure.open_errors
    print(f"{disclosure.title}“公开”还有 {len(found)} 项检查错误未处理，没有导出：", file=sys.stderr)
    for finding in found:
        print(f"  {finding.code} {finding.describe()}", file=sys.stderr)
    print("请先处理；只要草稿的请加 --draft，每页都注明“草稿”", file=sys.stderr)
    return 1


def _fill_template(parsed: argparse.Namespace, disclosure: "Disclosure") -> int:
    """Fill the bureau's workbook in the folder of its mapping file."""
    from desktop import paths
    from desktop.template import mapping, platform_tables
    from desktop.template.fill import fill

    rolling.require_official(disclosure.facts.budget)
    place = platform_tables.MAPPING if parsed.template == platform_tables.NAME else Path(parsed.template)
    learned = mapping.load(place)
    blank, target = place.parent / learned.file, Path(parsed.out) / learned.file
    if target.exists() and blank.exists() and target.samefile(blank):
        raise UserError(f"保存文件夹就是空白表格所在的文件夹，会覆盖“{learned.file}”，没有填写；请换一个文件夹")
    filled = fill(learned, blank, disclosure.cube, parsed.accept_difference, disclosure.facts)
    for finding in filled.findings:
        print(f"{finding.severity} {finding.describe()}", file=sys.stderr)

    def write(temporary: Path) -> None:
        temporary.write_bytes(filled.content)

    paths.clear_stale_temporaries(target.parent)
    paths.write_beside(target, write)
    print(f"{target}\t已填写 {filled.cells} 格")
    return 0


def _forms_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, default=0, help="预算年度：说明哪些版式适用、哪些较旧和原因")


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, help="单位名称")
    parser.add_argument("--kind", required=True, choices=("行政", "参公", "事业"), help="单位性质")
    parser.add_argument("--year", required=True, type=int, help="预算年度")
    parser.add_argument("--scope", default="单位", choices=("单位", "部门"), help="公开文件中的称谓")


def _export_options(parser: argparse.ArgumentParser) -> None:
    reading_disclosure(parser)
    parser.add_argument("--out", required=True, help="保存文件夹")
    parser.add_argument("--draft", action="store_true", help="公开阶段有检查错误时仍导出草稿，每页注明“草稿”")
    parser.add_argument(
        "--only",
        default="",
        help="只导出其中几种，例如 xlsx,pdf；另有 ofd、html、data（数据包）、citizens（读懂本单位预算），"
        "以及每张表一个文件的 tables_pdf、tables_xlsx",
    )
    parser.add_argument("--zip", action="store_true", help="全部文件打成一个压缩包（.zip）")
    parser.add_argument(
        "--qr",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="PDF、OFD 每页右下角印（--no-qr 不印）二维码，供 verify 核验；不写则一上、二上、批复印，其他阶段不印",
    )
    parser.add_argument(
        "--sign",
        default="",
        metavar="证书",
        help="用证书文件（.p12、.pfx）给 PDF 加数字签名，要另装 [sign] 组件；密码在终端询问，不写在命令里",
    )
    parser.add_argument(
        "--passphrase-file", default="", metavar="文件", help=f"证书密码在这个文件的第一行；或用环境变量 {PASSPHRASE}"
    )
    parser.add_argument(
        "--template",
        default="",
        metavar="对应表",
        help="填写财政局下发的表格（先用 template learn 生成对应表）；写“一体化平台”则填写随软件附带的平台表格",
    )
    parser.add_argument(
        "--accept-difference", default="", metavar="理由", help="填写后合计与账本不一致时仍然保存，写明理由"
    )


def _clear_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="确认清除；不写则只说明会清除什么")
    parser.add_argument("--files", action="store_true", help="只清除已删除附件的内容，修改历史保留")
    parser.add_argument("--all-backups", action="store_true", help="其他位置和较早版本的备份也删除")


COMMANDS = (
    Command("samples", "列出示例账本", samples),
    Command("sample", "生成示例账本", sample, ("name", "book")),
    Command("forms", "列出公开版式和适用年度", forms, (), _forms_options),
    Command("new", "新建账本", new, ("book",), _new_options),
    Command("export", "导出公开文件", export, ("book",), _export_options),
    Command("undo", "撤销最近一步操作", undo, ("book",)),
    Command("redo", "重做刚撤销的一步操作", redo, ("book",)),
    Command("clear-history", "清除修改历史和旧备份，不再留有已删除的人员", clear_history, ("book",), _clear_options),
)
