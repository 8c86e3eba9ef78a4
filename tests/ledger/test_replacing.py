"""What says that two records are the same one holds all that may not be equal in two rows of the file."""

import sqlite3
from contextlib import closing

from desktop.ledger import migrations, replacing
from desktop.ledger.content import names_of
from desktop.ledger.records import OF_A_BUDGET


def test_every_unique_column_tells_records_apart():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(migrations.empty_book())
        for kind in OF_A_BUDGET:
            known = {name for name, _ in replacing._Plan._name(kind())}
            for _, index, unique, *_ in connection.execute(f"PRAGMA index_list({kind.TABLE})").fetchall():
                columns = {row[2] for row in connection.execute(f"PRAGMA index_info({index})")}
                assert not unique or columns <= known | {"id"}, (kind.TABLE, columns & set(names_of(kind)))
