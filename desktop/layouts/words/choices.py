"""What sentences ask of the settings of a form: which choice there is, which sources of income are listed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.layouts.form.numbering import chinese_number
from desktop.layouts.form.spec import Form
from desktop.layouts.tables.figures import Figure, Figures
from desktop.layouts.words.paragraphs import Paragraph, Run


def names(form: Form, figures: Figures) -> dict[str, Callable[..., Any]]:
    """Return the functions by their names in the sentences."""

    def incomes() -> list[Figure]:
        """The figures of the list of income: those always listed, and those with money."""
        listed = [figures.get(name) for name in form.incomes]
        return [figure for figure in listed if figure.id in form.always_listed or not figure.is_zero]

    return {"incomes": incomes, "chosen": lambda setting, choice: form.choice(setting) == choice}


def framed(paragraphs: list[Paragraph], frame: tuple[str, ...]) -> list[Paragraph]:
    """Return the text as the first part of the document (第一部分), before the heading of the second, the tables."""
    heads = [Paragraph((Run(f"第{chinese_number(n)}部分  {title}"),), 1) for n, title in enumerate(frame, 1)]
    below = [replace(each, level=each.level + 1) if each.level else each for each in paragraphs]
    return [heads[0], *below, heads[1]]
