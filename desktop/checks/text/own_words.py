"""A person's own words against the figure they explain: parts of C76 (reasons) and C71 (what money is used for).

Rules, sources and what is not seen: resources/rules/checks/text/amounts.md and resources/rules/checks/controlled.md.
"""

import re
from collections.abc import Iterator

from desktop.catalog import measures
from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.checks.register import Wrong
from desktop.compute.change import Change, Direction
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.layouts.tables.figures import Figure

MORE = re.compile(r"增(?!值税)|新[建购设招进]|提高|上涨|上调|上升|调入|扩大")
LESS = re.compile(r"减|降|压|下调")
EITHER = re.compile(r"取消|不再|没有|未安排|停|结束|完成|到期|退休|调出|划出|上年|去年|一次性|过紧日子|恢复")
"""Words that say that there is more, or less, and those with which the others may mean either."""
_REASON = "reason:"


def contrary_reasons(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield the reasons that only speak of more where a figure fell, or only of less where it rose."""
    style = disclosure.form.text_style
    for figure_id, reason in _printed_reasons(disclosure).items():
        figure = disclosure.narrative.figures.get(figure_id)
        if figure is None or figure.change is None:
            continue
        way, words = ("减少", "增加") if figure.change.direction is Direction.DOWN else ("增加", "减少")
        if figure.change.printed_direction(style) is not Direction.FLAT and _only_speaks_of(words, reason):
            message = f"“{figure.label}”按本版式的口径比上年{way}，原因却只说了{words}：“{reason}”；请核对或改写原因"
            yield Wrong(message, Place(figure=figure_id), severity=Severity.WARNING)


def reasons_of_another_scope(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield the reasons of figures that this layout counts otherwise than usual, so that they go the other way.

    机关运行经费 without some subjects may fall where the whole of it rose: a reason that was written in another layout
    explains the wrong change, whatever its words.
    """
    style, known, cube = disclosure.form.text_style, measures.standard(), disclosure.cube
    for figure_id, reason in _printed_reasons(disclosure).items():
        figure = disclosure.narrative.figures.get(figure_id)
        usual = known.get(figure.measure) if figure else None
        if figure is None or figure.change is None or usual is None or not figure.where or usual.where == figure.where:
            continue
        bits = cube.select(usual.where)
        change = Change(*(cube.total(bits & cube.in_year(year)) for year in (cube.year, cube.year - 1)))
        ways = figure.change.printed_direction(style), change.printed_direction(style)
        own, other = ("增加" if way is Direction.UP else "减少" for way in ways)
        if set(ways) == {Direction.UP, Direction.DOWN} and not _only_speaks_of(other, reason):
            message = (
                f"“{figure.label}”按本版式的口径比上年{own}，按通常的口径（{usual.label}）是{other}；"
                "请核对原因说的是本版式的口径"
            )
            yield Wrong(message, Place(figure=figure_id), severity=Severity.INFO)


def _only_speaks_of(way: str, reason: str) -> bool:
    speaks, other = (MORE, LESS) if way == "增加" else (LESS, MORE)
    return bool(speaks.search(reason)) and not other.search(reason) and not EITHER.search(reason)


def _printed_reasons(disclosure: Disclosure) -> dict[str, str]:
    """Return the reasons that the text prints, by their figures."""
    found: dict[str, str] = {}
    for paragraph in disclosure.narrative.paragraphs:
        for run in paragraph.runs:
            if run.group.startswith(_REASON):
                key = run.group.removeprefix(_REASON)
                found[key] = found.get(key, "") + run.text
    return found


def uses_not_counted(disclosure: Disclosure, figure: Figure) -> Iterator[Wrong]:
    """Yield the subjects of 公用经费 that a person names as uses of 运行经费 though the layout does not count them."""
    words = "".join(
        run.text for p in disclosure.narrative.paragraphs for run in p.runs if run.group == "text:operating_use"
    )
    cube, length = disclosure.cube, LEVEL_LENGTHS["economic"]["款"]
    this = cube.select(disclosure.form.measures["public"].where) & cube.in_year(cube.year)
    counted = {code[:length] for code in cube.by("economic", figure.selection)}
    left = sorted({code[:length] for code in cube.by("economic", this)} - counted)
    names = [name for code in left if (name := load("economic").name(code)) and name in words]
    if names:
        message = f"“{figure.label}”的用途中写了{'、'.join(names)}，本版式的口径不包括这些科目；请在“说明”中改写用途"
        yield Wrong(message, Place(figure="operating_use"), severity=Severity.WARNING)
