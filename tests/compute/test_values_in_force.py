"""What a year is computed with: whose value, in which months, and what is to be looked at."""

from desktop.compute import policy_values, values_in_force
from desktop.compute.values_in_force import OF_BOOK, OF_PACK
from desktop.ledger.records import ParameterValue
from tests.policies import YEAR, dated, facts_of, pack


def rows(own=(), **packed):
    parameters = tuple(
        ParameterValue(parameter="quota", valid_from=since, value=value, reference=reference)
        for value, since, reference in own
    )
    values = policy_values.of_budget(facts_of(parameters=parameters), lambda _: pack(**packed))
    found = values_in_force.of_year(values, {"quota"})
    assert values.missing == {}
    return [each for each in found if each.parameter.id == "quota"]


def test_each_value_of_the_year_has_its_months_and_its_source():
    found = rows(own=[("9", f"{YEAR}-07-01", "县文")], quota=(dated("1"),))
    assert [(each.first, each.last, str(each.value.value), each.source) for each in found] == [
        (1, 6, "1", OF_PACK),
        (7, 12, "9", OF_BOOK),
    ]
    assert found[1].notes == ("代替参数包自 2020-01-01 起的 1",)


def test_what_is_to_be_looked_at_is_noted():
    assert rows(quota=(dated("1", reference="示例"),))[0].notes == ("示例，报送前换成当地数值",)
    assert rows(quota=(dated("1", reference=" "),))[0].notes == ("没有写明文号",)
    missing = rows(quota=())[0]
    assert (missing.value, missing.source, missing.notes) == (None, "", ("没有数值，用到它的项目没有计算",))


def test_what_is_used_stands_first():
    values = policy_values.of_budget(facts_of(), lambda _: pack())
    found = values_in_force.of_year(values, {"subsidy"})
    assert (found[0].parameter.id, found[0].used, found[1].used) == ("subsidy", True, False)
