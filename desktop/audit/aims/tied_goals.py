"""A count of a goal (绩效目标) one slip off the count that the text, or the goal in words, has of the same thing.

Rules, sources and what is not seen: resources/rules/audit/tied_goals.md.
"""

import re
from collections import defaultdict
from dataclasses import replace

from desktop.audit.aims.scopes import Counted, counted
from desktop.audit.contradiction import answer, finding
from desktop.audit.counts import goals
from desktop.audit.details import quantities
from desktop.audit.details.aligned import SOME, TOGETHER, Likeness, acts_agree, adjoins, likeness, weight_of
from desktop.audit.details.alike import PERCENT, reached
from desktop.audit.details.things import Quantity
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

FEW, LONG, SHORT, HUNDRED = 3, 3, 2, 100
"""How far a number below a hundred may be off; digits of a long number; of a short one; what two of no goal reach."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two counts that may be of one thing, and how likely."""

    goal: Counted
    other: Counted
    how: Likeness
    project: bool
    """Whether both are of one project by name."""
    sole: bool = False
    """Whether the project has no other count in this unit, neither among its goals nor in its sentences."""


def look(document: Document) -> Answer:
    """A180: what a goal counts is what the text counts of the same thing, where one number is a slip of the other."""
    index: dict[str, list[Counted]] = defaultdict(list)
    for each in counted(document):
        if each.of.counted not in PERCENT and each.of.value > 0 and not _other(each) and len(index[each.kind]) < MOST:
            index[each.kind].append(each)
    findings, seen = list[AuditFinding](), 0
    for several in index.values():
        aims = [each for each in several if each.aim and each.planned]
        for aim in aims:
            possible = [each for each in several if _comparable(aim, each)]
            seen += bool(possible)
            if any(_slip(aim.of, each.of) for each in possible):
                found = _contradicted(aim, [tie for each in possible if (tie := _tie(aim, each))], aims)
                findings += [_found(found)] if found else []
    findings = _once(findings, document) if findings else []
    return answer(findings, seen, (), "没有在绩效目标和别处都写的数量")


def _other(each: Counted) -> bool:
    """Tell whether a number is of what other rules count, or the number of a table: 7 个项目, 表 10 项目支出表."""
    of = each.of
    return OTHERS.search(of.before[-LONG:]) is not None or OTHERS.match(of.behind) is not None or of.behind[:1] == "目"


OTHERS = re.compile(
    "项目$|单位$|股室$|科室$|机构$|[附详见]?表$|表[目门]"
    "|(?:重点|一级|二级|预算|绩效|采购)?(?:项目|单位|股室|科室|部门|机构)"
)
MOST = 200
"""Counts in one unit that are looked at."""


def _comparable(aim: Counted, other: Counted) -> bool:
    """Tell whether a count can be the other place of a goal: of the text, or of the same table in other words."""
    if aim.of.place == other.of.place:
        return False
    if other.of.place[0] == "text":
        return True
    same_table = _same_table(aim, other)
    one_project = bool(aim.projects & other.projects) or not (aim.projects or other.projects)
    return (
        (same_table or one_project)
        and one_project
        and (aim.worded != other.worded or aim.overall != other.overall or not other.goal)
    )


def _tie(aim: Counted, other: Counted) -> Tie | None:
    """Return that two counts have words in common, or are of one project and say nothing else; None otherwise."""
    if aim.projects and other.projects and not aim.projects & other.projects:
        return None
    how = likeness(aim.of, other.of, other.where)
    project = bool(aim.projects & other.projects)
    return Tie(aim, other, how, project) if how.weight or project else None


