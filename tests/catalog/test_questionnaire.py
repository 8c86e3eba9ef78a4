"""The questionnaire as it is filled in: what is asked, what is wrong, and the answers file that comes of it."""

import tomllib

import pytest

from desktop.catalog import answers, asked, choices, policy, questionnaire, questions
from desktop.catalog.questionnaire import Questionnaire, Typed
from desktop.catalog.questions import NONE, UNKNOWN
from desktop.findings import UserError
from tests import answers_2027, cases_2027

YEAR = 2027


@pytest.fixture
def sheet():
    made = Questionnaire(YEAR)
    made.title = "青禾县"
    return made


def about(sheet, key):
    return next(each for each in sheet._all() if each.key == key)


def answer(sheet, key, value, number=0, **more):
    typed = sheet.typed(key)
    if number == len(typed):
        typed.append(sheet.blank())
    typed[number].value = value
    typed[number].document = more.get("document", "青财〔2026〕1号")
    typed[number].valid_from = more.get("valid_from", "2027-01-01")
    return sheet.problem(about(sheet, key), number)


def parameters(sheet):
    return tomllib.loads(sheet.answered().text)["parameters"]


def test_all_that_an_answers_file_can_set_is_asked(sheet):
    keys = {each.key for each in sheet._all()}
    assert keys >= {key for question in questions.load() for key in question.keys}
    assert keys >= choices.CHOICES.keys()
    assert keys >= policy.load("national").parameters.keys()
    rules = questions.standard_rules()["base_sets"]
    assert keys >= {asked.base_key(name, kind) for name, by_kind in rules.items() for kind in by_kind}


def test_a_rate_is_typed_in_percent_and_an_amount_in_yuan(sheet):
    assert answer(sheet, "rate.medical", "8.5") == ""
    assert answer(sheet, "si.base.floor", "4,521.50") == ""
    found = parameters(sheet)
    assert found["rate.medical"]["values"][0]["value"] == "0.085"
    assert found["si.base.floor"]["values"][0]["value"] == "4521.50"


@pytest.mark.parametrize("value", ["", UNKNOWN])
def test_what_is_not_known_has_no_value_and_is_never_zero(sheet, value):
    answer(sheet, "rate.medical", value)
    assert parameters(sheet)["rate.medical"]["values"] == []
    assert "职工基本医疗保险（含生育）单位费率" in sheet.answered().unknown


