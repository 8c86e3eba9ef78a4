"""The page for citizens (读懂本单位预算): what it says, and how it stands on one A4."""
