"""The window of the room: what an Excel user tries in it does what she expects, and loses nothing."""

import pytest

from tests import samples
from tests.ui.habits.desk import Desk


@pytest.fixture
def path(tmp_path):
    samples.write("wuxi_2023", tmp_path / "巫溪.mzb")
    return tmp_path / "巫溪.mzb"


@pytest.fixture
def desk(qtbot, window):
    return Desk(qtbot, window)
