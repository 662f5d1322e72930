#!/usr/bin/env python3
"""Makes the .orc files of this folder and the rows they must read as (.jsonl): one JSON object a line.

`NAME.orc` or `NAME-VARIANT.orc` must read as `NAME.jsonl`.

The expected rows come from the values given to the writer, not from any reader. Files are written by Apache ORC C++
(pyarrow) and Apache ORC Java (the library inside pyspark). Needs pyarrow and pyspark.

usage: make_fixtures.py [cpp] [java]
"""
import datetime as dt
import decimal
import glob
import json
import os
import random
import shutil
import sys

from recompress import recompress

FOLDER = os.path.dirname(os.path.abspath(__file__))


def plain(value):
    """A Python value in the form in which rows are expected."""
    if isinstance(value, dt.datetime):
        text = value.strftime("%Y-%m-%d %H:%M:%S") if value.year > 999 else f"{value.year:04}" + value.strftime("-%m-%d %H:%M:%S")
        return text + "." + (f"{value.microsecond:06}".rstrip("0") or "0")
    if isinstance(value, dt.date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if isinstance(value, decimal.Decimal):
        return {"decimal": f"{value:f}"}
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, list):
        if value and isinstance(value[0], tuple):
            return [{"key": plain(k), "value": plain(v)} for k, v in value]
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def expect(name, rows):
    with open(f"{FOLDER}/{name.split('-')[0]}.jsonl", "w", encoding="utf8") as out:
        for row in rows:
            text = json.dumps(plain(row), ensure_ascii=False)
            # A decimal is a number with all its digits, which json cannot write.
            while '{"decimal": "' in text:
                head, tail = text.split('{"decimal": "', 1)
                number, rest = tail.split('"}', 1)
                text = head + number + rest
            out.write(text + "\n")


def rows_of(columns, count):
    return [{name: values[i] for name, (values, _) in columns.items()} for i in range(count)]


