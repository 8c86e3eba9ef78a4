"""The shipped forms, and the strictness of the loader: a broken form is refused, naming file and key."""

import tomllib
from dataclasses import replace

import pytest

from desktop import paths, pipeline
from desktop.catalog.strict import DataError
from desktop.disclosure import NOT_WRITTEN
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.layouts.form.loader import FormLoader
from tests import scale
from tests.layouts.form.conftest import copy

FIRST = "chongqing/2023"


@pytest.mark.parametrize("key", loader.available())
def test_every_form_loads_and_prints_every_sample(key, sample_facts):
    """In ./test every sample in one layout, in the others the one with the most in it."""
    form = loader.load(key)
    assert form.title
    names = sample_facts if scale.asked or key == FIRST else ["qinghe_2025"]
    for this, last in (sample_facts[name] for name in names):
        disclosure = pipeline.disclose(this, last, form)
        assert len(disclosure.tables) == len(form.tables)
        assert "{" not in disclosure.narrative.text
        for built in disclosure.tables:
            shown = [built.title, *built.notes, *(word for path in built.header_paths() for word in path)]
            assert not any("{" in text for text in shown)


BROKEN = [
    ("form.toml", 'region = "重庆"', 'region = "重庆"\ncolour = "red"', "form.toml: 没有“colour”这一项"),
    ("form.toml", 'region = "重庆"', "region = 5", "form.toml.region"),
    ("form.toml", "year = 2023", 'year = "2023"', "form.toml.year"),
    ("form.toml", '"three_public"', '"four_public"', "tables/four_public.toml: 没有这个文件"),
    ("form.toml", '"three_public"', '"gov_fund"', "有一张表写了两次"),
    ("form.toml", "[tables.general_basic]", "[tables.general_basis]", "general_basis: order 中没有.*general_basic"),
    ("form.toml", "public = {", "pubic = {", r"form.toml.tables.general_basic.columns.pubic: .*是不是“public”"),
    ("form.toml", "columns]\ntotal = {", "columns]\ntotal = { width = 'wide',", "form.toml 改动.*width"),
    ("form.toml", "to = 2025 }", "to = 2022 }", "years: 年份不对"),
    ("form.toml", "{ from = 2023", "{ form = 2023", "缺少“from”"),
    ("form.toml", '"duties", "structure"', '"dutys", "structure"', "是不是“duties”"),
    ("form.toml", "财政拨款支出预算表", "财政拨款{yeer}支出预算表", "{yeer} 不存在；是不是“year”"),
    ("figures.toml", 'field = "stock"', 'field = "stok"', "figures.toml.*field.*是不是“stock”"),
    ("form.toml", 'region = "重庆"', 'region = "重庆"\nrounding = "up"', "form.toml.rounding"),
    ("form.toml", 'region = "重庆"', 'region = "重庆"\nempty_table = "burn"', "form.toml.empty_table"),
    ("form.toml", 'region = "重庆"', "region = ", "form.toml"),
    ("form.toml", 'extends = "national/2023"', 'extends = "nowhere/1"', "nowhere/1/form.toml: 没有这个文件"),
    ("form.toml", 'region = "重庆"', 'region = "重庆"\n[measures.x]\nlabel = "x"', r"measures: \[x\]"),
    ("figures.toml", 'asset = "一般公务用车"', 'asset = "一般公务用车"\ncolour = 1', "没有“colour”这一项"),
    ("figures.toml", 'records = "indicators"', 'count = "indicators"\nrecords = "indicators"', "count、asset、records 要写而且只能写一种"),
    ("ties.toml", '"gov_fund/total/total"', '"gov_fund/total/totl"', "的行或列不存在"),
    ("ties.toml", "figure:operating_fund", "figure:operating", "里有不存在的数据项"),
    ("form.toml", 'default = "six"', 'default = "sixx"', "income_list.default: 没有“sixx”这一选择；是不是“six”"),
    ("form.toml", '[settings.income_list.choices.six]', '[settings.income_list.choices.six]\nyear = 2024', "设置不能改动这一项"),
    ("form.toml", '  "income_gov_fund",', '  "income_gov_found",', "incomes: 没有“income_gov_found”这一金额；是不是“income_gov_fund”"),
    ("form.toml", 'frame = ["情况说明", "公开报表"]', 'frame = ["情况说明"]', "frame: 要写两个标题"),
    ("narrative.j2", 'chosen("income_list", "four")', 'chosen("income_list", "fore")', "没有名为“fore”的选择"),
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
    [("{{ amount('nothing') }}", "没有名为“nothing”的数据项"), ("{{ colour }}", "colour"),
     ("{% if %}", "第 2 行写法不对"), ("{{ text('nothing') }}", "nothing"), ("{{ table('nothing') }}", "nothing")],
)  # fmt: skip
def test_a_broken_template_is_refused_when_the_form_is_loaded(forms, new, said):
    path = forms / FIRST / "narrative.j2"
    path.write_text("# 标题\n" + new, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        FormLoader(forms, FIRST).form()


def test_a_template_of_unknown_origin_is_refused_when_it_is_printed(wuxi):
    """The rendering holds by itself, should a form ever be made without the loader."""
    for source, said in (("{{ amount('nothing') }}", "没有名为 'nothing'"), ("{{ ''.__class__ }}", "__class__")):
        made = pipeline.disclose(wuxi.facts, wuxi.last, replace(wuxi.form, template=source))
        assert [paragraph.text for paragraph in made.narrative.paragraphs] == [NOT_WRITTEN]
        assert said in made.narrative.findings[0].message


def test_numbers_follow_from_the_order(forms, wuxi):
    copy("guizhou/2025", forms)
    path = forms / "guizhou/2025/form.toml"
    content = path.read_text(encoding="utf-8").replace('  "projects",\n', "")
    path.write_text(content.replace("\norder", '\nnumbering = "附表{cn}"\norder', 1), encoding="utf-8")
    form = FormLoader(forms, "guizhou/2025").form()
    assert [t.number for t in form.tables] == [f"附表{n}" for n in "一二三四五六七八九十"]
    text = pipeline.disclose(wuxi.facts, wuxi.last, form).narrative.text
    assert "报表共十张" in text
    assert "附表八为空表" in text


def test_a_table_with_a_number_of_its_own_is_not_counted():
    tables = loader.load("shaanxi/2023").tables
    assert [t.number for t in tables[:3]] == ["", "表1", "表2"]
    assert tables[-1].number == "表16"


def test_a_form_is_for_its_own_years(forms):
    path = forms / FIRST / "form.toml"
    assert (loader.load(FIRST).first_year, loader.load(FIRST).last_year) == (2023, 2025)
    content = path.read_text(encoding="utf-8")
    closed = content.replace("{ from = 2023, to = 2025 }", "{ from = 2021, to = 2024 }")
    path.write_text(closed, encoding="utf-8")
    form = FormLoader(forms, FIRST).tables_only()
    assert [form.fits(year) for year in (2020, 2021, 2024, 2025)] == [False, True, True, False]
    child = forms / "wanzhou/2025"
    child.mkdir(parents=True)
    (child / "form.toml").write_text(f'extends = "{FIRST}"\nyear = 2025\n', encoding="utf-8")
    assert FormLoader(forms, "wanzhou/2025").tables_only().fits(2030)


def test_forms_that_extend_each_other_are_refused(forms):
    path = forms / "national/2023/form.toml"
    path.write_text(f'extends = "{FIRST}"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataError, match="成了一圈"):
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


@pytest.mark.parametrize("key", loader.available())
def test_every_form_loads_for_a_department_too(key):
    form = loader.load(key, department=True)
    FormLoader(paths.forms(), key, department=True).check_sentences(form)
    changed = tomllib.loads((form.folder / "form.toml").read_text(encoding="utf-8")).get("department", {})
    assert [table.id for table in form.tables] == changed.get("order", [t.id for t in loader.load(key).tables])


def test_a_department_has_the_columns_rows_and_words_of_its_own(forms):
    unit, department = (loader.load("shanghai/2025", department=each) for each in (False, True))
    columns = [[len(block.columns) for block in form.table("balance").blocks] for form in (unit, department)]
    assert columns == [[2, 9], [2, 2]]
    rows = department.table("balance").blocks[0].rows
    assert [row.label for row in rows if row.id == "general"] == ["1. 一般公共预算资金"]
    assert (unit.unit_label, department.unit_label) == ("编制单位", "编制部门")
    assert {tie.id for tie in unit.ties} - {tie.id for tie in department.ties} == {"SH07"}
    path = forms / FIRST / "form.toml"
    path.write_text(path.read_text(encoding="utf-8") + '[department.tables.budget]\ntitle = "x"\n', encoding="utf-8")
    assert FormLoader(forms, FIRST).form().unit_label == "单位"
    with pytest.raises(DataError, match=r"tables.budget: order 中没有这张表"):
        FormLoader(forms, FIRST, department=True).form()


def test_the_cover_of_every_layout_says_what_is_handed_in():
    """Shanghai calls its publication 预算; a draft for the bureau (二上) had the same cover."""
    for key in loader.available():
        form = loader.load(key)
        assert "{paper}" in "".join(form.cover), key
        assert form.paper("二上") == "预算草案（二上）" != form.paper("公开")
    assert loader.load("shanghai/2025").paper("公开") == "预算"
    assert loader.load("national/2023").paper("公开") == "预算公开"
