"""A reason that says itself which way it explains (减少的主要原因是…), against what it then says.

Rules, sources and what is not seen: resources/rules/audit/named_reason.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.meaning.accordingly import joined_against
from desktop.audit.meaning.causes import way
from desktop.audit.meaning.directed import FUNDS, INCOME, ITEMS
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

NAMED = re.compile(
    r"(?P<words>(?P<way>增加|增长|上升|提高|减少|下降|降低|压减)(?:的?(?:主要|具体)?(?:原因|因素)(?:分析|说明)?(?:主要)?(?:在于|是由于|是因为|[是为系]|：)"
    r"|，?主要(?:是(?:因为|由于)?|为|系|由于|因为)|是(?:因为|由于)))[：:]?(?P<why>[^。]{2,220})(?:。|$)"
)
"""The words that name the direction of what they explain, and all that follows in their sentence."""
AGAIN = re.compile(
    r"^[^，。；\d]{2,24}，(?:预算)?(?:[比较](?:上年度?|去年|20\d\d年)(?:预算)?数?)(增加|增长|减少|下降)\d[\d,.]*(?:[万千]?元|%)"
)
"""What was more or less, told behind its reason: 增加原因是缴费基数提高，比上年增加 5 万元."""
UP = ("增加", "增长", "上升", "提高")
NEXT = re.compile(r"[；，][^；，。]{2,30}?\d[\d.,]*[万千]?元|；")
"""How another amount begins behind a reason."""
NEAR, CLOSE = 60, 2
"""Letters before a reason that say what it is of; letters between it and its change where they stand together."""


def look(document: Document) -> Answer:
    """A144: a reason that names a rise says that there is more, one that names a fall that there is less."""
    text, findings, seen = read(document), [], 0
    for passage in text.passages:
        if any("名词" in words for words in passage.path):
            continue
        ends = {change.end for change in text.changes_by_passage.get(passage.number, []) if not change.reason}
        for match, why in _named(passage):
            if ends & set(range(match.start() - CLOSE, match.start() + 1)):
                continue  # rule A20 has the change right before it
            of = passage.text[max(passage.text.rfind("。", 0, match.start()), match.start() - NEAR, 0) : match.start()]
            meant = None if FUNDS.search(why) or INCOME.search(why) else way(why, of, text.year)
            again = AGAIN.search(match["why"])
            if again or joined_against(why, rises=match["way"] in UP):
                meant = again[1] in UP if again else match["way"] not in UP
            seen += meant is not None
            if meant is not None and meant != (match["way"] in UP):
                message = f"写“{match['words']}”，所说的却是“{why}”"
                span = (match.start(), match.start("why") + len(match["why"]))
                findings.append(
                    passage_finding("A144", Severity.WARNING, message, passage, span, "增减与原因的方向一致")
                )
    return answer(findings, seen, (), "没有写“增加（减少）的原因是”")


def _named(passage: Passage) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each reason that names its direction, with all it says where nothing else follows."""
    for match in NAMED.finditer(passage.text):
        why = match["why"]
        parts = ITEMS.split(why)
        if len(parts) > 1:
            yield match, "，".join(each.strip("；，。：") for each in parts if each)
        elif not NEXT.search(why) or AGAIN.search(why):
            yield match, why


RULES: tuple[Rule, ...] = (Rule("A144", "写明增加（减少）的原因与方向一致", look),)
