"""What sentences ask of the form and its figures: which choice there is, which income is listed, what changed."""

from dataclasses import replace
from typing import Any

from desktop.compute.change import Direction
from desktop.layouts.form.spec import Form
from desktop.layouts.tables.figures import Figure, Figures
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.numerals import chinese_number


def changed(form: Form, figures: Figures, ids: list[str]) -> list[Figure]:
    """Return those figures whose printed change is not 0."""
    found = [figures.get(figure_id) for figure_id in ids]
    style = form.text_style
    return [f for f in found if f.change is not None and f.change.printed_direction(style) is not Direction.FLAT]


def is_all(found: list[Figure], total: Figure) -> bool:
    """Tell whether one figure alone changed, by as much as all of them: who says it twice says nothing new."""
    changes = [figure.change.difference for figure in found if figure.change]
    return total.change is not None and changes == [total.change.difference]


def names(form: Form, figures: Figures, stage: str) -> dict[str, Any]:
    """Return the functions and names by what the sentences call them."""

    def incomes() -> list[Figure]:
        """The figures of the list of income: those always listed, and those with money."""
        listed = [figures.get(name) for name in form.incomes]
        return [figure for figure in listed if figure.id in form.always_listed or not figure.is_zero]

    def sole(total_id: str, ids: list[str]) -> bool:
        """Tell whether one figure alone changed, by as much as the total."""
        return is_all(changed(form, figures, ids), figures.get(total_id))

    return {
        "incomes": incomes,
        "chosen": lambda setting, choice: form.choice(setting) == choice,
        "sole": sole,
        "published": form.publishes(stage),
    }


def framed(paragraphs: list[Paragraph], frame: tuple[str, ...], *, published: bool) -> list[Paragraph]:
    """Return the text as the first part of the document (第一部分), before the heading of the second, the tables.

    published: else no title says that the tables are.
    """
    frame = frame if published else tuple(title.replace("公开", "") for title in frame)
    heads = [Paragraph((Run(f"第{chinese_number(n)}部分  {title}"),), 1) for n, title in enumerate(frame, 1)]
    below = [replace(each, level=each.level + 1) if each.level else each for each in paragraphs]
    return [heads[0], *below, heads[1]]
