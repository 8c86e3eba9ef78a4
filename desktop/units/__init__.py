"""Several units in one book: which are shown together, what each has, and the disclosure of all (汇总)."""
