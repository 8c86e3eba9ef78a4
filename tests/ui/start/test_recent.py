"""The books opened last: latest first, gone ones not shown, none kept on a shared computer."""

import errno
from pathlib import Path

from desktop.ui.start import recent


def test_the_latest_stands_first_and_stands_once(tmp_path):
    paths = [tmp_path / f"{n}.mzb" for n in range(3)]
    for path in paths:
        path.touch()
        recent.remember(path)
    recent.remember(paths[0])
    assert recent.books() == [paths[0], paths[2], paths[1]]


def test_a_book_that_is_gone_is_not_shown_but_comes_back_with_its_disk(tmp_path):
    path = tmp_path / "U盘.mzb"
    path.touch()
    recent.remember(path)
    path.unlink()
    assert recent.books() == []
    path.touch()
    assert recent.books() == [path]


def test_a_book_in_a_folder_that_may_not_be_looked_into_does_not_stop_the_program(tmp_path, monkeypatch):
    def no_look(*_, **__):
        raise PermissionError(errno.EACCES, "")

    recent.remember(tmp_path / "册.mzb")
    monkeypatch.setattr(Path, "is_file", no_look)
    assert recent.books() == []


def test_no_more_than_ten_are_kept(tmp_path):
    for number in range(13):
        (tmp_path / f"{number}.mzb").touch()
        recent.remember(tmp_path / f"{number}.mzb")
    assert [path.stem for path in recent.books()] == [str(n) for n in range(12, 2, -1)]


def test_switched_off_it_forgets_all_and_keeps_nothing(tmp_path):
    path = tmp_path / "a.mzb"
    path.touch()
    recent.remember(path)
    recent.switch(False)
    recent.remember(path)
    assert (recent.is_on(), recent.books()) == (False, [])
    recent.switch(True)
    recent.remember(path)
    assert recent.books() == [path]


def test_a_book_on_a_share_is_shown_without_looking_for_it(tmp_path, monkeypatch):
    """A share that sleeps would keep the first window waiting for seconds."""
    near, far = tmp_path / "a.mzb", Path("//server/share/b.mzb")
    near.touch()
    recent.remember(near)
    recent.remember(far)
    looked = []
    is_file = Path.is_file
    monkeypatch.setattr(Path, "is_file", lambda path: looked.append(path) or is_file(path))
    monkeypatch.setattr(recent.location, "on_network", lambda path, _: "server" in path)
    assert recent.books() == [far, near]
    assert looked == [near]
