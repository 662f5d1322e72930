#!/usr/bin/env python3
"""Prints how time and memory of a scan into all of Gold's cubes grow with the rows.

usage: scaling.py DATAMART [MILLIONS …]

Generates Silver of 1, 2, 4, 8, 16 and 30 million rows, one after the other, in the temporary folder (2.1 GB for the largest), and takes the best
of three scans of each. The first of them brings the files into the page cache. Memory follows the cells, of which more rows find more, and a bit for
each identifier.
"""
import os
import shutil
import sys
import tempfile

from cubes import measure, run, sizes


def main():
    datamart = os.path.abspath(sys.argv[1])
    millions_of_rows = [int(size) for size in sys.argv[2:]] or [1, 2, 4, 8, 16, 30]
    print(f"{'rows':>12}{'seconds':>9}{'ns per row':>10}{'peak MB':>9}{'cells':>12}")
    for millions in millions_of_rows:
        folder, rows = tempfile.mkdtemp(prefix="datamart-scaling-"), millions * 1_000_000
        try:
            measure([datamart, "generate", "--rows", str(rows), "--silver", folder])
            scans = [run(datamart, folder, ["gold"])[:2] for _ in range(3)]
            cells = sizes(datamart, folder, ["gold"])[1]
        finally:
            shutil.rmtree(folder)
        seconds, peak = min(s for s, _ in scans), max(p for _, p in scans)
        print(f"{rows:>12,}{seconds:>9.2f}{seconds / rows * 1e9:>10.0f}{peak / 1e6:>9,.0f}{cells:>12,}", flush=True)


if __name__ == "__main__":
    main()
