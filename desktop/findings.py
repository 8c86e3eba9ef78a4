"""Findings: what is wrong for the user, where, and what to do. A user's mistake is a value, never an exception."""

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from desktop.dataclass import dataclass

_WITHOUT_SHEETS = (".docx", ".pdf", ".ofd", ".html", ".htm", ".txt")


def sheet_word(file: str) -> str:
    """Return what a table of a file is called: documents have tables (表格), workbooks have sheets (工作表)."""
    return "表格" if file.lower().endswith(_WITHOUT_SHEETS) else "工作表"


class Severity(StrEnum):
    """Weight of a finding: an error keeps every export a draft, a warning waits for a person, a hint does not."""

    ERROR = "错误"
    WARNING = "警告"
    INFO = "提示"


class Status(StrEnum):
    """How an obligation ended. NOT_CHECKED must never be shown as PASSED."""

    PASSED = "通过"
    FAILED = "未通过"
    NOT_APPLICABLE = "不适用"
    NOT_CHECKED = "未检查"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: any of budget lines (by key), a record, a table cell, a figure of the narrative, a file.

    entry: what a person knows the place of records by (编制, 公开审批记录, the title of a page), where nothing of it is
    printed; record_id: the row, 0 where it is still to be added; field: the column by its name.
    """

    table: str = ""
    row: str = ""
    column: str = ""
    figure: str = ""
    lines: tuple[str, ...] = ()
    file: str = ""
    sheet: str = ""
    line_number: int = 0
    entry: str = ""
    record_id: int = 0
    field: str = ""

    def describe(self) -> str:
        """Return the place in Chinese, outermost first; empty when unknown."""
        parts = [
            f"文件“{self.file}”" if self.file else "",
            f"{sheet_word(self.file)}“{self.sheet}”" if self.sheet else "",
            f"第 {self.line_number} 行" if self.line_number else "",
            f"《{self.table}》" if self.table else "",
            f"“{self.row}”行" if self.row else "",
            f"“{self.column}”列" if self.column else "",
        ]
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the user should look at.

    code: rule number (C01 …) or a short key; message: one Chinese sentence that says what and what to do;
    left/right: the two compared values as shown text.
    """

    code: str
    severity: Severity
    message: str
    place: Place = Place()
    left: str = ""
    right: str = ""

    def describe(self) -> str:
        """Return place and message as one line."""
        where = self.place.describe()
        return f"{where}：{self.message}" if where else self.message

    def difference(self) -> Decimal:
        """Return by how much the two sides of an error differ (as printed, without sign); 0 where it has no sides."""
        if self.severity is not Severity.ERROR:
            return Decimal(0)
        try:
            left, right = (Decimal(side.replace(",", "")) for side in (self.left, self.right))
        except InvalidOperation:
            return Decimal(0)
        return abs(left - right)


def grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings with those of the same difference together, in the order in which each group begins.

    They most likely have the same cause: several identities fail by the same amount when a single figure is wrong. In a
    group those that name budget lines stand first: there the cause can be put right.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(finding.difference() or ("alone", number), []).append(finding)
    return [sorted(group, key=lambda finding: not finding.place.lines) for group in groups.values()]


@dataclass(slots=True)
class Outcome:
    """How one obligation ended, and the findings if it failed. `note` gives the reason of any other end."""

    code: str
    title: str
    severity: Severity
    status: Status
    note: str = ""
    findings: list[Finding] = field(default_factory=list)


class UserError(Exception):
    """A request that cannot be carried out; `str()` is one plain Chinese sentence with the way out.

    Raised only at the border (files, locks, disks) where no record exists yet to carry a Finding.
    """
