"""The page for citizens as a PDF and a web page: read back, marked a draft, without what is personal."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from desktop import paths, pipeline
from desktop.exporters import html, package, page_code, pdf
from desktop.exporters.delivery import citizens
from desktop.exporters.package import ReadBackFailed
from desktop.findings import UserError
from desktop.layouts.citizens.content import CitizensPage
from desktop.layouts.citizens.page import fitting
from desktop.personal import Guard, Personal
from tests.exporters import small


@pytest.fixture(scope="module")
def publication(disclosures):
    return pipeline.publication(disclosures["qinghe_2025"])


def test_it_is_written_only_where_it_is_asked_for_and_says_it_is_a_draft(publication, tmp_path):
    assert "citizens" not in package.USUAL
    draft = replace(publication, draft_note="草稿：有 3 项检查错误未处理")
    page, web = package.export(draft, tmp_path, ("citizens",))
    assert [each.path.name for each in (page, web)] == [
        f"{draft.file_stem}_读懂预算.{each}" for each in ("pdf", "html")
    ]
    assert min(page.compared, web.compared) > 30
    document = pypdfium2.PdfDocument(page.path)
    text = document[0].get_textpage().get_text_range()
    assert (len(document), document.get_toc().__next__().get_title()) == (1, "读懂青禾县政务服务中心2025年单位预算")
    document.close()
    for words in ("草稿：有 3 项检查错误未处理", "178.64", publication.version):
        assert words in text
        assert words in web.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_a_page_that_reads_back_differently_is_not_kept(publication, tmp_path, monkeypatch, kind):
    if kind == "pdf":
        read, draw = "178.64", pdf.draw

        def wrong(document, *rest):
            (page,) = document.pages
            texts = [replace(text, text=text.text.replace(read, "178.65")) for text in page.texts]
            draw(replace(document, pages=[replace(page, texts=texts)]), *rest)

        monkeypatch.setattr(pdf, "draw", wrong)
    else:
        drawn = html.drawn
        monkeypatch.setattr(html, "drawn", lambda *given: drawn(*given).replace("111.83<", "111.84<"))
    with pytest.raises(ReadBackFailed, match="178.65" if kind == "pdf" else "111.83"):
        package.export(publication, tmp_path, ("citizens",))
    assert list(tmp_path.iterdir()) == []


def test_nothing_personal_and_nothing_unprintable_leaves_with_it(publication, tmp_path):
    guarded = replace(publication, guard=Guard((Personal("政务服务大厅运行维护", "姓名"),)))
    with pytest.raises(UserError, match="含有姓名的内容"):
        package.export(replace(guarded, sheets=(), narrative=small.publication().narrative), tmp_path, ("citizens",))
    page = publication.citizens()
    rare = replace(page, title="读懂\U0001f600局预算")
    with pytest.raises(UserError, match="没有字形"):
        package.export(replace(publication, citizens=lambda: rare), tmp_path, ("citizens",))
    assert isinstance(page, CitizensPage)
    assert list(tmp_path.iterdir()) == []


def test_the_screen_shows_eight_projects_and_one_sheet_of_paper_what_it_has_room_for(publication, tmp_path):
    content = publication.citizens()
    many = replace(
        content, projects=tuple((f"工程{n}" + "办公用房维修改造" * 8, 90_000_00 - n * 10_000) for n in range(20))
    )
    _, web = package.export(replace(publication, citizens=lambda: many), tmp_path, ("citizens",))
    written = web.path.read_text(encoding="utf-8")
    paper = fitting(many)
    listed = len(paper.work) - 2
    assert 0 < listed < citizens.LISTED
    assert f'<p class="print">{html.flowing(paper.work[-1])}</p>' in written
    assert f"{20 - listed}个项目" in paper.work[-1]
    assert [written.count(f"<p{place}>· 工程") for place in ("", ' class="screen"', ' class="print"')] == [
        listed, citizens.LISTED - listed, 0,
    ]  # fmt: skip


def test_the_screen_has_the_largest_bar_first_as_the_sheet_of_paper(publication, tmp_path):
    content = publication.citizens()
    turned = tuple(replace(c, bars=tuple(sorted(c.bars, key=lambda bar: bar.this))) for c in content.charts)
    _, web = package.export(
        replace(publication, citizens=lambda: replace(content, charts=turned)), tmp_path, ("citizens",)
    )
    largest = [max(chart.bars, key=lambda bar: bar.this).label for chart in turned if len(chart.bars) > 1]
    drawn = re.findall(r"<svg.*?</svg>", web.path.read_text(encoding="utf-8"))
    for chart, label in zip([c for c in turned if len(c.bars) > 1], largest, strict=True):
        (drawing,) = [each for each in drawn if f">{chart.title}</text>" in each]
        places = {bar.label: drawing.index(f">{bar.label}</text>") for bar in chart.bars if bar.this}
        assert min(places, key=places.__getitem__) == label


def test_the_sheet_bears_the_code_of_the_stage_which_no_text_reaches(publication, tmp_path, monkeypatch):
    drawn, draw = [], pdf.draw
    monkeypatch.setattr(pdf, "draw", lambda document, *rest: drawn.append(document) or draw(document, *rest))
    head = page_code.heading("101", 2025, "一上", publication.version)
    package.export(replace(publication, page_code=head), tmp_path, ("citizens",))
    ((page,),) = (document.pages for document in drawn)
    (matrix,) = page_code.matrices((page_code.text_of(head, 1, 1),))
    left, top = (each - page_code.EDGE - page_code.SIDE for each in (page.width, page.height))
    code = page_code.fills(matrix, left, top)
    assert page.fills[-len(code) :] == code
    assert all(box.x + box.width < left or box.y + box.height < top for box in page.boxes)


def test_what_has_no_such_page_says_so(tmp_path):
    with pytest.raises(UserError, match="没有“读懂预算”一页"):
        package.export(small.publication(), tmp_path, ("citizens",))


def test_pictures_on_the_screen_stand_apart_and_on_paper_as_the_sheet_has_room():
    """The title of a picture stood closer to the bars above it than to its own."""
    style = (paths.resources() / "web" / "citizens.css").read_text("utf-8")
    screen, paper = style.split("@media print")
    (apart,) = re.findall(r"\.citizens svg\{[^}]*margin:0 0 ([\d.]+)rem", screen)
    assert float(apart) >= 1
    assert re.search(r"\.citizens svg\{[^}]*margin:0\}", paper)
