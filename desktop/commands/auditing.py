"""The command that audits published documents: one file, with or without a book, or all files of a folder."""

import argparse
import os.path
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths, personal
from desktop.commands.common import disclosure_of, reading, refuse_taken, show_json, warn_of_form
from desktop.commands.parsing import Command, add_copy, add_json, of_budget, of_units
from desktop.findings import Severity, UserError
from desktop.ledger.unit_tree import UnitTree
from desktop.personal import Guard

if TYPE_CHECKING:
    from desktop.audit.auditing import Audit
    from desktop.audit.outcome import Rule
    from desktop.audit.whose import Maker
    from desktop.disclosure import Disclosure
    from desktop.ledger.book import Book
    from desktop.outside.document import Document

NOT_RUN = 2
"""The exit status where nothing was audited for what was asked: 1 would say that a document has errors."""
NOTHING_TO_CHECK = 3
"""The exit status of an audit that found nothing to check, which is not a document without errors."""


def audit(parsed: argparse.Namespace) -> int:
    """Hold a published document against itself and, with --book, against a book.

    0 when no error is found, 1 when one is, 2 where what is asked cannot be done, 3 when there is nothing to check or
    the file cannot be read.
    """
    try:
        return _audit(parsed)
    except UserError as error:
        print(error, file=sys.stderr)
        return NOT_RUN


def _audit(parsed: argparse.Namespace) -> int:
    from desktop.audit import auditing
    from desktop.audit.results import report

    path = Path(parsed.file)
    if os.path.isdir(path) or parsed.xlsx:
        return _folder(path, parsed)
    for name, ending in ((parsed.pdf, ".pdf"), (parsed.docx, ".docx")):
        if name and Path(name).suffix.lower() != ending:
            raise UserError(f"“{name}”的扩展名应为 {ending}")
        if name and paths.followed(Path(name)) == paths.followed(path):
            raise UserError(f"审阅意见不能写到所审阅的文件“{path.name}”上；请换一个文件名")
        if name:
            refuse_taken(Path(name))
    _known_form(parsed.form)
    try:
        document = auditing.read(path)
    except auditing.NothingToCheck as error:
        print(error, file=sys.stderr)
        return NOTHING_TO_CHECK
    found = auditing.of_document(document, parsed.form, _rules_of_book(parsed, document))
    _write_opinion(found, parsed)
    if parsed.json:
        show_json(report.as_json(found))
    else:
        print("\n".join(report.as_text(found)))
    return 1 if found.count(Severity.ERROR) else 0


def _write_opinion(found: "Audit", parsed: argparse.Namespace) -> None:
    """Write the opinion for the unit that made the document to the files of --pdf and --docx."""
    if not parsed.pdf and not parsed.docx:
        return
    from desktop.audit.results import opinion
    from desktop.exporters import letter

    compared = f"文件本身，并与账本“{Path(parsed.book).stem}”逐个核对" if parsed.book else ""
    targets = [Path(name) for name in (parsed.pdf, parsed.docx) if name]
    letter.write(replace(opinion.opinion_of(found, compared), guard=_guard(parsed)), targets)
    for target in targets:
        print(f"审阅意见：{target}", file=sys.stderr)


def _guard(parsed: argparse.Namespace) -> Guard:
    """Return what of the book of --book must not be in a report: whoever gets it has the document, not the book."""
    if not parsed.book:
        return Guard()
    with reading(parsed) as book:
        return Guard(tuple(personal.unpublished(book.records)), codes=personal.codes_of(book.records))


def _known_form(key: str) -> None:
    from desktop.layouts.form import loader

    if key and key not in loader.available():
        raise UserError(f"没有版式“{key}”；用 forms 命令查看有哪些版式")


def _rules_of_book(parsed: argparse.Namespace, document: "Document") -> Sequence["Rule"]:
    """Return the rules that hold a document against the book of --book, none without one.

    Says so where the document names another unit of the book, or another year, than it is compared with.
    """
    if not parsed.book:
        return ()
    from desktop import pipeline
    from desktop.audit import whose
    from desktop.audit.book import against_book

    with reading(parsed) as book:
        disclosure = _published(book, parsed, document)
        maker = whose.maker_of(document, {unit.name: unit.code for unit in book.units()})
    of_book = disclosure.facts.unit.name, disclosure.facts.budget.year
    if not maker.problem and (maker.unit, maker.year) != of_book:
        print(
            f"注意：文件写的是{maker.unit}{maker.year}年，与之核对的是账本中的{of_book[0]}{of_book[1]}年；"
            "用 --unit、--year 指定",
            file=sys.stderr,
        )
    warn_of_form(disclosure.form_problem)
    return against_book.rules(disclosure, pipeline.text_findings)


def _published(book: "Book", parsed: argparse.Namespace, document: "Document") -> "Disclosure":
    """Return the book's budget in the layout named, else in the document's, which is said where it is another one."""
    from desktop.audit.tables import layout_of

    disclosure = disclosure_of(book, parsed, parsed.form)
    key = parsed.form or layout_of.comparable(document, disclosure.form.key)
    if key == disclosure.form.key:
        return disclosure
    other = disclosure_of(book, parsed, key)
    print(
        f"注意：“{document.file}”是“{other.form.title}”，账本的版式是“{disclosure.form.title}”；"
        "按文件的版式核对，用 --form 指定",
        file=sys.stderr,
    )
    return other


