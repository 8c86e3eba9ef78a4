"""The crosswalk from the unit's economic classification to the government's."""

import csv

from desktop import paths
from desktop.catalog import crosswalk
from desktop.catalog.classification import load
from tests.small_cases import small_cases

KINDS = ("行政", "参公", "事业")


@small_cases(
    ("code", "kind", "partner"),
    [("30101", "行政", "50101"), ("30101", "参公", "50101"), ("30101", "事业", "50501"), ("30108", "行政", "50102"),
     ("30107", "行政", ""), ("30107", "参公", ""), ("30107", "事业", "50501"), ("30231", "行政", "50208"),
     ("30231", "事业", "50502"), ("31002", "行政", "50306"), ("31002", "事业", "50601"), ("39998", "事业", ""),
     ("30101", "企业", ""), ("", "事业", "")],
)  # fmt: skip
def test_the_partner_depends_on_the_kind_of_unit(code, kind, partner):
    assert crosswalk.government_code(code, kind) == partner


def test_every_row_of_the_file_is_taken_once():
    path = paths.resources() / "classification" / "economic_mapping.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    table = crosswalk.table()
    assert len(table) == len(rows)
    assert {kind for _, kind in table} == set(KINDS)
    assert all(table[(r["department_code"], r["unit_kind"])] == r["government_code"] for r in rows)


def test_every_item_of_the_unit_s_classification_has_a_row_for_each_kind_and_partners_exist():
    table, government = crosswalk.table(), load("government")
    economic = {code for code, _ in table}
    assert all((code, kind) in table for code in economic for kind in KINDS)
    assert all(partner == "" or (len(partner) == 5 and partner in government.codes) for partner in table.values())
    assert economic <= set(load("economic").codes)


def test_the_usual_functions_of_contributions():
    assert crosswalk.USUAL_FUNCTION == {
        "30108": "2080505", "30109": "2080506", "30110": "21011", "30113": "2210201",
    }  # fmt: skip
    known = load("function").codes
    assert all(code in known for code in crosswalk.USUAL_FUNCTION.values())
