"""Numbers of things in goals (绩效目标) against the same things in the text and in other rows of goals.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from desktop.audit.contradiction import answer, finding
from desktop.audit.counts import goals
from desktop.audit.details.things import Quantity, in_table, in_text
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import same_digits, slips
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

LINE = re.compile("(?:数量|质量|时效|成本|社会效益|经济效益|满意度)指标")
LONG = 120
"""Letters of a line that can be one goal."""
SAME, ALIKE = 2, 1
"""How surely two nouns are of one thing."""
SHORTEST, ENDING = 4, 2
"""Letters of a noun that says what is counted; letters that two nouns end with."""
TABLE = re.compile("指标|绩效目标|目标值")
"""Words in the head of a table of goals."""
PERCENT = frozenset("%‰")
MEANT = re.compile("^(?:确保|力争|努力|实现|使|全年|年度|年内|本年|预期|并|且|项目)+|(?:保持|控制|稳定|提升|提高)$")
"""Words around the noun of a percentage that are not of it."""
WHOLE = re.compile(r"(?:辖|共有|现有|设有?|全[县镇乡市区旗州校院])共?有?\d")
"""Words before a number of all there are."""


@dataclass(frozen=True, slots=True)
class Known:
    """The quantities of a document: those of goals, and all of them by unit and the letters a noun may end with."""

    aims: list[Quantity]
    index: dict[tuple[str, str], list[Quantity]]


def look(document: Document) -> Answer:
    """A102: a goal is the number that the document has of the same thing elsewhere."""
    known = _known(document)
    findings, seen = list[AuditFinding](), 0
    for aim in known.aims:
        alike = _alike(aim, known)
        seen += bool(alike)
        other = _other(aim, alike, known) or _of_all(aim, known)
        if other:
            findings.append(_found(aim, other))
    findings = _once(findings, document) if findings else []
    return answer(findings, seen, (), "没有在绩效目标和别处都写的数量")


def _known(document: Document) -> Known:
    text = read(document)
    every: dict[tuple[object, ...], Quantity] = {}
    aims: dict[tuple[object, ...], Quantity] = {}
    for passage in text.passages:
        goal = len(passage.text) < LONG and LINE.search(passage.text)
        for each in in_text(passage, text.year):
            key = (each.before, each.behind, each.text, each.unit, each.planned)
            every.setdefault(key, each)
            if goal:
                aims.setdefault(key, each)
    for number, table in enumerate(document.tables):
        if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:3] for cell in row)))):
            continue
        for each in in_table(table, number):
            key = (each.before, each.behind, each.text, each.unit, each.place)
            every.setdefault(key, each)
            aims.setdefault(key, each)
    index: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for each in every.values():
        words = {each.before[at : at + ENDING] for at in range(len(each.before) - 1)}
        words |= {each.behind[at : at + ENDING] for at in range(len(each.behind) - 1)}
        for pair in words:
            index[each.counted, pair].append(each)
    return Known([each for each in aims.values() if each.planned], index)


def _alike(aim: Quantity, known: Known) -> list[tuple[int, Quantity]]:
    """Return the quantities elsewhere that are of the thing of a goal, and how surely each is."""
    noun = aim.noun if len(aim.noun) >= SHORTEST else ""
    found = known.index.get((aim.counted, noun[-ENDING:]), []) if noun else []
    pairs = [(_likeness(noun, each), each) for each in found if each.place != aim.place]
    return [(sure, each) for sure, each in pairs if sure]


def _likeness(noun: str, other: Quantity) -> int:
    """Return how surely a number is of what a noun says."""
    theirs = other.noun
    if other.counted in PERCENT:
        same = other.place[0] == "text" and MEANT.sub("", theirs) == MEANT.sub("", noun)
        return SAME if same else 0
    if theirs.endswith(noun) or (len(theirs) >= SHORTEST and (noun.endswith(theirs) or sorted(theirs) == sorted(noun))):
        return SAME
    if other.behind.startswith(noun):
        return SAME
    if theirs[-ENDING:] == noun[-ENDING:]:
        if theirs.startswith(noun[:ENDING]) or _in_order(noun, theirs):
            return SAME if _in_order(noun, theirs) else ALIKE
        if len(theirs) >= SHORTEST and _in_order(theirs, noun):
            return ALIKE
    return ALIKE if _covered(noun, other.before, other.behind) else 0


def _in_order(letters: str, of: str) -> bool:
    rest = iter(of)
    return all(letter in rest for letter in letters)


def _covered(noun: str, before: str, behind: str) -> bool:
    """Tell whether nearly all pairs of letters of a noun stand in the words around a number."""
    pairs = {noun[at : at + ENDING] for at in range(len(noun) - 1)}
    missing = sum(pair not in before and pair not in behind for pair in pairs)
    return len(pairs) >= SHORTEST and missing <= 1


def _other(aim: Quantity, alike: list[tuple[int, Quantity]], known: Known) -> Quantity | None:
    """Return the quantity that a goal contradicts, where it can be only that one."""
    if any(each.value == aim.value for _, each in alike):
        return _turned(aim, alike)
    planned = [(sure, each) for sure, each in alike if each.planned]
    if len({each.value for _, each in planned}) != 1:
        return None
    best = max(sure for sure, _ in planned)
    other = next(each for sure, each in planned if sure == best)
    turned = _slip(aim, other)
    texts = [each for sure, each in planned if sure == SAME and (each.place[0] == "text" or each.clause != each.before)]
    if not turned and (best < SAME or not texts or _reached(aim, other)):
        return None
    if not turned and any(each.value == other.value for each in _rivals(aim, other, known)):
        return None
    return other


def _of_all(aim: Quantity, known: Known) -> Quantity | None:
    """Return the number of all things of a kind, where a goal is of more of them: 全镇辖 8 个村委会."""
    core = _core(aim.behind)
    if len(core) < ENDING or aim.counted in PERCENT:
        return None
    near = known.index.get((aim.counted, core[:ENDING]), [])
    same = [each for each in near if _core(each.behind) == core and each.place != aim.place]
    every = [each for each in same if each.place[0] == "text" and each.planned and WHOLE.search(each.clause)]
    values = {each.value for each in every}
    if len(values) != 1 or any(each.value >= aim.value for each in same):
        return None
    return every[0]


def _core(behind: str) -> str:
    return re.split("[和及与或的等]", behind)[0]


def _rivals(aim: Quantity, other: Quantity, known: Known) -> Iterable[Quantity]:
    """Return the other goals that the number may be of."""
    for each in known.aims:
        if each.place not in (aim.place, other.place) and each.counted == other.counted and len(each.noun) >= SHORTEST:
            if _likeness(each.noun, other) and each.value == other.value:
                yield each


def _turned(aim: Quantity, alike: list[tuple[int, Quantity]]) -> Quantity | None:
    """Return a number with the digits of a goal in another order, where another place has the goal's own."""
    sure = [each for known, each in alike if known == SAME and each.planned]
    others = {each.value for each in sure} - {aim.value}
    other = next((each for each in sure if each.value in others), None)
    again = any(each.value == aim.value for each in sure)
    return other if other and again and len(others) == 1 and _slip(aim, other) else None


def _slip(aim: Quantity, other: Quantity) -> bool:
    """Tell whether two digits of one number changed places in the other."""
    a, b = aim.text.replace(",", ""), other.text.replace(",", "")
    return len(a) == len(b) and a != b and (same_digits(a, b) or b in set(slips(a)))


def _reached(aim: Quantity, other: Quantity) -> bool:
    """Tell whether a number fits a bound: ≥90% and 95%; two bounds of one kind are the same or wrong."""
    if aim.sign == other.sign:
        return False
    if aim.sign == ">" or other.sign == "<":
        return other.value >= aim.value
    return other.value <= aim.value


def _found(aim: Quantity, other: Quantity) -> AuditFinding:
    shown = f"{other.text}{other.unit}"
    message = f"绩效目标“{aim.noun}”为 {aim.text}{aim.unit}，别处为 {shown}"
    quotes = [aim.quote, other.quote]
    return finding("A102", Severity.WARNING, message, quotes, (), f"{shown}，或改正别处")


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
