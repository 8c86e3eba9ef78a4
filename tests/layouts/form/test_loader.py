"""The shipped forms, and the strictness of the loader: a broken form is refused, naming file and key."""

import shutil
from pathlib import Path

import pytest

from desktop import paths, pipeline
from desktop.catalog.strict import DataError
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.layouts.form.loader import FormLoader

FIRST = "chongqing/2023"


@pytest.mark.parametrize("key", loader.available())
def test_every_form_loads_and_prints_every_sample(key, sample_facts):
    form = loader.load(key)
    assert form.title
    for this, last in sample_facts.values():
        disclosure = pipeline.disclose(this, last, form)
        assert len(disclosure.tables) == len(form.tables)
        assert "{" not in disclosure.narrative.text
        for built in disclosure.tables:
            shown = [built.title, *built.notes, *(word for path in built.header_paths() for word in path)]
            assert not any("{" in text for text in shown)


@pytest.fixture
def forms(tmp_path) -> Path:
    return Path(shutil.copytree(paths.forms(), tmp_path / "forms"))


BROKEN = [
    ("form.toml", 'region = "重庆"', 'region = "重庆"\ncolour = "red"', "form.toml: unknown key 'colour'"),
    ("form.toml", 'region = "重庆"', "region = 5", "form.toml.region"),
    ("form.toml", "year = 2023", 'year = "2023"', "form.toml.year"),
    ("form.toml", 'id = "three_public"', 'id = "four_public"', "tables/four_public.toml: file not found"),
    ("form.toml", 'region = "重庆"', 'region = "重庆"\nrounding = "up"', "form.toml.rounding"),
    ("form.toml", 'region = "重庆"', 'region = "重庆"\nempty_table = "burn"', "form.toml.empty_table"),
    ("form.toml", 'region = "重庆"', "region = ", "form.toml"),
    ("form.toml", 'extends = "national/2023"', 'extends = "nowhere/1"', "nowhere/1/form.toml: file not found"),
    ("form.toml", 'region = "重庆"', 'region = "重庆"\n[measures.x]\nlabel = "x"', r"measures: \[x\]"),
    ("figures.toml", 'asset = "一般公务用车"', 'asset = "一般公务用车"\ncolour = 1', "unknown key 'colour'"),
    ("figures.toml", 'records = "indicators"', 'count = "indicators"\nrecords = "indicators"', "exactly one of"),
    ("ties.toml", '"gov_fund/total/total"', '"gov_fund/total/totl"', "unknown row or column"),
    ("ties.toml", "figure:operating_fund", "figure:operating", "unknown figure"),
    ("ties.toml", 'severity = "警告"', 'severity = "严重"', "severity"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN, ids=[f"{b[0]}-{n}" for n, b in enumerate(BROKEN)])
def test_a_broken_form_is_refused_naming_file_and_key(forms, file, old, new, said):
    path = forms / FIRST / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said):
        FormLoader(forms, FIRST).form()


@pytest.mark.parametrize(
    ("new", "said"),
    [("{{ amount('nothing') }}", "unknown figure or table 'nothing'"), ("{{ colour }}", "colour"),
     ("{% if %}", "line 2"), ("{{ text('nothing') }}", "nothing"), ("{{ table('nothing') }}", "nothing")],
)  # fmt: skip
def test_a_broken_template_is_refused(forms, wuxi, new, said):
    path = forms / FIRST / "narrative.j2"
    path.write_text("# 标题\n" + new, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        assert pipeline.disclose(wuxi.facts, wuxi.last, FormLoader(forms, FIRST).form()).narrative


def test_forms_that_extend_each_other_are_refused(forms):
    path = forms / "national/2023/form.toml"
    path.write_text(f'extends = "{FIRST}"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataError, match="circle"):
        FormLoader(forms, FIRST).form()


def test_an_unknown_form_is_a_plain_sentence():
    with pytest.raises(UserError, match="可用的版式有"):
        loader.load("nowhere/2023")


def test_a_form_may_redefine_a_measure(forms, wuxi):
    path = forms / FIRST / "form.toml"
    extra = (
        '\n[measures.operating_fund]\nlabel = "运行经费"\n'
        'where = { side = ["支出"], nature = ["公用"], economic = ["302", "!30228", "!30229"] }\n'
    )
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")
    disclosure = pipeline.disclose(wuxi.facts, wuxi.last, FormLoader(forms, FIRST).form())
    assert disclosure.narrative.figures["operating_fund"].fen == 38_198_000 - 2_500_000 - 2_000_000


def test_empty_tables_may_be_left_out(forms, wuxi):
    path = forms / FIRST / "form.toml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace('region = "重庆"', 'region = "重庆"\nempty_table = "omit"'), encoding="utf-8")
    disclosure = pipeline.disclose(wuxi.facts, wuxi.last, FormLoader(forms, FIRST).form())
    assert "表五" not in [t.number for t in disclosure.tables]
    ties = {o.code: str(o.status) for o in disclosure.outcomes}
    assert ties["CQ05"] == "未检查"
