"""Which layout a published document follows: by the titles of its tables."""

import re
from functools import cache

from desktop.audit.tables import labels
from desktop.audit.tables.tabled import tabled
from desktop.layouts.form import loader
from desktop.outside.document import Document

FEWEST, SHARE = 2, 0.6
"""So many tables, and such a part of the titled ones of a document, must be tables of the layout."""
CLEARLY = 2
"""By so many tables more must a document be of another layout before a book is compared with it in that one."""
_SCOPE = re.compile(r"^(?:预算)?(?:部门|单位)?(?:综合预算|预算)?")


def recognised(document: Document) -> str:
    """Return the key of the layout that has most tables of a document, empty where it is none of ours."""
    titles = _titles_in(document)
    if not titles:
        return ""
    scores = {key: (len(titles & known), -len(known - titles)) for key, known in _titles().items()}
    best = max(scores, key=lambda key: scores[key])
    return best if scores[best][0] >= max(FEWEST, SHARE * len(titles)) else ""


def comparable(document: Document, usual: str) -> str:
    """Return the key of the layout in which a book is compared with a document; usual: the book's own.

    Another one only where it has clearly more tables of the document: a book may publish in a layout not its usual one.
    """
    best, titles = recognised(document), _titles_in(document)
    own = len(titles & _titles().get(usual, frozenset()))
    return best if best and len(titles & _titles()[best]) >= own + CLEARLY else usual


def _titles_in(document: Document) -> set[str]:
    return {plain_title(grid.title) for grid in tabled(document).grids if grid.title}


@cache
def _titles() -> dict[str, frozenset[str]]:
    forms = {key: loader.load(key, with_text=False) for key in loader.available()}
    return {key: frozenset(plain_title(table.title) for table in form.tables) for key, form in forms.items()}


def plain_title(title: str) -> str:
    """Return a title without year, unit and 部门 or 单位."""
    plain = labels.bare(re.sub(r"\{.*?\}年?", "", title))
    plain = re.sub(r"^.*(?:局|中心|委员会|办公室|（本级）|学校|小学|中学|医院)(?=.*表)|[（(].*?[）)]$|年", "", plain)
    return _SCOPE.sub("", plain)
