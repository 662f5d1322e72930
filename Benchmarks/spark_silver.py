"""Writes a Silver table anew through Spark, in the layout that Spark users have: bucketed by State, a folder a month, Snappy.

usage: spark_silver.py SILVER OUT [BUCKETS=50]

SILVER is a warehouse such as `datamart generate` makes. OUT gets accidents_warehouse.db/accidents_clean with some 25 files per month.
"""
import os
import sys

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ["TZ"] = "UTC"
from pyspark.sql import SparkSession  # noqa: E402


def main():
    silver, out = (os.path.abspath(path) for path in sys.argv[1:3])
    buckets = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "6g")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", out)
        .config("spark.hadoop.javax.jdo.option.ConnectionURL", f"jdbc:derby:;databaseName={out}/metastore;create=true")
        .config("spark.sql.orc.compression.codec", "snappy")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .enableHiveSupport()
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    spark.sql("CREATE DATABASE IF NOT EXISTS accidents_warehouse")
    accidents = spark.read.orc(f"{silver}/accidents_warehouse.db/accidents_clean")
    (
        accidents.repartition(buckets, "State")
        .write.mode("overwrite")
        .format("orc")
        .partitionBy("accident_year", "accident_month")
        .bucketBy(buckets, "State")
        .saveAsTable("accidents_warehouse.accidents_clean")
    )
    print(spark.table("accidents_warehouse.accidents_clean").count(), "rows")
    spark.stop()


if __name__ == "__main__":
    main()
