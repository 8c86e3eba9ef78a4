"""The cover: its lines, the notes of the release, room to sign; notes it has no room for stand on pages behind it."""

from collections.abc import Sequence

from desktop.layouts.form.spec import Form
from desktop.layouts.paper.linebreak import balanced_lines, title_lines
from desktop.layouts.paper.pages import A4, Page

MARGIN = 79.0
WIDTH = A4[0] - 2 * MARGIN
DATED, DATE = "填报日期", "      年    月    日"
"""The last line to be filled in by hand on the cover, and the room for the day."""
TITLE, TITLE_SIZE = 210.0, 26.0
"""Where the lines of the cover begin, and their size."""
SIGN_OFF, NOTE, NOTE_STEP = 560.0, 12.0, 20.0
"""Where the sign-off of the cover begins; size and step of the notes above it."""
NOTES = 430.0
"""Where the notes begin, if the lines above leave so much."""
MORE_NOTES, NOTES_TITLE = "其余说明见下页", "封面说明（续）"
COVER_ROOM, COVER_MIN = 240.0, 0.4
"""Points that the lines of the cover may take above the notes, and how much smaller they are set at most."""


def cover_pages(form: Form, lines: list[str], notes: Sequence[str]) -> list[Page]:
    """Return the cover, and the pages behind it with the notes it has no room for."""
    page = Page(*A4)
    y = max(_draw_lines(page, lines), NOTES)
    shown, rest = _divided(notes, y)
    for note in [*shown, *([MORE_NOTES] if rest else [])]:
        for line in _note_lines(note):
            y = _write(page, y, line)
    _sign_off(page, form)
    return [page, *_note_pages(rest)]


def divided(lines: list[str], notes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the notes that stand on the cover under its lines, and those on the pages behind it."""
    return _divided(notes, max(_draw_lines(Page(*A4), lines), NOTES))


def _divided(notes: Sequence[str], y: float) -> tuple[list[str], list[str]]:
    room = int((SIGN_OFF - NOTE_STEP - y) // NOTE_STEP) + 1
    counts = [len(_note_lines(note)) for note in notes]
    if sum(counts) <= room:
        return list(notes), []
    room -= 1  # for the line that says where the others stand
    fit = 0
    while counts[fit] <= room:
        room -= counts[fit]
        fit += 1
    return list(notes[:fit]), list(notes[fit:])


def _draw_lines(page: Page, lines: list[str]) -> float:
    """Draw the lines of the cover and return where the next thing may begin."""
    y, scale = TITLE, _scale(lines)
    for number, line in enumerate(lines):
        size = (TITLE_SIZE if number else TITLE_SIZE - 2) * scale
        for part in title_lines(line, WIDTH, size, "sans-bold"):
            page.write_centered(A4[0] / 2, y, part, "sans-bold", size)
            page.box(MARGIN, y - size, WIDTH, size * 1.3, part, role="cover")
            y += size * 1.7
        y += 14
    return y + 20


def _scale(lines: list[str]) -> float:
    """Return by how much the lines of the cover are set smaller, so that a very long name leaves room below."""
    scale = 1.0
    while scale > COVER_MIN:
        parts = [title_lines(line, WIDTH, TITLE_SIZE * scale, "sans-bold") for line in lines]
        if sum(len(part) for part in parts) * TITLE_SIZE * scale * 1.7 <= COVER_ROOM:
            break
        scale -= 0.05
    return scale


def _note_lines(note: str) -> list[str]:
    return balanced_lines(note, WIDTH, NOTE, "serif")


def _write(page: Page, y: float, line: str) -> float:
    """Write a line of a note and return where the next one stands."""
    page.write_centered(A4[0] / 2, y, line, "serif", NOTE)
    page.box(MARGIN, y - NOTE, WIDTH, NOTE * 4 / 3, line, role="cover")
    return y + NOTE_STEP


def _note_pages(notes: list[str]) -> list[Page]:
    """Return pages with notes; one that is longer than a page is divided between its lines."""
    pages: list[Page] = []
    y, bottom = A4[1], A4[1] - MARGIN
    for note in notes:
        lines = _note_lines(note)
        if y + len(lines) * NOTE_STEP > bottom:
            y = _next_page(pages)
        for line in lines:
            if y > bottom:
                y = _next_page(pages)
            y = _write(pages[-1], y, line)
        y += NOTE_STEP / 2
    return pages


def _next_page(pages: list[Page]) -> float:
    pages.append(Page(*A4))
    pages[-1].write_centered(A4[0] / 2, 110, NOTES_TITLE, "sans-bold", 20)
    pages[-1].box(MARGIN, 88, WIDTH, 28, NOTES_TITLE, role="cover")
    return 2 * MARGIN


def _sign_off(page: Page, form: Form) -> None:
    """Name lines to be signed by hand, the date, and room for the seal."""
    left, y = 150.0, SIGN_OFF
    for label in (*form.signatures, DATED):
        page.write(left, y, f"{label}：", "serif", 14)
        if label == DATED:
            page.write(left + 90, y, DATE, "serif", 14)
        else:
            page.rule(left + 88, y + 3, left + 290, y + 3, 0.7)
        width, day = (290, DATE) if label == DATED else (86, "")
        page.box(left, y - 14, width, 18, f"{label}：{day}", role="cover")
        y += 34
    if form.seal:
        page.write(left + 190, y + 6, form.seal, "serif", 14)
        page.box(left + 188, y - 8, A4[0] - left - 188 - 30, 20, form.seal, role="cover")
