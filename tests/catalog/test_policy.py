"""Policy packs: dated values, which pack may be chosen, and a strict reading that names file and key."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.catalog import policy
from desktop.catalog.strict import DataError
from desktop.findings import UserError
from tests.policies import dated, pack, parameter, pay_rule, quota_rule
from tests.small_cases import small_cases


def at(values, day):
    found = parameter("x", *values).at(date.fromisoformat(day))
    return None if found is None else str(found.value)


class TestAt:
    PACK = (dated("1", "2020-01-01"), dated("2", "2025-01-01"))

    @small_cases(
        ("day", "value"),
        [("2019-12-31", None), ("2020-01-01", "1"), ("2024-12-31", "1"), ("2025-01-01", "2"), ("2030-01-01", "2")],
    )
    def test_a_value_counts_from_its_day_until_the_next(self, day, value):
        assert at(self.PACK, day) == value
        assert at(tuple(reversed(self.PACK)), day) == value

    def test_one_that_ended_counts_through_its_last_day_and_nothing_older_comes_back(self):
        values = (dated("1", "2020-01-01"), dated("2", "2025-01-01", until="2025-06-30"))
        assert at(values, "2025-06-30") == "2"
        assert at(values, "2025-07-01") is None

    @small_cases(
        ("day", "value"),
        [("2022-05-31", "1"), ("2022-06-01", "7"), ("2025-01-01", "7"), ("2025-12-31", "7"), ("2026-01-01", "8")],
    )
    def test_the_book_s_newest_begun_value_beats_the_pack_s(self, day, value):
        own = (dated("7", "2022-06-01", local=True), dated("8", "2026-01-01", local=True))
        assert at((*self.PACK, *own), day) == value
        assert at((*own, *self.PACK), day) == value


@pytest.fixture
def own(home):
    """A person's own packs, written as one file each."""

    def write(key, text):
        policy.own_folder().mkdir(parents=True, exist_ok=True)
        (policy.own_folder() / f"{key}.toml").write_text(text, encoding="utf-8")

    return write


class TestOwnPacks:
    def test_a_file_in_the_user_s_folder_is_a_pack_and_is_read_anew_when_it_changes(self, own):
        own("本县", 'title = "本县 2027"\nextends = "national"')
        assert policy.titles()["本县"] == "本县 2027"
        assert policy.load("本县") is policy.load("本县")
        assert policy.load("本县").contributions == policy.load("national").contributions
        own("本县", 'title = "本县 2027 改"\nextends = "national"')
        assert policy.load("本县").title == "本县 2027 改"

    def test_a_broken_one_is_no_choice_and_says_why_when_asked_for(self, own):
        own("坏", 'title = "坏"\n[choices]\nbonus_rule = "随便"')
        assert "坏" not in policy.titles()
        with pytest.raises(UserError, match=r"参数包“坏”（坏\.toml）有错误，不能使用：.*没有“随便”这一做法"):
            policy.load("坏")
        assert [policy.title_of(key) for key in ("坏", "别处")] == ["有错误：坏", "没有安装：别处"]

    def test_one_of_the_name_of_a_shipped_one_does_not_take_its_place(self, own):
        own("national", 'title = "别的"')
        assert policy.load("national").title != "别的"


class TestChoosing:
    def test_a_pack_without_rules_is_a_base_for_others_and_no_choice(self, own):
        offered = policy.titles()
        assert "example" in offered
        assert all(policy.load(key).computes for key in offered)
        assert "national" in offered
        own("空", 'title = "空包"')
        assert "空" in policy.available()
        assert "空" not in policy.titles()

    def test_it_is_refused_with_the_reason_and_the_way_out(self, own):
        own("空", 'title = "空包"')
        with pytest.raises(UserError, match="没有人员项目和计算规则，不能用来测算；可用的有：example"):
            policy.choosable("空")
        with pytest.raises(UserError, match=r"参数包“空包”没有人员项目，不能导入工资；请先改选"):
            policy.pay_items("空")
        assert policy.choosable("example") is policy.load("example")
        assert policy.pay_items("example")["post_wage"] == "岗位工资"

    def test_one_rule_of_any_sort_is_enough(self):
        assert not pack().computes
        assert pack(pay_rule()).computes
        assert pack(quota_rule()).computes

    def test_an_unheard_name_is_refused_with_those_there_are(self):
        with pytest.raises(UserError, match="没有政策参数包“别处”；可用的有：example"):
            policy.load("别处")

    def test_unknown_names_come_once_in_their_order(self):
        assert pack().unknown(["b", "quota", "a", "b"]) == ["b", "a"]


