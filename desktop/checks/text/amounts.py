"""Group G: amounts, changes and shares that sentences state, C73–C77, C81, and the vehicles of C64.

Rules, sources and what is not seen: resources/rules/checks/text/amounts.md.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.checks.needs import MONEY
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check, once
from desktop.checks.tables import tolerance
from desktop.checks.text.own_words import contrary_reasons, reasons_of_another_scope
from desktop.checks.text.statements import AMOUNT, SHARE, Amount, Sentence, StatedChange, amount, changes, sentences
from desktop.compute.change import Direction
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.layouts.tables.figures import Figure
from desktop.money import FEN_PER, YUAN, Fen

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
LINK = r"(?:预算数|预算|支出|收入|合计|总额|总计|共计|共|安排|年初|为|是|达){0,3}"
BOUNDARIES = "，、：:；。（）() 年的中是为和与及元%％”门位"


@once
def _stated_changes(disclosure: Disclosure) -> list[StatedChange]:
    """Return the changes that the text states; one whose sentence gives no amount takes the figure it speaks of."""
    labels, unit = _labels(disclosure), disclosure.facts.unit.name
    found = [change for sentence in sentences(disclosure) for change in changes(sentence)]
    return [stated if stated.total else _completed(stated, labels, unit) for stated in found]


def _completed(stated: StatedChange, labels: dict[str, list[Figure]], unit: str) -> StatedChange:
    label = _named(labels, stated.sentence.text[: stated.change.start], unit)
    if not label:
        return stated
    figure = labels[label][0]
    return replace(stated, total=Amount(figure.fen or 0, 1, figure.unit, 0, 0))


@check("C73", "百分比与数额一致", E)
def percentages(disclosure: Disclosure) -> Iterator[Wrong]:
    """A stated % = the recomputed % to the shown digits; a zero base has none."""
    seen = False
    for stated in _stated_changes(disclosure):
        if stated.percent is None or stated.total is None:
            continue
        seen = True
        prior, room = _prior(stated, stated.total)
        sentence = stated.sentence.text.strip()
        if abs(prior) <= room:
            if stated.percent:
                message, where = f"上年为 0，不宜写增长百分比：“{sentence}”", stated.sentence.place(disclosure)
                yield Wrong(message, where, left=stated.percent_text, severity=W)
            continue
        low, high = _percent_range(stated, abs(prior), room)
        if not low <= stated.percent <= high:
            right = f"{Decimal(stated.change.fen * 100) / abs(prior):.2f}"
            message = f"百分比应为 {right}%，现为 {stated.percent_text}%：“{sentence}”"
            yield Wrong(message, stated.sentence.place(disclosure), stated.percent_text, right)
    if not seen:
        raise NotApplicable("说明中没有增减百分比")


def _prior(stated: StatedChange, total: Amount) -> tuple[Fen, Fen]:
    """Return last year's amount as this year's less the change, and how far rounding may have moved it."""
    sign = 1 if stated.rises else -1
    return total.fen - sign * stated.change.fen, (total.step + stated.change.step) // 2


def _percent_range(stated: StatedChange, prior: Fen, room: Fen) -> tuple[Decimal, Decimal]:
    """Return between which percentages the printed numbers can lie, with half a printed digit to each side."""
    half, digit = stated.change.step // 2, Decimal(1).scaleb(-len(stated.percent_text.partition(".")[2])) / 2
    lowest = Decimal((stated.change.fen - half) * 100) / (prior + room)
    highest = Decimal((stated.change.fen + half) * 100) / (prior - room)
    return lowest - digit, highest + digit


@check("C74", "占比之和为 100%", INFO)
def shares(disclosure: Disclosure) -> Iterator[Wrong]:
    """Shares of the same total sum to 100 ± n × half a digit; a difference within it is information."""
    groups: dict[str, list[str]] = {}
    seen = False
    for sentence in sentences(disclosure):
        for match in SHARE.finditer(sentence.text):
            seen = True
            group = groups.setdefault(match[1], [])
            group.append(match[2])
            total = sum(map(Decimal, group), Decimal(0))
            steps = (Decimal(1).scaleb(-len(s.partition(".")[2])) / 2 for s in group)
            if abs(total - 100) <= sum(steps, Decimal(0)):
                if total != 100:
                    yield Wrong(f"各项占{match[1]}之比合计 {total}%，属取整误差", sentence.place(disclosure))
                groups[match[1]] = []
    if not seen:
        raise NotApplicable("说明中没有占比")


@check("C75", "同一句中的金额单位一致", E)
def consistent_units(disclosure: Disclosure) -> Iterator[Wrong]:
    """A change in 元 after an amount in 万元: 万 fell out."""
    seen = False
    for stated in _stated_changes(disclosure):
        seen = seen or stated.total is not None
        if stated.total is not None and (stated.total.unit, stated.change.unit) == ("万元", "元"):
            message = f"此处单位疑应为“万元”：“{stated.sentence.text.strip()}”"
            yield Wrong(message, stated.sentence.place(disclosure))
    if not seen:
        raise NotApplicable("说明中没有增减金额")


@once
def _labels(disclosure: Disclosure) -> dict[str, list[Figure]]:
    """Return the money figures of the narrative by their words and their measures' words, longest first."""
    found: dict[str, list[Figure]] = {}
    for figure in disclosure.narrative.figures.values():
        measure = disclosure.form.measures.get(figure.measure)
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


