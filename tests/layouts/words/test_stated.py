"""Sentences beside the amounts of the budget: with none, one and many of what they speak of, risen, fallen, the same."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.words import stated
from desktop.ledger.records import Asset, BudgetFacts, Execution, Procurement, Release
from tests.layouts.words.writing import cube_of, written

YUAN = 100
WITH_KINDS = ("national/2023", "guizhou/2025", "shanghai/2025")
COMPARED = (*WITH_KINDS, "sichuan/2025", "yunnan/2025")
WITH_PROJECTS = ("guizhou/2025", "shanghai/2025")


@pytest.fixture(scope="module")
def sample(sample_facts):
    return sample_facts["qinghe_2025"]


def disclosed(sample, form, last="same", **changed):
    facts, prior = sample
    return pipeline.disclose(replace(facts, **changed), prior if last == "same" else last, loader.load(form))


def text(sample, form, last="same", **changed):
    facts, prior = sample
    return written(loader.load(form), replace(facts, **changed), prior if last == "same" else last).text


def amounts(sample):
    """What this year's budget gives each 项 of general money, in 分."""
    cube = cube_of(*sample)
    where = (("fund", ("一般公共预算",)), ("side", ("支出",)))
    this = cube.select(where) & cube.in_year(cube.year)
    return {code: cube.total(bits) for code, bits in cube.by("function", this).items()}


@pytest.mark.parametrize("form", COMPARED)
def test_each_subject_is_compared_with_what_was_spent_last_year(form, sample):
    codes = amounts(sample)
    first, second, third, *rest = codes
    changed = {first: codes[first] - 10_000 * YUAN, second: codes[second] + 10_000 * YUAN, third: 0}
    entered = [Execution(function_code=code, amount=changed.get(code, codes[code])) for code in codes]
    disclosure = disclosed(sample, form, executions=tuple(entered), reasons={f"{item(form)}_{first}": "人员增加"})
    words = disclosure.narrative.text
    figures = disclosure.narrative.figures
    for code, ending in ((first, "增加1万元，增长"), (second, "减少1万元，下降"), (third, "（上年没有此项支出）")):
        figure, prior = figures[f"{item(form)}_{code}"], figures[f"{item(form)}_{code}_prior"]
        assert prior.fen == changed[code]
        sentence = words[words.index(f"2024年执行数{prior.shown}{prior.unit}") :].split("；")[0].split("。")[0]
        assert f"2025年预算数{figure.shown}{figure.unit}，" in sentence and ending in sentence
    items = [line for line in words.splitlines() if "2024年执行数" in line and "2025年预算数" in line]
    assert sum(line.count("持平") for line in items) == len(rest)
    assert "，主要原因是人员增加" in words
    owed = [each for each in disclosure.narrative.owed if each.startswith(item(form))]
    assert owed == [f"{item(form)}_{second}", f"{item(form)}_{third}"]
    asked = [f.message for f in disclosure.narrative.findings if f.place.figure == owed[0]]
    assert "比上年执行数减少1万元，还没有填写原因" in asked[0]


def item(form):
    return "fiscal_item" if form == "shanghai/2025" else "executed_item"


@pytest.mark.parametrize("form", COMPARED)
def test_a_subject_whose_execution_is_not_entered_waits(form, sample):
    assert "执行数" not in text(sample, form)
    codes = list(amounts(sample))
    one = (Execution(function_code=codes[0], amount=100 * YUAN),)
    disclosure = disclosed(sample, form, executions=one)
    gap = "（待填写：2024年执行数）"
    assert gap in disclosure.narrative.text and "执行数0万元" not in disclosure.narrative.text
    found = [f.message for f in disclosure.findings if f.code == "C80" and "2024年执行数" in f.message]
    assert found == ["没有录全2024年执行数，说明中相应的句子还没有写出，请在“收入—上年执行数”中补充"]
    assert "执行数" not in text(sample, form, last=None)


def test_a_subject_of_last_year_alone_is_compared_too(sample):
    gone = (*[Execution(function_code=c, amount=a) for c, a in amounts(sample).items()],)
    words = text(sample, "national/2023", executions=(*gone, Execution(function_code="2060101", amount=500_000)))
    assert "科学技术支出（类）科学技术管理事务（款）行政运行（项）2024年执行数0.50万元，2025年预算数0万元" in words


def test_the_base_of_every_change_is_named_and_is_data(sample, home):
    assert "比2024年预算数增加" in text(sample, "national/2023")
    folder = home / "forms" / "某县" / "2025"
    folder.mkdir(parents=True)
    head = 'extends = "national/2023"\nregion = "某县"\nyear = 2025\ntitle = "某县"\nbase = "execution"\n'
    (folder / "form.toml").write_text(head, encoding="utf-8")
    every = tuple(Execution(function_code=c, amount=a) for c, a in amounts(sample).items())
    words = text(sample, "某县/2025", executions=every)
    assert "一般公共预算支出178.14万元，与2024年执行数持平。" in words
    assert "基本支出123.34万元，（待填写：2024年执行数）" in words and "预算数增加" not in words


