"""Pictures of every page: one process for each size, named by page, size and look."""

import subprocess
import sys

import pytest

from desktop.ui import screenshots
from desktop.ui.pages import PAGES


def test_each_size_is_made_in_a_process_of_its_own_with_a_home_of_its_own(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(subprocess, "run", lambda command, **more: calls.append((command, more["env"])))
    (tmp_path / "a.png").touch()
    assert screenshots.make(tmp_path) == [tmp_path / "a.png"]
    assert [command[-1] for command, _ in calls] == list(screenshots.SIZES)
    assert all(command[:3] == [sys.executable, "-m", "desktop.ui.screenshots"] for command, _ in calls)
    assert [env["QT_SCALE_FACTOR"] for _, env in calls] == ["1", "1.5", "1.5"]
    homes = {env["MINGZHANG_HOME"] for _, env in calls}
    assert len(homes) == len(calls)


@pytest.mark.journey
def test_every_page_of_the_years_work_is_pictured(tmp_path, qapp, monkeypatch):
    saved = []
    monkeypatch.setattr(screenshots._Album, "save", lambda self, widget, name: saved.append(name))
    album = screenshots._Album(tmp_path, "1366x768")
    album.look = "light"
    album.disclosure(tmp_path)
    album.drafting(tmp_path)
    album.department(tmp_path)
    album.audit(tmp_path)
    assert {page.key for page in PAGES} - {"export"} | {"units", "pairs"} <= set(saved)


def test_the_pictures_of_the_manual_take_the_place_of_the_old_ones(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(subprocess, "run", lambda command, **more: calls.append(command))
    (tmp_path / "old.png").touch()
    assert screenshots.make_for_manual(tmp_path) == []
    assert calls == [[sys.executable, "-m", "desktop.ui.screenshots", str(tmp_path), screenshots.MANUAL]]