@once
def _own_changes(disclosure: Disclosure) -> list[tuple[StatedChange, str, list[Figure]]]:
    labels, found = _labels(disclosure), []
    for stated in _stated_changes(disclosure):
        if stated.sentence.is_bound(stated.change.start, stated.change.end):
            continue
        label = _named(labels, stated.sentence.text[: stated.change.start], disclosure.facts.unit.name)
        known = [figure for figure in labels.get(label, []) if figure.change is not None]
        if known:
            found.append((stated, label, known))
    return found


@check("C76", "增加、减少的用词与数据一致", E)
def direction_words(disclosure: Disclosure) -> Iterator[Wrong]:
    """The word 增加 or 减少 fits the sign of the change, and a person's reason does too."""
    for stated, label, figures in _own_changes(disclosure):
        same = [f.change for f in figures if f.change is not None and stated.change.agrees(abs(f.change.difference))]
        wanted = Direction.UP if stated.rises else Direction.DOWN
        if same and all(change.direction is not wanted for change in same):
            difference = YUAN.show(same[0].difference)
            message = f"“{label}”文字写“{stated.word}”，但数据变化为 {difference} 元：“{stated.sentence.text.strip()}”"
            yield Wrong(message, Place(figure=figures[0].id))
    yield from contrary_reasons(disclosure)
    yield from reasons_of_another_scope(disclosure)
    if not _stated_changes(disclosure):
        raise NotApplicable("说明中没有增减金额")


@check("C77", "各项增减之和等于总增减", E)
def changes_add_up(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ printed changes of the parts = printed change of the total, within `tolerance`."""
    if disclosure.last is None:
        raise NotChecked("没有上年预算")
    style = disclosure.form.text_style
    seen = False
    for spec in disclosure.form.figures.values():
        prefix = f"{spec.id}_"
        parts = [f for i, f in disclosure.narrative.figures.items() if spec.by and i.startswith(prefix) and f.change]
        if len(parts) < 2 or spec.show == "count":
            continue
        seen = True
        total = sum(f.change.difference for f in parts if f.change)
        rest = sum(style.steps(f.change.difference) for f in parts if f.change) - style.steps(total)
        if rest:
            severity = INFO if abs(rest) <= tolerance(len(parts)) else E
            shown = style.show_steps(abs(rest))
            message = f"各项增减之和与总增减相差 {shown} {style.unit}（因四舍五入）"
            yield Wrong(message, Place(figure=parts[0].id), severity=severity)
    if not seen:
        raise NotApplicable("说明中没有分项增减")


@check("C81", "同一数据各处一致", E, needs=(MONEY,))
def consistent_values(disclosure: Disclosure) -> Iterator[Wrong]:
    """One figure, one value: an amount or a change after a figure's words is the figure's."""
    labels = _labels(disclosure)
    for sentence in sentences(disclosure):
        yield from _wrong_amounts(sentence, labels, disclosure.facts.unit.name)
    for stated, label, figures in _own_changes(disclosure):
        if not any(f.change and stated.change.agrees(abs(f.change.difference)) for f in figures):
            a = YUAN.show(stated.change.fen)
            b = YUAN.show(abs(figures[0].change.difference if figures[0].change else 0))
            message = f"“{label}”的增减在不同位置不一致：{a} / {b} 元，“{stated.sentence.text.strip()}”"
            yield Wrong(message, Place(figure=figures[0].id), a, b)


def _wrong_amounts(sentence: Sentence, labels: dict[str, list[Figure]], unit: str) -> Iterator[Wrong]:
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
            yield Wrong(message, Place(figure=labels[label][0].id), a, b)


def vehicle_sentences(disclosure: Disclosure) -> Iterator[Wrong]:
    """C64 in words: 购置及运行费 = 购置费 + 运行费 wherever one paragraph states all three."""
    step = FEN_PER["万元"] // 100
    texts = [paragraph.text for paragraph in disclosure.narrative.paragraphs]
    for number, first in enumerate(texts):
        text = "，".join(texts[number : number + 3]) if first.rstrip().endswith(("：", ":")) else first
        total = _after(text, r"购置(?:费)?及运行(?:维护)?费")
        purchase, operation = _after(text, "购置费"), _after(text, r"(?<!及)运行(?:维护)?费")
        if total is None or purchase is None or operation is None:
            continue
        if abs(total - purchase - operation) > step:
            a, b, c = (YUAN.show(x) for x in (total, purchase, operation))
            message = f"公务用车购置及运行费 {a} 不等于购置费 {b} 加运行费 {c}：“{first[:40]}…”"
            where = Place(figure=disclosure.narrative.paragraphs[number].key, entry="说明")
            yield Wrong(message, where, a, YUAN.show(purchase + operation))


def _after(text: str, words: str) -> int | None:
    match = re.search(words + LINK + AMOUNT.pattern, text)
    return amount(match).fen if match else None
