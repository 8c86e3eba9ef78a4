"""The narrative as the rich text of a screen: figures are links, gaps are red."""

from html import escape

from desktop.layouts.tables.table import Table
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph
from desktop.ui.kit import theme


def narrative_html(narrative: Narrative, *, editable: bool) -> str:
    """Return the whole text."""
    serif = theme.FAMILIES.get("serif", "")
    body = "".join(paragraph_html(p, editable=editable) for p in narrative.paragraphs)
    return (
        f"<div style='font-family:\"{serif}\"; color:{theme.colors().ink}; margin:10px 18px;'>"
        f"<h2 align='center'>{escape(narrative.title)}</h2>{body}</div>"
    )


def paragraph_html(paragraph: Paragraph, *, editable: bool) -> str:
    """Return a paragraph; a figure is a link to its lines, a sentence that may be worded anew ends in one."""
    if paragraph.table is not None:
        return _table(paragraph.table)
    parts, c = [], theme.colors()
    for run in paragraph.runs:
        text = escape(run.text)
        if run.figure:
            style = f"color:{c.accent}; text-decoration:none; background-color:{c.accent_soft};"
            parts.append(f"<a href='figure:{run.figure}' style='{style}'>{text}</a>")
        elif run.missing:
            parts.append(f"<span style='color:{c.error}; background-color:{c.wrong};'>{text}</span>")
        else:
            parts.append(text)
    if paragraph.key and editable:
        word, color = ("已改写", c.accent) if paragraph.reworded else ("改写", c.muted)
        style = f"color:{color}; text-decoration:none; font-size:small;"
        parts.append(f"　<a href='edit:{paragraph.key}' style='{style}'>{word}</a>")
    inner = "".join(parts)
    if paragraph.level:
        return f"<p style='text-indent:30px; margin:5px 0; font-weight:bold;'>{inner}</p>"
    return f"<p style='text-indent:30px; margin:2px 0;'>{inner}</p>"


def _table(table: Table) -> str:
    head = "".join(
        f"<th style='padding:4px 10px; background:{theme.colors().header}'>{escape(p[-1])}</th>"
        for p in table.header_paths()
    )
    rows = []
    for number in range(table.height):
        cells = "".join(f"<td style='padding:4px 10px'>{escape(cell.text)}</td>" for cell in table.row(number))
        rows.append(f"<tr>{cells}</tr>")
    return (
        "<table border='1' cellspacing='0' style='border-collapse:collapse; margin:8px 28px;'>"
        f"<tr>{head}</tr>{''.join(rows)}</table>"
    )
