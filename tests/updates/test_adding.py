import errno
import os

import pytest

from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ui import application
from desktop.updates import adding, child, listing
from tests.updates.conftest import HEAD, layout, pack


def take(source):
    with adding.offered(source) as offer:
        adding.take(offer)
    return offer


def test_a_layout_is_offered_with_what_it_is_and_taken_only_then(tmp_path, home):
    with adding.offered(layout(tmp_path)) as offer:
        assert "新增版式“jiashi/2026”：甲市2026年版式，适用2026年起，没有写发布日期" in offer.text
        assert offer.text.endswith("未附校验清单")
        assert "jiashi/2026" not in loader.available()
        adding.take(offer)
    assert loader.load("jiashi/2026").title == "甲市2026年版式"
    assert not offer.staging.exists()
    assert [path.name for path in (home / "updates").iterdir()] == ["added.json"]


def test_the_whole_way_through_a_real_child(tmp_path, in_a_real_child):
    assert take(pack(tmp_path)).parts[0].key == "jiashi2027"
    assert listing.digest_here(child.PACK, "jiashi2027")


def test_a_child_that_ends_early_takes_nothing(tmp_path, home, monkeypatch):
    monkeypatch.setattr(adding, "_asked", lambda *_: b"")
    with pytest.raises(UserError, match="读不了"):
        adding.looked_at(pack(tmp_path))
    assert list((home / "updates").iterdir()) == []


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("2026-03-01", "2026-02-01", "已有的发布于 2026-03-01，这一份发布于 2026-02-01"),
        ("2026-03-01", "", "这一份没有写发布日期"),
        ("", "", "两份都没有写发布日期"),
    ],
)
def test_an_older_one_is_refused_by_name(tmp_path, first, second, reason):
    take(pack(tmp_path / "a", first, "先来的"))
    with pytest.raises(UserError, match=f"参数包“jiashi2027”没有加入.*{reason}"):
        take(pack(tmp_path / "b", second, "后来的"))


def test_a_newer_one_takes_its_place_and_the_same_one_changes_nothing(tmp_path):
    take(pack(tmp_path / "a", "2026-02-01", "先来的"))
    assert take(pack(tmp_path / "b", "2026-03-01", "后来的")).parts[0].state == "更新"
    assert take(pack(tmp_path / "b", "2026-03-01", "后来的")).parts[0].state == "相同的"
    assert [each.title for each in listing.all_of_them() if each.key == "jiashi2027"] == ["后来的"]


def test_a_layout_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path, monkeypatch):
    take(layout(tmp_path, head="issued = 2026-01-01\n" + HEAD))
    replace = os.replace

    def fails(source, target):
        if "forms" in os.fspath(source) and "new-" in os.fspath(source):
            raise OSError(errno.ENOSPC, "full", os.fspath(target))
        replace(source, target)

    newer = layout(tmp_path, head="issued = 2026-02-01\n" + HEAD.replace("甲市2026年版式", "新的"))
    monkeypatch.setattr(adding.os, "replace", fails)
    with pytest.raises(UserError, match="磁盘空间不足"):
        take(newer)
    assert loader.load("jiashi/2026").title == "甲市2026年版式"


def test_a_source_is_taken_as_one_or_not_at_all(tmp_path, home, monkeypatch):
    take(pack(tmp_path / "before"))
    before = {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
    source = tmp_path / "new"
    layout(source)
    changed = pack(source)
    changed.write_text("issued = 2026-05-01\n" + changed.read_text(encoding="utf-8"), encoding="utf-8")

    def fails(entries):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(listing, "note", fails)
        with pytest.raises(UserError, match="磁盘"):
            take(source)
    assert {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()} == before
    assert [part.state for part in take(source).parts] == ["新增", "更新"]


def test_a_layout_that_a_power_cut_left_between_old_and_new_is_put_back(tmp_path, home):
    take(layout(tmp_path))
    killed = home / "updates" / "new-999999999-1"
    (killed / "old" / "jiashi").mkdir(parents=True)
    (home / "forms/jiashi/2026").rename(killed / "old/jiashi/2026")
    assert "jiashi/2026" not in loader.available()
    application._mend_additions()
    assert "jiashi/2026" in loader.available()
    assert not killed.exists()


def test_what_a_running_program_is_adding_is_let_be(home):
    running = home / "updates" / f"new-{os.getppid()}-1"
    running.mkdir(parents=True)
    adding.recover()
    assert running.is_dir()


def test_what_was_added_can_be_removed_and_what_is_shipped_cannot(tmp_path):
    take(layout(tmp_path))
    take(pack(tmp_path))
    for key in ("jiashi/2026", "jiashi2027"):
        adding.remove(adding.found(key))
        with pytest.raises(UserError, match="没有“"):
            adding.found(key)
    with pytest.raises(UserError, match="随软件提供"):
        adding.found("henan/2022")
    assert listing.records() == {}


def test_layouts_of_other_years_stay_and_one_that_another_rests_on_cannot_be_removed(tmp_path):
    take(layout(tmp_path))
    take(layout(tmp_path, "jiashi/2027", HEAD.replace("national/2023", "jiashi/2026")))
    assert {"jiashi/2026", "jiashi/2027"} <= set(loader.available())
    with pytest.raises(UserError, match="jiashi/2027”以“jiashi/2026”为底本"):
        adding.remove(adding.found("jiashi/2026"))
