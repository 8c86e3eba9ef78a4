"""Breaking Chinese text into lines (避头尾): numbers and Latin words stay whole where they fit."""

from desktop.layouts.paper.typeface import faces

NOT_FIRST = frozenset("、。，；：？！）》〉」』】〕”’％%…—·,.;:?!)]}")
"""Characters that may not begin a line."""

NOT_LAST = frozenset("（《〈「『【〔“‘([{")
"""Characters that may not end a line."""


def words(text: str) -> list[str]:
    """Split a text into pieces that stay whole: single Chinese characters, runs of Latin letters and digits.

    Punctuation that may not begin a line sticks to what stands before it, opening marks to what follows.
    """
    pieces: list[str] = []
    for character in text:
        joins = bool(pieces) and (
            character in NOT_FIRST or pieces[-1][-1] in NOT_LAST or (_latin(character) and _latin(pieces[-1][-1]))
        )
        if joins and len(pieces[-1]) < 40:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _latin(character: str) -> bool:
    return character.isascii() and not character.isspace()


def break_lines(text: str, width: float, size: float, face: str = "serif", first_indent: float = 0) -> list[str]:
    """Return the lines of a text set in `size` points to a measure of `width` points.

    A newline in the text begins a new line. A piece wider than the measure is cut where it must be.
    """
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
    return lines


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


def _fitting(piece: str, room: float, size: float, face: str) -> str:
    metrics = faces()[face]
    count = 1
    while count < len(piece) - 1 and metrics.width(piece[: count + 1], size) <= room:
        count += 1
    return piece[:count]
