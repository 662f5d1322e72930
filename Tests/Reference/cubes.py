#!/usr/bin/env python3
"""Every cube of Gold and of the peers' set computed from Silver by DuckDB, a CSV file per cube as `datamart cube --format csv` prints it.

    python Tests/Reference/cubes.py SILVER OUT [CUBE …] [--latest YYYY-MM-DD]

SILVER is a warehouse's folder or that of accidents_clean; pyarrow reads its files. The rules of acceptance, limits and derivations are those of
contract.json, put into SQL; the cubes and the bins are written down here once more, so that a mistake on either side shows. --latest is the last
date that is accepted; tomorrow by default.
"""
import argparse
import csv
import datetime
import re
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import orc

from contract import BLANKS, DERIVATIONS, FLAGS, INTEGERS, LENGTHS, NUMBERS, ROW_RULES, SEASONS, WEIGHTS

QUANTITIES = dict(distance="distance_miles", temperature="temperature_fahrenheit", humidity="humidity_percent", pressure="pressure_inches",
                  visibility="visibility_miles", wind_speed="wind_speed_mph", precipitation="precipitation_inches")
BINS = dict(temperature=[0, 10, 20, 32, 40, 50, 60, 70, 80, 90, 100], humidity=[20, 30, 40, 50, 60, 70, 80, 90, 95, 100],
            pressure=[24, 26, 28, 28.5, 29, 29.25, 29.5, 29.75, 30, 30.25, 30.5], visibility=[0.25, 0.5, 1, 2, 3, 5, 7, 10, 10.5],
            wind_speed=[0.1, 3, 5, 7, 9, 11, 13, 16, 20, 25, 35], precipitation=[0.001, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1],
            distance=[0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10])

TEXT, INT, DOUBLE, BOOL = pa.string(), pa.int64(), pa.float64(), pa.bool_()
COLUMNS = dict(ID=TEXT, Severity=INT, Start_Time=pa.timestamp("us"), Start_Lat=DOUBLE, Start_Lng=DOUBLE, State=TEXT, Source=TEXT, City=TEXT,
               weather_category=TEXT, Weather_Condition=TEXT, temperature_category=TEXT, visibility_category=TEXT, Sunrise_Sunset=TEXT,
               infrastructure_count=INT, safety_equipment_score=INT, **{n: DOUBLE for n in QUANTITIES.values()}, **{f: BOOL for f in FLAGS})
DERIVED = ["weather_category", "Weather_Condition", "temperature_category", "visibility_category", "infrastructure_count",
           "safety_equipment_score"]

# ---------------------------------------------------------------- the cubes

HISTOGRAM = [(f"severity_{s}", f"count(*) FILTER (severity = {s})") for s in (1, 2, 3, 4)]
COUNT = [("count", "count(*)")]


def total(q):
    return [(q + "_n", f"count({q})"), (q + "_sum", f"coalesce(sum({q}), 0)")]


def squares(q):
    moment = q if q in ("infrastructure_count", "safety_score") else q + "_thousandths"
    return [(q + "_squares", f"coalesce(sum({moment} * {moment}), 0)")]


def low(q):
    return [(q + "_min", f"min({q})")]


def high(q):
    return [(q + "_max", f"max({q})")]


YEARS = [("years", "bit_or(1::BIGINT << (year - 2000)::INT)")]
FEATURES = [q + "_bin" for q in ("temperature", "humidity", "pressure", "visibility", "wind_speed", "precipitation", "distance")] + [
    "infrastructure_count", "safety_score", "hour", "weather", "daylight"]
CUBES = {
    "city": ("state city source year", HISTOGRAM),
    "daily": ("state date", HISTOGRAM),
    "hourly": ("state month weekday hour", HISTOGRAM),
    "weather": ("state weather season source year", HISTOGRAM + total("temperature") + total("humidity") + total("visibility")
                + total("wind_speed") + low("temperature") + high("temperature")),
    "conditions": ("state weather temperature_category visibility_category season", HISTOGRAM),
    "equipment": ("state source year flags", HISTOGRAM + total("safety_score") + high("safety_score")),
    "grid": ("state latitude_cell@100 longitude_cell@100 city", HISTOGRAM + total("latitude") + total("longitude") + YEARS),
    **{"feature_" + f: (f"source month {f}", HISTOGRAM) for f in FEATURES},
    "peers.city": ("state city", HISTOGRAM + total("latitude") + total("longitude") + total("distance")),
    "peers.daily": ("state date", HISTOGRAM),
    "peers.hourly": ("state weekday hour", HISTOGRAM),
    "peers.weather": ("state weather month", HISTOGRAM + total("temperature") + total("visibility") + total("humidity") + total("wind_speed")),
    "peers.conditions": ("weather temperature_category visibility_category season", HISTOGRAM),
    "peers.equipment": ("state flags", HISTOGRAM + total("safety_score")),
    "peers.grid": ("state latitude_cell@50 longitude_cell@50", HISTOGRAM),
    "peers.moments": ("severity", COUNT + sum((total(q) + squares(q) for q in (
        "temperature", "visibility", "humidity", "wind_speed", "infrastructure_count", "distance")), [])),
}

