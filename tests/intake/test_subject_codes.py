"""Codes with names, points, blanks, in columns of their levels; what is not sure is refused with its reason."""

from desktop.intake import subject_codes
from tests.small_cases import small_cases


@small_cases(
    ("text", "key", "code"),
    [
        ("2010301 行政运行", "function", "2010301"),
        ("2010301行政运行", "function", "2010301"),
        ("201.03.01", "function", "2010301"),
        ("[2010301]行政运行", "function", "2010301"),
        ("２０１０３０１", "function", "2010301"),
        ("30101-基本工资", "economic", "30101"),
        ("301-01 基本工资", "economic", "30101"),
        ("30101\n基本工资", "economic", "30101"),
        ("30201 商品和服务支出-办公费", "economic", "30201"),
        ("50101_工资奖金津补贴", "government", "50101"),
        ("办公费", "economic", "30201"),
        ("一般公共服务支出-政府办公厅（室）及相关机构事务-行政运行", "function", "2010301"),
    ],
)
def test_a_code_is_read_in_every_usual_form(text, key, code):
    found = subject_codes.read(text, key, 2026)
    assert (found.code, found.problem, found.by_name) == (code, "", not any(each.isdigit() for each in text))


@small_cases(
    ("text", "key", "reason"),
    [
        ("行政运行", "function", "个科目叫“行政运行”"),
        ("30101 津贴补贴", "economic", "编码 30101 是“基本工资”，这里写的是“津贴补贴”"),
        ("201", "function", "请填到项级"),
        ("2.0103E+06", "function", "末几位已丢失"),
        ("买纸", "economic", "科目表中没有“买纸”"),
        ("", "economic", "没有填写"),
        ("39998", "economic", "不存在"),
    ],
)
def test_what_is_no_code_says_why(text, key, reason):
    assert reason in subject_codes.read(text, key, 2026).problem


def test_a_name_in_a_column_beside_must_be_that_of_the_code():
    assert subject_codes.read("30101", "economic", 2026, "基本工资").problem == ""
    assert "这里写的是“办公费”" in subject_codes.read("30101", "economic", 2026, "办公费").problem
    assert subject_codes.read("", "economic", 2026, "办公费").code == "30201"


def test_levels_in_columns_of_their_own_become_one_code():
    assert subject_codes.joined({"类": "201", "款": "3", "项": "1"}) == "2010301"
    assert subject_codes.joined({"类": "201", "款": "20103", "项": "2010301"}) == "2010301"
    assert subject_codes.joined({"类": "301 工资福利支出", "款": "01"}) == "30101"
    assert subject_codes.joined({"款": "03"}) == ""
    assert subject_codes.joined({}) == ""


def test_upper_levels_and_what_a_doubtful_cell_may_mean():
    assert [subject_codes.is_upper(code, "function") for code in ("201", "20103", "2010301", "999", "")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert subject_codes.candidates("办工费", "economic", 2026)[0] == "30201"
    assert subject_codes.candidates("302", "economic", 2026)[:2] == ["30201", "30202"]
