"""`mingzhang selftest` (自检): whether this installation can do the work, from a sample book to the window.

Everything happens in a folder of its own that goes away; no book of the user, no network and no other program is
touched. Each step stands for a part that a broken installation would lack: a module, a font, a layout, the process
that reads outside files, the libraries of the window.
"""

import importlib
import os
import pkgutil
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import VERSION, missing_libraries, paths, pipeline
from desktop.dataclass import dataclass
from desktop.findings import Severity, UserError
from desktop.ledger.book import Book
from desktop.units import gates

SAMPLE = "wuxi_2023"
COMPUTED_SAMPLE = "qinghe_2025"
SENTINEL = "支出总计"
"""A word that every table of income and expenditure prints."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it looks at, and the work, which returns what it found or raises."""

    title: str
    work: Callable[[Path], str]


def run(say: Callable[[str], None] = print) -> int:
    """Take all steps, each also when another failed; say each with its result. Returns 1 when one failed."""
    say(f"明账 {VERSION} 自检（{'安装包' if getattr(sys, 'frozen', False) else '源码'}，{platform.platform()}）")
    failed = 0
    with _own_home() as folder:
        for number, step in enumerate(STEPS, 1):
            begun = time.perf_counter()
            passed, found = _taken(step, folder)
            failed += not passed
            mark = "通过" if passed else "失败"
            say(f"{number}. {mark}  {step.title}：{found}（{time.perf_counter() - begun:.1f} 秒）")
    say(f"自检有 {failed} 项失败；请把以上内容发给维护人员" if failed else f"自检通过：{len(STEPS)} 项全部正常")
    return 1 if failed else 0


def _taken(step: Step, folder: Path) -> tuple[bool, str]:
    """Take a step; return whether it passed and what there is to say."""
    try:
        return True, step.work(folder)
    except UserError as error:
        return False, str(error)
    except Exception as error:  # a part that is missing shows as any error at all
        if missing := missing_libraries.explain(error):
            return False, missing
        place = traceback.extract_tb(error.__traceback__)[-1]
        return False, f"{type(error).__name__}（{Path(place.filename).name}:{place.lineno}）：{error}"


