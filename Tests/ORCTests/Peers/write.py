"""Writes ORC files with a library, and beside each what is in it.

usage: write.py pyarrow|spark|chdb FOLDER

Makes NAME.orc, and NAME.json: a line a row in the form of canonical.py. The values cover every type that the library
writes, nulls, extremes, runs and steps, 0 rows, 1 row and several stripes.
"""
import datetime
import decimal
import glob
import json
import os
import random
import shutil
import sys

from canonical import EPOCH, canonical
from read import spark_session

KINDS = ["boolean", "byte", "short", "int", "long", "float", "double", "string", "binary", "timestamp", "date", "decimal:2", "decimal:10"]
NESTED = [("list", [("int", [])]), ("struct", [("long", []), ("string", [])])]


def draw(kind, style):
    if random.random() < (0, 0.2, 0.9, 0.05)[style]:
        return None
    if kind == "boolean":
        return random.random() < 0.1
    if kind in ("byte", "short", "int", "long"):
        bits = {"byte": 7, "short": 15, "int": 31, "long": 63}[kind]
        extreme = random.random() < 0.02
        return random.choice([-(1 << bits), (1 << bits) - 1]) if extreme else random.randrange(100)
    if kind in ("float", "double"):
        return random.choice([0.0, -0.0, 1.5, float("inf"), 3.25e6, random.randrange(1000) / 8])
    if kind == "string":
        return random.choice(["", "é漢😀", "label", "x" * 70, str(random.randrange(1000 if style else 5))])
    if kind == "binary":
        return random.randbytes(random.randrange(9))
    if kind == "timestamp":
        return EPOCH + datetime.timedelta(seconds=random.randrange(1, 4_000_000_000), microseconds=random.choice([0, 1, 999_999, 500_000]))
    if kind == "date":
        return EPOCH.date() + datetime.timedelta(days=random.randrange(-20_000, 50_000))
    scale = int(kind.split(":")[1])
    return decimal.Decimal(random.randrange(-10**8, 10**8)).scaleb(-scale)


def draw_nested(kind, subtypes, style):
    if random.random() < 0.1:
        return None
    if kind == "list":
        return [draw(subtypes[0][0], style) for _ in range(random.randrange(4))]
    return {name: draw(subtype[0], style) for name, subtype in zip("ab", subtypes)}


def table(rows, nested):
    """Names, kinds with subtypes, and values by column."""
    columns = []
    for index, kind in enumerate(KINDS):
        columns.append((kind.replace(":", "_"), kind, [], [draw(kind, index % 4) for _ in range(rows)]))
    columns.append(("rising", "long", [], [1000 + 7 * row for row in range(rows)]))
    columns.append(("runs", "int", [], [row // 50 % 3 for row in range(rows)]))
    columns.append(("outliers", "long", [], [1 << 40 if row % 97 == 5 else row % 200 for row in range(rows)]))
    for kind, subtypes in NESTED if nested else []:
        columns.append((kind, kind, subtypes, [draw_nested(kind, subtypes, 1) for _ in range(rows)]))
    return columns


def arrow_type(kind, subtypes):
    import pyarrow as pa

    simple = {
        "boolean": pa.bool_(), "byte": pa.int8(), "short": pa.int16(), "int": pa.int32(), "long": pa.int64(), "float": pa.float32(),
        "double": pa.float64(), "string": pa.string(), "binary": pa.binary(), "timestamp": pa.timestamp("ns"), "date": pa.date32(),
        "decimal:2": pa.decimal128(9, 2), "decimal:10": pa.decimal128(38, 10),
    }
    if kind in simple:
        return simple[kind]
    below = [arrow_type(*subtype) for subtype in subtypes]
    return pa.list_(below[0]) if kind == "list" else pa.struct(list(zip("ab", below)))


def arrow_table(columns):
    import pyarrow as pa

    return pa.table({name: pa.array(values, arrow_type(kind, subtypes)) for name, kind, subtypes, values in columns})


def write_pyarrow(path, columns, compression):
    import pyarrow.orc

    pyarrow.orc.write_table(arrow_table(columns), path, compression=compression, stripe_size=65_536, row_index_stride=1000)


def write_chdb(path, columns, compression):
    import chdb
    import pyarrow as pa

    source = path + ".arrow"
    with pa.OSFile(source, "wb") as sink, pa.ipc.new_file(sink, arrow_table(columns).schema) as writer:
        writer.write_table(arrow_table(columns))
    chdb.query(
        f"INSERT INTO FUNCTION file('{path}', ORC) SELECT * FROM file('{source}', Arrow) SETTINGS session_timezone = 'UTC', "
        f"engine_file_truncate_on_insert = 1, output_format_orc_compression_method = '{compression.replace('uncompressed', 'none')}'")
    os.remove(source)


def write_spark(path, columns, compression):
    from pyspark.sql import types as t

    simple = {
        "boolean": t.BooleanType(), "byte": t.ByteType(), "short": t.ShortType(), "int": t.IntegerType(), "long": t.LongType(),
        "float": t.FloatType(), "double": t.DoubleType(), "string": t.StringType(), "binary": t.BinaryType(),
        "timestamp": t.TimestampType(), "date": t.DateType(), "decimal:2": t.DecimalType(9, 2), "decimal:10": t.DecimalType(38, 10),
    }

    def spark_type(kind, subtypes):
        if kind in simple:
            return simple[kind]
        below = [spark_type(*subtype) for subtype in subtypes]
        return t.ArrayType(below[0]) if kind == "list" else t.StructType([t.StructField(n, b) for n, b in zip("ab", below)])

    schema = t.StructType([t.StructField(name, spark_type(kind, subtypes)) for name, kind, subtypes, _ in columns])
    frame = spark_session().createDataFrame(list(zip(*[values for *_, values in columns])), schema)
    folder = path + ".d"
    frame.coalesce(1).write.option("compression", compression.replace("uncompressed", "none")).orc(folder)
    shutil.move(glob.glob(folder + "/part-*.orc")[0], path)
    shutil.rmtree(folder)


def main():
    library, folder = sys.argv[1:]
    write = {"pyarrow": write_pyarrow, "spark": write_spark, "chdb": write_chdb}[library]
    for rows, compression in [(0, "zlib"), (1, "snappy"), (700, "uncompressed"), (5000, "zstd"), (5000, "snappy"), (5000, "zlib"), (3000, "lz4")]:
        random.seed(rows)
        columns = table(rows, nested=library != "chdb")
        path = os.path.join(folder, f"{rows}_{compression}.orc")
        write(path, columns, compression)
        with open(path[:-4] + ".json", "w") as lines:
            for row in zip(*[values for *_, values in columns]):
                cells = [canonical(value, kind, subtypes) for value, (_, kind, subtypes, _) in zip(row, columns)]
                lines.write(json.dumps(cells, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    main()
