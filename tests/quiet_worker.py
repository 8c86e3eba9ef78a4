"""What a worker of pytest-xdist sends to the process that counts: the call of each test, and whatever did not pass.

pytest sends a beginning, a setup, a call, a teardown and an end of each test, and both processes work through each of them;
for thousands of short tests that took a third of what xdist takes. Not used where durations are asked for: those are of all.
"""

import pytest
from _pytest import runner


def begin(config):
    """Let a worker that is asked for no durations send less."""
    if hasattr(config, "workerinput") and config.option.durations is None:
        config.pluginmanager.register(CallsAndFailures())


class CallsAndFailures:
    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item, nextitem):
        """Run a test as pytest does; say less of it."""
        for report in runner.runtestprotocol(item, log=False, nextitem=nextitem):
            if report.when == "call" or not report.passed:
                item.ihook.pytest_runtest_logreport(report=report)
        return True
