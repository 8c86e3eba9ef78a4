"""One disclosure as checks, window and commands see it."""

from dataclasses import replace

from desktop.findings import Finding, Outcome, Severity, Status
from desktop.ledger.records import Acceptance


def test_it_looks_at_this_year_only(wuxi):
    chosen = wuxi.cube.chosen(wuxi.select(wuxi.measure("expenditure").where))
    assert {line.year for line in chosen} == {2023}
    assert sum(line.amount for line in chosen) == wuxi.sum("expenditure")


def test_a_table_by_its_meaning(wuxi):
    assert wuxi.table("balance") is next(table for table in wuxi.tables if table.id == "balance")
    assert wuxi.table("no such table") is None


def test_the_checks_run_once_and_anew_for_a_changed_disclosure(wuxi):
    looked_at = []

    def look(disclosure):
        looked_at.append(disclosure)
        return [Outcome("X", "试验", Severity.ERROR, Status.PASSED)]

    disclosure = replace(wuxi, run_checks=look)
    assert disclosure.outcomes is disclosure.outcomes
    changed = replace(disclosure, tables=disclosure.tables[:1])
    assert changed.outcomes is not disclosure.outcomes
    assert [d is other for d, other in zip(looked_at, (disclosure, changed), strict=True)] == [True, True]


def test_errors_come_first_and_an_answer_takes_a_finding_off_the_list(wuxi):
    hint, warning = Finding("A", Severity.INFO, "甲"), Finding("B", Severity.WARNING, "乙")
    error, decided = Finding("C", Severity.ERROR, "丙"), Finding("C97", Severity.ERROR, "丁")
    found = [hint, warning, error, decided]
    answers = tuple(Acceptance(code=f.code, subject=f.message, reason="已核对") for f in (error, decided))
    outcome = Outcome("X", "试验", Severity.ERROR, Status.FAILED, findings=found)
    disclosure = replace(wuxi, facts=replace(wuxi.facts, acceptances=answers), run_checks=lambda _: [outcome])
    assert disclosure.findings == [error, decided, warning, hint]
    assert disclosure.errors == [error, decided]
    assert disclosure.open_errors == [decided]
    assert disclosure.to_do == [decided, warning]
