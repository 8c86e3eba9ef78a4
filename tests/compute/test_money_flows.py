"""Money passed on: which money each pool's own spending stands under; circles fall away."""

from desktop.compute.money_flows import Flow, passed_on

A, B, C = (
    (2027, unit, (fund, "", "当年")) for unit, fund in (("甲", "事业收入"), ("乙", "上级补助收入"), ("丙", "其他收入"))
)


def test_what_is_spent_stands_under_the_payers_money_up_to_what_was_received():
    assert passed_on([Flow(A, B, 60)], {B: 100}) == {B: [(A[2], 60)]}
    assert passed_on([Flow(A, B, 60)], {B: 10}) == {B: [(A[2], 10)]}
    assert passed_on([Flow(A, B, 60)], {}) == {}


def test_what_is_not_spent_was_passed_on():
    flows = [Flow(A, B, 60), Flow(B, C, 50)]
    assert passed_on(flows, {B: 20, C: 50}) == {B: [(A[2], 20)], C: [(A[2], 40), (B[2], 10)]}


def test_a_circle_restates_nothing_and_what_comes_from_outside_it_goes_on():
    assert passed_on([Flow(A, B, 30), Flow(B, A, 30)], {A: 5, B: 5}) == {}
    assert passed_on([Flow(B, C, 40), Flow(C, B, 30), Flow(A, B, 7)], {B: 7, C: 10}) == {
        B: [(A[2], 7)],
        C: [(B[2], 10)],
    }


def test_money_a_pool_gives_itself_is_a_circle_too():
    assert passed_on([Flow(A, A, 10)], {A: 10}) == {}