RULES = """
[items]
wage = {{ label = "工资" }}

[[pay]]
id = "wage"
label = "工资"
economic = "30101"
function = {function}
monthly = ["{item}"]
times = "{times}"

[[contributions]]
id = "pension"
label = "养老"
economic = "30108"
function = "2080505"
monthly = ["wage"]
rate = "rate"
floor = "rate"
ceiling = "rate"
rounding = "rate"
band = [{band}]

[[quotas]]
id = "office"
label = "办公费"
function = "own"
parameter = "rate"
basis = "{basis}"
{booked}
"""
GOOD = {"function": '"own"', "item": "wage", "times": "rate", "band": '"0.05", "0.12"', "basis": "车辆数",
        "booked": 'economic = "30201"'}  # fmt: skip
PARAMETERS = '["rate"]\nlabel = "费率"\nunit = "比例"\nreference = "甲"\nvalues = [{value}]\n'
VALUE = '{ from = 2020-01-01, value = "0.16" }'


@pytest.fixture
def written(tmp_path):
    def write(value=VALUE, title='title = "小包"', **changed):
        folder = tmp_path / "small"
        folder.mkdir(exist_ok=True)
        (folder / "policy.toml").write_text(title, encoding="utf-8")
        (folder / "rules.toml").write_text(RULES.format(**(GOOD | changed)), encoding="utf-8")
        (folder / "parameters.toml").write_text(PARAMETERS.format(value=value), encoding="utf-8")
        return policy.read(tmp_path, "small")

    return write


def test_a_pack_is_read_whole(written):
    found = written(value=f'{VALUE}, {{ from = 2025-01-01, to = 2025-12-31, value = "0.2", reference = "乙" }}')
    first, second = found.parameters["rate"].values
    assert (first.reference, first.value, first.valid_to, first.local) == ("甲", Decimal("0.16"), None, False)
    assert (second.reference, second.valid_from, second.valid_to) == ("乙", date(2025, 1, 1), date(2025, 12, 31))
    (wage,), (pension,), (office,) = found.pay, found.contributions, found.quotas
    assert wage.function == {"": "own"}
    assert (wage.statuses, wage.kinds, wage.monthly, wage.times) == (("在职", "拟招"), (), ("wage",), "rate")
    assert (pension.band, pension.thirteenth) == ((Decimal("0.05"), Decimal("0.12")), ())
    assert (office.basis, office.split, office.economic) == ("车辆数", False, "30201")
    assert (found.key, found.title, found.computes) == ("small", "小包", True)


@small_cases(
    ("changed", "told"),
    [
        ({"item": "wages"}, r"small/rules.toml.pay\[1\].monthly: 没有“wages”这个工资项"),
        ({"times": "rat"}, r"pay\[1\].times: 没有“rat”这个参数"),
        ({"function": '{ "厅级" = "2010301" }'}, r"pay\[1\].function: 应当是科目编码、own（随运行科目），或按人员类别"),
        ({"band": '"0.05"'}, r"band: 应当是两个数：\[最低, 最高\]"),
        ({"band": '"a", "0.1"'}, "band: “a”不是数字"),
        ({"basis": "房屋数"}, "basis: “房屋数”不能用"),
        ({"booked": ""}, "应当写其中一个"),
        ({"booked": 'economic = "30201"\nsplit = true'}, "应当写其中一个"),
        ({"booked": 'economic = "30201"\nmore = 1'}, "没有“more”这一项"),
        ({"value": '{ from = "2020", value = "1" }'}, "from: from（和 to）应当是日期"),
        ({"value": '{ from = 2020-01-01, to = "x", value = "1" }'}, "from: from（和 to）应当是日期"),
        ({"value": '{ from = 2020-01-01, value = "-1" }'}, "value: “-1”不是 0 或以上的数字"),
        ({"value": '{ from = 2020-01-01, value = "Infinity" }'}, "“Infinity”不是 0 或以上的数字"),
        ({"value": '{ from = 2020-01-01, value = "1", mode = 2 }'}, "没有“mode”这一项"),
        ({"title": 'title = "小包"\nelse = 1'}, "small/policy.toml: 没有“else”这一项"),
        ({"title": 'title = "小包"\nextends = "gone"'}, "gone/policy.toml: 没有这个文件"),
    ],
)
def test_a_broken_pack_names_file_and_key(written, changed, told):
    with pytest.raises(DataError, match=told):
        written(**changed)


