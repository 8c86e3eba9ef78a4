"""Several units of a book; that opening it makes a backup is tested in tests/ledger."""

from tests.openings import opening_makes_no_backup

__all__ = ["opening_makes_no_backup"]
