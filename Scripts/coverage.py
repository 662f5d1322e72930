#!/usr/bin/env python3
"""Prints the share of lines that the tests ran, target by target, from the JSON that `swift test --enable-code-coverage` leaves.

    python3 Scripts/coverage.py $(swift test --show-codecov-path)
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "Sources"


def lines_by_target(report):
    """(covered, all) lines of each folder below Sources."""
    targets = defaultdict(lambda: [0, 0])
    for file in report["data"][0]["files"]:
        path = Path(file["filename"])
        if SOURCES in path.parents:
            lines = file["summary"]["lines"]
            target = targets[path.relative_to(SOURCES).parts[0]]
            target[0] += lines["covered"]
            target[1] += lines["count"]
    return targets


def main(path):
    targets = lines_by_target(json.loads(Path(path).read_text()))
    total = [sum(lines) for lines in zip(*targets.values())]
    for name, (covered, count) in sorted(targets.items()) + [("all", total)]:
        print(f"{name:15} {100 * covered / count:5.1f} %  {covered:6,} of {count:6,} lines")


if __name__ == "__main__":
    main(sys.argv[1])
