"""Figures that the sentences of a published narrative state: those a layout prints, found by their words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, islice

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Place
from desktop.layouts.form.spec import Form
from desktop.ledger.vocabulary import FISCAL, Nature
from desktop.money import FEN_PER, Fen
from desktop.published.digits import COARSEST_STEP, half_of
from desktop.published.domains import PROPERTIES, Domain, Universe, in_common, union, universe_of
from desktop.published.reading import ReadCell, printed_amount
from desktop.published.targets import Target

AMOUNT = r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,10})?)\s*(亿元|万元|千元|元)"
LINK = r"(?:类科目|科目|预算数|预算|支出|收入|合计|总额|总计|共计|共|安排|年初|为|是|达|[（(][0-9]{3,7}[）)]|\s){0,5}"
YEAR = re.compile(r"(20[0-9]{2})\s*年")
BUDGET_YEAR = re.compile(r"(?<![与比较同])(20[0-9]{2})年[^，。；：0-9]{0,15}预算")
CLEARLY = 3
"""How often a text must name the budget of a year, and how many times as often as that of any other year."""
MOST_STATEMENTS = 30
"""How often a text may state one figure; a real one does so a few times."""

WHOLES: tuple[tuple[str, Filter], ...] = (
    ("收入总计", (("side", ("收入",)),)),
    ("支出总计", (("side", ("支出", "结转下年")),)),
)
"""What every narrative may state, whether the layout's own does or not."""

ALIASES = {
    "收入总计": ("收入总预算", "收入预算总额", "收入预算总计", "总收入", "收支总预算", "收支预算总额"),
    "支出总计": ("支出总预算", "支出预算总额", "支出预算总计", "总支出", "收支总预算", "收支预算总额"),
}
"""Other words for the whole of a side."""

