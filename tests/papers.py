"""What is wrong with pages as they are printed: read from their boxes, not from their text; and books that try it.

`violations` takes the pages of one table or of one text and says all that a bureau would send back.
"""

import random
from dataclasses import replace
from itertools import pairwise

from desktop.exporters import page_code
from desktop.layouts.paper.pages import Page
from desktop.ledger.records import BudgetFacts, DirectLine, Income, Indicator, Project
from tests.books import FUNCTIONS, PERSONNEL, PROJECT, PUBLIC

SLACK = 0.6
"""Points by which a letter may stand out of its place: what rounding to half a point leaves."""
EDGE = 20.0
"""Points at the edges of a page where nothing is printed."""
QUIET = 3.5
"""Points of white around the code of a page: three of its modules."""
LEAST = 0.3
"""How full the last page is at least, where the overflow was small."""
LARGEST_ROW = 0.25
"""Part of a page from which on a row is a page's matter of its own: nothing can be moved to stand with it."""


def violations(pages: list[Page]) -> list[str]:
    """Return what is wrong with the pages of one table or text, in words, with the number of the page."""
    return [*of_each(pages), *of_the_run(pages)]


def of_each(pages: list[Page]) -> list[str]:
    """Return what is wrong on each page by itself: cut, outside of its place, one over the other."""
    return [
        f"第 {number} 页：{text}"
        for number, page in enumerate(pages, 1)
        for text in (*_cut(page), *_outside(page), *_overlapping(page), *_in_the_corner(page))
    ]


def of_the_run(pages: list[Page]) -> list[str]:
    """Return what is wrong with pages of one table or text that follow each other."""
    orphans = [
        f"第 {n} 页：标题“{text}”后面没有正文" for n, page in enumerate(pages[:-1], 1) for text in _orphans(page)
    ]
    return [*orphans, *_lone_lines(pages), *_leading(pages), *_last_page(pages), *_headless(pages)]


