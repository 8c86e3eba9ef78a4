"""Group G: rounding, comparison, narrative, C72–C84 (domain.md §8.2 and §8.3).

C78 and C80 begin in the narrative writer; C80 looks here for remnants of a template in a person's own words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.checks.context import Context, NotApplicable, NotChecked, check
from desktop.checks.text.statements import AMOUNT, SHARE, Amount, Sentence, Stated, amount, changes, sentences
from desktop.compute.change import Direction
from desktop.findings import Finding, Place, Severity
from desktop.layouts.tables.figures import Figure
from desktop.layouts.tables.sums import tails
from desktop.layouts.tables.table import Table
from desktop.money import FEN_PER, YUAN, Fen

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
REMNANTS = re.compile(r"增（减）|增长（下降）|增加（减少）|[Xx]{2,}|×{2,}|某某|[{｛][^}｝]*[}｝]|待填")
YEAR = re.compile(r"(?<![0-9〔\[])(20[0-9]{2})年(?!\s*[0-9]{1,2}月)")
QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕")
LINK = r"(?:预算数|预算|支出|收入|合计|总额|总计|共计|共|安排|年初|为|是|达){0,3}"
NUMBERS = (
    re.compile(r"^第([一二三四五六七八九十]+)部分"),
    re.compile(r"^([一二三四五六七八九十]+)、"),
    re.compile(r"^[（(]([一二三四五六七八九十]+)[）)]"),
    re.compile(r"^([0-9]{1,2})[.．、](?![0-9])"),
    re.compile(r"^[（(]([0-9]{1,2})[）)]"),
)
BOUNDARIES = "，、：:；。（）() 年的中是为和与及元%％”门位"
CHINESE = "一二三四五六七八九十"


def tolerance(parts: int) -> int:
    """Return the tail, in units of the last digit, that `parts` independently rounded numbers may leave (§8.3)."""
    return (parts + 1) // 2


@check("C72", "打印数各项之和与合计", E)
def printed_sums(context: Context) -> Iterator[Finding]:
    """Printed parts against the printed total: within the bound of §8.3 information, above it an error."""
    for table in context.tables.values():
        small = []
        for number, position, rest, parts in _tails(table):
            if abs(rest) <= tolerance(parts):
                small.append(abs(rest))
                continue
            shown = f"{table.style.show_steps(abs(rest))} {table.style.unit}"
            texts = [c.text for c in table.row(number) if c.kind == "text" and c.text]
            place = Place(table=table.label, row=" ".join(texts[:2]), column=table.columns[position].header[-1])
            yield Finding("C72", E, f"分项之和与合计相差 {shown}，超出尾差范围，请核对", place)
        if small:
            largest = f"{table.style.show_steps(max(small))} {table.style.unit}"
            message = f"因四舍五入，有 {len(small)} 处分项之和与合计相差 {largest} 以内，已附尾差说明"
            yield Finding("C72", INFO, message, Place(table=table.label))


def _tails(table: Table) -> Iterator[tuple[int, int, int, int]]:
    """Yield the sums that do not close in print: row, column, the rest in the last digit, how many parts."""
    for (number, position), rest in tails(table).items():
        cell = table.grid[number][position]
        if cell.kind == "amount":
            yield number, position, rest, len(cell.terms)


def _stated(context: Context) -> list[Stated]:
    """Return the changes that the text states; one whose sentence gives no amount takes the figure it speaks of."""
    labels, unit = _labels(context), context.facts.unit.name
    found = [change for sentence in sentences(context.narrative) for change in changes(sentence)]
    return [one if one.whole else _completed(one, labels, unit) for one in found]


def _completed(one: Stated, labels: dict[str, list[Figure]], unit: str) -> Stated:
    label = _named(labels, one.sentence.text[: one.change.start], unit)
    if not label:
        return one
    figure = labels[label][0]
    whole = Amount(figure.fen or 0, 1, figure.unit, 0, 0)
    return replace(one, whole=whole)


@check("C73", "百分比与数额一致", E)
def percentages(context: Context) -> Iterator[Finding]:
    """A stated % = the recomputed % to the shown digits; a zero base has none."""
    seen = False
    for one in _stated(context):
        if one.percent is None or one.whole is None:
            continue
        seen = True
        prior, room = _prior(one, one.whole)
        said = one.sentence.text.strip()
        if abs(prior) <= room:
            if one.percent:
                yield Finding("C73", W, f"上年为 0，不宜写增长百分比：“{said}”", left=one.percent_text)
            continue
        low, high = _percent_range(one, abs(prior), room)
        if not low <= one.percent <= high:
            right = f"{Decimal(one.change.fen * 100) / abs(prior):.2f}"
            message = f"百分比应为 {right}%，现为 {one.percent_text}%：“{said}”"
            yield Finding("C73", E, message, left=one.percent_text, right=right)
    if not seen:
        raise NotApplicable("说明中没有增减百分比")


def _prior(one: Stated, whole: Amount) -> tuple[Fen, Fen]:
    """Return last year's amount as this year's less the change, and how far rounding may have moved it."""
    sign = 1 if one.rises else -1
    return whole.fen - sign * one.change.fen, (whole.step + one.change.step) // 2


def _percent_range(one: Stated, prior: Fen, room: Fen) -> tuple[Decimal, Decimal]:
    """Return between which percentages the printed numbers can lie, with half a printed digit to each side."""
    half, digit = one.change.step // 2, Decimal(1).scaleb(-len(one.percent_text.partition(".")[2])) / 2
    lowest = Decimal((one.change.fen - half) * 100) / (prior + room)
    highest = Decimal((one.change.fen + half) * 100) / (prior - room)
    return lowest - digit, highest + digit


@check("C74", "占比之和为 100%", INFO)
def shares(context: Context) -> Iterator[Finding]:
    """Shares of one whole sum to 100 ± n × half a digit; a difference within it is information."""
    groups: dict[str, list[str]] = {}
    seen = False
    for sentence in sentences(context.narrative):
        for match in SHARE.finditer(sentence.text):
            seen = True
            group = groups.setdefault(match[1], [])
            group.append(match[2])
            total = sum(map(Decimal, group), Decimal(0))
            steps = (Decimal(1).scaleb(-len(s.partition(".")[2])) / 2 for s in group)
            if abs(total - 100) <= sum(steps, Decimal(0)):
                if total != 100:
                    yield Finding("C74", INFO, f"各项占{match[1]}之比合计 {total}%，属取整误差")
                groups[match[1]] = []
    if not seen:
        raise NotApplicable("说明中没有占比")


@check("C75", "同一句中的金额单位一致", E)
def one_unit(context: Context) -> Iterator[Finding]:
    """A change in 元 beside an amount in 万元: 万 fell out."""
    for one in _stated(context):
        if one.whole is not None and (one.whole.unit, one.change.unit) == ("万元", "元"):
            yield Finding("C75", E, f"此处单位疑应为“万元”：“{one.sentence.text.strip()}”")


def _labels(context: Context) -> dict[str, list[Figure]]:
    """Return the money figures of the narrative by their words and their measures' words, longest first."""
    found: dict[str, list[Figure]] = {}
    for figure in context.narrative.figures.values():
        measure = context.form.measures.get(figure.measure)
        for label in {figure.label, measure.label if measure and not figure.code else figure.label}:
            if figure.fen is not None and len(label) > 2:
                found.setdefault(label, []).append(figure)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _named(labels: dict[str, list[Figure]], text: str, unit: str) -> str:
    """Return the label that ends nearest to the end of a text, the longer of two; empty when there is none.

    A label begins at a boundary (not 支出预算 within 接待费支出预算); the unit's name is one.
    """
    ends = []
    for label in labels:
        start = text.rfind(label)
        before = text[:start]
        if start >= 0 and (not before or before[-1] in BOUNDARIES or before.endswith(unit)):
            ends.append((start + len(label), len(label), label))
    return max(ends)[2] if ends else ""


