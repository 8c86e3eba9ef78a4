"""A change that is written as a rise or a fall of nothing where others are 持平: 其他收入较去年增加 0 万元.

Rules, sources and what is not seen: resources/rules/audit/no_change.md.
"""

import re

from desktop.audit.contradiction import answer, figure, finding, passage_finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Change, Statement, Statements
from desktop.audit.sentences.subjects import subject
from desktop.findings import Severity
from desktop.outside.document import Document

LONGEST = 40
"""Letters before a change in which it names what changes."""
PERCENT = re.compile(r"[，、（]?[^，。；\d]{0,6}[\d.]+%")
COMPARED = re.compile(r"(?:比|较|与|同)(?:上年|去年|上一年|20\d\d年).*$")
"""With what it is compared: 其他收入较去年（增加）."""


def look(document: Document) -> Answer:
    """A129: what explains a change, or is the only one, does not rise by nothing; rule A13 looks at other changes."""
    text = read(document)
    owned = {id(change) for value in text.values for change in (*value.changes, *value.unsure)}
    findings, seen = list[AuditFinding](), 0
    for change in text.changes:
        if id(change) in owned or not change.reason or not _of_nothing(change):
            continue
        seen += 1
        own = _own(text, change)
        if own and not _usual(text, change):
            assert change.amount is not None
            word = "增加" if change.rises else "减少"
            message = f"{own.shown}{word} 0，没有变化不应写“{word}”"
            amounts = [figure("增减", change.amount)]
            findings.append(finding("A129", Severity.WARNING, message, [quote(own), quote(change)], amounts, "持平"))
    alone = _alone(text)
    known = {place.spot for each in findings for place in each.quotes}
    findings += [each for each in alone if each.quotes[0].spot not in known]
    return answer(findings, seen + len(alone), (), "没有写增加、减少 0 的")


NOTHING = re.compile(
    r"(?:增加|减少|增长|下降|上升|降低)了?0(?:\.0+)?(?:万元|元|%)(?P<more>[，、（]?[^，。；\d]{0,6}[\d.]+%)?"
)
"""A rise or fall of 0; with a percentage behind it as forms have it."""
SAME = re.compile(
    r"[与和同较比](?:上年|去年|上一年|20\d\d年)[^，。；\d]{0,12}(?:持平|相同|一致|[无没]有?变化)"
    r"|[，。；]?[^，。；]{0,8}(?:持平|相同|一致)"
)
FLAT = re.compile(r"[与和同较比](?:上年|去年|上一年|20\d\d年)[^，。；\d]{0,12}(?:持平|相同|一致)")
FEWEST = 2
"""Other amounts that are said to be as last year, from which a document does not write them as a rise of 0."""


def _alone(text: Statements) -> list[AuditFinding]:
    """Return the only rise or fall of 0 of a document that calls all other such changes 持平."""
    found = [(passage, match) for passage in text.passages for match in NOTHING.finditer(passage.text)]
    flat = sum(len(FLAT.findall(passage.text)) for passage in text.passages)
    if len(found) != 1 or flat < FEWEST:
        return []
    passage, match = found[0]
    clause = re.split("[，。；：]", passage.text[max(match.start() - LONGEST, 0) : match.start()])[-1]
    if match["more"] or SAME.match(passage.text, match.end()) or any("名词" in words for words in passage.path):
        return []
    message = f"别处没有变化的写“持平”，此处写“{match[0]}”，没有变化不应写增减"
    span = (match.start() - len(clause), match.end())
    return [passage_finding("A129", Severity.WARNING, message, passage, span, "持平")]


def _of_nothing(change: Change) -> bool:
    """Tell whether a change is written as a rise or a fall of 0 and has no percentage beside it, as forms have it."""
    if change.rises is None or change.amount is None or change.percent:
        return False
    return not change.amount.amount.fen and not PERCENT.match(change.passage.text, change.amount.end)


def _own(text: Statements, change: Change) -> Statement | None:
    """Return this year's amount of what a change names, where it is one and not 0."""
    clause = re.split("[，；：、。（]", change.passage.text[max(change.start - LONGEST, 0) : change.start])[-1]
    named = change.subject or subject(COMPARED.sub("", clause))
    if named is None or not named.clear:
        return None
    passage = text.by_passage.get(change.passage.number, [])
    same = [v for v in passage if v.subject and v.subject.key[1::2] == named.key[1::2] and v.figure.end <= change.start]
    amounts = {v.amount.fen for v in same if v.year in {0, text.year}}
    return same[0] if len(amounts) == 1 and 0 not in amounts and same[0].plan else None


def _usual(text: Statements, change: Change) -> bool:
    """Tell whether another change of the same passage is written so too: its form has them all."""
    return any(_of_nothing(each) for each in text.changes_by_passage[change.passage.number] if each is not change)


RULES: tuple[Rule, ...] = (Rule("A129", "没有变化的不写增加、减少", look),)
