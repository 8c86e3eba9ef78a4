"""People of several offices and their number together: 机关实有 12 人；下属单位实有 63 人；实有在职人员合计 75 人.

Rules, sources and what is not seen: resources/rules/audit/heads.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import WHOLE, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

COUNT = rf"({WHOLE})"
KIND = r"编制|实有|现有|在职|在编|退休"
PEOPLE = re.compile(
    rf"(?P<words>[^，。；：、\d（）]{{0,24}}?(?:{KIND})[^，。；：、\d（）]{{0,12}}?)(?P<count>{COUNT})[人名]"
)
"""People of an office by a kind: 局机关行政编制 13 名，实有 12 人."""
OFFICE = re.compile(r"(?:机关|本级|本部|所属|下属|直属|中心|站|所|队|院|校|馆|园|场|事业单位)(?!人员|职工)")
"""Words of one office among several."""
ALL = re.compile(r"(?:合计|总计|共计?|总数?为?)$|^(?:全局|全系统|全部门|部门|本部门|全校|全院|总)")
"""Words of all of them together."""
OF = {"实有": "实有", "现有": "实有", "在职": "实有", "在编": "实有", "编制": "编制", "退休": "退休"}


def together(document: Document) -> Answer:
    """A69: the people of the offices add up to those of all, where a passage counts each and all."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for kind, (parts, total) in _counted(passage).items():
            seen += 1
            added = sum(_number(each) for each in parts)
            if added != _number(total):
                message = f"{kind}各单位之和 {added} 人，写成共 {_number(total)} 人"
                quotes = [passage.quote(*total.span()), *(passage.quote(*each.span()) for each in parts)]
                findings.append(finding("A69", Severity.WARNING, message, quotes, (), f"{added} 人，或改正其中一个"))
        for several, total in _posts(passage):
            seen += 1
            for group, kind in ((1, "编制"), (2, "实有")):
                added = sum(number(each[group]) for each in several)
                if added != number(total[group]):
                    message = f"{kind}各类之和 {added} 人，合计写成 {total[group]} 人"
                    quotes = [passage.quote(*total.span()), *(passage.quote(*each.span()) for each in several)]
                    findings.append(
                        finding("A69", Severity.WARNING, message, quotes, (), f"{added} 人，或改正其中一个")
                    )
    return answer(findings, seen, (), "没有逐个单位写人数再写合计")


IN_POST = r"(?:实际|实有|现有|在编|在职)(?:人员|人数)?(?:为|共)?"
POSTS = re.compile(
    rf"(?:行政|事业|工勤|参公)(?:人员)?编制(?:数|人数)?(?:为|共)?{COUNT}[人名个]，?{IN_POST}{COUNT}[人名]"
)
ALL_POSTS = re.compile(
    rf"(?:编制(?:人数|数)?(?:合计|总计|共计)|合计编制)(?:为|共)?{COUNT}[人名个]，?{IN_POST}{COUNT}[人名]"
)
"""Posts of a kind with the people in them, and of all kinds together: 编制合计 144 人，实际 137 人."""


def _posts(passage: Passage) -> Iterator[tuple[list[re.Match[str]], re.Match[str]]]:
    """Yield the kinds of posts before their one total."""
    totals = list(ALL_POSTS.finditer(passage.text))
    kinds = [each for each in POSTS.finditer(passage.text) if totals and each.end() <= totals[0].start()]
    if len(totals) == 1 and len(kinds) > 1 and len({each[0][:2] for each in kinds}) == len(kinds):
        yield kinds, totals[0]


def _counted(passage: Passage) -> dict[str, tuple[list[re.Match[str]], re.Match[str]]]:
    """Return by kind of people the counts of offices and the one count of all that a passage has."""
    parts: dict[str, list[re.Match[str]]] = defaultdict(list)
    totals: dict[str, list[re.Match[str]]] = defaultdict(list)
    office, owners = "", defaultdict[str, list[str]](list)
    all_of = -1
    for match in PEOPLE.finditer(passage.text):
        if passage.text[max(match.start() - 3, 0) : match.start()].endswith(("其中", "中：", "其中：")):
            continue
        words = match["words"]
        kind = OF[re.findall(KIND, words)[-1]]
        goes_on = (
            all_of >= 0 and re.fullmatch("[、，]?", passage.text[all_of : match.start()]) and re.match(KIND, words)
        )
        if goes_on or (ALL.search(re.split(KIND, words)[0] or words) and not OFFICE.search(re.sub(KIND, "", words))):
            totals[kind].append(match)
            all_of = match.end()
            continue
        at = OFFICE.search(words)
        office = words[: at.end()] if at else office
        if office and _goes_on(passage, match):
            parts[kind].append(match)
            owners[kind].append(office)
    return {
        kind: (parts[kind], several[0])
        for kind, several in totals.items()
        if len(several) == 1 and len(parts[kind]) > 1 and len(set(owners[kind])) == len(parts[kind])
        and not _between(parts[kind], several[0])
    }  # fmt: skip


def _goes_on(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a count stands by itself, in no bracket and no list of kinds of people."""
    before = passage.text[: match.start()]
    listed = before.endswith(("、", "：", "其中")) and not re.match(KIND, match["words"])
    listed = listed and not (HEADED.search(before) and OFFICE.search(match["words"]))
    return before.count("（") == before.count("）") and not listed


HEADED = re.compile("(?:人员|编制|机构)(?:情况|构成|状况)：$")
"""A heading in the line of what it heads: 人员情况：本级行政编制 22 名."""


def _between(parts: list[re.Match[str]], total: re.Match[str]) -> bool:
    """Tell whether a total stands among its parts: it is of those before it alone."""
    return parts[0].start() < total.start() < parts[-1].start()


def _number(match: re.Match[str]) -> int:
    return number(match["count"])


RULES: tuple[Rule, ...] = (Rule("A69", "各单位人数之和等于合计", together),)
