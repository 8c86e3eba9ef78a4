"""The totals of two budgets side by side: five figures always, the others where there is money."""

from desktop.layouts.form import loader
from desktop.layouts.tables.compared import Compared, totals
from desktop.layouts.tables.overview import FIGURES


def test_the_five_figures_are_always_there_and_funds_add_up(disclosures):
    one, other = disclosures["wuxi_2023"], disclosures["qinghe_2025"]
    form = loader.load("chongqing/2023")
    found = totals((form, one.cube), (form, other.cube))
    assert [each.label for each in found if each.main] == [form.measures[name].label for name in FIGURES]
    assert [each.before for each in found if each.main] == [one.sum(name) for name in FIGURES]
    assert sum(each.after for each in found if each.label.startswith("支出：")) == other.sum("expenditure")
    assert all(each.before or each.after for each in found if not each.main)


def test_a_total_is_said_with_its_change():
    assert Compared("人员经费", 100, 250, True).describe() == "人员经费：1.00 → 2.50 元（+1.50）"
    assert Compared("人员经费", 250, 100, True).describe() == "人员经费：2.50 → 1.00 元（-1.50）"
    assert Compared("人员经费", 100, 100, True).describe() == "人员经费：1.00 → 1.00 元（不变）"
