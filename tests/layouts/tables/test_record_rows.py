"""Records that tables may list: every source gives the fields it promises, filters choose, sums lose nothing."""

from dataclasses import replace

from desktop import pipeline
from desktop.layouts.form.fields import AMOUNT_FIELDS, FIELDS
from desktop.layouts.tables.record_rows import rows_of
from desktop.ledger.records import Indicator, Institution
from tests.small_cases import small_cases


@small_cases("source", [s for s in FIELDS if s != "tables"])
def test_each_record_has_exactly_the_fields_of_its_source(source, disclosures):
    for disclosure in disclosures.values():
        for row in rows_of(source, (), disclosure.facts, disclosure.cube):
            assert set(row.values) | set(row.amounts) | set(row.stated) == set(FIELDS[source])
            assert set(row.amounts) <= AMOUNT_FIELDS


def test_a_filter_takes_patterns(wuxi):
    facts = replace(
        wuxi.facts,
        indicators=tuple(
            Indicator(id=n, name=name, unit=unit)
            for n, (name, unit) in enumerate([("甲", "%"), ("乙", "个"), ("丙", "户")])
        ),
    )
    found = rows_of("indicators", (("unit", ("%", "户*")),), facts, wuxi.cube)
    assert [row.values["indicator"] for row in found] == ["甲", "丙"]


def test_a_project_without_indicators_still_has_a_row(wuxi):
    project = replace(wuxi.facts.projects[0], id=99, name="没有指标的项目")
    facts = replace(wuxi.facts, projects=(*wuxi.facts.projects, project))
    found = rows_of("project_indicators", (), facts, wuxi.cube)
    assert [row.values["indicator"] for row in found if row.values["project"] == "没有指标的项目"] == [""]


def test_the_unit_itself_comes_before_those_below_it(wuxi):
    institutions = (
        Institution(id=1, kind="下属单位", name="甲中心"),
        Institution(id=2, kind="内设机构", name="办公室"),
    )
    found = rows_of("budget_units", (), replace(wuxi.facts, institutions=institutions), wuxi.cube)
    unit = wuxi.facts.unit
    own = {"number": "1", "unit_code": unit.code, "unit_name": unit.name, "unit_kind": unit.kind}
    assert found[0].values == own
    assert all(row.values["unit_name"] != "办公室" for row in found)


def test_lines_of_one_subject_are_one_row_and_nothing_is_lost(disclosures):
    for disclosure in disclosures.values():
        cube = disclosure.cube
        found = rows_of("lines", (), disclosure.facts, cube)
        keys = [tuple(sorted(row.values.items())) for row in found]
        assert len(set(keys)) == len(keys)
        spent = cube.total(cube.select((("side", ("支出",)),)) & cube.in_year(cube.year))
        assert sum(cube.total(row.amounts["amount"]) for row in found) == spent


def test_amounts_of_projects_are_of_this_year_only(wuxi):
    for row in rows_of("projects", (), wuxi.facts, wuxi.cube):
        bits = row.amounts["amount"]
        assert bits & wuxi.cube.in_year(wuxi.cube.year) == bits
    alone = pipeline.disclose(wuxi.facts, None, wuxi.form)
    with_last = [wuxi.cube.total(r.amounts["amount"]) for r in rows_of("projects", (), wuxi.facts, wuxi.cube)]
    assert [alone.cube.total(r.amounts["amount"]) for r in rows_of("projects", (), wuxi.facts, alone.cube)] == with_last
