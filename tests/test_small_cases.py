"""All cases are tried, whichever fails; the message names each of those."""

import inspect

import pytest

from tests.small_cases import small_cases


def test_every_case_that_fails_is_named():
    tried = []

    @small_cases(("number", "half"), [(2, 1), (5, 2), pytest.param(8, 3, id="eight"), (4, 2)])
    def check(number, half):
        tried.append(number)
        assert number == 2 * half

    with pytest.raises(AssertionError) as raised:
        check()
    assert tried == [2, 5, 8, 4]
    text = str(raised.value)
    assert text.startswith("2 of 4 cases:\n[1] (5, 2), line ")
    assert "[2] eight, line " in text
    assert "assert 5 == (2 * 2)" in text


def test_a_refusal_that_does_not_come_fails_its_case():
    @small_cases("value", ["x", "1"])
    def check(value):
        with pytest.raises(ValueError):
            int(value)

    with pytest.raises(AssertionError, match=r"1 of 2 cases:\n\[1\] \('1',\), line [0-9]+: Failed: DID NOT RAISE"):
        check()


def test_it_asks_for_its_fixtures_alone():
    @small_cases("value", [1])
    def check(value, tmp_path):
        assert tmp_path == value

    assert list(inspect.signature(check).parameters) == ["tmp_path"]
    check(tmp_path=1)


class TestOfAClass:
    half = 2

    @small_cases("value", [4])
    def test_it_has_its_own_object(self, value):
        assert value == 2 * self.half


@pytest.mark.parametrize("ids", [["one", "two"], {1: "one", 2: "two"}.get], ids=["listed", "worked out"])
def test_a_case_has_the_name_that_is_given(ids):
    @small_cases("value", [1, 2], ids=ids)
    def check(value):
        assert value == 1

    with pytest.raises(AssertionError, match=r"\[1\] two, line"):
        check()
