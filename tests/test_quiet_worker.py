"""Nothing that went wrong is left out of what a worker sends."""

from types import SimpleNamespace

import pytest
from _pytest import runner

from tests import quiet_worker


@pytest.mark.parametrize(
    ("outcomes", "sent"),
    [
        ({"setup": True, "call": True, "teardown": True}, ["call"]),
        ({"setup": True, "call": False, "teardown": False}, ["call", "teardown"]),
        ({"setup": False, "teardown": True}, ["setup"]),
    ],
)
def test_the_call_and_whatever_did_not_pass_is_sent(outcomes, sent, monkeypatch):
    reports = [SimpleNamespace(when=when, passed=passed) for when, passed in outcomes.items()]
    monkeypatch.setattr(runner, "runtestprotocol", lambda *_, **__: reports)
    seen = []
    hooks = SimpleNamespace(pytest_runtest_logreport=lambda report: seen.append(report.when))
    assert quiet_worker.CallsAndFailures().pytest_runtest_protocol(SimpleNamespace(ihook=hooks), None)
    assert seen == sent


@pytest.mark.parametrize(
    ("config", "less"),
    [
        ({"workerinput": {}, "option": SimpleNamespace(durations=None)}, True),
        ({"workerinput": {}, "option": SimpleNamespace(durations=0)}, False),
        ({"option": SimpleNamespace(durations=None)}, False),
    ],
)
def test_only_a_worker_that_is_not_asked_for_durations_sends_less(config, less):
    registered = []
    config = SimpleNamespace(pluginmanager=SimpleNamespace(register=registered.append), **config)
    quiet_worker.begin(config)
    assert bool(registered) is less
