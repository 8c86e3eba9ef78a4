"""Causes of several units: grouped by unit, the largest first, money between them last and without a name."""

from desktop.compute.causes import Cause, CauseKind, Effect
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.unit_causes import UnitCauses, by_unit, wording
from desktop.money import YUAN


def effect(unit, amount, kind=CauseKind.ENTERED, subject="办公费", side="支出"):
    return Effect(kind, subject, BudgetLine(side, 2027, amount, Origin("", 0, ""), unit=unit))


FOUND = [
    effect("甲", 300),
    effect("乙", -900, CauseKind.LEFT, "张三"),
    effect("甲", 200, CauseKind.JOINED, "李四"),
    effect("甲", -50, CauseKind.ELIMINATED, ""),
    effect("乙", 10_000, side="收入"),
]
SPENT = (("side", ("支出",)),)


def test_units_by_size_and_what_moves_between_them_last():
    assert by_unit(FOUND, SPENT) == [
        UnitCauses("乙", -900, (Cause(CauseKind.LEFT, "张三", -900),)),
        UnitCauses("甲", 500, (Cause(CauseKind.ENTERED, "办公费", 300), Cause(CauseKind.JOINED, "李四", 200))),
        UnitCauses("", -50, (Cause(CauseKind.ELIMINATED, "", -50),)),
    ]


def test_the_phrase_names_units_and_kinds_but_no_person():
    assert wording(by_unit(FOUND, SPENT), YUAN) == (
        "乙减少9.00元（减少人员减少9.00元）；甲增加5.00元（科目金额变化增加3.00元、新增人员增加2.00元）；"
        "单位之间往来的抵销和改列减少0.50元"
    )
    assert wording(by_unit(FOUND, SPENT), YUAN, named=1).count("等）") == 1
    assert wording([], YUAN) == ""
