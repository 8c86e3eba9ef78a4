"""What is counted in two places of the text (重点工作, 项目 descriptions, 绩效) in words of one thing.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from desktop.audit.contradiction import finding
from desktop.audit.details.aligned import ALL_OF, ENDS, LINK, MOST_OF, PAIR, beside, likeness, nearly, slip, weight_of
from desktop.audit.details.alike import PERCENT
from desktop.audit.details.things import Quantity
from desktop.audit.outcome import AuditFinding
from desktop.audit.sentences.statements import Statements
from desktop.findings import Severity

OTHERS = re.compile(
    "编制|在职|实有|离退休|退休|离休|遗属|车|项目|单位|机构|科室|部门|股室|处室|中心|公务接待|接待|批次|团组|出国|表|干部职工"
)
"""Words of a clause that other rules compare: staff, cars, projects, units, visits."""
GLOSSARY = re.compile("名词|职责|职能|政府采购|国有资产")
LEAST, ENOUGH = 10, 3
"""The least number that is compared; the weight of letters that say what is counted."""
MOST = 60
"""Numbers with one pair of letters that are looked at."""


def unlike(told: list[Quantity], text: Statements) -> Iterator[AuditFinding | None]:
    """Yield for each two numbers of one thing what is wrong, None where nothing is. told: this year's of the text."""
    passed = {each.number for each in text.passages if any(GLOSSARY.search(words) for words in each.path)}
    of_things = [each for each in told if each.counted not in PERCENT and each.place[1] not in passed]
    every = [each for each in of_things if not OTHERS.search(each.clause + each.behind)]
    index: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for each in every:
        around = each.before + "|" + each.behind
        for pair in dict.fromkeys(around[at : at + PAIR] for at in range(len(around) - 1)):
            index[each.counted, pair].append(each)
    said = set[frozenset[int]]()
    for this in every:
        noun = _noun(this)
        if weight_of(noun) < ENOUGH or this.value < LEAST:
            continue
        own = replace(this, before=noun, behind="")
        found = dict.fromkeys(
            each for at in range(len(noun) - 1) for each in index[this.counted, noun[at : at + PAIR]][:MOST]
        )
        same = [each for each in found if each.place != this.place and _same(own, each)]
        values = {each.value for each in same} - {this.value}
        if not same:
            continue
        other = next((each for each in same if each.value in values), None)
        if other is None or len(values) > 1 or not (slip(this, other) or nearly(this, other)) or _bounded(this, other):
            yield None
            continue
        pair = frozenset((id(this), id(other)))
        if pair not in said:
            said.add(pair)
            message = f"“{noun}”一处为 {this.text}{this.unit}，另一处为 {other.text}{other.unit}"
            right = f"{this.text}{this.unit}或{other.text}{other.unit}"
            yield finding("A102", Severity.WARNING, message, [this.quote, other.quote], (), right)


def _noun(each: Quantity) -> str:
    """Return the words that say what a number is of: those before it, or behind it where it goes on."""
    behind = LINK.split(each.behind)[0]
    return behind if len(behind) >= PAIR else ENDS.sub("", each.before)


def _same(own: Quantity, other: Quantity) -> bool:
    """Tell whether a number is of what another is of, and the other of what it is of."""
    if not (likeness(own, other, "").share >= ALL_OF and beside(own.before, other)):
        return False
    theirs = replace(other, before=_noun(other), behind="")
    return likeness(theirs, own, "").share >= MOST_OF


def _bounded(this: Quantity, other: Quantity) -> bool:
    """Tell whether one number is a bound that the other keeps."""
    if this.sign == other.sign:
        return False
    bound, number = (this, other) if this.sign else (other, this)
    return number.value >= bound.value if bound.sign == ">" else number.value <= bound.value
