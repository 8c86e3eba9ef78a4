"""A pack is looked at before it is used: each thing to be mended is named once, a good pack has none."""

import pytest

from desktop.catalog import answers, pack_check, policy
from desktop.findings import Severity, UserError
from tests import answers_2027, cases_2027
from tests.small_cases import small_cases


def checked(tmp_path, text, name="甲.toml"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return [(f.severity, f.message) for f in pack_check.check(str(file), 2027)]


def pack(values, more=""):
    return (
        f'title = "甲"\n{more}[parameters."rate.x"]\nlabel = "甲费率"\nunit = "比例"\nvalues = [{values}]\n'
        '[[pay_items]]\nitem = "岗位工资"\neconomic = "30101"\nkinds = ["事业"]\n'
        '[[contributions]]\nid = "x"\nlabel = "甲保险"\neconomic = "30112"\nfunction = "2089999"\n'
        'monthly = ["岗位工资"]\nrate = "rate.x"\nfloor = "rate.x"\nceiling = "rate.x"\nrounding = "rate.x"\n'
    )


GOOD = '{ from = 2027-01-01, value = "0.08", reference = "某文1号" }'


def test_a_good_pack_has_nothing_to_mend(tmp_path):
    assert checked(tmp_path, pack(GOOD)) == []


@small_cases(
    ("values", "severity", "words"),
    [
        ("", Severity.WARNING, "2027年全年没有数值，用到它的项目不会计算"),
        (GOOD.replace("2027-01-01", "2027-07-01"), Severity.WARNING, "2027年1月起没有数值"),
        (GOOD.replace("某文1号", ""), Severity.WARNING, "没有写明文号"),
        (GOOD.replace("某文1号", "示例，请核对"), Severity.ERROR, "仍是示例"),
        (GOOD.replace("2027-01-01", "2025-07-01"), Severity.WARNING, "仍是 2025-07-01 起的 0.08，早于上年"),
        (GOOD.replace("0.08", "8"), Severity.ERROR, "起的 8 大于 1；比例请写成小数"),
        (f"{GOOD}, {GOOD}", Severity.ERROR, "在 2027-01-01 有几个数值"),
        (GOOD.replace(", value", ", to = 2026-01-01, value"), Severity.ERROR, "早于生效日期"),
        (f"{GOOD}, {GOOD.replace('2027', '2028')}", Severity.WARNING, "自 2028-01-01 起生效，2027年用不到"),
    ],
)
def test_what_is_to_be_mended_is_named(tmp_path, values, severity, words):
    found = checked(tmp_path, pack(values))
    assert (severity, True) in [(each, words in text) for each, text in found]


def test_codes_that_are_in_no_classification_are_named(tmp_path):
    text = pack(GOOD).replace("30112", "39988").replace("2089999", "9999999")
    told = [words for severity, words in checked(tmp_path, text) if severity is Severity.ERROR]
    assert [words.split("在科目表")[0] for words in told] == [
        "“甲保险”：部门经济分类科目编码“39988”",
        "“甲保险”：功能分类科目编码“9999999”",
    ]


def test_wages_of_no_base_are_said(tmp_path):
    added = '[[pay_items]]\nitem = "卫生津贴"\neconomic = "30102"\nkinds = ["事业"]\n'
    ((severity, text),) = checked(tmp_path, pack(GOOD).replace("[[contributions]]", f"{added}[[contributions]]"))
    assert severity is Severity.INFO
    assert "工资项“卫生津贴”不在任何缴费基数中" in text


def test_a_floor_above_its_ceiling_is_named(tmp_path):
    high = '[parameters."high"]\nlabel = "下限"\nunit = "元"\nvalues = [{ from = 2027-01-01, value = "9", reference = "a" }]\n'
    text = pack(GOOD).replace('floor = "rate.x"', 'floor = "high"').replace("[[pay_items]]", f"{high}[[pay_items]]")
    assert (Severity.ERROR, "2027年1月“下限”9 高于“甲费率”0.08；请核对是否填反") in checked(tmp_path, text)


def test_limits_of_last_year_are_good_enough(tmp_path):
    assert checked(tmp_path, pack(GOOD.replace("2027-01-01", "2026-07-01"))) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('colour = "red"\n', "没有“colour”这一项"),
        ('[choices]\nannuity = "半实账"\n', "“职业年金单位部分”没有“半实账”这一做法"),
    ],
)
def test_a_pack_that_cannot_be_read_is_an_error(tmp_path, more, words):
    ((severity, text),) = checked(tmp_path, pack(GOOD, more))
    assert severity is Severity.ERROR
    assert words in text


def test_the_example_pack_is_said_to_be_an_example():
    found = pack_check.check("example", 2027)
    assert any("仍是示例" in finding.message for finding in found)


@pytest.mark.parametrize(("name", "words"), [("别处", "没有政策参数包"), ("别处.toml", "找不到参数包文件")])
def test_a_pack_that_is_not_there_is_refused(name, words):
    with pytest.raises(UserError, match=words):
        pack_check.check(name, 2027)


def test_a_broken_pack_of_the_user_s_own_folder_is_named():
    folder = policy.own_folder()
    folder.mkdir(parents=True)
    (folder / "坏.toml").write_text("title = ", encoding="utf-8")
    (finding,) = pack_check.check("坏", 2027)
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_the_packs_of_the_cases_lack_documents_of_nothing(tmp_path, name):
    file = tmp_path / "答案.toml"
    file.write_text(answers_2027.answers_of(cases_2027.load(name)), encoding="utf-8")
    found = checked(tmp_path, answers.make(file).text)
    assert [text for severity, text in found if severity is Severity.ERROR] == []
    assert [text for _, text in found if "文号" in text and "没有写明" in text] == []
