"""The layouts that were compared with published lists: numbers, titles, order and unit of money, frame of the document."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import paths, pipeline
from desktop.layouts.form import loader
from desktop.ledger.records import LayoutChoice
from tests.small_cases import small_cases

LISTS = Path(__file__).parent / "table_lists"
"""<place>-<year>+<setting>=<choice>….txt: a line for each table."""
DEPARTMENTS = {
    "sichuan/2025": ["表7 {scope}整体支出绩效目标表"],
    "jiangxi/2025": ["表10 《{scope}整体支出绩效目标表》", "表11 《重点项目绩效目标表》"],
}
"""What stands in a department's document after the tables that the unit's has too."""
FRAMES = {
    "sichuan/2025": ("after", "{{ scope }}概况 {{ year }}年{{ scope }}预算情况说明 名词解释 {{ scope }}预算表"),
    "yunnan/2025": (
        "after",
        "基本职能及主要工作 预算单位基本情况 预算单位收入情况 预算单位支出情况 对下转移支付情况 政府采购预算情况 "
        '“三公”经费增减变化情况及原因说明 重点项目预算绩效目标情况 其他{{ "公开" if published }}信息',
    ),
    "gansu/2025": (
        "after",
        '{{ scope }}概况 {{ year }}年{{ scope }}预算情况说明 {{ scope }}预算{{ "公开" if published }}表',
    ),
    "hunan/2025": ("after", "{{ year }}年{{ scope }}预算说明 {{ year }}年{{ scope }}预算表"),
    "jiangxi/2025": (
        "after",
        "{{ scope }}概况 {{ year }}年{{ scope }}预算表 {{ year }}年{{ scope }}预算情况说明 名词解释",
    ),
}
"""Where the tables stand, and the parts of the narrative in order."""


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.txt")), ids=lambda path: path.stem)
def test_tables_stand_as_published(path, wuxi):
    """Each list as words: number, title, unit of money; ○ is the name of the unit."""
    key, *settings = path.stem.replace("-", "/").split("+")
    choices = tuple(
        LayoutChoice(setting=name, choice=choice) for name, choice in (each.split("=") for each in settings)
    )
    facts = replace(wuxi.facts, unit=replace(wuxi.facts.unit, scope="单位"), layout_choices=choices)
    disclosure = pipeline.disclose(facts, wuxi.last, loader.load(key))
    shown = [f"{table.label} {table.style.unit}".replace(facts.unit.name, "○") for table in disclosure.tables]
    assert shown == path.read_text(encoding="utf-8").splitlines()
    assert not [o.code for o in disclosure.outcomes if o.code in ("C01", "C02", "C99") and o.findings]


def listed(form):
    return [f"{table.number} {table.title}" for table in form.tables]


@pytest.mark.parametrize("key", DEPARTMENTS)
def test_a_department_has_other_tables_at_the_end(key):
    unit, department = listed(loader.load(key)), listed(loader.load(key, department=True))
    more = DEPARTMENTS[key]
    assert department[-len(more) :] == more
    assert department[: -len(more)] == unit[: len(department) - len(more)]


@small_cases("key", FRAMES)
def test_parts_of_the_document_come_in_their_order(key):
    form = loader.load(key)
    parts = [line.removeprefix("# ") for line in form.template.splitlines() if line.startswith("# ")]
    assert (form.annex, " ".join(parts)) == FRAMES[key]


@pytest.mark.parametrize(
    ("key", "around"),
    [
        ("hunan/2025", ["第一部分  2023年部门预算说明", "第二部分  2023年部门预算表", ""]),
        ("jiangxi/2025", ["第一部分  部门概况", "第二部分  2023年部门预算表", "第三部分  2023年部门预算情况说明"]),
    ],
)
def test_tables_stand_in_the_part_that_is_called_after_them(wuxi, key, around):
    """In the contents they were level with the title of the text; those of Jiangxi stood before all of it, and its second
    part was one sentence that sent the reader back.
    """
    narrative = pipeline.disclose(wuxi.facts, wuxi.last, loader.load(key)).narrative
    before, after = narrative.around_tables("after")
    assert [before[0].text, before[-1].text, after[0].text if after else ""] == around


def test_headings_of_the_national_layout_go_down_one_level_at_a_time():
    """五、其他重要事项说明 went on with 1. 机关运行经费, its neighbours with （一）."""
    template = loader.load("national/2023").template
    levels = [len(line.split()[0]) for line in template.splitlines() if line.startswith("#")]
    assert all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False))


@small_cases("key", sorted({path.stem.split("+")[0].replace("-", "/") for path in LISTS.glob("*.txt")}))
def test_each_layout_says_what_was_compared_and_what_was_not(key):
    """And names each of its tables, as it is printed, on the page of its rules."""
    page = (paths.resources() / "rules" / "forms" / f"{key}.md").read_text(encoding="utf-8")
    readme = (loader.load(key).folder / "README.md").read_text(encoding="utf-8")
    assert "**Verified:**" in readme and "**Not verified:**" in readme
    assert "## 已核对" in page and "## 没有核对" in page
    rows = [row.split("|")[1:3] for row in page.splitlines() if row.startswith("| ")][2:]
    told = {(number.strip(), bare(title)) for number, title in rows}
    form = loader.load(key)
    called = {t.number: t.title.replace("{scope_title}", form.scope_titles.get("单位", "")) for t in form.tables}
    assert {(number, bare(title)) for number, title in called.items()} - told == set()


def bare(title):
    """A title without blanks, unit and year, which only a printed one has."""
    for word in (" ", "{scope}", "{unit}", "{year}年", "YYYY年"):
        title = title.replace(word, "")
    return title


def test_a_note_calls_the_projects_as_the_title_of_its_table_does():
    tables = loader.load("jiangxi/2025", department=True).tables
    note = next(table.empty_sentence for table in tables if "重点项目" in table.title)
    assert "没有重点项目，" in note
