"""The page for citizens on one A4, drawn with the primitives of the other pages; long names take room from lists."""

from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.layouts.citizens.content import CitizensPage, Five, shortened
from desktop.layouts.paper.chart_pages import chart_height, draw_chart
from desktop.layouts.paper.linebreak import break_lines, title_lines
from desktop.layouts.paper.pages import A4, Page, width_of
from desktop.layouts.paper.sheet import PlacedCell
from desktop.layouts.tables.charts import Chart
from desktop.layouts.tables.table import Cell

LEFT, TOP, BOTTOM = 62.0, 56.0, 42.0
WIDTH = A4[0] - 2 * LEFT
TITLE, HEADING, BODY, SMALL, FIGURE = 20.0, 13.0, 10.0, 8.5, 16.0
STEP = 1.5
"""Height of a line, in sizes of its letters."""
CARD_HEIGHT, CARD_GAP, PAD = 72.0, 6.0, 4.0
FIGURE_MIN = 6.0
CHART_GAP = 4.0
CARD, RULE = "#eef3f9", "#2f6db5"
LIMITS = (
    *((4, 4, 7), (4, 4, 6), (4, 4, 5)),
    *((4, 4, 4), (3, 4, 4), (3, 3, 4), (2, 3, 4), (3, 3, 3), (2, 3, 3), (2, 2, 3), (1, 2, 3), (1, 1, 3)),
    *((1, 1, 2), (0, 1, 2), (0, 0, 2)),
)
"""How many projects, causes and bars of a picture the page holds: the first that fits one page."""

Row = tuple[str, str, float, float]
"""A line of a card: its words, face, largest size, and how far below the upper edge of the card it stands."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the content stands on the page: sentences about projects and causes, and the pictures."""

    content: CitizensPage
    work: list[str]
    reasons: list[str]
    charts: list[Chart]


def citizens_page(content: CitizensPage, footer: str) -> tuple[Page, list[Chart]]:
    """Return the page and the pictures as they stand on it. Raises UserError where nothing fits."""
    shown = fitting(content)
    page, _ = _drawn(shown)
    page.write(50, page.height - 30, footer, "sans", 8)
    return page, shown.charts


def fitting(content: CitizensPage) -> Shown:
    """Return as much as one A4 holds. Raises UserError where nothing fits."""
    for projects, causes, bars in LIMITS:
        charts = [shortened(content, chart, bars) for chart in content.charts]
        shown = Shown(content, content.work(projects), content.reasons(causes), charts)
        page, y = _drawn(shown)
        if y <= page.height - BOTTOM:
            return shown
    raise UserError(f"“{content.title}”的内容一页 A4 放不下；请缩短单位名称后再导出")


def _drawn(shown: Shown) -> tuple[Page, float]:
    content, page = shown.content, Page(*A4)
    y = TOP
    for line in title_lines(content.title, WIDTH, TITLE, "sans-bold"):
        page.write_centered(page.width / 2, y, line, "sans-bold", TITLE)
        page.box(LEFT, y - TITLE, WIDTH, TITLE * 1.35, line, role="title", level=1, goes_on=y > TOP)
        y += TITLE * 1.4
    page.write_right(page.width - LEFT, y - 8, content.unit_line, "serif", SMALL)
    page.box(LEFT, y - 8 - SMALL, WIDTH, SMALL * 1.4, content.unit_line, role="unit")
    y = _lines(page, [content.total, *shown.work], _heading(page, content.heads[0], y))
    y = _cards(page, content, _heading(page, content.heads[1], y))
    y = _lines(page, [content.compared, *shown.reasons], _heading(page, content.heads[2], y + 4))
    y = _heading(page, content.heads[3], y) if shown.charts else y
    for chart in shown.charts:
        draw_chart(page, chart, y)
        y += chart_height(chart) + CHART_GAP
    return page, _lines(page, [content.note], y, SMALL)


def _heading(page: Page, text: str, y: float) -> float:
    page.fill(LEFT, y + 3, 4, HEADING, RULE)
    page.write(LEFT + 10, y + HEADING + 1, text, "sans-bold", HEADING)
    page.box(LEFT, y, WIDTH, HEADING * 1.5, text, role="heading", level=1)
    return y + HEADING * 1.5 + 4


def _lines(page: Page, sentences: list[str], y: float, size: float = BODY) -> float:
    """Write sentences, each from a new line, and return where the next thing may begin."""
    for sentence in sentences:
        for number, line in enumerate(break_lines(sentence, WIDTH, size)):
            page.write(LEFT, y + size, line, "serif", size)
            page.box(LEFT, y, WIDTH + 2, size * 1.4, line, role="body", goes_on=number > 0)
            y += size * STEP
    return y + 4


def _cards(page: Page, content: CitizensPage, y: float) -> float:
    width = (WIDTH - (len(content.five) - 1) * CARD_GAP) / len(content.five)
    sizes = [min(_fitting(row, width) for row in rows) for rows in zip(*map(_rows, content.five), strict=True)]
    for number, five in enumerate(content.five):
        _card(page, five, sizes, LEFT + number * (width + CARD_GAP), y, width)
    return y + CARD_HEIGHT + 6


def _rows(five: Five) -> tuple[Row, ...]:
    return (
        (five.label, "sans", BODY, 15.0),
        (five.shown, "sans-bold", FIGURE, 35.0),
        (five.compared, "serif", SMALL, 50.0),
        (five.text, "serif", SMALL, 63.0),
    )


def _fitting(row: Row, width: float) -> float:
    """Return the largest size at which a row fits its card; all cards have the smallest of them."""
    text, face, size, _ = row
    while size > FIGURE_MIN and width_of(text, face, size) > width - 2 * PAD:
        size -= 0.5
    return size


def _card(page: Page, five: Five, sizes: list[float], x: float, y: float, width: float) -> None:
    page.fill(x, y, width, CARD_HEIGHT, CARD)
    for (text, face, _, below), size in zip(_rows(five), sizes, strict=True):
        page.write_centered(x + width / 2, y + below, text, face, size)
    cell = Cell(five.shown, "amount", five.amount, selection=five.selection)
    placed = PlacedCell(0, 0, five.shown, "amount", cell=cell)
    words = five.label + five.shown + five.compared + five.text
    page.box(x, y, width, CARD_HEIGHT, words, placed=placed, role="body")