OWN = "(?:本?(?:单位|部门))?"
BEFORE = "，、：:；。（）() 的中和与及元%％”"
LAST_YEAR = re.compile("上年|去年|上一年")
COMPARED = re.compile(
    r"[与比较同]20[0-9]{2}年(?:年初)?(?:预算)?(?:安排)?数?(?:相比)?[，,]?(?:基本)?(?:持平|相同|一致|增加|减少|增长|下降|无变化|无增减)"
)
"""What compares one item with another year: in a list, the next item is of the document's own year again."""
SHARED: dict[str, tuple[str, ...]] = {
    "项目支出": (Nature.PROJECT,),
    "基本支出": (Nature.PERSONNEL, Nature.PUBLIC),
    "人员经费": (Nature.PERSONNEL,),
    "公用经费": (Nature.PUBLIC,),
}
SHARE = re.compile(rf"[，,]?占(?:本年|全部|当年)?({'|'.join(SHARED)})的?[^，。；]{{0,6}}?[0-9.]+\s*[%％]")
"""Of what a figure is said to be a share, which tells apart figures of several natures that bear one name."""
WITH_PROJECTS = re.compile(r"[（(，](?:其中)?[:：]?(?:包含|包括|含)[^，。；、）)0-9]{0,6}项目支出")
"""Words behind a figure that say it holds project spending too: 商品和服务支出226.49万元（含项目支出139.00万元）."""
VAGUE = ("合计", "总计", "小计", "其他支出", "其他收入")
"""Words that stand in many lists, each time for another figure."""


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A figure found in the text: its words, the question it answers, the amount (分) and the 分 of its last digit.

    half: by how much what is meant may differ, in 分; of 亿元 more than of 万元, as two decimals are usual there too.
    """

    label: str
    where: Filter
    amount: Fen
    step: Fen
    half: Fen = 0

    def cell(self, place: Place) -> ReadCell:
        """Return it as a figure that can be compared."""
        label = self.label
        return ReadCell("", 0, label, "", self.where, self.amount, True, place=place, label=label, half=self.half)


def year_of(paragraphs: Sequence[str]) -> int | None:
    """Return the year the head of the document names, else the one whose budget most of its sentences speak of."""
    year = next((match for line in paragraphs[:5] if (match := YEAR.search(line))), None)
    if year:
        return int(year[1])
    named = Counter(match[1] for line in paragraphs for match in BUDGET_YEAR.finditer(line))
    (first, often), (_, second) = [*named.most_common(2), ("0", 0), ("0", 0)][:2]
    return int(first) if often >= max(CLEARLY, CLEARLY * second) else None


def stated_in(paragraphs: Sequence[str], form: Form) -> list[StatedTotal]:
    """Return every statement of a figure of a form, in the order of figures and text.

    Words that several figures bear are a statement of each: only the sentence's place could tell which is meant.
    """
    text_year = year_of(paragraphs)
    text = "\n".join(paragraphs)
    found: list[StatedTotal] = []
    for label, where in _questions(form):
        if label not in VAGUE and any(words in text for words in _words(label)):
            found += islice(_statements(paragraphs, label, where, text_year), MOST_STATEMENTS)
    return found


def one_of_each(stated: Sequence[StatedTotal]) -> list[StatedTotal]:
    """Return the first statement of each label, as the widest of the figures that bear it; none where none is."""
    by_label: dict[str, list[StatedTotal]] = {}
    for statement in stated:
        by_label.setdefault(statement.label, []).append(statement)
    universe = universe_of()
    first = {}
    for statements in by_label.values():
        wheres = list(dict.fromkeys(statement.where for statement in statements))
        widest = [where for where in wheres if all(_holds(universe, where, other) for other in wheres)]
        for statement in statements:
            if widest and statement.where == widest[0] and statement.where not in first:
                first[statement.where] = statement
    return list(first.values())


def contradictions(stated: Sequence[StatedTotal]) -> Iterator[tuple[StatedTotal, list[StatedTotal]]]:
    """Yield each figure that a text states in several ways: what `one_of_each` takes, and what else is stated."""
    for first in one_of_each(stated):
        same = [each for each in stated if (each.label, each.where) == (first.label, first.where)]
        others = [each for each in same if abs(each.amount - first.amount) > (each.step + first.step) // 2]
        if others:
            yield first, others


def _holds(universe: Universe, outer: Filter, inner: Filter) -> bool:
    sides = universe.sides(inner)
    if not set(sides) <= set(universe.sides(outer)):
        return False
    pairs = [(universe.domain(side, outer), universe.domain(side, inner)) for side in sides if side in PROPERTIES]
    return all(all(a & b == b for a, b in zip(wide, narrow, strict=True)) for wide, narrow in pairs)


def _questions(form: Form) -> list[tuple[str, Filter]]:
    labelled = [(s.label, s.where) for s in form.figures.values() if s.where is not None and not s.by and s.label]
    questions = [*WHOLES, *labelled]
    for spec in form.figures.values():
        if spec.by and spec.show != "count" and spec.where is not None:
            length = LEVEL_LENGTHS[spec.by][spec.level]
            codes = [each for each in _codes(spec.by, length) if _within(spec.where, spec.by, each[1])]
            questions += [(name, (*spec.where, (spec.by, (code,)))) for name, code in codes]
    return questions


def _within(where: Filter, key: str, code: str) -> bool:
    """Tell whether a code may be among those of a figure: 其余各类 (!301, !302) has no item of 301."""
    for name, values in where:
        out = [value[1:] for value in values if value.startswith("!")] if name == key else []
        inside = [value for value in values if not value.startswith("!")] if name == key else []
        if any(map(code.startswith, out)) or (
            inside and not any(c.startswith(code) or code.startswith(c) for c in inside)
        ):
            return False
    return True


def _codes(classification: str, length: int) -> list[tuple[str, str]]:
    """Return the names and codes of a level; a name that several codes bear is looked for with its code."""
    named_codes = [(code.name, code.code) for code in load(classification).codes.values() if len(code.code) == length]
    bearers = Counter(name for name, _ in named_codes)
    return [(name if bearers[name] == 1 else f"{name}（{code}）", code) for name, code in sorted(named_codes)]


def _shorter(label: str) -> str:
    """Return a label as it is often written; not where that is the name of another class (养老保险缴费 is 30108)."""
    shorter = label.removesuffix("支出") if len(label) > 4 else label
    return label if shorter != label and shorter in _economic_names() else shorter


@cache
def _economic_names() -> frozenset[str]:
    return frozenset(code.name for code in load("economic").codes.values())


def _words(label: str) -> set[str]:
    return {label, _shorter(label), *ALIASES.get(label, ())}


def _statements(paragraphs: Sequence[str], label: str, where: Filter, year: int | None) -> Iterator[StatedTotal]:
    sides = "、".join(dict(where).get("side", ()))
    other = {"支出": "|收入", "收入": "|支出"}.get(sides, "")
    link = LINK.replace(other, "") if other else LINK
    known = sorted(_words(label), key=lambda each: (-len(each), each))
    words = f"(?:{'|'.join(map(re.escape, known))})"
    pattern = re.compile(f"(?:^|(?<=[{re.escape(BEFORE)}])|(?<=[0-9]年)){OWN}{words}{link}{AMOUNT}")
    for text in paragraphs:
        for match in pattern.finditer(text) if any(each in text for each in known) else ():
            amount = printed_amount(match[1], match[2])
            if not _is_part_of(text[match.end() :], where) or _of_several(text[: match.start()], where):
                continue
            if isinstance(amount, int) and not _of_another_year(text[: match.start()], year):
                decimals = len(match[1].partition(".")[2])
                step = FEN_PER[match[2]] // 10**decimals or 1
                asked = (*where, *_of_fiscal(text[: match.start()], where))
                yield StatedTotal(label, asked, amount, step, half_of(match[2], decimals))


def _is_part_of(after: str, where: Filter) -> bool:
    """Tell whether a figure may be of what the words behind it say that it is a share of: 占项目支出32.48%."""
    natures = next((patterns for name, patterns in where if name == "nature"), ())
    if natures and WITH_PROJECTS.match(after):
        return False
    share = SHARE.match(after)
    if share is None:
        return True
    return set(natures) <= set(SHARED[share[1]]) if natures else True


FISCAL_SUM = re.compile(
    r"(?:^|[，；：（])[^，。；：]{0,12}(?<!一般公共预算)(?<!基金预算)(?<!基金)(?<!经营预算)财政拨款(?:安排)?(?:总)?(?:收入|支出)[^，。；：]{0,12}元"
    r"[，；（(]其中[：:，]?"
)
"""A sum of 财政拨款 and the word behind which its parts follow."""


def _of_fiscal(before: str, where: Filter) -> Filter:
    """Return that a figure is of 财政拨款 only, where it is a part of such a sum: 财政拨款收入…，其中：本年收入…."""
    sentence = before.rpartition("。")[2]
    parts = sentence.rpartition("其中")
    within = bool(parts[1]) and any(m.end() >= len(parts[0]) + 2 for m in FISCAL_SUM.finditer(sentence))
    named = any(not value.startswith("!") for name, values in where if name == "fund" for value in values)
    return (("fund", tuple(map(str, FISCAL))),) if within and not named else ()


OF_SEVERAL = re.compile(r"(?:^|[，。；：（、的中])[^，。；：（）、0-9]{2,}(?<!持平)(?<!一致)(?<!变化)[、和与及]$")
"""Words before the last of several names that have one amount together: 福利费、其他交通费用 4.50 万元."""


def _of_several(before: str, where: Filter) -> bool:
    """Tell whether the amount behind the name of a subject is that of several names."""
    by_code = any(name in ("economic", "function") for name, _ in where)
    return by_code and OF_SEVERAL.search(before) is not None


def _of_another_year(before: str, year: int | None) -> bool:
    """Tell whether the words before a figure say that it is of another year than the document."""
    sentence = before.rpartition("。")[2]
    if LAST_YEAR.search(re.split("[，；：、]", sentence)[-1]):
        return True
    items, _, item = sentence.rpartition("；")
    years = YEAR.findall(COMPARED.sub("", items) + item)
    return year is not None and bool(years) and int(years[-1]) != year


def targets_in(stated: Sequence[StatedTotal], universe: Universe, place: Place) -> list[Target]:
    """Group the figures into sets that divide one whole (by 类, by nature, by item …), the whole itself first."""
    targets = []
    longest = _longest_step(stated)
    for side in PROPERTIES:
        figures = [figure for figure in stated if universe.sides(figure.where) == [side]]
        if not figures:
            continue
        everything = universe.all(side)
        groups: dict[tuple[str, ...], list[StatedTotal]] = {}
        for figure in figures:
            groups.setdefault(tuple(name for name, _ in figure.where if name != "side"), []).append(figure)
        divisions = {
            names: [part for part in group if not _contains_other(part, group, universe, side)]
            for names, group in groups.items()
        }
        wholes = [f for f in stated if side in universe.sides(f.where) and universe.domain(side, f.where) == everything]
        wholes.sort(key=lambda figure: len(universe.sides(figure.where)))  # 支出总计 may hold money for next year
        total = wholes[0].amount if wholes else max(sum(part.amount for part in parts) for parts in divisions.values())
        first = wholes[0] if wholes else figures[0]
        targets.append(Target("合计", place, side, everything, ((everything, total),), first.step, first.half))
        for names, parts in divisions.items():
            domains = tuple((universe.domain(side, figure.where), figure.amount) for figure in parts)
            within = tuple(union(masks) for masks in zip(*(domain for domain, _ in domains), strict=True))
            title = "、".join(figure.label for figure in parts[:3]) + ("等" if len(parts) > 3 else "")
            step = max(_digit(figure, longest) for figure in parts)
            if abs(sum(figure.amount for figure in parts) - total) <= (len(parts) + 1) * step // 2:
                within = everything
            half = max(min(_digit(figure, longest) // 2, figure.half) for figure in parts)
            targets.append(Target(title or "、".join(names), place, side, within, domains, step, half))
    return targets


def missing_in(tables: Sequence[Target], stated: Sequence[StatedTotal], universe: Universe) -> list[Target]:
    """Return what sentences state of sides that no table shows, and the whole of those with tables of parts."""
    sides = {target.side for target in tables}
    found = targets_in(one_of_each(stated), universe, Place()) if stated else []
    return [each for each in found if each.side not in sides or _is_missing_whole(each, tables, stated, universe)]


def _is_missing_whole(
    sentence: Target, tables: Sequence[Target], stated: Sequence[StatedTotal], universe: Universe
) -> bool:
    """Tell whether a figure is the whole of a side of which tables show only parts that have nothing in common.

    Such tables (of 一般公共预算, of 政府性基金) would contradict each other where nothing holds them both.
    """
    side, everything = sentence.side, universe.all(sentence.side)
    if [domain for domain, _ in sentence.cells] != [everything]:
        return False
    limits = _widest([target.within for target in tables if target.side == side])
    apart = any(in_common(first, other) is None for first, other in combinations(limits, 2))
    states = any(side in universe.sides(f.where) and universe.domain(side, f.where) == everything for f in stated)
    return states and apart and everything not in limits


def _widest(limits: Sequence[Domain]) -> list[Domain]:
    """Return what tables cover that lies inside nothing that another one covers."""
    apart = list(dict.fromkeys(limits))
    return [each for each in apart if not any(other != each and in_common(each, other) == each for other in apart)]


def _digit(figure: StatedTotal, longest: Fen) -> Fen:
    """Return the 分 of the last digit that counts of a figure: of 亿元 its own, of 万元 at most that of the text."""
    return 2 * figure.half if 2 * figure.half > COARSEST_STEP else min(figure.step, longest)


def _longest_step(stated: Sequence[StatedTotal]) -> Fen:
    """Return the 分 that whole 万元 of a text are exact to: where other figures have decimals, 3 stands for 3.00."""
    ten_thousands = {figure.step for figure in stated if FEN_PER["元"] < figure.step < FEN_PER["万元"]}
    return max(ten_thousands, default=FEN_PER["万元"])


def _contains_other(figure: StatedTotal, group: list[StatedTotal], universe: Universe, side: str) -> bool:
    domain = universe.domain(side, figure.where)
    for other in group:
        inner = universe.domain(side, other.where)
        if other is not figure and inner != domain and all(a & b == b for a, b in zip(domain, inner, strict=True)):
            return True
    return False