# ---------------------------------------------------------------- reading


def data_files(folder):
    """(partition, file) of all data files, in byte order of their paths."""
    found = [p for p in Path(folder).rglob("*") if p.is_file() and not any(part[0] in "._" for part in p.relative_to(folder).parts)]
    for path in sorted(found, key=lambda p: str(p).encode()):
        keys = [part for part in path.relative_to(folder).parts if re.match(r"[^=]+=", part)]
        if path.stat().st_size:
            yield "/".join(keys), path


def table(partition, index, path):
    """A file's rows with all the columns there could be, and which of those that can be derived the file has."""
    file = orc.ORCFile(path)
    names = {name.lower(): name for name in file.schema.names}
    there = {c: names[c.lower()] for c in COLUMNS if c.lower() in names}
    rows = file.read(columns=list(there.values()))
    n, columns = rows.num_rows, {}
    for column, kind in COLUMNS.items():
        values = rows.column(there[column]).cast(kind, safe=False) if column in there else pa.nulls(n, kind)
        columns[column] = values
    constants = {"partition": partition, "file": index, **{"has_" + c: c in there for c in DERIVED}}
    constants["has_flags"] = all(f in there for f in FLAGS)
    for name, value in constants.items():
        columns[name] = pa.array([value] * n) if n else pa.nulls(0, pa.scalar(value).type)
    columns["row"] = pa.array(range(n), INT)
    return pa.table(columns)


def read(silver):
    silver = Path(silver)
    folders = [silver / "accidents_warehouse.db" / "accidents_clean", silver / "accidents_clean", silver]
    folder = next(f for f in folders if f.is_dir())
    return pa.concat_tables([table(p, i, f) for i, (p, f) in enumerate(data_files(folder))])

# ---------------------------------------------------------------- acceptance


def text(column):
    blanks = " || ".join(f"chr({ord(blank)})" for blank in BLANKS)
    trimmed = f"nullif(trim({column}, {blanks}), '')"
    return f"CASE WHEN length({trimmed}) <= {LENGTHS[column]} THEN {trimmed} END" if column in LENGTHS else trimmed


def inside(column, limits):
    return f"{column} BETWEEN {limits[0]} AND {limits[1]}"


def breaks(kind, of, latest):
    """Whether a row breaks a rule that looks at one row alone, null where an earlier rule decides."""
    column = of["column"]
    return {
        "textMissing": lambda: f"{text(column)} IS NULL",
        "textLonger": lambda: f"length({text(column)}) > {of['than']}",
        "notOneOf": lambda: f"coalesce(upper({text(column)}) NOT IN {tuple(of['labels'])}, true)",
        "integerOutside": lambda: f"NOT coalesce({inside(column, of['range'])}, false)",
        "numberOutside": lambda: f"NOT coalesce({inside(column, of['range'])}, false)",
        "timeMissing": lambda: f"{column} IS NULL",
        "dateOutside": lambda: f"{column}::DATE < DATE '1970-01-01' + {of['first']} OR {column}::DATE > DATE '{latest}'",
    }[kind]()


def category(column):
    """A stored category goes with a number that is beyond its limits; without one it follows from the number."""
    rule = DERIVATIONS[column]
    number, sign = rule["of"], {"atMost": "<=", "atLeast": ">="}[rule["by"]["comparison"]]
    within = inside(number, NUMBERS[number])
    steps = " ".join(f"WHEN {number} {sign} {bound} THEN '{label}'" for bound, label in zip(rule["by"]["bounds"], rule["labels"]))
    return (f"CASE WHEN has_{column} THEN CASE WHEN {number} IS NULL OR {within} THEN {text(column)} END"
            f" WHEN {within} THEN CASE {steps} ELSE '{rule['labels'][-1]}' END END")


def keywords(column):
    rule = DERIVATIONS[column]
    rules = " ".join(f"WHEN regexp_matches(lower({rule['of']}), '{'|'.join(r['words'])}') THEN '{r['label']}'" for r in rule["rules"])
    return f"CASE WHEN has_{column} THEN {text(column)} WHEN has_{rule['of']} THEN CASE {rules} ELSE '{rule['otherwise']}' END END"


def counted(column):
    sum_of = " + ".join(f"{weight} * {flag}::INT" for flag, weight in WEIGHTS[column].items())
    return f"CASE WHEN has_{column} THEN CASE WHEN {inside(column, INTEGERS[column])} THEN {column} END ELSE {sum_of} END"


def units(column):
    kept = f"CASE WHEN {inside(column, NUMBERS[column])} THEN {column} END"
    return f"round_even({kept} * 1e9, 0)::BIGINT", f"round_even({kept} * 1e3, 0)::BIGINT"


