#!/usr/bin/env python3
"""Times the publishing of generated accidents to MySQL beside other ways of loading the same rows into the same table.

usage: mysql.py DATAMART [ROWS [PYTHON]]

DATAMART is a release build of the command; PYTHON an interpreter with pyspark, without which Spark is left out. A private MariaDB server is
started in a temporary folder. The others load the rows of `accidents_summary` alone, from a file that lies ready, into an empty table with
the same partitions and indexes; one more way loads every table of Gold so. `datamart run` reads Silver, computes the KPIs and publishes everything.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

DATABASE = "bench"
JAR = "/usr/share/java/mariadb-java-client.jar"


class Server:
    """A MariaDB server with its data in `folder`."""

    def __init__(self, folder, port=33987):
        self.data, self.port = os.path.join(folder, "data"), port
        account = ["--user=root"] if os.getuid() == 0 else []
        base = ["--no-defaults", f"--datadir={self.data}"] + account
        subprocess.run(["mariadb-install-db", "--auth-root-authentication-method=normal", "--skip-test-db"] + base, check=True, capture_output=True)
        self.process = subprocess.Popen(
            ["mariadbd"] + base + [f"--socket={self.data}/s", f"--port={port}", "--bind-address=127.0.0.1", "--local-infile=1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while subprocess.run(["mariadb-admin", "--no-defaults", f"--socket={self.data}/s", "ping"], capture_output=True).returncode:
            time.sleep(0.1)
        self.sql(f"CREATE DATABASE {DATABASE} CHARACTER SET utf8mb4", database="")

    def sql(self, text, database=DATABASE):
        command = ["mariadb", "--no-defaults", f"--socket={self.data}/s", "--local-infile=1", "-N", "-B"] + ([database] if database else [])
        done = subprocess.run(command, input=text, text=True, capture_output=True)
        if done.returncode:
            sys.exit(done.stderr)
        return done.stdout

    def size(self, table):
        """Bytes of the files of a table, its partitions and indexes included."""
        folder = os.path.join(self.data, DATABASE)
        return sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)
                   if name.endswith(".ibd") and name.lower().split("#")[0].removesuffix(".ibd") == table)


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def dump(server, table, path, order=""):
    """Writes a table as the server's client reads it."""
    columns = server.sql(f"SELECT GROUP_CONCAT(CONCAT('`', COLUMN_NAME, '`') ORDER BY ORDINAL_POSITION) FROM information_schema.COLUMNS "
                         f"WHERE TABLE_SCHEMA = '{DATABASE}' AND TABLE_NAME = '{table}' AND EXTRA NOT LIKE '%INVISIBLE%'").strip()
    command = ["mariadb", "--no-defaults", f"--socket={server.data}/s", "-N", "-B", "--quick", DATABASE, "-e"]
    with open(path, "w", encoding="utf-8") as file:
        reader = subprocess.Popen(command + [f"SELECT {columns} FROM {table} {order}"], stdout=subprocess.PIPE, text=True)
        for line in reader.stdout:
            file.write("\t".join("\\N" if cell == "NULL" else cell for cell in line.rstrip("\n").split("\t")) + "\n")
        reader.wait()
    return columns


def definition(server, table, name):
    """The statement that creates a table like `table`."""
    text = server.sql(f"SHOW CREATE TABLE {table}").split("\t", 1)[1]
    return text.replace("\\n", "\n").replace(f"CREATE TABLE `{table}`", f"CREATE TABLE `{name}`", 1)


def load_all(server, folder):
    """Seconds that the server's client takes to load every table of Gold from files that lie ready."""
    tables = server.sql(f"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{DATABASE}' AND TABLE_TYPE = 'BASE TABLE'").split()
    statements = []
    for table in tables:
        order = "ORDER BY accident_date, CRC32(id)" if table == "accidents_summary" else ""
        columns = dump(server, table, f"{folder}/{table}.tsv", order)
        server.sql(f"DROP TABLE IF EXISTS `copy_{table}`; {definition(server, table, 'copy_' + table)}")
        statements.append(f"LOAD DATA LOCAL INFILE '{folder}/{table}.tsv' INTO TABLE `copy_{table}` ({columns});")
    return timed(lambda: server.sql("\n".join(statements)))[0]