def test_what_the_place_does_not_have_is_no_rule(sheet):
    answer(sheet, "rate.medical_cs", NONE)
    answer(sheet, "hf.base.ceiling", NONE)
    made = tomllib.loads(sheet.answered().text)
    assert "公务员医疗补助" not in {each["label"] for each in made["contributions"]}
    housing = next(each for each in made["contributions"] if each["rate"] == "rate.housing")
    assert "ceiling" not in housing and housing["floor"] == "hf.base.floor"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("rate.medical", "八", "只填数字"),
        ("rate.medical", "800", "不会超过 100%"),
        ("si.base.floor", "-1", "只填数字"),
        ("performance.total", "900", "不会超过 100 分"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_plain_words(sheet, key, value, said):
    assert said in answer(sheet, key, value)
    with pytest.raises(UserError, match="1 处要改正"):
        sheet.answered()


def test_a_date_that_is_none_is_refused(sheet):
    assert "2027-01-01" in answer(sheet, "rate.medical", "8", valid_from="2027年1月")
    assert answer(sheet, "rate.medical", "", valid_from="") == ""


def test_two_values_of_one_day_are_refused_and_of_two_days_taken(sheet):
    answer(sheet, "si.base.floor", "4000")
    assert "只能有一个" in answer(sheet, "si.base.floor", "4200", 1)
    assert answer(sheet, "si.base.floor", "4200", 1, valid_from="2027-07-01") == ""
    assert len(parameters(sheet)["si.base.floor"]["values"]) == 2


def test_a_day_in_another_spelling_is_the_same_day(sheet):
    assert answer(sheet, "si.base.floor", "4000", valid_from="2027/1/1") == ""
    assert "只能有一个" in answer(sheet, "si.base.floor", "4200", 1, valid_from="20270101")
    assert answer(sheet, "si.base.floor", "4200", 1, valid_from="2027年7月1日") == ""
    days = [str(each["from"]) for each in parameters(sheet)["si.base.floor"]["values"]]
    assert days == ["2027-01-01", "2027-07-01"]
    answer(sheet, "si.base.ceiling", "20000")
    assert "高于上限" in answer(sheet, "si.base.floor", "21000", 1, valid_from="2027/7/1")


def test_a_floor_above_its_ceiling_is_seen_at_each_day(sheet):
    answer(sheet, "si.base.floor", "4000")
    assert answer(sheet, "si.base.ceiling", "20000") == ""
    assert "高于上限" in answer(sheet, "si.base.floor", "21000", 1, valid_from="2027-07-01")


def test_what_can_be_taken_is_still_looked_at(sheet):
    answer(sheet, "rate.housing", "20")
    assert "5% 到 12%" in sheet.remark(about(sheet, "rate.housing"))
    answer(sheet, "rate.medical", "0")
    assert "不知道" in sheet.remark(about(sheet, "rate.medical"))
    answer(sheet, "rate.medical", "8", document=" ")
    assert "文号" in sheet.remark(about(sheet, "rate.medical"))
    answer(sheet, "rate.medical", "8", valid_from="2027/1/1")
    assert "用不到" not in sheet.remark(about(sheet, "rate.medical"))
    answer(sheet, "rate.medical", "8", valid_from="2028-01-01")
    assert "用不到" in sheet.remark(about(sheet, "rate.medical"))


def test_practices_and_items_are_checked(sheet):
    sheet.words["annuity"] = "半账"
    sheet.words["dependants_function"] = "2080801"
    sheet.words[asked.base_key("养老", "行政")] = "职务工资，级别工资、奖金"
    assert set(sheet.problems()) == {"annuity", asked.base_key("养老", "行政")}
    sheet.words["annuity"] = "虚账"
    sheet.words[asked.base_key("养老", "行政")] = "职务工资，级别工资/12"
    made = tomllib.loads(sheet.answered().text)
    assert made["base_sets"]["养老"]["行政"] == ["职务工资", "级别工资/12"]
    assert (made["choices"]["annuity"], made["choices"]["dependants_function"]) == ("虚账", "2080801")


def test_a_rule_the_place_does_not_use_is_left_out(sheet):
    sheet.words[asked.LEAVE_OUT] = "护理费"
    assert "护理费" not in {each["item"] for each in tomllib.loads(sheet.answered().text)["pay_items"]}


def test_progress_counts_questions(sheet):
    asked_first = len(questions.load())
    assert (sheet.progress().asked, sheet.progress().open) == (asked_first, asked_first)
    answer(sheet, "quota.行政", "12000")
    assert sheet.progress().answered == 0
    for kind in ("参公", "事业", "工勤"):
        answer(sheet, f"quota.{kind}", NONE)
    answer(sheet, "commute.正科", "1000")
    answer(sheet, "rate.medical", UNKNOWN)
    sheet.words["annuity"] = "实账"
    assert (sheet.progress().answered, sheet.progress().unknown) == (3, 1)


def test_what_is_half_filled_comes_back_as_it_was_typed(sheet):
    answer(sheet, "rate.medical", "8a", valid_from="明年")
    answer(sheet, "rate.housing", "12")
    sheet.words["annuity"] = "虚账"
    sheet.words[asked.LEAVE_OUT] = "护理费"
    again = Questionnaire(YEAR, tomllib.loads(sheet.text()))
    assert again.typed("rate.medical") == [Typed("8a", "青财〔2026〕1号", "明年")]
    assert again.typed("rate.housing")[0].value == "12"
    assert (again.words["annuity"], again.words[asked.LEAVE_OUT], again.title) == ("虚账", "护理费", "青禾县")


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_the_answers_file_of_a_case_makes_the_same_pack_through_the_questionnaire(tmp_path, name):
    file = tmp_path / "答案.toml"
    file.write_text(answers_2027.answers_of(cases_2027.load(name)), encoding="utf-8")
    sheet = questionnaire.of_file(file, YEAR)
    assert sheet.problems() == {}
    assert tomllib.loads(sheet.answered().text) == tomllib.loads(answers.make(file).text)


def test_a_pack_becomes_answers_again(tmp_path, sheet):
    answer(sheet, "rate.medical", "8")
    file = tmp_path / "青禾县.toml"
    file.write_text(sheet.answered().text, encoding="utf-8")
    again = questionnaire.of_file(file, 2028)
    assert again.typed("rate.medical")[0] == Typed(
        "8", "青财〔2026〕1号", "2027-01-01", {"label": "职工基本医疗保险（含生育）单位费率", "unit": "比例"}
    )
    assert again.answered().text == sheet.answered().text


@pytest.mark.parametrize("text", ["[[row]]\na = 1", '[[answer]]\nkey = "rate.x"\nvalue = "1"', "[choices]\nx = '1'"])
def test_a_file_of_something_else_is_refused(tmp_path, text):
    file = tmp_path / "别的.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError):
        questionnaire.of_file(file, YEAR)


def test_nothing_is_made_without_a_name():
    with pytest.raises(UserError, match="名称"):
        Questionnaire(YEAR).answered()
