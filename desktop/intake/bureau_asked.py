"""Tables that give a number as what was asked for (申报数) less a cut (核减数), or as a number after an adjustment.

Only what the headings say is worked out: each cut stands beside one amount asked for of the same thing, and no column
adds anything. Everything else stays unread, and the reading says which columns are missing.
"""

from collections.abc import Sequence

from desktop.intake.bureau_columns import Column
from desktop.intake.bureau_words import Subject, Vocabulary, data, plain

ASKED, CUT, ADDED = "asked", "cut", "added"


def take_kinds(columns: Sequence[Column], words: Vocabulary) -> None:
    """Know the columns of what was asked for and of cuts, also those of one block (核减公用经费)."""
    for column in columns:
        if column.role not in ("other", "unknown") or not column.texts:
            continue
        subject, found = Subject(), ""
        for text in column.texts:
            kind, rest = _kind(text, words)
            found = kind or found
            subject = subject.joined(rest if kind else words.meaning(text).subject)
        if found:
            column.kind, column.role, column.left_out = found, "other", False
            column.subject = subject


def _kind(text: str, words: Vocabulary) -> tuple[str, Subject]:
    """Return what kind of amount a heading names and of what; no kind for any other heading."""
    word = plain(text)
    for kind in (ASKED, CUT, ADDED):
        for name in sorted(data()["amounts"][kind], key=len, reverse=True):
            rest = word.removeprefix(name) if word.startswith(name) else word.removesuffix(name)
            meaning = words.meaning(rest) if rest != word and rest else None
            if word == name:
                return kind, Subject()
            if meaning is not None and meaning.subject.block and not (meaning.role or meaning.total):
                return kind, meaning.subject
    return "", Subject()


def prefer_adjusted(columns: Sequence[Column]) -> None:
    """Beside numbers after an adjustment (调整后控制数) those of the same before it are not read."""
    adjusted = [c for c in columns if c.role == "figure" and plain(c.texts[-1]) in data()["amounts"]["after"]]
    for column in columns:
        before = column.role == "figure" and column.texts and plain(column.texts[-1]) in data()["amounts"]["figure"]
        if before and any(each is not column and each.subject == column.subject for each in adjusted):
            column.role = "other"


def pair(columns: Sequence[Column]) -> dict[int, int]:
    """Return the columns of what was asked for with that of its cut each, by position; none where that is not certain.

    Both are read as amounts from then on.
    """
    if any(column.role in ("figure", "unknown") or column.kind == ADDED for column in columns):
        return {}
    asked, cuts = ({c.subject: c for c in columns if c.kind == kind} for kind in (ASKED, CUT))
    several = any(sum(c.kind == kind for c in columns) != len(found) for kind, found in ((ASKED, asked), (CUT, cuts)))
    if several or not cuts or asked.keys() != cuts.keys():
        return {}
    for column in (*asked.values(), *cuts.values()):
        column.role = "figure"
    return {asked[subject].position: cuts[subject].position for subject in asked}
