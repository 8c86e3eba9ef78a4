"""collect and collect-report from the command line, as far as they go without their libraries."""

import sys

import pytest


@pytest.fixture
def without(monkeypatch):
    for name in ("pyarrow", "duckdb", "ibis"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(
    "command", [("collect", "包", "--out", "数据"), ("collect-report", "数据", "--xlsx", "汇总.xlsx")]
)
def test_without_the_extra_it_says_how_to_install_it(run, without, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*command)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert 'pip install ".[collect]"' in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "reason"), [("账本.mzb", "扩展名应为 .xlsx"), ("公开.xlsx", "已经存在，没有覆盖")])
def test_the_roll_up_is_never_written_over_a_file(run, tmp_path, name, reason):
    other = tmp_path / name
    other.write_bytes(b"x")
    status, _, error = run("collect-report", tmp_path, "--xlsx", other)
    assert (status, reason in error, other.read_bytes()) == (1, True, b"x")


def test_both_are_listed_in_the_help(run, capsys):
    with pytest.raises(SystemExit):
        run("--help")
    assert {"collect", "collect-report"} <= set(capsys.readouterr().out.split())
