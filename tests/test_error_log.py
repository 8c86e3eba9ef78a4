"""The log: kind and places of our mistakes, never a value; small, and the owner's alone."""

import logging
import os
import stat

import pytest

from desktop import error_log, paths
from desktop.error_log import log_problem


@pytest.fixture
def log(home):
    """A log of its own for each test: the handler is made when the first problem is logged."""
    logger = logging.getLogger("mingzhang")
    before = list(logger.handlers)
    logger.handlers.clear()
    mask = os.umask(0o022)
    yield home / "mingzhang.log"
    os.umask(mask)
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:] = before


def logged(secret):
    try:
        raise ValueError(secret)
    except ValueError as error:
        return error_log.log_problem(error)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_kind_and_place_are_written_and_no_value(log):
    assert logged("王芳 5000").startswith("ValueError，test_error_log.py:")
    text = log.read_text(encoding="utf-8")
    assert "ValueError at test_error_log.py:" in text
    assert "王芳" not in text


def test_an_error_that_was_never_raised_has_no_place(log):
    assert error_log.log_problem(KeyError("x")) == "KeyError"


def test_the_log_is_the_owner_s_alone_also_one_that_was_open_to_others(log):
    paths.home()
    log.write_text("earlier\n", encoding="utf-8")
    assert mode(log) == 0o644
    logged("x")
    assert mode(log) == 0o600
    assert log.read_text(encoding="utf-8").startswith("earlier\n")


def test_the_log_stays_small_and_the_last_one_is_kept(log, monkeypatch):
    monkeypatch.setattr(error_log, "LARGEST", 400)
    for number in range(40):
        logged(str(number))
    old = log.with_name("mingzhang.log.1")
    assert sorted(path.name for path in log.parent.glob("mingzhang.log*")) == [log.name, old.name]
    assert 0 < log.stat().st_size <= 400
    assert 0 < old.stat().st_size <= 400
    assert (mode(log), mode(old)) == (0o600, 0o600)


def test_a_log_that_cannot_be_moved_away_goes_on(log, monkeypatch):
    monkeypatch.setattr(error_log, "LARGEST", 400)

    def held(*_):
        raise PermissionError

    monkeypatch.setattr(os, "rename", held)
    for number in range(20):
        logged(str(number))
    assert log.read_text(encoding="utf-8").count("ValueError at") == 20


def test_the_log_names_kind_and_place_but_no_value(home, monkeypatch):
    logger = logging.getLogger("mingzhang")
    monkeypatch.setattr(logger, "handlers", [])
    home.mkdir(parents=True, exist_ok=True)
    try:
        secret = {"张三丰": 360_669}
        raise KeyError(f"张三丰 {secret['张三丰']}")
    except KeyError as error:
        name = log_problem(error)
    assert name.startswith("KeyError，test_error_log.py:")
    text = (home / "mingzhang.log").read_text(encoding="utf-8")
    assert "KeyError at" in text
    assert "test_error_log.py:" in text
    assert "张三丰" not in text
    assert "360" not in text.split("KeyError", 1)[1].replace("test_error_log.py", "")
    for handler in logger.handlers:
        handler.close()


def test_an_error_without_a_place_is_named_by_its_kind(home):
    home.mkdir(parents=True, exist_ok=True)
    assert log_problem(ValueError("x")) == "ValueError"
