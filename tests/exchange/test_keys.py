"""What tells records apart is named by fields they have; every kind a script may set can be named."""

from desktop.exchange import shape
from desktop.exchange.keys import KEYS, names_of, nearest
from desktop.ledger.describe import fields_of
from desktop.ledger.records import (
    RECORD_TYPES,
    Acceptance,
    Budget,
    CheckResult,
    Release,
    SummedLine,
    TakenIn,
    Unit,
)


def test_the_keys_are_fields():
    for kind, (keys, usual) in KEYS.items():
        names = {field.name for field in fields_of(kind)}
        assert {*keys, *([usual] if usual else [])} <= names, kind


def test_all_that_is_entered_can_be_set():
    with_a_pack = {TakenIn, SummedLine, CheckResult}
    apart = {Unit, Release, Budget, Acceptance, *shape.NOTES, *with_a_pack}
    assert set(RECORD_TYPES) - set(KEYS) - apart == set()


def test_no_two_kinds_share_a_name():
    names = [name for kind in (*KEYS, Unit, Release) for name in set(names_of(kind))]
    assert len(names) == len(set(names))


def test_the_nearest_names_are_told_or_all():
    assert nearest("单位编号", ["单位编码", "项目"]) == "；相近的有：单位编码"
    assert nearest("xyz", ["单位编码", "项目"]) == "；可以写：单位编码、项目"
    assert nearest("xyz", []) == "；现在一个也没有，请先录入"
