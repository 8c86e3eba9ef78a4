"""Breaking Chinese text into lines (避头尾): numbers and Latin words stay whole where they fit."""

import re
from functools import cache, lru_cache

from desktop import paths
from desktop.layouts.paper.typeface import faces

NOT_FIRST = frozenset("、。，；：？！）》〉」』】〕”’％%…—·,.;:?!)]}")
"""Characters that may not begin a line."""

NOT_LAST = frozenset("（《〈「『【〔“‘([{")
"""Characters that may not end a line."""

QUOTED = re.compile("“[^“”]{1,3}”")
"""A term so short that it stays on one line: “三公”, “放管服”."""
NUMBERED = re.compile("表(?:[0-9]+(?:-[0-9]+)?|[一二三四五六七八九十]+)|[0-9]+表")
"""The number of a table (表9, 表1-2, 表十一, 公开11表), which stays on one line too."""

UNITS = frozenset("元万亿人年月日个名辆台套项户家批次张份号天岁级")
"""What counts something; it stays with its number (0人, 1.50万元, 2025年)."""


def words(text: str) -> list[str]:
    """Split a text into pieces that stay whole: single Chinese characters, runs of Latin letters and digits.

    Punctuation that may not begin a line sticks to what stands before it, opening marks to what follows; so does a
    short term between its marks (“三公”), and the number of a table (表9, 公开11表).
    """
    pieces: list[str] = []
    terms = [*QUOTED.finditer(text), *NUMBERED.finditer(text)]
    inside = {place for found in terms for place in range(found.start() + 1, found.end())}
    for place, character in enumerate(text):
        joins = bool(pieces) and (
            character in NOT_FIRST or pieces[-1][-1] in NOT_LAST or (_latin(character) and _latin(pieces[-1][-1]))
        )
        joins = joins or place in inside
        joins = joins or (bool(pieces) and character in UNITS and _counts(pieces[-1]))
        if joins and len(pieces[-1]) < 40:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _counts(piece: str) -> bool:
    """Tell whether a piece is a number, or one with 万 or 亿, that a unit belongs to."""
    return piece[-1].isdigit() or (piece[-1] in "万亿" and len(piece) > 1 and piece[-2].isdigit())


def _latin(character: str) -> bool:
    return character.isascii() and not character.isspace()


def break_lines(text: str, width: float, size: float, face: str = "serif", first_indent: float = 0) -> list[str]:
    """Return the lines of a text set in `size` points to a measure of `width` points.

    A newline in the text begins a new line. A piece wider than the measure is cut where it must be.
    """
    return list(_broken(text, width, size, face, first_indent))


@lru_cache(maxsize=10_000)
def _broken(text: str, width: float, size: float, face: str, first_indent: float) -> tuple[str, ...]:
    lines: list[str] = []
    metrics = faces()[face]
    for part in text.split("\n"):
        line, used = "", first_indent if not lines else 0.0
        for word in words(part):
            piece = word
            wide = metrics.width(piece, size)
            if used + wide > width + 0.01 and line:
                lines.append(line)
                line, used = "", 0.0
            while wide > width + 0.01 and len(piece) > 1:
                head = _fitting(piece, width - used, size, face)
                lines.append(line + head)
                piece, line, used = piece[len(head) :], "", 0.0
                wide = metrics.width(piece, size)
            line += piece
            used += wide
        lines.append(line)
    return tuple(lines)


def balanced_lines(text: str, width: float, size: float, face: str) -> list[str]:
    """Return the fewest lines that fit, of nearly equal length (for titles and column heads)."""
    lines = break_lines(text, width, size, face)
    if len(lines) == 1 or "\n" in text:
        return lines
    measure = faces()[face].width(text, size) / len(lines)
    while measure < width:
        narrower = break_lines(text, measure, size, face)
        if len(narrower) == len(lines):
            return narrower
        measure += size / 4
    return lines


def header_lines(text: str, width: float, size: float, face: str) -> list[str]:
    """Return the lines of a column head: balanced, with no word divided where the column is wide enough."""
    return _with_words(text, width, size, face)


def title_lines(text: str, width: float, size: float, face: str, name: str = "") -> list[str]:
    """Return the lines of a title: balanced, no word of it divided; the unit's name ends a line where there is room.

    name: of the unit, where it is known (2026年某局（本级）｜支出绩效目标表); else it is what stands before the year
    (某局（本级）｜2026年单位预算公开).
    """
    lines = _with_words(text, width, size, face)
    year = re.search("(?<=[^0-9])[0-9]{4}年", text)
    ends = text.find(name) + len(name) if name and name in text else year.start() if year else 0
    if len(lines) < 2 or not 0 < ends < len(text):
        return lines
    named = [line for part in (text[:ends], text[ends:]) for line in _with_words(part, width, size, face)]
    return named if len(named) <= len(lines) else lines


FEWEST = 3
"""Letters that the last line of a heading has: one word of two under a full line looks lost."""


