#!/usr/bin/env python3
"""Times the publishing of generated accidents to MySQL beside other ways of loading the same rows into the same tables.

usage: mysql.py DATAMART [ROWS [PYTHON]]

DATAMART is a release build of the command; PYTHON an interpreter with pyspark, without which Spark is left out. A private MariaDB server with
its defaults is started in a temporary folder. `datamart run` reads Silver, computes the KPIs and publishes everything. The server's client
and Spark load every table of Gold, or the rows of `accidents_summary` alone; files and frames lie ready for them, tables have the same
partitions and indexes. Each way begins with an empty database; there are three rounds up to 2,000,000 rows, one beyond, and the
median counts. Then one month is changed and refreshed, and the queries of the API are timed.
"""
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

DATABASE = "bench"
SUMMARY = "accidents_summary"
OTHER = "copy_accidents_summary"
OURS = "datamart run, Silver to published Gold"
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
        self.clear()

    def clear(self):
        self.sql(f"DROP DATABASE IF EXISTS {DATABASE}; CREATE DATABASE {DATABASE} CHARACTER SET utf8mb4", database="")

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


def watched(command):
    """Runs a command of ours. Returns its report, the seconds it took, and the share of them in which it used a tenth of a processor at most."""
    def ticks():
        with open(f"/proc/{process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        start, process = time.perf_counter(), subprocess.Popen(command, stdout=output, stderr=errors)
        windows, last = [], 0
        while process.poll() is None:
            time.sleep(0.1)
            try:
                now = ticks()
            except (FileNotFoundError, ProcessLookupError):
                break
            windows.append(now - last <= 1)
            last = now
        process.wait()
        seconds = time.perf_counter() - start
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            sys.exit(errors.read())
        return json.load(output), seconds, sum(windows) / max(1, len(windows))


def write_inserts(rows, path, batch=1000):
    """Writes the rows of a file as statements of `batch` rows, a transaction each, as the client sends them."""
    def literal(cell):
        return "NULL" if cell == "\\N" else "'" + cell.replace("'", "''") + "'"
    with open(rows, encoding="utf-8") as file, open(path, "w", encoding="utf-8") as output:
        while lines := ["(" + ",".join(literal(cell) for cell in line.rstrip("\n").split("\t")) + ")" for line in itertools.islice(file, batch)]:
            output.write(f"INSERT INTO {OTHER} VALUES " + ",".join(lines) + ";\n")


def insert(server, statements):
    """Runs prepared statements with the server's own client."""
    with open(statements, encoding="utf-8") as file:
        subprocess.run(["mariadb", "--no-defaults", f"--socket={server.data}/s", DATABASE], stdin=file, check=True)


SPARK = """
import sys, time
from pyspark.sql import SparkSession
rows, port, jar, tables = sys.argv[1:]
spark = (SparkSession.builder.master("local[2]").config("spark.jars", jar).config("spark.ui.enabled", "false")
         .config("spark.driver.memory", "6g").getOrCreate())
spark.sparkContext.setLogLevel("ERROR")
schema = ("id string, state string, city string, severity int, accident_date date, accident_hour int, weather_category string, "
          "temperature_category string, infrastructure_count int, safety_score double, distance_miles double")
options = {"driver": "org.mariadb.jdbc.Driver", "user": "root", "batchsize": "10000"}
url = f"jdbc:mysql://127.0.0.1:{port}/%s?rewriteBatchedStatements=true&permitMysqlScheme"

def ready(table):
    if table == "accidents_summary":
        # In the order of the file, as the other ways have them.
        frame = spark.read.csv(rows, schema=schema, sep="\\t", nullValue="\\\\N").coalesce(2)
    else:
        frame = spark.read.format("jdbc").options(**options).option("url", url % "ready").option("dbtable", table).load()
    frame = frame.cache()
    frame.count()
    return frame

frames = {table: ready(table) for table in tables.split(",")}
start = time.perf_counter()
for table, frame in frames.items():
    frame.write.mode("append").format("jdbc").options(**options).option("url", url % "bench").option("dbtable", "copy_" + table).save()
print("SECONDS", time.perf_counter() - start)
"""


def spark(python, rows, port, tables):
    """Spark's JDBC writer on rows that lie in its memory; the start of Spark does not count."""
    done = subprocess.run([python, "-c", SPARK, rows, str(port), JAR, ",".join(tables)], text=True, capture_output=True)
    for line in done.stdout.splitlines():
        if line.startswith("SECONDS"):
            return float(line.split()[1])
    print("Spark failed: " + done.stderr[-600:], file=sys.stderr)
    return None


class Bench:
    def __init__(self, datamart, count, python, folder):
        self.datamart, self.count, self.python, self.folder = datamart, count, python, folder
        self.server = Server(folder)
        self.silver, self.state = f"{folder}/silver", f"{folder}/state"
        self.target = f"mysql://root@127.0.0.1:{self.server.port}/{DATABASE}"
        subprocess.run([datamart, "generate", "--rows", str(count), "--silver", self.silver], check=True, capture_output=True)

    def run(self):
        command = [self.datamart, "run", "--silver", self.silver, "--gold", self.target, "--state", self.state, "--json"]
        report, seconds, self.waiting = watched(command)
        self.stages = report["stages"]
        return seconds

    def told(self):
        """Where the time of the last run went."""
        return (f"the command only waits for the server {100 * self.waiting:.0f} %; "
                + ", ".join(f"{name.removesuffix('_seconds')} {value:.2f} s" for name, value in self.stages.items()))

    def publish(self):
        shutil.rmtree(self.state, ignore_errors=True)
        return self.run()

    def prepare(self):
        """Publishes once, and makes the files and definitions that the other ways begin with."""
        self.publish()
        server = self.server
        tables = server.sql(f"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{DATABASE}' AND TABLE_TYPE = 'BASE TABLE'")
        # In the order of arrival, which is that of dates and not that of keys.
        order = {SUMMARY: "ORDER BY accident_date, CRC32(id)"}
        self.tables = {table: (definition(server, table, "copy_" + table), dump(server, table, self.file(table), order.get(table, "")))
                       for table in tables.split()}
        write_inserts(self.file(SUMMARY), f"{self.folder}/inserts.sql")
        # Spark reads the small tables from here.
        server.sql("CREATE DATABASE ready CHARACTER SET utf8mb4;" + "".join(
            f"CREATE TABLE ready.`{table}` AS SELECT {columns} FROM `{table}`;" for table, (_, columns) in self.tables.items() if table != SUMMARY))

    def file(self, table):
        return f"{self.folder}/{table}.tsv"

    def create(self, tables):
        self.server.sql(";".join(self.tables[table][0] for table in tables))

    def load(self, tables):
        """Seconds that the server's client takes to load tables from their files."""
        self.create(tables)
        statements = [f"LOAD DATA LOCAL INFILE '{self.file(table)}' INTO TABLE `copy_{table}` ({self.tables[table][1]});" for table in tables]
        return timed(lambda: self.server.sql("\n".join(statements)))[0]

    def insert(self):
        self.create([SUMMARY])
        return timed(lambda: insert(self.server, f"{self.folder}/inserts.sql"))[0]

    def spark(self, tables):
        self.create(tables)
        return spark(self.python, self.file(SUMMARY), self.server.port, tables)

    def ways(self):
        ways = {
            OURS: self.publish,
            "mariadb client, LOAD DATA LOCAL of every table": lambda: self.load(self.tables),
            "mariadb client, LOAD DATA LOCAL of the accidents": lambda: self.load([SUMMARY]),
            "mariadb client, INSERT of 1,000 rows": self.insert,
        }
        if self.python and os.path.exists(JAR):
            ways["Spark JDBC, local[2], batches of 10,000, every table"] = lambda: self.spark(self.tables)
            ways["Spark JDBC, local[2], batches of 10,000, accidents"] = lambda: self.spark([SUMMARY])
        return ways

    def measure(self, way, published):
        """Seconds, and bytes per row of the accidents; nothing where rows are missing."""
        self.server.clear()
        time.sleep(2)  # The server clears away what it has dropped.
        seconds, table = way(), SUMMARY if published else OTHER
        if seconds is None or self.server.sql(f"SELECT COUNT(*) FROM {table}").strip() != str(self.count):
            return None
        return seconds, self.server.size(table) / self.count

    def side_by_side(self):
        ways, results = self.ways(), {}
        for _ in range(3 if self.count <= 2_000_000 else 1):
            for name, way in ways.items():
                if found := self.measure(way, published=name == OURS):
                    results.setdefault(name, []).append(found)
        print(f"{self.count:,} rows, {os.cpu_count()} cores, {self.server.sql('SELECT VERSION()').strip()}")
        print(f"{'way':<54}{'seconds':>9}{'ours / it':>11}{'bytes per row':>13}")
        medians = {name: [statistics.median(values) for values in zip(*found)] for name, found in results.items()}
        for name, (seconds, size) in medians.items():
            print(f"{name:<54}{seconds:>9.2f}{medians[OURS][0] / seconds:>11.2f}{size:>13.0f}", flush=True)

    def further(self):
        """Where the time of a run goes, a refresh of one month, and the queries of the API."""
        self.server.clear()
        time.sleep(2)
        seconds = self.publish()
        print(f"a run: {seconds:.2f} s, of which {self.told()}")
        month = f"{self.silver}/accidents_warehouse.db/accidents_clean/accident_year=2022/accident_month=11"
        os.utime(f"{month}/{next(name for name in os.listdir(month) if name.endswith('.orc'))}")
        seconds = self.run()
        print(f"one changed month: {seconds:.2f} s, of which {self.told()}", flush=True)
        sized = int(self.server.sql(f"SELECT SUM(DATA_LENGTH + INDEX_LENGTH) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{DATABASE}'"))
        for megabytes in (128, sized // 2 // (128 << 20) * 128 + 128):
            self.server.sql(f"SET GLOBAL innodb_buffer_pool_size = {megabytes << 20}")
            report, _, _ = watched([self.datamart, "optimize", "--gold", self.target, "--measure", "--json"])
            slow = sorted(((query["latency"]["p99"], query["name"]) for query in report["queries"]), reverse=True)
            print(f"API queries with innodb_buffer_pool_size={megabytes}M: {sum(p99 < 5 for p99, _ in slow)} of {len(slow)} with a p99 under 5 ms; "
                  + "the slowest " + ", ".join(f"{p99:.2f} ms ({name})" for p99, name in slow[:3]), flush=True)


def main():
    datamart, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    folder = tempfile.mkdtemp(prefix="datamart-bench-")
    bench = None
    try:
        bench = Bench(datamart, count, sys.argv[3] if len(sys.argv) > 3 else None, folder)
        bench.prepare()
        bench.side_by_side()
        bench.further()
    finally:
        if bench:
            bench.server.process.kill()
            bench.server.process.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
