"""Keys of form.toml that are read by themselves; what is wrong with them is tried with whole forms in test_loader."""

import pytest

from desktop.catalog.strict import DataError, Reader
from desktop.layouts.form import loader
from desktop.layouts.form.head_loader import read_frame, read_kinds, read_names, read_stage_papers, read_years
from desktop.layouts.form.spec import Names
from desktop.ledger.vocabulary import Stage


@pytest.mark.parametrize(("raw", "years"), [({}, (2025, None)), ({"years": {"from": 2023}}, (2023, None))])
def test_years_without_an_end_are_open(raw, years):
    assert read_years(Reader(raw, "form.toml"), 2025) == years


def test_a_kind_of_unit_that_is_none_is_refused():
    with pytest.raises(DataError, match="operating_kinds: 没有“企业”"):
        read_kinds(Reader({"operating_kinds": ["企业"]}, "form.toml"))
    assert read_kinds(Reader({"operating_kinds": ["行政"]}, "form.toml")) == ("行政",)


def test_a_document_has_two_parts_or_none():
    assert read_frame(Reader({}, "form.toml")) == ()
    with pytest.raises(DataError, match="两个标题"):
        read_frame(Reader({"frame": ["一"]}, "form.toml"))


def test_a_paper_is_called_by_its_stage_and_a_stage_that_is_none_is_refused():
    assert read_stage_papers(Reader({"papers": {"二上": "预算草案"}}, "form.toml")) == {"二上": "预算草案"}
    with pytest.raises(DataError, match="papers: 没有“三上”这一阶段"):
        read_stage_papers(Reader({"papers": {"三上": "预算"}}, "form.toml"))
    stages = (Stage.FIRST_UP, Stage.DRAFT, Stage.DISCLOSED, Stage.ADJUSTED)
    called = {stage: loader.load("shaanxi/2023").paper(stage) for stage in stages}
    assert called == {
        "一上": "预算建议（一上）",
        "草稿": "预算公开",
        "公开": "预算公开",
        "调整": "预算（调整）",
    }


def test_a_layout_names_files_by_its_own_rule():
    assert read_names(Reader({}, "form.toml")) == Names()
    raw = {"names": {"files": "{code}{unit}", "folder": "{year}"}}
    assert read_names(Reader(raw, "form.toml")) == Names("{code}{unit}", Names().tables, "{year}")
    with pytest.raises(DataError, match=r"names.files: .*\{table\} 不存在"):
        read_names(Reader({"names": {"files": "{table}"}}, "form.toml"))
