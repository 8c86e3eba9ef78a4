"""Excel formulas, PDF text and the ledger say the same figures, on the samples and on random books."""

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from openpyxl.utils import rows_from_range

from desktop import pipeline
from desktop.exporters import package, xlsx
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.layouts.tables.rounding import tail
from desktop.money import FEN_PER
from tests import scale
from tests.books import two_years
from tests.conftest import LAYOUT_OF

FORM = loader.load("chongqing/2023")
AMOUNT = re.compile(r"-?[0-9][0-9,]*\.[0-9]{2}(?![0-9])")


def evaluate(sheet, place, seen=()) -> Decimal:
    """Work a formula out by hand from the cells it names."""
    assert place not in seen, "circular"
    value = sheet.get(place)
    if value is None:
        return Decimal(0)
    if not isinstance(value, str):
        return Decimal(repr(value))
    assert value.startswith("=")
    total = re.fullmatch(r"=SUM\(([A-Z]+[0-9]+):([A-Z]+[0-9]+)\)", value)
    if total:
        cells = [cell for row in rows_from_range(f"{total[1]}:{total[2]}") for cell in row]
        return sum((evaluate(sheet, cell, (*seen, place)) for cell in cells), Decimal(0))
    terms = re.findall(r"([+-]?)([A-Z]+[0-9]+)", value[1:])
    assert "".join(s + c for s, c in terms) == value[1:], value
    return sum(((-1 if s == "-" else 1) * evaluate(sheet, c, (*seen, place)) for s, c in terms), Decimal(0))


def amounts_of(sheet):
    """(sheet coordinate, cell) of every amount of a placed table."""
    from openpyxl.utils import get_column_letter

    for placed in sheet.cells:
        if placed.cell is not None and placed.cell.kind == "amount":
            yield f"{get_column_letter(placed.column + 1)}{placed.row + 1}", placed.cell


def shown_values(path) -> list[dict[str, str]]:
    """What each sheet shows without computing anything: coordinate → number, in the order of the sheets."""
    with zipfile.ZipFile(path) as parts:
        count = sum(name.startswith("xl/worksheets/sheet") for name in parts.namelist())
        texts = [parts.read(f"xl/worksheets/sheet{number}.xml").decode() for number in range(1, count + 1)]
    cell = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]*>(?:<f>[^<]*</f>)?<v>([^<]*)</v>')
    return [dict(cell.findall(text)) for text in texts]


def read_formulas(path) -> dict[str, dict[str, object]]:
    """What each sheet holds, formulas as they are written: name → coordinate → content."""
    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = {sheet.title: sheet.iter_rows() for sheet in workbook.worksheets}
    found = {
        name: {cell.coordinate: cell.value for row in each for cell in row if cell.value is not None}
        for name, each in rows.items()
    }
    workbook.close()
    return found


def check_workbook(path, publication) -> int:
    formulas = read_formulas(path)
    values = dict(zip(formulas, shown_values(path), strict=True))
    found = 0
    for sheet in publication.sheets:
        name = xlsx.sheet_name(sheet)
        per = FEN_PER[sheet.table.style.unit]
        for place, cell in amounts_of(sheet):
            worked_out = evaluate(formulas[name], place) * per
            assert abs(worked_out - cell.amount) < Decimal("0.01"), (name, place)
            cached = values[name].get(place)
            assert cached is not None, "a formula without cached value shows as 0 in WPS"
            assert abs(Decimal(cached) * per - cell.amount) < Decimal("0.01")
            found += isinstance(formulas[name].get(place), str)
    return found


