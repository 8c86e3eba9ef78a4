from hypothesis import given
from hypothesis import strategies as st

from desktop.catalog.measures import DIMENSIONS, make_filter
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin

line = st.builds(
    BudgetLine,
    side=st.sampled_from(("支出", "收入")),
    year=st.sampled_from((2022, 2023)),
    amount=st.integers(-(10**12), 10**12),
    origin=st.builds(Origin, st.just("direct_line"), st.integers(1, 99)),
    function=st.sampled_from(("2010350", "2010306", "2080505", "")),
    economic=st.sampled_from(("30101", "30201", "31002", "")),
    nature=st.sampled_from(("人员", "公用", "项目")),
    fund=st.sampled_from(("一般公共预算", "政府性基金")),
)
patterns = {
    "side": ("支出", "收入", "结转下年"),
    "function": ("2", "201", "2010350", "!2010306", "9"),
    "economic": ("30", "30201", "!301"),
    "nature": ("人员", "公用", "!项目", "没有"),
    "fund": ("一般公共预算", "!一般公共预算"),
}
filters = st.dictionaries(st.sampled_from(sorted(patterns)), st.nothing() | st.integers(1, 3), max_size=4).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {d: st.lists(st.sampled_from(patterns[d]), min_size=1, max_size=n) for d, n in chosen.items()}
    )
)


def matches(one, raw) -> bool:
    for dimension, listed in raw.items():
        value = str(getattr(one, dimension))
        code = dimension in ("function", "economic")

        def hit(pattern, value=value, code=code):
            return value.startswith(pattern) if code else value == pattern

        wanted = [p for p in listed if not p.startswith("!")]
        if wanted and not any(hit(p) for p in wanted):
            return False
        if any(hit(p[1:]) for p in listed if p.startswith("!")):
            return False
    return True


@given(st.lists(line, max_size=30), filters)
def test_any_sum_equals_a_plain_loop(lines, raw):
    cube = Cube(lines, 2023)
    selection = cube.select(make_filter(raw, "test"))
    expected = [one for one in lines if matches(one, raw)]
    assert cube.chosen(selection) == expected
    assert cube.total(selection) == sum(one.amount for one in expected)
    for year in (2022, 2023):
        assert cube.sum(make_filter(raw, "test"), year) == sum(o.amount for o in expected if o.year == year)


@given(st.lists(line, max_size=30), filters)
def test_keys_are_those_of_the_lines(lines, raw):
    cube = Cube(lines, 2023)
    selection = cube.select(make_filter(raw, "test"))
    assert list(cube.keys(selection)) == [one.key for one in cube.chosen(selection)]
    assert cube.lowest == min((one.amount for one in lines), default=0)


@given(st.lists(line, min_size=1, max_size=12), st.lists(line, max_size=3), st.data())
def test_keys_after_an_edit_are_those_of_the_lines_now(lines, new, data):
    start = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.integers(start, len(lines)))
    before = Cube(lines, 2023)
    before.keys(before.everything)
    after = Cube([*lines[:start], *new, *lines[end:]], 2023, before)
    for selection in (after.everything, after.everything & 0b10110, before.everything & after.everything):
        assert list(after.keys(selection)) == [one.key for one in after.chosen(selection)]


@given(st.lists(line, max_size=30), st.sampled_from(("function", "nature", "fund", "year")))
def test_split_parts_add_up_and_do_not_overlap(lines, dimension):
    cube = Cube(lines, 2023)
    parts = cube.by(dimension, cube.everything)
    assert sum(cube.total(bits) for bits in parts.values()) == sum(one.amount for one in lines)
    joined = 0
    for bits in parts.values():
        assert not joined & bits
        joined |= bits
    assert joined == cube.everything
    assert list(parts) == sorted(parts)


def test_every_dimension_is_a_property_of_a_line():
    one = BudgetLine("支出", 2023, 1, Origin("direct_line", 1))
    assert all(hasattr(one, dimension) for dimension in DIMENSIONS)
