"""A folder holds all the old files or all the new ones, wherever the writing of several files fails or is cut off."""

import contextlib
import errno
import itertools
import json
import os
import stat
from collections import Counter

import pytest

from desktop import file_set, paths
from desktop.findings import UserError

NAMES = ("公开.xlsx", "公开.pdf", "公开.docx")
CALLS = ("open", "write", "fsync", "link", "replace", "unlink")
"""Everything the writing asks of the system."""

REAL = {name: getattr(os, name) for name in CALLS} | {"fsync": lambda _: None}
"""What the calls do here; the disk itself need not be waited for."""


class Cut(BaseException):
    """The current is off: nothing after this reaches the disk."""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(paths, "_RETRIES", ())
    monkeypatch.setattr(os, "fsync", REAL["fsync"])


def writers(folder, content=b"new"):
    def put(name):
        return lambda temporary: temporary.write_bytes(content + name.encode())

    return {folder / name: put(name) for name in NAMES}


def old_files(folder, names=NAMES):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"old" + name.encode())


def shown(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def hidden(folder):
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def all_new(content=b"new"):
    return {name: content + name.encode() for name in NAMES}


def all_old(names=NAMES):
    return {name: b"old" + name.encode() for name in names}


def count_calls(monkeypatch, run):
    """Run with every call counted; return how many there were."""
    counted = itertools.count(1)
    last = [0]

    def counting(name):
        def call(*args, **keys):
            last[0] = next(counted)
            return REAL[name](*args, **keys)

        return call

    with monkeypatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, counting(name))
        run()
    return last[0]


def cut_at(monkeypatch, number, run, *, after):
    """Run until call `number`, which is done (`after`) or not; nothing later reaches the disk."""
    counted = itertools.count(1)
    off = []

    def failing(name):
        def call(*args, **keys):
            if off:
                raise Cut
            if next(counted) == number:
                off.append(name)
                with contextlib.suppress(OSError):
                    if after:
                        REAL[name](*args, **keys)
                raise Cut
            return REAL[name](*args, **keys)

        return call

    with monkeypatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, failing(name))
        with pytest.raises(Cut):
            run()
    return off[0]


def fail_at(monkeypatch, number, run, error):
    """Run with call `number` failing once; return what the user is told."""
    counted = itertools.count(1)

    def failing(name):
        def call(*args, **keys):
            if next(counted) == number:
                raise error
            return REAL[name](*args, **keys)

        return call

    with monkeypatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, failing(name))
        try:
            run()
        except UserError as refusal:
            return str(refusal)
    return ""


BEFORE = {"three before": NAMES, "one before": NAMES[:1], "none before": ()}
LINKS = {"links": True, "no links": False}
AFTER = {"not done": False, "done": True}
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO, "in use": errno.EACCES}


def by_turns(*asked):
    """All cases crossed; in ./test every second one, so that of three questions each two answers meet in one."""
    cases = []
    for places in itertools.product(*(range(len(answers)) for answers in asked)):
        names = [[*answers][place] for answers, place in zip(asked, places, strict=True)]
        values = [answers[name] for answers, name in zip(asked, names, strict=True)]
        marks = [pytest.mark.journey] if sum(places) % 2 else []
        cases.append(pytest.param(*values, id="-".join(names), marks=marks))
    return cases


def no_links(monkeypatch):
    """A stick with FAT: no second names."""

    def refuse(*_):
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setitem(REAL, "link", refuse)


@pytest.mark.parametrize(("before", "links", "after"), by_turns(BEFORE, LINKS, AFTER))
def test_cut_off_at_any_call_the_next_start_finds_one_version(tmp_path, monkeypatch, before, after, links):
    if not links:
        no_links(monkeypatch)
    trial = tmp_path / "trial"
    old_files(trial, before)
    calls = count_calls(monkeypatch, lambda: file_set.write(writers(trial)))
    seen, mixed_until_then = Counter(), 0
    for number in range(1, calls + 1):
        folder = tmp_path / f"cut{number}"
        old_files(folder, before)
        cut_at(monkeypatch, number, lambda folder=folder: file_set.write(writers(folder)), after=after)
        mixed_until_then += shown(folder) not in (all_old(before), all_new())
        told = file_set.recover_all()
        assert shown(folder) in (all_old(before), all_new()), number
        assert not (folder / file_set.JOURNAL).exists()
        assert not any(name.startswith(file_set._OLD_MARK) for name in hidden(folder)), number
        expected = "都已是新版本" if shown(folder) == all_new() else "请重新导出"
        assert all(expected in text and str(folder) in text for text in told)
        seen[bool(told), shown(folder) == all_new()] += 1
        assert file_set.recover_all() == []
        file_set.write(writers(folder, b"newer"))
        assert shown(folder) == all_new(b"newer")
    assert mixed_until_then >= 2, "no cut ever fell between the renames"
    assert {(True, False), (True, True), (False, False)} <= set(seen)


