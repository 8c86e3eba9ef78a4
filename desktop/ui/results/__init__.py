"""What follows from the entries: tables, preview, findings, sources."""
