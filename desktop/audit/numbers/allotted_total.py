"""What the money of a project is allotted to in all, against its budget: 预算安排规模：7 万元…共计 7 万元.

Rules, sources and what is not seen: resources/rules/audit/allotted_total.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, figure, finding
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import NUMBERED
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Printed
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

MONEY = rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
BEGINS = re.compile(rf"项目名称[：:]|^(?:{NUMBERED.pattern})")
"""Where the section of a project begins."""
SCALE = re.compile(
    r"(?:^|[；，。]|(?=预算安排规模))(?:项目|年度|本年|当年|20\d\d年)*(?:(?:预算|资金|经费)(?:安排)?(?:规模|金额|总额|总量|数额)|预算安排|预算)[：:]"
    r"(?P<all>[^；。]{1,80})"
)
"""The whole money of a project, and what its line says of it."""
ALLOTTED = re.compile(
    r"(?:(?:资金|经费|预算)(?:分配|安排|使用)(?:情况|方案|方向|去向|内容|明细)|(?:资金|经费)(?:用途|投向)|(?:使用|支出)(?:方向|内容|明细))[：:]"
    r"(?P<words>[^。]{4,300}?)"
    r"(?=。|$|；[^；，。：:]{2,10}[：:]|(?:资金|项目)?(?:执行|实施|起止|完成|建设)(?:时间|期限|周期|主体|单位)|绩效|项目(?:名称|承担|立项|负责)|设立|责任单位)"
)
"""What it is allotted to."""
SUM = re.compile(rf"(?:共计|合计|总计|一共)(?:安排|需要?|投入|支出|使用|资金|经费|预算|金额|为|约)*{MONEY}(?!/|每)")
AMOUNT = re.compile(MONEY)
OTHERWISE = re.compile(
    "上年|结转|结余|以前|历年|中央|省级|自治区|市级|上级|配套|自筹|其中|其余|剩余|不足|尚需|总投资|累计|另|已|每年|分年|三年|两年|债券|贷款"
    "|20\\d\\d年.*20\\d\\d年|约|以上|左右"
)
"""Words of a line with which its sum may be more, or less, than the budget of the year."""
LINES = 8
"""Lines from the budget of a project to how it is allotted."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole money of a project: its amounts, where they stand, in which line."""

    amounts: tuple[Printed, ...]
    at: Quote
    number: int
    doubtful: bool


def look(document: Document) -> Answer:
    """A192: what a project's money is allotted to in all is its budget."""
    findings, seen = list[AuditFinding](), 0
    for scale, stated, at in _pairs(document):
        seen += 1
        if any(each.amount.meets(stated.amount) for each in scale.amounts):
            continue
        first = scale.amounts[0]
        message = f"资金分配共计 {stated.text}{stated.unit}，项目的预算安排为 {first.text}{first.unit}"
        amounts = [figure("资金分配", stated), figure("预算安排", first)]
        findings.append(
            finding("A192", Severity.WARNING, message, [at, scale.at], amounts, f"{first.text}{first.unit}")
        )
    return answer(findings, seen, (), "没有写项目的预算安排和资金分配的共计数")


def _pairs(document: Document) -> Iterator[tuple[Scale, Printed, Quote]]:
    """Yield the money of each project with the sum of what it is allotted to in the same section."""
    scale: Scale | None = None
    for passage in read(document).passages:
        text = passage.text
        if BEGINS.search(text) or (scale and passage.number - scale.number > LINES):
            scale = None
        places = sorted((*SCALE.finditer(text), *ALLOTTED.finditer(text)), key=lambda match: match.start())
        for match in places:
            if match.re is SCALE:
                amounts = tuple(_printed(each) for each in AMOUNT.finditer(match["all"]))
                doubtful = scale is not None or OTHERWISE.search(re.sub("（[^（）]*）", "", match["all"])) is not None
                scale = Scale(amounts, passage.quote(*match.span()), passage.number, doubtful) if amounts else None
            elif scale and not scale.doubtful and scale.amounts[0].amount.fen and not OTHERWISE.search(match["words"]):
                found = list(SUM.finditer(match["words"]))
                last = list(AMOUNT.finditer(match["words"]))[-1:]
                if len(found) == 1 and found[0].end() == last[0].end():
                    yield scale, _printed(found[0]), passage.quote(*match.span())


def _printed(match: re.Match[str]) -> Printed:
    return Printed(match["number"], match["unit"], match.start("number"), match.end())


RULES: tuple[Rule, ...] = (Rule("A192", "项目资金分配的共计数与预算安排一致", look),)
