"""A sentence that there is none of something (没有政府性基金预算拨款), under the heading of something else.

Rules, sources and what is not seen: resources/rules/audit/under_heading.md.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import DEEPEST, NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

KINDS = {
    "政府性基金": r"政府性基金|(?<!保险)基金预算",
    "国有资本经营": "国有资本|国资(?:经营)?预算",
    "社会保险基金": "社会保险基金|社保基金",
    "“三公”经费": "三公",
    "机关运行经费": "机关运行|运行经费",
    "政府采购": "政府采购|采购",
    "政府购买服务": "购买服务",
    "转移支付": "转移支付|转移性支出",
    "政府债务": "债务|债券",
}
"""What sections and tables are of, with the words by which they and their sentences call it."""
NEAR = {frozenset({"政府采购", "政府购买服务"}), frozenset({"“三公”经费", "机关运行经费"})}
"""Two of which one may be told under the heading of the other."""
FUNDS = {"政府性基金", "国有资本经营", "社会保险基金"}
"""Budgets of their own: whatever is told of one, it does not stand under the heading of another."""
NONE = re.compile(
    r"(?<!有)(?:无(?!法|偿|论|线|障)|没有|未(?:曾)?(?:使用|安排|编列|编制|列支|申报|涉及|发生|取得)"
    r"|不(?:涉及|存在|安排|使用|编制|编列))|空表|(?:零|(?<![\d.])0(?:\.0+)?)(?:万?元)?$"
)
"""A clause that there is none of something."""
MOVED = re.compile("调入|调出|统筹|转入|划转|并入|纳入")
"""Words by which the money of one fund has to do with another."""
OF_YEAR = re.compile(r"20\d\d年?|[\d.一二三四五六七八九十]+(?=[、.])")
NO_TITLE = re.compile(r"\d[\d,.]*(?:%|万元|元)|没有|[^\u4e00-\u9fff]无|比上年|增加|减少|名词|解释|是指|，")
BOTH = re.compile("上述|以上|其余|各项|同上|此项|该项|这项")
"""Words of a section by which it speaks of what its heading names without the name."""
LONGEST, TITLE, BELOW = 240, 40, 3
"""Letters of a section that says no more than that there is nothing; of a heading; passages of a section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of one thing, and the passages below it with where in each its own text begins."""

    kind: str
    title: str
    parts: tuple[tuple[Passage, int], ...]

    @property
    def text(self) -> str:
        """The words of the section."""
        return "".join(passage.text[start:] for passage, start in self.parts)


def look(document: Document) -> Answer:
    """A148: what is told not to be there, and what is told of a fund, is what the heading over it names."""
    sections, findings = list(_sections(read(document).passages)), []
    own = {each.kind for each in sections if each.kind in _kinds(each.text)}
    for each in sections:
        others = _kinds(each.text)
        if len(others) != 1 or each.kind in others or BOTH.search(each.text) or MOVED.search(each.text):
            continue
        (other,) = others
        if other not in own or {other, each.kind} in NEAR:
            continue
        place = next(_none_of(each, other), None)
        if place:
            passage, start, end = place
            words = passage.quote(start, end)
            message = f"标题是“{each.title}”，下文只说{other}"
            findings.append(finding("A148", Severity.WARNING, message, [words], (), f"写{each.kind}的情况"))
    return answer(findings, len(sections), (), "没有按资金、经费分节的说明")


def _kinds(words: str) -> set[str]:
    return {kind for kind, pattern in KINDS.items() if re.search(pattern, words)}


def _sections(passages: Sequence[Passage]) -> Iterator[Section]:
    """Yield the short sections whose heading names one thing alone."""
    for at, passage in enumerate(passages):
        title, rest = _title(passage)
        named = _kinds(title)
        if len(named) != 1 or NO_TITLE.search(OF_YEAR.sub("", title)) or "一般公共" in title:
            continue
        parts = [(passage, rest)] if rest < len(passage.text) else []
        for each in passages[at + 1 : at + 1 + BELOW]:
            if each.heading or each.level <= passage.level < DEEPEST:
                break
            parts.append((each, 0))
        found = Section(named.pop(), title, tuple(parts))
        if parts and len(found.text) <= LONGEST:
            yield found


def _title(passage: Passage) -> tuple[str, int]:
    """Return the heading that a passage is or begins with, and where what it says begins; empty where it is none."""
    if passage.level == DEEPEST and not passage.heading:
        return "", 0
    number = NUMBERED.match(passage.text)
    start = number.end() if number else 0
    ends = [at for sign in "。：" if 0 <= (at := passage.text.find(sign, start)) <= start + TITLE]
    end = min(ends, default=len(passage.text))
    return (passage.text[start:end], end + 1) if end - start <= TITLE else ("", 0)


def _none_of(section: Section, other: str) -> Iterator[tuple[Passage, int, int]]:
    """Yield where a section says that there is none of something, or tells anything of another fund."""
    for passage, start in section.parts:
        for match in re.finditer("[^，。；：]+", passage.text[start:]):
            funds = {other, section.kind} <= FUNDS
            none = (funds or NONE.search(match[0])) and re.search(KINDS[other], match[0])
            if none and "名词" not in "".join(passage.path):
                a, b = passage.sentence_at(start + match.start())
                yield passage, max(a, start), b


RULES: tuple[Rule, ...] = (Rule("A148", "写明没有的事项、所说的资金与标题是同一项", look),)
