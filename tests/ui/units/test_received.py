"""Files of units before they are taken in: what is refused says why, what is planned says what it would do."""

import pytest

from desktop.packs import taking
from desktop.ui.units import received
from desktop.ui.units.received import Received
from tests.ui.units import packs
from tests.ui.units.conftest import find


class Going:
    cancelled = False

    def __init__(self):
        self.progressed = self
        self.names = []

    def emit(self, name, *_):
        self.names.append(name)


def test_each_file_is_read_or_refused_by_itself(tmp_path):
    (tmp_path / "坏.mzs").write_bytes(b"x")
    job = Going()
    good, bad = received.reading([packs.written(tmp_path), tmp_path / "坏.mzs"])(job)
    assert (good.heading, good.refused) == ("临港幼儿园（990） 2027年 草稿", "")
    assert bad.heading == "（没有读入）"
    assert "坏.mzs" in bad.refused
    assert job.names == ["幼儿园.mzs", "坏.mzs"]
    job.cancelled = True
    assert received.reading([tmp_path / "坏.mzs"])(job) == []


@pytest.fixture
def read(tmp_path):
    def one_file(**about):
        return received.reading([packs.written(tmp_path, **about)])(Going())[0]

    return one_file


def test_a_new_unit_then_the_same_then_another(desk, read):
    book = desk.session.book
    new = received.planned(book, read())
    assert received.state(new) == "新增单位，在“澄湖县临港新区社会事业局”之下"
    assert (new.can_be_taken, new.asks) == (True, False)
    taking.take(book, [new.plan])
    again = received.planned(book, new)
    assert (received.state(again), again.can_be_taken) == ("已经装入过，内容相同", False)
    other = received.planned(book, read(fen=20_000_00, file="再次.mzs"))
    assert received.state(other).startswith("替换已装入的“草稿”，")
    assert other.asks
    assert any("10,000.00" in text and "20,000.00" in text for text in other.differences)


def test_what_cannot_be_taken_in_says_why(desk, read):
    found = received.planned(desk.session.book, read(year=2026))
    assert (received.state(found), found.can_be_taken) == ("不能装入", False)
    assert "2026年" in found.refused
    unread = Received("坏.mzs", refused="坏了")
    assert received.planned(desk.session.book, unread) is unread


def test_control_numbers_say_how_many_differ(desk, tmp_path):
    book = desk.session.book
    file = packs.issued(book, find(desk.session, "实验中学", budget=True), tmp_path)
    found = received.planned(book, received.reading([file])(Going())[0])
    assert received.state(found) == "控制数，1 处不同"
    assert found.can_be_taken
