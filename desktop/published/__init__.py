"""Last year from what was published: tables of a disclosure file, recognised and read cell by cell, become a budget."""
