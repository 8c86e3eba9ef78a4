"""Days and months that no calendar has: 截至 2030 年 6 月 31 日, 13 月底前.

Rules, sources and what is not seen: resources/rules/audit/no_day.md.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, passage_finding, row_quote
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

MONTHS, LEAP = 12, 2024
DATE = re.compile(
    r"(?:(?<!\d)(?P<year>20\d\d)年(?:度)?)?(?<![\d.])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日(?!龄|间|均)|(?=底|末|初|[上中下]旬|份?前))"
)
"""A day, or a month by its end: 2031 年 6 月 30 日, 11 月底."""


def look(document: Document) -> Answer:
    """A173: every date that is written is one of the calendar."""
    passages = read(document).passages
    findings = [
        passage_finding("A173", Severity.ERROR, f"没有“{words}”这一天", passage, span, "填写正确的日期")
        for passage in passages
        for words, span in _none(passage.text)
    ]
    for table in document.tables:
        for at, row in enumerate(table.rows):
            for cell in row:
                for words, _ in _none(re.sub(r"\s", "", cell)) if "月" in cell else ():
                    quotes = [row_quote(table, at)]
                    message = f"没有“{words}”这一天"
                    findings.append(finding("A173", Severity.ERROR, message, quotes, (), "填写正确的日期"))
    return answer(findings, 1)


def _none(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the dates of a text that no calendar has; a month alone is one of twelve."""
    for match in DATE.finditer(text) if "月" in text else ():
        year, month, day = int(match["year"] or LEAP), int(match["month"]), int(match["day"] or 1)
        if not 1 <= month <= MONTHS or not 1 <= day <= monthrange(year, month)[1]:
            yield match[0], match.span()


RULES: tuple[Rule, ...] = (Rule("A173", "写的日期日历上有", look),)