def cpp():
    import pyarrow as pa
    import pyarrow.orc as po

    def write(name, columns, **options):
        count = len(next(iter(columns.values()))[0])
        arrays = {k: pa.array(v, type=t) for k, (v, t) in columns.items()}
        po.write_table(pa.table(arrays), f"{FOLDER}/{name}.orc", **options)
        expect(name, rows_of(columns, count))

    def some(values, every, random_):
        return [None if random_.random() < every else v for v in values]

    def types(n, seed):
        r = random.Random(seed)
        day = lambda: dt.date(1890, 1, 1) + dt.timedelta(r.randrange(80000))
        time = lambda: dt.datetime(1900, 1, 1) + dt.timedelta(microseconds=r.randrange(6 * 10**15))
        number = lambda digits, scale: decimal.Decimal(r.randrange(-(10**digits) + 1, 10**digits)).scaleb(-scale, decimal.Context(prec=60))
        word = lambda: r.choice(["", "a", "Zürich", "x" * 40, "quote\"d", "back\\slash", "line\nbreak", "日本"])
        return {
            "boolean": (some([r.random() < 0.5 for _ in range(n)], 0.2, r), pa.bool_()),
            "byte": (some([r.randrange(-128, 128) for _ in range(n)], 0.2, r), pa.int8()),
            "short": (some([r.randrange(-2**15, 2**15) for _ in range(n)], 0.2, r), pa.int16()),
            "int": (some([r.randrange(-2**31, 2**31) for _ in range(n)], 0.2, r), pa.int32()),
            "long": (some([r.choice([-2**63, 2**63 - 1, 0, r.randrange(-2**63, 2**63)]) for _ in range(n)], 0.2, r), pa.int64()),
            "float": (some([r.choice([0.5, -1.25, 1024.0, r.randrange(1000) / 8]) for _ in range(n)], 0.2, r), pa.float32()),
            "double": (some([r.gauss(0, 1e10) for _ in range(n)], 0.2, r), pa.float64()),
            "dictionary": (some([r.choice(["red", "green", "blue", ""]) for _ in range(n)], 0.2, r), pa.string()),
            "direct": (some([word() + str(r.randrange(10**9)) for _ in range(n)], 0.2, r), pa.string()),
            "binary": (some([r.randbytes(r.randrange(6)) for _ in range(n)], 0.2, r), pa.binary()),
            "date": (some([day() for _ in range(n)], 0.2, r), pa.date32()),
            "timestamp": (some([time() for _ in range(n)], 0.2, r), pa.timestamp("ns")),
            "decimal9": (some([number(9, 2) for _ in range(n)], 0.2, r), pa.decimal128(9, 2)),
            "decimal38": (some([number(38, 10) for _ in range(n)], 0.2, r), pa.decimal128(38, 10)),
            "list": (some([some([r.randrange(9) for _ in range(r.randrange(4))], 0.2, r) for _ in range(n)], 0.2, r), pa.list_(pa.int32())),
            "map": (some([[(f"k{i}", r.randrange(99)) for i in range(r.randrange(1, 3))] for _ in range(n)], 0.2, r), pa.map_(pa.string(), pa.int64())),
            "struct": (some([{"a": r.randrange(9), "b": r.choice(["u", "v", None])} for _ in range(n)], 0.2, r),
                       pa.struct([("a", pa.int32()), ("b", pa.string())])),
            "deep": (some([[{"x": some([r.random()], 0.3, r)} for _ in range(r.randrange(1, 3))] for _ in range(n)], 0.2, r),
                     pa.list_(pa.struct([("x", pa.list_(pa.float64()))]))),
            "never": ([None] * n, pa.int32()),
            "always": (list(range(n)), pa.int64()),
        }

    for codec in ("uncompressed", "zlib", "snappy", "lz4", "zstd"):
        write(f"types-{codec}", types(60, 1), compression=codec, row_index_stride=20, dictionary_key_size_threshold=0.5,
              bloom_filter_columns=[4, 5, 8])
    recompress(f"{FOLDER}/types-uncompressed.orc", f"{FOLDER}/types-brotli.orc")
    write("types-version_0_11", types(60, 1), compression="uncompressed", file_version="0.11", dictionary_key_size_threshold=0.5)

    r = random.Random(4)
    n = 1200
    outliers = [r.randrange(200) if r.random() > 0.02 else r.randrange(10**9) for _ in range(n)]
    integers = {
        "constant": [7] * n, "ascending": list(range(n)), "descending": [-5 * i for i in range(n)],
        "uneven": [i * 3 + r.randrange(3) for i in range(n)], "outliers": outliers, "negative_outliers": [v - 100 for v in outliers],
        "bits": [r.randrange(1 << r.randrange(1, 63)) * r.choice([1, -1]) for _ in range(n)],
        "repeats": [v for _ in range(n // 5) for v in [r.randrange(-2**40, 2**40)] * 5],
        "extremes": [r.choice([-2**63, 2**63 - 1]) for _ in range(n)],
    } | {f"width{w}": [r.randrange(-(1 << w - 1), 1 << w - 1) for _ in range(n)] for w in (1, 2, 5, 11, 24, 33, 57, 63)}
    columns = {k: (v, pa.int64()) for k, v in integers.items()}
    write("integers", columns, compression="zstd")
    write("integers-version_0_11", columns, compression="zstd", file_version="0.11")
    write("no_rows", {"a": ([], pa.int32()), "b": ([], pa.string())}, compression="zlib")


def java():
    os.environ["TZ"] = "America/New_York"
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    spark = (SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
             .config("spark.driver.extraJavaOptions", "-Duser.timezone=America/New_York")
             .config("spark.sql.session.timeZone", "America/New_York").getOrCreate())
    spark.sparkContext.setLogLevel("ERROR")

    def write(name, sql, rows, codec, **options):
        target = f"{FOLDER}/tmp"
        w = spark.sql(sql).coalesce(1).write.mode("overwrite").format("orc").option("compression", codec)
        for key, value in options.items():
            w = w.option(key.replace("_", "."), value)
        w.save(target)
        shutil.move(glob.glob(target + "/part-*.orc")[0], f"{FOLDER}/{name}.orc")
        shutil.rmtree(target)
        expect(name, rows)

    # Wall clocks of New York: both sides of the changes of clocks, before 1970 with and without fractions, and before time zones. (The last
    # second before 1970 UTC with a fraction is missing: the Java writer stores it like the first second after.)
    walls = ["2015-01-01 00:00:00.0", "2015-03-08 01:59:59.999999", "2015-03-08 03:00:00.0", "2015-11-01 00:59:59.5", "2015-11-01 02:00:00.0",
             "2016-07-04 12:00:00.000001", "2021-03-14 03:30:00.0", "2037-07-01 00:00:00.25", "2045-01-15 06:00:00.0", "2045-07-15 06:00:00.0",
             "1970-01-01 00:00:00.0", "1969-12-31 18:59:58.5", "1969-12-31 19:00:00.0", "1969-12-31 18:59:59.0", "1969-12-31 18:59:58.000001",
             "1942-05-05 05:05:05.05", "1919-06-01 12:00:00.0", "1969-12-31 20:00:00.5", "1900-01-01 00:00:00.0", "1883-11-19 00:00:00.999", "2200-07-01 00:00:00.0"]
    for codec in ("none", "lzo", "lz4"):
        values = ", ".join(f"({i}, TIMESTAMP '{w}', TIMESTAMP_NTZ '{w}', repeat('lzo {i} ', 30))" for i, w in enumerate(walls))
        rows = [{"i": i, "t": w, "ntz": ntz(w), "text": f"lzo {i} " * 30} for i, w in enumerate(walls)]
        write(f"new_york-{codec}", f"SELECT * FROM VALUES {values} AS v(i, t, ntz, text)", rows, codec)

    ids = "SELECT id AS k, concat('value ', id % 97) AS s, CAST(id AS DOUBLE) / 4 AS d, IF(id % 7 = 0, NULL, CAST(id AS INT)) AS n FROM range(0, 2500, 1, 1)"
    rows = [{"k": i, "s": f"value {i % 97}", "d": i / 4, "n": None if i % 7 == 0 else i} for i in range(2500)]
    write("java_row_groups", ids, rows, "zlib", orc_compress_size="1024", orc_row_index_stride="1000", orc_bloom_filter_columns="k,s,d,n")
    unions(spark)
    spark.stop()


def ntz(wall):
    time = dt.datetime.fromisoformat(wall + "0" * (26 - len(wall)))
    return (time - dt.datetime(1970, 1, 1)) // dt.timedelta(microseconds=1)


def unions(spark):
    """A union, a char, a varchar, a byte and an instant by the Java library itself, which Spark's writer cannot make."""
    from py4j.java_gateway import get_field, set_field

    jvm = spark._jvm
    orc = jvm.org.apache.orc
    schema = orc.TypeDescription.fromString(
        "struct<u:uniontype<int,string>,c:char(4),v:varchar(10),b:tinyint,t:timestamp with local time zone>")
    path = f"{FOLDER}/java_union.orc"
    if os.path.exists(path):
        os.remove(path)
    configuration = spark._jsc.hadoopConfiguration()
    options = orc.OrcFile.writerOptions(configuration).setSchema(schema).compress(jvm.java.lang.Enum.valueOf(orc.CompressionKind.ZSTD.getClass(), "ZSTD"))
    writer = orc.OrcFile.createWriter(jvm.org.apache.hadoop.fs.Path("file:" + path), options)
    batch = schema.createRowBatch()
    u, c, v, b, t = get_field(batch, "cols")
    u_fields = get_field(u, "fields")
    rows = []
    for i in range(40):
        tag = i % 2
        get_field(u, "tags")[i] = tag
        if tag == 0:
            get_field(u_fields[0], "vector")[i] = i * 10
        else:
            u_fields[1].setVal(i, f"text {i}".encode())
        c.setVal(i, f"{i:<4}".encode())
        v.setVal(i, f"v{i % 3}".encode())
        get_field(b, "vector")[i] = i - 20
        get_field(t, "time")[i] = 1_500_000_000_000 + i * 1_000
        get_field(t, "nanos")[i] = i
        if i % 9 == 4:
            set_field(u, "noNulls", False)
            get_field(u, "isNull")[i] = True
        instant = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=1_500_000_000 + i)
        value = None if i % 9 == 4 else {"tag": tag, "value": i * 10 if tag == 0 else f"text {i}"}
        rows.append({"u": value, "c": f"{i:<4}", "v": f"v{i % 3}", "b": i - 20,
                     "t": instant.strftime("%Y-%m-%d %H:%M:%S.") + (f"{i:09}".rstrip("0") or "0")})
        set_field(batch, "size", i + 1)
    writer.addRowBatch(batch)
    writer.close()
    expect("java_union", rows)


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["cpp", "java"]
    if "cpp" in wanted:
        cpp()
    if "java" in wanted:
        java()
    for crc in glob.glob(f"{FOLDER}/.*.crc"):
        os.remove(crc)
