"""A figure with one wrong digit (笔误): it stands nowhere else, and what it is of has another amount in other places.

Rules, sources and what is not seen: resources/rules/audit/one_digit.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.audit.contradiction import answer, figure, finding
from desktop.audit.interval import printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.standing import (
    LAST,
    Place,
    about_of,
    names_of,
    of_change,
    of_running,
    places_by_amount,
    plain,
    stands,
    stands_alone,
)
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import near
from desktop.audit.sentences.statements import TOKEN, Printed
from desktop.audit.sentences.subjects import subject
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

GOALS = re.compile("绩效")
OF_ALL = re.compile(r"项目(?:支出)?(?:共|有|为|数量)?\d{1,3}个|\d{1,3}个[^，。；、\d]{0,8}项目")
"""A number of projects, whose money is that of a whole which stands in other places as well."""
NEW = re.compile("新增了?|新列|增列|新安排|新设")
"""Words of a reason before what was not there last year: its amount is that of this year."""
FORMER = re.compile(r"上年|去年|20\d\d年")
SOME = re.compile("其中|重点|部分")
"""Words of a sentence that speaks of some of the projects."""
COMPARED = re.compile(r"[比较与]20\d\d年")
BY_FUND = {"功能类", "结构", "总额", "资金"}
"""Kinds of amounts that differ by the money they are paid from; other rules compare them."""
PART = 20
"""Amounts that differ by more than such a part may be of different money: 2034.60 and 2134.60."""
ALIKE = {"机关运行": "公用"}
"""Names of one thing."""
SHORT = frozenset({"基本", "公用", "人员"})
"""Names that are known though they are short."""
OF_OTHERS = re.compile("采购|资产|购买|房屋|价值|设备")
"""Words of a sentence whose amounts no other part of a budget has."""
POWERS = (-1, 1, -2, 2)
CENTS = {"元": 2, "千元": 5, "万元": 6, "亿元": 10}
"""By how many places a point may have moved; how many decimals an amount in a unit may have."""
FEWEST, DIGITS, MANY, SURE, LETTERS, LONG = 2, 3, 5, 7, 3, 5
"""Places of a total; digits of a figure that is looked at (of two, every tenth amount is near another); digits that no
other amount has by chance but for one, those and places together; letters of a name, of one that others end with."""


@dataclass(frozen=True, slots=True)
class Alone:
    """An amount that stands in one place of the document: the sentence up to it, and what it is of.

    new: it is of what a reason says is new this year (新增职业年金缴费 8 万元).
    """

    passage: Passage
    stated: Printed
    before: str
    name: str
    change: bool
    new: bool = False

    @property
    def digits(self) -> str:
        """Its digits without the zeros at both ends."""
        return self.stated.text.replace(",", "").replace(".", "").strip("0")

    @property
    def number(self) -> Decimal:
        """Its number, in its unit."""
        return Decimal(self.stated.text.replace(",", ""))


def look(document: Document) -> Answer:
    """A108: an amount that stands once is not one digit off the amount that its name has elsewhere."""
    findings, several, added = list[AuditFinding](), _alone(document), _added_up(document)
    for each in several:
        stated = each.stated
        decimals = len(stated.text.partition(".")[2])
        known = places_by_amount(document, stated.unit, decimals)
        for text in near(stated.text) if not each.new else ():
            of_list = printed(text, stated.unit).fen in added.get((each.passage.number, stated.start), ())
            same = of_list or stated.amount.meets(printed(text, stated.unit))
            places = [] if same else known.get(Decimal(text), [])
            right = _tied(document, each, text, places)
            if right is not None:
                findings.append(_slip(each, text + stated.unit, right))
                break
        else:
            findings += list(_point(document, each))[:1]
    return answer(findings, len(several), (), "没有只出现一次的金额")


def _point(document: Document, each: Alone) -> Iterator[AuditFinding]:
    """Yield that an amount has the digits of what its name has elsewhere and the point in another place."""
    stated = each.stated
    for power in POWERS:
        right = each.number.scaleb(power)
        decimals = len(f"{right.normalize():f}".partition(".")[2])
        if decimals > CENTS[stated.unit]:
            continue
        known = places_by_amount(document, stated.unit, max(decimals, len(stated.text.partition(".")[2])))
        own = [place for place in known.get(right, []) if place.change == each.change and _named(each, place)]
        if own:
            yield _slip(each, f"{right.normalize():f}{stated.unit}", own[0])


def _alone(document: Document) -> list[Alone]:
    """Return the amounts of sentences that stand in no other place, those of other years left out."""
    text, found = read(document), []
    for passage in text.passages:
        if any("名词解释" in words for words in passage.path):
            continue
        for match in TOKEN.finditer(passage.text):
            stated = Printed.of(match)
            if stated.unit not in FEN_PER or not stated.amount.fen or not stands_alone(document, stated.amount.fen):
                continue
            start, _ = passage.sentence_at(stated.start)
            before = passage.text[start : stated.start]
            clause, name = names_of(before)
            own = re.split("[，。；：、]", before)[-1]
            years = set(map(int, re.findall(r"20\d\d(?=年)", own) or re.findall(r"20\d\d(?=年)", clause)))
            change = of_change(before)
            former = LAST.search(clause) or COMPARED.search(own) or (years and text.year not in years)
            other = former and not change
            each = Alone(passage, stated, before, name, change)
            apart = of_running(passage.text, name) and not change
            long = len(each.digits) >= DIGITS
            if not other and not apart and long:
                found.append(each)
            new = NEW.split(own)[1:]
            if new and long and not FORMER.search(own) and not LAST.search(new[-1]):
                found.append(replace(each, change=False, name=plain(new[-1]), new=True))
    return found


def _added_up(document: Document) -> dict[tuple[int, int], set[Decimal]]:
    """Return the amounts of lists that add up exactly, by where each stands: none is a slip for another of its list."""
    found: dict[tuple[int, int], set[Decimal]] = defaultdict(set)
    for each in read(document).lists:
        parent, added = each.parents[0], sum(part.amount.fen for part in each.parts)
        several = sum(bool(part.amount.fen) for part in each.parts) >= FEWEST
        if several and added == parent.amount.fen:
            for value in (parent, *each.parts):
                found[value.passage.number, value.figure.start] |= {of.amount.fen for of in (parent, *each.parts)}
    return found


def _tied(document: Document, each: Alone, text: str, places: list[Place]) -> Place | None:
    """Return a place of the right amount, where it is of what the clause names, or the whole of what it comes to."""
    alike = [place for place in places if place.change == each.change and not _makes_up(each)]
    of_name = [place for place in alike if _named(each, place)]
    if of_name and not _differs_by(each, Decimal(text)):
        return of_name[0]
    totals = [place for place in alike if place.names and not each.change]
    if totals and (_sure(each, text, len(places)) or (_of_goals(each) and len(places) >= FEWEST)):
        difference = abs(each.number - Decimal(text)) * FEN_PER[each.stated.unit]
        return None if stands(document, difference) else totals[0]
    return None


def _named(each: Alone, place: Place) -> bool:
    """Tell whether an amount elsewhere goes by the name of the clause, or is the change of the same amount."""
    if each.change and place.about is not None and place.about == about_of(each.before):
        return True
    own = re.split("[，；：、（）]", each.before)[-1]
    known = subject(NEW.split(own)[-1] if each.new else own)
    if known and known.group in BY_FUND and not each.change:
        return False
    return any(_same(each.name, name if each.change else plain(name)) for name in place.names)


def _of_goals(each: Alone) -> bool:
    """Tell whether an amount is that of all projects with goals: no other stands before it, it is not of some."""
    goals = any(map(GOALS.search, (each.before, *each.passage.path[-1:])))
    last = each.before.rpartition("；")[2]
    return goals and not SOME.search(each.before) and not TOKEN.search(last) and OF_ALL.search(last) is not None


def _sure(each: Alone, text: str, times: int) -> bool:
    """Tell whether a figure has so many digits, and stands so often, that one near it is no other amount by chance."""
    if OF_OTHERS.search(each.before):
        return False
    many = len(each.digits) >= MANY and len(each.digits) + times >= SURE
    return many and abs(each.number - Decimal(text)) * PART < each.number


def _same(name: str, other: str) -> bool:
    name, other = ALIKE.get(name, name), ALIKE.get(other, other)
    long = len(other) >= LONG or other.endswith("费")
    return (len(other) >= LETTERS or other in SHORT) and (name == other or (long and name.endswith(other)))


def _differs_by(each: Alone, right: Decimal) -> bool:
    """Tell whether the sentence says by how much the two differ: then it is a change and no slip."""
    difference = abs(each.number - right) * FEN_PER[each.stated.unit]
    start, end = each.passage.sentence_at(each.stated.start)
    others = (Printed.of(m) for m in TOKEN.finditer(each.passage.text, start, end) if m[2] in FEN_PER)
    return any(abs(other.amount.fen - difference) < 1 for other in others if other.start != each.stated.start)


def _makes_up(each: Alone) -> bool:
    """Tell whether the amount and another one of its passage make up a third one there: it is as it should be."""
    stated = (Printed.of(m) for m in TOKEN.finditer(each.passage.text) if m[2] in FEN_PER)
    others = [other.amount.fen for other in stated if other.start != each.stated.start]
    return any(each.stated.amount.fen + other in others for other in others if other)


def _slip(each: Alone, right: str, place: Place) -> AuditFinding:
    stated = each.stated
    message = f"“{stated.text}{stated.unit}”只在此处出现，别处为 {right}，疑为笔误"
    quotes = [each.passage.clause(stated.start, stated.end), place.quote]
    return finding("A108", Severity.WARNING, message, quotes, [figure("说明", stated)], right)


RULES: tuple[Rule, ...] = (Rule("A108", "金额没有写错一个数字", look),)
