"""Fixtures of the tests of this room."""

from tests.in_process import outside_files_are_read_in_this_process

__all__ = ["outside_files_are_read_in_this_process"]
