"""Benchmarks as ratios in one run: `python -m tests.benchmarks.bench`. Never an assertion on seconds.

Each line prints our time, the time of the thing it is compared with on the same machine in the same run, the
ratio, and the aim. Medians; imports that both sides need are done before.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["MINGZHANG_HOME"] = tempfile.mkdtemp()

from desktop import pipeline
from desktop.catalog.classification import load
from desktop.exporters import pdf, xlsx
from desktop.exporters.publication import Publication
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine, Income
from tests.benchmarks import starting

ROOT = Path(__file__).resolve().parents[2]
BYTECODE = tempfile.mkdtemp()


def median(run: Callable[[], object], times: int = 9) -> float:
    """Return the median milliseconds of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def spent(run: Callable[[], object], times: int = 5) -> float:
    """Return the median milliseconds of processor time of a call, with what the processes it ran have used.

    On a machine with other work this is what can be compared; the wall clock would measure the others.
    """

    def used() -> float:
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

    taken = []
    for _ in range(times):
        start = used()
        run()
        taken.append((used() - start) * 1000)
    return statistics.median(taken)


def show(name: str, ours: float, other: float, against: str, aim: str) -> None:
    """Print one line."""
    print(f"{name:<34} {ours:8.1f} ms   {against:<34} {other:8.1f} ms   ratio {ours / other:6.2f}   aim {aim}")


def process(code: str, *arguments: str) -> Callable[[], object]:
    """Return a call that runs Python code in a fresh process, with bytecode kept from run to run as users have it."""
    command = [sys.executable, "-c", code, *arguments]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = BYTECODE
    return lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=kept)


def plain_openpyxl(publication: Publication, path: Path) -> None:
    """Write the same cells plainly with openpyxl and named styles."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    book = openpyxl.Workbook()
    side = Side(style="thin")
    for style in {c.style for s in publication.sheets for c in s.cells}:
        named = NamedStyle(style)
        named.font, named.alignment = Font(name="宋体", size=10.5), Alignment(wrap_text=True, vertical="center")
        named.border = Border(left=side, right=side, top=side, bottom=side)
        book.add_named_style(named)
    for sheet in publication.sheets:
        target = book.create_sheet(xlsx.sheet_name(sheet))
        for placed in sheet.cells:
            amount = placed.cell.amount if placed.cell and placed.cell.kind == "amount" else None
            cell = target.cell(placed.row + 1, placed.column + 1)
            cell.value = placed.text if amount is None else amount / 1_000_000
            cell.style = placed.style
            if placed.row_span > 1 or placed.column_span > 1:
                target.merge_cells(start_row=placed.row + 1, start_column=placed.column + 1,
                                   end_row=placed.row + placed.row_span,
                                   end_column=placed.column + placed.column_span)  # fmt: skip
    book.save(path)


def plain_canvas(document: pdf.Document, path: Path) -> None:
    """Draw the same texts and rules on a canvas with nothing around it."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), initialFontName="serif", pageCompression=1)
    for page in document.pages:
        canvas.setPageSize((page.width, page.height))
        for line in page.lines:
            canvas.line(line.x1, page.height - line.y1, line.x2, page.height - line.y2)
        for text in page.texts:
            canvas.setFont(text.face, text.size)
            canvas.drawString(text.x, page.height - text.y, text.text)
        canvas.showPage()
    canvas.save()


def bench_exports(publication: Publication, folder: Path, title: str) -> None:
    """Excel and PDF against plain writers of the same cells and pages (processor time), and against LibreOffice."""
    from desktop.exporters import package

    path = folder / "plain.xlsx"
    package.export(publication, folder)
    plain_openpyxl(publication, path)

    def whole(kind: str) -> Callable[[], object]:
        return lambda: package.export(publication, folder, (kind,))

    openpyxl_time = spent(lambda: plain_openpyxl(publication, path))
    show(f"xlsx, written and read back {title}", spent(whole("xlsx")), openpyxl_time, "openpyxl, same cells", "<= 2.5")
    document = pdf.document_of(publication)
    canvas_time = spent(lambda: plain_canvas(document, folder / "plain.pdf"))
    pages = f"plain canvas, same {len(document.pages)} pages"
    written = spent(lambda: pdf.write(publication, folder / "written.pdf"))
    show(f"pdf, composed and written {title}", written, canvas_time, pages, "<= 2")
    show(f"pdf, and read back {title}", spent(whole("pdf")), canvas_time, pages, "(report)")
    if shutil.which("soffice") and not title:
        bench_office(publication, folder, median(whole("pdf")))