def _cut(page: Page):
    """Yield texts that stand out of the box they are printed in, or in none of them."""
    rows: dict[int, list] = {}
    for box in page.boxes:
        for band in range(int(box.y // 20), int((box.y + box.height) // 20) + 1):
            rows.setdefault(band, []).append(box)
    for text in page.texts:
        if text.y > page.height - 40 or not text.text.strip():  # the footer
            continue
        near = rows.get(int((text.y - text.size * 0.3) // 20), []) + rows.get(int(text.y // 20), [])
        holding = [b for b in near if b.y - 2 <= text.y - text.size * 0.3 <= b.y + b.height and _meets(text, b)]
        if not holding:
            yield f"“{text.text[:20]}”不在任何格子里"
        elif not any(_holds(box, text) for box in holding):
            yield f"“{text.text[:20]}”超出它的格子"


def _meets(text, box) -> bool:
    return text.x < box.x + box.width and text.right > box.x


def _holds(box, text) -> bool:
    across = text.x >= box.x - SLACK and text.right <= box.x + box.width + SLACK
    return (
        across and text.y - text.size * 0.9 >= box.y - 2.5 and text.y + text.size * 0.15 <= box.y + box.height + SLACK
    )


def _outside(page: Page):
    for box in page.boxes:
        if (
            box.x < EDGE
            or box.x + box.width > page.width - EDGE
            or box.y < EDGE
            or box.y + box.height > page.height - 38
        ):
            yield f"“{box.text[:20]}”超出页面"


def _in_the_corner(page: Page):
    """Yield what reaches into the place of the code (QR) of the page, or into the white that it needs around it."""
    left, top = page.width - page_code.EDGE - page_code.SIDE - QUIET, page.height - page_code.EDGE - page_code.SIDE
    found = [(box.text, box.x + box.width, box.y + box.height) for box in page.boxes]
    found += [(text.text, text.right, text.y + text.size * 0.25) for text in page.texts]
    found += [("线", max(line.x1, line.x2), max(line.y1, line.y2)) for line in page.lines]
    for text, right, bottom in found:
        if right > left + SLACK and bottom > top - QUIET + SLACK:
            yield f"“{text[:20]}”伸到二维码处"


def _overlapping(page: Page):
    """Yield cells that lie over each other: two texts in one place."""
    cells = sorted((b for b in page.boxes if b.role in ("cell", "header")), key=lambda b: (b.y, b.x))
    for number, box in enumerate(cells):
        for other in cells[number + 1 :]:
            if other.y >= box.y + box.height - SLACK:
                break
            if other.x < box.x + box.width - SLACK and other.x + other.width > box.x + SLACK:
                yield f"“{box.text[:20]}”和“{other.text[:20]}”重叠"


def _orphans(page: Page):
    """Yield headings that are the last of their page."""
    printed = [box for box in page.boxes if box.role in ("heading", "body", "cell", "header", "chart")]
    if printed and printed[-1].role == "heading":
        yield printed[-1].text


def _bodies(page: Page) -> dict[int, list]:
    """Return the boxes of the body by their row on the sheet."""
    rows: dict[int, list] = {}
    for box in page.boxes:
        if box.role == "cell" and box.placed.cell is not None:
            rows.setdefault(box.placed.row, []).append(box)
    return rows


def _lone_lines(pages: list[Page]):
    """Yield lines that a paragraph leaves alone on a page, at its foot or at the head of the next one."""
    for number, (page, following) in enumerate(pairwise(pages), 1):
        ends, begins = ([box for box in each.boxes if box.role == "body"] for each in (page, following))
        if not ends or not begins or not begins[0].goes_on or begins[0] is not following.boxes[0]:
            continue
        if not ends[-1].goes_on:
            yield f"第 {number} 页：“{ends[-1].text}”是一段的第一行，单独在页末"
        if len(begins) == 1 or not begins[1].goes_on:
            yield f"第 {number + 1} 页：“{begins[0].text}”是一段的最后一行，单独在页首"


def _leading(pages: list[Page]):
    """Yield rows that lead to those below them (类 above 款) and end a page of a table, where they could have moved."""
    for number, (page, following) in enumerate(pairwise(pages), 1):
        ends, begins = _bodies(page), _bodies(following)
        if not ends or not begins or min(begins) != max(ends) + 1:
            continue
        last, first = _first_label(ends[max(ends)]), _first_label(begins[min(begins)])
        merged = any(box.placed.row_span > 1 for box in (*ends[max(ends)], *begins[min(begins)]))
        if last and first and not merged and last.placed.indent < first.placed.indent and len(ends) > 2:
            yield f"第 {number} 页：“{last.text}”在页末，它的明细在下一页"


def _first_label(boxes: list):
    return min((box for box in boxes if box.placed.style == "label"), key=lambda box: box.x, default=None)


def _last_page(pages: list[Page]):
    """Yield a last page that is nearly empty, and a total that stands alone."""
    if len(pages) < 2 or not any(box.role == "title" for box in pages[-1].boxes):
        return
    last, before = _bodies(pages[-1]), _bodies(pages[-2])
    if last and before and min(last) <= min(before):  # the last columns of a table with too many for a page
        return
    heights = [
        max(b.height for b in boxes) / max(1, boxes[0].placed.row_span) for boxes in (*last.values(), *before.values())
    ]
    header = [b for b in pages[-1].boxes if b.role == "header"]
    top = max((b.y + b.height for b in header), default=0.0)
    room = pages[-1].height - 60 - top
    used = max((b.y + b.height for b in pages[-1].boxes), default=top) - top
    tall = any(height > LARGEST_ROW * room for height in heights)
    if used < LEAST * room and not tall:
        yield f"最后一页只用了 {used / room:.0%}"
    names = ["".join(b.text for b in boxes if b.placed.style in ("label", "text", "center")) for boxes in last.values()]
    if (
        names
        and len(before) > len(names)
        and all(name.strip().endswith(("合计", "总计")) for name in names)
        and not tall
    ):
        yield f"最后一页只有“{names[0]}”"


def _headless(pages: list[Page]):
    """Yield pages of a table that goes on without its title, unit or header."""
    wanted = {box.role for box in pages[0].boxes if box.role in ("number", "title", "unit", "header")}
    if "title" in wanted:
        for number, page in enumerate(pages[1:], 2):
            for role in sorted(wanted - {box.role for box in page.boxes}):
                yield f"第 {number} 页：没有 {role}"


WORDS = "县区政务服务中心大厅运行维护平台升级改造便民热线数据共享安全等级保护设备购置专项经费补助项目（一期）2025年"
INDICATORS = (0, 0, 1, 3, 7)


def book(facts: BudgetFacts, number: int, seed: int) -> BudgetFacts:
    """Return a book that is hard to set: long names, many rows, totals of twelve digits (元), or nothing at all."""
    dice = random.Random(f"{seed}-{number}")
    names = dice.choice((4, 12, 40, 120))
    projects = tuple(
        Project(id=n, budget_id=1, name=f"{n}{_words(dice, names)}", goal=_words(dice, dice.choice((0, 20, 200))))
        for n in range(1, dice.choice((0, 1, 5, 13, 40)) + 1)
    )
    largest = dice.choice((10**4, 10**8, 10**14))
    lines = []
    count = dice.choice((1, 6, 25, 70))
    for n in range(count):
        nature = dice.choice(("人员", "公用", "项目") if projects else ("人员", "公用"))
        codes = {"人员": PERSONNEL, "公用": PUBLIC, "项目": PROJECT}[nature]
        project = dice.choice(projects).id if nature == "项目" else None
        function, code = dice.choice(FUNCTIONS[:-1]), dice.choice(codes)
        amount = dice.randrange(1, largest // count)
        lines.append(
            DirectLine(
                id=n, budget_id=1, position=n, function_code=function, economic_code=code, nature=nature,
                project_id=project, amount=amount,
            )
        )  # fmt: skip
    indicators = [
        Indicator(id=p.id * 100 + n, budget_id=1, project_id=p.id, name=_words(dice, 14), weight="10", unit="%")
        for p in projects
        for n in range(dice.choice(INDICATORS))
    ]
    income = Income(id=1, budget_id=1, source="一般公共预算", amount=sum(line.amount for line in lines))
    empty = {"incomes": (income,), "lines": tuple(lines), "projects": projects, "indicators": tuple(indicators)}
    unit = replace(facts.unit, name=_words(dice, dice.choice((6, 22, 60))).replace("（", "").replace("）", ""))
    others = dict.fromkeys(("people", "project_lines", "project_years", "procurements", "carry_outs", "quotas"), ())
    known = {name: value for name, value in others.items() if hasattr(facts, name)}
    return replace(facts, **known, **empty, unit=unit, budget=replace(facts.budget, policy=""), executions=())


def _words(dice: random.Random, length: int) -> str:
    start = dice.randrange(len(WORDS))
    return (WORDS * 5)[start : start + length]
