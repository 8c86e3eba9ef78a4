"""A place is added by forms/README.md alone: its own examples, in the user's folder, without Python or a list of tests."""

import re

import docx
import openpyxl
import pytest
from pypdfium2 import PdfDocument

from desktop import paths, pipeline
from desktop.exporters import package
from desktop.layouts.form import folders, loader
from tests import test_imports

KEY = "mousheng/2025"


def example(beginning: str) -> str:
    """Return the example of the guide that begins so."""
    guide = (paths.forms() / "README.md").read_text(encoding="utf-8")
    blocks = [re.sub("(?m)^   ", "", b) for b in re.findall(r"```(?:toml)?\n(.*?)```", guide, re.DOTALL)]
    return next(block for block in blocks if block.strip().startswith(beginning))


@pytest.fixture
def place(home):
    folder = folders.own() / KEY
    folder.mkdir(parents=True)
    form = example('extends = "national/2023"') + 'numbering = "公开{nn}表"\n\n' + example("[tables.general_basic]")
    (folder / "form.toml").write_text(form, encoding="utf-8")
    (folder / "sentences.j2").write_text(example("{% block assets %}"), encoding="utf-8")
    return folder


def test_the_place_is_loaded_listed_and_differs_only_where_it_says_so(place, run):
    assert loader.problems() == {}
    form, national = loader.load(KEY), loader.load("national/2023")
    assert f"{KEY}\t{form.title}" in run("forms")[1]
    assert (form.region, form.year, form.title) == ("某省", 2025, "某省部门（单位）预算公开（九张表）")
    assert [t.number for t in form.tables] == [f"公开{n:02d}表" for n in range(1, 10)]
    table, parent = form.table("general_basic"), national.table("general_basic")
    assert table.title == "一般公共预算基本支出明细表"
    columns = {c.id: c for c in table.blocks[0].columns}
    assert columns["public"].header[-1] == "日常公用经费"
    assert columns["public"].where == parent.blocks[0].columns[-1].where
    assert list(columns) == [*(c.id for c in parent.blocks[0].columns), "remark"]
    assert table.blocks[0].rows[0].label == "总计"
    same = [t.blocks == national.table(t.id).blocks for t in form.tables if t.id != "general_basic"]
    assert all(same)


@pytest.mark.journey
def test_its_three_files_are_exported_and_read_back(place, sample_facts, tmp_path):
    this, last = sample_facts["qinghe_2025"]
    made = pipeline.disclose(this, last, loader.load(KEY))
    assert not any("{" in table.label for table in made.tables)
    written = {w.kind: w for w in package.export(pipeline.publication(made), tmp_path)}
    assert all(w.compared > 100 for w in written.values())
    assert set(written) == {"xlsx", "pdf", "docx"}
    book = openpyxl.load_workbook(written["xlsx"].path)
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {"公开06表", "日常公用经费", "备注", "总计"} <= set(cells)
    assert any("一般公共预算基本支出明细表" in cell for cell in cells)
    sentence = "本单位共有车辆"
    assert any(sentence in p.text and "安排购置" not in p.text for p in docx.Document(written["docx"].path).paragraphs)
    pages = PdfDocument(written["pdf"].path)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    assert sentence in re.sub(r"\s", "", text)


def test_the_rule_that_no_python_names_a_region_knows_the_place_without_being_told(place):
    assert test_imports.places(folders.own()) == {"mousheng", "某省"}
