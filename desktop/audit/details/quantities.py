"""Numbers of things in goals (绩效目标) against the same things in the text and in other rows of goals.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.counts import goals
from desktop.audit.details import aligned, costs, counted_again, tasks
from desktop.audit.details.alike import ENDING, PERCENT, SAME, differs_in_one, likeness, reached, slip
from desktop.audit.details.things import TABLE, Quantity, in_row, in_table, in_text, lines
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

MANY = 200
"""Quantities with the same two letters of which none is looked at."""
WHOLE = re.compile(r"(?:辖|共有|现有|设有?|全[县镇乡市区旗州校院])共?有?\d")
"""Words before a number of all there are."""


@dataclass(frozen=True, slots=True)
class Known:
    """The quantities of a document: those of goals, all of them by unit and two letters near the number, the text's."""

    aims: list[Quantity]
    index: dict[tuple[str, str], list[Quantity]]
    texts: list[Quantity]

    def near(self, aim: Quantity, *pairs: str) -> list[Quantity]:
        """Return what stands elsewhere in the unit of a goal near one of some pairs of letters."""
        lists = [self.index.get((aim.counted, pair), []) for pair in dict.fromkeys(pairs)]
        if sum(map(len, lists)) > MANY:
            return []
        return [
            each for each in dict.fromkeys(each for several in lists for each in several) if each.place != aim.place
        ]


def look(document: Document) -> Answer:
    """A102: a goal is the number that the document has of the same thing elsewhere."""
    known = _known(document)
    places = {each.number: "".join((*each.path, each.text)) for each in read(document).passages}
    findings, seen = list[AuditFinding](), 0
    for aim in known.aims:
        alike = _alike(aim, known)
        seen += bool(alike)
        other = _other(aim, alike, known) or _of_all(aim, known) or _aligned(aim, known, places) or _lone(aim, known)
        other = other or _long(aim, known)
        if other and not _told_too(aim, other, known):
            findings.append(_found(aim, other))
    worked = [*tasks.unlike(read(document)), *counted_again.unlike(known.texts, read(document))]
    seen += len(worked)
    findings += [each for each in worked if each]
    findings = _once(findings, document) if findings else []
    findings += costs.slipped(document)
    return answer(findings, seen, (), "没有在绩效目标和别处都写的数量")


def _known(document: Document) -> Known:
    """Return the quantities of the text and of the tables of goals, each said once."""
    every: dict[tuple[object, ...], Quantity] = {}
    aims: dict[tuple[object, ...], Quantity] = {}
    texts = list[Quantity]()
    for each, goal in quantities(document):
        texts += [each] if each.planned and not goal else []
        place = each.place if each.place[0] == "table" else each.planned
        key = (each.before, each.behind, each.text, each.unit, place)
        every.setdefault(key, each)
        if goal and each.planned:
            aims.setdefault(key, each)
    index: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for each in every.values():
        words = [each.before[at : at + ENDING] for at in range(len(each.before) - 1)]
        words += [each.behind[at : at + ENDING] for at in range(len(each.behind) - 1)]
        for pair in dict.fromkeys(words):
            index[each.counted, pair].append(each)
    return Known(list(aims.values()), index, texts)


def quantities(document: Document) -> Iterator[tuple[Quantity, bool]]:
    """Yield the quantities of a document, and whether each is of a goal."""
    text = read(document)
    rows = [(each, cleaned(each.text)[0]) for each in lines(document)]
    for number, (line, _) in enumerate(rows):
        cells = [cleaned(cell)[0] for cell in line.text.split()]
        for each in in_row(cells, ("table", -1, number), Quote(line.text.strip(), line.spot)):
            yield each, True
    goal_lines = {words for _, words in rows}
    for passage in text.passages:
        for each in () if any(words in passage.text for words in goal_lines) else in_text(passage, text.year):
            yield each, False
    for number, table in enumerate(document.tables):
        if TABLE.search("".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))):
            for each in in_table(table, number):
                yield each, True


