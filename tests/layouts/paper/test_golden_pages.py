"""Six pages of each layout as small pictures: what moves, grows or goes on a page is seen by who reads the change.

`--update-golden` draws them anew: look at them. Small enough that a letter of another font version does not matter.
"""

import sys

import pytest
from PIL import Image, ImageChops

from desktop import pipeline
from desktop.exporters import pdf
from desktop.layouts.form import loader
from tests import scale
from tests.conftest import LAYOUT_OF
from tests.layouts.test_golden import GOLDEN

UPDATED = "--update-golden" in sys.argv
LAYOUTS = loader.available() if UPDATED else scale.layouts(loader.available())
PAGES, SCALE = 6, 0.2
"""Pages of a layout that are kept, and pixels for a point."""
BLOCK, NEAR = 8, 24
"""Size of the blocks that are compared, in pixels, and how far their mean greys may be apart (of 255)."""


def drawn(document, path) -> Image.Image:
    """Return cover, contents, first page of the text, first tables and the last page of a PDF beside each other."""
    import pypdfium2

    pdf.draw(document, path, "", 2027)
    numbers = chosen(document)
    with pypdfium2.PdfDocument(path.read_bytes()) as pages:
        pictures = [pages[number].render(scale=SCALE, grayscale=True).to_pil().convert("L") for number in numbers]
    sheet = Image.new("L", (sum(p.width for p in pictures), max(p.height for p in pictures)), 255)
    x = 0
    for picture in pictures:
        sheet.paste(picture, (x, 0))
        x += picture.width
    return sheet


def chosen(document) -> list[int]:
    """The pages: the first three, the first two that hold a table's title, and the last."""
    tables = [n for n, page in enumerate(document.pages) if n > 2 and any(b.role == "title" for b in page.boxes)]
    last = len(document.pages) - 1
    return sorted({0, 1, 2, *tables[: PAGES - 4], last})[:PAGES]


def apart(a: Image.Image, b: Image.Image) -> int:
    """Return the largest difference of the mean greys of any block."""
    size = (-(-a.width // BLOCK), -(-a.height // BLOCK))
    small = (picture.resize(size, Image.Resampling.BOX) for picture in (a, b))
    return ImageChops.difference(*small).getextrema()[1]


def sample_of(key, sample_facts):
    return sample_facts[next((name for name, layout in LAYOUT_OF.items() if layout == key), "qinghe_2025")]


@pytest.mark.parametrize("key", LAYOUTS)
def test_the_pages_look_as_they_did(key, sample_facts, tmp_path):
    this, last = sample_of(key, sample_facts)
    document = pdf.document_of(pipeline.publication(pipeline.disclose(this, last, loader.load(key))))
    found = drawn(document, tmp_path / "a.pdf")
    golden = GOLDEN / "pages" / f"{key.replace('/', '_')}.png"
    if UPDATED:
        found.save(golden, optimize=True)
    with Image.open(golden) as before:
        assert found.size == before.size
        assert apart(found, before.convert("L")) <= NEAR


def test_a_line_that_moved_and_a_row_that_went_are_noticed():
    before = Image.new("L", (120, 160), 255)
    for y in range(20, 140, 8):
        before.paste(0, (10, y, 110, y + 2))
    after = before.copy()
    after.paste(255, (10, 76, 110, 78))
    assert apart(before, before) == 0
    assert apart(before, after) > NEAR
    after = Image.new("L", (120, 160), 255)
    after.paste(before, (0, 12))
    assert apart(before, after) > NEAR
