#!/usr/bin/env python3
"""Times the way from CSV to Gold on generated accidents, and prints rows per second and peak memory of each step.

usage: pipeline.py DATAMART [ROWS]

DATAMART is a release build of the command. The steps: generate Silver, generate the equivalent CSV, import the CSV, run
Silver into SQLite (indexes included). Every step is a process of its own; the time is what a user waits.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time


def measure(command, stdout=subprocess.DEVNULL):
    """Runs a command; returns (seconds, peak resident bytes). Stops when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=stdout)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with status {status}")
    return seconds, usage.ru_maxrss * 1024


def main():
    datamart = os.path.abspath(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    folder = tempfile.mkdtemp(prefix="datamart-bench-")
    silver, csv, imported, gold = (os.path.join(folder, name) for name in ("silver", "accidents.csv", "imported", "gold.db"))
    steps = [
        ("generate Silver", [datamart, "generate", "--rows", str(rows), "--silver", silver]),
        ("generate CSV", [datamart, "generate", "--rows", str(rows), "--csv", csv]),
        ("import CSV", [datamart, "import", csv, "--silver", imported]),
        ("run into SQLite", [datamart, "run", "--silver", silver, "--gold", "sqlite:" + gold]),
        ("run, no export", [datamart, "run", "--silver", silver, "--gold", "none"]),
    ]
    try:
        print(f"{rows:,} rows, {os.cpu_count()} cores")
        print(f"{'step':<18}{'seconds':>9}{'rows/s':>12}{'peak MB':>10}")
        for name, command in steps:
            seconds, memory = measure(command)
            print(f"{name:<18}{seconds:>9.2f}{rows / seconds:>12,.0f}{memory / 1e6:>10,.0f}", flush=True)
        print(f"CSV {os.path.getsize(csv) / 1e6:,.0f} MB, Gold {os.path.getsize(gold) / 1e6:,.0f} MB")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
