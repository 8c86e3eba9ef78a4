"""A pack read back: what was changed, is missing or does not agree is refused in a sentence that names the place."""

import pytest

from desktop.findings import UserError
from desktop.packs import reading

LINES, PROJECT, UNIT, DIRECT = "data/lines.csv", "data/project.csv", "data/unit.csv", "data/direct_line.csv"


def refusal(path):
    with pytest.raises(UserError) as refused:
        reading.read(path)
    text = str(refused.value)
    assert text.startswith(f"文件“{path.name}”")
    return text


def test_a_pack_is_read(unit_pack):
    pack = reading.read(unit_pack)
    assert pack.heading() == "青禾县政务服务中心（101002） 2025年 草稿"
    assert [facts.budget.year for facts in pack.budgets] == [2025, 2024]
    assert pack.budgets[0].taken_in[0].fingerprint == pack.fingerprint
    assert (pack.kind, pack.controls, pack.documents) == ("预算", (), ())


def test_a_changed_byte_a_missing_and_an_added_member_are_named(changed):
    text = changed.text_of(LINES)
    assert f"成员“{LINES}”与清单的校验码不符" in refusal(
        changed({LINES: text.replace("0.00", "1.00", 1)}, fitting=False)
    )
    assert f"缺少成员“{PROJECT}”" in refusal(changed({PROJECT: None}, fitting=False))
    assert f"缺少成员“{LINES}”" in refusal(changed({LINES: None}))
    assert "多出清单以外的成员“data/secret.csv”" in refusal(changed({"data/secret.csv": "a"}, fitting=False))
    assert "成员“data/secret.csv”不认识" in refusal(changed({"data/secret.csv": "a"}))


def test_amounts_that_do_not_agree_are_refused_although_every_digest_fits(changed):
    text = changed.text_of(LINES)
    row = text.splitlines()[1]
    other = f"{row.rpartition(',')[0]},0.01"
    assert f"成员“{LINES}”第 2 行与明细在本机重新计算的不同" in refusal(changed({LINES: text.replace(row, other)}))
    assert "行，按明细应为" in refusal(changed({LINES: text.replace(row + "\r\n", "")}))
    assert "合计与它自己的明细不符：清单 支出 1.00 元" in refusal(changed({}, manifest={"totals": {"支出": "1.00"}}))
    assert "说的单位、年度或阶段不同" in refusal(changed({}, manifest={"code": "9"}))


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"format": "mingzhang-pack-9"}, "本版本只能读"),
        ({"kind": ["预算"]}, "这一项缺少或不认识"),
        ({"more": 1}, "“more”这一项缺少或不认识"),
        ({"signed": ["签字页.pdf"]}, "版式或版本不对"),
        ({"year": "2025"}, "单位、年度或阶段不对"),
        ({"stage": "三上"}, "单位、年度或阶段不对"),
        ({"checks": []}, "单位、年度或阶段不对"),
        ({"checks": {"通过": "x"}}, "审核结果、版式或版本不对"),
        ({"errors": True}, "审核结果、版式或版本不对"),
        ({"version": "1\n2"}, "审核结果、版式或版本不对"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(changed, manifest, words):
    assert words in refusal(changed({}, manifest=manifest))


def test_an_unknown_code_is_refused_by_code(changed):
    text = changed.text_of(DIRECT)
    assert "本机科目表中没有功能科目“2999999”" in refusal(changed({DIRECT: text.replace("2010350", "2999999", 1)}))


def test_two_units_or_none_are_refused(changed):
    text = changed.text_of(UNIT)
    second = text.splitlines()[1].replace("1,", "2,", 1)
    assert "应有一个单位和它的预算，现有 2 个单位" in refusal(changed({UNIT: f"{text}{second}\r\n"}))
    assert "现有 0 个单位" in refusal(changed({UNIT: None}))
    budgets = changed.text_of("data/budget.csv")
    assert "年度或阶段重复" in refusal(changed({"data/budget.csv": budgets.replace("2024", "2025")}))


def test_a_description_that_is_gone_or_broken_is_refused(changed):
    assert "成员“data/datapackage.json”不见了" in refusal(changed({"data/datapackage.json": None}))
    assert "成员“data/datapackage.json”不见了" in refusal(changed({"data/datapackage.json": "{"}))
