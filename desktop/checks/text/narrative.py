"""Obligations of the text and of print: reasons given, no gaps, quoted figures exist, every character printable.

The writer of the narrative finds most of it itself, while it writes.
Rules, sources and what is not seen: resources/rules/checks/text/narrative.md.
"""

import re
from collections.abc import Iterator

from desktop.checks.register import NotApplicable, NotChecked, Wrong, check, reported
from desktop.checks.text import prose
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.layouts.paper.glyphs import missing_characters
from desktop.layouts.tables import entered
from desktop.layouts.tables.figures import Figure, change_text
from desktop.ledger.vocabulary import NONE, NONE_OF

E, W = Severity.ERROR, Severity.WARNING
RISE, FALL = re.compile("增加|增长|提高|上升|扩大"), re.compile("减少|下降|降低|压减|压缩|核减|缩减|取消|调出")
LAST_YEAR = re.compile("上年|去年|20[0-9]{2}年")
"""What a reason says of another year may well go in the other direction (上年一次性支出增加)."""


@check("C78", "有增减的数据都写明原因", W)
def reasons_given(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each change that the layout explains has a person's reason."""
    _text_can_be_written(disclosure)
    yield from reported(disclosure.narrative.findings, "C78")
    yield from _reasons_of_the_other_direction(disclosure)
    if disclosure.last is None:
        raise NotChecked("没有上年预算，不知道哪些数据有增减")


def _reasons_of_the_other_direction(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield the reasons that explain an increase where the amount fell, or a fall where it rose."""
    for figure in disclosure.narrative.figures.values():
        reason = disclosure.facts.reasons.get(figure.id, "").strip(" 。；;，,")
        if not reason or figure.change is None or not figure.change.difference or LAST_YEAR.search(reason):
            continue
        fell = figure.change.difference < 0
        stated, meant = (RISE, FALL) if fell else (FALL, RISE)
        if re.search(f"(?:{stated.pattern})$", reason) and not meant.search(reason):
            change = change_text(figure, disclosure.form)
            message = f"“{figure.label}”比上年{change}，写的原因却是“{reason}”，请核对增减的方向"
            yield Wrong(message, Place(figure=figure.id))


@check("C80", "没有待填写的文字", W)
def nothing_left_to_write(disclosure: Disclosure) -> Iterator[Wrong]:
    """Every text the layout asks for is written, and no words of a template are left in it."""
    yield from prose.remnants(disclosure)
    _text_can_be_written(disclosure)
    yield from reported(disclosure.narrative.findings, "C80")


def _text_can_be_written(disclosure: Disclosure) -> None:
    if disclosure.together is not None and not disclosure.together.has_text:
        raise NotApplicable("选择汇总没有自己的说明文字和原因，请在各单位或部门的预算中填写")


@check("N02", "文字中引用的数据项都存在", E)
def quoted_figures_exist(disclosure: Disclosure) -> Iterator[Wrong]:
    """A person's text names only figures that the form has."""
    yield from reported(disclosure.narrative.findings, "N02")
    if not disclosure.facts.texts and not disclosure.facts.reasons:
        raise NotApplicable("没有自己填写的文字")


@check("N03", "版式要求的资料都已录入", W)
def everything_entered(disclosure: Disclosure) -> Iterator[Wrong]:
    """What the layout prints a count of was entered; what never was is no 0, and its number waits."""
    for figure in disclosure.narrative.figures.values():
        if figure.missing:
            what, page = figure.missing
            message = f"没有录入{what}，“{figure.label}”还没有写出，请在“{page}”中补充；{_if_none(what)}"
            yield Wrong(message, Place(figure=figure.id, entry=page.rpartition("—")[2]))
    for table in disclosure.tables:
        if table.unwritten:
            what = "、".join(
                lead.label for lead in table.lead if not lead.cell.text.strip() and lead.cell.kind == "text"
            )
            message = f"没有录入{what}和绩效指标，表下注明没有编制；已编制的，请在“说明”和“项目—绩效指标”中补充"
            yield Wrong(message, Place(table=table.label))
    yield from _counted_in_part(disclosure)


def _if_none(what: str) -> str:
    """Return how a person says that there is none of something."""
    if what in NONE_OF.values():
        return f"确实没有的，在“说明”的“{NONE}{what}”中填“{NONE}”"
    return "确实没有的，录入 0"


def _counted_in_part(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield the units of a view that entered nothing of what the text counts: its number is that of the others."""
    units = disclosure.together.facts if disclosure.together else ()
    found: dict[tuple[tuple[str, ...], str], list[Figure]] = {}
    for figure in disclosure.narrative.figures.values():
        spec = disclosure.form.figures.get(figure.id)
        if spec and not figure.missing and (names := entered.left_out(spec, units)):
            found.setdefault((tuple(names), entered.procured_name(spec)), []).append(figure)
    for (units_left_out, none), figures in found.items():
        what, whose = ("、".join(dict.fromkeys(each)) for each in ((f.label for f in figures), units_left_out))
        way = f"在这些单位“说明”的“{NONE}{none}”中填“{NONE}”" if none else "在这些单位录入 0"
        message = f"“{what}”中没有{whose}的数，它们没有录入；确实没有的，请{way}"
        yield Wrong(message, Place(figure=figures[0].id))


@check("N04", "改写过的段落都还有对应的句子", W)
def rewritten_sentences_stand(disclosure: Disclosure) -> Iterator[Wrong]:
    """A person's wording of a sentence belongs to a sentence that the form still prints."""
    yield from reported(disclosure.narrative.findings, "N04")
    if not disclosure.facts.texts:
        raise NotApplicable("没有自己填写的文字")


@check("G01", "PDF 字体能打印所有字符", E)
def printable_characters(disclosure: Disclosure) -> Iterator[Wrong]:
    """The fonts have a glyph for every character of text and tables."""
    yield from reported(missing_characters(disclosure.narrative, disclosure.tables), "G01")
