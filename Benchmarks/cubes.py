#!/usr/bin/env python3
"""Times the cubes of `datamart run --gold none` beside DuckDB and Polars, which answer the same aggregates from Parquet.

usage: cubes.py DATAMART SILVER PARQUET [--rounds N] [--cubes NAME …] [--spark]

SILVER is a warehouse, best in Spark's layout (spark_silver.py); PARQUET holds the same rows (parquet.py). A round runs each of them once, in
turn, so that a busy moment of the machine meets all; the best of each counts. Before that each runs once, so that files are in the page cache,
and the answers of DuckDB and Polars are compared with the cubes cell by cell. --cubes times these cubes as well. --spark times Spark on the
ORC files, once.
"""
import argparse
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile

from answers import answers, differences

HERE = os.path.dirname(os.path.abspath(__file__))
# A real-time priority, where that is allowed: other work on the machine then waits.
PRIORITY = ["chrt", "-r", "10"] if os.geteuid() == 0 and shutil.which("chrt") else []
PEERS = ("duckdb", "polars")


def measure(command):
    """(what the command printed, its peak resident bytes). Stops when it fails."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(PRIORITY + command, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        output.seek(0), errors.seek(0)
        if status != 0:
            sys.exit(f"{' '.join(command)} ended with status {status}\n{errors.read()}")
        return output.read(), usage.ru_maxrss * 1024


def run(datamart, silver, cubes):
    """(seconds, peak bytes, result) of a scan of Silver into `cubes`, with acceptance and the search for repeated IDs."""
    text, peak = measure([datamart, "run", "--silver", silver, "--gold", "none", "--force-refresh", "--json", "--cubes", *cubes])
    result = json.loads(text)
    return result["stages"]["scan_seconds"], peak, result


def peer(name, path, *answers_file):
    text, peak = measure([sys.executable, f"{HERE}/peers.py", name, path, *answers_file])
    return float(re.search(r"seconds ([0-9.]+)", text)[1]), peak


def compare(datamart, silver, parquet):
    """Prints whether DuckDB and Polars find what the cubes hold; ends the program when they do not."""
    with tempfile.TemporaryDirectory() as folder:
        measure([datamart, "cube", "peers", "--silver", silver, "--format", "csv", "--output", folder])
        ours = answers(folder)
        for name in PEERS:
            file = f"{folder}/{name}.pickle"
            peer(name, parquet, file)
            with open(file, "rb") as pickled:
                compared, found = differences(ours, pickle.load(pickled))
            print(f"{name}: {compared:,} cells compared, {'all equal' if not found else 'different'}", *found, sep="\n  ", flush=True)
            if found:
                sys.exit(1)


def sizes(datamart, silver, cubes):
    """(number of cubes, number of cells)"""
    with tempfile.TemporaryDirectory() as folder:
        text, _ = measure([datamart, "cube", *cubes, "--silver", silver, "--format", "csv", "--output", folder])
    counts = [int(count.replace(",", "")) for count in re.findall(r": ([0-9,]+) cells", text)]
    return len(counts), sum(counts)


def print_table(best, worst, peaks, sizes):
    """A line a set of cubes with its ratio to each other system, then a line a system."""
    others = [name for name in best if name not in sizes]
    print(f"\n{'':<16}{'cubes':>6}{'cells':>11}{'best s':>9}{'worst s':>9}{'peak MB':>9}" + "".join(f"{'/ ' + name:>10}" for name in others))
    for name, seconds in best.items():
        cubes, cells = (f"{number:,}" for number in sizes[name]) if name in sizes else ("", "")
        ratios = "".join(f"{seconds / best[other]:>10.3f}" for other in others) if name in sizes else ""
        print(f"{name:<16}{cubes:>6}{cells:>11}{seconds:>9.2f}{worst.get(name, seconds):>9.2f}{peaks[name] / 1e6:>9,.0f}{ratios}")


def main():
    parser = argparse.ArgumentParser()
    for name in ("datamart", "silver", "parquet"):
        parser.add_argument(name)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cubes", nargs="+", default=[])
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    datamart, silver = os.path.abspath(options.datamart), options.silver
    sets = {"peers": ["peers"], "gold": ["gold"]} | ({" ".join(options.cubes): options.cubes} if options.cubes else {})

    counts = {}
    for name, cubes in sets.items():
        counts = run(datamart, silver, cubes)[2]["counts"]
    print(f"{counts['rows_accepted']:,} rows accepted, {counts['files']:,} files, {counts['bytes'] / 1e6:,.0f} MB, {os.cpu_count()} cores")
    compare(datamart, silver, options.parquet)

    times, peaks = {}, {}
    for _ in range(options.rounds):
        for name in [*sets, *PEERS]:
            seconds, peak = run(datamart, silver, sets[name])[:2] if name in sets else peer(name, options.parquet)
            times.setdefault(name, []).append(seconds)
            peaks[name] = max(peak, peaks.get(name, 0))
    best = {name: min(seconds) for name, seconds in times.items()}
    if options.spark:
        best["spark"], peaks["spark"] = peer("spark", f"{silver}/accidents_warehouse.db/accidents_clean")

    print_table(best, {name: max(seconds) for name, seconds in times.items()}, peaks, {n: sizes(datamart, silver, c) for n, c in sets.items()})
    fastest = min(PEERS, key=best.get)
    print(f"\npeers: {best['peers'] / best[fastest]:.2f} of {fastest}'s time for the same eight; gold: {best['gold'] / best[fastest]:.2f}")


if __name__ == "__main__":
    main()