def bought(*reserved, micro=None):
    return tuple(
        Procurement(id=n, item=str(n), amount=100_000 * YUAN, reserved=each, reserved_micro=micro)
        for n, each in enumerate(reserved, 1)
    )


@pytest.mark.parametrize("form", ["national/2023", "guizhou/2025"])
@pytest.mark.parametrize(
    ("procurements", "expected"),
    [
        ((), ""),
        (bought(None), "面向中小企业预留的采购份额（待填写：面向中小企业预留的采购份额）。"),
        (bought(0), "面向中小企业预留的采购份额0万元。"),
        (bought(40_000 * YUAN, None), "面向中小企业预留的采购份额（待填写：面向中小企业预留的采购份额）。"),
        (
            bought(40_000 * YUAN, 20_000 * YUAN, micro=10_000 * YUAN),
            "面向中小企业预留的采购份额6万元，其中面向小微企业预留的采购份额2万元。",
        ),
        (bought(60_000 * YUAN), "份额6万元，其中面向小微企业预留的采购份额（待填写：面向小微企业预留的采购份额）。"),
    ],
)
def test_what_is_kept_for_small_businesses(form, procurements, expected, sample):
    words = text(sample, form, procurements=procurements)
    assert expected in words if expected else "中小企业" not in words


@pytest.mark.parametrize("form", WITH_KINDS)
def test_vehicles_are_counted_by_purpose(form, sample):
    assert "按用途分" not in text(sample, form, assets=()) and "按用途分" not in text(sample, form, assets=(Asset(),))
    kinds = ("其他用车", "机要通信用车", "工程抢险车", "执法执勤用车", "车辆检测设备")
    some = tuple(Asset(id=n, kind=kind, stock=n % 4, purchase=n // 2) for n, kind in enumerate(kinds))
    words = text(sample, form, assets=some)
    order = loader.load(form).asset_kinds
    listed = sorted(((1, "机要通信用车"), (2, "工程抢险车"), (3, "执法执勤用车")), key=lambda e: place(e[1], order))
    assert f"按用途分：{'、'.join(f'{kind}{n}辆' for n, kind in listed)}。" in words
    assert "车辆检测设备" not in words.partition("按用途分")[2].partition("。")[0]


def test_vehicles_that_the_published_split_does_not_name_follow_it(sample):
    """The split of Chongqing names two kinds; with others in it the total would not be the sum of what is named."""
    named = (Asset(id=1, kind="一般公务用车", stock=2), Asset(id=2, kind="执法执勤用车", stock=1, purchase=1))
    published = "共有车辆3辆，其中一般公务用车2辆、执勤执法用车1辆。"
    assert published in text(sample, "chongqing/2023", assets=named)
    others = (Asset(id=3, kind="应急保障用车", stock=4), Asset(id=4, kind="救护车", purchase=2))
    words = text(sample, "chongqing/2023", assets=(*named, *others))
    assert "共有车辆7辆，其中一般公务用车2辆、执勤执法用车1辆、应急保障用车4辆。" in words
    assert "购置车辆3辆，其中一般公务用车0辆、执勤执法用车1辆、救护车2辆。" in words


def place(kind, order):
    return order.index(kind) if kind in order else len(order)


@pytest.mark.parametrize("form", WITH_PROJECTS)
def test_projects_are_told_with_money_and_goal(form, sample):
    facts, _ = sample
    words = text(sample, form)
    assert f"涉及项目{len(facts.projects)}个" in words
    bare = tuple(replace(project, goal="") for project in facts.projects)
    one = (replace(bare[0], goal="保障大厅运行。"), *bare[1:])
    words = text(sample, form, projects=one, indicators=())
    assert f"{one[0].name}：安排" in words and "，绩效目标是保障大厅运行；" in words
    assert words.count("，绩效目标是（待填写：项目绩效目标）") == len(bare) - 1
    withheld = (replace(one[0], published_as="只列金额"), *one[1:])
    words = text(sample, form, projects=withheld, indicators=())
    assert one[0].name not in words and "保障大厅运行" not in words and "其他项目（1）：安排" in words


@pytest.mark.parametrize("form", WITH_PROJECTS)
def test_a_goal_of_several_lines_stands_in_one_sentence(form, sample):
    """The break (a cell of Excel) tore the sentence apart, and a mark of ours in it stopped every file."""
    first, *others = sample[0].projects
    words = text(sample, form, projects=(replace(first, goal="建成大厅。\n培训人员。"), *others), indicators=())
    assert "，绩效目标是建成大厅。培训人员；" in words
    assert not [letter for letter in words if "\ufdd0" <= letter <= "\ufddf"]


@pytest.mark.parametrize("form", WITH_PROJECTS)
def test_a_unit_without_project_money_says_so(form, sample):
    changed = {"projects": (), "project_lines": (), "procurements": (), "indicators": ()}
    basic = tuple(line for line in sample[0].lines if line.nature != "项目")
    assert "本单位没有安排项目支出。" in text(sample, form, lines=basic, **changed)


@pytest.mark.parametrize("form", loader.available())
def test_whom_to_ask_and_the_day_are_printed_as_entered(form, sample):
    release = Release(
        contact="王小明", phone="023-12345678", published_on="2025-02-12", approval_number="某财〔2025〕1号"
    )
    site = {**sample[0].texts, "website": "https://例.gov.cn/公开"}
    disclosure = disclosed(sample, form, release=release, texts=site)
    words, figures = disclosure.narrative.text, disclosure.narrative.figures
    if "release_contact" in figures:
        assert "预算公开联系人：王小明，联系电话：023-12345678。" in words
        assert "公开日期：2025年2月12日。" in words and figures["release_published_on"].shown == "2025年2月12日"
        assert "公开网址：https://例.gov.cn/公开" in words and "公开网址" not in text(sample, form, release=release)
    assert ("批复文号：某财〔2025〕1号。" in words) == (form == "national/2023")
    assert "公开日期" not in text(sample, form, release=Release(contact="王小明"))
    half = text(sample, form, release=Release(contact="王小明"))
    assert "王小明，联系电话：（待填写：联系电话）" in half or "王小明" not in half


@pytest.mark.parametrize("form", ["chongqing/2023", "chongqing/2026"])
@pytest.mark.parametrize(("stage", "asked"), [("一上", False), ("二上", False), ("批复", False), ("公开", True)])
def test_whom_to_ask_about_the_publication_is_asked_for_when_it_is_published(form, stage, asked, sample):
    """A draft for the bureau had two gaps and was no final paper for want of 公开联系人."""
    budget = replace(sample[0].budget, stage=stage)
    texts = {key: words for key, words in sample[0].texts.items() if key != "contact"}
    assert ("公开联系人" in text(sample, form, budget=budget, texts=texts, release=Release())) is asked
    assert "王小明" in text(sample, form, budget=budget, texts=texts, release=Release(contact="王小明"))


@pytest.mark.parametrize(("stage", "public"), [("二上", False), ("批复", False), ("公开", True)])
def test_what_is_handed_in_says_of_nothing_that_it_is_published(stage, public, sample):
    """Shaanxi's draft for the bureau: 表9为空表并已一并公开, 公开报表目录, 公开空表理由; Yunnan's: 其他公开信息."""
    budget = replace(sample[0].budget, stage=stage)
    shaanxi = disclosed(sample, "shaanxi/2023", budget=budget)
    assert ("表9为空表并已一并公开。" if public else "表9为空表。") in shaanxi.narrative.text
    contents = next(table for table in shaanxi.tables if table.id == "contents")
    assert contents.title == f"单位综合预算{'公开' if public else ''}报表目录"
    assert contents.blocks[0].columns[-1].header == (f"{'公开' if public else ''}空表理由",)
    assert f"九、其他{'公开' if public else ''}信息" in text(sample, "yunnan/2025", budget=budget)


@pytest.mark.parametrize(("stage", "paper"), [("二上", "预算草案（二上）"), ("批复", "预算（批复）"), ("公开", "预算")])
def test_a_title_that_calls_the_paper_itself_says_what_is_handed_in(stage, paper, sample):
    """Jiangxi's text was called 2025年单位预算 at every stage, as if it were the budget that is published."""
    disclosure = disclosed(sample, "jiangxi/2025", budget=replace(sample[0].budget, stage=stage))
    assert disclosure.narrative.title == f"{sample[0].unit.name}2025年单位{paper}"


def test_whom_to_ask_stands_with_the_sentence_before_the_tables_in_sichuan(sample):
    """With the tables in their part, the contact would have stood on a page of its own behind them."""
    said = disclosed(sample, "sichuan/2025", release=Release(contact="王小明", phone="020-1")).narrative
    before, behind = said.around_tables("after")
    assert before[-1].text.startswith("单位预算公开联系人：王小明") and not behind
    assert said.annex_at == len(said.paragraphs)


@pytest.mark.parametrize(
    ("day", "words"), [("2025-02-12", "2025年2月12日"), ("2025年初", "2025年初"), ("a-b-c", "a-b-c")]
)
def test_a_day_is_spoken(day, words):
    assert stated.spoken_day(day) == words


@pytest.mark.parametrize("form", ["national/2023", "chongqing/2023", "guizhou/2025", "guangxi_wuzhou/2025"])
def test_a_unit_without_such_money_says_nothing_of_what_it_is_for(form, sample):
    facts, _ = sample
    nothing = BudgetFacts(facts.unit, facts.budget)
    printed = written(loader.load(form), nothing, None).text
    assert "主要用于" not in printed
    assert "支出包括" not in printed
