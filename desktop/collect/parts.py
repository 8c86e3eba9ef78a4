"""Reading some packs of a batch and writing them as Parquet: what one process does at a time."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.collect import source
from desktop.collect.columns import TABLES, Column
from desktop.collect.dataset import folder_of
from desktop.collect.source import PackData
from desktop.dataclass import dataclass
from desktop.error_log import log_problem
from desktop.findings import UserError
from desktop.ledger.vocabulary import Stage, words
from desktop.packs import reading

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Part:
    """Some packs of a batch. number: of the part. files: the number each pack gets, its file, its name in reports."""

    dataset: Path
    batch: int
    number: int
    files: tuple[tuple[int, Path, str], ...]


def take_in(part: Part) -> list[dict[str, Any]]:
    """Write the packs of a part into the batch; return for each what it is, or (number 0) why it was refused."""
    columns: dict[tuple[int, str], dict[str, dict[str, list[Any]]]] = {}
    found = []
    with reading.series() as read:
        for number, path, name in part.files:
            try:
                pack = source.read_pack(path, read)
                rows = _typed(pack, number, name)
            except (UserError, OSError) as error:
                found.append({"file": name, "number": 0, "problem": str(error)})
                continue
            except Exception as error:  # a mistake of ours in one pack must not lose the others
                found.append({"file": name, "number": 0, "problem": f"程序读不出这个文件（{log_problem(error)}）"})
                continue
            into = columns.setdefault((pack.year, pack.stage), {table: {} for table in TABLES})
            for table, values in rows.items():
                for column, more in values.items():
                    into[table].setdefault(column, []).extend(more)
            found.append(_about(pack, number, name))
    for (year, stage), tables in columns.items():
        for table, values in tables.items():
            write(folder_of(part.dataset, table, part.batch, year, stage), part.number, table, values)
    return found


def _about(pack: PackData, number: int, name: str) -> dict[str, Any]:
    return {
        "file": name,
        "number": number,
        "fingerprint": pack.fingerprint,
        "unit_key": pack.unit_key,
        "unit": pack.unit,
        "year": pack.year,
        "stage": pack.stage,
        "problem": "",
    }


def _typed(pack: PackData, number: int, name: str) -> dict[str, dict[str, list[Any]]]:
    """Return the columns of a pack by table. Raises UserError for a value that is not what its column holds."""
    if pack.stage not in words(Stage):
        raise UserError(f"单位数据包“{name}”的编报阶段“{pack.stage}”不认识，没有收入")
    own = {
        "pack": number,
        "file": name,
        "unit_key": pack.unit_key,
        **{field: getattr(pack, field) for field in ("fingerprint", "unit_code", "unit", "unit_kind")},
        **{field: getattr(pack, field) for field in ("layout", "version", "income", "expenditure")},
    }
    tables: dict[str, Sequence[Mapping[str, Any]]] = {**pack.tables, "packs": [own]}
    return {
        table: {
            column.name: [number] * len(tables[table])
            if column.name == "pack"
            else [_value(column, row.get(column.name), table, name) for row in tables[table]]
            for column in columns
        }
        for table, columns in TABLES.items()
    }


def _value(column: Column, value: Any, table: str, name: str) -> Any:
    if not column.integer:
        return "" if value is None else str(value)
    if value is None or value == "":
        return None
    try:
        return int(value)
    except ValueError as error:
        raise UserError(f"单位数据包“{name}”的 {table} 中，{column.name}“{value}”不是整数，没有收入") from error


def write(folder: Path, number: int, table: str, values: Mapping[str, Sequence[Any]]) -> None:
    """Write a file of a table; columns in their order, whole numbers as 64 bits."""
    import pyarrow as pa
    from pyarrow import parquet

    fields = schema(table)
    arrays = [pa.array(values.get(field.name, ()), field.type) for field in fields]
    folder.mkdir(parents=True, exist_ok=True)
    parquet.write_table(
        pa.Table.from_arrays(arrays, schema=fields), folder / f"{number:05}.parquet", compression="zstd"
    )


def schema(table: str) -> "pa.Schema":
    """Return the columns of a table as Arrow knows them."""
    import pyarrow as pa

    return pa.schema([(column.name, pa.int64() if column.integer else pa.string()) for column in TABLES[table]])
