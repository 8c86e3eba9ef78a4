"""What is brought up to date after an edit equals what is computed anew; the long form makes 2,000 edits."""

from desktop.compute.cube_step import Step
from tests import incremental, scale


def test_every_answer_after_an_edit_is_that_of_a_fresh_computation():
    assert incremental.run(scale.count(10), scale.seed(20261121)) == []


def test_the_comparison_notices_a_sum_that_is_not_brought_up_to_date(monkeypatch):
    monkeypatch.setattr(Step, "total", lambda self, selection: self._totals.get(selection) if self.in_place else None)
    assert next(incremental.found_wrong(18, 20261121), None)
