"""Which years of a person's text move on when it is offered again next year: those of plain budget talk.

The year of a law, a document or a foundation is a fact and stays; so does a day of a month. Where the words do not
tell, the year stays: a person sees it in the offered text, and a fact made wrong is worse than a year not yet moved.
"""

import re
from collections.abc import Iterator

_LAW_WORDS = "修正|修订|修改|公布|发布|颁布|印发|施行|实施|批准|成立|设立|组建|挂牌"

_FIXED = re.compile(
    "《[^》]*》|〔[^〕]*〕|\\[[0-9]{4}\\]|[（(][0-9]{4}[）)](?=第?[0-9]+号)"
    f"|(?<=[》〕号令法例案])[（(][^（(）)]*[0-9]{{4}}年?[^（(）)]*[）)]"
    f"|[（(][^（(）)]*(?:{_LAW_WORDS})[^（(）)]*[）)]"
)
"""Titles and numbers of documents and what brackets say of them."""

_CLAUSE = re.compile("[^，。；：！？,;!?\\n]*[，。；：！？,;!?\\n]?")

_LAW_OR_FOUNDING = re.compile(
    "修正|修订|公布|颁布|印发|施行|批准|批复|成立|设立|组建|挂牌|方案|办法|条例|通知|文件|号|令|(?<!出)版"
    "|(?<![方依无合执司做想普手守用看说])法(?![院治庭官人警医学制律])"
)
"""Words of a clause that tells of a law, a document or a foundation; 执法 and 法院 are the work of an office."""

_BUDGET = re.compile(
    "年度?(?:部门|单位|年初|收支|财政)*(?:预算|决算|收入|支出|拨款|一般公共|政府性基金|“?三公|机关运行)"
)
_REASON = re.compile("根据|依据|依照|按照|按|经")
_YEAR_END = re.compile("年12月(?:31日|底|末)")


def without_spoken_years(text: str, years: dict[str, str]) -> str:
    """Return a person's text with marks for the years it speaks of; years of laws, documents and foundations stay.

    Only a year written as one (2025年, 2025—2027年) is marked: 2025平方米 is something else. A month or day after it
    keeps it as it is, except at the end of a budget year (截至2024年12月31日).
    """
    fixed = [found.span() for found in _FIXED.finditer(text)]
    spoken = re.compile(f"(?<![0-9])({'|'.join(years)})(?=年|[-—–~～至、][0-9]{{4}}年)")
    parts, position = [], 0
    for start, clause in _clauses(text, fixed):
        for year in spoken.finditer(text, start, start + len(clause)):
            inside = any(a <= year.start() < b for a, b in fixed)
            if not inside and _moves(_without(clause, start, fixed), year.start() - start):
                parts += [text[position : year.start()], f"{{{years[year[1]]}}}"]
                position = year.end()
    return "".join([*parts, text[position:]])


def _clauses(text: str, fixed: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield the clauses of a text and where they begin; a mark inside a title or its brackets ends none."""
    plain = _without(text, 0, fixed)
    for found in _CLAUSE.finditer(plain):
        if found[0]:
            yield found.start(), text[found.start() : found.end()]


def _without(clause: str, start: int, fixed: list[tuple[int, int]]) -> str:
    """Return a clause with blanks in place of the titles and numbers in it."""
    return "".join(
        " " if any(a <= start + number < b for a, b in fixed) else letter for number, letter in enumerate(clause)
    )


def _moves(clause: str, at: int) -> bool:
    """Tell whether the year at a place of a clause is one that budget talk moves on with."""
    before, after = clause[:at], clause[at + 4 :]
    if re.match("年[0-9]", after):
        return bool(_YEAR_END.match(after)) and before.rstrip("到").endswith(("截至", "截止"))
    if before.endswith(("自", "从")) and re.match("年(?:度|初)?(?:起|开始|以来)", after):
        return False
    if _BUDGET.match(after) or before.endswith(("比", "较")):
        return not _LAW_OR_FOUNDING.search(_REASON.split(after)[0])
    return not _LAW_OR_FOUNDING.search(clause)
