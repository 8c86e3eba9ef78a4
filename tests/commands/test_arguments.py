"""Each command about a book says which unit it is about; those that show or check take all units below it too."""

import pytest

from desktop import cli

SHOWING = (
    "tables",
    "narrative",
    "check",
    "lines",
    "causes",
    "export",
    "next-stage",
    "roll-forward",
    "check-text",
    "explain",
)
WRITING = (
    "set",
    "fill-income",
    "import-lines",
    "import-income",
    "import-last-year",
    "import-roster",
    "import-projects",
)


def options(name):
    parser = cli._parser()
    (commands,) = (action for action in parser._actions if action.choices and "tables" in action.choices)
    return {option for action in commands.choices[name]._actions for option in action.option_strings}


@pytest.mark.parametrize("name", SHOWING)
def test_what_shows_takes_one_unit_or_all(name):
    assert {"--unit", "--all"} <= options(name)


@pytest.mark.parametrize("name", WRITING)
def test_what_writes_takes_one_unit(name):
    assert "--unit" in options(name)
    assert "--all" not in options(name)
