"""Reads the columns that cubes need from every ORC file below a folder with pyarrow (Apache ORC C++), and prints the wall time.

usage: orc_read.py FOLDER [THREADS]

Files are spread over THREADS threads; pyarrow's own pools are held to one thread, so that both readers get the same cores.
"""
import glob
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.orc as po

COLUMNS = """ID Severity Start_Time Start_Lat Start_Lng distance_miles City State temperature_fahrenheit humidity_percent visibility_miles
wind_speed_mph accident_hour accident_day_of_week accident_season weather_category visibility_category temperature_category
infrastructure_count safety_equipment_score Amenity Bump Crossing Give_Way Junction No_Exit Railway Roundabout Station Stop Traffic_Calming
Traffic_Signal Turning_Loop""".split()


def read(path):
    return po.ORCFile(path).read(COLUMNS).num_rows


def main():
    folder, threads = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    files = sorted(glob.glob(folder + "/**/*.orc", recursive=True))
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        rows = sum(pool.map(read, files))
    print(f"rows {rows} files {len(files)} columns {len(COLUMNS)} threads {threads} seconds {time.perf_counter() - start:.3f}")


if __name__ == "__main__":
    main()
