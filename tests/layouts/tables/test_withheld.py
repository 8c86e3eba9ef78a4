"""Projects published without their name: in no file of any layout is a word of them, and no total is another."""

import random
import re
import zipfile
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import pipeline, reports
from desktop.compute import causes
from desktop.exporters import docx, package, pdf, xlsx
from desktop.findings import Severity
from desktop.layouts.form import loader
from desktop.layouts.form.spec import ChartSpec
from desktop.layouts.tables import charts, withheld
from desktop.ledger.records import Acceptance, Indicator, Procurement, Project
from desktop.ledger.vocabulary import PublishedAs
from tests import scale

FORMS = scale.layouts(loader.available())
WRITTEN = FORMS if scale.asked else FORMS[:1]
"""Layouts whose files are written and read; the files print what is read on the screen's side of all of them."""
NAMES = ("金丝雀一号工程", "金丝雀二号工程", "金丝雀三号工程")
CANARY = "金丝雀"
LISTED, ALONE, MERGED = PublishedAs.LISTED, PublishedAs.AMOUNT_ONLY, PublishedAs.MERGED


@pytest.fixture(scope="module")
def facts(sample_facts):
    """The worked example: its projects have canary names and words, some of each kind."""
    this, last = sample_facts["qinghe_2025"]
    projects = [
        replace(p, name=f"{CANARY}{n}号工程", code=f"CANARY{n}", goal=f"{CANARY}目标{n}", basis=f"{CANARY}依据{n}",
                kind=("一般性项目", "重点专项")[n % 2])
        for n, p in enumerate(this.projects)
    ]  # fmt: skip
    first = projects[0]
    indicators = [Indicator(id=900 + n, project_id=first.id, name=f"{CANARY}指标{n}", target="1") for n in range(3)]
    items = [replace(p, item=f"{CANARY}采购{p.id}") for p in this.procurements if p.project_id]
    items.append(Procurement(id=990, project_id=first.id, kind="服务", item=f"{CANARY}采购", amount=100_00))
    others = [p for p in this.procurements if not p.project_id]
    own = [i for i in this.indicators if i.project_id is None]
    this = replace(
        this, projects=tuple(projects), indicators=(*own, *indicators), procurements=(*others, *items))  # fmt: skip
    before = replace(last, projects=tuple(replace(p, name=f"{CANARY}{n}号工程") for n, p in enumerate(last.projects)))
    return this, before


def decided(facts, *ways):
    ways = [*ways, *[ways[-1]] * len(facts.projects)]
    return replace(facts, projects=tuple(
        replace(p, confidential=1, published_as=str(way)) for p, way in zip(facts.projects, ways, strict=False)))  # fmt: skip


def texts(folder) -> dict[str, str]:
    """All that the files of a folder say, with their metadata."""
    found = {}
    for path in folder.iterdir():
        if path.suffix == ".pdf":
            pdf = pypdfium2.PdfDocument(str(path))
            found[path.name] = "".join(page.get_textpage().get_text_bounded() for page in pdf)
            found[path.name] += str(pdf.get_metadata_dict()) + str([b.get_title() for b in pdf.get_toc()])
        else:
            with zipfile.ZipFile(path) as parts:
                found[path.name] = "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return found


def totals(disclosure) -> dict[tuple[str, str, str], int | None]:
    """Every amount of every row that is not one project's own."""
    found = {}
    for table in disclosure.tables:
        for block in table.blocks:
            for row in block.rows:
                if not row.id.startswith(("project", "item", "line")) or row.id in ("project", "project_class"):
                    for column, cell in zip(block.columns, row.cells, strict=True):
                        if cell.kind == "amount":
                            found[table.id, row.id, column.id] = cell.amount
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "ways", [(ALONE,), (MERGED,), (ALONE, MERGED, MERGED), ("",)], ids=["alone", "merged", "both", "undecided"]
)
def test_no_file_of_any_layout_names_it(form, ways, facts, tmp_path):
    this, last = facts
    # one kind of way is written to files; the others are read on the screen's side, which the files print
    made = pipeline.disclose(decided(this, *ways), last, loader.load(form))
    shown = str([reports.table(table, made.cube)["rows"] for table in made.tables]) + made.narrative.text
    assert CANARY not in shown.replace("\n", "")
    assert "CANARY" not in shown
    if len(ways) == 3 and form in WRITTEN:
        publication = pipeline.publication(made)
        for writer in (xlsx, docx, pdf):  # that they read back is shown by the three ways
            writer.write(publication, tmp_path / f"公开.{writer.__name__.rpartition('.')[2]}")
        written = texts(tmp_path)
        assert len(written) == 3
        for name, text in written.items():
            assert CANARY not in text, name
            assert "CANARY" not in text, name


