"""A layout and a pack as somebody might send them, and looking at them in the tests' own process."""

import json
from pathlib import Path

import pytest

from desktop.updates import adding, child

HEAD = 'extends = "national/2023"\nregion = "甲市"\nyear = 2026\nyears = { from = 2026 }\ntitle = "甲市2026年版式"\n'
PACK = '{issued}title = "{title}"\nextends = "national"\n'


def layout(folder: Path, key: str = "jiashi/2026", head: str = HEAD) -> Path:
    """Write a layout under a folder and return the folder of the layout."""
    made = folder / key
    made.mkdir(parents=True, exist_ok=True)
    (made / "form.toml").write_text(head, encoding="utf-8")
    return made


def pack(folder: Path, issued: str = "", title: str = "甲市2027", name: str = "jiashi2027") -> Path:
    """Write a policy pack and return its file. issued: the date it was given out, empty for none."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{name}.toml"
    issued = f"issued = {issued}\n" if issued else ""
    made.write_text(PACK.format(issued=issued, title=title), encoding="utf-8")
    return made


@pytest.fixture(autouse=True)
def looked_at_in_this_process(request, monkeypatch):
    if "in_a_real_child" not in request.fixturenames:
        monkeypatch.setattr(
            adding, "_asked", lambda source, staging: json.dumps(child.answer(source.resolve(), staging)).encode()
        )


@pytest.fixture
def in_a_real_child():
    """Asked for by a test that goes the whole way."""
