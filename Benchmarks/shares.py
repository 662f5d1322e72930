#!/usr/bin/env python3
"""Says where the time of a scan into cubes goes, and how far that is from what the memory's bandwidth alone would take.

usage: shares.py DATAMART SILVER [CUBES=gold]

Samples the stacks of `datamart run --gold none --cubes CUBES` with perf (needs the right to do so) and counts each sample to the stage of the
innermost function that belongs to one; reading counts whatever the kernel does for it. A release build keeps its symbols, so nothing has to be
built for this. The traffic is what the stages must move: the bytes read, and every column written once and read once in each form that it takes.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter

import numpy as np

from cubes import PRIORITY

READING = re.compile(r"ksys_pread|ksys_read|vfs_read|do_sys_open|sys_newfstat|vfs_statx|getdents|filemap_read")
STAGES = [
    ("decompression", re.compile(r"snappy|ZSTD_|HUF_|inflate|LZ4|\$s3ORC\d*(BlockDecompressor|ByteStream|SnappyDecoder|LZODecoder)")),
    ("decoding", re.compile(r"^\$s3ORC")),
    ("acceptance", re.compile(r"^\$s6Silver")),
    ("merging", re.compile(r"^\$s5Cubes(8KeyOrder|9KeySorter|13CanonicalKeys|4CubeV|12NativeEngineV5merge)")),
    ("grouping", re.compile(r"^\$s5Cubes")),
]
ORDER = ["reading", *[name for name, _ in STAGES], "other"]

# Bytes a row of the columns that all of Gold needs, in each form they take: what the ORC reader yields, what is accepted, what cubes make of it.
DECODED = dict(identifier=17, severity=8, start=12, coordinates=16, texts=7 * 4, numbers=7 * 9, flags=13, counts=2 * 8, stored_times=2 * 8 + 4)
ACCEPTED = dict(state_severity_hour=3, second=8, day_month=8, coordinates=16, texts=6 * 4, numbers=7 * 9, flags=4, counts=8, fingerprint=8)
KEYS = dict(quantities=11 * 8, dimensions=19 * 4)


def stage(stack):
    if any(READING.search(frame) for frame in stack):
        return "reading"
    for frame in stack:
        for name, pattern in STAGES:
            if pattern.search(frame):
                return name
    return "other"


def shares(datamart, silver, cubes):
    """(seconds, rows, samples by stage)"""
    with tempfile.TemporaryDirectory() as folder:
        data = folder + "/perf.data"
        command = [datamart, "run", "--silver", silver, "--gold", "none", "--force-refresh", "--json", "--cubes", cubes]
        record = ["perf", "record", "-F", "1999", "--call-graph", "fp", "-o", data]
        text = subprocess.run(PRIORITY + record + command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        stacks = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym"], check=True, capture_output=True, text=True).stdout
    result = json.loads(text[text.index("{"):text.rindex("}") + 1])
    samples = Counter(stage([line.split()[-1] for line in stack.splitlines() if line.strip()]) for stack in stacks.split("\n\n") if stack.strip())
    return result["stages"]["scan_seconds"], result["counts"]["rows_accepted"], samples


def bytes_read(command):
    """What a command asks the kernel to read."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    with open(f"/proc/{process.pid}/io") as file:
        read = int(re.search(r"rchar: (\d+)", file.read())[1])
    process.wait()
    return read


def bandwidth(threads):
    """Bytes a second that all threads together read and write when they copy memory."""
    size, rounds = 1 << 28, 5
    pairs = [(np.ones(size // 8), np.ones(size // 8)) for _ in range(threads)]

    def copy(pair):
        for _ in range(rounds):
            np.copyto(*pair)

    best = 0.0
    for _ in range(3):
        workers = [threading.Thread(target=copy, args=(pair,)) for pair in pairs]
        start = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        best = max(best, 2 * size * rounds * threads / (time.perf_counter() - start))
    return best


def main():
    datamart, silver = os.path.abspath(sys.argv[1]), sys.argv[2]
    cubes = sys.argv[3] if len(sys.argv) > 3 else "gold"
    command = [datamart, "run", "--silver", silver, "--gold", "none", "--force-refresh", "--cubes", cubes]
    read = bytes_read(command)
    seconds, rows, samples = shares(datamart, silver, cubes)
    print(f"{rows:,} rows, {seconds:.2f} s under perf, {samples.total():,} samples")
    for name in ORDER:
        print(f"  {name:<14}{samples[name] / samples.total():>7.1%}")
    columns = 2 * (sum(DECODED.values()) + sum(ACCEPTED.values()) + sum(KEYS.values()))
    speed = bandwidth(os.cpu_count())
    least = (read + rows * columns) / speed
    print(f"read {read / rows:.0f} bytes per row, columns written and read {columns} bytes per row; {speed / 1e9:.1f} GB/s on {os.cpu_count()} threads")
    print(f"at that speed {least:.2f} s: the scan takes {seconds / least:.1f} times as long")


if __name__ == "__main__":
    main()
