"""How a check ends: passed, failed, not applicable or not checked, never one in the place of another."""

import pytest

from desktop.checks.context import NotApplicable, NotChecked, Registered, differ, run_one
from desktop.findings import Finding, Place, Severity, Status


def ended(run):
    return run_one(Registered("X01", "试", Severity.ERROR, run), None)


def raising(error):
    def run(_):
        raise error
        yield

    return run


def test_nothing_found_is_passed_and_anything_found_failed():
    assert ended(lambda _: iter(())).status is Status.PASSED
    found = ended(lambda _: iter((Finding("X01", Severity.INFO, "看一看"),)))
    assert (found.status, len(found.findings)) == (Status.FAILED, 1)


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotApplicable("没有车"), Status.NOT_APPLICABLE), (NotChecked("没有上年"), Status.NOT_CHECKED)],
)
def test_what_was_not_looked_at_gives_its_reason_and_is_not_passed(error, status):
    found = ended(raising(error))
    assert (found.status, found.note) == (status, str(error))


def test_a_mistake_of_ours_is_not_swallowed():
    with pytest.raises(KeyError):
        ended(raising(KeyError("x")))


def test_one_fen_apart_is_told_with_both_sides_and_the_difference():
    (found,) = differ("X01", Severity.ERROR, "{a} / {b}，相差 {d}", 100_000, 100_001, Place(table="表一"))
    assert found.message == "1,000.00 / 1,000.01，相差 0.01"
    assert (found.left, found.right, found.place.table) == ("1,000.00", "1,000.01", "表一")
    assert list(differ("X01", Severity.ERROR, "{a}", 5, 5, Place())) == []


def test_a_context_looks_at_this_year_only(wuxi):
    context = wuxi.context
    chosen = context.cube.chosen(context.select(context.measure("expenditure").where))
    assert {line.year for line in chosen} == {2023}
    assert sum(line.amount for line in chosen) == context.sum("expenditure")
    assert context.table("no such table") is None
