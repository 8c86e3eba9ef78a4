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


D, E = ((2027, unit, ("其他收入", "", "当年")) for unit in ("丁", "戊"))


def test_what_is_spent_beyond_what_was_received_is_the_pool_s_own():
    assert passed_on([Flow(A, B, 100), Flow(B, C, 100)], {B: 9, C: 150}) == {
        B: [(A[2], 9)],
        C: [(A[2], 91), (B[2], 9)],
    }
    assert passed_on([Flow(A, B, 100), Flow(B, C, 100)], {C: 150}) == {C: [(A[2], 100)]}


def test_the_last_fen_counts():
    assert passed_on([Flow(A, B, 1)], {B: 1}) == {B: [(A[2], 1)]}


def test_of_two_payers_what_is_left_of_the_first_goes_on_first():
    assert passed_on([Flow(A, C, 100), Flow(B, C, 100), Flow(C, D, 100)], {C: 30, D: 100}) == {
        C: [(A[2], 30)],
        D: [(A[2], 70), (B[2], 30)],
    }


def test_a_circle_is_found_behind_payments_that_end():
    others = [Flow(A, C, 10), Flow(A, D, 10), Flow(A, E, 10)]
    assert passed_on([Flow(A, B, 30), *others, Flow(B, A, 30)], {C: 10, D: 10, E: 10}) == {
        end: [(A[2], 10)] for end in (C, D, E)
    }
