"""Changes of projects by their names: against the two years of a table, and against the change they are parts of.

Rules, sources and what is not seen: resources/rules/audit/project_changes.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, quote, wan
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import DOWN, NUMBER, UP, Change, Printed
from desktop.audit.tables import labels
from desktop.audit.tables.across import years_of
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.meanings import PROJECTS
from desktop.audit.tables.tabled import amount, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

WORD = "|".join(sorted({*UP, *DOWN}, key=len, reverse=True))
BEHIND = re.compile(
    rf"(?:项目|经费|专项|资金|支出|预算|安排)*(?:(?:因|由于)[^，。；、：\d]{{2,30}}?|(?:比|较)(?:上年|去年|20\d\d年)(?:预算数?)?)?"
    rf"({WORD})(?:了|额)?({NUMBER})(万元|元)"
)
"""What stands between the name of a project and by how much it changed."""
BEFORE = re.compile("[，。；：、是为因]")
NAME = re.compile(r"[\u4e00-\u9fff（）“”—]{4,40}")
CLOSED = re.compile(
    rf"其中[：:，]?((?:[^，。；、：\d]{{3,40}}?(?:{WORD}){NUMBER}万?元[，、；]){{2,40}}?)"
    r"(?:其余|其他|其它)[^，。；\d]{0,12}?(?:相同|持平|不变|一致|无变化|未变)"
)
"""Changes of parts, each with its name, up to the words that nothing else has changed."""
NO_BUDGET = re.compile("结转|结余|增减|变化|变动|执行|决算|完成")
"""Headers of columns that are no budget of a year: 上年结转 is money of this year's."""
PART = re.compile(rf"({WORD})({NUMBER})(万元|元)")
Place = tuple[Grid, Half, Row, Interval]


def in_tables(document: Document) -> Answer:
    """A85: the change that a sentence states of a project by its name is that of the two years of its row."""
    rows = _projects(document)
    findings, seen = [], 0
    for passage in read(document).passages if rows else ():
        for name, found in rows.items():
            if len(found) != 1 or name not in passage.text:
                continue
            for match, right in _stated(passage, name, found[0]):
                seen += 1
                if not right.meets(_signed(match[1], match[2], match[3])):
                    findings.append(_differs(passage, name, match, found[0]))
    return answer(findings, seen, (), "说明没有按名称写出表中项目的增减")


def _projects(document: Document) -> dict[str, list[Place]]:
    """Return the rows of tables of projects with this year less last year, by the name of the project."""
    found: dict[str, list[Place]] = defaultdict(list)
    for grid in tabled(document).grids:
        for half in grid.halves if PROJECTS.search(labels.bare(grid.title)) else ():
            columns = _two(half)
            for row in half.rows if columns else ():
                this, last = (row.figures[column].value for column in columns or ())
                name = labels.unnumbered(row.label)
                if this and last and NAME.fullmatch(name) and not labels.is_total(name):
                    found[name].append((grid, half, row, this - last))
    return found


def _two(half: Half) -> tuple[int, int] | None:
    """Return the columns of this year and last year of a table that has one of each, or a total beside last year."""
    plain = {c: path[-1] for c, path in half.columns.items() if path and not NO_BUDGET.search("".join(path))}
    named = {c: next(iter(years)) for c in plain if len(years := years_of(half.columns[c])) == 1}
    newest = max(named.values(), default="")
    last = [c for c, year in named.items() if year < newest] or [c for c, name in plain.items() if "上年" in name]
    this = [c for c, year in named.items() if year == newest and c not in last]
    totals = [c for c, name in plain.items() if labels.is_total(name) and c not in named]
    if len(this) == 1 and not last and totals:
        this, last = totals, this  # 合计 of this year beside the budget of 2025
    elif len(this) != 1:
        this = [c for c in (totals or plain) if c not in last]
    return (this[0], last[0]) if len(this) == len(last) == 1 else None


def _stated(passage: Passage, name: str, of: Place) -> Iterator[tuple[re.Match[str], Interval]]:
    for at in re.finditer(re.escape(name), passage.text):
        match = BEHIND.match(passage.text, at.end())
        if match and (at.start() == 0 or BEFORE.match(passage.text[at.start() - 1])):
            yield match, of[3]


def _signed(word: str, number: str, unit: str) -> Interval:
    figure = Printed(number, unit, 0, 0).amount
    return figure if word in UP else -figure


def _differs(passage: Passage, name: str, match: re.Match[str], of: Place) -> AuditFinding:
    grid, half, row, right = of
    message = f"“{name}”{match[1]} {match[2]}{match[3]}，按“{grid.name}”两年的数为 {wan(right.fen)}"
    columns = _two(half) or ()
    quotes = [passage.quote(match.start() - len(name), match.end()), *(grid.quote(row, c, half) for c in columns)]
    return finding("A85", Severity.ERROR, message, quotes, (amount("增减", right),), wan(right.fen))


def closed(document: Document) -> Answer:
    """A16: the changes of all parts, where nothing else has changed, add up to the change they are parts of."""
    text, findings, seen = read(document), [], 0
    for passage in text.passages:
        for match in CLOSED.finditer(passage.text):
            over = _over(text.changes, passage, match.start())
            if over is None or over.signed is None:
                continue
            seen += 1
            added = sum((_signed(*each) for each in PART.findall(match[1])), ZERO)
            if not added.meets(over.signed):
                message = f"各项增减之和为 {wan(added.fen)}，而总的增减为 {wan(over.signed.fen)}"
                quotes = [quote(over), passage.quote(*match.span())]
                findings.append(finding("A16", Severity.ERROR, message, quotes, (), "各项增减之和等于总的增减"))
    return answer(findings, seen, (), "没有写明其余不变的各项增减")


def _over(changes: tuple[Change, ...], passage: Passage, at: int) -> Change | None:
    """Return the change right before a place, of one sentence that names no other."""
    start = passage.text.rfind("。", 0, max(at - 1, 0)) + 1
    own = [each for each in changes if each.passage is passage and start <= each.start < at and not each.reason]
    return own[0] if len(own) == 1 else None


RULES: tuple[Rule, ...] = (
    Rule("A16", "各项增减之和等于总的增减", closed),
    Rule("A85", "项目的增减与表中两年的数相符", in_tables),
)
