"""All income is from one source (收入全部为一般公共预算拨款) while the document has income from another.

Rules, sources and what is not seen: resources/rules/audit/only.md.
"""

import re

from desktop.audit.contradiction import answer, finding
from desktop.audit.interval import printed
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Statements
from desktop.findings import Severity
from desktop.outside.document import Document

ONLY = re.compile(
    r"(?:^|[，。；：]|20\d\d年度?|部门|单位|[局校院所馆站心府])(?:本年|全部|所有)?(?:预算)?收入(?:预算)?(?:均|全部|全)(?:都)?(?:为|是|来自|来源于|由)"
    r"一般公共预算(?:财政)?(?:拨款)?(?:收入)?(?=[，。；]|安排|$)"
)
OTHER = re.compile(
    rf"(?:^|[，。；：、（）其中年为]|占[\d.]+%)(?P<name>单位资金|事业|事业单位经营|政府性基金预算(?:财政)?拨款|政府性基金预算|国有资本经营预算(?:拨款)?|财政专户管理资金|其他)"
    rf"收入(?:预算)?(?:安排|为|是|预计)?(?P<amount>{NUMBER})(?P<unit>亿元|万元|元)"
)
PUBLIC = re.compile("财政拨款|三公|公共预算")
"""Words before the claim, in its passage or over it, by which it is of public money only."""
FORMER = re.compile("上年|去年|决算|执行|完成|比20|较20")


def only(document: Document) -> Answer:
    """A10: where all income is said to be of the general budget there is none of another source."""
    text = read(document)
    claims = [
        passage.quote(match.start(), match.end())
        for passage in text.passages
        for match in ONLY.finditer(passage.text)
        if not PUBLIC.search("".join((*passage.path, passage.text[: match.start()])))
    ]
    others = list(_others(text)) if claims else []
    findings = []
    if claims and others:
        words, quoted = others[0]
        message = f"写收入全部为一般公共预算，另一处有{words}"
        findings.append(finding("A10", Severity.WARNING, message, [claims[0], quoted], (), "列出各项收入"))
    return answer(findings, len(claims), (), "没有写收入全部来自一种资金")


def _others(text: Statements) -> list[tuple[str, Quote]]:
    found = []
    for passage in text.passages:
        for match in OTHER.finditer(passage.text):
            start, _ = passage.sentence_at(match.start())
            before = passage.text[start : match.start("name")]
            clause = re.split("[，；]", before)[-1]
            years = set(map(int, re.findall(r"20\d\d(?=年)", before)))
            other_year = years and text.year not in years
            if printed(match["amount"], match["unit"]).fen and not FORMER.search(clause) and not other_year:
                words = f"{match['name']}收入 {match['amount']}{match['unit']}"
                found.append((words, passage.quote(match.start("name"), match.end())))
    return found


RULES: tuple[Rule, ...] = (Rule("A10", "写收入全部为一般公共预算的没有别的收入", only),)
