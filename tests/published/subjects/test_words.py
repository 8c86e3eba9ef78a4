"""Words of labels and headings: those of the data file, of the sources of money and of the classifications."""

import pytest

from desktop.catalog.classification import load
from desktop.catalog.measures import make_filter
from desktop.published.subjects import words
from desktop.published.subjects.heads import YEARS


def meaning(label, side):
    found = words.meaning_of(label, side)
    return None if found is None else (found.role, tuple(each for each in found.where if each[0] != "side"))


@pytest.mark.parametrize(
    ("label", "side", "expected"),
    [
        ("一、一般公共预算财政拨款收入", "收入", ("part", (("fund", ("一般公共预算",)),))),
        ("其中：政府性基金预算资金", "收入", ("part", (("fund", ("政府性基金",)),))),
        ("（三）财政专户核拨收入", "收入", ("part", (("fund", ("财政专户管理资金",)),))),
        ("本年收入合计", "收入", ("current", ())),
        ("收 入 总 计", "收入", ("total", ())),
        ("七、上年结转和结余", "收入", ("part", (("carry", ("结转",)),))),
        ("（一）一般公共预算拨款结转", "收入", ("part", (("fund", ("一般公共预算",)), ("carry", ("结转",))))),
        ("四、上年结转（政府性基金）", "收入", ("part", (("fund", ("政府性基金",)), ("carry", ("结转",))))),
        ("十、卫生健康支出", "支出", ("part", (("function", ("210",)),))),
        ("医疗卫生与计划生育支出", "支出", ("part", (("function", ("210",)),))),
        ("208 社会保障和就业支出", "支出", ("part", (("function", ("208",)),))),
        ("社保支出（208类）", "支出", ("part", (("function", ("208",)),))),
        ("工资福利支出", "支出", ("part", (("economic", ("301",)),))),
        ("日常公用经费", "支出", ("part", (("nature", ("公用",)),))),
        ("支出合计", "支出", ("total", ())),
        ("2.公务用车运行维护费用", "三公", ("part", (("economic", ("30231",)),))),
        ("（二）公务用车购置及运行维护支出", "三公", ("part", (("economic", ("30231", "31013", "30913")),))),
        ("机关运行经费", "三公", ("other", ())),
        ("某种收入", "收入", None),
        ("299 某某支出", "支出", None),
        ("公务接待费", "支出", None),
        ("", "支出", None),
    ],
)
def test_what_labels_mean(label, side, expected):
    assert meaning(label, side) == expected


@pytest.mark.parametrize(
    ("path", "side", "expected"),
    [
        (("2024年预算数",), "支出", ()),
        (("支出", "合计"), "支出", ()),
        (("一般公共预算拨款",), "支出", (("fund", ("一般公共预算",)),)),
        (("基本支出", "人员经费"), "支出", (("nature", ("人员",)),)),
        (("上年结转",), "收入", (("carry", ("结转",)),)),
        (("公务用车购置及运行费", "购置费"), "三公", (("economic", ("31013", "30913")),)),
        (("2023年预算数",), "支出", None),
        (("上年预算数",), "收入", None),
        (("增减%",), "支出", None),
        (("数量",), "支出", None),
        (("教育支出",), "支出", None),
        (("县级",), "收入", None),
    ],
)
def test_what_headings_of_amounts_mean(path, side, expected):
    assert words.heading(path, side, 2024, YEARS) == expected


def test_this_year_beside_what_is_carried_in():
    assert words.is_of_year(("本年收入",)) and words.is_of_year(("当年拨款",))
    assert not words.is_of_year(("合计",))


def test_the_data_file_names_codes_and_properties_that_are_there():
    for entry in words.raw()["rows"]:
        make_filter(entry.get("where", {}), "published_tables.toml")
        assert all(load("economic").name(code) for code in entry.get("where", {}).get("economic", ()))
        assert len(set(entry["words"])) == len(entry["words"])


@pytest.mark.parametrize("side", ["收入", "支出", "三公"])
def test_no_word_of_a_side_means_two_things(side):
    taken = {side, "结转下年"} if side == "支出" else {side}
    seen = {}
    for number, entry in enumerate(words.raw()["rows"]):
        for word in entry["words"] if entry["side"] in taken else ():
            assert seen.setdefault(words.key(word), number) == number, word


def test_fields_and_kinds_of_records():
    assert words.fields_of("projects")[words.key("项目名称")] == "project"
    assert words.fields_of("purchases")[words.key("采购类别")] == "procurement_kind"
    assert words.purchase_kinds()[words.key("A货物")] == "货物"
    assert words.no_money().search("本单位无政府性基金预算支出") and not words.no_money().search("详见附件")