def _contradicted(aim: Counted, ties: list[Tie], aims: list[Counted]) -> Tie | None:
    """Return the tie by which a goal is contradicted, where it can be of nothing else and nothing has its number."""
    fit = [tie for tie in ties if tie.other.planned and _slip(aim.of, tie.other.of)]
    fit = [replace(tie, sole=True) if _sole(tie, ties, aims) else tie for tie in fit]
    fit = [tie for tie in fit if _enough(tie) and not _bounded(tie)]
    best = max((_rank(tie) for tie in fit), default=None)
    top = [tie for tie in fit if _rank(tie) == best]
    if len({tie.other.of.value for tie in top}) != 1 or _elsewhere(top[0], ties):
        return None
    rivals = [each for each in aims if each.goal or not aim.goal]
    return None if any(_of_another(rival, top[0]) for rival in rivals) else top[0]


def _elsewhere(tie: Tie, ties: list[Tie]) -> bool:
    """Tell whether the number of a goal stands where it is as likely of it, or a third one likelier."""
    aim, other = tie.goal, tie.other
    same = [each for each in ties if each.other.of.value == aim.of.value]
    if any(_rank(each) >= _rank(tie) or (other.where and each.other.where == other.where) for each in same):
        return True
    third = [each for each in ties if each.other.planned and each.other.of.value not in {aim.of.value, other.of.value}]
    return any(_words(each) > _words(tie) for each in third)


def _of_another(rival: Counted, tie: Tie) -> bool:
    """Tell whether a number of another place is that of another goal: it has its value, or more of its words."""
    aim, other = tie.goal, tie.other
    if rival.of.place == other.of.place or rival.of is aim.of or rival.of.value == aim.of.value:
        return False
    theirs = likeness(rival.of, other.of, other.where)
    if rival.of.value != other.of.value:
        return (theirs.weight, theirs.share) > _words(tie) and not aim.projects - rival.projects
    if tie.project and not rival.projects & other.projects:
        return False
    return bool(theirs.weight) and likeness(rival.of, aim.of, "").share < tie.how.share


def _bounded(tie: Tie) -> bool:
    """Tell whether one number is a bound that the other keeps, of a plan that may well be greater."""
    aim, other = tie.goal.of, tie.other.of
    of_one = _same_table(tie.goal, tie.other) and (tie.sole or tie.how.share >= MUCH)
    long = min(len(each.text.replace(",", "").strip("0")) for each in (aim, other)) >= LONG
    sure = of_one or (long and (tie.project or tie.how.share >= ALL) and tie.how.share >= HALF)
    return aim.sign != other.sign and reached(aim, other) and not sure


def _sole(tie: Tie, ties: list[Tie], aims: list[Counted]) -> bool:
    """Tell whether the project of two counts has no other count in this unit."""
    if not tie.project and tie.goal.of.place[:2] != tie.other.of.place[:2]:
        return False
    goal, other = tie.goal, tie.other
    of_goal = [each for each in aims if (each.projects & goal.projects if tie.project else _same_table(each, goal))]
    if other.goal:
        own = {each.of.value for each in of_goal if _alike(each, goal)}
        theirs = {each.of.value for each in of_goal if _alike(each, other)}
    else:
        own = {each.of.value for each in of_goal if each.goal == goal.goal}
        theirs = {each.other.of.value for each in ties if each.project and not each.other.goal}
    return own == {goal.of.value} and theirs == {other.of.value}


def _alike(first: Counted, other: Counted) -> bool:
    return (first.worded, first.overall) == (other.worded, other.overall)


def _same_table(first: Counted, other: Counted) -> bool:
    return first.of.place[:2] == other.of.place[:2]


def _rank(tie: Tie) -> tuple[bool, float, float, float]:
    return tie.project, tie.how.weight, tie.how.share, tie.how.project


def _words(tie: Tie) -> tuple[float, float]:
    return tie.how.weight, tie.how.share