def bin_of(quantity):
    reached = " + ".join(f"({quantity} >= {round(edge * 10**9)})::INT" for edge in BINS[quantity])
    return f"({reached})"


def accept(connection, latest):
    flags = " + ".join(f"CASE WHEN {f} IS NULL THEN {2 ** (13 + i)} WHEN {f} THEN {2 ** i} ELSE 0 END" for i, f in enumerate(FLAGS))
    numbers = ", ".join("{1} AS {0}, {2} AS {0}_thousandths".format(q, *units(column)) for q, column in QUANTITIES.items())
    broken = " OR ".join(breaks(kind, of, latest) for _, kind, of in ROW_RULES if kind not in ("repeated", "copy"))
    repeated = next(of["column"] for _, kind, of in ROW_RULES if kind == "repeated")
    connection.execute(f"""
        CREATE TABLE accepted AS
        SELECT upper({text('State')}) AS state, {text('City')} AS city, {text('Source')} AS source, Severity AS severity,
            year(Start_Time) AS year, year(Start_Time) * 12 + month(Start_Time) - 1 AS month, Start_Time::DATE AS date,
            isodow(Start_Time) AS weekday, hour(Start_Time) AS hour,
            {list(SEASONS.values())}[month(Start_Time)] AS season,
            {keywords('weather_category')} AS weather, {text('Sunrise_Sunset')} AS daylight,
            {category('temperature_category')} AS temperature_category, {category('visibility_category')} AS visibility_category,
            {counted('infrastructure_count')} AS infrastructure_count, {counted('safety_equipment_score')} AS safety_score,
            Start_Lat AS latitude_degrees, Start_Lng AS longitude_degrees,
            round_even(Start_Lat * 1e9, 0)::BIGINT AS latitude, round_even(Start_Lng * 1e9, 0)::BIGINT AS longitude,
            {flags} AS flags, {numbers},
            partition, file, row, {text('ID')} AS id
        FROM silver
        WHERE NOT coalesce({broken}, false)
        QUALIFY row_number() OVER (PARTITION BY partition, {text(repeated)} ORDER BY file, row) = 1""")
    bins = ", ".join(f"{bin_of(q)} AS {q}_bin" for q in BINS)
    connection.execute(f"CREATE VIEW accidents AS SELECT *, {bins} FROM accepted")

# ---------------------------------------------------------------- cubes


def key(dimension):
    """The expression of a dimension, and the name it has."""
    name, _, per_degree = dimension.partition("@")
    degrees = {"latitude_cell": "latitude_degrees", "longitude_cell": "longitude_degrees"}.get(name)
    return (f"floor({degrees} * {per_degree}::DOUBLE)::INT" if degrees else name), name


def bin_text(quantity, index):
    edges = [f"{edge:g}" for edge in BINS[quantity]]
    if index == 0:
        return "<" + edges[0]
    return f"{edges[index - 1]}..{edges[index]}" if index < len(edges) else ">=" + edges[-1]


def flag_text(flags):
    there = [f for i, f in enumerate(FLAGS) if flags >> i & 1]
    unknown = [f + "?" for i, f in enumerate(FLAGS) if flags >> (13 + i) & 1]
    return "+".join(there + unknown) or "none"


def key_text(name, value):
    if value is None:
        return ""
    if name == "month":
        return f"{value // 12:04}-{value % 12 + 1:02}"
    if name == "flags":
        return flag_text(value)
    return bin_text(name[:-4], value) if name.endswith("_bin") else str(value)


def write(connection, name, out):
    dimensions, measures = CUBES[name]
    keys = [key(d) for d in dimensions.split()]
    selected = ", ".join(f'{expression} AS "{n}"' for expression, n in keys + [(e, n) for n, e in measures])
    order = ", ".join(f"{i + 1} NULLS FIRST" for i in range(len(keys)))
    rows = connection.execute(f"SELECT {selected} FROM accidents GROUP BY {', '.join(str(i + 1) for i in range(len(keys)))} ORDER BY {order}")
    cells = rows.fetchall()
    with open(out / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([n for _, n in keys] + [n for n, _ in measures])
        for cell in cells:
            texts = [key_text(n, value) for (_, n), value in zip(keys, cell)]
            writer.writerow(texts + ["" if value is None else value for value in cell[len(keys):]])
    print(f"{name}: {len(cells)} cells", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("silver")
    parser.add_argument("out", type=Path)
    parser.add_argument("cubes", nargs="*", default=list(CUBES))
    parser.add_argument("--latest", default=str(datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=1)))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("silver", read(options.silver))
    accept(connection, options.latest)
    read_rows, accepted = (connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("silver", "accepted"))
    print(f"{read_rows} rows read, {accepted} accepted", flush=True)
    for name in options.cubes or CUBES:
        write(connection, name, options.out)


if __name__ == "__main__":
    main()
