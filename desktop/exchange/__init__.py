"""A whole book as plain JSON in the names of the records: describe it, write it out, read it in, set single values."""
