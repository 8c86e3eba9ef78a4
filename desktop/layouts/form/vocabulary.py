"""What a form's sentences may call and name: one list, which the loader checks and the narrative fills.

The guide for people is forms/README.md.
"""

from desktop.dataclass import dataclass
from desktop.ledger.describe import fields_of
from desktop.ledger.records import Release
from desktop.ledger.records.words import WEBSITE

MONEY, SINGLE, SERIES = "money", "single", "series"
"""Kinds of figures: with an amount of money (and last year's), any single one, a series."""
CLASS, TEXT, USE, TABLE, INLINE, LEVEL, LIST, WORDS, IDS, COMPARISON, PROJECT, RECORDED, SETTING, CHOICE = (
    "class", "text", "use", "table", "inline", "level", "list", "words", "ids", "comparison", "project", "recorded",
    "setting", "choice",
)  # fmt: skip
"""Other kinds of arguments: a figure of a series by class, the key of a free text (or "" as well), the id of a table,
of a table inside the text, a level of the functional classification, a list of words, words, a list of ids of money,
a way of comparing, a figure of a series by project, a field of the release record, a setting of the form, one of its
choices."""

PRINTED, FLAG, NAMES, FIGURES, PATH = "printed", "flag", "names", "figures", "path"
"""Kinds of results: words to print, yes or no, a list of words, figures of a series, names from 类 down."""


RELEASED = {each.printed: each.name for each in fields_of(Release) if each.printed} | {WEBSITE: WEBSITE}
"""Fields of the release record by the names under which sentences may print them."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the sentences: kinds of its arguments, how many must be given, and what it gives."""

    takes: tuple[str, ...]
    gives: str = PRINTED
    optional: int = 0


FUNCTIONS = {
    "amount": Function((SINGLE,)),
    "count": Function((SINGLE,)),
    "percent": Function((SINGLE,)),
    "versus": Function((MONEY, COMPARISON), optional=1),
    "change": Function((MONEY,)),
    "parts": Function((IDS, WORDS, MONEY, WORDS), optional=2),
    "sole": Function((MONEY, IDS), FLAG),
    "reason": Function((MONEY,)),
    "share": Function((MONEY, MONEY)),
    "label": Function((SINGLE,)),
    "named": Function((MONEY,)),
    "zero": Function((SINGLE,), FLAG),
    "series": Function((SERIES,), FIGURES),
    "incomes": Function((), FIGURES),
    "chosen": Function((SETTING, CHOICE), FLAG),
    "annex": Function(()),
    "path": Function((CLASS,), PATH),
    "text": Function((TEXT,)),
    "has_text": Function((TEXT,), FLAG),
    "wanted": Function((WORDS, WORDS)),
    "prior": Function((MONEY,)),
    "base": Function((MONEY,)),
    "compared": Function((MONEY,), FLAG),
    "entered": Function((SINGLE,), FLAG),
    "goal": Function((PROJECT, WORDS)),
    "release": Function((RECORDED,)),
    "released": Function((RECORDED,), FLAG),
    "use": Function((USE, MONEY)),
    "names": Function((LIST,)),
    "table": Function((INLINE, SERIES), optional=1),
    "number": Function((TABLE,)),
    "table_count": Function(()),
    "glossary": Function((LEVEL,), optional=1),
}

NAMES_GIVEN = {
    "unit": PRINTED,
    "scope": PRINTED,
    "scope_here": PRINTED,
    "year": PRINTED,
    "last_year": PRINTED,
    "departments": NAMES,
    "subordinates": NAMES,
    "units": NAMES,
    "operating_units": NAMES,
    "key_special_projects": NAMES,
    "published": FLAG,
    "has_indicators": FLAG,
    "without_goals": FLAG,
    "without_indicators": FLAG,
    "executions": FLAG,
}
"""Names that stand for a value of the book."""