def _own_changes(context: Context) -> Iterator[tuple[Stated, str, list[Figure]]]:
    labels = _labels(context)
    for one in _stated(context):
        if one.sentence.is_bound(one.change.start, one.change.end):
            continue
        label = _named(labels, one.sentence.text[: one.change.start], context.facts.unit.name)
        known = [figure for figure in labels.get(label, []) if figure.change is not None]
        if known:
            yield one, label, known


@check("C76", "增加、减少的用词与数据一致", E)
def direction_words(context: Context) -> Iterator[Finding]:
    """The word 增加 or 减少 fits the sign of the change."""
    for one, label, figures in _own_changes(context):
        same = [f.change for f in figures if f.change is not None and one.change.agrees(abs(f.change.difference))]
        wanted = Direction.UP if one.rises else Direction.DOWN
        if same and all(change.direction is not wanted for change in same):
            difference = YUAN.show(same[0].difference)
            message = f"“{label}”文字写“{one.word}”，但数据变化为 {difference} 元：“{one.sentence.text.strip()}”"
            yield Finding("C76", E, message, Place(figure=figures[0].id))


@check("C77", "各项增减之和等于总增减", E)
def changes_add_up(context: Context) -> Iterator[Finding]:
    """Σ printed changes of the parts = printed change of the whole, within the tail of §8.3."""
    if context.last is None:
        raise NotChecked("没有上年预算")
    style = context.form.text_style
    seen = False
    for spec in context.form.figures.values():
        prefix = f"{spec.id}_"
        parts = [f for i, f in context.narrative.figures.items() if spec.by and i.startswith(prefix) and f.change]
        if len(parts) < 2 or spec.show == "count":
            continue
        seen = True
        whole = sum(f.change.difference for f in parts if f.change)
        rest = sum(style.steps(f.change.difference) for f in parts if f.change) - style.steps(whole)
        if rest:
            severity = INFO if abs(rest) <= tolerance(len(parts)) else E
            shown = style.show_steps(abs(rest))
            yield Finding("C77", severity, f"各项增减之和与总增减相差 {shown} {style.unit}（因四舍五入）")
    if not seen:
        raise NotApplicable("说明中没有分项增减")


