"""A pack made from an answers file: the four cases come out line by line, and nothing unknown becomes a value."""

import tomllib
from dataclasses import replace

import pytest

from desktop.catalog import answers, choices, policy, questions
from desktop.catalog.strict import DataError
from desktop.compute import drafting
from desktop.findings import UserError
from tests import answers_2027, cases_2027
from tests.compute.test_cases_2027 import computed_lines, expected_lines
from tests.small_cases import small_cases

PACK = "本县"


def made(tmp_path, text):
    file = tmp_path / "答案.toml"
    file.write_text(text, encoding="utf-8")
    return answers.make(file)


def installed(made_pack):
    folder = policy.own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{PACK}.toml").write_text(made_pack.text, encoding="utf-8")
    return policy.load(PACK)


def refused(tmp_path, text):
    with pytest.raises(UserError) as caught:
        made(tmp_path, text)
    return str(caught.value)


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_every_line_of_a_case_comes_from_its_answers(tmp_path, name):
    case = cases_2027.load(name)
    pack = installed(made(tmp_path, answers_2027.answers_of(case)))
    facts = cases_2027.book_of(case)
    facts = replace(facts, budget=replace(facts.budget, policy=PACK))
    expected, found = expected_lines(case), computed_lines(case, drafting.draft(facts))
    assert (sorted(expected - found), sorted(found - expected)) == ([], [])
    assert {key: pack.choices.get(key) for key in case["policy"]["choices"]} == {
        key: entry["value"] for key, entry in case["policy"]["choices"].items()
    }


def test_the_answers_of_a_case_only_say_what_differs_from_the_national_rules():
    for name in cases_2027.NAMES:
        tables = cases_2027.pack_tables(cases_2027.load(name))
        written = tomllib.loads(answers_2027.answers_of(cases_2027.load(name)))
        assert len(written.get("pay_items", [])) < len(tables["pay_items"])


class TestTheFileAsItIsAsked:
    """Nobody answered anything yet."""

    def test_makes_a_pack_that_knows_nothing(self, tmp_path):
        pack = made(tmp_path, questions.answers_file(2027))
        assert pack.answered == 0
        assert "社保缴费基数下限" in pack.unknown
        found = installed(pack)
        assert found.computes
        for key in ("si.base.floor", "rate.medical", "quota.行政"):
            assert found.parameters[key].values == ()
        assert found.parameters["rate.pension"].values, "what national law says is known"

    def test_what_is_not_known_is_never_nothing(self, tmp_path):
        blank = installed(made(tmp_path, questions.answers_file(2027)))
        told = questions.answers_file(2027).replace('value = ""', 'value = "不知道"')
        assert "不知道" in told
        for parameter in installed(made(tmp_path, told)).parameters.values():
            known = blank.parameters.get(parameter.id)
            assert parameter.values == (known.values if known else ())


ONE = '[[answer]]\nkey = "{}"\nvalue = "{}"\ndocument = "某文1号"\nfrom = 2027-01-01\n'


def test_a_value_stands_with_its_document_and_day(tmp_path):
    text = ONE.format("rate.medical", "0.08") + ONE.format("rate.medical", "0.075").replace("2027", "2026")
    (first, second) = installed(made(tmp_path, text)).parameters["rate.medical"].values
    assert (str(first.valid_from), str(first.value), first.reference) == ("2026-01-01", "0.075", "某文1号")
    assert (str(second.valid_from), str(second.value)) == ("2027-01-01", "0.08")


def test_a_rate_over_the_whole_is_refused(tmp_path):
    assert "answer[1].value：“8”大于 1；比例请写成小数，例如 8% 写 0.08" in refused(
        tmp_path, ONE.format("rate.medical", "8")
    )
    assert made(tmp_path, ONE.format("quota.行政", "8000")).answered == 1


def test_a_rule_left_out_by_a_wrong_name_is_refused(tmp_path):
    text = refused(tmp_path, 'leave_out = ["公务员医疗补贴"]\n')
    assert "没有“公务员医疗补贴”这个工资项、缴费或定额（相近的：公务员医疗补助" in text
    assert made(tmp_path, 'leave_out = ["公务员医疗补助", "综合定额（工勤）"]\n').text


def test_a_kind_of_people_that_there_is_not_is_refused(tmp_path):
    text = '[[pay_items]]\nitem = "高温津贴"\neconomic = "30102"\nkinds = ["外星人"]\n'
    assert "“外星人”不能用；可选：行政" in refused(tmp_path, text)