def _folder(folder: Path, parsed: argparse.Namespace) -> int:
    """Audit every document of a folder into one workbook; a broken file is a row of its own."""
    from desktop.audit.results import folder as of_folder

    _refuse_for_folder(folder, parsed)
    _known_form(parsed.form)
    target = Path(parsed.xlsx)
    _refuse_other_workbook(target)
    with _matching(parsed) as rules_for:
        result = of_folder.audit(folder, target, parsed.form, rules_for, _guard(parsed))
    print(f"{result.summary}；结果表：{target}")
    return NOTHING_TO_CHECK if not result.audited else 1 if result.errors else 0


def _refuse_for_folder(folder: Path, parsed: argparse.Namespace) -> None:
    if not folder.is_dir():
        raise UserError(f"“{folder}”不是文件夹；--xlsx 用于核对整个文件夹")
    if parsed.pdf or parsed.docx:
        raise UserError("审阅意见是一个文件的；核对整个文件夹时不能用 --pdf、--docx，请逐个文件核对")
    if not parsed.xlsx:
        raise UserError(f"“{folder}”是文件夹；请用 --xlsx 写明结果表的文件名")
    if parsed.json:
        raise UserError("核对整个文件夹时不能用 --json；结果在 --xlsx 的表中")
    if parsed.unit or parsed.year or parsed.all or getattr(parsed, "scenario", ""):
        raise UserError("核对整个文件夹时，单位和年度以各文件的标题为准，不能用 --unit、--year、--all、--scenario")


def _refuse_other_workbook(target: Path) -> None:
    """Refuse to write the result over anything but an earlier result: it may be one of the documents themselves."""
    from desktop.audit.results import report
    from desktop.outside import source_files

    if target.suffix.lower() != ".xlsx":
        raise UserError(f"“{target}”的扩展名应为 .xlsx")
    if not target.exists():
        return
    try:
        earlier = source_files.read(target, "审阅").rows[0].cells == tuple(report.HEADINGS)
    except (UserError, IndexError):
        earlier = False
    if not earlier:
        raise UserError(f"“{target}”已经存在，而且不是以前的审阅结果表，没有覆盖；请换一个名字")


@contextmanager
def _matching(parsed: argparse.Namespace) -> Iterator[Callable[["Document"], tuple[Sequence["Rule"], str]]]:
    """Yield what tells of a document the rules of the book of --book, and with what it is compared or why with none."""
    from desktop.audit import whose
    from desktop.audit.results import report
    from desktop.audit.tables import layout_of

    if not parsed.book:
        yield lambda _: ((), report.NOT_ASKED)
        return
    with reading(parsed) as book:
        units = {unit.name: unit.code for unit in book.units()}
        known: dict[tuple[str, int, bool, str], tuple[Sequence[Rule], str]] = {}

        def rules_for(document: "Document") -> tuple[Sequence["Rule"], str]:
            maker = whose.maker_of(document, units)
            if maker.problem:
                return (), f"没有与账本核对：{maker.problem}"
            key = maker.unit, maker.year, maker.department, layout_of.comparable(document, book.form)
            if key not in known:
                try:
                    known[key] = _rules_of(book, parsed, maker, document)
                except UserError as error:
                    known[key] = (), f"没有与账本核对：{error}"
            return known[key]

        yield rules_for


def _rules_of(
    book: "Book", parsed: argparse.Namespace, maker: "Maker", document: "Document"
) -> tuple[Sequence["Rule"], str]:
    """Return the rules of the budget of a unit, with all below it where the document speaks of the whole 部门."""
    from desktop import pipeline
    from desktop.audit.book import against_book

    below = bool(UnitTree(book.units()).children(UnitTree(book.units()).find(maker.unit)))
    together = maker.department and below
    asked = argparse.Namespace(**{**vars(parsed), "unit": [maker.unit], "year": maker.year, "all": together})
    disclosure = _published(book, asked, document)
    stage = disclosure.facts.budget.stage
    return against_book.rules(disclosure, pipeline.text_findings), f"{maker.unit} {maker.year}年 {stage}"


def _options(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "FILE 是公开的预算（Word、PDF、Excel、OFD、网页、文本），或者一个文件夹（须写 --xlsx）。"
        "文件夹与 --book 一起用时，按各文件标题写明的单位和年度找账本中的预算，找不到的逐个说明，不猜。"
        "退出码：0 没有错误，1 有错误，2 没有审阅（写法不对，账本或结果文件不能用），3 没有可核对的内容或文件无法读取"
    )
    parser.add_argument("--book", default="", help="账本；写了则把文件中的数与账本逐个核对")
    parser.add_argument("--form", default="", help="公开版式，用 forms 命令查看；不写则自动辨认")
    parser.add_argument(
        "--xlsx", default="", metavar="表", help="核对整个文件夹，结果写入这个 Excel 文件，每个文件一行"
    )
    parser.add_argument("--pdf", default="", metavar="文件", help="把审阅意见写成 PDF，给编制单位")
    parser.add_argument("--docx", default="", metavar="文件", help="把审阅意见写成 Word，给编制单位")
    add_json(parser)
    add_copy(parser)
    of_units(parser)
    of_budget(parser)


COMMANDS = (Command("audit", "审阅公开的预算：表内、表间、表与文字，也可与账本核对", audit, ("file",), _options),)
