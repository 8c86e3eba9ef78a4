"""Mistakes of ours: the log gets kind and places, never a value of the ledger."""

import logging

from desktop.problems import log_problem


def test_the_log_names_kind_and_place_but_no_value(home, monkeypatch):
    logger = logging.getLogger("mingzhang")
    monkeypatch.setattr(logger, "handlers", [])
    home.mkdir(parents=True, exist_ok=True)
    try:
        secret = {"张三丰": 360_669}
        raise KeyError(f"张三丰 {secret['张三丰']}")
    except KeyError as error:
        name = log_problem(error)
    assert name.startswith("KeyError，test_problems.py:")
    text = (home / "mingzhang.log").read_text(encoding="utf-8")
    assert "KeyError at" in text
    assert "test_problems.py:" in text
    assert "张三丰" not in text
    assert "360" not in text.split("KeyError", 1)[1].replace("test_problems.py", "")
    for handler in logger.handlers:
        handler.close()


def test_an_error_without_a_place_is_named_by_its_kind(home):
    home.mkdir(parents=True, exist_ok=True)
    assert log_problem(ValueError("x")) == "ValueError"
