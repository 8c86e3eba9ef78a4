"""The only unit of a budget (预算单位只有某街道办事处本级) is the one of the title.

Rules, sources and what is not seen: resources/rules/audit/only_unit.md.
"""

import re

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import NUMBERED
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

W = Severity.WARNING

TITLES = 8
"""Passages at the start among which the title stands."""
TITLE = re.compile(
    r"^(?:20\d\d年度?)?(?P<name>[\u4e00-\u9fff（）]{5,30}?)(?:20\d\d年度?)?(?:本级)?(?:部门|单位)(?:综合)?预算(?:公开|说明|情况|编制|信息|草案|及|和|$)"
)
"""The maker of a document in its title."""
ONLY = re.compile(
    r"(?:只有|仅有|仅为|只含|仅含|只包括|仅包括|仅包含|单位(?:构成)?(?:为|是|即|包括)|[1一]个，?(?:即|为|是|分别为))[:：]?"
    r"(?P<name>[\u4e00-\u9fff（）]{5,24}?)(?:机关)?(?:本级|本部|机关)(?=[，。；（1一]|预算|$)"
)
"""A unit whose own level is all that a budget covers."""
SAME_KIND = 4
"""Letters that the names of two offices of one kind end with: 街道办事处, 人民政府."""
OFTEN = 2
"""Times that a document names its maker or another office of the kind, the title among them."""


def look(document: Document) -> Answer:
    """A132: the only unit of a budget is no other office of the same kind, which nothing else names."""
    passages = read(document).passages
    titles = (NUMBERED.sub("", each.text, count=1) for each in passages[:TITLES])
    maker = next((found["name"] for each in titles if (found := TITLE.match(each))), "")
    only = [(passage, match) for passage in passages if maker for match in ONLY.finditer(passage.text)]
    everything = "".join(each.text for each in passages) if only else ""
    findings = [
        passage_finding("A132", W, f"全文是“{maker}”，此处写“{match['name']}”", passage, match.span("name"), maker)
        for passage, match in only
        if _is_another(match["name"], maker, everything)
    ]
    return answer(findings, len(only), (), "没有写只含一个单位")


def _is_another(name: str, maker: str, everything: str) -> bool:
    """Tell whether a name is of another office of the maker's kind, which stands only once."""
    shared = _shared(name, maker)
    other = shared and not _short(name, maker) and not _short(maker, name)
    return bool(other) and everything.count(name) == 1 and everything.count(shared) > OFTEN


def _shared(name: str, maker: str) -> str:
    """Return the kind of office that two names end with, empty where they do not."""
    length = 0
    while length < min(len(name), len(maker)) and name[-1 - length] == maker[-1 - length]:
        length += 1
    return name[len(name) - length :] if SAME_KIND <= length < min(len(name), len(maker)) else ""


def _short(name: str, full: str) -> bool:
    letters = iter(full)
    return all(letter in letters for letter in name)


RULES: tuple[Rule, ...] = (Rule("A132", "只含的一个单位就是本单位", look),)