def bench_office(publication: Publication, folder: Path, checked: float) -> None:
    """One PDF and the whole package against LibreOffice turning our workbook into a PDF. checked: ms of our PDF."""
    from desktop.exporters import package

    made = folder / f"{publication.file_stem}.xlsx"
    out, profile = str(folder / "lo-out"), f"-env:UserInstallation=file://{folder}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", out, str(made)]

    def office() -> None:
        subprocess.run(command, check=True, capture_output=True)

    def usual() -> None:
        package.export(publication, folder)

    def everything() -> None:
        package.export(publication, folder / "all", tuple(package.KINDS))

    office()
    everything()
    taken = median(office, 3)
    show("LibreOffice: our xlsx to PDF", taken, checked, "our PDF, read back", ">= 5")
    show("xlsx + pdf + docx, all read back", median(usual), taken, "LibreOffice: xlsx to PDF", "< 1")
    files = len(list((folder / "all").iterdir()))
    against = "LibreOffice, processor time"
    show(
        f"all {len(package.KINDS)} kinds, {files} files, read back",
        spent(everything),
        spent(office, 3),
        against,
        "<= 0.5",
    )


def book_of(lines: int, folder: Path, items: int = 24) -> Path:
    """Return a balanced book with so many lines in each of two years, over so many functional 项."""
    path = folder / f"{lines}-{items}.mzb"
    sample.write("wuxi_2023", path)
    functions = [c for c, e in load("function").codes.items() if len(c) == 7 and e.in_force(2023)][:: 1177 // items]
    economics = [c for c, e in load("economic").codes.items() if len(c) == 5 and c[:3] in ("301", "302", "303")]
    with Book.open(path) as book, book.operation("填充"):
        for budget in book.budgets(book.units()[0].id):
            have = len(book.records(DirectLine, budget_id=budget.id))
            for number in range(lines - have):
                book.insert(
                    DirectLine(budget_id=budget.id, position=have + number, amount=100 + number, nature="公用",
                               function_code=functions[number % items],
                               economic_code=economics[number // items % len(economics)])
                )  # fmt: skip
            income = book.records(Income, budget_id=budget.id)[0]
            total = sum(line.amount for line in book.records(DirectLine, budget_id=budget.id))
            book.update(replace(income, amount=total))
    return path


def bench_edit(lines: int, folder: Path, items: int = 24) -> Publication:
    """One confirmed edit, then all tables, text and findings; against a plain loop that sums the same lines."""
    with Book.open(book_of(lines, folder, items)) as book:
        budget = pipeline.newest_budget(book)
        line = book.records(DirectLine, budget_id=budget.id)[0]
        state = {"amount": line.amount}

        def edit() -> None:
            state["amount"] += 1
            with book.operation("修改"):
                book.update(replace(line, amount=state["amount"]))
            assert pipeline.of_book(book, "chongqing/2023", budget).outcomes

        def loop() -> None:
            sums: dict[tuple[str, str], int] = {}
            for one in book.facts(budget).lines:
                key = (one.function_code, one.economic_code)
                sums[key] = sums.get(key, 0) + one.amount

        edit()
        aim = "<= 30 ms in all" if lines <= 600 and items == 24 else "(report)"
        show(f"edit -> all, {lines} lines, {items} 项", median(edit), median(loop), "plain loop reading one year", aim)
        return pipeline.publication(pipeline.of_book(book, "chongqing/2023", budget))


def main() -> None:
    """Run all benchmarks."""
    folder = Path(tempfile.mkdtemp())
    book = folder / "sample.mzb"
    sample.write("wuxi_2023", book)
    with Book.open_to_read(book) as opened:
        publication = pipeline.publication(pipeline.of_book(opened, loader.available()[0]))
    starting.measured(11, folder)
    bench_exports(publication, folder, "")
    large = bench_edit(600, folder)
    bench_exports(large, folder, "(600 lines)")
    bench_edit(600, folder, 588)
    bench_edit(10_000, folder)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