def test_a_pack_takes_from_the_one_it_extends_what_it_does_not_say(tmp_path, written):
    base = written()
    child = tmp_path / "child"
    child.mkdir()
    (child / "policy.toml").write_text('title = "县"\nextends = "small"', encoding="utf-8")
    values = PARAMETERS.replace('["rate"]', '["other"]').format(value=VALUE)
    (child / "parameters.toml").write_text(values, encoding="utf-8")
    found = policy.read(tmp_path, "child")
    assert (found.title, found.items) == ("县", base.items)
    assert (found.pay, found.contributions, found.quotas) == (base.pay, base.contributions, base.quotas)
    assert set(found.parameters) == {"rate", "other"}


def test_zero_is_a_number(written):
    assert written(value='{ from = 2020-01-01, value = "0" }').parameters["rate"].values[0].value == 0


@small_cases("text", ["0", "0.075", "999999999999", "999999999999.99999999", "007.50"])
def test_a_rate_or_a_standard_is_read_exactly(text):
    assert policy.read_decimal(text) == (Decimal(text), "")


@small_cases(
    "text",
    ["", "1e30", "1_000", "9" * 13, "9" * 5000, "0.123456789", "-5", "+5", "NaN", "Infinity", "²", "٣", "１", "1.", ".5",
     "1.2.3", "1,000", " 1", "1\n", "10%"],
)  # fmt: skip
def test_a_rate_of_another_spelling_is_refused_with_the_reason(text):
    assert "数值“" in policy.read_decimal(text)[1]
    assert "小数点前不超过 12 位、后不超过 8 位" in policy.read_decimal(text)[1]


def test_what_is_entered_by_the_year_is_known():
    assert {"奖励性绩效工资", "年度考核奖"} <= policy.yearly_items("national")
    assert "岗位工资" not in policy.yearly_items("national")


@small_cases("text", ["20270101", "2027-W01-1", "2027W011", "2027-1-1", "2027-02-30", " 2027-01-01", "", "明天"])
def test_a_day_has_one_spelling(text):
    # Days are compared as texts too: 20270101 would be another day than 2027-01-01, and no book is read back with it.
    assert policy.read_day(text) is None
    assert policy.read_day("2027-01-01") == date(2027, 1, 1)


@small_cases(
    "text",
    [
        *(
            "2027/1/1",
            "2027.1.1",
            "2027-1-1",
            "2027年1月1日",
            "2027年01月01日",
            "20270101",
            "２０２７/１/１",
            "2027-01-01",
        ),
        *(" 2027/01/01 ", "2027 年 1 月 1 日", "2027/1/1 0:00", "2027-01-01 00:00:00", "2027 / 1 / 1", "2027年1月1号"),
    ],
)
def test_a_day_is_typed_in_the_common_spellings_and_stored_in_one(text):
    assert policy.typed_day(text) == "2027-01-01"


@small_cases(
    "text",
    [
        *("", "明天", "2027/2/30", "2027/13/1", "2027-1.1", "2027年1月", "202711", "2027111", "27/1/1", "1/1/2027"),
        *("2027-W01-1", "2027/1/1 8:30", "46388", "2027/1/1至2027/2/1", "20270001"),
    ],
)
def test_what_is_no_day_or_may_be_two_stays_as_typed_and_is_refused(text):
    assert policy.typed_day(text) == text
    assert policy.read_day(policy.typed_day(text)) is None
