"""Plain data for scripts: shown text beside exact 分, and the ids of the lines behind each figure."""

import json

from desktop import reports
from desktop.compute import causes
from desktop.compute.difference import differences
from desktop.findings import Finding, Place, Severity


def test_every_amount_of_a_table_is_the_sum_of_the_lines_it_names(disclosures):
    for disclosure in disclosures.values():
        amounts = {line["id"]: line["fen"] for line in reports.lines(disclosure.cube)}
        for table in disclosure.tables:
            data = reports.table(table, disclosure.cube)
            for row, cells in zip(data["rows"], table.grid, strict=True):
                for shown, cell in zip(row, cells, strict=True):
                    assert shown["text"] == cell.text
                    if "fen" in shown and all(column.value == "this" for column in table.columns):
                        assert shown["fen"] == sum(amounts[key] for key in shown["line_ids"])


def test_everything_is_plain_data(wuxi):
    data = [reports.narrative(wuxi), [reports.table(t, wuxi.cube) for t in wuxi.tables], reports.lines(wuxi.cube)]
    data.append([reports.outcome(o) for o in wuxi.outcomes])
    assert json.loads(json.dumps(data)) == json.loads(json.dumps(data, default=str))


def test_a_figure_says_its_change_as_shown_and_in_fen(wuxi):
    figures = {f["id"]: f for f in reports.narrative(wuxi)["figures"]}
    total = figures["three_public_total"]
    assert (total["value"], total["fen"], total["change"]["direction"]) == ("4", 4_000_000, "持平")
    assert total["change"]["fen"] == total["fen"] - total["change"]["last_fen"]


def test_causes_add_up_to_the_whole(sample_facts):
    for this, last in sample_facts.values():
        found = reports.causes(causes.effects(last, this))
        by_code = {item["code"]: item for item in found}
        assert all(item["fen"] == sum(part["fen"] for part in item["parts"]) for item in found)
        items = sum(item["fen"] for code, item in by_code.items() if code not in ("支出", "收入"))
        assert by_code["支出"]["fen"] == items


def test_a_finding_names_place_and_both_sides():
    found = reports.finding(Finding("C01", Severity.ERROR, "不相等", Place(row="合计", lines=("L1",)), "1.00", "2.00"))
    assert found == {
        "code": "C01", "severity": "错误", "message": "不相等", "where": "“合计”行", "figure": "", "line_ids": ["L1"],
        "left": "1.00", "right": "2.00",
    }  # fmt: skip


def test_a_difference_is_told_field_by_field(sample_facts):
    this, last = sample_facts["wuxi_2023"]
    one = differences(last, this)[0]
    assert reports.difference(one) == {name: getattr(one, name) for name in one.__dataclass_fields__}
