"""How many tables a document says it has, against the numbers that its tables bear: 附表（共 8 张）.

Rules, sources and what is not seen: resources/rules/audit/table_count.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

N = rf"(?<![\d.,第])(?:\d{{1,2}}|{NUMERAL})"
SHEETS = "(?:(?:预算|公开|收支|报|附)*(?:表格?|报表))"
STATED = re.compile(
    rf"{SHEETS}(?:目录)?[^，。；：\d一二三四五六七八九十两]{{0,6}}?(?:，|（)?(?:一?共计?有?|合计|总计|计|为|有)?(?P<a>{N})[张个份](?!表)"
    rf"|(?:一?共计?|合计|总计|所附|附有?|以下|如下|包括|公开了?|编制了?)(?:有|为)?(?:以下)?(?P<b>{N})[张个份](?:[\u4e00-\u9fff]{{0,6}})表"
)
"""附表共 8 张, 公开以下九张预算表."""
SOME = re.compile(
    "其中|另(?!附)|空表|空白|绩效|申报|自评|统计|分发|发放|登记|调查|审批|床|续表|除|不含|上年|增加|减少|明细"
)
"""Words by which a number is of some tables only, or of others."""
TITLE = re.compile(
    r"[（(]?(?:附件?|预算|公开|部门|单位)*表?\s*(?:表)\s*[（(]?(?P<digits>\d{1,2}|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?P<sub>[-—－.]\d)?[）)]?(?![\d年月])(?P<rest>.{0,50})"
)
FEWEST, LONGEST, HEAD = 4, 60, 3
"""Numbered tables from which their numbers are sure; letters of a title; rows of a table in which it may stand."""


def look(document: Document) -> Answer:
    """A121: as many tables bear numbers as the text says there are."""
    findings, seen = list[AuditFinding](), 0
    stated = list(_stated(document))
    counts = _numbers(document) if stated else set[int]()
    for count, passage, span in stated if counts else ():
        seen += 1
        if count not in counts and count != len(list(document.tables)):
            last = max(counts)
            message = f"写共 {count} 张表，文件中的表编号到 {last}"
            findings.append(passage_finding("A121", Severity.WARNING, message, passage, span, f"{last} 张"))
    return answer(findings, seen, (), "没有写共有几张表，或表没有连续编号")


def _stated(document: Document) -> Iterator[tuple[int, Passage, tuple[int, int]]]:
    for passage in read(document).passages:
        for match in STATED.finditer(passage.text):
            start, end = passage.sentence_at(match.start())
            count = number(match["a"] or match["b"])
            if count >= FEWEST - 1 and not SOME.search(passage.text[start:end]):
                yield count, passage, match.span()


def _numbers(document: Document) -> set[int]:
    """Return how many numbered tables there may be: the last number, or all titles where some are 5-1, 5-2."""
    titles = {(number(match["digits"]), match["sub"] or "") for match in _titles(document)}
    main = {count for count, _ in titles}
    if len(main) < FEWEST or main != set(range(1, len(main) + 1)):
        return set()
    return {len(main), len(titles), len({each for each in titles if each[1] or (each[0], "-1") not in titles})}


def _titles(document: Document) -> Iterator[re.Match[str]]:
    """Yield the titles of tables: lines of text, lines above tables, and their first rows."""
    lines = [each.text for each in document.paragraphs]
    for table in document.tables:
        lines += table.above
        for row in table.rows[:HEAD]:
            cells = [cell for cell in row if cell.strip()]
            lines += cells[:1] if len(cells) == 1 else ()
    for line in lines:
        text = cleaned(line)[0] if len(line) < LONGEST else ""
        match = TITLE.fullmatch(text)
        if match and not text.endswith(("。", "；", "，")):
            yield match


RULES: tuple[Rule, ...] = (Rule("A121", "写明的表的张数与所附的表相符", look),)