@contextmanager
def _own_home() -> Iterator[Path]:
    """Let the program have a home of its own for the time of the steps."""
    before = os.environ.get("MINGZHANG_HOME")
    with tempfile.TemporaryDirectory(prefix="mingzhang-selftest-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["MINGZHANG_HOME"] = str(folder / "home")
        try:
            yield folder
        finally:
            del os.environ["MINGZHANG_HOME"]
            if before is not None:
                os.environ["MINGZHANG_HOME"] = before


def _files(_: Path) -> str:
    """Layouts, rules, fonts and words that lie beside the modules."""
    from desktop import rule_pages
    from desktop.layouts.form import loader

    forms = [loader.load(key) for key in loader.available()]
    if not forms:
        raise UserError(f"“{paths.forms()}”中没有公开版式")
    checks = rule_pages.described(forms[0])
    for check in checks:
        rule_pages.page_text(check.page)
    fonts = sorted((paths.resources() / "fonts").glob("*.ttf"))
    if len(fonts) < 3:
        raise UserError(f"字体不全，只有 {len(fonts)} 个")
    return f"公开版式 {len(forms)} 个，检查 {len(checks)} 项，字体 {len(fonts)} 个"


def _modules(_: Path) -> str:
    """Every module of ours can be loaded, with whatever library it needs."""
    names = sorted(each.name for each in pkgutil.walk_packages(sys.modules["desktop"].__path__, "desktop."))
    names = [name for name in names if not name.endswith(".__main__")]
    for name in names:
        importlib.import_module(name)
    if len(names) < 200:
        raise UserError(f"只找到 {len(names)} 个模块")
    return f"{len(names)} 个模块"


def _sample(folder: Path) -> str:
    """A sample whose figures were published, and one whose lines are computed from people and quotas."""
    from desktop.intake import sample

    found = []
    for name in (SAMPLE, COMPUTED_SAMPLE):
        sample.write(name, folder / f"{name}.mzb")
        with Book.open_to_read(folder / f"{name}.mzb") as book:
            disclosure = pipeline.of_book(book)
        wrong = [each for each in disclosure.findings if each.severity is Severity.ERROR]
        errors = sum(each.code not in gates.OF_THE_FILE for each in wrong)  # texts of a sample may wait for a person
        total = disclosure.cube.sum(disclosure.form.measures["expenditure"].where)
        if errors or not total:
            raise UserError(f"示例“{name}”有 {errors} 个错误，支出合计 {total} 分")
        found.append(f"{disclosure.title} {disclosure.form.table_style.show(total)} {disclosure.form.table_style.unit}")
    return "；".join(found)


def _export(folder: Path) -> str:
    """Every format is written, read back by an independent reader and compared."""
    from desktop.exporters import package

    with Book.open_to_read(folder / f"{SAMPLE}.mzb") as book:
        written = package.export(
            pipeline.publication(pipeline.of_book(book)), folder / "out", (*package.WHOLE, "citizens", "data")
        )
    return "，".join(f"{package.KINDS[item.kind]} {item.compared} 处一致" for item in written)


def _reading(folder: Path) -> str:
    """The reading child opens each exported file; its answer holds the tables."""
    from desktop.exporters import package
    from desktop.outside import source_files

    found = []
    for path in sorted((folder / "out").glob("*_预算公开.*")):
        document = source_files.read_document(path)
        texts = [part.text for part in document.paragraphs]
        cells = [cell for table in document.tables for row in table.rows for cell in row]
        if not any(SENTINEL in text.replace(" ", "").replace("　", "") for text in (*texts, *cells)):
            raise UserError(f"从“{path.name}”读回的内容中没有“{SENTINEL}”")
        found.append(f"{document.kind} {len(list(document.tables))} 张表")
    if len(found) != len(package.WHOLE):
        raise UserError(f"只读到 {len(found)} 个文件")
    return "，".join(found)


def _import(folder: Path) -> str:
    """The exported workbook goes into a new book as last year's figures, to the same total."""
    from desktop.layouts.form import loader
    from desktop.ledger.records import Budget, Unit
    from desktop.published import entry

    (path,) = (folder / "out").glob("*.xlsx")
    with Book.open_to_read(folder / f"{SAMPLE}.mzb") as book:
        disclosure, unit, year = pipeline.of_book(book), book.units()[0], pipeline.newest_budget(book).year
    with Book.create(folder / "导入.mzb") as book:
        with book.operation("自检"):
            mine = book.insert(Unit(name=unit.name, kind=unit.kind))
            book.insert(Budget(unit_id=mine.id, year=year + 1))
        proposal = entry.read(path, [loader.load(disclosure.form.key)], mine, year)
        entry.enter(book, proposal, {doubt.key for doubt in proposal.disagreements})
        total = sum(line.amount for line in book.facts(book.budget_of_year(mine.id, year)).lines)
    expected = disclosure.cube.sum(disclosure.form.measures["expenditure"].where)
    if abs(total - expected) > len(proposal.compared) * 10_000:  # printed in 万元, to two places
        raise UserError(f"导入后支出合计 {total} 分，应为 {expected} 分")
    agreed = sum(figure.agrees for figure in proposal.compared)
    return f"支出 {len(proposal.facts.lines)} 行，{agreed} 个数与文件一致"


def _damaged(folder: Path) -> str:
    """A file that cannot be trusted is refused in a sentence, and nothing else happens."""
    from desktop.outside import source_files

    path = folder / "损坏.xlsx"
    content = next((folder / "out").glob("*.xlsx")).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    try:
        source_files.read(path)
    except UserError:
        return "已拒绝并说明原因"
    raise UserError("损坏的工作簿没有被拒绝")


def _pack(folder: Path) -> str:
    """A unit's pack is made and read back by the child that reads many."""
    from desktop.outside.pack_series import PackSeries
    from desktop.packs import packing

    path = folder / "单位.mzs"
    with Book.open_to_read(folder / f"{COMPUTED_SAMPLE}.mzb") as book:
        packing.write(path, packing.pack(book, pipeline.newest_budget(book)))
    with PackSeries() as series:
        members = series.read(path)["members"]
    return f"{len(members)} 个成员，{path.stat().st_size:,} 字节"


def _manual(_: Path) -> str:
    """All chapters of the manual are there with their pictures."""
    from desktop import manual

    blocks = [block for chapter in manual.chapters().values() for block in manual.blocks_of(chapter)]
    pictures = sum(bool(block.content) for block in blocks)
    if not pictures:
        raise UserError(f"“{manual.folder()}”中没有操作手册")
    return f"{len(manual.chapters())} 章，{pictures} 幅图"


def _added(folder: Path) -> str:
    """A policy pack from a file is looked at by its child, taken in and removed again."""
    from desktop.updates import adding

    path = folder / "自检参数.toml"
    path.write_text('title = "自检"\nextends = "national"\n', encoding="utf-8")
    with adding.offered(path) as offer:
        adding.take(offer)
    adding.remove(adding.found(path.stem))
    return f"{len(offer.parts)} 个参数包，已加入又删除"


def _window(folder: Path) -> str:
    """The window opens without a screen, is drawn, takes an edit and takes it back."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.ui import trial

    return trial.run(folder / f"{COMPUTED_SAMPLE}.mzb")


STEPS = (
    Step("程序文件", _files),
    Step("全部模块", _modules),
    Step("示例账本的计算与检查", _sample),
    Step("导出并回读", _export),
    Step("受限的读取进程", _reading),
    Step("导入上年公开数", _import),
    Step("拒绝损坏的文件", _damaged),
    Step("单位数据包", _pack),
    Step("操作手册", _manual),
    Step("加入版式和参数包", _added),
    Step("窗口（不显示）", _window),
)