def _alike(aim: Quantity, known: Known) -> list[tuple[int, Quantity]]:
    """Return the quantities elsewhere that are of the thing of a goal, and how surely each is."""
    if len(aim.noun) < ENDING:
        return []
    near = known.near(aim, *(noun[-ENDING:] for noun in aim.nouns), aim.noun[:ENDING])
    return [(sure, each) for each in near if (sure := likeness(aim, each))]


def _other(aim: Quantity, alike: list[tuple[int, Quantity]], known: Known) -> Quantity | None:
    """Return the quantity that a goal contradicts, where it can be only that one."""
    if any(each.value == aim.value for _, each in alike):
        return _turned(aim, alike)
    planned = [(sure, each) for sure, each in alike if each.planned]
    if len({each.value for _, each in planned}) != 1:
        return None
    best = max(sure for sure, _ in planned)
    likely = [each for sure, each in planned if sure == best]
    other = next((each for each in likely if each.place[0] == "text"), likely[0])
    if aim.counted not in PERCENT and slip(aim, other):
        return other
    if _twice_exactly(aim, [each for degree, each in planned if degree == best]):
        return other
    sure = best == SAME or aim.counted in PERCENT
    worded = any(each.place[0] == "text" or each.within for degree, each in planned if degree == best)
    return other if sure and worded and not reached(aim, other) and not _rival(aim, other, known) else None


def _twice_exactly(aim: Quantity, same: list[Quantity]) -> bool:
    """Tell whether a bound (≥260件) is of what the text and the goal in words (总体目标) both count otherwise."""
    exact = [each for each in same if not each.sign and each.value != aim.value]
    in_words = any(each.place[:2] == aim.place[:2] and each.text in each.clause for each in exact)
    in_text = any(each.place[0] == "text" for each in exact)
    near = aligned.nearly(aim, exact[0]) if exact else False
    return in_words and in_text and near and aim.value >= TEN and aim.counted not in PERCENT


def _rival(aim: Quantity, other: Quantity, known: Known) -> bool:
    """Tell whether a number may be of another goal; a percentage may wherever the noun fits another."""
    for each in known.near(other, other.noun[-ENDING:], other.behind[:ENDING]):
        goal = each.place != aim.place and each.place[0] == "table"
        if goal and (each.value == other.value or other.counted in PERCENT) and likeness(each, other):
            return True
    return False


def _turned(aim: Quantity, alike: list[tuple[int, Quantity]]) -> Quantity | None:
    """Return a number with the digits of a goal in another order, where another place has the goal's own."""
    sure = [each for known, each in alike if known == SAME and each.planned]
    others = {each.value for each in sure} - {aim.value}
    other = next((each for each in sure if each.value in others), None)
    again = any(each.value == aim.value for each in sure)
    return other if other and again and len(others) == 1 and slip(aim, other) else None


def _of_all(aim: Quantity, known: Known) -> Quantity | None:
    """Return the number of all things of a kind, where a goal is of more of them: 全镇辖 8 个村委会."""
    core = _core(aim.behind)
    if len(core) < ENDING or aim.counted in PERCENT:
        return None
    same = [each for each in known.near(aim, core[:ENDING]) if _core(each.behind) == core]
    every = [each for each in same if each.place[0] == "text" and each.planned and WHOLE.search(each.clause)]
    several = len({each.value for each in every}) != 1
    return None if several or any(each.value >= aim.value for each in same) else every[0]


def _aligned(aim: Quantity, known: Known, places: dict[int, str]) -> Quantity | None:
    """Return the number of the text that has the words of a goal in another order, and another value."""
    if aim.counted in PERCENT:
        return None
    words = aim.before + "|" + aim.behind
    near = known.near(aim, *(words[at : at + ENDING] for at in range(len(words) - 1)))

    def where(each: Quantity) -> str:
        return places.get(each.place[1], "") if each.place[0] == "text" else ""

    def aims(each: Quantity) -> list[Quantity]:
        around = each.before + "|" + each.behind
        near = known.near(each, *(around[at : at + ENDING] for at in range(len(around) - 1)))
        return [other for other in near if other.place[0] == "table" and other != aim]

    other = aligned.counterpart(aim, near, where, aims)
    return other if other and (slip(aim, other) or not reached(aim, other)) else None


