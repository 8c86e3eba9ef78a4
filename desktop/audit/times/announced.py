"""The year of the budget that a document says it makes public: 现将某局 2031 年部门预算公开如下.

Rules, sources and what is not seen: resources/rules/audit/years.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import passage_finding
from desktop.audit.outcome import AuditFinding
from desktop.audit.sentences.statements import Statements
from desktop.findings import Severity

MADE_PUBLIC = re.compile(
    r"(?<![\d〔《（])(?P<year>20\d\d)年度?(?P<of>[^，。；：、\d《》]{0,24}?)预算"
    r"(?P<what>(?:[及和与]?(?:“?三公”?经费|预算|信息|情况|有关|相关|草案|报告|编制|说明|报表|内容|事项|的)){0,6})(?:，)?"
    r"(?:(?:现|特)?(?:予以?|进行|向社会|面向社会|依法)*(?:公开|公布|公示)(?:说明)?|说明)"
    r"(?P<end>如下|[。：]|(?=$))"
)
"""The year of a budget, and that it is made public here."""
OTHER = re.compile("决算|执行|调整|绩效|评价|整改|检查|审计|上年|去年|以前|已|曾|完成|监督|制度|办法|要求|通知")
"""Words of a sentence that speaks of another thing or of another time."""
FORMER = 2
"""Years by which a text that was copied is old, or one that is ahead was mistyped."""
LEADING = 40
"""Passages at the start of a document, among which it says what it makes public."""


def another_year(text: Statements) -> Iterator[AuditFinding]:
    """Yield where a document says that it makes the budget of a former year, or of one to come, public."""
    for passage in text.passages[:LEADING]:
        for match in MADE_PUBLIC.finditer(passage.text):
            year, (start, end) = int(match["year"]), passage.sentence_at(match.start())
            clause = re.split("[，；：。]", passage.text[start : match.start()])[-1] + match[0]
            announces = re.search("现将|现就|现把|现对|特将|兹将|将", clause) or match["end"] == "如下"
            alone = str(text.year) not in passage.text[start:end]
            near = text.year - FORMER <= year < text.year or (text.year < year <= text.year + FORMER and _is_sure(text))
            if near and announces and alone and not OTHER.search(clause):
                message = f"这是 {text.year} 年预算，写成公开 {year} 年预算"
                yield passage_finding("A51", Severity.ERROR, message, passage, match.span(), f"{text.year} 年")


def _is_sure(text: Statements) -> bool:
    """Tell whether so many passages name the budget's year that a later one is the slip."""
    return sum(f"{text.year}年" in each.text for each in text.passages) >= SURE


SURE = 4
"""Passages that name the year of the budget."""


OPENS = re.compile(
    r"(?:第[一二三]部分|附件\d?|[一二三]、)?[^，。；：、\d《》]{0,30}?(?P<year>20\d\d)年度?(?:部门|单位|综合|收支|财政|年初)*预算"
    r"[^，。；：《》\d]{0,16}?(?:公开|公示|说明|报告)"
)
"""A title at the start of a passage, into which the text below it may have run."""
FIRST = 3
"""Passages at the start of a document among which its title is."""


def titled(text: Statements) -> Iterator[AuditFinding]:
    """Yield where the title of a document that runs into its text is of another year."""
    for passage in (each for each in text.passages[:FIRST] if not each.heading):
        match = OPENS.match(passage.text)
        year = int(match["year"]) if match else text.year
        plain = match is not None and not OTHER.search(match[0]) and not re.match("根据|按照|现将|为", match[0])
        if match and plain and year != text.year and _is_sure(text) and abs(year - text.year) <= FORMER:
            message = f"这是 {text.year} 年预算，标题写成 {year} 年"
            yield passage_finding("A52", Severity.ERROR, message, passage, match.span(), f"{text.year} 年")
