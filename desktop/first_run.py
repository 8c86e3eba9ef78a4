"""The first run: the sample book for the window, or, without a screen, sample, check and export with a short report."""

from pathlib import Path

from desktop import paths, pipeline
from desktop.exporters import package
from desktop.findings import Severity, Status
from desktop.intake import sample
from desktop.ledger.book import Book

FIRST_SAMPLE = "wuxi_2023"


def sample_book(name: str = FIRST_SAMPLE) -> Path:
    """Return the user's own copy of a sample book, made when there is none yet."""
    path = paths.home() / "books" / f"示例-{sample.titles()[name]}.mzb"
    if not path.exists():
        sample.write(name, path)
    return path


def headless_run(out: Path) -> int:
    """Write the sample book, check it, export it, and print the files. Returns 1 when a check finds an error."""
    book_path = out / f"{FIRST_SAMPLE}.mzb"
    book_path.unlink(missing_ok=True)
    sample.write(FIRST_SAMPLE, book_path)
    with Book.open_to_read(book_path) as book:
        disclosure = pipeline.of_book(book)
    written = package.export(pipeline.publication(disclosure), out, notice=print)
    version = f"版式 {disclosure.form.key}，版本 {disclosure.version}"
    print(f"明账：没有显示器，已在后台完成示例“{disclosure.title}”（{version}）")
    print(f"  示例账本    {book_path}")
    for item in written:
        print(f"  {package.KINDS[item.kind]}  {item.path}（{item.size:,} 字节，回读核对 {item.compared} 处一致）")
    total = disclosure.cube.sum(disclosure.form.measures["expenditure"].where)
    style = disclosure.form.table_style
    print(f"  共 {len(disclosure.tables)} 张表，支出合计 {style.show(total)} {style.unit}")
    counts = "，".join(f"{s} {sum(o.status is s for o in disclosure.outcomes)} 项" for s in Status)
    errors = sum(f.severity is Severity.ERROR for f in disclosure.findings)
    print(f"  检查：{counts}；错误 {errors} 个")
    return 1 if errors else 0
