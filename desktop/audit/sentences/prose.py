"""The running text of a document: passages without blanks and with one kind of sign, each letter with its own place.

Words are compared in the cleaned text; what is quoted is cut out of the document as it stands there.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from desktop.audit.outcome import Quote
from desktop.audit.remembered import remembered
from desktop.dataclass import dataclass
from desktop.outside.document import Document, Paragraph, Spot

_SIGNS = str.maketrans("０１２３４５６７８９．％(),;:﹪[]", "0123456789.%（），；：%［］")
WIDE = frozenset("０１２３４５６７８９")
_THREE = re.compile('["＂‘「『](三公)["＂’」』]')
"""三公 between straight or other quotation marks, as many keyboards write it."""
_DROPPED = frozenset(" \t\r\n\u3000\xa0\u200b\ufeff")
NUMBERED = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[、.．](?!\d)|（\d{1,2}）|[①-⑳]"
)
"""The numbers of headings and lists, outermost kind first."""

_KINDS = (r"第", r"[一二三四五六七八九十]", r"（[一二三四五六七八九十]", r"\d", r"（\d|[①-⑳]")
DEEPEST = len(_KINDS)
_ENDS = "。！？；：:）”"
LONGEST = 4000
"""Letters of the longest paragraph that is read as one."""

LONG = 25
"""Letters from which a line that ends without a sign goes on in the next: lines of a page are not paragraphs."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. text: cleaned; raw: as it stands; places: where each cleaned letter stands in raw.

    level: how deep its own number lies (0 第一部分, 1 一、, 2 （一）, 3 1、, 4 （1）); DEEPEST without a number.
    path: the headings over it, outermost first. heading: it is one itself.
    lines: where in raw each line but the first begins whose place is its own, and that place.
    """

    number: int
    text: str
    raw: str
    places: tuple[int, ...]
    spot: Spot
    level: int
    path: tuple[str, ...] = ()
    heading: bool = False
    lines: tuple[tuple[int, Spot], ...] = ()

    def spot_at(self, start: int) -> Spot:
        """Return where the line stands that a letter is of."""
        place = self.places[start] if start < len(self.places) else 0
        return next((spot for begins, spot in reversed(self.lines) if begins <= place), self.spot)

    def quote(self, start: int, end: int) -> Quote:
        """Return a stretch of the cleaned text word for word."""
        end = min(end, len(self.places))
        if start >= end:
            return Quote("", self.spot)
        return Quote(self.raw[self.places[start] : self.places[end - 1] + 1], self.spot_at(start))

    def sentence_at(self, start: int) -> tuple[int, int]:
        """Return where the sentence begins and ends that a letter stands in."""
        if start >= len(self.text):
            return 0, len(self.text)
        ends = [at for sign in "。！？" if (at := self.text.find(sign, start)) >= 0]
        return max(self.text.rfind(sign, 0, start) for sign in "。！？") + 1, min(ends, default=len(self.text) - 1) + 1

    def clause(self, start: int, end: int) -> Quote:
        """Return the clauses around a stretch word for word: from the sign before it to the sign after it."""
        a = max((self.text.rfind(sign, 0, start) for sign in "。；，：、"), default=-1) + 1
        ends = [at for sign in "。；，、" if (at := self.text.find(sign, end)) >= 0]
        return self.quote(a, min(ends, default=len(self.text)))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends, its 。 included."""
    start = 0
    for match in re.finditer(r"[。！？]", text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


@remembered
def passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in order, each with the headings over it."""
    found: list[Passage] = []
    path: list[tuple[int, str]] = []
    single = _one_a_line(document)
    for number, paragraphs in enumerate(_joined(document.paragraphs, single=single)):
        raw = "\n".join(paragraph.text for paragraph in paragraphs)
        text, places = cleaned(raw)
        if not text:
            continue
        level = level_of(text)
        heading = _is_heading(text, paragraphs[0].level, level)
        if level < DEEPEST or heading:
            path = [(a, b) for a, b in path if a < level]
        above = tuple(words for _, words in path)
        lines = tuple(_lines(paragraphs)) if single else ()
        found.append(Passage(number, text, raw, places, paragraphs[0].spot, level, above, heading, lines))
        if heading or level < DEEPEST:
            path.append((level, text[:60].partition("。")[0]))
    return tuple(found)


@lru_cache(maxsize=8)
def cleaned(raw: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without blanks and with one kind of sign, and where each of its letters stands in the raw text.

    包含 is read as 包括: offices write the one for the other; 三公 stands between “ and ”, whatever marks were typed.
    """
    same = _THREE.sub(r"“\1”", raw.translate(_SIGNS).replace("包含", "包括"))
    signs = [(at, letter) for at, letter in enumerate(same) if letter not in _DROPPED]
    letters = [letter for _, letter in signs]
    for at in range(1, len(letters)):
        if letters[at] == "." and _ends(letters, at):
            letters[at] = "。"
        if letters[at] == "，" and letters[at - 1].isdigit() and _thousand(raw, signs, letters, at):
            letters[at] = ","
    return "".join(letters), tuple(at for at, _ in signs)


def _ends(letters: list[str], at: int) -> bool:
    """Tell whether a narrow point ends a sentence: a Chinese word, a bracket or a percentage stands before it."""
    before, after = letters[at - 1], letters[at + 1] if at + 1 < len(letters) else "。"
    return ("\u4e00" <= before <= "\u9fff" or before in "）%”") and (
        "\u4e00" <= after <= "\u9fff" or after in "（“。" or after.isdigit()
    )


def _thousand(raw: str, signs: list[tuple[int, str]], letters: list[str], at: int) -> bool:
    """Tell whether a comma groups digits: three of them follow it, no more.

    The wide sign, which also parts clauses, does where it stands between wide digits, or within one amount of money.
    """
    if raw[signs[at][0]] == ",":
        return re.fullmatch(r"[0-9]{3}(?:[^0-9].*)?", "".join(letters[at + 1 : at + 5])) is not None
    before, after = "".join(letters[max(at - 5, 0) : at]), "".join(letters[at + 1 : at + 24])
    wide = raw[signs[at - 1][0]] in WIDE and raw[signs[at + 1][0]] in WIDE
    amount = re.match(r"[0-9]{3}(?:[，,][0-9]{3})*(?:\.[0-9]{1,6})?(?:[亿万千]?元)", after)
    group = re.search(r"(?:^|[^0-9.，,])[1-9][0-9]{0,2}$|,[0-9]{3}$", before)
    return group is not None and (amount is not None or (wide and re.match(r"[0-9]{3}(?![0-9])", after) is not None))


def level_of(text: str) -> int:
    """Return how deep the number of a paragraph lies; DEEPEST without a number."""
    if not NUMBERED.match(text):
        return DEEPEST
    return next(level for level, kind in enumerate(_KINDS) if re.match(kind, text))


def _is_heading(text: str, stated: int, level: int) -> bool:
    short = len(text) <= 45 and not text.endswith(("；", "，")) and not re.search(r"\d(?:万元|元)", text)
    return short and (stated > 0 or level < DEEPEST or not text.endswith(("。", "：")))


FEWEST_LINES, MOST_OTHERS = 12, 12
"""Lines that end a sentence from which a document may have one on each; of so many, one may hold several."""


def _one_a_line(document: Document) -> bool:
    """Tell whether a document has each sentence on a line of its own: what belongs together is not one paragraph."""
    ended = [text for each in document.paragraphs if (text := each.text.strip()).endswith("。")]
    several = sum("。" in text[:-1] for text in ended)
    return len(ended) >= FEWEST_LINES and several * MOST_OTHERS <= len(ended)


def _lines(paragraphs: list[Paragraph]) -> Iterator[tuple[int, Spot]]:
    """Yield where each line but the first begins in the lines put together, and where it stands in the document."""
    at = len(paragraphs[0].text) + 1
    for paragraph in paragraphs[1:]:
        yield at, paragraph.spot
        at += len(paragraph.text) + 1


def _joined(paragraphs: Iterator[Paragraph], *, single: bool) -> Iterator[list[Paragraph]]:
    group: list[Paragraph] = []
    letters = 0
    for paragraph in (piece for each in paragraphs for piece in _pieces(each)):
        if not paragraph.text.strip():
            continue
        on = group and (_goes_on(group[-1], paragraph) or (single and _next_sentence(group[-1], paragraph)))
        if group and (letters > LONGEST or not on):
            yield group
            group, letters = [], 0
        group.append(paragraph)
        letters += len(paragraph.text)
    if group:
        yield group


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph, in pieces where nobody could have written it as it stands."""
    text = paragraph.text
    while len(text) > LONGEST:
        end = text.rfind("。", 0, LONGEST) + 1 or LONGEST
        yield replace(paragraph, text=text[:end])
        text = text[end:]
    yield replace(paragraph, text=text) if text is not paragraph.text else paragraph


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    text, following = cleaned(before.text)[0], cleaned(after.text)[0]
    if before.level or after.level or len(text) < LONG or text[-1] in _ENDS:
        return False
    if NUMBERED.match(text) and len(text) <= 45 and not re.search("[，。]", text):
        return _within_an_amount(text, following)
    return not NUMBERED.match(following) and len(following) > 1


BORDER, REST = 14, 18
"""Letters before and behind the end of a line among which an amount may be broken."""
BROKEN = re.compile(r"(?<![表件第\d.])(?:20\d\d年度?)?(?:预算|支出|安排|收入|经费)*(?:数|额)?为?\d[\d,.]*(?:万元|元|%)")
"""An amount with the words right before it: 2031年预算数为25.3万元."""


def _within_an_amount(before: str, after: str) -> bool:
    """Tell whether a line ends within an amount, so that it is no heading: 2031年预算数为2, 5.3万元."""
    end = len(before[-BORDER:])
    return any(found.start() < end < found.end() for found in BROKEN.finditer(before[-BORDER:] + after[:REST]))


def _next_sentence(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether a line goes on with what the line before it states, where each sentence has a line of its own."""
    plain = not (before.level or after.level)
    return plain and cleaned(before.text)[0].endswith("。") and ONWARDS.match(cleaned(after.text)[0]) is not None


ONWARDS = re.compile(
    r"其中|(?:主要)?(?:增加|减少|增长|下降|增减|变动|变化)?的?(?:主要)?原因|主要(?:用于|包括|是|系)"
    r"|(?:与|比|较|同)(?:上年|去年|20\d\d年)(?!(?:部门|单位)*(?:收支|收入|支出)*总)|同比|(?:增长|下降|增加|减少|增幅|降幅)(?:为|了)?\d"
)
"""How a sentence begins that names nothing of its own: it speaks of what was spoken of before."""
