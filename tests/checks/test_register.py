"""How a check ends: passed, failed, not applicable, not checked – and what it found is never lost."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.checks.register import NotApplicable, NotChecked, Registered, Wrong, differ, once, reported, run_one
from desktop.findings import Finding, Place, Severity, Status

ROOT = Path(__file__).resolve().parents[2]
FINDING = Finding("X1", Severity.ERROR, "有问题")


def ended(run, *, unpaid=(), whole_roster=False):
    facts = SimpleNamespace(budget=SimpleNamespace(policy=""), taken_in=())
    disclosure = SimpleNamespace(facts=facts, drafted=SimpleNamespace(unpaid=list(unpaid), values=None))
    return run_one(Registered("X1", "试验", Severity.ERROR, run, whole_roster), disclosure)


def finds(_):
    yield Wrong("有问题")


def finds_then(problem):
    def run(_):
        yield Wrong("有问题")
        raise problem

    return run


def ends_with(problem):
    def run(_):
        raise problem
        yield

    return run


def test_the_four_ends():
    assert ended(lambda _: iter(())).status is Status.PASSED
    assert ended(finds).status is Status.FAILED
    skipped, unknown = ended(ends_with(NotApplicable("没有人员"))), ended(ends_with(NotChecked("没有上年")))
    assert (skipped.status, skipped.note, skipped.findings) == (Status.NOT_APPLICABLE, "没有人员", [])
    assert (unknown.status, unknown.note, unknown.findings) == (Status.NOT_CHECKED, "没有上年", [])
    assert (unknown.code, unknown.title, unknown.severity) == ("X1", "试验", Severity.ERROR)


@pytest.mark.parametrize("problem", [NotChecked("没有定额"), NotApplicable("没有")])
def test_what_was_found_before_giving_up_is_kept(problem):
    outcome = ended(finds_then(problem))
    assert (outcome.status, outcome.findings, outcome.note) == (Status.FAILED, [FINDING], str(problem))


def test_a_check_of_everybody_does_not_pass_while_somebody_is_left_out():
    def passed(_):
        return iter(())

    assert ended(passed, unpaid=("甲", "乙")).status is Status.PASSED
    assert ended(passed, whole_roster=True).status is Status.PASSED
    outcome = ended(passed, unpaid=("甲", "乙"), whole_roster=True)
    assert (outcome.status, outcome.note) == (Status.NOT_CHECKED, "花名册中有 2 行没有算全（见 C95），不能核对")
    assert ended(finds, unpaid=("甲",), whole_roster=True).status is Status.FAILED
    skipped = ended(ends_with(NotApplicable("没有人员")), unpaid=("甲",), whole_roster=True)
    assert (skipped.status, skipped.note) == (Status.NOT_APPLICABLE, "没有人员")


def raising(error):
    def run(_):
        raise error
        yield

    return run


def test_nothing_found_is_passed_and_anything_found_failed():
    assert ended(lambda _: iter(())).status is Status.PASSED
    found = ended(lambda _: iter((Wrong("看一看"),)))
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
    (found,) = differ("{a} / {b}，相差 {d}", 100_000, 100_001, Place(table="表一"))
    assert found.message == "1,000.00 / 1,000.01，相差 0.01"
    assert (found.left, found.right, found.place.table) == ("1,000.00", "1,000.01", "表一")
    assert list(differ("{a}", 5, 5, Place())) == []


def test_number_and_severity_are_those_of_the_check_unless_a_finding_weighs_otherwise():
    def run(_):
        yield Wrong("甲", Place(table="表一"), "1.00", "2.00")
        yield Wrong("乙", severity=Severity.WARNING)

    assert ended(run).findings == [
        Finding("X1", Severity.ERROR, "甲", Place(table="表一"), "1.00", "2.00"),
        Finding("X1", Severity.WARNING, "乙"),
    ]


def test_what_was_found_while_computing_keeps_its_severity_and_nothing_of_another_number_comes_in():
    early = [Finding("X1", Severity.INFO, "甲", Place(row="1"), "1", "2"), Finding("X2", Severity.ERROR, "乙")]
    assert ended(lambda _: reported(early, "X1")).findings == early[:1]


def made_by_hand(source):
    """The calls of `Finding` in a module's source: each says number and severity."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Finding"]


def test_a_check_says_number_and_severity_only_in_its_decorator():
    checks = {
        path for path in (ROOT / "desktop" / "checks").rglob("*.py") if path.name not in ("register.py", "ties.py")
    }
    assert len(checks) > 12
    assert {path.name: found for path in checks if (found := made_by_hand(path.read_text(encoding="utf-8")))} == {}
    assert made_by_hand('def c():\n    yield Finding("C01", E, "坏")\n') == [2]


def test_what_checks_share_is_worked_out_once_for_each_disclosure():
    asked = []
    work = once(lambda disclosure: asked.append(disclosure) or len(asked))
    this, other = SimpleNamespace(worked_out={}), SimpleNamespace(worked_out={})
    assert [work(this), work(this), work(other), work(this)] == [1, 1, 2, 1]
    assert asked == [this, other]
