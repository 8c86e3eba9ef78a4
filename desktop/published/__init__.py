"""Last year's budget from published files: tables of a disclosure file, recognised and read cell by cell."""
