"""What a person should look at before the roll-up is used."""

from desktop.collect import concerns
from desktop.collect.dataset import Dataset
from desktop.collect.place import Place
from desktop.compute.consolidation import Pair, TransferKind
from tests.collect.test_dataset import entry


def unit(name, income, line_income, outlay):
    return {
        "unit": name,
        "income": income,
        "expenditure": None,
        "line_income": line_income,
        "line_expenditure": outlay,
        "line_carry_out": 0,
    }


def test_each_kind_of_doubt_is_listed_and_what_is_right_is_not(tmp_path):
    dataset = Dataset.make(tmp_path / "out")
    renamed = {**entry(1), "problem": "编码有两个名称"}
    bad = {"file": "坏.mzs", "number": 0, "problem": "读不出"}
    later = {"file": "后来收入.mzs", "number": 0, "problem": "读不出"}
    again = {"file": "同.mzs", "number": 0, "problem": "完全相同", "known": True}
    other = {**entry(4, stage="二上"), "problem": "别的阶段"}
    dataset.commit({"batch": 1, "packs": [renamed, bad, later, again, other]})
    dataset.commit({"batch": 2, "packs": [{**entry(2), "file": "后来收入.mzs"}]})
    found = {
        "units": [unit("对", 5, 5, 5), unit("不符", 5, 6, 6), unit("不平", None, 7, 8)],
        "replaced": [{"unit": "旧", "batch": 1, "file": "旧.mzs", "version": "V", "pack": 1}],
    }
    pairs = [Pair(2027, TransferKind.SUBSIDY, "局", "所", 3, paid, (), ()) for paid in (3, 2)]
    sheet = concerns.sheet(
        dataset, found, Place([], pairs, [("局", "外县", 9)], {(2027, "上级补助收入"): 5}), 2027, "一上"
    )
    assert [row[:2] for row in sheet.rows] == [
        ("合计不符", "不符"), ("收支不平", "不平"), ("收入时的提醒", "甲"), ("没有收入的包", ""), ("有更新的包", "旧"),
        ("往来不一致", "局"), ("对方不在汇总中", "局"), ("没有写对方单位", ""),
    ]  # fmt: skip
    assert "坏.mzs" in sheet.rows[3][2]