@pytest.mark.parametrize(("before", "links"), by_turns(BEFORE, LINKS))
def test_cut_off_during_the_way_back_the_next_way_back_ends_it(tmp_path, monkeypatch, before, links):
    if not links:
        no_links(monkeypatch)

    def broken(folder):
        """Cut off with two of three new files in place."""
        old_files(folder, before)
        placed = itertools.count(1)

        def replace(source, target):
            new = not os.path.basename(source).startswith(file_set._OLD_MARK)
            if new and os.fspath(target).endswith(NAMES) and next(placed) == 3:
                raise Cut
            REAL["replace"](source, target)

        def dead(*_):
            raise Cut

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", replace)
            patch.setattr(file_set, "_put_back", dead)
            with pytest.raises(Cut):
                file_set.write(writers(folder))
        assert shown(folder) not in (all_old(before), all_new())

    trial = tmp_path / "trial"
    broken(trial)
    calls = count_calls(monkeypatch, lambda: file_set.recover(trial))
    assert shown(trial) == all_old(before)
    for number in range(1, calls + 1):
        for after in (False, True):
            folder = tmp_path / f"back{number}{after}"
            broken(folder)
            cut_at(monkeypatch, number, lambda folder=folder: file_set.recover(folder), after=after)
            file_set.recover(folder)
            assert shown(folder) == all_old(before), number
            assert not (folder / file_set.JOURNAL).exists()


@pytest.mark.parametrize(("before", "number"), by_turns(BEFORE, ERRORS))
def test_whatever_call_fails_the_folder_is_of_one_version(tmp_path, monkeypatch, before, number):
    trial = tmp_path / "trial"
    old_files(trial, before)
    calls = count_calls(monkeypatch, lambda: file_set.write(writers(trial)))
    refused = 0
    for at in range(1, calls + 1):
        folder = tmp_path / f"fail{at}"
        old_files(folder, before)
        error = PermissionError(number, "x") if number == errno.EACCES else OSError(number, "x")
        text = fail_at(monkeypatch, at, lambda folder=folder: file_set.write(writers(folder)), error)
        refused += "；" in text
        assert shown(folder) in (all_old(before), all_new()), at
        file_set.recover(folder)
        assert shown(folder) in (all_old(before), all_new()), at
        left = [n for n in hidden(folder) if not n.startswith(paths.TEMPORARY_MARK + str(os.getpid()))]
        assert left == [], at
    assert refused > 5


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_open_elsewhere_stops_the_export_before_the_first_rename(tmp_path, monkeypatch, name):
    old_files(tmp_path)
    renamed = []

    def locked(path, flags, *rest, **keys):
        if os.fspath(path).endswith(name) and flags & os.O_RDWR and not flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "in use")
        return REAL["open"](path, flags, *rest, **keys)

    monkeypatch.setattr(os, "open", locked)
    monkeypatch.setattr(os, "replace", lambda source, target: renamed.append(target) or REAL["replace"](source, target))
    with pytest.raises(UserError, match="Excel 或 WPS 中打开"):
        file_set.write(writers(tmp_path))
    assert [path for path in renamed if path.parent == tmp_path] == []
    assert (shown(tmp_path), hidden(tmp_path)) == (all_old(), [])