def check_pdf(path, publication) -> None:
    """The amounts read from the PDF's own text, table by table, are the ledger's as printed."""
    pdf = pypdfium2.PdfDocument(str(path))
    outline = [(b.get_title(), b.get_dest().get_index()) for b in pdf.get_toc()]
    starts = dict(outline)
    for sheet in publication.sheets:
        first = starts[sheet.table.label]
        last = min((page for page in starts.values() if page > first), default=len(pdf))
        text = "\n".join(pdf[n].get_textpage().get_text_range() for n in range(first, last))
        expected = Counter(cell.text for _, cell in amounts_of(sheet) if cell.text)
        text = re.sub(r"相差\s*0\.01", "", text)  # the tail note names an amount of its own
        for note in sheet.table.notes:  # so does the note about money that stands inside another source
            expected += Counter(AMOUNT.findall(re.sub(r"相差\s*0\.01", "", note)))
        assert Counter(AMOUNT.findall(text)) == expected, sheet.table.label
    pdf.close()


LONG_NAME = "青禾土家族苗族自治县机关事务管理和政务服务保障中心办公室本级青禾土家族苗族自治县机关事务"
SAMPLES = sorted(sample.of_one_unit())
PAIRS = [("chongqing/2023", "wuxi_2023")]
if scale.asked:
    everything = [(LAYOUT_OF[name], name) for name in SAMPLES] + [(key, "qinghe_2025") for key in loader.available()]
    PAIRS = sorted(set(everything))


@pytest.mark.parametrize(("key", "name"), PAIRS)
def test_samples_agree_three_ways(key, name, sample_facts, tmp_path):
    """A sample in its own layout; in the long form every sample, and the worked example in all layouts.

    22 characters once stopped the export (21 in one layout): in ./test that is in tests/layouts/test_unit_line.py.
    """
    this, last = sample_facts[name]
    if name == "qinghe_2025":
        this = replace(this, unit=replace(this.unit, name=LONG_NAME))
    disclosure = pipeline.disclose(this, last, loader.load(key))
    publication = pipeline.publication(disclosure)
    written = {w.kind: w for w in package.export(publication, tmp_path)}
    assert len(written) == 3
    assert all(w.compared > 500 for w in written.values())
    assert check_workbook(written["xlsx"].path, publication) > 20
    check_pdf(written["pdf"].path, publication)
    for table in disclosure.tables:
        tails = any(cell.terms and tail(table.grid, cell) for row in table.grid for cell in row)
        assert any("尾差" in note for note in table.notes) is tails, table.label


@settings(max_examples=scale.count(1), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(two_years())
def test_random_books_agree_three_ways(tmp_path_factory, years):
    folder = tmp_path_factory.mktemp("out")
    publication = pipeline.publication(pipeline.disclose(*years, FORM))
    written = {w.kind: w for w in package.export(publication, folder)}
    check_workbook(written["xlsx"].path, publication)
    check_pdf(written["pdf"].path, publication)
    shutil.rmtree(folder)


def without_cached_values(source: Path, target: Path) -> int:
    """Copy a workbook without the cached values of its formulas, so that a program must compute them."""
    removed = 0
    with zipfile.ZipFile(source) as package_in, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package_out:
        for name in package_in.namelist():
            content = package_in.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text, count = re.subn(r"(</f>)<v>[^<]*</v>", r"\1", content.decode())
                removed += count
                content = text.encode()
            package_out.writestr(name, content)
    return removed


@pytest.mark.long_only
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_recalculation_changes_no_cell(disclosures, tmp_path):
    publication = pipeline.publication(disclosures["jiangjin_2023"])
    (written,) = package.export(publication, tmp_path, ("xlsx",))
    bare = tmp_path / "bare.xlsx"
    assert without_cached_values(written.path, bare) > 40
    out = tmp_path / "recalculated"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), str(bare)], check=True, capture_output=True, timeout=600)
    ours = openpyxl.load_workbook(written.path, data_only=True)
    theirs = openpyxl.load_workbook(out / "bare.xlsx", data_only=True)
    compared = 0
    for sheet in ours.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = theirs[sheet.title][cell.coordinate].value
                if isinstance(cell.value, float | int):
                    assert abs(cell.value - (other or 0)) < 1e-9, (sheet.title, cell.coordinate)
                    compared += 1
                else:
                    assert (cell.value or "") == (other or ""), (sheet.title, cell.coordinate)
    assert compared > 200
