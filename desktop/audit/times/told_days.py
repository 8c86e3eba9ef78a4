"""The day by which a goal (绩效目标) is to be reached, in its table and in the text: both name the same one.

Rules, sources and what is not seen: resources/rules/audit/told_days.md.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.details.things import TABLE
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statements
from desktop.audit.times import plans
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

DAY = r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<end>[底末]))?"
CELL = re.compile(rf"(?:[≤<＜]|于|在)?{DAY}(?:之?前|以前)?(?:完成)?")
"""A cell that is a day and nothing else."""
LABEL = re.compile(
    r"(?:项目|工程|资金|补助|补贴|设备|任务|经费)*(?P<act>[\u4e00-\u9fff]{2,8}?)(?:的?(?:时间|时限|期限|日期|及时性|时间节点|截止时间))"
)
"""What is done by a day, in the label of a goal: 投入使用时间."""
GOT = ("购置", "采购", "购买", "配备", "购入", "订购")
THERE = ("物资到位", "设备到位", "装备到位", "货物到位", "器材到位", "到货", "交货")
"""What is bought by a day (购置帐篷 60 顶), and the act of a goal by which it is there."""
SAID = re.compile(
    rf"(?<![\d至到—～~-]){DAY}(?:之?前|以前)(?:要|须|应|将|全面|全部|基本|正式|如期|确保|力争|按时|完成)*(?:(?P<got>{'|'.join(GOT)})(?=[^，。；]{{2,30}}\d)|(?P<act>[\u4e00-\u9fff]{{2,8}})?(?=[，。；、：）]|$))"
)
"""A day and what is done by it, in the text."""
FREE = (
    "投入使用",
    "竣工",
    "完工",
    "交付",
    "验收",
    "建成",
    "投用",
    "开工",
    "招标",
    "开馆",
    "开放",
    "投产",
    "通车",
    "搬迁",
)
"""Acts of which a document hardly has two: no project needs to be named."""
IN_TITLE = re.compile(r"绩效[^（）]{0,12}（([^（）]{4,40})）|“([^“”]{4,40})”[^“”]{0,8}绩效")
PADDING = re.compile("(?:项目|经费|资金|工程|补助|专项|支出|（[^（）]*）)+$")
OTHER = re.compile("上年|去年|已|截[至止]|决算|[从自由][^，。；]{0,8}$|第[一二三四]期|一期|二期")
"""Words before a day of another time or of a part."""
MONTHS, NAMES, FAR = 12, 4, 200
"""Months of a year; letters of a project by which the text names it; letters around a day in which it may do so."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done by a day: the act, month, day (0: not told), whose it is, and where it stands.

    month_end: it is the end of the month.
    """

    act: str
    month: int
    day: int
    words: str
    project: str
    quote: Quote
    month_end: bool = False

    def differs(self, other: "Due") -> bool:
        """Tell whether two days are not the same one, as far as both are told."""
        if self.month != other.month or not (self.day and other.day) or self.day == other.day:
            return self.month != other.month
        return not (self.month_end or other.month_end)  # 12 月 20 日前 is before the end of the month too


def look(document: Document) -> Answer:
    """A124: a goal is to be reached by the day that the text names for it."""
    text = read(document)
    stated = [each for passage in text.passages for each in _in_text(passage, text.year)] if text.year else []
    years = _other_years(text) if text.year else []
    goals = [each for table in document.tables for each in _goals(table, text.year)] if stated or years else []
    findings, seen = [], 0
    for goal in goals:
        own = [each for each in stated if _same_act(goal.act, each.act)]
        of_it = [each for each in own if goal.project and goal.project in each.project]
        alone = goal.act.endswith(FREE) and len(own) == 1 and sum(each.act == goal.act for each in goals) == 1
        found = of_it or (own if alone else [])
        seen += bool(found)
        if found and all(_unlike(goal, each) for each in found) and not _of_other(goal, found[0], goals):
            message = f"“{goal.act}”在绩效目标中为 {goal.words}，说明中为 {found[0].words}"
            quotes = [goal.quote, found[0].quote]
            findings.append(finding("A124", Severity.WARNING, message, quotes, (), "两处为同一天"))
    for goal in goals:
        other = next((due for year, due in years if _same_but_year(goal, due, text.year)), None)
        seen += other is not None
        if other:
            message = f"“{goal.act}”在绩效目标中为 {goal.words}，此处年份不同：{other.words}"
            findings.append(finding("A124", Severity.WARNING, message, [goal.quote, other.quote], (), "两处为同一天"))
    return answer(findings, seen, (), "没有在绩效目标和说明中都写的完成日期")


DONE = re.compile("完成|完毕|到位|到户|到账|结束|全部|办理")
"""Words of an act that say only that it is done: 发放完毕, 发放完成."""
APART = 3
"""Years by which a day that was copied may be too early or too late."""
MOST = 100
"""Days of other years that are looked at."""


def _other_years(text: Statements) -> list[tuple[int, Due]]:
    """Return the days of the text in another year than the budget's that no other rule has found."""
    found = []
    known = "|".join(quote.text for each in plans.periods(text) for quote in each.quotes)
    for passage in text.passages:
        for match in SAID.finditer(passage.text):
            year, act = int(match["year"] or 0), match["act"] or match["got"] or ""
            clause = re.split("[，；。]", passage.text[max(match.start() - FAR, 0) : match.start()])[-1]
            near = year != text.year and abs(year - text.year) <= APART and (match["day"] or match["end"])
            if not near or OTHER.search(clause) or passage.quote(*match.span()).text[:8] in known:
                continue
            start, end = passage.sentence_at(match.start())
            quoted = passage.quote(*match.span())
            due = _due(match, year, act, match[0], passage.text[start:end][-2 * FAR :], quoted)
            found += [(year, due)] if due else []
    return found[:MOST]


