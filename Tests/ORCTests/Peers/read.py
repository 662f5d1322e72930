"""Reads ORC files with a library and compares every value with the one expected.

usage: read.py pyarrow|spark|chdb FOLDER

FOLDER holds NAME.orc, and NAME.json: a line with the columns' names and types, [[name, kind, [subtypes]], ...], then a
line a row in the form of canonical.py. Exits with 1 and the first difference of each file.
"""
import glob
import json
import os
import sys

from canonical import canonical


def pyarrow_rows(path, columns):
    import pyarrow.orc

    table = pyarrow.orc.ORCFile(path).read()
    return zip(*[column.to_pylist() for column in table.columns]) if table.num_columns else []


def spark_rows(path, columns):
    return spark_session().read.orc(path).coalesce(1).collect()


def chdb_rows(path, columns):
    import chdb
    import pyarrow

    query = f"SELECT * FROM file('{path}', ORC) SETTINGS session_timezone = 'UTC', max_threads = 1, output_format_arrow_string_as_string = 0"
    return zip(*[column.to_pylist() for column in pyarrow.ipc.open_file(chdb.query(query, "Arrow").bytes()).read_all().columns])


def spark_session(cache=[]):
    if not cache:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        cache.append(builder.config("spark.driver.extraJavaOptions", "-Duser.timezone=UTC").getOrCreate())
        cache[0].sparkContext.setLogLevel("ERROR")
    return cache[0]


def compare(path, library):
    with open(path[:-4] + ".json") as lines:
        columns = json.loads(next(lines))
        expected = [json.loads(line) for line in lines]
    rows = {"pyarrow": pyarrow_rows, "spark": spark_rows, "chdb": chdb_rows}[library](path, columns)
    found = [[canonical(value, kind, subtypes) for value, (_, kind, subtypes) in zip(row, columns)] for row in rows]
    if len(found) != len(expected):
        return f"{len(found)} rows, expected {len(expected)}"
    for number, (row, wanted) in enumerate(zip(found, expected)):
        for (name, kind, _), value, want in zip(columns, row, wanted):
            if value != want:
                return f"row {number}, column {name} ({kind}): {value}, expected {want}"
    return None


def main():
    library, folder = sys.argv[1:]
    files = sorted(glob.glob(os.path.join(folder, "*.orc")))
    failures = 0
    for path in files:
        difference = compare(path, library)
        if difference:
            failures += 1
            print(f"{os.path.basename(path)}: {difference}")
    print(f"{len(files)} files read by {library}, {failures} differ")
    sys.exit(1 if failures or not files else 0)


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"
    main()