def insert(server, rows, batch=1000):
    """1,000-row INSERTs, a transaction each, by the server's own client."""
    def literal(cell):
        return "NULL" if cell == "\\N" else "'" + cell.replace("'", "''") + "'"
    command = ["mariadb", "--no-defaults", f"--socket={server.data}/s", DATABASE]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
    lines = []
    with open(rows, encoding="utf-8") as file:
        for line in file:
            lines.append("(" + ",".join(literal(cell) for cell in line.rstrip("\n").split("\t")) + ")")
            if len(lines) == batch:
                process.stdin.write("INSERT INTO other VALUES " + ",".join(lines) + ";\n")
                lines = []
    if lines:
        process.stdin.write("INSERT INTO other VALUES " + ",".join(lines) + ";\n")
    process.stdin.close()
    if process.wait():
        sys.exit("INSERT failed")


SPARK = """
import sys, time
from pyspark.sql import SparkSession
rows, port, jar = sys.argv[1:]
spark = (SparkSession.builder.master("local[2]").config("spark.jars", jar).config("spark.ui.enabled", "false").getOrCreate())
spark.sparkContext.setLogLevel("ERROR")
schema = ("id string, state string, city string, severity int, accident_date date, accident_hour int, weather_category string, "
          "temperature_category string, infrastructure_count int, safety_score double, distance_miles double")
frame = spark.read.csv(rows, schema=schema, sep="\\t", nullValue="\\\\N").repartition(2).cache()
frame.count()
start = time.perf_counter()
(frame.write.mode("append").format("jdbc").option("url", f"jdbc:mysql://127.0.0.1:{port}/bench?rewriteBatchedStatements=true&permitMysqlScheme")
 .option("driver", "org.mariadb.jdbc.Driver").option("user", "root").option("dbtable", "other").option("batchsize", 10000).save())
print("SECONDS", time.perf_counter() - start)
"""


def spark(python, rows, port):
    """Spark's JDBC writer on rows that lie in its memory; the start of Spark does not count."""
    done = subprocess.run([python, "-c", SPARK, rows, str(port), JAR], text=True, capture_output=True)
    for line in done.stdout.splitlines():
        if line.startswith("SECONDS"):
            return float(line.split()[1])
    print("Spark failed: " + done.stderr[-600:], file=sys.stderr)
    return None


def main():
    datamart, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    python = sys.argv[3] if len(sys.argv) > 3 else None
    folder = tempfile.mkdtemp(prefix="datamart-bench-")
    server = Server(folder)
    try:
        silver = os.path.join(folder, "silver")
        subprocess.run([datamart, "generate", "--rows", str(count), "--silver", silver], check=True, capture_output=True)
        run = [datamart, "run", "--silver", silver, "--gold", f"mysql://root@127.0.0.1:{server.port}/{DATABASE}", "--json"]
        ours, done = timed(lambda: subprocess.run(run, capture_output=True, text=True))
        if done.returncode:
            sys.exit(done.stderr)
        stages = json.loads(done.stdout)["stages"]
        size = server.size("accidents_summary") / count
        everything = load_all(server, folder)
        # In the order of arrival, which is that of dates and not that of keys.
        rows, table = f"{folder}/accidents_summary.tsv", definition(server, "accidents_summary", "other")

        print(f"{count:,} rows, {os.cpu_count()} cores, {server.sql('SELECT VERSION()').strip()}")
        print(f"{'way':<44}{'seconds':>9}{'ours / it':>11}{'bytes a row':>13}")
        print(f"{'datamart run, Silver to published Gold':<44}{ours:>9.2f}{'':>11}{size:>13.0f}", flush=True)
        print(f"{'mariadb client, LOAD DATA LOCAL of every table':<44}{everything:>9.2f}{ours / everything:>11.2f}", flush=True)

        def other(name, load):
            server.sql("DROP TABLE IF EXISTS other; " + table)
            seconds, given = timed(load)
            seconds = given if isinstance(given, float) else seconds
            if server.sql("SELECT COUNT(*) FROM other").strip() == str(count):
                print(f"{name:<44}{seconds:>9.2f}{ours / seconds:>11.2f}{server.size('other') / count:>13.0f}", flush=True)

        other("mariadb client, LOAD DATA LOCAL of a file", lambda: server.sql(f"LOAD DATA LOCAL INFILE '{rows}' INTO TABLE other"))
        other("mariadb client, INSERT of 1,000 rows", lambda: insert(server, rows))
        if python and os.path.exists(JAR):
            other("Spark JDBC, local[2], batches of 10,000", lambda: spark(python, rows, server.port))
        print("stages of the run: " + ", ".join(f"{name} {value:.2f} s" for name, value in stages.items()))
    finally:
        server.process.kill()
        server.process.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