@check("C79", "年份没有旧稿遗留", W)
def stale_years(context: Context) -> Iterator[Finding]:
    """Years in a person's words are the budget year, the one before or later ones; titles and dates aside."""
    year = context.facts.budget.year
    for sentence in sentences(context.narrative):
        text = QUOTED.sub(lambda match: " " * len(match[0]), sentence.text)
        for match in YEAR.finditer(text):
            if int(match[1]) < year - 1 and not sentence.is_bound(*match.span()):
                yield Finding("C79", W, f"出现年份 {match[1]}，疑为旧稿遗留：“{sentence.text.strip()}”")


@check("C81", "同一数据各处一致", E)
def one_value(context: Context) -> Iterator[Finding]:
    """One figure, one value: an amount or a change beside a figure's words is the figure's."""
    labels = _labels(context)
    for sentence in sentences(context.narrative):
        yield from _wrong_amounts(sentence, labels, context.facts.unit.name)
    for one, label, figures in _own_changes(context):
        if not any(f.change and one.change.agrees(abs(f.change.difference)) for f in figures):
            a = YUAN.show(one.change.fen)
            b = YUAN.show(abs(figures[0].change.difference if figures[0].change else 0))
            message = f"“{label}”的增减在不同位置不一致：{a} / {b} 元，“{one.sentence.text.strip()}”"
            yield Finding("C81", E, message, Place(figure=figures[0].id), a, b)


