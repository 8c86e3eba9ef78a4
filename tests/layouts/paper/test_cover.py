"""The cover: room to sign and its notes; those it has no room for on the pages behind it."""

import pytest

from desktop.layouts.form import loader
from desktop.layouts.paper.cover import MORE_NOTES, NOTES_TITLE, cover_pages, divided
from tests.papers import violations

LINES = ["某单位", "2023年预算公开"]
NOTE = "检查错误已说明：C1 项目缺少评审记录，未入库不得编入预算，本级已报财政部门备案（理由：已核对）"


@pytest.fixture(scope="module")
def form():
    return loader.load("chongqing/2023")


def words(page):
    return "".join(text.text for text in page.texts)


def test_the_cover_has_room_to_sign_and_its_notes(form):
    (page,) = cover_pages(form, LINES, ["草稿，仅供内部核对"])
    assert "草稿，仅供内部核对" in words(page)
    assert all(f"{label}：" in words(page) for label in (*form.signatures, "填报日期"))
    assert "年    月    日" in words(page)


@pytest.mark.parametrize("count", [1, 3, 4, 40])
@pytest.mark.parametrize("name", ["某单位", "某某县行政审批和政务服务及公共资源交易管理办公室" * 3])
def test_every_note_stands_once_and_nothing_is_cut(form, name, count):
    notes = [f"（{number}）{NOTE}" for number in range(count)]
    pages = cover_pages(form, [name, LINES[1]], notes)
    assert violations(pages) == []
    assert all("".join(map(words, pages)).count(note) == 1 for note in notes)
    shown, rest = divided([name, LINES[1]], notes)
    assert shown + rest == notes
    assert (MORE_NOTES in words(pages[0])) == bool(rest) == (len(pages) > 1)
    assert all(NOTES_TITLE in words(page) for page in pages[1:])


def test_a_note_longer_than_a_page_is_divided(form):
    pages = cover_pages(form, LINES, [NOTE * 40])
    assert violations(pages) == []
    assert len(pages) > 2
    assert "".join(words(page).replace(NOTES_TITLE, "") for page in pages[1:]) == NOTE * 40


def test_a_name_on_the_cover_is_divided_between_words(form):
    (page,) = cover_pages(form, ["某某土家族苗族自治县人民政府政务服务和公共资源交易管理办公室", LINES[1]], [])
    lines = [text.text for text in page.texts]
    assert any(line.endswith(("人民政府", "政务服务")) for line in lines)
