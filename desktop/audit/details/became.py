"""What an amount was, by how much it changed and what it became (由……增加、减少……至……).

Rule, source and what is not seen: resources/rules/audit/became.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding, wan
from desktop.audit.interval import printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import DOWN, NUMBER
from desktop.findings import Severity
from desktop.outside.document import Document

BECAME = re.compile(
    rf"由(?:上年|去年|20\d\d年)(?:的|预算)*(?P<was>{NUMBER})(?P<unit>万元|元)(?P<way>增加|减少|下降|压减)(?:了)?(?P<by>{NUMBER})(?P=unit)"
    rf"(?:，)?(?:至|到|为)(?P<now>{NUMBER})(?P=unit)"
)
"""What was, by how much it changed and what it is: 由上年的 1.60 万元减少 0.10 万元至 1.50 万元."""


def became(document: Document) -> Answer:
    """A112: what an amount was, its change and what it became agree."""
    found = [match for passage in read(document).passages for match in _became(passage)]
    findings = [each for _, each in found if each]
    return answer(findings, len(found), (), "没有写“由……增加（减少）……至……”的金额")


def _became(passage: Passage) -> Iterator[tuple[re.Match[str], AuditFinding | None]]:
    for match in BECAME.finditer(passage.text):
        was, by, now = (printed(match[name], match["unit"]) for name in ("was", "by", "now"))
        right = was - by if match["way"] in DOWN else was + by
        if right.meets(now):
            yield match, None
            continue
        message = f"由 {match['was']}{match['unit']}{match['way']} {match['by']}{match['unit']}，应为 {wan(right.fen)}"
        message += f"，写成 {match['now']}{match['unit']}"
        yield match, passage_finding("A112", Severity.ERROR, message, passage, match.span(), wan(right.fen))


RULES: tuple[Rule, ...] = (Rule("A112", "由几增减几至几的金额相符", became),)
"""What was, its change and what it became."""
