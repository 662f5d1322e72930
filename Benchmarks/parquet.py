"""Writes a Silver table as Parquet with pyarrow: Zstandard, row groups as pyarrow makes them, files of about a million rows.

usage: parquet.py SILVER OUT

SILVER is a warehouse such as `datamart generate` makes. The partition columns become columns of the files, as they are for an engine that
reads the table.
"""
import glob
import os
import re
import sys

import pyarrow as pa
import pyarrow.orc as po
import pyarrow.parquet as pq

ROWS_PER_FILE = 1_000_000


def months(table):
    folders = glob.glob(f"{table}/accident_year=*/accident_month=*")
    return sorted(folders, key=lambda folder: [int(number) for number in re.findall(r"=(\d+)", folder)])


def rows_of(folder):
    rows = pa.concat_tables([po.ORCFile(file).read() for file in sorted(glob.glob(folder + "/*.orc"))])
    year, month = (int(number) for number in re.findall(r"=(\d+)", folder))
    for name, value in (("accident_year", year), ("accident_month", month)):
        rows = rows.append_column(name, pa.array([value] * rows.num_rows, pa.int32()))
    return rows.replace_schema_metadata(None)


def main():
    silver, out = sys.argv[1:3]
    os.makedirs(out, exist_ok=True)
    parts, count, files = [], 0, 0
    folders = months(f"{silver}/accidents_warehouse.db/accidents_clean")
    for folder in folders:
        parts.append(rows_of(folder))
        count += parts[-1].num_rows
        if count >= ROWS_PER_FILE or folder == folders[-1]:
            pq.write_table(pa.concat_tables(parts), f"{out}/part-{files:03}.parquet", compression="zstd")
            parts, count, files = [], 0, files + 1
    print(files, "files")


if __name__ == "__main__":
    main()