def all_said(folder) -> dict[str, str]:
    """All that the files of a folder say, whatever their kind, without marks and blanks; PDFs also as they are read."""
    found = texts(folder / "whole")
    for path in (folder / "other").iterdir():
        if path.suffix in (".ofd", ".zip", ".xlsx"):
            with zipfile.ZipFile(path) as parts:
                found[path.name] = "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        elif path.suffix == ".pdf":
            pdf = pypdfium2.PdfDocument(str(path))
            found[path.name] = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        else:
            found[path.name] = path.read_text(encoding="utf-8")
    return {name: re.sub(r"<[^>]*>|\s", "", text) for name, text in found.items()}


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("stage", ["一上", "公开"])
def test_no_draft_of_any_kind_names_a_project_that_is_not_decided(form, stage, facts, tmp_path):
    this, last = facts
    name = this.projects[0].name
    told = {"texts": {**this.texts, "duties": f"负责{name}的实施。"}, "reasons": {"project_total": f"{name}开工"}}
    open_ = replace(decided(this, "", LISTED), budget=replace(this.budget, stage=stage), **told)
    made = pipeline.disclose(open_, last, loader.load(form))
    paper = pipeline.publication(made)
    assert "草稿" in paper.footer
    assert "有 1 个项目的公开方式还没有决定，名称暂不列出：其他项目（1）" in paper.cover_notes
    kinds = {kind: "whole" if kind in package.USUAL else "other" for kind in package.KINDS}
    for folder in ("whole", "other"):
        package.export(paper, tmp_path / folder, tuple(kind for kind in kinds if kinds[kind] == folder))
    said = all_said(tmp_path)
    assert len(said) > len(kinds)
    for file, text in said.items():
        assert not any(words in text for words in (name, "CANARY0", f"{CANARY}目标0", f"{CANARY}指标0")), file
    assert sum("其他项目（1）" in text for text in said.values()) >= len(package.WHOLE)
    assert sum(f"{CANARY}1号工程" in text for text in said.values()) >= len(package.WHOLE)


def test_names_in_a_persons_words_are_left_out_until_it_is_decided(facts):
    this, _ = facts
    first, second, *rest = this.projects
    owed = replace(first, name="政务大厅", confidential=1)
    projects = (owed, replace(second, name="政务大厅改造"), replace(rest[0], name="培训", confidential=1))
    words = {"duties": "政务大厅改造和政务大厅的培训", "tasks": f"办好{this.unit.name}的政务大厅"}
    hidden = replace(this, projects=projects, texts=words, reasons={"a": "政务大厅开工"})
    shown = withheld.printed_facts(hidden)
    assert shown.texts["duties"] == "政务大厅改造和其他项目（1）的培训"  # a listed name, a withheld one, a common word
    assert shown.texts["tasks"] == f"办好{this.unit.name}的其他项目（1）"
    assert shown.reasons == {"a": "其他项目（1）开工"}
    several = replace(hidden, units=(this.unit,), projects=(replace(owed, name=f"政务大厅（{this.unit.name}）"),))
    assert withheld.printed_facts(several).reasons == {"a": "其他项目（1）开工"}  # of several units together
    for way in PublishedAs:
        done = replace(hidden, projects=(replace(owed, published_as=str(way)), *projects[1:2]))
        assert withheld.printed_facts(done) is done


@pytest.mark.parametrize("form", FORMS)
def test_the_scan_finds_a_name_that_is_listed(form, facts):
    this, last = facts
    made = pipeline.disclose(decided(this, LISTED), last, loader.load(form))
    named = any("project" in str(row) for table in made.form.tables for block in table.blocks for row in block.rows)
    shown = str([reports.table(table, made.cube)["rows"] for table in made.tables])
    assert (CANARY in shown) == (named and "records" in str(made.form.tables))


