"""Paragraphs of the narrative: plain words and bound pieces, and the sentences a person has worded anew.

A bound piece (a figure with its words, or a reason a person gave) stays bound in a reworded sentence: it is named
there by its number, {1}, {2} …, and printed as the sentence of the form prints it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from desktop.dataclass import dataclass
from desktop.layouts.tables.table import Table

MARK, STOP = "\ufdd0", "\ufdd1"
"""Around a bound piece in a rendered template: MARK name | words STOP.

Code points that never are characters (Unicode §23.7); private ones are, in the names of offices (造字).
"""

_MARKED = re.compile(f"{MARK}([^{STOP}]*){STOP}")
TOKEN = re.compile(r"\{([a-z_0-9]+)\}")
"""A figure or piece named in a person's text."""

SENTENCE_ENDS = ("。", "；", ";")
"""What ends a sentence: a numbered one is body text and does not have to stay with the next."""

KEY = "paragraph:"
"""Prefix of the keys of free texts that hold reworded sentences."""
_DIGITS_OF_KEY = 16


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; `figure` names the figure it prints, `missing` marks text still owed.

    group: names the words of a person that it is a part of (reason:…, text:…), empty elsewhere.
    """

    text: str
    figure: str = ""
    missing: bool = False
    group: str = ""

    @property
    def bound(self) -> str:
        """What the piece is bound to, empty for plain words."""
        return self.group or self.figure or ("missing" if self.missing else "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading (level 1–5, 0 = body); a table paragraph carries the table instead.

    key: names the sentence from year to year, empty where it is not to be worded anew; reworded: it has been.
    """

    runs: tuple[Run, ...]
    level: int = 0
    table: Table | None = None
    key: str = ""
    reworded: bool = False
    origin: tuple[Run, ...] = ()
    """The runs as the form words them, where the paragraph was worded anew."""

    @property
    def gaps(self) -> list[str]:
        """What each of its places that waits for words waits for."""
        return [run.text.strip("（）").removeprefix("待填写：") for run in self.runs if run.missing]

    @property
    def text(self) -> str:
        """Plain text of the paragraph."""
        return "".join(run.text for run in self.runs)

    @property
    def announces(self) -> bool:
        """Whether it leads to what follows, and is no numbered sentence that stands for itself (1. …。)."""
        return self.level > 0 and not self.text.endswith(SENTENCE_ENDS)

    @property
    def is_heading(self) -> bool:
        """Whether it is set as a heading: the form gives it a level and it is no sentence, nor one's beginning (：)."""
        return self.announces and not self.text.endswith(("：", ":"))

    @property
    def pieces(self) -> list[tuple[Run, ...]]:
        """The bound pieces of the sentence as the form words it, in order."""
        return [tuple(runs) for bound, runs in _grouped(self.origin or self.runs) if bound]


def leading_to_tables(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the text before the tables, and the headings at its end: those stand over the first table.

    At the foot of a page of text a heading would lead to nothing. A text of nothing but headings stays as it is.
    """
    end = len(paragraphs)
    while end and paragraphs[end - 1].is_heading:
        end -= 1
    return (paragraphs[:end], paragraphs[end:]) if end else (paragraphs, [])


def mark(name: str, text: str) -> str:
    """Return words bound to a name, as a template's function gives them.

    Line breaks (a cell of Excel, a file) are left out: what is bound stands in one sentence.
    """
    return f"{MARK}{name}|{''.join(text.splitlines())}{STOP}"


def mark_group(group: str, text: str) -> str:
    """Bind a person's words, with the figures in them, to the name of what they are; without line breaks, as `mark`."""
    text = "".join(text.splitlines())
    parts, position = [], 0
    for found in _MARKED.finditer(text):
        parts += [mark(f"@{group}@", text[position : found.start()]), MARK + f"@{group}@" + found[1] + STOP]
        position = found.end()
    parts.append(mark(f"@{group}@", text[position:]))
    return "".join(part for part in parts if part != mark(f"@{group}@", ""))


def runs_of(line: str) -> Iterator[Run]:
    """Yield the runs of a rendered line."""
    position = 0
    for match in _MARKED.finditer(line):
        if match.start() > position:
            yield Run(line[position : match.start()])
        name, _, text = match[1].partition("|")
        group, name = name[1:].split("@", maxsplit=1) if name.startswith("@") and "@" in name[1:] else ("", name)
        yield Run(text, missing=True) if name == "?" else Run(text, name, group=group)
        position = match.end()
    if position < len(line):
        yield Run(line[position:])


def key_of(runs: Iterable[Run], years: dict[str, str]) -> str:
    """Return what names a sentence: its plain words and what is bound, whatever the figures and the year are.

    years: the year as printed → its mark, so that next year's sentence has the same name.
    """
    words = "".join(f"{{{bound}}}" if bound else "".join(r.text for r in rest) for bound, rest in _grouped(runs))
    return KEY + hashlib.sha256(without_years(words, years).encode()).hexdigest()[:_DIGITS_OF_KEY]


def without_years(text: str, years: dict[str, str]) -> str:
    """Return a text with marks for the years: what was worded this year is right next year."""
    for year, name in years.items():
        text = re.sub(f"(?<![0-9]){year}(?![0-9])", f"{{{name}}}", text)
    return text


def years_of(year: int) -> dict[str, str]:
    """Return the years a sentence speaks of, by how they are printed, and the marks for them."""
    return {str(year): "year", str(year - 1): "last_year", str(year + 1): "next_year"}


def with_years(text: str, years: dict[str, str]) -> str:
    """Return a kept text with the years in place of their marks."""
    for year, name in years.items():
        text = text.replace(f"{{{name}}}", year)
    return text


def template_of(paragraph: Paragraph) -> str:
    """Return a sentence of the form as a text to be worded anew: plain words, pieces by number."""
    number, parts = 0, []
    for bound, runs in _grouped(paragraph.origin or paragraph.runs):
        number += bool(bound)
        parts.append(f"{{{number}}}" if bound else "".join(run.text for run in runs))
    return "".join(parts)


def reworded(runs: tuple[Run, ...], text: str) -> Iterator[Run]:
    """Yield the runs of a sentence in a person's words, the bound pieces in their places."""
    pieces = Paragraph(runs).pieces
    position = 0
    for match in TOKEN.finditer(text):
        if match[1].isdigit() and 0 < int(match[1]) <= len(pieces):
            if match.start() > position:
                yield from runs_of(text[position : match.start()])
            yield from pieces[int(match[1]) - 1]
            position = match.end()
    if position < len(text):
        yield from runs_of(text[position:])


def _grouped(runs: Iterable[Run]) -> Iterator[tuple[str, list[Run]]]:
    """Yield pieces: plain words together, the runs of one group together, each figure by itself."""
    counted = [(run, n if run.figure and not run.group else -1) for n, run in enumerate(runs)]
    for (bound, _), group in groupby(counted, key=lambda pair: (pair[0].bound, pair[1])):
        yield bound, [run for run, _ in group]
