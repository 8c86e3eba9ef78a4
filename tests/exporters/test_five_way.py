"""Word, PDF, OFD, web page and Excel say the same figures: each read by its own reader of outside files.

Those readers know nothing of how we write: they take the files as anybody's. What they read is also held against the
book's own tables and sentences. In the long form all samples in all layouts.
"""

import re
from collections import Counter
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from desktop import pipeline
from desktop.exporters import package
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.layouts.paper.sheet import sheet_of
from desktop.ledger.records import LayoutChoice
from desktop.outside import child
from desktop.outside.document import Paragraph, Table
from desktop.outside.documents import reading
from tests import scale

SAMPLES = sample.of_one_unit() if scale.asked else ["wuxi_2023"]
LAYOUTS = loader.available() if scale.asked else ["hunan/2025"]
AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?")
STATED = re.compile(r"[0-9][0-9,.]*(?:万元|元|%|人|名|辆|个|台（套）|套|类)")
BLANKS = re.compile(r"\s")


def amounts(cells, decimals=2):
    """Return the amounts among cells, as numbers of so many decimals: 1,234.50 and 1234.5 are one; 0 is a blank too."""
    texts = (BLANKS.sub("", cell).replace(",", "") for cell in cells)
    numbers = (Decimal(text) for text in texts if AMOUNT.fullmatch(text))
    rounded = (n.quantize(Decimal(10) ** -decimals, ROUND_HALF_UP) for n in numbers)
    return Counter(number for number in rounded if number)


def stated(texts):
    return Counter(found for text in texts for found in STATED.findall(BLANKS.sub("", text)))


def figures(document):
    """Return the amounts of all tables of a document, and the figures of its sentences."""
    tables = [part for part in document.parts if isinstance(part, Table)]
    if document.kind == "xlsx":  # cover and contents are sheets too
        tables = [table for table in tables if table.spots[0].sheet not in ("封面", "目录")]
    cells = amounts(cell for table in tables for row in table.rows for cell in row)
    return cells, stated(part.text for part in document.parts if isinstance(part, Paragraph))


def of_book(publication, kind):
    """Return the same of the tables and sentences themselves; a workbook has no tables that stand inside the text."""
    paragraphs = publication.narrative.paragraphs
    inline = [] if kind == "xlsx" else [sheet_of(each.table) for each in paragraphs if each.table is not None]
    printed = [cell for sheet in (*publication.sheets, *inline) for cell in sheet.cells]
    notes = [cell.text for cell in printed if cell.style == "note"]
    return amounts(cell.text for cell in printed), stated([*notes, *(p.text for p in paragraphs if p.table is None)])


def differing(wanted, found):
    return sorted((wanted - found).elements()), sorted((found - wanted).elements())


@pytest.mark.parametrize("key", LAYOUTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_five_files_say_the_same(name, key, sample_facts, tmp_path):
    facts, last = sample_facts[name]
    facts = replace(facts, layout_choices=(LayoutChoice(setting="charts", choice="without"),))
    publication = pipeline.publication(pipeline.disclose(facts, last, loader.load(key)))
    written = package.export(publication, tmp_path, tuple(package.WHOLE))
    read = {each.kind: figures(reading.read(each.path, child.read_all)) for each in written}
    assert set(read) == set(package.WHOLE)
    for kind, (cells, sentences) in read.items():
        own_cells, own_sentences = of_book(publication, kind)
        assert sum(own_cells.values()) > 100 and sum(own_sentences.values()) > 20
        assert (kind, differing(own_cells, cells)) == (kind, ([], []))
        if kind != "xlsx":  # a workbook has the tables alone
            assert (kind, differing(own_sentences, sentences)) == (kind, ([], []))


def test_a_figure_that_one_file_says_otherwise_is_noticed(sample_facts, tmp_path):
    """The control: a digit changed in a table and in a sentence of the page for the web site."""
    publication = pipeline.publication(pipeline.disclose(*sample_facts["wuxi_2023"], loader.load("hunan/2025")))
    (page,) = package.export(publication, tmp_path, ("html",))
    text = page.path.read_text(encoding="utf-8")
    before = figures(reading.read(page.path, child.read_all))
    page.path.write_text(text.replace(">135.00<", ">136.00<", 1).replace("135万元", "137万元", 1), encoding="utf-8")
    after = figures(reading.read(page.path, child.read_all))
    assert [differing(*pair) for pair in zip(before, after, strict=True)] == [
        ([Decimal("135.00")], [Decimal("136.00")]), (["135万元"], ["137万元"]),
    ]  # fmt: skip