def _slip(aim: Quantity, other: Quantity) -> bool:
    """Tell whether one number is the other but for one digit, for two that changed places, or for a few."""
    a, b = (each.text.replace(",", "").replace(".", "") for each in (aim, other))
    if aim.value == other.value:
        return False
    places = [each.text.partition(".")[2] for each in (aim, other)]
    if len(places[0]) == len(places[1]) and len(a) == len(b):
        differ = [at for at in range(len(a)) if a[at] != b[at]]
        turned = len(differ) == SHORT and differ[1] == differ[0] + 1 and sorted(a) == sorted(b)
        if len(a) > 1 and (len(differ) == 1 or turned):
            return True
    return max(len(a), len(b)) <= SHORT and abs(aim.value - other.value) <= FEW and not (places[0] or places[1])


def _enough(tie: Tie) -> bool:
    """Tell whether two counts are surely of one thing, by the words they share, their project and their digits."""
    aim, other, how = tie.goal.of, tie.other.of, tie.how
    if any(SOME.search(each.clause.removeprefix("其中")) or EACH.search(each.clause) for each in (aim, other)):
        return False
    if bool(TOGETHER.search(aim.before)) != bool(TOGETHER.search(other.before)):
        return False
    words = aim.before + aim.behind
    if not acts_agree(words, other):
        return False
    if not (tie.goal.goal or tie.other.goal or tie.project or min(aim.value, other.value) >= HUNDRED):
        return False
    if tie.sole and (aim.counted not in COMMON or weight_of(aim.before) < LITTLE):
        return True
    digits = min(len(each.text.replace(",", "").strip("0")) for each in (aim, other))
    if digits > LONG and how.weight >= 1 and (tie.project or how.share >= HALF):
        return True
    if digits == LONG and how.weight >= 1 and (tie.project or how.share >= HALF):
        return tie.project or how.weight >= LITTLE or adjoins(words, other)
    near = how.share >= ALL or how.weight >= LOT or adjoins(words, other)
    named = tie.project or (tie.goal.goal and how.project >= NAME)
    if named:
        return near and (
            how.weight >= LITTLE
            or (how.weight >= 1 and (how.share >= HALF or (how.project > how.weight and aim.counted not in COMMON)))
        )
    least = LITTLE if digits > 1 else SURE
    return near and how.weight >= least and how.share >= (ALL if how.weight < SURE else MUCH)


LITTLE, SURE, LOT = 2, 2.5, 3.5
"""Weight of the letters in common that is little, that is enough for a short number, and that needs no more."""
NAME = 4
"""Weight of the letters of a project's name in the sentence of a count by which it is likely of that project."""
HALF, MUCH, ALL = 0.5, 0.75, 0.95
"""Shares of the weight of a goal's letters that stand around a number."""
EACH = re.compile(r"每[个村镇乡站所校班组户处座家期次场月季周]|人均|平均|各\d|首批|第[一二三四]批")
"""Words of a clause whose number is of each of them, or of some."""


COMMON = frozenset({"次", "个", "项", "件", "人次", "批", "批次"})
"""Units in which a project may count several things."""


def _found(tie: Tie) -> AuditFinding:
    aim, other = tie.goal.of, tie.other.of
    shown = f"{other.text}{other.unit}"
    message = f"绩效目标“{aim.before}{aim.behind[:8]}”为 {aim.text}{aim.unit}，别处为 {shown}"
    return finding("A180", Severity.WARNING, message, [aim.quote, other.quote], (), f"{shown}，或改正别处")


def _once(findings: list[AuditFinding], document: Document) -> list[AuditFinding]:
    """Return the findings that the other rules of goals do not have, each two places once."""
    others = [*goals.goals(document).findings, *quantities.look(document).findings]
    known = [{quote.text for quote in each.quotes} for each in others]
    left = []
    for each in findings:
        own = {quote.text for quote in each.quotes}
        if not any(own <= other or len(own & other) > 1 for other in known):
            left.append(each)
            known.append(own)
    return left


RULES: tuple[Rule, ...] = (Rule("A180", "绩效目标与同一项目别处的数量不只差一个数字", look),)
