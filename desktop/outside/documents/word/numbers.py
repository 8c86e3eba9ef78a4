"""The numbers that Word counts itself (自动编号) and shows before a paragraph: 一、 （二） 3.

They stand nowhere in the text; a reader that leaves them out does not see what the page shows.
"""

from collections.abc import Callable
from typing import Any

from desktop.dataclass import dataclass
from desktop.numerals import chinese_number, circled_number, roman_number
from desktop.outside.documents.word.styles import Styles, W, value_of

LEVELS, MOST = 9, 399
"""Levels of a list, and the highest number that is written in another way than with digits."""

CHINESE = (
    *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "japaneseCounting"),
    *("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanCounting"),
)
SILENT = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its first number, how numbers are written, and the words around them (第%1部分)."""

    start: int
    written: str
    words: str
    digits_only: bool


class Numbers:
    """Counts the numbered paragraphs of a document; to be asked once for each, in their order."""

    def __init__(self, numbering: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, dict[int, _Level]] = {}
        self._of_style: dict[str, dict[str, int]] = {}
        self._uses: dict[str, tuple[str, dict[int, int], dict[int, _Level]]] = {}
        self._counted: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in numbering if numbering is not None else ():
            if element.tag == f"{W}abstractNum":
                self._take_list(element)
            elif element.tag == f"{W}num":
                self._take_use(element)

    def _take_list(self, element: Any) -> None:
        name, levels, styles = str(element.get(f"{W}abstractNumId")), {}, {}
        for level in element.findall(f"{W}lvl"):
            number = _number(level.get(f"{W}ilvl"), 0)
            levels[number] = _level(level)
            styles[value_of(level.find(f"{W}pStyle"))] = number
        self._lists[name], self._of_style[name] = levels, styles

    def _take_use(self, element: Any) -> None:
        starts, levels = {}, {}
        for other in element.findall(f"{W}lvlOverride"):
            number, start = _number(other.get(f"{W}ilvl"), 0), other.find(f"{W}startOverride")
            if start is not None:
                starts[number] = _number(value_of(start), 1)
            if (level := other.find(f"{W}lvl")) is not None:
                levels[number] = _level(level)
        name = value_of(element.find(f"{W}abstractNumId"))
        self._uses[str(element.get(f"{W}numId"))] = (name, starts, levels)

    def before(self, paragraph: Any) -> str:
        """Return the number that Word shows before a paragraph, empty where it shows none or a bullet."""
        use, depth = self._place(paragraph)
        if use not in self._uses:
            return ""
        name, starts, own = self._uses[use]
        levels = self._lists.get(name, {}) | own
        if depth not in levels:
            return ""
        self._count(use, depth, name, starts, levels)
        return _shown(levels, depth, self._counted[name])

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return which list a paragraph is numbered by, and at which level; the paragraph says it, or its style."""
        style = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        found = paragraph.find(f"{W}pPr/{W}numPr")
        use = value_of(found.find(f"{W}numId")) if found is not None else ""
        depth = value_of(found.find(f"{W}ilvl")) if found is not None else ""
        if not use:
            of_style, use, style_depth = self._styles.numbered(style)
            by_list = self._of_style.get(self._uses[use][0], {}) if use in self._uses else {}
            depth = depth or style_depth or str(by_list.get(of_style, 0))
        return use, min(_number(depth, 0), LEVELS)

    def _count(self, use: str, depth: int, name: str, starts: dict[int, int], levels: dict[int, _Level]) -> None:
        """Go on to the next number of a level; the levels below it begin anew."""
        counted = self._counted.setdefault(name, {})
        anew = depth in starts and (use, depth) not in self._begun
        self._begun.add((use, depth))
        start = starts.get(depth, levels[depth].start)
        counted[depth] = start if anew or depth not in counted else counted[depth] + 1
        for above in range(depth):
            counted.setdefault(above, levels[above].start if above in levels else 1)
        for below in [level for level in counted if level > depth]:
            del counted[below]


def _level(element: Any) -> _Level:
    legal = element.find(f"{W}isLgl")
    return _Level(
        _number(value_of(element.find(f"{W}start")), 1),
        value_of(element.find(f"{W}numFmt")) or "decimal",
        value_of(element.find(f"{W}lvlText")),
        legal is not None and value_of(legal) not in ("0", "false"),
    )


def _shown(levels: dict[int, _Level], depth: int, counted: dict[int, int]) -> str:
    level = levels[depth]
    if level.written in SILENT:
        return ""
    text = level.words
    for above in range(depth + 1):
        written = "decimal" if level.digits_only or above not in levels else levels[above].written
        text = text.replace(f"%{above + 1}", _written(written, counted[above]))
    return text


def _written(kind: str, count: int) -> str:
    """Return a number as its format says; one it has no sign for, in digits."""
    ways: dict[str, tuple[int, Callable[[int], str]]] = {
        **dict.fromkeys(CHINESE, (99, chinese_number)),
        **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), (20, circled_number)),
        "upperRoman": (MOST, roman_number),
        "lowerRoman": (MOST, lambda number: roman_number(number).lower()),
        "upperLetter": (26, lambda number: chr(ord("A") + number - 1)),
        "lowerLetter": (26, lambda number: chr(ord("a") + number - 1)),
        "decimalZero": (9, lambda number: f"0{number}"),
    }
    most, way = ways.get(kind, (0, str))
    return way(count) if 1 <= count <= most else str(count)


def _number(text: Any, otherwise: int) -> int:
    return int(text) if text and str(text).isdecimal() and len(str(text)) < 6 else otherwise
