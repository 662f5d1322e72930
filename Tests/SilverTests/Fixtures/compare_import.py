"""Compares an import of the sample CSV with the CSV itself and with the Silver that Spark wrote from it.

    compare_import.py DATA_FOLDER WAREHOUSE

Prints `N rows equal, M with a fraction`, or what differs, and exits with 1.
"""

import glob
import html
import re
import sys

import pandas as pd
import pyarrow.orc as orc

NAMES = {
    "Distance(mi)": "distance_miles", "Temperature(F)": "temperature_fahrenheit", "Wind_Chill(F)": "wind_chill_fahrenheit",
    "Humidity(%)": "humidity_percent", "Pressure(in)": "pressure_inches", "Visibility(mi)": "visibility_miles",
    "Wind_Speed(mph)": "wind_speed_mph", "Precipitation(in)": "precipitation_inches",
}
KEYS = {
    "accidents_clean": ["ID"],
    "weather_aggregated": ["aggregation_year", "State", "weather_category"],
    "infrastructure_features": ["analysis_year", "State"],
}


def silver(warehouse, table):
    parts = []
    for path in sorted(glob.glob(f"{warehouse}/accidents_warehouse.db/{table}/**/*.orc", recursive=True)):
        part = orc.read_table(path).to_pandas()
        for column, value in re.findall(r"/(\w+)=(\d+)", path):
            part[column] = int(value)
        parts.append(part)
    return pd.concat(parts).sort_values(KEYS[table]).reset_index(drop=True)


def different(left, right):
    if left.dtype.kind == "f":
        return ((left - right).abs() > 1e-12 * left.abs().clip(lower=1)) | (left.isna() != right.isna())
    return (left != right) & ~(left.isna() & right.isna())


def compare(name, theirs, ours, problems):
    if len(theirs) != len(ours):
        problems.append(f"{name}: {len(theirs)} rows against {len(ours)}")
        return
    for column in theirs.columns:
        differs = different(theirs[column], ours[column])
        if differs.any():
            row = differs.idxmax()
            problems.append(f"{name}.{column}: {differs.sum()} differ, first {theirs[column][row]!r} against {ours[column][row]!r}")


data, warehouse = sys.argv[1:]
problems = []
csv = pd.read_csv(f"{data}/us_accidents_sample.csv.gz", dtype={"Zipcode": str}, keep_default_na=False, na_values=[""])
fractions = csv.Start_Time.str.contains(".", regex=False).sum()
csv = csv.rename(columns=NAMES).drop(columns="Weather_Timestamp").sort_values("ID").reset_index(drop=True)
for column in ["Start_Time", "End_Time"]:
    csv[column] = pd.to_datetime(csv[column], format="ISO8601")
for table in [csv] + (spark := [silver(f"{data}/silver_hive", name) for name in KEYS]):
    # The import takes off blanks, decodes entities and knows no no-break spaces; Spark left all that as it was.
    for column in {"Street", "Description"} & set(table.columns):
        table[column] = table[column].map(html.unescape, na_action="ignore").str.replace("\xa0", " ").str.strip()
ours = [silver(warehouse, name) for name in KEYS]
compare("csv", csv, ours[0], problems)
for name, left, right in zip(KEYS, spark, ours):
    compare(name, left, right, problems)
print("\n".join(problems) if problems else f"{len(ours[0])} rows equal, {fractions} with a fraction")
sys.exit(1 if problems else 0)