GENERAL = re.compile(
    "活动|培训|会议|补助|建设|检查|完成|服务|工作|发放|资金|人员|群众|设备|惠及|受益|项目|购置|维修|开展|覆盖|参与|保障|支持|举办|组织|新增|扶持"
)
"""Words of which any project may count some."""
TEN = 10
"""How many times another a number is whose point or nought slipped."""


def _lone(aim: Quantity, known: Known) -> Quantity | None:
    """Return the one number of the text of a thing with a name of two letters, where only one goal counts it: 宣讲."""
    name = min(aim.nouns, key=len)
    if len(name) != ENDING or GENERAL.search(name) or aim.counted in PERCENT:
        return None
    goals_of = {each.value for each in known.aims if name in each.before and each.counted == aim.counted}
    same = [each for each in known.near(aim, name) if each.place[0] == "text" and each.before.endswith(name)]
    if len(goals_of) > 1 or len({each.value for each in same}) != 1 or not same[0].planned:
        return None
    other = same[0]
    tenth = min(aim.value, other.value) * TEN == max(aim.value, other.value)
    return other if tenth or slip(aim, other) else None


LONG, MUCH = 4, 1000
"""Digits of a number that no other thing has by chance but for one digit."""


def _long(aim: Quantity, known: Known) -> Quantity | None:
    """Return the one number of the text that a long one is a slip of: 受益学生 1779 人, 在校学生 1749 人."""
    if aim.counted in PERCENT or aim.value < MUCH or len(aim.text.replace(",", "").rstrip("0")) < LONG - 1:
        return None
    words = [aim.before[at : at + ENDING] for at in range(len(aim.before) - 1)]
    near = [each for each in known.near(aim, *words) if each.place[0] == "text" and each.planned]
    again = any(each.value == aim.value for each in known.near(aim, *words))
    found = [
        each for each in near if slip(aim, each) or (differs_in_one(aim.text, each.text) and not reached(aim, each))
    ]
    return found[0] if len({each.value for each in found}) == 1 and not again else None


def _told_too(aim: Quantity, other: Quantity, known: Known) -> bool:
    """Tell whether the passage of another number has that of a goal too, or the same one rounded."""
    texts = sorted((aim.text, other.text), key=lambda text: len(text.partition(".")[2]))
    digits = [len(text.partition(".")[2]) for text in texts]
    if aim.unit == other.unit and digits[0] < digits[1]:  # 86.32 万亩 is 86.3 万亩 too
        short, long = (Decimal(text.replace(",", "")) for text in texts)
        if abs(long - short) * 2 <= Decimal(1).scaleb(-digits[0]):
            return True
    alike = (each for each in known.texts if each.place[:2] == other.place[:2] and each.counted == aim.counted)
    if other.place[0] != "text" or aim.counted in PERCENT or aim.value < TEN:
        return False
    return any(each.value == aim.value for each in alike)


def _core(behind: str) -> str:
    return re.split("[和及与或的等]", behind)[0]


def _found(aim: Quantity, other: Quantity) -> AuditFinding:
    shown = f"{other.text}{other.unit}"
    thing = aim.noun + _core(aim.behind)
    message = f"绩效目标“{thing}”为 {aim.text}{aim.unit}，别处为 {shown}"
    return finding("A102", Severity.WARNING, message, [aim.quote, other.quote], (), f"{shown}，或改正别处")


def _once(findings: list[AuditFinding], document: Document) -> list[AuditFinding]:
    """Return the findings that no other rule of goals has."""
    others = [{quote.text for quote in each.quotes} for each in goals.goals(document).findings]
    left: list[AuditFinding] = []
    for each in findings:
        own = {quote.text for quote in each.quotes}
        if not any(own & other for other in others):
            left.append(each)
            others.append(own)
    return left


RULES: tuple[Rule, ...] = (Rule("A102", "绩效目标的数量与别处一致", look),)
