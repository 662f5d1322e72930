"""Answers eight aggregates with DuckDB, Polars or Spark, and prints the seconds.

usage: peers.py duckdb|polars PARQUET [ANSWERS]
       peers.py spark ORC

ANSWERS gets what came out, as a pickle: by aggregate the rows, keys first. Times are of the queries alone, without the start of the program.
Every system gets as many threads as there are processors. Spark reads the ORC files of a table's folder and hands its rows to nobody.
"""
import os
import pickle
import sys
import time

FLAGS = ["Amenity", "Bump", "Crossing", "Give_Way", "Junction", "No_Exit", "Railway", "Roundabout", "Station", "Stop", "Traffic_Calming",
         "Traffic_Signal", "Turning_Loop"]
CORRELATED = ["temperature_fahrenheit", "visibility_miles", "humidity_percent", "wind_speed_mph", "infrastructure_count", "distance_miles"]

# Aggregate: its keys, how many of its columns they are, and what is asked for besides the number of accidents and the sum of severities.
SEVERITIES = [f"count_if(Severity = {s}) AS severity_{s}" for s in (1, 2, 3, 4)]
QUERIES = {
    "city": ("State, City", SEVERITIES + ["avg(Start_Lat)", "avg(Start_Lng)", "avg(distance_miles)"]),
    "daily": ("State, CAST(Start_Time AS DATE)", []),
    "hourly": ("State, accident_day_of_week, accident_hour", []),
    "weather": ("State, weather_category, accident_year, accident_month",
                ["avg(temperature_fahrenheit)", "avg(visibility_miles)", "avg(humidity_percent)", "avg(wind_speed_mph)"]),
    "conditions": ("weather_category, temperature_category, visibility_category, accident_season", []),
    "equipment": ("State", ["avg(safety_equipment_score)"] + [
        part for flag in FLAGS for part in (f"count_if({flag})", f"sum(CASE WHEN {flag} THEN Severity ELSE 0 END)")]),
    "grid": ("State, CAST(floor(Start_Lat * 50) AS INT), CAST(floor(Start_Lng * 50) AS INT)", []),
}


def statements(table):
    for name, (keys, figures) in QUERIES.items():
        yield name, f"SELECT {keys}, {', '.join(['count(*)', 'sum(Severity)'] + figures)} FROM {table} GROUP BY {keys}"
    yield "moments", f"SELECT {', '.join(f'corr({column}, Severity)' for column in CORRELATED)} FROM {table}"


def duckdb(path):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {os.cpu_count()}")
    start = time.perf_counter()
    results = {name: connection.sql(sql).to_arrow_table() for name, sql in statements(f"read_parquet('{path}/*.parquet')")}
    return time.perf_counter() - start, results


def polars(path):
    import polars as pl

    rows, column = pl.scan_parquet(path + "/*.parquet"), pl.col
    counts = [pl.len().alias("n"), column("Severity").sum().alias("s")]
    cell = [(column(name) * 50).floor().cast(pl.Int32) for name in ("Start_Lat", "Start_Lng")]
    severities = [(column("Severity") == s).sum().alias(f"severity_{s}") for s in (1, 2, 3, 4)]

    def means(*names):
        return [column(name).mean().alias("mean_" + name) for name in names]

    equipment = [part for flag in FLAGS for part in (
        column(flag).sum().alias("n_" + flag), column("Severity").filter(column(flag)).sum().alias("s_" + flag))]
    queries = {
        "city": rows.group_by("State", "City").agg(*counts, *severities, *means("Start_Lat", "Start_Lng", "distance_miles")),
        "daily": rows.group_by("State", column("Start_Time").dt.date()).agg(*counts),
        "hourly": rows.group_by("State", "accident_day_of_week", "accident_hour").agg(*counts),
        "weather": rows.group_by("State", "weather_category", "accident_year", "accident_month").agg(
            *counts, *means("temperature_fahrenheit", "visibility_miles", "humidity_percent", "wind_speed_mph")),
        "conditions": rows.group_by("weather_category", "temperature_category", "visibility_category", "accident_season").agg(*counts),
        "equipment": rows.group_by("State").agg(*counts, *means("safety_equipment_score"), *equipment),
        "grid": rows.group_by("State", *cell).agg(*counts),
        "moments": rows.select(pl.corr(name, "Severity").alias(name) for name in CORRELATED),
    }
    start = time.perf_counter()
    results = dict(zip(queries, pl.collect_all(queries.values())))
    return time.perf_counter() - start, {name: frame.to_arrow() for name, frame in results.items()}


def spark(path):
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    session = (SparkSession.builder.master(f"local[{os.cpu_count()}]").config("spark.driver.memory", "6g")
               .config("spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false")
               .config("spark.ui.showConsoleProgress", "false").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    session.read.orc(path).createOrReplaceTempView("accidents")
    start = time.perf_counter()
    for _, sql in statements("accidents"):
        columns = [f"c{index}" for index in range(len(session.sql(sql).columns))]
        session.sql(sql).toDF(*columns).write.format("noop").mode("overwrite").save()
    return time.perf_counter() - start, {}


def main():
    engine, path = sys.argv[1:3]
    seconds, results = {"duckdb": duckdb, "polars": polars, "spark": spark}[engine](path)
    print(f"seconds {seconds:.3f}")
    if len(sys.argv) > 3:
        with open(sys.argv[3], "wb") as file:
            pickle.dump({name: [tuple(row.values()) for row in table.rename_columns(
                [str(i) for i in range(table.num_columns)]).to_pylist()] for name, table in results.items()}, file)


if __name__ == "__main__":
    main()
