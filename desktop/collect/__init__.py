"""Collecting (收集汇总): the submission packs of a whole place as a dataset of Parquet files, and its roll-up.

Needs the extra [collect] (ibis-framework, duckdb, pyarrow). Nothing else of the program imports this room, except the
two commands of it, when they run.
"""
