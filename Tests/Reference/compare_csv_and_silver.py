"""Compares a generated CSV with the generated Silver of the same seed: every raw column, every row.
Silver's texts are trimmed: the CSV's streets may begin with a space.

    Tests/Reference/compare_csv_and_silver.py SAMPLE.csv ACCIDENTS_CLEAN

Reads the CSV with pandas and the ORC files with pyarrow; also recomputes what Silver derives. Prints `N rows equal`, or what
differs, and exits with 1.
"""

import glob
import sys

import pandas as pd
import pyarrow.orc as orc

from contract import DERIVATIONS, FLAGS, SEASONS, WEIGHTS

NAMES = {
    "Distance(mi)": "distance_miles", "Temperature(F)": "temperature_fahrenheit", "Wind_Chill(F)": "wind_chill_fahrenheit",
    "Humidity(%)": "humidity_percent", "Pressure(in)": "pressure_inches", "Visibility(mi)": "visibility_miles",
    "Wind_Speed(mph)": "wind_speed_mph", "Precipitation(in)": "precipitation_inches",
}
NOT_IN_SILVER = ["Weather_Timestamp"]


def silver(folder):
    parts = []
    for path in sorted(glob.glob(f"{folder}/accident_year=*/accident_month=*/*.orc")):
        part = orc.read_table(path).to_pandas()
        year, month = (int(p.split("=")[1]) for p in path.split("/")[-3:-1])
        assert (part.Start_Time.dt.year == year).all() and (part.Start_Time.dt.month == month).all(), path
        parts.append(part)
    return pd.concat(parts).set_index("ID")


def csv(path):
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = rows.rename(columns=NAMES).drop(columns=NOT_IN_SILVER).replace("", None).set_index("ID")
    rows.Street = rows.Street.str.strip()
    for column in ("Start_Time", "End_Time"):
        rows[column] = pd.to_datetime(rows[column], format="ISO8601")
    return rows


def differences(left, right):
    for column in left.columns:
        a, b = left[column], right[column]
        if b.dtype.kind in "fi":
            a = pd.to_numeric(a)
        if b.dtype.kind == "b":
            a = a == "True"
        same = (a == b) | (a.isna() & b.isna())
        if not same.all():
            row = same.idxmin()
            yield f"{column}: {(~same).sum()} differ, first {row}: {a[row]!r} in the CSV, {b[row]!r} in Silver"


def derived(rows):
    start = rows.Start_Time
    yield "accident_hour", start.dt.hour
    yield "accident_day_of_week", (start.dt.day_of_week + 1) % 7 + 1
    yield "is_weekend", start.dt.day_of_week >= 5
    yield "is_rush_hour", start.dt.hour.isin(DERIVATIONS["is_rush_hour"]["values"])
    yield "accident_season", start.dt.month.map(SEASONS)
    flags = rows[FLAGS].astype(int)
    for column, weights in WEIGHTS.items():
        yield column, sum(flags[name] * weight for name, weight in weights.items())


def main():
    left, right = csv(sys.argv[1]), silver(sys.argv[2])
    problems = []
    if sorted(left.index) != sorted(right.index) or not left.index.is_unique:
        problems.append(f"{len(left)} rows in the CSV, {len(right)} in Silver, or other IDs")
    else:
        right = right.loc[left.index]
        problems += differences(left, right)
        for column, values in derived(left.assign(**{c: right[c] for c in right if right[c].dtype.kind == "b"})):
            if not (right[column] == values).all():
                problems.append(f"{column} does not follow from its inputs")
    print("\n".join(problems) if problems else f"{len(left)} rows equal")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
