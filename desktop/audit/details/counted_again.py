"""What is counted in two places of the text (重点工作, 项目 descriptions, 绩效) in words of one thing.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from desktop.audit.contradiction import finding
from desktop.audit.details.aligned import ALL_OF, ENDS, LINK, PAIR, likeness, nearly, one_act, weight_of
from desktop.audit.details.alike import PERCENT, slip
from desktop.audit.details.things import Quantity
from desktop.audit.outcome import AuditFinding
from desktop.audit.sentences.prose import DEEPEST
from desktop.audit.sentences.statements import Statements
from desktop.findings import Severity

OTHERS = re.compile(
    "编制|在职|实有|离退休|退休|离休|遗属|车|单位|内设|下设|所属|下属|派[驻出]|科室|股室|处室|公务接待|接待|批次|团组|出国|附?表|干部职工|以上的?(?:通用|专用|大型)?设备"
)
"""Words of a clause that other rules compare: staff, cars, projects, units, visits."""
MUCH_OF, LETTERS = 0.78, 5
"""Share of the words of the one number that the other has too; letters of a noun that are compared."""
PROJECT = re.compile("项目|经费|工程|资金|补助|专项")
"""Words of a heading that is the name of a project."""
NEW, BOUGHT = re.compile("新建|新增|新装|扩建"), re.compile("购置|新购|采购|更新|更换")
"""Acts of which both numbers are, or neither."""
GLOSSARY = re.compile("名词|职责|职能|政府采购|国有资产")
ENOUGH = 3
"""The weight of letters that say what is counted."""
LEAST, LONG = 10, 4
"""A number below which many things have the same: its noun is longer, and that of the other the same."""
LARGEST = 1500
"""Numbers of a document that are looked at."""
MOST = 30
"""Numbers with one pair of letters of which none is looked at, and numbers that one is compared with."""


def unlike(texts: list[Quantity], text: Statements) -> Iterator[AuditFinding | None]:
    """Yield for each two numbers of one thing what is wrong, None where nothing is. texts: this year's of the text."""
    passed = {each.number for each in text.passages if any(GLOSSARY.search(words) for words in each.path[-1:])}
    of_things = [each for each in texts if each.counted not in PERCENT and each.place[1] not in passed]
    heads = {each.number: (each.level, each.path) for each in text.passages}
    every = [each for each in of_things if not OTHERS.search(each.clause + each.behind)][:LARGEST]
    index: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for each in every:
        around = each.before + "|" + each.behind
        for pair in dict.fromkeys(around[at : at + PAIR] for at in range(len(around) - 1)):
            index[each.counted, pair].append(each)
    reported = set[frozenset[int]]()
    for this in every:
        same = [each for each in _near(this, index) if not _apart(this, each, heads) and _same(this, each)]
        values = {each.value for each in same} - {this.value}
        if not same:
            continue
        other = next((each for each in same if each.value in values), None)
        if other is None or len(values) > 1 or not (slip(this, other) or nearly(this, other)) or _bounded(this, other):
            yield None
            continue
        both = frozenset((id(this), id(other)))
        if both not in reported:
            reported.add(both)
            message = f"“{_nouns(this)[0]}”一处为 {this.text}{this.unit}，另一处为 {other.text}{other.unit}"
            right = f"{this.text}{this.unit}或{other.text}{other.unit}"
            yield finding("A102", Severity.WARNING, message, [this.quote, other.quote], (), right)


def _near(this: Quantity, index: dict[tuple[str, str], list[Quantity]]) -> list[Quantity]:
    """Return the numbers that have two letters of the noun of a number."""
    pairs = (noun[at : at + PAIR] for noun in _nouns(this) for at in range(len(noun) - 1))
    lists = (index.get((this.counted, pair), []) for pair in pairs)
    return list(dict.fromkeys(each for several in lists if len(several) <= MOST for each in several))[:MOST]


def _apart(this: Quantity, other: Quantity, heads: dict[int, tuple[int, tuple[str, ...]]]) -> bool:
    """Tell whether two numbers are of one passage, of two items of one list, or of two projects."""
    (level, path), (their_level, their_path) = heads[this.place[1]], heads[other.place[1]]
    listed = level == their_level < DEEPEST and path == their_path
    projects = path[-1:] != their_path[-1:] and all(PROJECT.search("".join(each[-1:])) for each in (path, their_path))
    return this.place == other.place or listed or projects


def _one_act(this: Quantity, other: Quantity) -> bool:
    """Tell whether nothing is done anew with the one number and again with the other."""
    words = this.clause + this.behind, other.clause + other.behind
    return all(bool(act.search(words[0])) == bool(act.search(words[1])) for act in (NEW, BOUGHT))


def _nouns(each: Quantity) -> list[str]:
    """Return the words that may say what a number is of: those right before it, and those right behind it."""
    enough = ENOUGH if each.value >= LEAST else LONG
    nouns = ENDS.sub("", each.before)[-LETTERS:], LINK.split(each.behind)[0][:LETTERS]
    return [noun for noun in nouns if weight_of(noun) >= enough]


def _same(this: Quantity, other: Quantity) -> bool:
    """Tell whether a number is of what another is of, and the other of what it is of."""
    share = MUCH_OF if this.value >= LEAST else ALL_OF
    one_way = any(_of(noun, other) > share and one_act(noun, other) for noun in _nouns(this))
    return one_way and _one_act(this, other) and any(_of(noun, this) > share for noun in _nouns(other))


def _of(noun: str, other: Quantity) -> float:
    """Return how much of a noun stands around a number."""
    return likeness(replace(other, before=noun, behind=""), other, "").share


def _bounded(this: Quantity, other: Quantity) -> bool:
    """Tell whether one number is a bound that the other keeps."""
    if this.sign == other.sign:
        return False
    bound, number = (this, other) if this.sign else (other, this)
    return number.value >= bound.value if bound.sign == ">" else number.value <= bound.value