def _same_but_year(goal: Due, due: Due, year: int) -> bool:
    """Tell whether a day of the text is that of a goal, of the same act, in another year."""
    same = (goal.month, goal.day, goal.month_end) == (due.month, due.day, due.month_end) and str(year) in goal.words
    acts = DONE.sub("", goal.act), DONE.sub("", due.act)
    of_it = bool(acts[0]) and (acts[1].endswith(acts[0]) or (bool(acts[1]) and acts[0].endswith(acts[1])))
    return same and (of_it or (bool(goal.project) and goal.project in due.project))


def _same_act(goal: str, stated: str) -> bool:
    """Tell whether two acts are one, or one is that of buying what is there by the other."""
    same = stated.endswith(goal) or goal.endswith(stated or "？")
    return same or (goal.endswith(THERE) and stated in GOT)


def _unlike(goal: Due, stated: Due) -> bool:
    """Tell whether two days cannot both be true: what is there by one day is not bought by a later one."""
    if goal.act.endswith(THERE) and stated.act in GOT:
        return goal.differs(stated) and (stated.month, stated.day) > (goal.month, goal.day)
    return goal.differs(stated)


def _of_other(goal: Due, stated: Due, goals: list[Due]) -> bool:
    """Tell whether a day of the text is that of another goal of the same act."""
    return any(
        each is not goal and each.act == goal.act and not each.differs(stated) and each.project == goal.project
        for each in goals
    )


def _due(match: re.Match[str], year: int, act: str, words: str, project: str, quote: Quote) -> Due | None:
    """Return what is due, nothing where it is another year's or no day of a calendar."""
    month = int(match["month"])
    if not 1 <= month <= MONTHS or (match["year"] and int(match["year"]) != year):
        return None
    last = monthrange(year, month)[1]
    day = last if match["end"] else int(match["day"] or 0)
    return Due(act, month, day, words, project, quote, bool(match["end"])) if day <= last else None


def _in_text(passage: Passage, year: int) -> Iterator[Due]:
    """Yield the days of a passage by which something is to be done."""
    text = passage.text
    for match in SAID.finditer(text):
        start, end = passage.sentence_at(match.start())
        start, end = max(start, match.start() - FAR), min(end, match.end() + FAR)
        before = text[start : match.start()]
        years = {int(each) for each in re.findall(r"20\d\d(?=年)", before)}
        if years - {year} or OTHER.search(re.split("[，；]", before)[-1]):
            continue
        act = match["act"] or match["got"] or "完成"
        words = match[0][: match[0].find(act)] if act in match[0] else match[0]
        due = _due(match, year, act, words, text[start:end], passage.quote(*match.span()))
        if due:
            yield due


def _goals(table: Table, year: int) -> Iterator[Due]:
    """Yield the rows of a table of goals that name a day."""
    if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:3] for cell in row)))):
        return
    project = _of_title(table)
    for at, row in enumerate(table.rows):
        cells = [cleaned(cell)[0] for cell in row]
        project = _project(cells) or project
        for n, cell in enumerate(cells):
            match, label = CELL.fullmatch(cell), LABEL.fullmatch(_before(cells, n))
            due = _due(match, year, label["act"], cell, project, row_quote(table, at)) if match and label else None
            if due:
                yield due


def _of_title(table: Table) -> str:
    """Return the name of a project in brackets in the title of its table: 绩效目标表（乡村道路养护）."""
    found = [m[1] or m[2] for line in table.above for m in IN_TITLE.finditer(cleaned(line)[0])]
    return _project(["项目名称", found[0]]) if len(found) == 1 else ""


def _before(cells: list[str], at: int) -> str:
    return next((each for each in reversed(cells[:at]) if each), "")


def _project(cells: list[str]) -> str:
    """Return the name of the project of a row by which the text may know it."""
    named = next((cells[n + 1] for n, cell in enumerate(cells[:-1]) if cell == "项目名称"), cells[0] if cells else "")
    name = PADDING.sub("", named)
    return name if len(name) >= NAMES and "指标" not in name and not LABEL.fullmatch(named) else ""


RULES: tuple[Rule, ...] = (Rule("A124", "绩效目标的日期与说明一致", look),)
