"""The day by which a goal (绩效目标) is to be reached: it lies in no year before the budget's.

Rules, sources and what is not seen: resources/rules/audit/deadlines.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.details.things import LONGEST_CELL, TABLE, lines
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document, Table

DEADLINE = re.compile(
    r"(?P<year>20\d\d)年(?:度?内|年?[底末]|\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?|第?[一二三四]季度末?|上半年|下半年)"
    r"(?P<by>(?:之?前|以前)?(?:全部|全面)?(?:完成|竣工|完工|交付|验收|拨付|发放|到位|投入使用)?)"
)
"""A day or month and what is to be done by it: 2031 年 11 月底前完成."""
ALONE = re.compile(r"[≤<＜于在]{0,2}20\d\d年[度底末前内以之完成月日\d]*")
"""A cell that is a date and nothing else."""
ASKED = re.compile("完成|时限|期限|截止|拨付|发放|支付|支出|竣工|完工|交付|验收|到位|投入使用|时间|日期|进度|时效")
"""Words of a label that asks by when something is done."""
EARLIER = re.compile(
    "开始|开工|启动|起始|实施期|起止|周期|立项|批复|批准|成立|自20|从20|由20|截[至止](?!时间|日期)|以来|上年|结转|跨年|续建|尾款|质保|[至到—~～-]20|[月日底][至到—~～-]|已|发布|印发|文件|〔"
)
"""Words of a row that may speak of a former year with good reason."""
LATE = 3
"""Years by which a goal that was copied may be late."""
YEAR = re.compile(r"20\d\d(?=年)")


def look(document: Document) -> Answer:
    """A103: a goal of a budget is to be reached in its year or later."""
    year = read(document).year
    findings, seen = [], 0
    for words, quote in _goals(document, year) if year else ():
        for match in DEADLINE.finditer(words):
            by = match["by"] or ASKED.search(words[: match.start()])
            if not by or EARLIER.search(words):
                continue
            seen += 1
            if year - LATE <= int(match["year"]) < year:
                message = f"{year} 年预算的绩效目标写成“{match[0]}”，期限已过"
                right = f"{year}{match[0][4:]}"
                findings.append(finding("A103", Severity.WARNING, message, [quote], (), right))
    return answer(findings, seen, (), "绩效目标没有写哪一年哪一天以前完成")


def _goals(document: Document, year: int) -> Iterator[tuple[str, Quote]]:
    """Yield the rows and lines of goals; the tables of another year are left out."""
    for table in document.tables:
        head = "".join((*table.above, *(cell for row in table.rows[:3] for cell in row)))
        if not TABLE.search(head) or any(int(each) != year for each in _titled(table)):
            continue
        for at, row in enumerate(table.rows):
            spot = (table.spots[at],) if at < len(table.spots) else ()
            quote = Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)
            words = "；".join(dict.fromkeys(cleaned(cell)[0] for cell in row))
            if len(words) < LONGEST_CELL and not any(map(ALONE.fullmatch, words.split("；"))):  # A26 looks there
                yield words, quote
    for line in lines(document):
        yield cleaned(line.text)[0], Quote(line.text.strip(), line.spot)


def _titled(table: Table) -> list[str]:
    """Return the years in the lines over a table."""
    return [year for line in table.above for year in YEAR.findall(cleaned(line)[0])]


RULES: tuple[Rule, ...] = (Rule("A103", "绩效目标的期限不在预算年度以前", look),)
