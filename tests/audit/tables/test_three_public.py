"""Which item of 三公经费 a label names."""

from desktop.audit.tables import three_public
from tests.small_cases import small_cases


@small_cases(
    ("label", "item"),
    [
        ("1. 因公出国（境）费", "abroad"),
        ("公务用车购置及运行维护费小计", "vehicle"),
        ("其中：公务用车运行维护费", "operation"),
        ("公务用车购置费", "purchase"),
        ("一般公共预算拨款安排的“三公”经费小计", "three"),
        ("合计", "total"),
        ("培训费", "training"),
        ("办公费", ""),
    ],
)
def test_items(label, item):
    assert three_public.item(label) == item


def test_only_items_that_are_there_are_parts():
    assert three_public.sums({"total", "reception", "vehicle"}) == [("total", [["reception", "vehicle"]] * 2)]


def test_a_header_of_two_items_names_neither():
    assert three_public.of_header(("三公经费合计因公出国（境）费",)) == ""
    assert three_public.of_header(("公务接待费公务用车购置费",)) == ""
    assert three_public.of_header(("公务用车购置及运行费",)) == "vehicle"


@small_cases(
    ("items", "known"),
    [
        ({"reception", "vehicle"}, True),
        ({"reception", "purchase", "operation"}, True),
        ({"abroad", "vehicle"}, True),  # 公务接待费 was left out
        ({"abroad", "reception"}, True),
        ({"reception"}, False),
        ({"purchase", "operation"}, False),
        ({"meeting", "training"}, False),
    ],
)
def test_two_items_are_enough_to_know_them(items, known):
    assert three_public.complete(items) is known
