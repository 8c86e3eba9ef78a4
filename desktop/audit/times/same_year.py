"""Amounts compared with their own year or a later one: 2031 年预算 8 万元，比 2031 年预算增加 1 万元.

Rules, sources and what is not seen: resources/rules/audit/same_year.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

OF_YEAR = re.compile(r"(?<![比较与同\d〔])(20\d\d)年")
"""The year whose amount a clause states."""
COMPARED = re.compile(
    r"(?:[比较与同])(20\d\d)年(?:度|初|年初|本?部门|单位|预算|收支|数|安排|总额)*(?:\d[\d,.]*[万千]?元)?(?:相比|对比|相比较)?，?"
    r"(?:[^，。；：\d]{0,8})?(?:增加|减少|增长|下降|持平|上升|降低)"
)
"""The year with which it is compared."""
AMOUNT = re.compile(r"\d[\d,.]*[万千]?元")
MONEY = re.compile(r"\d[万千]?元")
OTHER = re.compile(
    "执行|决算|完成|实际|调整|追加|预计|批复|[月底末]|结余|结转|原因|由于|主要[是系为]|因为|一次性|上年|去年|下达"
)
"""Words of an amount that may be compared with the budget of its own year, or of a part of a year."""
EARLIER = re.compile(
    r"(?:^|[。；：\n）])(20\d\d)年度?(?:部门|单位|年初|本级|安排|财政拨款|一般公共预算|政府性基金|国有资本经营|机关运行经费|政府采购"
    r"|会议费|培训费|[“\"‘＂]?三公[”\"’＂]?经费|公务接待费|基本支出|项目支出|收支|收入|支出|预算|总额|总|数|的|为|是)+"
    r"\d[\d,.]*[万千]?元，?$"
)
"""A clause that begins with a year and goes on to its amount by nothing but names of the budget."""
FAR = 120
"""Letters between the two."""


def look(document: Document) -> Answer:
    """A119: the amount of a year is not compared with that very year, nor with a later one."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    for passage in text.passages:
        for start, match in _compared(passage):
            seen += 1
            behind = AMOUNT.match(passage.text, match.end()) is not None
            before = passage.text[max(start, match.start() - FAR) : match.start()]
            own = _own_year(before, behind)
            message = "" if OTHER.search(match[0]) else _message(before, own, match[1], text.year)
            if message:
                quotes = [passage.quote(max(start, match.start() - FAR), match.end())]
                findings.append(finding("A119", Severity.ERROR, message, quotes, (), "两个年度相差一年"))
    return answer(findings, seen, (), "没有写明与哪一年比较")


def _message(before: str, own: str, compared: str, year: int) -> str:
    """Return what is wrong with an amount of a year held against another one, nothing where that is as it should be.

    A later year is only wrong where it is the one before the budget's: then the sentence tells this budget.
    """
    if own == compared != str(year):
        return f"{own} 年的数与 {own} 年自己比较"
    if own and own < compared == str(year - 1) and EARLIER.search(before):
        return f"{own} 年的数与以后的 {compared} 年比较"
    return ""


def _compared(passage: Passage) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield each comparison with where its sentence begins."""
    for match in COMPARED.finditer(passage.text):
        start, _ = passage.sentence_at(match.start())
        yield max(start, passage.text.rfind("；", start, match.start()) + 1), match


def _own_year(before: str, behind: bool) -> str:
    """Return the year of the amount before a comparison, nothing where another year or what was carried out is told."""
    years = set(OF_YEAR.findall(before))
    return years.pop() if len(years) == 1 and (behind or MONEY.search(before)) and not OTHER.search(before) else ""


RULES: tuple[Rule, ...] = (Rule("A119", "一年的数不与同一年、以后的年度比较", look),)
