"""The day by which a goal (绩效目标) is to be reached: it lies in no year before the budget's.

Rules, sources and what is not seen: resources/rules/audit/deadlines.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.details.things import LONGEST_CELL, TABLE, lines
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
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
    days = [*_days(document, year), *_periods(document)] if year else []
    seen += len(days)
    findings += [each for each in days if each]
    return answer(findings, seen, (), "绩效目标没有写哪一年哪一天以前完成")


DAY = r"(20\d\d)(?:年|[./-])(\d{1,2})(?:月|[./-]|$)?(\d{1,2})?日?"
DAY_CELL = re.compile(rf"(?:[≤<＜]|于)?{DAY}(?:[底末]|(?:之?前|以前)|0{{1,2}}:0{{1,2}}(?::00)?)*")
"""A cell that is a day: 2031-12-31."""
BEGIN = re.compile("开始|起始|启动|开工")
FINISH = re.compile("完成|结束|终止|截[止至]|竣工|完工|验收")
OF_DAY = re.compile("日期|时间|年月|期限|时限|日$|起$|止$")
FROM_TO = re.compile(rf"(?<!\d){DAY}(?:至|到|[-—－~～]){{1,2}}{DAY}")
"""From one day to another: 2031年1月至2031年12月."""
PROJECT = re.compile("绩效|目标|指标|计划|项目期|实施")
"""Words over a table of projects and their goals; one of assets has days of its own."""
MONTHS = 12
LABEL = 16
"""Letters of a label of a day."""


def _days(document: Document, year: int) -> Iterator[AuditFinding | None]:
    """Yield for each day in a table by which a project ends whether it lies before its budget, or before its start."""
    for table in document.tables:
        words = "".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))
        if any(int(each) != year for each in _titled(table)) or not table.rows or not PROJECT.search(words):
            continue
        heads = [cleaned(cell)[0] for cell in table.rows[0]]
        begins, ends = list[tuple[int, ...]](), list[tuple[tuple[int, ...], int, str]]()
        for at, row in enumerate(table.rows):
            own = list(_labelled(row, heads if at else []))
            begins += [day for label, day, _ in own if BEGIN.search(label)]
            finish = [(day, at, shown) for label, day, shown in own if FINISH.search(label) and not BEGIN.search(label)]
            ends += finish if not re.search("上年|结转|续建|立项|批复|尾款|指标", "".join(row)) else []  # A26: 指标
        for day, at, shown in ends:
            late = len(begins) == 1 and begins[0] > day
            if late or year - LATE <= day[0] < year:
                words = "早于开始的日期" if late else f"在 {year} 年预算以前"
                quote = Quote(shown, table.spot(at))
                yield finding("A103", Severity.WARNING, f"完成的日期{words}：{shown}", [quote], (), f"{year} 年")
            else:
                yield None


def _labelled(row: tuple[str, ...], heads: list[str]) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Yield the days of a row with their labels: the cell before, or the head of the column."""
    cells = [cleaned(cell)[0] for cell in row]
    for at, cell in enumerate(cells):
        match = DAY_CELL.fullmatch(cell)
        before = next((each for each in reversed(cells[:at]) if each), "")
        label = before if OF_DAY.search(before) and len(before) <= LABEL else heads[at] if at < len(heads) else ""
        if match and OF_DAY.search(label) and len(label) <= LABEL:
            yield label, tuple(int(each) for each in match.groups() if each), f"{label} {row[at].strip()}"


def _periods(document: Document) -> Iterator[AuditFinding | None]:
    """Yield for each period from one day to another whether it ends before it begins."""
    rows = ((row, table.spot(at)) for table in document.tables for at, row in enumerate(table.rows))
    cells = dict.fromkeys((cell, spot) for row, spot in rows for cell in row)
    for text, spot in (*((each.text, each.spot) for each in document.paragraphs), *cells):
        for match in FROM_TO.finditer(cleaned(text)[0]) if "20" in text else ():
            start, end = ([int(each or 0) for each in match.groups()[a : a + 3]] for a in (0, 3))
            if not all(start) or not all(end):
                start, end = start[:2], end[:2]
            if max(start[1], end[1]) > MONTHS:
                continue
            quote = Quote(match[0], spot)
            wrong = finding("A103", Severity.WARNING, f"结束的日期早于开始的日期：{match[0]}", [quote], (), "核对年月")
            yield wrong if end < start else None


def _goals(document: Document, year: int) -> Iterator[tuple[str, Quote]]:
    """Yield the rows and lines of goals; the tables of another year are left out."""
    for table in document.tables:
        head = "".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))
        if not TABLE.search(head) or any(int(each) != year for each in _titled(table)):
            continue
        for at, row in enumerate(table.rows):
            quote = row_quote(table, at)
            words = "；".join(dict.fromkeys(cleaned(cell)[0] for cell in row))
            if len(words) < LONGEST_CELL and not any(map(ALONE.fullmatch, words.split("；"))):  # A26 looks there
                yield words, quote
    for line in lines(document):
        yield cleaned(line.text)[0], Quote(line.text.strip(), line.spot)


def _titled(table: Table) -> list[str]:
    """Return the years in the lines over a table."""
    return [year for line in table.above for year in YEAR.findall(cleaned(line)[0])]


RULES: tuple[Rule, ...] = (Rule("A103", "绩效目标的期限不在预算年度以前", look),)
