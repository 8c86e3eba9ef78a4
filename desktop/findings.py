"""Findings: what is wrong for the user, where, and what to do. A user's mistake is a value, never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Weight of a finding: an error makes an export a draft, a warning waits for a reason, a hint may stay."""

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
    """Where a finding is: any of budget lines (by key), a table cell, a figure of the narrative, a file position."""

    table: str = ""
    row: str = ""
    column: str = ""
    figure: str = ""
    lines: tuple[str, ...] = ()
    file: str = ""
    sheet: str = ""
    line_number: int = 0

    def describe(self) -> str:
        """Return the place in Chinese, outermost first; empty when unknown."""
        parts = [
            f"文件“{self.file}”" if self.file else "",
            f"工作表“{self.sheet}”" if self.sheet else "",
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


class UserError(Exception):
    """A request that cannot be carried out; `str()` is one plain Chinese sentence with the way out.

    Raised only at the border (files, locks, disks) where no record exists yet to carry a Finding.
    """
