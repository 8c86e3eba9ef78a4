import pytest

from desktop.catalog import crosswalk
from desktop.catalog.classification import FILES, LEVEL_LENGTHS, load, read
from desktop.catalog.measures import make_filter, read_measures, standard
from desktop.catalog.search import initials, search
from desktop.catalog.strict import DataError


@pytest.mark.parametrize("key", FILES)
def test_classifications_are_whole_trees(key):
    table = load(key)
    for code, entry in table.codes.items():
        assert LEVEL_LENGTHS[key][entry.level] == len(code)
        assert entry.parent == "" or entry.parent in table.codes, code
        assert code.startswith(entry.parent)
        assert entry.confidence in "ABCD"
        assert entry.name
    assert sum(len(children) for children in table.children.values()) == len(table.codes)


def test_editions_limit_the_years():
    table = load("function")
    limited = [entry for entry in table.codes.values() if entry.first or entry.last]
    assert limited
    for entry in limited:
        if entry.first:
            assert table.get(entry.code, entry.first - 1) is None
            assert table.get(entry.code, entry.first) is entry
        if entry.last:
            assert table.get(entry.code, entry.last + 1) is None


def test_problems_name_the_code_and_what_to_do():
    table = load("function")
    assert table.problem("2010350", 2023) == ""
    assert "不存在" in table.problem("2010398", 2023)
    assert "请填到项级" in table.problem("201", 2023)
    assert "没有填写" in table.problem("", 2023)


def test_a_broken_classification_names_file_and_row(tmp_path):
    head = "code,name,level,parent,edition_first,edition_last,note,source,confidence\n"
    (tmp_path / "x.csv").write_text(head + "301,甲,款,,,,,,A\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x.csv row 2"):
        read("economic", tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("typed", "code", "name"),
    [("syyx", "2010350", "事业运行"), ("2010350", "2010350", "事业运行"), ("政务公开审批", "2010306", "政务公开审批"),
     ("SYYX", "2010350", "事业运行")],
)  # fmt: skip
def test_search_by_code_name_and_initials(typed, code, name):
    assert (code, name) in [(entry.code, entry.name) for entry in search("function", typed, 2023)]


def test_search_puts_whole_matches_first_and_knows_when_to_stop():
    found = search("economic", "bgf", 2023)
    assert found[0].name == "办公费"
    assert search("economic", "", 2023) == []
    assert len(search("function", "2", 2023, limit=7)) == 7
    assert initials("行政运行") == "xzyx"


def test_crosswalk_by_unit_kind():
    assert crosswalk.government_code("30101", "事业") == "50501"
    assert crosswalk.government_code("30101", "行政") == "50101"
    assert crosswalk.government_code("30107", "行政") == ""
    known = load("government").codes
    assert all(code in known for code in crosswalk.table().values() if code)
    assert all(code in load("economic").codes for code, _ in crosswalk.table())


def test_every_measure_is_readable_and_uses_real_codes():
    for measure in standard().values():
        assert measure.label
        for dimension, patterns in measure.where:
            if dimension in ("function", "economic"):
                codes = load(dimension).codes
                assert all(any(c.startswith(p.lstrip("!")) for c in codes) for p in patterns), measure.name


@pytest.mark.parametrize(
    ("raw", "said"),
    [({"x": {"label": "a"}}, r"m.toml: \[x\]"), ({"x": {"label": "a", "where": {"colour": ["red"]}}}, "colour"),
     ({"x": {"label": "a", "where": {"fund": "一般"}}}, "fund"), ({"x": {"label": "a", "where": {"side": ["左"]}}}, "side")],
)  # fmt: skip
def test_broken_measures_name_file_and_key(raw, said):
    with pytest.raises(DataError, match=said):
        read_measures(raw, "m.toml")


def test_filters_are_comparable():
    left = make_filter({"fund": ["a"], "side": ["支出"]}, "t")
    assert left == make_filter({"side": ["支出"], "fund": ["a"]}, "t")
