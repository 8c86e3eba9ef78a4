"""What the commands do in a book and say of it; opening it and reading files of others are tested in their own rooms."""

from tests.in_process import outside_files_are_read_in_a_child, outside_files_are_read_in_this_process
from tests.openings import backups_at_opening, opening_makes_no_backup

__all__ = [
    "backups_at_opening",
    "opening_makes_no_backup",
    "outside_files_are_read_in_a_child",
    "outside_files_are_read_in_this_process",
]
