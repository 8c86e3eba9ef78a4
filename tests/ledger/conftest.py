"""The ledger: what is done in an open book; that opening makes a backup is tested in `backups` and `safety`."""

from tests.openings import backups_at_opening, opening_makes_no_backup

__all__ = ["backups_at_opening", "opening_makes_no_backup"]
