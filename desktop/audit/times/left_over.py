"""What last year left over (上年结转): a budget names the year before its own.

Rules, sources and what is not seen: resources/rules/audit/years.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import passage_finding
from desktop.audit.outcome import AuditFinding
from desktop.audit.sentences.statements import Statements
from desktop.findings import Severity

W = Severity.WARNING
CARRIED = re.compile(r"(?:无|没有)(20\d\d)年(?:财政拨款)?结转|(20\d\d)年(?:财政拨款)?结转[^，。；]{0,16}(?:无|没有|未)")
OF_FORMER = re.compile(r"(20\d\d)年度?(?:财政拨款|项目|资金)?结转(?:结余)?(?:资金|收入|支出|项目|\d)")
"""What a year named by its number left over."""
TERM_OF_LAST = re.compile(
    r"(?:^|[、.．）])“?上年(?:度)?(?:结转|结余)(?:[和与及、]?结余)?(?:收入|资金)?”?[：:，]?[^。，\d]{0,12}(20\d\d)年度?"
    r"(?:财政|末|底|全部|所有|尚未|未|预算|安排|的|完成)*(?:结转|结余)"
)
"""How the term is explained in a budget that names the year: 上年结转和结余：填列 2022 年全部结转和结余的资金数."""


def of_last_year(text: Statements) -> Iterator[AuditFinding]:
    """Yield where a section of what last year left over (上年结转) speaks of an earlier year."""
    for passage in text.passages:
        for match in CARRIED.finditer(passage.text) if any("上年结转" in words for words in passage.path) else ():
            if int(match[1] or match[2]) < text.year - 1:
                message = f"这是 {text.year} 年预算，上年结转写成 {match[1] or match[2]} 年"
                yield passage_finding("A51", W, message, passage, match.span(), f"{text.year - 1} 年")
    everything = "".join(passage.text for passage in text.passages)
    for passage in text.passages if f"{text.year - 1}年结转" not in everything else ():
        for match in OF_FORMER.finditer(passage.text) if "上年结转" in passage.text else ():
            if text.year - 3 <= int(match[1]) < text.year - 1 and "名词" not in "".join(passage.path):
                message = f"这是 {text.year} 年预算，上年结转写成 {match[1]} 年"
                yield passage_finding("A51", W, message, passage, match.span(), f"{text.year - 1} 年")
    for passage in text.passages:
        for match in TERM_OF_LAST.finditer(passage.text) if "名词" in "".join(passage.path) else ():
            if int(match[1]) in {text.year - 3, text.year - 2, text.year}:
                message = f"这是 {text.year} 年预算，上年结转解释成 {match[1]} 年"
                yield passage_finding("A51", W, message, passage, match.span(), f"{text.year - 1} 年")
