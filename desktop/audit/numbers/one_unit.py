"""How many units a budget covers: only the office itself is one; those below are as many in each place.

Rules, sources and what is not seen: resources/rules/audit/one_unit.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

W = Severity.WARNING
N = rf"(?<![\d.,])(?P<count>\d{{1,3}}|{NUMERAL})[个家]"
NAME = r"[^，。；、：和及与\d]{0,30}?"
ITSELF = r"(?:（(?:本级|本部|机关)）|(?:本级|本部|(?<=[局委办院会部])机关)(?:（[^（）]{0,20}）)?)"
END = r"(?=[，。；]|$)"
KIND = r"(?:行政|参公|参照公务员法管理的?|全额(?:拨款)?|财政(?:补助|拨款)|预算|事业|一级|独立核算)*单位"
ONE = (
    re.compile(rf"(?:(?<=[，。；：为括含年是由])|^){NAME}{ITSELF}{N}(?:{KIND}|(?=[，。；]))"),
    re.compile(rf"{N}{KIND}[，：（]?(?:即|为|是|具体为|具体包括|分别为|分别是)[：:]?{NAME}{ITSELF}{END}"),
    re.compile(
        rf"范围的(?:预算)?单位(?:共计|共有|共|有|总计|合计|为)*{N}[，：（]?(?:即|为|是|具体为|具体包括|具体如下|分别为|包括)[：:]?{NAME}{ITSELF}{END}"
    ),
    re.compile(rf"(?:只有|仅有|只含|仅含){NAME}{N}(?:预算)?单位，(?:没有|无)(?:所属|下属|下级)"),
)
"""The office itself and how many units that is: 本级 1 家行政单位; 1 个预算单位，即街道本级."""
COVERED = re.compile(rf"范围的(?:预算)?单位(?:共计|共有|共|有|总计|合计|为)*{N}")
NONE_BELOW = re.compile(r"(?<!有)(?:无|没有)(?:所属|下属|下级|二级)(?:二级|事业|预算|行政|独立核算|的)*单位")
"""Words that there is no unit below."""
BELOW = (
    re.compile(rf"{N}(?:所属|下属|下级|二级)(?P<kind>(?:二级|预算|事业|行政|独立核算|财政拨款|的)*)单位"),
    re.compile(
        rf"(?:所属|下属|下辖|下级|二级)(?P<kind>(?:二级|预算|事业|行政|独立核算|财政拨款|的)*)单位(?:共计|共有|共|有|为|数量?)*{N}"
    ),
    re.compile(rf"(?:下辖|下属|所属)(?:共有?|有)?{N}(?P<kind>(?:二级|预算|事业|行政|独立核算)*)单位"),
)
ALIKE = (
    re.compile(rf"{N}参(?:公|照公务员法)(?:管理)?的?(?:事业)?单位"),
    re.compile(rf"参(?:公|照公务员法)(?:管理)?的?(?:事业)?单位(?:共|有|为)?{N}"),
)
"""Units that are run like offices of the state (参公), which have running costs of an office."""
APART = re.compile(
    "不独立|未独立|非独立|不单独|未单独|未纳入|不纳入|不再|撤销|上年|去年|原有|划[出入]|新增|减少|增加|合并|其中|代管|挂靠|垂直|派出|内设|另|纳入|范围|独立核算"
)


def look(document: Document) -> Answer:
    """A160: the office itself is one unit. A162: the units below are as many in each place."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        matches = [match for pattern in ONE for match in pattern.finditer(passage.text)]
        seen += len(matches)
        several = [match for match in matches if number(match["count"]) > 1]
        if several:
            message = f"只有本级一个单位，写成 {several[0]['count']} 个"
            findings.append(passage_finding("A160", W, message, passage, several[0].span(), "1 个，或列出其他单位"))
            continue
        covered, none = COVERED.search(passage.text), NONE_BELOW.search(passage.text)
        seen += covered is not None and none is not None
        if covered and none and number(covered["count"]) > 1:
            message = f"写{none[0]}，又写预算单位 {covered['count']} 个"
            quotes = [passage.quote(*none.span()), passage.quote(*covered.span())]
            findings.append(finding("A160", W, message, quotes, (), "1 个，或改正“无所属单位”"))
    return answer(findings, seen, (), "没有写本级是几个单位")


def below(document: Document) -> Answer:
    """A162: the units below, and those run like offices, are as many in each place."""
    found: dict[str, list[tuple[int, Passage, re.Match[str]]]] = defaultdict(list)
    for passage in read(document).passages:
        if not any("名词" in words for words in passage.path):
            for kind, match in _below(passage):
                found[kind].append((number(match["count"]), passage, match))
    findings, seen = list[AuditFinding](), 0
    for kind, several in found.items():
        seen += len(several) > 1
        counts = dict.fromkeys(count for count, *_ in several)
        places = [{passage.number for count, passage, _ in several if count == each} for each in counts]
        if len(counts) == 2 and not places[0] & places[1]:
            words = "、".join(f"{count} 个" for count in counts)
            firsts = [next(each for each in several if each[0] == count) for count in counts]
            quotes = [passage.quote(*match.span()) for _, passage, match in firsts]
            findings.append(finding("A162", W, f"{kind}的个数有不同的写法：{words}", quotes, (), "各处一致"))
    return answer(findings, seen, (), "没有在两处写所属单位的个数")


def _below(passage: Passage) -> Iterator[tuple[str, re.Match[str]]]:
    for match in (match for pattern in (*BELOW, *ALIKE) for match in pattern.finditer(passage.text)):
        start, end = passage.sentence_at(match.start())
        clause = (
            re.split("[，；：]", passage.text[start : match.start()])[-1]
            + re.split("[；。]", passage.text[match.end() : end])[0]
        )
        if not APART.search(clause) and number(match["count"]):
            kind = "参公单位" if match.re in ALIKE else "所属事业单位" if "事业" in match["kind"] else "所属单位"
            yield kind, match


RULES: tuple[Rule, ...] = (
    Rule("A160", "只有本级的预算单位是一个", look),
    Rule("A162", "所属单位、参公单位的个数各处一致", below),
)
