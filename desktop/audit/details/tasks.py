"""What a year's work (重点工作) counts, and what the goals of its projects count of the same in the text.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import finding
from desktop.audit.details.alike import EMPTY, ENDING, PERCENT
from desktop.audit.details.things import Quantity, in_text
from desktop.audit.outcome import AuditFinding
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import Statements
from desktop.findings import Severity

WORK = re.compile("工作任务|重点工作|工作重点|主要工作|工作目标|工作计划|工作思路|工作安排|重点任务|主要任务|中心工作")
"""How the year's work is called."""
AIMS = re.compile("目标|绩效|指标|项目|计划|用于|任务|安排")
"""Words of a passage that says what money is for."""
LEADS = re.compile(
    "^(?:全年|年内|计划|拟|预计|共|完成|开展|实施|组织|举办|力争|确保|保障|继续|新|各类|全县|全市|全区|全镇|全乡|的|并|为|对|由|和|及|以上|以下|左右)+"
)
ENDS = re.compile("(?:的|等|共|约|共计|不少于|不低于|达到?|以上|左右)+$")
GENERAL = re.compile(
    "(?:培训|人员|干部|职工|学生|群众|农民|党员|活动|宣传|会议|检查|督查|调研|任务|项目|工作|企业|建设|维修|改造|购置|设备|各|服务|业务|专题|教育|专项|工程|单位|参加|受益)+"
)
"""Words that say too little of what is counted."""
SHORTEST, FURTHER = 4, 8
"""Letters of what is counted; letters behind a number that may say it."""
FEW = 40
"""Counts of one thing that are looked at."""


def unlike(text: Statements) -> Iterator[AuditFinding | None]:
    """Yield for each count of the year's work and of a goal of the same thing what is wrong, None where nothing is."""
    work, aims = (defaultdict[tuple[str, str], list[Quantity]](list) for _ in range(2))
    for passage in text.passages:
        kind = work if _is_work(passage) else aims if AIMS.search(passage.text) else None
        if kind is None or any("名词" in words or "职责" in words or "职能" in words for words in passage.path):
            continue
        for each in in_text(passage, text.year):
            if each.planned and each.counted not in PERCENT and not re.search(r"\d", each.behind[:1]):
                for thing in _things(each):
                    kind[each.counted, thing[-ENDING:]].append(each)
    for key, several in work.items():
        for this in several[:FEW]:
            same = [other for other in aims[key][:FEW] if _same(this, other)]
            own = {each.value for each in several[:FEW] if _same(each, this)}
            if len({other.value for other in same}) != 1 or own - {this.value}:
                continue
            other = same[0]
            if this.value == other.value or (this.sign != other.sign and _reached(this, other)):
                yield None
                continue
            thing = min(_common(this, other), key=len)
            message = f"“{thing}”工作任务中为 {this.text}{this.unit}，项目目标中为 {other.text}{other.unit}"
            right = f"{this.text}{this.unit}，或改正工作任务"
            yield finding("A102", Severity.WARNING, message, [this.quote, other.quote], (), right)


def _is_work(passage: Passage) -> bool:
    return WORK.search(passage.text[:40]) is not None or any(WORK.search(words) for words in passage.path)


def _things(each: Quantity) -> list[str]:
    """Return what a number may be of: the words before it, those behind it, and both together."""
    before = ENDS.sub("", EMPTY.sub("", LEADS.sub("", each.before)))
    behind = LEADS.sub("", each.behind)[:FURTHER]
    return [words for words in (before, behind) if len(words) >= SHORTEST and not GENERAL.fullmatch(words)]


def _common(this: Quantity, other: Quantity) -> list[str]:
    """Return the names that two numbers have in common, the one word for word the end of the other."""
    found = []
    for a, b in ((a, b) for a in _things(this) for b in _things(other)):
        if a.endswith(b) or b.endswith(a):
            found.append(min(a, b, key=len))
    return found


def _same(this: Quantity, other: Quantity) -> bool:
    return this is not other and bool(_common(this, other))


def _reached(this: Quantity, other: Quantity) -> bool:
    """Tell whether one number is a bound that the other keeps."""
    bound, number = (this, other) if this.sign else (other, this)
    return number.value >= bound.value if bound.sign == ">" else number.value <= bound.value
