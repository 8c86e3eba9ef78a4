"""Fixtures of the tests of this room."""

from tests.in_process import outside_files_are_read_in_this_process
from tests.openings import opening_makes_no_backup

__all__ = ["opening_makes_no_backup", "outside_files_are_read_in_this_process"]
