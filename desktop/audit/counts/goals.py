"""Numbers in tables of performance goals (绩效目标表) against what the text counts of the same thing.

Rules, sources and what is not seen: resources/rules/audit/goals.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.interval import printed
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import slips
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,7}(?:\.\d{1,4})?"
UNIT = r"人次|平方米|公里|公顷|万?亩|[人名户生辆台套个期班次座件册间栋场处所条项批张例对头只株份家]"
GOALS = re.compile("指标值?|绩效目标|目标值")
"""Words in the head of a table of goals."""
VALUE = re.compile(rf"(?P<sign>[≥≤=＝>＞<＜])?({NUMBER})({UNIT})(?:以上|左右)?")
LABEL = re.compile(r"(?P<noun>[\u4e00-\u9fff“”]{4,20}?)(?:数量|人数|次数|期数|户数|面积|总数|数)?(?:（[^（）]*）)?")
COUNTED = re.compile(
    rf"([\u4e00-\u9fff“”]{{2,24}}?)(?:共计?|约|为|达到?|不少于|不低于|≥)?(?<![\d.,])({NUMBER})({UNIT})(?!元)"
)
OTHER_TIME = re.compile(
    "上年|去年|截[至止]|[由从自][^，。；]{0,12}$|实际|完成|原计划|累计|其中|新增|增加|减少|增至|减至|每[^，。；]{0,4}$"
)
"""Words before a number that is of another time, or of a part or a change."""
FEWEST = 100
"""A number from which two digits that changed places tell a slip where the nouns are only alike."""
ENDING = 2
"""Letters that the nouns of two numbers have in common at the end to be alike: 受益学生, 在校学生."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of a table of goals: its noun, sign, number, unit and the row."""

    noun: str
    sign: str
    value: Decimal
    text: str
    unit: str
    quote: Quote


def goals(document: Document) -> Answer:
    """A47: a goal is the number that the text has of the same thing."""
    text = read(document)
    stated = [each for passage in text.passages for each in _stated(passage, text.year)]
    findings, seen = list[AuditFinding](), 0
    for goal in _goals(document) if stated else ():
        own = [(p, m) for p, m in stated if _unit(m[3]) == _unit(goal.unit) and m[1].endswith(goal.noun)]
        alike = own or _slipped(goal, stated)
        seen += bool(alike)
        values = {_value(match) for _, match in alike}
        if not alike or len(values) > 1 or goal.value in values or _reached(goal, *values):
            continue
        passage, match = alike[0]
        message = f"绩效目标“{goal.noun}”为 {goal.text}{goal.unit}，说明中为 {match[2]}{match[3]}"
        quotes = [goal.quote, passage.quote(*match.span())]
        findings.append(finding("A47", Severity.WARNING, message, quotes, (), f"{match[2]}{match[3]}，或改正说明"))
    return answer(findings, seen, (), "没有在绩效目标表和说明中都写的数量")


def _goals(document: Document) -> Iterator[Goal]:
    """Yield the rows of tables of goals whose value is a number of something."""
    for table in document.tables:
        head = "".join(cell for row in table.rows[:3] for cell in row)
        for at, row in enumerate(table.rows if GOALS.search(head) else ()):
            cells = [cleaned(cell)[0] for cell in row]
            found = [(n, match) for n, cell in enumerate(cells) if (match := VALUE.fullmatch(cell))]
            names = [match for cell in cells[: found[0][0]] if (match := LABEL.fullmatch(cell))] if found else []
            if len(found) == 1 and names and not re.search("指标$", names[-1]["noun"]):
                match = found[0][1]
                spot = (table.spots[at],) if at < len(table.spots) else ()
                quote = Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)
                value = Decimal(match[2].replace(",", ""))
                yield Goal(names[-1]["noun"], match["sign"] or "=", value, match[2], match[3], quote)


def _stated(passage: Passage, year: int) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the numbers of a passage that are of the budget year, with the words before each."""
    for match in COUNTED.finditer(passage.text):
        start, _ = passage.sentence_at(match.start())
        before = passage.text[start : match.start(2)]
        clause = re.split("[，；、：]", before)[-1]
        years = {int(each) for each in re.findall(r"20\d\d(?=年)", before)}
        if years - {year} or OTHER_TIME.search(clause):
            continue
        yield passage, match


def _slipped(goal: Goal, stated: list[tuple[Passage, re.Match[str]]]) -> list[tuple[Passage, re.Match[str]]]:
    """Return the one number of which a goal is a slip, where the nouns end alike and no number is the goal."""
    if goal.value < FEWEST or goal.sign not in "=＝≥" or "." in goal.text:
        return []
    same = [(p, m) for p, m in stated if _unit(m[3]) == _unit(goal.unit) and m[1][-ENDING:] == goal.noun[-ENDING:]]
    if any(_value(match) == goal.value for _, match in same):
        return []
    turned = {Decimal(each) for each in slips(goal.text) if len(each) == len(goal.text.replace(",", ""))}
    return [(p, m) for p, m in same if _value(m) in turned]


def _reached(goal: Goal, value: Decimal) -> bool:
    """Tell whether a number of the text reaches a goal that is a bound and no slip of it."""
    turned = {Decimal(each) for each in slips(goal.text)}
    if value in turned and goal.value >= FEWEST:
        return False
    return (goal.sign in "≥>＞" and value >= goal.value) or (goal.sign in "≤<＜" and value <= goal.value)


def _unit(unit: str) -> str:
    return "人" if unit in {"名", "生"} else unit


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match[2].replace(",", ""))


PRICE = re.compile(rf"(\d[\d,]*(?:\.\d+)?)(万元|元)/({UNIT})(?:/年|·年)?")
PRICED = re.compile(rf"([\u4e00-\u9fff]{{2,8}})每({UNIT})[^，。；、\d]{{0,6}}(\d[\d,]*(?:\.\d+)?)(万元|元)")
"""A price in a table of goals, and in the text: 县道每公里 8,000 元."""


def priced(document: Document) -> Answer:
    """A57: what one of a thing costs in a table of goals is what the text says that it costs."""
    passages = read(document).passages
    stated = [(p, m) for p in passages for m in PRICED.finditer(p.text)]
    findings, seen = list[AuditFinding](), 0
    for table in document.tables if stated else ():
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            found = [match for cell in cells if (match := PRICE.fullmatch(cell))]
            own = [(p, m) for p, m in stated if len(found) == 1 and m[2] == found[0][3] and _named(cells, m[1])]
            seen += bool(own)
            if not own or any(printed(m[3], m[4]).fen == printed(found[0][1], found[0][2]).fen for _, m in own):
                continue
            passage, match = own[0]
            message = f"绩效目标写 {found[0][0]}，说明中为“{match[0]}”"
            spot = (table.spots[at],) if at < len(table.spots) else ()
            quotes = [Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)]
            quotes.append(passage.quote(*match.span()))
            findings.append(finding("A57", Severity.WARNING, message, quotes, (), f"{match[3]}{match[4]}"))
    return answer(findings, seen, (), "没有在绩效目标表和说明中都写的标准")


def _named(cells: list[str], words: str) -> bool:
    """Tell whether a label of a row begins with the noun before a price."""
    return any(cell.startswith(words[at:]) for cell in cells for at in range(len(words) - 1))


RULES: tuple[Rule, ...] = (
    Rule("A47", "绩效目标的数量与说明一致", goals),
    Rule("A57", "绩效目标的标准与说明一致", priced),
)
