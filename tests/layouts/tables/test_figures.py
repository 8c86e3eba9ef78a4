"""Figures of the narrative: exact 分, the comparison in words, no percentage on a zero base."""

from dataclasses import replace

import pytest

from desktop.compute.change import Change
from desktop.compute.cube import Cube
from desktop.compute.lines import of_records
from desktop.layouts.form import loader
from desktop.layouts.tables.figures import Figures, change_percent, change_text, share_percent, versus_text
from desktop.ledger.vocabulary import UNSPLIT


@pytest.fixture
def figures(wuxi):
    return Figures(wuxi.form, wuxi.facts, wuxi.cube, has_last=True)


def changed(figure, this, prior):
    return replace(figure, fen=this, change=None if prior is None else Change(this, prior))


@pytest.mark.parametrize(
    ("this", "prior", "said"),
    [(10_000_000, 20_000_000, "减少10万元"), (20_000_000, 10_000_000, "增加10万元"), (500, 500, "持平"),
     (30_00, 0, "增加0.003万元")],
)  # fmt: skip
def test_the_change_in_words(figures, wuxi, this, prior, said):
    figure = changed(figures.get("basic_total"), this, prior)
    assert change_text(figure, wuxi.form) == said
    compared = versus_text(figure, wuxi.form, 2023)
    assert "2022年" in compared
    assert said in compared


def test_a_difference_too_small_to_print_is_no_change(figures, wuxi):
    figure = changed(figures.get("basic_total"), 10_000_000, 10_000_001)
    assert change_text(figure, wuxi.form) == "持平"


def test_without_a_last_year_nothing_is_compared(wuxi):
    alone = Figures(wuxi.form, wuxi.facts, wuxi.cube, has_last=False).get("basic_total")
    assert alone.change is None
    assert versus_text(alone, wuxi.form, 2023) == wuxi.form.words.no_prior
    assert change_text(alone, wuxi.form) == ""
    assert change_percent(alone, wuxi.form) is None


def test_a_zero_base_has_no_percentage_and_says_so(figures, wuxi):
    figure = changed(figures.get("basic_total"), 10_000_000, 0)
    assert change_percent(figure, wuxi.form) is None
    assert wuxi.form.words.no_base in versus_text(figure, wuxi.form, 2023, "both")


def test_both_ways_name_amount_and_percent(figures, wuxi):
    figure = changed(figures.get("basic_total"), 15_000_000, 10_000_000)
    said = versus_text(figure, wuxi.form, 2023, "both")
    assert "增加5万元" in said
    assert "50%" in said


def test_a_change_that_is_there_is_never_nought_percent(figures, wuxi):
    """减少1.39万元 cannot go with 下降0%, however few decimals the layout has."""
    figure = changed(figures.get("basic_total"), 36_067_000, 36_206_000)
    assert "下降0.4%" in versus_text(figure, replace(wuxi.form, percent_decimals=0), 2023, "both")
    least = changed(figure, 300_000_000_000, 300_001_000_000)
    assert "不足0.01%" in versus_text(least, replace(wuxi.form, percent_decimals=0), 2023, "both")


def test_a_share_of_nothing_is_nought_percent(figures, wuxi):
    figure = figures.get("basic_total")
    assert share_percent(figure, replace(figure, fen=0), wuxi.form) == "0%"
    assert share_percent(figure, figure, wuxi.form) == "100%"


def test_a_series_has_one_figure_for_each_class_with_money(own_layouts):
    disclosure = own_layouts["liujiang_2022"]
    made = Figures(disclosure.form, disclosure.facts, disclosure.cube, has_last=True)
    spec = next(
        s for s in disclosure.form.figures.values() if s.by == "function" and s.show == "amount" and not s.always
    )
    found = made.series(spec.id)
    assert {len(f.code) for f in found} == {len(found[0].code)}
    assert all(f.fen or f.change.prior for f in found)
    assert made.get(found[0].id) is found[0]


def test_an_unknown_figure_is_a_mistake_of_the_programmer(figures):
    with pytest.raises(KeyError):
        figures.get("no_such_figure")


def test_nothing_is_zero_and_a_text_of_0_is_zero(figures):
    assert replace(figures.get("basic_total"), fen=0).is_zero
    assert not figures.get("basic_total").is_zero
    assert replace(figures.get("basic_total"), fen=None, shown="0").is_zero
    assert not replace(figures.get("basic_total"), fen=None, shown="3").is_zero


def test_an_empty_cube_gives_zero_not_an_error(wuxi):
    empty = Figures(wuxi.form, replace(wuxi.facts, lines=()), Cube((), 2023), has_last=False)
    assert empty.get("basic_total").fen == 0


@pytest.fixture(scope="module")
def of_items():
    """A form whose text names each 项."""
    form = loader.load("shaanxi/2023")
    return form, next(spec for spec in form.figures.values() if (spec.by, spec.level) == ("function", "项"))


@pytest.mark.parametrize("short", ["20103", "201"])
def test_a_code_that_ends_above_the_level_of_a_series_counts_its_own_money_only(wuxi, of_items, short):
    """款 or 类 where 项 is needed is an error of the checks; the text still counts each 分 once."""
    form, spec = of_items
    line = next(each for each in wuxi.facts.lines if each.function_code.startswith("20103"))
    facts = replace(wuxi.facts, lines=(*wuxi.facts.lines, replace(line, id=-7, function_code=short, amount=12_345)))
    cube = Cube(of_records(facts), facts.budget.year)
    series = Figures(form, facts, cube, has_last=False).series(spec.id)
    assert next(figure.fen for figure in series if figure.code == short) == 12_345
    inside = cube.select(spec.where)
    assert sum(figure.fen for figure in series) == cube.total(inside)
    assert sum(figure.selection for figure in series) == inside  # no line belongs to two figures


def test_what_is_not_known_to_be_staff_or_public_money_is_not_compared(wuxi):
    """The remark of an imported line says so; basic spending as a whole is compared all the same."""
    lines = tuple(replace(line, note=f"由公开表导入；{UNSPLIT}") for line in wuxi.last.lines)
    last = replace(wuxi.last, lines=lines)
    figures = Figures(wuxi.form, wuxi.facts, wuxi.cube, has_last=True, last=last)
    parts = [
        spec.id for spec in wuxi.form.figures.values() if dict(spec.where or ()).get("nature") in (("人员",), ("公用",))
    ]
    basic = [s.id for s in wuxi.form.figures.values() if dict(s.where or ()).get("nature") == ("人员", "公用")]
    assert parts
    assert basic
    for name in parts:
        figure = figures.get(name)
        assert (figure.change, figure.unknown) == (None, UNSPLIT)
        assert versus_text(figure, wuxi.form, 2023) == "上年未分人员、公用，无法比较"
    assert all(figures.get(name).change == wuxi.figures.get(name).change for name in basic)
    plain = Figures(wuxi.form, wuxi.facts, wuxi.cube, has_last=True, last=wuxi.last)
    assert [plain.get(name).unknown for name in parts] == [""] * len(parts)
