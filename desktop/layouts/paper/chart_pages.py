"""Charts on paper: bars with labels and amounts, this year in blue, last year in grey."""

from desktop.layouts.paper.linebreak import break_lines
from desktop.layouts.paper.pages import A4, CHARTS, Marks, Page, width_of
from desktop.layouts.paper.sheet import PlacedCell
from desktop.layouts.tables.charts import Bar, Chart
from desktop.layouts.tables.table import Cell

HEADING = 18.0
LEFT, TOP, BOTTOM = 62.0, 74.0, 70.0
LABEL, VALUE = 118.0, 62.0
BAR, GAP, AFTER = 10.0, 9.0, 30.0
TITLE, SMALL = 13.0, 9.0
THIS_YEAR, LAST_YEAR = "#2f6db5", "#b4bec9"
LABEL_LINES = 2
"""Lines a label of a bar may take; one that is cut says so by …."""


def chart_pages(charts: list[Chart]) -> list[Page]:
    """Return the pages of the charts, as many on one page as fit; a chart is not cut."""
    pages: list[Page] = []
    y = A4[1]
    for chart in charts:
        height = chart_height(chart)
        if y + height > A4[1] - BOTTOM:
            pages.append(Page(*A4))
            y = TOP if len(pages) > 1 else _heading(pages[-1])
        draw_chart(pages[-1], chart, y)
        y += height + AFTER
    return pages


def _heading(page: Page) -> float:
    """Write the heading that the contents name, and return where the first chart begins."""
    page.write_centered(page.width / 2, TOP, CHARTS, "sans-bold", HEADING)
    page.box(LEFT, TOP - HEADING, page.width - 2 * LEFT, HEADING * 1.4, CHARTS, role="heading", level=1)
    return TOP + HEADING * 1.4


def _row(chart: Chart) -> float:
    return (2 * BAR + 1 if chart.compared else BAR) + GAP


def chart_height(chart: Chart) -> float:
    """Return the height of a chart in points."""
    return 2 * TITLE + 18 + len(chart.bars) * _row(chart)


def draw_chart(page: Page, chart: Chart, y: float) -> None:
    """Draw a chart between the margins, its top at y."""
    right = page.width - LEFT
    page.write(LEFT, y + TITLE, chart.title, "sans-bold", TITLE)
    page.box(LEFT, y, right - LEFT, TITLE * 1.5, chart.title, role="heading", level=2)
    y += TITLE * 1.5 + 6
    _legend(page, chart, y)
    y += 18
    largest = max((max(abs(bar.this), abs(bar.last or 0)) for bar in chart.bars), default=1) or 1
    shown = [chart.style.show(amount) for bar in chart.bars for amount in (bar.this, bar.last or 0)]
    widest = max((width_of(text, "sans", SMALL) for text in shown), default=0.0)
    room = right - LEFT - LABEL - max(VALUE, widest + 8)
    top = y
    for bar in chart.bars:
        _bar(page, chart, bar, y, room / largest)
        y += _row(chart)
    page.rule(LEFT + LABEL, top - 3, LEFT + LABEL, y - GAP + 3, 0.7)


def _legend(page: Page, chart: Chart, y: float) -> None:
    x = LEFT + LABEL
    for (name, _), color in zip(chart.series, (THIS_YEAR, LAST_YEAR), strict=False):
        page.fill(x, y, 9, 9, color)
        page.write(x + 13, y + 8, name, "serif", SMALL)
        x += 26 + width_of(name, "serif", SMALL)
    unit = f"单位：{chart.style.unit}"
    page.write_right(page.width - LEFT, y + 8, unit, "serif", SMALL)
    words = "".join(name for name, _ in chart.series[:2]) + unit
    page.box(LEFT, y - 2, page.width - 2 * LEFT, 13, words, role="chart", figure=chart.title)


def _bar(page: Page, chart: Chart, bar: Bar, y: float, scale: float) -> None:
    height, top = _row(chart) - GAP, y
    lines = break_lines(bar.label, LABEL - 10, SMALL)
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], lines[LABEL_LINES - 1][:-1] + "…"]
    text_y = y + height / 2 - (len(lines) - 1) * SMALL * 0.6 + SMALL * 0.35
    for line in lines:
        page.write_right(LEFT + LABEL - 6, text_y, line, "serif", SMALL)
        text_y += SMALL * 1.2
    amounts = [(bar.this, THIS_YEAR)] + ([(bar.last, LAST_YEAR)] if bar.last is not None else [])
    for amount, color in amounts:
        length = max(0.6, abs(amount) * scale) if amount else 0.0
        page.fill(LEFT + LABEL, y, length, BAR, color)
        shown = chart.style.show(amount)
        page.write(LEFT + LABEL + length + 4, y + BAR - 1.6, shown, "sans", SMALL)
        y += BAR + 1
    cell = Cell(chart.style.show(bar.this), "amount", bar.this, selection=bar.selection)
    placed = PlacedCell(0, 0, cell.text, "amount", cell=cell)
    words = "".join(lines) + "".join(chart.style.show(amount) for amount, _ in amounts)
    marks = Marks(placed=placed, role="chart", figure=chart.title)
    page.box(LEFT, top - 1, page.width - 2 * LEFT, height + 4, words, **marks)
