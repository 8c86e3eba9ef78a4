import json

import pytest

from desktop import paths
from desktop.layouts.form import folders
from desktop.ledger import private
from desktop.updates import adding, child
from tests.updates.conftest import layout, pack


@pytest.fixture(autouse=True)
def looked_at_in_this_process(monkeypatch):
    monkeypatch.setattr(
        adding, "_asked", lambda source, staging: json.dumps(child.answer(source.resolve(), staging)).encode()
    )


def test_a_layout_is_added_listed_and_removed(run, tmp_path):
    status, out, _ = run("resources", "add", layout(tmp_path))
    assert status == 0
    assert "新增版式“jiashi/2026”" in out
    assert "未附校验清单" in out
    assert "没有改动" in run("resources", "add", tmp_path / "jiashi/2026")[1]
    listed = [line.split("\t") for line in run("resources", "list")[1].splitlines()]
    assert [line[3] for line in listed if line[1] == "jiashi/2026"] == ["后加"]
    assert {line[3] for line in listed} == {"随软件", "后加"}
    assert "已删除版式" in run("resources", "remove", "jiashi/2026")[1]
    assert "jiashi/2026" not in run("resources", "list", "--json")[1]


def test_a_refusal_is_one_sentence(run, tmp_path):
    status, _, err = run("resources", "add", tmp_path / "none.zip")
    assert (status, err.count("\n")) == (1, 1)
    status, _, err = run("resources", "remove", "henan/2022")
    assert (status, err) == (1, "“henan/2022”随软件提供，不能删除\n")


def test_what_is_added_lies_where_no_installer_puts_or_removes_anything(run, tmp_path):
    """A newer installer over the old one, or its removal, touches the program's folder alone."""
    run("resources", "add", layout(tmp_path))
    run("resources", "add", pack(tmp_path))
    script = (paths.root() / "packaging" / "windows" / "installer.nsi").read_text(encoding="utf-8-sig")
    removed = [line.split("RMDir", 1)[1] for line in script.splitlines() if "RMDir" in line]
    assert removed
    assert all("LOCALAPPDATA\\Mingzhang" not in line for line in removed)
    assert "updates" in private.OURS
    for path in (folders.own() / "jiashi/2026/form.toml", adding.policy.own_folder() / "jiashi2027.toml"):
        assert path.is_file()
        assert path.is_relative_to(paths.home())
        assert not path.is_relative_to(paths.root())
