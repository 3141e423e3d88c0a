"""Makes the files beside it: the same rows by different writers, in different ways.

    pip install pyarrow polars duckdb fastparquet datafusion pyspark   # pyspark needs Java
    python make.py

The rows are stated again in parquetwriters_test.go. Made with pyarrow 26.0.1, polars 2.1.0,
duckdb 2.0.0, fastparquet 2026.9.0, datafusion 55.0.0 and pyspark 4.3.0; other versions need not give
the same bytes.
"""

import math
import shutil
import tempfile
from pathlib import Path

import datafusion
import duckdb
import fastparquet
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession
from pyspark.sql.types import ArrayType, BooleanType, DoubleType, LongType, StringType, StructField, StructType

HERE = Path(__file__).parent
SCHEMA = pa.schema([
    ("text", pa.string()),
    ("number", pa.int64()),
    ("real", pa.float64()),
    ("truth", pa.bool_()),
    ("messages", pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))),
    ("lists", pa.list_(pa.list_(pa.string()))),
    ("single", pa.list_(pa.struct([("field", pa.int64())]))),
])
ROWS = [
    ("", -1, 0.5, True, [("user", "2+3?"), ("assistant", "5")], [["a"], []], [(7,)]),
    (None, None, None, None, None, None, None),
    ("naïve × 日本\n\"q\"\0", -(2**63), math.nan, False, [], [], []),
    ("naïve", 2**63 - 1, 1e300, None, [("user", None)], [None, ["b", None, "c"]], [(None,), (8,)]),
]


def column(i):
    """The values of a column, with structs as dictionaries."""
    values = [row[i] for row in ROWS]
    fields = {"messages": ("role", "content"), "single": ("field",)}.get(SCHEMA.names[i])
    if fields:
        values = [None if v is None else [dict(zip(fields, e)) for e in v] for v in values]
    return values


def arrow(table):
    encodings = {"text": "DELTA_BYTE_ARRAY", "number": "DELTA_BINARY_PACKED", "real": "BYTE_STREAM_SPLIT", "truth": "RLE",
                 "messages.list.element.role": "DELTA_LENGTH_BYTE_ARRAY", "messages.list.element.content": "DELTA_BYTE_ARRAY",
                 "lists.list.element.list.element": "DELTA_LENGTH_BYTE_ARRAY", "single.list.element.field": "DELTA_BINARY_PACKED"}
    pq.write_table(table, HERE / "arrow.parquet", version="1.0", data_page_version="1.0", compression="snappy")
    pq.write_table(table, HERE / "arrow-deltas.parquet", data_page_version="2.0", compression="zstd", use_dictionary=False,
                   column_encoding=encodings, write_page_checksum=True, write_page_index=True)
    with pq.ParquetWriter(HERE / "arrow-groups.parquet", SCHEMA, compression="brotli") as writer:
        for part in table[:0], table[:1], table[:0], table[1:]:  # row groups of no rows among others
            writer.write_table(part)
    # Dictionaries that are given up within a column, and many pages.
    numbers = range(500)
    pages = pa.table({"number": [n // 3 for n in numbers],
                      "text": [None if n % 7 == 0 else f"text {n % 50 if n < 100 else n}" for n in numbers]})
    pq.write_table(pages, HERE / "arrow-pages.parquet", row_group_size=300, dictionary_pagesize_limit=300,
                   data_page_size=200, write_batch_size=20, compression="gzip", write_statistics=False)


def spark():
    fields = {"messages": ["role", "content"], "single": ["field"]}
    kinds = {"text": StringType(), "number": LongType(), "real": DoubleType(), "truth": BooleanType(), "lists": ArrayType(ArrayType(StringType())),
             "messages": ArrayType(StructType([StructField(f, StringType()) for f in fields["messages"]]), containsNull=False),
             "single": ArrayType(StructType([StructField(f, LongType()) for f in fields["single"]]), containsNull=False)}
    # Of elements that cannot be null, the older kind of list has no layer of its own.
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    frame = session.createDataFrame(ROWS, StructType([StructField(name, kinds[name]) for name in SCHEMA.names])).coalesce(1)
    for name, legacy, version in ("spark", "false", "PARQUET_2_0"), ("spark-legacy", "true", "PARQUET_1_0"):
        session.conf.set("spark.sql.parquet.writeLegacyFormat", legacy)
        with tempfile.TemporaryDirectory() as folder:
            frame.write.mode("overwrite").option("parquet.writer.version", version).parquet(folder)
            (part,) = Path(folder).glob("*.parquet")
            shutil.copy(part, HERE / f"{name}.parquet")
    session.stop()


def main():
    table = pa.table([pa.array(column(i), field.type) for i, field in enumerate(SCHEMA)], schema=SCHEMA)
    arrow(table)
    polars.from_arrow(table).write_parquet(HERE / "polars.parquet", compression="lz4")
    connection = duckdb.connect()
    connection.register("rows", table)
    connection.execute(f"COPY rows TO '{HERE / 'duckdb.parquet'}' (FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd)")
    context = datafusion.SessionContext()
    context.register_record_batches("rows", [table.to_batches()])
    options = datafusion.ParquetWriterOptions(writer_version="2.0", compression="zstd(3)", dictionary_enabled=False, bloom_filter_on_write=True)
    context.table("rows").write_parquet_with_options(HERE / "datafusion.parquet", options)
    flat = pandas.DataFrame({"text": column(0), "number": pandas.array(column(1), "Int64"), "real": column(2), "truth": pandas.array(column(3), "boolean")})
    fastparquet.write(str(HERE / "fastparquet.parquet"), flat, compression="GZIP", object_encoding="utf8")
    spark()


if __name__ == "__main__":
    main()
