"""The tour once more, under a real X server: every key goes through the server, every word through its clipboard."""

import ctypes.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.ui.xserver import xserver

pytestmark = pytest.mark.long_only
HERE = Path(__file__).parent


@pytest.fixture
def display():
    """A bare X server of our own; the number is chosen by the server."""
    if not shutil.which("Xvfb") or not all(map(ctypes.util.find_library, ("Xtst", "xcb-cursor"))):
        pytest.skip("没有 Xvfb、libXtst 或 libxcb-cursor，真实按键的一遍没有运行")
    with xserver() as name:
        yield name


def test_the_tour_passes_with_a_real_key_stream(display):
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "MINGZHANG_KEYS": "xtest",
            "MINGZHANG_HOME": folder,
        }
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", str(HERE / "test_tour.py"),
             "-k", "drafted_by_keyboard", "-s", "--count", "1"],
            env=environment, cwd=HERE.parents[1], capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[:2000]
    assert "按键" in done.stdout
