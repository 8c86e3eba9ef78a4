"""Several budgets in one file, each with its own title: that of a 部门, and behind it those of its 单位."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.audit.outcome import Obligation, Outcome
from desktop.audit.remembered import remembered
from desktop.outside.document import Document, Paragraph, Table

LONGEST, NEAR = 60, 15
"""Letters of a title at most; lines below it in which its first heading stands."""
_NAME = (
    r"(?!第.{1,3}部分|关于)([\u4e00-\u9fff（）]{3,30}?"
    r"[局院室会处所站队校学园委馆部场社台组办宫心府道团厂级关](?:（(?:本级|机关)）)?)"
)
_KIND = (
    r"(?:部门|单位)?(?:综合)?预算(?:信息)?(?:公开)?(?:(?:情况)?(?:编制)?(?:说明|报告)|文本|草案)?"
    r"(?:及[“”\u4e00-\u9fff]{2,20})?"
)
TITLE = re.compile(
    rf"(?:附[件录]?[一二三四五六七八九十0-9]{{0,2}}[：:、.．]?)?(?:{_NAME}(20\d\d)年(?:度)?|(20\d\d)年(?:度)?{_NAME}){_KIND}"
)
PART = re.compile(
    rf"第[一二三四五六七八九十]{{1,2}}(?:[篇编卷]|部分)[：:、]?(?:{_NAME})??(?:20\d\d年(?:度)?)?(部门|单位|本级)(?:汇总|综合)?预算(?:公开)?"
    rf"(?:[（(][^（）()]{{2,20}}[）)])?(?:[—－：:-]{{1,2}}{_NAME})?"
)
"""How the budget of the 部门, and that of each 单位, is headed in one file under one title."""
FIRST = re.compile(r"第一部分|[一1][、.．]|（[一1]）|[（(][一1][）)]")
"""How the first heading of a budget begins."""
ITSELF = re.compile(r"[（(]?(?:本级|机关)[）)]?$")
ORDER = (Outcome.FAILED, Outcome.NOT_CHECKED, Outcome.PASSED, Outcome.NOT_APPLICABLE)


@remembered
def budgets_of(document: Document) -> tuple[Document, ...]:
    """Return the budgets of a file, itself where it holds one: a new one has another maker, and begins anew."""
    makers = _makers(document.parts)
    if len(set(makers)) < 2:
        return (document,)
    found = {name: [part for part, of in zip(document.parts, makers, strict=True) if of == name] for name in makers}
    return tuple(replace(document, parts=tuple(parts)) for parts in found.values())


def _makers(parts: Sequence[Paragraph | Table]) -> list[str]:
    """Return whose budget each part of a file belongs to."""
    names = list(dict.fromkeys(name for _, name in _titles(parts)))
    makers, now, began, known = list[str](), "", False, set[str]()
    titles = dict(_titles(parts))
    for number, part in enumerate(parts):
        name = titles.get(number, "")
        if name and not now:
            now, known = name, {name}
        elif _is_next(name, now) and (name in known or (began and _begins(parts, number))):
            now = name
            known.add(name)
        began = began or (isinstance(part, Paragraph) and FIRST.match(part.text.strip()) is not None)
        makers.append(now)
    return [of or (names[0] if names else "") for of in makers]


def _titles(parts: Sequence[Paragraph | Table]) -> Iterator[tuple[int, str]]:
    """Yield where a title of a budget stands, and whose it is: parts of one file where there are two kinds of them."""
    of_parts = {match[2] for part in parts if (match := _part(part))}
    for number, part in enumerate(parts):
        if isinstance(part, Paragraph) and len(part.text) <= LONGEST:
            match = TITLE.fullmatch(re.sub(r"\s", "", part.text))
            if match:
                yield number, match[1] or match[4]
            elif len(of_parts) > 1 and (headed := _part(part)):
                yield number, headed[1] or headed[3] or f"本{headed[2]}"


def _part(part: Paragraph | Table) -> re.Match[str] | None:
    """Return how a line heads the budget of a 部门 or of a 单位: 第二篇 单位预算——丙中心."""
    of_text = isinstance(part, Paragraph) and len(part.text) <= LONGEST
    return PART.fullmatch(re.sub(r"\s", "", part.text)) if of_text and isinstance(part, Paragraph) else None


def _is_next(name: str, now: str) -> bool:
    """Tell whether a title names another maker: the short name of one is none, a 部门 and its 本级 are two."""
    if not name or name == now:
        return False
    itself = bool(ITSELF.search(name)), bool(ITSELF.search(now))
    plain = ITSELF.sub("", name), ITSELF.sub("", now)
    return itself[0] != itself[1] if plain[0] in plain[1] or plain[1] in plain[0] else True


def _begins(parts: Sequence[Paragraph | Table], number: int) -> bool:
    """Tell whether a budget begins below a title: its headings are counted from one, and figures follow."""
    below = [part.text.strip() for part in parts[number + 1 : number + NEAR] if isinstance(part, Paragraph)]
    return any(map(FIRST.match, below)) and any(re.search(r"\d(?:万元|元)", text) for text in below)


def together(several: Sequence[Sequence[Obligation]]) -> tuple[Obligation, ...]:
    """Return how each obligation came out in all budgets of a file: the worst outcome, with its reasons."""
    found = []
    for own in zip(*several, strict=True):
        outcome = min((each.outcome for each in own), key=ORDER.index)
        reasons = dict.fromkeys(each.reason for each in own if each.outcome is outcome and each.reason)
        found.append(replace(own[0], outcome=outcome, reason="；".join(reasons)))
    return tuple(found)
