"""The budget years a layout is for, in words; what else there is where it is not for a year."""

from collections.abc import Iterable

from desktop.dataclass import dataclass
from desktop.layouts.form import loader
from desktop.layouts.form.spec import Form

FITS, OLDER, NEWER = "适用", "较旧", "较新"
"""How a layout stands to a year: it is for it, was made for earlier years, or for later ones."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a layout stands to a budget year, and why."""

    form: Form
    state: str
    reason: str


def span(form: Form) -> str:
    """Return the years in words: 2022年, 2023–2025年, 2026年起."""
    if form.last_year is None:
        return f"{form.first_year}年起"
    return f"{form.first_year}年" if form.last_year == form.first_year else f"{form.first_year}–{form.last_year}年"


def standing(form: Form, year: int, known: Iterable[Form]) -> Standing:
    """Return how a layout stands to a year; where it does not fit, which of the place do. known: all forms."""
    if form.fits(year):
        return Standing(form, FITS, f"适用{span(form)}")
    state = OLDER if form.first_year < year else NEWER
    others = [other for other in known if other.fits(year) and _same_place(other.region, form.region)]
    named = "、".join(f"“{other.title}”" for other in others)
    rest = f"{form.region}适用{year}年的有{named}" if others else f"没有{form.region}{year}年的版式"
    return Standing(form, state, f"适用{span(form)}，{rest}")


def for_new_book(year: int) -> str:
    """Return the key of the layout a new book of a year begins with: the default, else another of its place that fits.

    A place is a folder of `forms/`. Where none fits it is the default, of which the checks then say so (C130).
    """
    usual = loader.default()
    place = usual.partition("/")[0]
    known = [loader.load(key, with_text=False) for key in loader.available() if key.partition("/")[0] == place]
    fitting = [form for form in known if form.fits(year)]
    if not fitting or any(form.key == usual for form in fitting):
        return usual
    return max(fitting, key=lambda form: form.first_year).key


def _same_place(first: str, second: str) -> bool:
    """Tell whether two places are the same, or one lies in the other (a city in its province)."""
    return first.startswith(second) or second.startswith(first)
