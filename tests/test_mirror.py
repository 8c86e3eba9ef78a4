"""Tests mirror `desktop/`: each module has a test file of its name in the same place, or stands here with the reason."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

WITHOUT = {
    "__main__": "two lines that hand over to cli; run as a process in test_first_run",
    "layouts/form/spec": "frozen data only; what fills it is tested with loader and table_loader",
    "catalog/policy_rules": "frozen data; each rule is tried with the packs that hold it, in test_policy",
    "ledger/format_8": "the SQL of one step; what it does to kept books is in test_migrations",
    "outside/refusal": "one exception class; raised and caught in the readers' tests",
    **dict.fromkeys(
        (
            f"ledger/records/{name}"
            for name in ("base", "layout", "money", "packs", "people", "projects", "stages", "units", "words")
        ),
        "frozen data only; what each field says of itself is held by test_describe",
    ),
}
"""Modules without a test file of their own, and why none is needed."""


def modules() -> set[str]:
    found = (ROOT / "desktop").rglob("*.py")
    return {str(path.relative_to(ROOT / "desktop").with_suffix("")) for path in found if path.name != "__init__.py"}


def files() -> set[str]:
    found = (path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py"))
    return {str(path.with_name(path.stem.removeprefix("test_"))) for path in found}


def test_each_module_has_a_test_file_of_its_name_or_a_reason():
    assert sorted(modules() - files() - WITHOUT.keys()) == []


def test_the_lists_name_only_modules_that_are_there_and_untested():
    listed = set(WITHOUT)
    assert sorted(listed - modules()) == []
    assert sorted(listed & files()) == []


def test_the_reasons_are_few():
    assert len(set(WITHOUT.values())) <= 7
    assert all(len(reason) > 20 for reason in WITHOUT.values())


def test_a_module_without_a_test_file_would_be_named():
    """The comparison is by name and place: another place or another name does not count."""
    assert "layouts/paper/linebreak" in files()
    assert "linebreak" not in files()
    assert "ui/excel_habits" not in modules()