def _wrong_amounts(sentence: Sentence, labels: dict[str, list[Figure]], unit: str) -> Iterator[Finding]:
    for match in AMOUNT.finditer(sentence.own):
        found = amount(match)
        if sentence.is_bound(found.start, found.end):
            continue
        before = sentence.own[: found.start]
        label = _named(labels, before, unit)
        if not label or not re.search(re.escape(label) + LINK + r"$", before):
            continue
        if not any(found.agrees(figure.fen or 0) for figure in labels[label]):
            a, b = YUAN.show(found.fen), YUAN.show(labels[label][0].fen or 0)
            message = f"“{label}”在不同位置的数值不一致：{a} / {b} 元，“{sentence.text.strip()}”"
            yield Finding("C81", E, message, Place(figure=labels[label][0].id), a, b)


@check("C82", "序号连续不重复", INFO)
def numbering(context: Context) -> Iterator[Finding]:
    """Numbers of headings and lists run on, none doubled or left out."""
    last = [0] * len(NUMBERS)
    for paragraph in context.narrative.paragraphs:
        for level, pattern in enumerate(NUMBERS):
            match = pattern.match(paragraph.text)
            if match is None:
                continue
            number = _number(match[1])
            if number not in (1, last[level] + 1):
                yield Finding("C82", INFO, f"标题序号重复或跳号：“{paragraph.text[:20]}”")
            last[level] = number
            last[level + 1 :] = [0] * (len(last) - level - 1)
            break


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十") if "十" in text else ("", "", text)
    value = (CHINESE.index(tens) + 1 if tens else 1) * 10 if "十" in text else 0
    return value + (CHINESE.index(ones) + 1 if ones else 0)


@check("C83", "版式要求的表格齐全", E)
def complete_set(context: Context) -> Iterator[Finding]:
    """Every table of the layout exists; an empty one says so."""
    for spec in context.form.tables:
        table = context.table(spec.id)
        if table is None and context.form.empty_table == "keep":
            yield Finding("C83", E, f"缺少“{spec.number} {spec.title}”")
        elif table is not None and table.empty and spec.empty_sentence and not table.notes:
            yield Finding("C83", E, f"“{table.label}”为空表但没有说明", Place(table=table.label))


@check("C84", "单位名称和称谓一致", W)
def wording(context: Context) -> Iterator[Finding]:
    """本部门 in a document of a 单位 (or the other way round) in a person's own words."""
    other = "本部门" if context.facts.unit.scope == "单位" else "本单位"
    for sentence in sentences(context.narrative):
        for match in re.finditer(other, sentence.text):
            if not sentence.is_bound(*match.span()):
                message = f"称谓“{other}”与本文件的“本{context.facts.unit.scope}”不一致：“{sentence.text.strip()}”"
                yield Finding("C84", W, message)


def vehicle_sentences(context: Context) -> Iterator[Finding]:
    """C64 in words: 购置及运行费 = 购置费 + 运行费 wherever one paragraph states all three."""
    step = FEN_PER["万元"] // 100
    texts = [paragraph.text for paragraph in context.narrative.paragraphs]
    for number, first in enumerate(texts):
        text = "，".join(texts[number : number + 3]) if first.rstrip().endswith(("：", ":")) else first
        whole = _after(text, r"购置(?:费)?及运行(?:维护)?费")
        purchase, operation = _after(text, "购置费"), _after(text, r"(?<!及)运行(?:维护)?费")
        if whole is None or purchase is None or operation is None:
            continue
        if abs(whole - purchase - operation) > step:
            a, b, c = (YUAN.show(x) for x in (whole, purchase, operation))
            message = f"公务用车购置及运行费 {a} 不等于购置费 {b} 加运行费 {c}：“{first[:40]}…”"
            yield Finding("C64", E, message, left=a, right=YUAN.show(purchase + operation))


def _after(text: str, words: str) -> int | None:
    match = re.search(words + LINK + AMOUNT.pattern, text)
    return amount(match).fen if match else None


def remnants(context: Context) -> Iterable[Finding]:
    """C80: words of a template that nobody decided on, in a person's own text."""
    for sentence in sentences(context.narrative):
        for match in REMNANTS.finditer(sentence.text):
            if not sentence.is_bound(*match.span()):
                yield Finding("C80", W, f"模板文字“{match[0]}”未处理：“{sentence.text.strip()}”")
