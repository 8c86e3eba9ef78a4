"""Codes that come first where one is typed: the unit's own 项, then what the budget uses, the most used first."""

from collections import Counter

from desktop.ui.grids.used_codes import path_of, used_codes


def test_the_units_own_function_comes_before_what_lines_carry(session):
    used = used_codes(session, "function")
    assert used[0] == session.unit.own_function
    counted = Counter(line.function for line in session.disclosure.cube.lines if line.side == "支出")
    assert set(used) >= set(counted)
    others = [counted[code] for code in used if code in counted and code != session.unit.own_function]
    assert others == sorted(others, reverse=True)


def test_economic_codes_are_those_of_the_lines(session):
    assert set(used_codes(session, "economic")) == {
        line.economic for line in session.disclosure.cube.lines if line.side == "支出"
    }


def test_a_code_has_the_names_above_it():
    assert path_of("function", "2010350") == "一般公共服务支出 › 政府办公厅（室）及相关机构事务"
    assert path_of("economic", "30201") == "商品和服务支出"
