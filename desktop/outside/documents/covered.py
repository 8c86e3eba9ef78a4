"""Words of a PDF page that a filled box hides: the text is in the file and is read, but nobody sees it."""

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any

MAX_OBJECTS, MAX_FILLS = 50_000, 400
"""Objects of a page that are looked at, and filled boxes over words."""
SMALL, OPAQUE, CORNERS = 3.0, 250, 6
"""Points up to which a box hides no word, how little of what lies below it shows through, points of a plain box."""

Box = tuple[float, float, float, float]


def hides_words(page: Any) -> bool:
    """Tell whether a box that was filled later lies over words of a page (pypdfium2)."""
    from pypdfium2 import raw

    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)
    if not any(_filled(item.raw) for item in itertools.islice(paths, MAX_OBJECTS)):
        return False
    words: list[tuple[float, float]] = []
    for box in _painted(page):
        if len(box) == 2:
            words.append(box)
        elif any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in words):
            return True
    return False


def _painted(page: Any) -> Iterator[Any]:
    """Yield in the order of painting the middle of each text (x, y), and each filled box (left, bottom, right, top)."""
    from pypdfium2 import raw

    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT]
    fills = 0
    for item in itertools.islice(page.get_objects(filter=kinds, max_depth=4), MAX_OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            if box := _bounds(item.raw):
                yield (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        elif fills < MAX_FILLS and (box := _filled(item.raw)):
            fills += 1
            yield box


def _filled(path: Any) -> Box | None:
    """Return the box of a path that fills it so that nothing shows through; None for lines and other figures."""
    from pypdfium2 import raw

    box = _bounds(path)
    if box is None or min(box[2] - box[0], box[3] - box[1]) <= SMALL or raw.FPDFPath_CountSegments(path) > CORNERS:
        return None
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
        return None
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(path, red, green, blue, opacity)
    return box if known and opacity.value >= OPAQUE else None


def _bounds(item: Any) -> Box | None:
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value