@pytest.fixture(scope="module")
def plain(facts):
    """What a layout shows of the example as it is: all amounts by their place, all figures."""

    @cache
    def of(form: str):
        disclosure = pipeline.disclose(*facts, loader.load(form))
        return totals(disclosure), printed(disclosure)

    return of


@settings(max_examples=12)
@given(st.randoms(use_true_random=False))
def test_no_decision_changes_a_total(facts, plain, random_ways: random.Random):
    this, last = facts
    form = random_ways.choice(FORMS)
    ways = [random_ways.choice(tuple(PublishedAs)) for _ in this.projects]
    made = pipeline.disclose(decided(this, *ways), last, loader.load(form))
    assert (totals(made), printed(made)) == plain(form)


def printed(disclosure):
    """Each figure, and the sum of those of the projects one by one: merged ones are one of them."""
    figures = disclosure.narrative.figures
    listed = [figures[key].fen for key in figures if key.startswith("project_notes_")]
    return {key: (f.fen, f.shown) for key, f in figures.items() if not key.startswith("project_notes_")}, sum(listed)


def test_the_amounts_are_all_there_under_other_names(facts):
    this, last = facts
    plain = pipeline.disclose(this, last, loader.load("henan/2022"))
    made = pipeline.disclose(decided(this, ALONE, MERGED), last, loader.load("henan/2022"))

    def rows(disclosure):
        table = next(t for t in disclosure.tables if t.id == "projects")
        numbered = [[cell.text for cell in table.row(n)] for n in range(table.height)]
        amounts = {}
        for row in numbered[1:]:
            amounts.setdefault(row[1], []).append(row[2])
        return numbered[0], amounts

    (total, names), (total_now, names_now) = rows(plain), rows(made)
    assert total == total_now
    assert set(names_now) == {"其他项目（1）", "其他项目"}
    assert names_now["其他项目（1）"] == names[f"{CANARY}0号工程"]
    assert len(names_now["其他项目"]) == 1 < len(names) - 1 or len(names) == 2


def test_a_listed_project_of_that_very_name_keeps_its_own_amount(facts):
    this, _ = facts
    first, second, *rest = this.projects
    changed = replace(
        this, projects=(replace(first, name="其他项目"), replace(second, published_as=str(MERGED)), *rest)
    )
    assert withheld.of(changed).names == {second.name: "其他项目（合并）"}
    changed = replace(
        this, projects=(replace(first, name="其他项目（1）"), replace(second, published_as=str(ALONE)), *rest)
    )
    assert withheld.of(changed).names == {second.name: "其他项目（2）"}


def test_a_project_of_last_year_only_is_withheld_as_it_was_then(facts):
    this, _ = facts
    gone = (
        Project(id=1, name="去年并入", published_as=str(MERGED)),
        Project(id=2, name="去年未决定", confidential=1),
        Project(id=3, name="去年列示", confidential=1, published_as=str(LISTED)),
        replace(this.projects[0], published_as=str(MERGED)),
    )
    last = replace(this, projects=gone)
    assert withheld.of(this, last).names == {"去年并入": "其他项目", "去年未决定": "其他项目"}


def test_a_chart_by_project_and_the_causes_of_change_name_it_nowhere(facts):
    this, last = facts
    hidden = decided(this, ALONE, MERGED)
    form = loader.load("chongqing/2023")
    spec = ChartSpec(
        id="p", title="项目", where=(("side", ("支出",)), ("nature", ("项目",))), by="project", compare=True
    )
    form = replace(form, charts=(spec,))
    cube = pipeline.disclose(hidden, last, form).cube
    (chart,) = charts.build(form, hidden, cube, last)
    (open_chart,) = charts.build(form, this, cube, last)
    assert not any(CANARY in bar.label for bar in chart.bars)
    assert sum(bar.this for bar in chart.bars) == sum(bar.this for bar in open_chart.bars)
    effects = withheld.of(hidden, last).effects(causes.effects(last, hidden))
    assert not any(CANARY in effect.subject for effect in effects)
    assert sum(e.line.amount for e in effects) == sum(e.line.amount for e in causes.effects(last, hidden))


