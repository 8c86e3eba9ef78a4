"""What the styles of a Word document say of its paragraphs: level of a heading, a line of contents, a list."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 10
"""Styles that may be based on one another; a circle ends there."""


def value_of(element: Any) -> str:
    """Return the value of a property (w:val), empty where there is none."""
    return str(element.get(f"{W}val") or "") if element is not None else ""


def number_of(element: Any) -> int:
    """Return the value of a property as a number, 9 where it is none."""
    value = value_of(element)
    return int(value) if value.isdigit() else 9


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, styles: Any) -> None:
        found = styles.iter(f"{W}style") if styles is not None else ()
        self._styles = {str(style.get(f"{W}styleId")): style for style in found}

    def _chain(self, style: str) -> Iterator[tuple[str, Any]]:
        """Yield a style and those it is based on."""
        for _ in range(DEEPEST):
            element = self._styles.get(style)
            if element is None:
                return
            yield style, element
            style = value_of(element.find(f"{W}basedOn"))

    def level(self, paragraph: Any) -> int:
        """Return the level of a heading from 1, 0 for text."""
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if outline is None:
            styles = self._chain(value_of(paragraph.find(f"{W}pPr/{W}pStyle")))
            outlines = (style.find(f"{W}pPr/{W}outlineLvl") for _, style in styles)
            outline = next((each for each in outlines if each is not None), None)
        level = number_of(outline) + 1 if outline is not None else 0
        return level if level <= 9 else 0

    def is_contents(self, paragraph: Any) -> bool:
        """Tell whether a paragraph is a line of contents (目录), which repeats a heading with its page number."""
        style = self._styles.get(value_of(paragraph.find(f"{W}pPr/{W}pStyle")))
        return style is not None and value_of(style.find(f"{W}name")).lower().startswith("toc ")

    def numbered(self, style: str) -> tuple[str, str, str]:
        """Return the style that numbers paragraphs of a style, its list and its level, all empty where none does."""
        for name, element in self._chain(style):
            found = element.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return name, value_of(found.find(f"{W}numId")), value_of(found.find(f"{W}ilvl"))
        return "", "", ""
