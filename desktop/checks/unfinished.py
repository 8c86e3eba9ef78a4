"""What would leave as final though it is not finished, C140: gaps, empty sentences, no last year, no figures.

Rules, sources and what is not seen: resources/rules/checks/unfinished.md.
"""

import re
from collections.abc import Iterator

from desktop.checks.needs import MONEY
from desktop.checks.register import Wrong, check
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.layouts.form.settings import choices_of
from desktop.ledger.records import DirectLine
from desktop.ledger.records.base import at

NEW_UNIT = ("new_unit", "yes")
"""The setting of a layout by which a unit says that it had no budget last year."""
HOLLOW = re.compile(
    r"(?:用于|包括|其中|分别为|如下|原因是|依据是)[:：]?(?=[。；])|用于(?=，)|[：、，](?=[。；，、：])|（[，、；]?）|《》|“”|^[，。；：、]"
)
"""Words that announce something, and nothing follows."""
SHOWN = 24


@check("C140", "公开文件没有空缺", Severity.ERROR)
def nothing_unfinished(disclosure: Disclosure) -> Iterator[Wrong]:
    """No placeholder and no empty sentence is printed, last year is there or the unit is new, there are figures.

    At every stage, and no reason answers it: whoever gets the file cannot see that it is not finished.
    """
    if not MONEY.present(disclosure):
        yield Wrong("预算是空的，没有录入任何收入和支出；现在导出的文件里全是 0", at(DirectLine))
    elif disclosure.last is None and NEW_UNIT not in choices_of(disclosure.form, disclosure.facts):
        year = disclosure.facts.budget.year
        message = (
            f"没有录入{year - 1}年预算，增减和比较都没有写出；请录入或导入上年数，"
            "上年确实没有预算的，在“年度与阶段”菜单的“版式设置”中把“新增单位”选为“是”"
        )
        yield Wrong(message, at(DirectLine, "last"))
    yield from _cover(disclosure)
    yield from _gaps(disclosure)
    yield from _hollow(disclosure)


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