def heading_lines(
    text: str, width: float, size: float, face: str, first_indent: float, fewest: int = FEWEST
) -> list[str]:
    """Return the lines of a heading in running text: each as full as can be, no word of it divided.

    fewest: letters that do not stand alone on the last line, where the line above can spare more.
    """
    pieces = title_words(text)
    room = width - first_indent
    if "\n" in text or max(map(len, pieces), default=0) * size > room:
        return break_lines(text, width, size, face, first_indent)
    measure = faces()[face].width
    filled: list[list[str]] = [[]]
    for piece in pieces:
        if filled[-1] and measure("".join((*filled[-1], piece)), size) > room + 0.01:
            filled.append([])
            room = width
        filled[-1].append(piece)
    while len(filled) > 1 and len("".join(filled[-1])) < fewest and len(filled[-2]) > 1:
        if measure("".join((filled[-2][-1], *filled[-1])), size) > width + 0.01:
            break
        filled[-1].insert(0, filled[-2].pop())
    opened = _opened(filled[-2]) if len(filled) > 1 else 0
    if opened and measure("".join(filled[-2][:opened]), size) >= width / 2:
        last = [*filled[-2][opened:], *filled[-1]]
        if measure("".join(last), size) <= width + 0.01:
            filled[-2:] = [filled[-2][:opened], last]
    return ["".join(line) for line in filled]


def _opened(pieces: list[str]) -> int:
    """Return which piece of a line opens a bracket that closes on the next line; 0 where none does."""
    found = (n for n in range(len(pieces) - 1, 0, -1) if pieces[n].startswith("（"))
    last = next(found, 0)
    return last if "）" not in "".join(pieces[last:]) else 0


NAME = 60
"""Characters up to which the text of a cell is a name: of a subject, a project, an office."""


@lru_cache(maxsize=2000)
def _name_lines(text: str, width: float, size: float, face: str) -> tuple[str, ...]:
    lines = break_lines(text, width, size, face)
    undivided = heading_lines(text, width, size, face, 0, fewest=2)
    lines = undivided if len(undivided) == len(lines) else lines
    if faces()[face].width(lines[-1], size) >= 1.5 * size:
        return tuple(lines)
    even = _with_words(text, width, size, face)
    return tuple(even if len(even) == len(lines) else balanced_lines(text, width, size, face))


def cell_lines(text: str, width: float, size: float, face: str) -> list[str]:
    """Return the lines of a cell's text, as many as it needs: no word of a name divided, no letter alone."""
    if "\n" in text or len(text) > NAME or faces()[face].width(text, size) <= width:
        return break_lines(text, width, size, face)
    return list(_name_lines(text, width, size, face))


def _with_words(text: str, width: float, size: float, face: str) -> list[str]:
    lines = balanced_lines(text, width, size, face)
    if len(lines) < 2 or "\n" in text:
        return lines
    measure = faces()[face].width
    pieces = title_words(text)
    if max(measure(piece, size) for piece in pieces) > width:
        pieces = title_words(text, int(width // size))  # 财政专户管理资金 is 财政专户 and 管理资金 in a narrow column
    if max(measure(piece, size) for piece in pieces) > width:
        return lines
    count = len(_filled(pieces, width, size, face))
    if count > len(lines) + 1:
        return lines
    room = measure(text, size) / max(count, len(lines))
    while len(found := _filled(pieces, min(room, width), size, face)) > max(count, len(lines)):
        room += size / 2
    return found


def _filled(pieces: list[str], width: float, size: float, face: str) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and faces()[face].width(lines[-1] + piece, size) > width + 0.01:
            lines.append("")
        lines[-1] += piece
    return lines


def title_words(text: str, longest: int = 0) -> list[str]:
    """Split a title into words: those of the list of words of titles, else single characters; marks stick to them.

    longest: letters of a word at most, where there is not room for all of them.
    """
    return list(_title_pieces(text, longest))


@lru_cache(maxsize=4000)
def _title_pieces(text: str, longest: int) -> tuple[str, ...]:
    pieces: list[str] = []
    for word in words(text):
        joins = pieces and (word[0] in NOT_FIRST or pieces[-1][-1] in NOT_LAST)
        pieces[-1:] = [pieces[-1] + word] if joins else [*pieces[-1:], word]
    joined: list[str] = []
    position, starts = 0, []
    for piece in pieces:
        starts.append(position)
        position += len(piece)
    inside = _inside_words(text, longest)
    for start, piece in zip(starts, pieces, strict=True):
        if joined and start in inside:
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)


def _inside_words(text: str, longest: int) -> set[int]:
    """Return the places of a text that lie inside a word of titles, or inside “…”."""
    inside: set[int] = set()
    position = 0
    while position < len(text):
        begun = _title_words().get(text[position], ())
        fitting = (word for word in begun if not longest or len(word) <= longest)
        found = next((word for word in fitting if text.startswith(word, position)), "")
        inside.update(range(position + 1, position + len(found)))
        position += max(1, len(found))
    for quoted in re.finditer("“[^”]{1,8}”", text):
        inside.update(range(quoted.start() + 1, quoted.end()))
    return inside


@cache
def _title_words() -> dict[str, list[str]]:
    """Return the words of titles by their first letter, the longest first."""
    lines = (paths.resources() / "title_words.txt").read_text(encoding="utf-8").split()
    found: dict[str, list[str]] = {}
    for word in sorted(lines, key=len, reverse=True):
        found.setdefault(word[0], []).append(word)
    return found


def _fitting(piece: str, room: float, size: float, face: str) -> str:
    metrics = faces()[face]
    count = 1
    while count < len(piece) - 1 and metrics.width(piece[: count + 1], size) <= room:
        count += 1
    return piece[:count]
