"""What would leave as final though it is not finished, C140: gaps, empty sentences, no last year, no figures.

Rules, sources and what is not seen: resources/rules/checks/unfinished.md.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from desktop.checks.needs import MONEY
from desktop.checks.register import Wrong, check
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.layouts.form.settings import is_new
from desktop.layouts.words.paragraphs import Paragraph
from desktop.ledger.records import DirectLine
from desktop.ledger.records.base import at

HOLLOW = re.compile(
    r"(?:用于|包括|其中|分别为|如下|原因是|依据是)[:：]?等?(?=[。；])|原因是(?:暂?无|同上)(?=[。；])|用于(?=，)"
    r"|[：、，](?=[。；，、：])|（[，、；]?）|《》|“”|^[，。；：、]"
)
"""Words that announce something, and nothing follows."""
_OPEN, _SHUT = "（(【[〔", "）)】\\]〕"
_LATER = "待填|待补充|待定|待完善|待核实|待确认|请填写|请补充|请输入"
WAITING = re.compile(
    rf"待填写|[{_OPEN}][^{_OPEN}{_SHUT}]{{0,12}}(?:{_LATER})[^{_OPEN}{_SHUT}]{{0,12}}[{_SHUT}]|此处(?:填写|输入|录入)|[_＿]{{3,}}"
)
"""What people write where words are to come, in the middle of others; plain 待补充 may be meant (人员待补充)."""
ALONE = re.compile(
    r"(?:待定|待填|待补充?|待完善|待核实|待确认|暂缺|略|[（(【\[〔\s]+略?[）)】\]〕\s]+|TODO|TBD|[Xx×]{2,}"
    r"|…+|[.?？]{2,}|[_＿]+)[。.；;]?",
    re.IGNORECASE,
)
"""The same where there is nothing else in a text, a reason or a cell."""
_NUMBERED = re.compile(r"^(?:[0-9一二三四五六七八九十]{1,3}[.．、]|[（(][0-9一二三四五六七八九十]{1,3}[）)])\s*")
SHOWN = 24


@check("C140", "公开文件没有空缺", Severity.ERROR)
def nothing_unfinished(disclosure: Disclosure) -> Iterator[Wrong]:
    """No placeholder and no empty sentence is printed, last year is there or the unit is new, there are figures.

    At every stage, and no reason answers it: whoever gets the file cannot see that it is not finished.
    """
    if not MONEY.present(disclosure):
        yield Wrong("预算是空的，没有录入任何收入和支出；现在导出的文件里全是 0", at(DirectLine))
    elif disclosure.last is None and not is_new(disclosure.form, disclosure.facts):
        year = disclosure.facts.budget.year
        message = (
            f"没有录入{year - 1}年预算，增减和比较都没有写出；请录入或导入上年数，"
            "上年确实没有预算的，在“年度与阶段”菜单的“版式设置”中把“新增单位”选为“是”"
        )
        yield Wrong(message, at(DirectLine, "last"))
    yield from _cover(disclosure)
    yield from _gaps(disclosure)
    yield from _hollow(disclosure)
    yield from _waiting(disclosure)


def _cover(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield a cover that would say （待审查）: the layout prints what of the release is not done yet."""
    release = disclosure.facts.release
    printed = "".join(disclosure.form.cover_notes)
    waiting = [("{secrecy}", "保密审查", "secrecy_result"), ("{signed}", "审签", "signed_by")]
    owed = [(name, field) for mark, name, field in waiting if mark in printed and not getattr(release, field)]
    if owed:
        listed = "、".join(name for name, _ in owed)
        message = f"封面印有{listed}情况，还没有填写，请在“公开审批记录”中补充"
        yield Wrong(message, at(release, owed[0][1]))


def _gaps(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield one finding for all places of the text that wait for words; C80 and N03 say where each is entered."""
    gaps = [gap for paragraph in disclosure.narrative.paragraphs for gap in paragraph.gaps]
    if gaps:
        named = list(dict.fromkeys(gaps))
        listed = "、".join(named[:6]) + ("等" if len(named) > 6 else "")
        waits = next(paragraph.key for paragraph in disclosure.narrative.paragraphs if paragraph.gaps)
        message = f"说明中有 {len(gaps)} 处待填写：{listed}；填写后才是正式文件"
        yield Wrong(message, Place(figure=waits, entry="说明"))


def _hollow(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield the sentences that announce something and do not say it."""
    for paragraph in disclosure.narrative.paragraphs:
        text = paragraph.text
        for found in HOLLOW.finditer(text):
            around = text[max(0, found.start() - SHOWN) : found.end() + 1]
            yield Wrong(
                f"“{around}”这一句没有写完整，请补上相应的资料，或者在“说明”中改写",
                Place(figure=paragraph.key, entry="说明"),
            )


def _waiting(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield what a person wrote, or a table prints, in the place of words that are still to come."""
    for paragraph in disclosure.narrative.paragraphs:
        groups = groupby((run for run in paragraph.runs if not run.missing), key=lambda run: run.group)
        texts = ["".join(run.text for run in runs) for _, runs in groups]
        if waits := next(filter(None, map(waiting, (*texts, _plain(paragraph)))), ""):
            message = f"“{paragraph.text[:SHOWN]}”里有没有写完的“{waits}”，请在“说明”中补充或改写"
            yield Wrong(message, Place(figure=paragraph.key, entry="说明"))
    known = {f"（待填写：{gap}）" for paragraph in disclosure.narrative.paragraphs for gap in paragraph.gaps}
    for table in disclosure.tables:
        cells = [cell for row in table.grid for cell in row] + [lead.cell for lead in table.lead]
        texts = [cell.text for cell in cells if cell.kind == "text"]
        for waits in dict.fromkeys(filter(None, map(waiting, (*texts, *(n for n in table.notes if n not in known))))):
            yield Wrong(f"表里有没有填写的“{waits}”，请补充；填写后才是正式文件", Place(table=table.label))
    if waits := waiting(disclosure.facts.unit.name):
        yield Wrong(f"单位名称里有没有写完的“{waits}”，请改正", at(disclosure.facts.unit, "name"))


def _plain(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs if not run.missing)


def waiting(text: str) -> str:
    """Return the words of a text that only hold the place of others, empty where there are none."""
    if found := ALONE.fullmatch(_NUMBERED.sub("", text.strip())) or WAITING.search(text):
        return found[0]
    return ""