def test_what_a_place_does_not_have_is_left_out_and_not_missing(tmp_path):
    found = installed(made(tmp_path, ONE.format("rate.medical_cs", "没有") + ONE.format("quota.离休", "没有")))
    assert "公务员医疗补助" not in [rule.label for rule in found.contributions]
    assert "离休人员公用经费" not in [rule.label for rule in found.quotas]
    assert "公务员医疗补助" in [rule.label for rule in installed(made(tmp_path, "")).contributions]


def test_ranks_years_and_pupils_bring_their_rules(tmp_path):
    text = ONE.format("commute.一级主任科员", "700") + ONE.format("town.allowance.15", "500")
    found = installed(made(tmp_path, text + ONE.format("pupil.小学", "720")))
    rules = {rule.label: rule for rule in found.pay}
    assert rules["公务交通补贴"].by_rank == "commute"
    assert rules["乡镇工作补贴"].steps == ((15, "town.allowance.15"),)
    assert [rule.counted for rule in found.quotas if rule.parameter == "pupil.小学"] == ["小学"]
    plain = {rule.label: rule for rule in installed(made(tmp_path, "")).pay}
    assert (plain["公务交通补贴"].by_rank, plain["乡镇工作补贴"].steps) == ("", ())


def test_a_rule_of_the_same_name_changes_only_what_it_says(tmp_path):
    text = '[[quotas]]\nlabel = "综合定额（行政）"\npercents = { "30201" = "60", "30299" = "40" }\n'
    text += '[base_sets."养老"]\n"编外" = ["编外人员工资", "国家统一津贴补贴"]\n'
    found = installed(made(tmp_path, text))
    (quota,) = [rule for rule in found.quotas if rule.label == "综合定额（行政）"]
    assert (quota.parameter, quota.kinds, quota.percents[0][0]) == ("quota.行政", ("行政",), "30201")
    pension = {rule.id: rule.monthly for rule in found.contributions}
    assert pension["编外人员单位缴纳养老.编外"] == ("编外人员工资", "国家统一津贴补贴")
    assert "职务工资" in pension["基本养老保险.行政"]


@pytest.mark.parametrize("number", range(max(len(choice.values) for choice in choices.CHOICES.values())))
def test_every_choice_can_be_made(tmp_path, number):
    """Of each question its first value in one file, its second in the next."""
    chosen = {key: choice.values[number % len(choice.values)] for key, choice in choices.CHOICES.items()}
    text = "[choices]\n" + "".join(f'{key} = "{value}"\n' for key, value in chosen.items())
    found = installed(made(tmp_path, text)).choices
    assert {key: found[key] for key in chosen} == chosen


@small_cases(
    ("text", "words"),
    [
        ("[[answer]]\nkey = 1", "没有“1”这一项"),
        (ONE.format("rate.medicl", "0.08"), "answer[1].key：没有“rate.medicl”这一项（相近的：rate.medical"),
        (ONE.format("rate.medical", "8%"), "answer[1].value：数值“8%”不对"),
        (ONE.format("rate.medical", "0.08").replace('"0.08"', "0.08"), "answer[1].value：请加引号"),
        (ONE.format("rate.medical", "0.08").replace("2027-01-01", '"2027-01-01"'), "不加引号，例如 from = 2027-01-01"),
        (ONE.format("rate.medical", "0.08").replace("from", "since"), "answer[1].since：没有这个名称，可以写："),
        (ONE.format("rate.medical", "0.08") * 2, "在 2027-01-01 已有一个数值"),
        (ONE.format("annuity", "半实账"), "answer[1].value：“职业年金单位部分”没有“半实账”这一做法；可选：实账、虚账"),
        ('[choices]\nannuty = "实账"', "choices.annuty：没有这一做法，相近的：annuity"),
        ("[town]\n", "town：没有这个名称"),
        ('[[quotas]]\nbasis = "人月"', "quotas[1]：请写明 label"),
        ('[[quotas]]\nlabel = "甲"\nbasis = "人月"', "生成的规则不能使用"),
        (ONE.format("town.allowance.十", "1"), "后面应为年数"),
        ("key = ", "格式不对（文件末尾不符合 TOML 的写法）"),
    ],
)
def test_what_does_not_fit_makes_no_pack(tmp_path, text, words):
    assert words in refused(tmp_path, text)


def test_a_broken_national_file_is_not_the_answerer_s_mistake():
    assert not issubclass(DataError, UserError)