@pytest.mark.parametrize("stage", ["草稿", "一上", "一下控制数", "二上", "批复", "公开"])
def test_every_file_is_a_draft_until_it_is_decided(stage, facts):
    this, last = facts
    this = replace(this, budget=replace(this.budget, stage=stage))
    open_ = replace(this, projects=(replace(this.projects[0], confidential=1), *this.projects[1:]))
    form = loader.load("chongqing/2023")
    made = pipeline.disclose(open_, last, form)
    (found,) = [f for f in made.open_errors if f.code == "C97"]
    assert found.message.startswith(
        f"项目“{CANARY}0号工程”标为不宜公开，还没有决定怎样公开：请在“项目”页的“公开方式”列选择"
    )
    assert "草稿" in pipeline.publication(made).footer
    explained = replace(open_, acceptances=(Acceptance(code="C97", subject=found.message, reason="领导同意"),))
    assert [f.code for f in pipeline.disclose(explained, last, form).open_errors if f.code == "C97"] == ["C97"]
    for way in PublishedAs:
        done = replace(open_, projects=(replace(open_.projects[0], published_as=str(way)), *open_.projects[1:]))
        assert not [f for f in pipeline.disclose(done, last, form).findings if f.code == "C97"]


def test_a_text_that_names_it_is_an_error_and_the_cover_does_not_repeat_it(facts):
    this, last = facts
    hidden = decided(this, ALONE)
    hidden = replace(hidden, texts={**hidden.texts, "duties": f"负责{CANARY}0号工程的实施。"})
    made = pipeline.disclose(hidden, last, loader.load("chongqing/2023"))
    (found,) = [f for f in made.errors if f.code == "C98"]
    assert f"“{CANARY}0号工程”属于不列名的项目" in found.message
    assert found.place.figure == "duties"
    accepted = replace(hidden, acceptances=(Acceptance(code="C98", subject=found.message, reason="已公开过"),))
    notes = pipeline.publication(pipeline.disclose(accepted, last, made.form)).cover_notes
    assert [note for note in notes if "C98" in note] == ["检查错误已说明：C98（理由：已公开过）"]


@pytest.mark.parametrize(("way", "confidential"), [(str(ALONE), False), (str(MERGED), True), ("", True)])
def test_a_reason_that_names_a_withheld_project_of_last_year_is_an_error(facts, way, confidential):
    this, last = facts
    name = "雷达站拆除工程"
    then = replace(last.projects[0], name=name, published_as=way, confidential=confidential)
    before = replace(last, projects=(then, *last.projects[1:]))
    told = replace(this, reasons={**this.reasons, "project_total": f"{name}已经完工"})
    made = pipeline.disclose(told, before, loader.load("chongqing/2023"))
    assert [f.severity for f in made.findings if f.code == "C98" and name in f.message] == [Severity.ERROR]
    listed = replace(before, projects=(replace(then, published_as=str(LISTED)), *last.projects[1:]))
    open_made = pipeline.disclose(told, listed, made.form)
    assert not [f for f in open_made.findings if f.code == "C98"]


def test_a_text_that_has_most_of_its_name_is_a_warning(facts):
    this, _ = facts
    name = "政务服务一体化平台升级改造"
    hidden = replace(this, projects=(replace(this.projects[0], name=name, published_as=str(ALONE)), *this.projects[1:]))
    texts = {"duties": "负责一体化平台升级改造等工作。", "tasks": "办好政务服务，升级改造老旧小区。"}
    made = pipeline.disclose(replace(hidden, texts=texts), None, loader.load("chongqing/2023"))
    (found,) = [f for f in made.findings if f.code == "C98"]
    assert f"“一体化平台升级改造”与不列名的项目“{name}”相近" in found.message
    assert (found.place.figure, found.severity) == ("duties", Severity.WARNING)


def test_a_unit_whose_name_contains_the_projects_name_is_no_error(facts):
    this, last = facts
    name = this.unit.name[2:]
    hidden = replace(this, projects=(replace(this.projects[0], name=name, published_as=str(ALONE)), *this.projects[1:]))
    made = pipeline.disclose(hidden, last, loader.load("chongqing/2023"))
    assert not [f for f in made.findings if f.code == "C98" and this.unit.name in f.message]
