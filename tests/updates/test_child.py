import shutil
import zipfile
from dataclasses import replace

import pytest

from desktop import paths
from desktop.catalog import policy_reader
from desktop.updates import child
from tests.updates.conftest import HEAD, layout, pack


@pytest.fixture
def staging(tmp_path):
    folder = tmp_path / "staging"
    folder.mkdir()
    return folder


def test_a_layout_and_a_pack_of_one_zip_are_described(tmp_path, staging):
    layout(tmp_path, head="issued = 2026-03-01\n" + HEAD)
    pack(tmp_path)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "jiashi/2026/form.toml", "new/jiashi/2026/form.toml")
        archive.write(tmp_path / "jiashi2027.toml", "new/jiashi2027.toml")
    found = child.answer(tmp_path / "a.zip", staging)
    described = [(each["kind"], each["key"], each["title"], each["span"], each["issued"]) for each in found["parts"]]
    assert described == [
        ("layout", "jiashi/2026", "甲市2026年版式", "2026年起", "2026-03-01"),
        ("pack", "jiashi2027", "甲市2027", "", ""),
    ]
    assert not found["listed"]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (HEAD + "colour = 1\n", "没有“colour”这一项"),
        (HEAD.replace("national/2023", "nowhere/2023"), "jiashi/2026”不能使用"),
        ("issued = 1\n" + HEAD, "应当是日期"),
        ("title = [", "不能使用"),
    ],
)
def test_a_layout_with_a_mistake_is_refused_with_the_place(tmp_path, staging, head, reason):
    assert reason in child.answer(layout(tmp_path, head=head), staging)["refused"]


def test_a_shipped_name_is_refused(tmp_path, staging):
    assert "与自带的版式同名" in child.answer(layout(tmp_path, "henan/2022"), staging)["refused"]
    assert "自带参数包的名称" in child.answer(pack(tmp_path, name="national"), staging)["refused"]


def test_a_pack_with_a_mistake_is_refused(tmp_path, staging):
    file = pack(tmp_path)
    file.write_text(file.read_text(encoding="utf-8") + "colour = 1\n", encoding="utf-8")
    assert "参数包“jiashi2027”不能使用" in child.answer(file, staging)["refused"]


def test_what_rests_on_a_replaced_layout_must_still_be_usable(tmp_path, staging):
    tables = '[tables.state_capital]\ntitle = "甲市国资表"\n'
    layout(staging / "forms", head=HEAD)
    layout(staging / "forms", "yixian/2026", HEAD.replace("national/2023", "jiashi/2026") + tables)
    changed = HEAD.replace("national/2023", "henan/2022")
    refused = child.answer(layout(tmp_path, head=changed), staging)["refused"]
    assert "yixian/2026" in refused


def test_a_pack_of_several_files_is_one_and_says_the_same(tmp_path, staging):
    shutil.copytree(paths.resources() / "policy" / "national", tmp_path / "new" / "jiashi2027")
    layout(tmp_path / "new")
    found = child.answer(tmp_path / "new", staging)
    assert [(each["kind"], each["key"]) for each in found["parts"]] == [
        ("layout", "jiashi/2026"),
        ("pack", "jiashi2027"),
    ]
    root = paths.resources() / "policy"
    ours = policy_reader.read_file(staging / "policy" / "jiashi2027.toml", "jiashi2027", root)
    assert replace(ours, key="national") == policy_reader.read_folder(root, "national")
    assert "没有放在以参数包名称命名的文件夹里" in child.answer(root / "national" / "policy.toml", staging)["refused"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.exe": ""}, "不是版式或参数包的文件"),
        ({"readme.md": ""}, "没有版式"),
        ({"rules.toml": ""}, "分成几个文件的参数包缺少 policy.toml"),
        ({"policy.toml": 'title = "甲"\nissued = ['}, "what/policy.toml: 文件末尾不符合 TOML 的写法"),
        ({"policy.toml": 'title = "甲"', "rules.toml": 'title = "乙"'}, "参数包“what”的几个文件合不成一个"),
        ({"policy.toml": 'title = "甲"', "parameters.toml": "['x']\nvalues = [\n[1]\n]"}, "合不成一个"),
    ],
)
def test_a_folder_of_something_else_is_refused(tmp_path, staging, files, reason):
    folder = tmp_path / "what"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert reason in child.answer(folder, staging)["refused"]


def test_a_layout_at_the_top_of_a_zip_has_no_place(tmp_path, staging):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("form.toml", HEAD)
    assert "没有放在“地区/年份”" in child.answer(tmp_path / "a.zip", staging)["refused"]


def test_memory_and_time_are_limited_before_anything_is_read(monkeypatch, capsysbinary):
    order = []
    monkeypatch.setattr(child, "limit", lambda: order.append("limit"))
    monkeypatch.setattr(child, "answer", lambda *_: order.append("answer") or {})
    assert child.main(["a", "b"]) == 0
    assert order == ["limit", "answer"]
    assert capsysbinary.readouterr().out == b"{}"
