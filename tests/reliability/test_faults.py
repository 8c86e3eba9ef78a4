"""A choice of failing disks on every test run; all of them, from every call on: `python -m tests.long faults`."""

import pytest

from tests.reliability import faults, sqlite_calls

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sqlite_calls.available(), reason="SQLite's file functions cannot be reached here"),
]

CELLS = [
    *(("edit", fault) for fault in ("full", "read-only", "failing writes", "failing syncs", "vanished", "replaced")),
    *(("new", fault) for fault in ("full", "folder read-only")),
    *((name, "full") for name in ("undo", "import", "evidence", "backup", "restore", "export", "template", "freeze")),
    *((name, "no rights") for name in ("import", "evidence", "restore", "template")),
    *((name, "locked") for name in ("open", "export")),
    ("open", "home full"),
    ("migrate", "failing syncs"),
]


def test_on_a_failing_disk_nothing_is_lost_and_all_is_said_plainly():
    found = faults.run(CELLS)
    assert found.wrong == []
    assert set(found.cells.values()) == {"refused"}
    assert {name for name, _ in found.cells} == set(faults.OPERATIONS)
    assert {fault for _, fault in found.cells} == set(faults.FAULTS)
    assert "没有权限读取" in found.sentences["import", "no rights"]
    assert "没有建成" in found.sentences["new", "full"]


@pytest.mark.parametrize(
    ("name", "fault", "call", "words"),
    [
        ("new", "failing syncs", 5, "没有建成"),
        ("edit", "full", 24, "没有保存"),
        ("edit", "failing syncs", 3, "没有确认"),
        ("migrate", "folder read-only", 1, "；"),
        ("open", "read-only", 3, "没有权限写入"),
    ],
)
def test_a_disk_that_fails_half_way_is_said_as_what_it_is(name, fault, call, words):
    found = faults.run([(name, fault)], (call,))
    assert found.wrong == []
    assert words in found.sentences[name, fault]


@pytest.mark.parametrize("mistake", faults.MISTAKES)
def test_a_mistake_that_is_put_in_is_caught(mistake):
    assert faults.caught(mistake)
