"""No change (与上年持平), and then a reason why there is more, or less: 与上年预算数相同，主要原因是新增 2 个项目.

Rules, sources and what is not seen: resources/rules/audit/flat_reason.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.meaning import causes
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

FLAT = re.compile(
    r"(?:[与和同较比](?:上年|去年|上一年|20\d\d年)度?(?:[^，。；、\d]{0,10})|，)(?:持平|相同|一致|保持不变|[无没]有?变化)"
    r"[，。；](?P<way>增[加长]|减少|下降|增减|变动)?的?(?:主要)?(?:原因)?(?:主要)?(?:是|为|：|系|在于){1,2}(?P<why>[^。；]{3,120})"
)
"""That nothing changed, and the reason behind it."""
REASON = re.compile("原因|主要[是为系]")
CHANGED = re.compile(
    "新[增招聘录设建]|增加|增多|增长|提高|提标|上涨|上调|调增|增资|调标|晋级|晋升|晋档|扩大|工资[^，。；]{0,4}调整|减少|下降|降低|退休|调出|完工|到期|核减|调减|缩减|不再"
)
"""Words of what there is more or less of."""
BOTH = re.compile(
    "严控|严格|控制|压减|压缩|节约|过紧日子|零增长|不增|只减|未[增减变新]|[无没]有?(?:新增|增加|减少|变化|变动|安排)|抵|持平|相同|一致|不变|统筹|调剂|同时|但|而|规定|标准未|一增一减|互|维持|保持|继续"
)
"""Words by which an amount may be the same all the same."""
NOTHING = re.compile(r"(?<![\d.])0(?:\.0+)?(?:万元|元)[^，。；]{0,4}，?$")


def look(document: Document) -> Answer:
    """A174: what is as last year has no reason why there is more or less of it."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in _reasons(passage):
            seen += 1
            why = match["why"]
            way = causes.way(why)
            meant = way is not None and CHANGED.search(why) and not BOTH.search(why)
            named = match["way"] in {"增加", "增长", "减少", "下降"}
            if (meant or named) and not NOTHING.search(passage.text[: match.start()]):
                message = f"写没有变化，原因却是“{why}”"
                span = match.span()
                findings.append(passage_finding("A174", Severity.WARNING, message, passage, span, "增减与原因一致"))
    return answer(findings, seen, (), "没有给“持平”写原因")


def _reasons(passage: Passage) -> Iterator[re.Match[str]]:
    """Yield where a passage gives a reason right behind what did not change."""
    for match in FLAT.finditer(passage.text):
        if REASON.search(match[0][: match.start("why") - match.start()]):
            yield match


RULES: tuple[Rule, ...] = (Rule("A174", "没有变化的，原因也不写增减", look),)
