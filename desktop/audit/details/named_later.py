"""A count of offices or units (内设股室 8 个) whose names follow in a later sentence, and what a count leaves (其余).

Rules, sources and what is not seen: resources/rules/audit/named_later.md.
"""

import re
from collections import Counter
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import NUMERAL, WHOLE, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

W = Severity.WARNING
INNER = r"内设(?:行政|职能|综合|业务)?机构|(?:内设|职能|行政|业务|综合){0,2}(?:[股科处部]室|[股科处]（室）)"
BELOW = r"(?:所属|下属|直属|下辖|下设|派出){1,2}(?:二级|预算|事业|独立核算){0,2}(?:单位|机构)"
BELOW += r"|二级(?:预算|事业)?(?:单位|机构)"
PLACES = r"(?:派出)?(?:人民法庭|检察室)|基层法庭|派出法庭|派出所|基层所"
NOUN = rf"(?:{INNER}|{BELOW}|{PLACES})"
N = rf"(?:\d{{1,2}}|{NUMERAL})"
COUNT = re.compile(
    rf"(?P<first>{NOUN})(?:共计|共有|合计|共|有|为)?(?P<a>{N})[个家]|(?<![\d.,])(?P<b>{N})[个家](?P<then>{NOUN})"
)
AT_ONCE = re.compile(r"(?:，|（)?(?:具体|分别|即|包括|其中|为|是|：)")
"""What follows a count whose names stand right behind it, which another rule looks at."""
NAMES = re.compile(
    rf"(?:^|(?<=[。；，]))(?:我[局院校委办]|本[局院校部单][门位]?|全局|机关)?(?:的)?(?P<noun>{NOUN})(?:名称|具体|分别|主要){{0,2}}(?:为|是|有|包括|如下)：?(?P<names>[^，。；：\d]{{4,400}})(?=[。；]|$)"
)
"""The names of offices, in a clause of their own: 内设股室分别是办公室、财务股."""
NUMBERED = re.compile(
    rf"(?P<noun>{BELOW})(?:名单|名称)?(?:具体|分别|主要){{0,2}}(?:为|是|有|包括|如下)：(?P<names>(?:\d{{1,2}}[.．、][^；。\d]{{4,40}}[；。]){{2,30}})"
)
"""The names of units behind numbers: 二级单位包括：1.甲中心；2.乙队。"""
MEMBER = re.compile(r"[\u4e00-\u9fff]{2,30}")
NEAR = 2
"""Passages behind the one of the count in which the names may stand."""


@dataclass(frozen=True, slots=True)
class Found:
    """A count or a list of names: of what, where, how many it may be."""

    kind: str
    passage: Passage
    match: re.Match[str]
    numbers: frozenset[int]


def later(document: Document) -> Answer:
    """A105: as many names follow as were counted; what is left of a count is what the others leave."""
    passages, findings, seen = read(document).passages, list[AuditFinding](), 0
    counted = [list(_counts(each)) for each in passages]
    kinds = [Counter(each.kind for each in several) for several in counted]
    for at, passage in enumerate(passages):
        near = [n for n in range(at, min(at + 1 + NEAR, len(passages))) if passages[n].path == passage.path]
        once = [each for each in counted[at] if sum(kinds[n][each.kind] for n in near) == 1]
        named = list(_lists([passages[n] for n in near])) if once else []
        for count in once:
            lists = [each for each in named if each.kind == count.kind and _behind(each, count)]
            if len(lists) != 1:
                continue
            seen += 1
            stated = next(iter(count.numbers))
            opened = lists[0].match["names"].endswith("等") and min(lists[0].numbers) <= stated
            if stated not in lists[0].numbers and not opened:
                right = max(lists[0].numbers)
                message = f"写{count.kind} {stated} 个，后面列出 {right} 个"
                quotes = [each.passage.quote(*each.match.span()) for each in (count, lists[0])]
                findings.append(finding("A105", W, message, quotes, (), f"{right} 个，或改正所列"))
        left = list(_left(passage))
        seen += len(left)
        findings += [each for each in left if each]
    return answer(findings, seen, (), "没有先写个数、另一句再列名称的，也没有写“其余”的个数")


def _kind(noun: str) -> str:
    return (
        "内设机构"
        if re.fullmatch(INNER, noun)
        else "所属单位"
        if re.fullmatch(BELOW, noun)
        else noun.removeprefix("派出")
    )


def _counts(passage: Passage) -> Iterator[Found]:
    for match in COUNT.finditer(passage.text):
        if not AT_ONCE.match(passage.text, match.end()):
            kind = _kind(match["first"] or match["then"])
            yield Found(kind, passage, match, frozenset({number(match["a"] or match["b"])}))


def _lists(passages: list[Passage]) -> Iterator[Found]:
    for passage in passages:
        for match in NAMES.finditer(passage.text):
            names = re.split("、", re.sub("（[^（）]*）|等$", "", match["names"]))
            if len(names) > 1 and all(map(MEMBER.fullmatch, names)):
                joined = len(re.findall("和|及|以及", names[-1]))
                yield Found(_kind(match["noun"]), passage, match, frozenset({len(names), len(names) + joined}))
        for match in NUMBERED.finditer(passage.text):
            count = len(re.findall(r"\d{1,2}[.．、]", match["names"]))
            yield Found(_kind(match["noun"]), passage, match, frozenset({count}))


def _behind(names: Found, count: Found) -> bool:
    return names.passage is not count.passage or names.match.start() >= count.match.end()


REST = re.compile(
    rf"(?<![\d.,])(?P<every>{WHOLE})(?P<unit>人|名|个|家|辆|台|户|项|件|所)[^，。；、：\d（）]{{0,12}}[，（]其中[：，]?[^，。；、：\d]{{0,16}}"
    rf"(?P<some>{WHOLE})(?P=unit)[^，。；、：\d]{{0,24}}[，；、]其余的?(?P<rest>{WHOLE})(?P=unit)"
)
"""所属单位 9 个，其中独立核算 3 个，其余 6 个."""


def _left(passage: Passage) -> Iterator[AuditFinding | None]:
    """Yield what is wrong with what a count leaves, None where nothing is."""
    for match in REST.finditer(passage.text):
        every, some, rest = (int(match[name].replace(",", "")) for name in ("every", "some", "rest"))
        message = f"共 {every}{match['unit']}，其中 {some}{match['unit']}，其余写成 {rest}{match['unit']}"
        wrong = finding("A105", W, message, [passage.quote(*match.span())], (), f"{every - some}{match['unit']}")
        yield None if every - some == rest else wrong


RULES: tuple[Rule, ...] = (Rule("A105", "写明的个数与后面列出的名称、其余的个数相符", later),)