@pytest.mark.parametrize("refused", [1, 2, 3])
def test_a_rename_that_is_refused_puts_the_earlier_ones_back(tmp_path, monkeypatch, refused):
    folder = tmp_path / "out"
    old_files(folder)
    counted = itertools.count(1)

    def replace(source, target):
        if os.path.dirname(target) == str(folder) and next(counted) == refused:
            raise PermissionError(errno.EACCES, "in use")
        REAL["replace"](source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(UserError, match="Excel 或 WPS 中打开"):
        file_set.write(writers(folder))
    assert (shown(folder), hidden(folder)) == (all_old(), [])


def test_without_the_way_back_the_test_sees_a_mixed_folder(tmp_path, monkeypatch):
    """Negative control: the guard is switched off."""
    folder = tmp_path / "out"
    monkeypatch.setattr(file_set, "_put_back", lambda *_: [])
    monkeypatch.setattr(file_set, "_finish", lambda *_: None)
    with monkeypatch.context() as patch:
        test_a_rename = test_a_rename_that_is_refused_puts_the_earlier_ones_back
        with pytest.raises(AssertionError):
            test_a_rename(tmp_path, patch, 3)
    assert shown(folder) not in (all_old(), all_new())


def test_a_folder_of_that_name_is_refused_before_anything_changes(tmp_path):
    old_files(tmp_path, NAMES[:2])
    (tmp_path / NAMES[2]).mkdir()
    with pytest.raises(UserError, match="是文件夹"):
        file_set.write(writers(tmp_path))
    assert (tmp_path / NAMES[0]).read_bytes() == all_old()[NAMES[0]]
    assert hidden(tmp_path) == []


def test_a_way_back_that_is_refused_is_said_and_done_later(tmp_path, monkeypatch):
    folder = tmp_path / "out"
    old_files(folder)
    counted = itertools.count(1)

    def replace(source, target):
        if os.path.dirname(target) == str(folder) and next(counted) >= 2:
            raise PermissionError(errno.EACCES, "in use")
        REAL["replace"](source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(UserError, match="新旧混杂"):
            file_set.write(writers(folder))
        with pytest.raises(UserError, match="Excel 或 WPS"):
            file_set.recover(folder)
    (told,) = file_set.recover_all()
    assert "请重新导出" in told
    assert (shown(folder), hidden(folder)) == (all_old(), [])


def interrupted(folder, monkeypatch):
    """A set cut off after the first of three new files took its name."""
    counted = itertools.count(1)

    def replace(source, target):
        if os.path.dirname(target) == str(folder) and next(counted) == 2:
            raise Cut
        REAL["replace"](source, target)

    def dead(*_):
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        patch.setattr(file_set, "_put_back", dead)
        with pytest.raises(Cut):
            file_set.write(writers(folder))


def test_a_file_changed_since_is_left_alone_and_the_earlier_one_is_kept(tmp_path, monkeypatch):
    folder = tmp_path / "out"
    old_files(folder)
    interrupted(folder, monkeypatch)
    (folder / NAMES[0]).write_bytes(b"by hand")
    told = file_set.recover(folder)
    assert "没有动它" in told
    assert shown(folder) == {**all_old(), NAMES[0]: b"by hand", "公开（导出前）.xlsx": all_old()[NAMES[0]]}


def test_an_export_at_work_is_not_disturbed_by_another(tmp_path):
    folder = tmp_path / "out"
    old_files(folder)
    (folder / file_set.JOURNAL).write_text("[]", encoding="utf-8")
    with paths.held(folder / file_set.JOURNAL, os.O_RDWR):
        assert file_set.recover(folder) == ""
        with pytest.raises(UserError, match="另一个明账正在导出"):
            file_set.write(writers(folder))
        assert shown(folder) == all_old()
        assert hidden(folder) == [file_set.JOURNAL]
    assert file_set.recover(folder) == ""
    assert hidden(folder) == []


@pytest.mark.parametrize(
    "text",
    ["", "[{", "{}", "[1]", '[{"name": 1, "new": 2, "old": 3, "digest": 4}]',
     json.dumps([{"name": "../a", "new": ".mingzhang-1-1", "old": "", "digest": ""}]),
     json.dumps([{"name": "a", "new": "b", "old": "", "digest": ""}]),
     json.dumps([{"name": "a", "new": ".mingzhang-1-1", "old": "c", "digest": ""}])],
)  # fmt: skip
def test_a_journal_cut_short_or_of_a_stranger_moves_nothing(tmp_path, text):
    folder = tmp_path / "out"
    old_files(folder)
    for name in ("a", "b", "c"):
        (folder / name).write_text(name)
    before = shown(folder)
    (folder / file_set.JOURNAL).write_text(text, encoding="utf-8")
    assert file_set.recover(folder) == ""
    assert (shown(folder), hidden(folder)) == (before, [])


def test_a_folder_that_is_away_is_looked_at_the_next_time(tmp_path, monkeypatch):
    folder, away = tmp_path / "stick", tmp_path / "away"
    old_files(folder)
    interrupted(folder, monkeypatch)
    folder.rename(away)
    assert file_set.recover_all() == []
    away.rename(folder)
    assert len(file_set.recover_all()) == 1
    assert shown(folder) == all_old()
    assert list(file_set._notes().iterdir()) == []


def test_an_export_leaves_no_note_and_its_files_have_plain_modes(tmp_path):
    folder = tmp_path / "out"
    file_set.write(writers(folder), 0o600)
    assert list(file_set._notes().iterdir()) == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_one_file_alone_needs_no_journal(tmp_path, monkeypatch):
    monkeypatch.setattr(file_set, "_swap", None)
    target = tmp_path / "a.txt"
    file_set.write({target: lambda temporary: temporary.write_text("x")})
    assert target.read_text() == "x"


@pytest.mark.skipif(os.name == "nt", reason="there every name is Unicode")
def test_a_folder_in_another_encoding_is_written_and_remembered(tmp_path, monkeypatch):
    folder = tmp_path / os.fsdecode("公开".encode("gbk"))
    folder.mkdir()

    def cut(*_):
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(file_set, "_finish", cut)
        with contextlib.suppress(Cut):
            file_set.write(writers(folder))
    (told,) = file_set.recover_all()
    assert "都已是新版本" in told
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
