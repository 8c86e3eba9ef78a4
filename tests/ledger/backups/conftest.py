"""Books are opened here with the backup that opening makes."""

import pytest


@pytest.fixture
def opening_makes_no_backup():
    """In place of that of the room around: nothing is left out."""
