"""The page for citizens is one A4 on which nothing is cut, whatever the names; what does not fit is summed up."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.layouts.citizens.page import BOTTOM, FIGURE, citizens_page
from tests.papers import of_each

LONG_UNIT = (
    "某某县人民政府政务服务和公共资源交易管理委员会办公室行政审批服务中心及其所属各乡镇便民服务中心综合保障站（示例）"
)
LONG_PROJECT = "全县政务服务标准化规范化便利化一体化能力提升" * 5


def page_of(disclosure):
    return citizens_page(pipeline.citizens_of(disclosure), "版本 X  草稿：有 1 项检查错误未处理")


def named(disclosure, unit, project, times=1):
    facts = disclosure.facts
    projects = tuple(replace(each, name=f"{n}{project}") for n, each in enumerate(facts.projects))
    amounts = tuple(replace(each, amount=each.amount * times) for each in facts.lines)
    changed = replace(facts, unit=replace(facts.unit, name=unit), projects=projects, lines=amounts)
    return pipeline.disclose(changed, disclosure.last, disclosure.form)


def test_every_sample_fits_and_nothing_is_cut(disclosures):
    for disclosure in disclosures.values():
        page, charts = page_of(disclosure)
        assert of_each([page]) == []
        assert max(box.y + box.height for box in page.boxes) <= page.height - BOTTOM
        assert len(charts) == 3
        assert page.texts[-1].text.endswith("草稿：有 1 项检查错误未处理")


def test_long_names_and_large_amounts_fit(disclosures):
    disclosure = named(disclosures["qinghe_2025"], LONG_UNIT, LONG_PROJECT, times=1_000_000)
    page, _ = page_of(disclosure)
    assert of_each([page]) == []
    text = "".join(box.text for box in page.boxes)
    assert LONG_UNIT in text
    assert LONG_PROJECT in text


def test_what_no_page_holds_is_refused(disclosures):
    with pytest.raises(UserError, match="一页 A4 放不下"):
        citizens_page(replace(pipeline.citizens_of(disclosures["qinghe_2025"]), title="单位" * 400), "")


def test_a_page_with_room_shows_each_bar(disclosures):
    """Two small classes were summed up as 其他2项 on a page that had room for both."""
    given = disclosures["jiangjin_2023"]
    facts = replace(given.facts, unit=replace(given.facts.unit, name="某局"))
    _, charts = page_of(pipeline.disclose(facts, given.last, given.form))
    assert all("其他" not in bar.label or "项" not in bar.label for chart in charts for bar in chart.bars)
    assert max(len(chart.bars) for chart in charts) == 5


def test_the_five_amounts_are_of_one_size(disclosures):
    """In 元 22,856,583.22 stood smaller than 47,712.00 beside it."""
    content = pipeline.citizens_of(disclosures["qinghe_2025"])
    wide = replace(content, five=(replace(content.five[0], shown="22,856,583.22"), *content.five[1:]))
    for each, large in ((content, True), (wide, False)):
        page, _ = citizens_page(each, "")
        shown = {five.shown for five in each.five}
        sizes = [text.size for text in page.texts if text.text in shown and text.face == "sans-bold"]
        assert len(sizes) == 5
        assert len(set(sizes)) == 1
        assert (sizes[0] == FIGURE) is large
