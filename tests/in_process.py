"""Outside files read in the process of the tests, by the very function that the limited child calls.

A process for every file of every test is a tenth of the run. What the child refuses, how it is limited, and that it
is asked rightly is tested with real ones in tests/outside, and at the end of each way by the tests that ask for
`outside_files_are_read_in_a_child`.
"""

import json

import pytest

from desktop.outside import child, source_files


@pytest.fixture(autouse=True)
def outside_files_are_read_in_this_process(request, monkeypatch):
    """For the conftest of rooms whose tests are about what was read."""
    if "outside_files_are_read_in_a_child" not in request.fixturenames:
        monkeypatch.setattr(source_files, "_printed", printed)


@pytest.fixture
def outside_files_are_read_in_a_child():
    """Asked for by tests that go the whole way, in a room that reads in this process."""


def printed(path, request):
    """Return what the child would print."""
    return json.dumps(child.answer(path.resolve(), request)).encode()
