"""The one-page overview on paper."""

from desktop.compute.causes import Cause, CauseKind
from desktop.layouts.paper.chart_pages import chart_height, draw_chart
from desktop.layouts.paper.linebreak import break_lines
from desktop.layouts.paper.pages import A4, Page, width_of
from desktop.layouts.paper.sheet import PlacedCell
from desktop.layouts.tables.overview import Card, Overview, UnitChange
from desktop.layouts.tables.table import Cell

LEFT, TOP, BOTTOM = 62.0, 58.0, 48.0
TITLE, HEADING, BODY, SMALL, FIGURE = 18.0, 12.0, 9.5, 8.5, 15.0
TITLE_MIN = 5.0
"""The smallest size of the title: a name of eighty characters is still on one line."""
CARD_HEIGHT, CARD_GAP = 66.0, 6.0
ROW = 15.0
INDENT = 14.0
CARD, RISEN, FALLEN = "#eef3f9", "#a8401c", "#1d6b58"


def overview_pages(overview: Overview, footer: str) -> list[Page]:
    """Return the page; charts that do not fit on it any more go to a second one."""
    page = Page(*A4)
    size = TITLE
    while size > TITLE_MIN and width_of(overview.title, "sans-bold", size) > page.width - 2 * LEFT:
        size -= 0.5
    page.write_centered(page.width / 2, TOP, overview.title, "sans-bold", size)
    unit = f"单位：{overview.style.unit}"
    page.write_right(page.width - LEFT, TOP + 20, unit, "serif", SMALL)
    page.write(LEFT, TOP + 20, footer, "serif", SMALL)
    y = _cards(page, overview, TOP + 28) + 18
    y = _causes(page, overview, y)
    y = _notes(page, overview, y)
    pages = [page]
    for chart in overview.charts:
        if y + chart_height(chart) > page.height - BOTTOM:
            page, y = Page(*A4), TOP
            pages.append(page)
        draw_chart(page, chart, y)
        y += chart_height(chart) + 14
    return pages


def _cards(page: Page, overview: Overview, y: float) -> float:
    width = (page.width - 2 * LEFT - (len(overview.cards) - 1) * CARD_GAP) / len(overview.cards)
    for number, card in enumerate(overview.cards):
        _card(page, card, overview, LEFT + number * (width + CARD_GAP), y, width)
    return y + CARD_HEIGHT


def _card(page: Page, card: Card, overview: Overview, x: float, y: float, width: float) -> None:
    shown = overview.style.show(card.amount)
    middle = x + width / 2
    page.fill(x, y, width, CARD_HEIGHT, CARD)
    page.write_centered(middle, y + 16, card.label, "sans", BODY)
    size = FIGURE
    while width_of(shown, "sans-bold", size) > width - 8:
        size -= 0.5
    page.write_centered(middle, y + 38, shown, "sans-bold", size)
    words = card.compared(overview.style)
    lines = break_lines(words, width - 6, SMALL - 1)
    for number, line in enumerate(lines[:2]):
        page.write_centered(middle, y + 51 + number * 10, line, "serif", SMALL - 1)
    cell = Cell(shown, "amount", card.amount, selection=card.selection)
    placed = PlacedCell(0, 0, shown, "amount", cell=cell)
    page.box(x, y, width, CARD_HEIGHT, card.label + shown + "".join(lines), placed=placed)


def _heading(page: Page, y: float, text: str) -> float:
    page.write(LEFT, y + HEADING, text, "sans-bold", HEADING)
    page.rule(LEFT, y + HEADING + 5, page.width - LEFT, y + HEADING + 5, 0.7)
    return y + HEADING + 10


def _causes(page: Page, overview: Overview, y: float) -> float:
    y = _heading(page, y, "比上年变了什么，为什么")
    if not overview.compared:
        page.write(LEFT, y + BODY + 2, "上年数未录入；从“导入”读入上年公开表后，这里列出每一项变化。", "serif", BODY)
        return y + ROW + 10
    if not overview.causes and not overview.units:
        page.write(LEFT, y + BODY + 2, "各项支出与上年相同。", "serif", BODY)
        return y + ROW + 10
    for change in overview.units:
        y = _unit(page, overview, change, y)
    for cause in overview.causes:
        y = _cause(page, overview, cause, y)
    if overview.rest:
        y = _rest(page, overview, "其余单位变化合计" if overview.units else "其余变化合计", overview.rest, y)
    return y + 12


def _unit(page: Page, overview: Overview, change: UnitChange, y: float) -> float:
    """Write what a unit has of the change, and below it its largest causes."""
    y = _bar(page, overview, change.unit or str(CauseKind.ELIMINATED), change.amount, y, bold=True)
    for cause in change.causes:
        y = _cause(page, overview, cause, y, INDENT)
    if change.rest:
        y = _rest(page, overview, "其他原因", change.rest, y, INDENT)
    return y


def _cause(page: Page, overview: Overview, cause: Cause, y: float, indent: float = 0) -> float:
    words = str(cause.kind) + (f"：{cause.subject}" if cause.subject else "")
    return _bar(page, overview, words, cause.amount, y, indent)


def _bar(
    page: Page, overview: Overview, words: str, amount: int, y: float, indent: float = 0, *, bold: bool = False
) -> float:
    amounts = [cause.amount for cause in overview.causes] + [change.amount for change in overview.units]
    amounts += [cause.amount for change in overview.units for cause in change.causes]
    face = "sans-bold" if bold else "serif"
    line = break_lines(words, 270 - indent, BODY)
    page.write(LEFT + indent, y + BODY + 1, line[0] + ("…" if len(line) > 1 else ""), face, BODY)
    room = page.width - 2 * LEFT - 290 - 80
    length = max(1.0, room * abs(amount) / max(1, *map(abs, amounts)))
    page.fill(LEFT + 290, y + 2, length, 8, RISEN if amount > 0 else FALLEN)
    _amount(page, overview, amount, y)
    return y + ROW


def _rest(page: Page, overview: Overview, words: str, amount: int, y: float, indent: float = 0) -> float:
    page.write(LEFT + indent, y + BODY + 1, words, "serif", BODY)
    _amount(page, overview, amount, y)
    return y + ROW


def _amount(page: Page, overview: Overview, amount: int, y: float) -> None:
    sign = "+" if amount > 0 else "-" if amount else ""
    page.write_right(page.width - LEFT, y + BODY + 1, f"{sign}{overview.style.show(abs(amount))}", "sans", BODY)


def _notes(page: Page, overview: Overview, y: float) -> float:
    y = _heading(page, y, "检查与待办")
    for note in overview.notes:
        for line in break_lines(note, page.width - 2 * LEFT, BODY):
            page.write(LEFT, y + BODY + 1, line, "serif", BODY)
            y += ROW
    return y + 12
