"""A table that a sentence with an amount or projects points to (详见表8), and which has nothing in it.

Rules, sources and what is not seen: resources/rules/audit/empty_table.md.
"""

import re
from collections import defaultdict

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.reading import read
from desktop.audit.tables.cells import is_number
from desktop.findings import Severity
from desktop.outside.document import Document, Table

NUMBER = rf"(?:0?(\d{{1,2}})|({NUMERAL}))"
POINTS = re.compile(
    rf"(?:详见|具体见|明细见|参见|见)(?:附件|后附|所附|本部门|本单位)?(?:公开|附)?表{NUMBER}(?![\d\-—至到、个张.])"
)
"""Words that point to one table by its number."""
TITLE = re.compile(rf"^(?:附件\d?[：:])?(?:公开|附|预算)?(?:表{NUMBER}(?![\d\-—.])|0?(\d{{1,2}})表)")
"""How the line over a table begins that bears a number."""
SOMETHING = re.compile(
    r"(?<![\d.])(?!0+(?:\.0+)?(?![\d.]))\d[\d,]*(?:\.\d+)?(?:亿元|万元|千元|元|个[^，。；]{0,8}项目)|项目[1-9]\d?个"
)
"""An amount or a number of projects that is not 0."""
NOTHING = re.compile("空表|没有|无|未|不涉及|不含|零")
HEAD = re.compile(
    r".{0,10}(?:编码|名称|[合小总]计|支出|收入|预算数?|金额|资金|经费|结转|拨款|年度?|备注|[类款项数])|其中：?|无|[—\-/]"
)
"""What stands in the second row of heads, or beside 合计 where there is nothing."""
LINES, HEADS = 4, 1
"""Lines over a table among which its number stands; rows of a table that are heads at least."""


def look(document: Document) -> Answer:
    """A166: a table that a sentence about money or projects points to is not empty."""
    findings, seen = [], 0
    tables: dict[int, list[Table]] = defaultdict(list)
    for table in document.tables:
        found = next(filter(None, (TITLE.match(_bare(line)) for line in reversed(table.above[-LINES:]))), None)
        if found:
            tables[_number(found)].append(table)
    for passage in read(document).passages:
        for match in POINTS.finditer(passage.text):
            several = tables.get(_number(match), [])
            start, _ = passage.sentence_at(match.start())
            before = passage.text[start : match.start()].rpartition("；")[2]
            if len(several) != 1 or not SOMETHING.search(before) or NOTHING.search(before):
                continue
            seen += 1
            if _empty(several[0]):
                message = f"写“{match[0]}”，而这张表没有内容"
                span = match.start(), match.end()
                findings.append(
                    passage_finding("A166", Severity.WARNING, message, passage, span, "改正表号，或补上表的内容")
                )
    return answer(findings, seen, (), "没有写详见某表的金额、项目")


def _bare(line: str) -> str:
    return re.sub(r"[\s　]", "", line)


def _number(match: re.Match[str]) -> int:
    digits, words, *more = match.groups()
    return int(digits or (more[0] if more and more[0] else 0) or 0) or number(words)


def _empty(table: Table) -> bool:
    """Tell whether a table has heads, and under them neither an amount nor words beside a label."""
    for row in table.rows[HEADS:]:
        cells = {cell.strip() for cell in row if cell.strip()}
        words = {cell for cell in cells if not is_number(cell)}
        if any(is_number(cell) and re.search("[1-9]", cell) for cell in cells):
            return False
        if len(words) > 1 and not all(map(HEAD.fullmatch, words)):
            return False
    return True


RULES: tuple[Rule, ...] = (Rule("A166", "写详见某表的，这张表有内容", look),)
