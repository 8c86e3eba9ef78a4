"""All documents of a folder audited into one workbook; a file that cannot be read is a row of its own."""

from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path

from desktop import paths
from desktop.audit import auditing
from desktop.audit.outcome import Rule
from desktop.audit.results import report
from desktop.dataclass import dataclass
from desktop.exporters import audit_table
from desktop.findings import Severity, UserError
from desktop.outside.document import Document
from desktop.personal import Guard

RulesFor = Callable[[Document], tuple[Sequence[Rule], str]]
"""Of a document: the rules of a book, and with what it is compared or why with nothing."""
WIDTHS = (28, 16, 24, 6, 6, 6, 6, 8, 8, 8, 52, 56), (26, 6, 6, 20, 44, 54, 32, 28), (28, 6, 28, 90)


@dataclass(slots=True)
class Result:
    """What became of a folder: rows of its three sheets, how many files there were and were audited, errors in all."""

    files: int = 0
    audited: int = 0
    errors: int = 0
    rows: list[Sequence[str | int]] = field(default_factory=list)
    findings: list[Sequence[str]] = field(default_factory=list)
    unchecked: list[Sequence[str]] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """Say in a sentence what was done."""
        return f"核对了 {self.audited} 个文件，{self.files - self.audited} 个没有核对；错误 {self.errors} 处"


def documents_in(folder: Path, target: Path) -> list[Path]:
    """Return the documents of a folder in order; drafts that a program holds open and the result are none."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in auditing.KINDS
        and not path.name.startswith(("~$", "."))
        and paths.followed(path) != paths.followed(target)
    )


def audit(
    folder: Path,
    target: Path,
    form: str,
    rules_for: RulesFor,
    guard: Guard,
    watch: Callable[[int, int], None] | None = None,
) -> Result:
    """Audit every document of a folder and write the workbook.

    guard: what of the book must not be in it. watch: as of `auditing.of_document`, by files.
    """
    files = documents_in(folder, target)
    result = Result(len(files))
    for done, path in enumerate(files):
        if watch is not None:
            watch(done, len(files))
        name = path.relative_to(folder).as_posix()
        try:
            document = auditing.read(path)
        except UserError as error:
            result.rows.append(report.row_of_broken(name, str(error)))
            continue
        more, compared = rules_for(document)
        found = auditing.of_document(document, form, more)
        result.audited += 1
        result.errors += found.count(Severity.ERROR)
        result.rows.append(report.row_of(found, name, compared))
        result.findings += report.rows_of_findings(found, name)
        result.unchecked += report.rows_not_checked(found, name)
    sheets = [
        audit_table.Sheet("审阅", report.HEADINGS, WIDTHS[0], result.rows),
        audit_table.Sheet("问题", report.FINDINGS, WIDTHS[1], result.findings),
        audit_table.Sheet("未检查", report.UNCHECKED, WIDTHS[2], result.unchecked),
    ]
    audit_table.write(sheets, target, guard)
    return result
