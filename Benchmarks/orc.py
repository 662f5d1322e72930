"""Reads and writes ORC side by side with pyarrow (Apache ORC C++), and prints the ratios.

usage: orc.py ORCBENCHMARK SILVER [ROUNDS=3]

SILVER is a folder of ORC files, best in Spark's layout (see spark_silver.py). Rounds alternate between the two, so that a busy
moment of the machine meets both; the best round of each counts. Files are read once beforehand, so that the page cache is warm.
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def seconds(command):
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"seconds ([0-9.]+)", output)[1]), output.strip()


def reading(benchmark, silver, rounds):
    print("reading                      ours s   pyarrow s   ratio")
    for threads in (1, 2):
        ours, theirs = [benchmark, "read", silver, str(threads)], [sys.executable, f"{HERE}/orc_read.py", silver, str(threads)]
        first, what = seconds(ours)
        times = [(seconds(ours)[0], seconds(theirs)[0]) for _ in range(rounds)]
        best = [min(column) for column in zip(*times)]
        print(f"{threads} thread(s)                  {best[0]:>6.2f}      {best[1]:>6.2f}   {best[0] / best[1]:>5.2f}")
    print(what.rsplit(" threads", 1)[0])


def writing(benchmark):
    with tempfile.TemporaryDirectory() as folder:
        print(subprocess.run([benchmark, "table", "500000", folder], check=True, capture_output=True, text=True).stdout.strip())
        print(subprocess.run([sys.executable, f"{HERE}/orc_write.py", f"{folder}/silver.orc"], check=True, capture_output=True, text=True).stdout.strip())


def main():
    benchmark, silver = os.path.abspath(sys.argv[1]), sys.argv[2]
    reading(benchmark, silver, int(sys.argv[3]) if len(sys.argv) > 3 else 3)
    print("\nwriting, and reading back, processor time of one thread")
    writing(benchmark)
    print("\nencodings")
    print(subprocess.run([benchmark, "encodings"], check=True, capture_output=True, text=True).stdout.strip())


if __name__ == "__main__":
    main()
