"""The tables of a dataset as Ibis expressions on an engine: DuckDB on the desk, Spark where there is a cluster."""

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from desktop import extras
from desktop.collect.columns import TABLES
from desktop.collect.dataset import Dataset

if TYPE_CHECKING:
    import ibis.expr.types as ir

ENGINES = ("duckdb", "spark")
Tables = dict[str, "ir.Table"]


@contextmanager
def opened(dataset: Dataset, engine: str = "duckdb", memory: str = "", master: str = "") -> Iterator[Tables]:
    """Yield the tables of a dataset by name.

    memory: at most so much for DuckDB ("2GiB"); what does not fit goes to a folder that is removed afterwards.
    master: Spark's; empty where the surroundings say it (spark-submit), else all cores of this machine.
    Raises UserError where the libraries of the engine are not there.
    """
    extras.COLLECT.need()
    if engine == "spark":
        extras.SPARK.need()
        with _spark(dataset, master) as tables:
            yield tables
        return
    with tempfile.TemporaryDirectory(prefix="mingzhang-", ignore_cleanup_errors=True) as folder:
        import ibis

        options: dict[str, Any] = {"temp_directory": folder, "preserve_insertion_order": False}
        connection = ibis.duckdb.connect(**options | ({"memory_limit": memory} if memory else {}))
        gc.freeze()  # else each large collection walks again through all that the libraries have loaded
        try:
            yield {
                name: connection.read_parquet(dataset.files(name), table_name=name, hive_partitioning=True)
                for name in TABLES
            }
        finally:
            gc.unfreeze()
            connection.disconnect()


def under_name(name: str, expression: "ir.Table", *, small: bool = False) -> "ir.Table":
    """Return an expression under a name on DuckDB, so that what is asked of it is short; on Spark it stays as it is.

    Writing one question out as SQL takes longer than answering it, and grows with all that stands below it.
    small: a few rows for each unit, which are worked out once and kept while the dataset is open.
    """
    backend = expression.get_backend()
    if backend.name != "duckdb":
        return expression
    free = f"{name}_{uuid4().hex}"
    return backend.create_table(free, expression, temp=True) if small else backend.create_view(free, expression)


@contextmanager
def _spark(dataset: Dataset, master: str) -> Iterator[Tables]:
    import ibis
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("mingzhang").config("spark.ui.showConsoleProgress", "false")
    if master or "SPARK_ENV_LOADED" not in os.environ:
        builder = builder.master(master or "local[*]").config("spark.sql.shuffle.partitions", "8")
    session = builder.getOrCreate()
    try:
        connection = ibis.pyspark.connect(session)
        for name in TABLES:
            root = str(Path(dataset.folder, name).resolve())
            patterns = [str(Path(each).parent.resolve()) for each in dataset.files(name)]
            session.read.option("basePath", root).parquet(*patterns).createOrReplaceTempView(name)
        yield {name: connection.table(name) for name in TABLES}
    finally:
        session.stop()
