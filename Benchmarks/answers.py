"""What the cubes of the set `peers` answer to the queries of peers.py, and whether an engine's answers are the same."""
import csv
import math
from collections import defaultdict

from peers import CORRELATED, FLAGS, QUERIES

QUANTITIES = ["temperature", "visibility", "humidity", "wind_speed", "infrastructure_count", "distance"]
TOLERANCE = 1e-9


def cells(folder, name):
    with open(f"{folder}/peers.{name}.csv", newline="") as file:
        for row in csv.DictReader(file):
            yield {k: int(v) if k.startswith("severity_") or k.endswith(("_n", "_sum", "_squares", "count")) else v or None for k, v in row.items()}


def counts(cell):
    levels = [cell[f"severity_{s}"] for s in (1, 2, 3, 4)]
    return [sum(levels), sum(s * n for s, n in zip((1, 2, 3, 4), levels))]


def mean(cell, quantity, unit=1e-9):
    return cell[quantity + "_sum"] * unit / cell[quantity + "_n"] if cell[quantity + "_n"] else None


def city(cell):
    levels = [cell[f"severity_{s}"] for s in (1, 2, 3, 4)]
    return (cell["state"], cell["city"]), counts(cell) + levels + [mean(cell, q) for q in ("latitude", "longitude", "distance")]


def hourly(cell):
    return (cell["state"], str(int(cell["weekday"]) % 7 + 1), cell["hour"]), counts(cell)


def weather(cell):
    year, month = cell["month"].split("-")
    means = [mean(cell, q) for q in ("temperature", "visibility", "humidity", "wind_speed")]
    return (cell["state"], cell["weather"], year, str(int(month))), counts(cell) + means


def plain(*keys):
    return lambda cell: (tuple(cell[key] for key in keys), counts(cell))


CELLS = dict(city=city, daily=plain("state", "date"), hourly=hourly, weather=weather,
             conditions=plain("weather", "temperature_category", "visibility_category", "season"),
             grid=plain("state", "latitude_cell", "longitude_cell"))


def equipment(folder):
    """One row per state: the cells of its flag sets added up."""
    sums = defaultdict(lambda: [0] * (4 + 2 * len(FLAGS)))
    for cell in cells(folder, "equipment"):
        n, s = counts(cell)
        there = set(cell["flags"].split("+"))
        added = [n, s, cell["safety_score_sum"], cell["safety_score_n"]] + [x if flag in there else 0 for flag in FLAGS for x in (n, s)]
        row = sums[cell["state"]]
        for index, value in enumerate(added):
            row[index] += value
    return {(state,): row[:2] + [row[2] / row[3]] + row[4:] for state, row in sums.items()}


def moments(folder):
    """One row: Pearson's correlation of each quantity with severity, from sums and sums of squares by severity."""
    levels = {int(cell["severity"]): cell for cell in cells(folder, "moments")}
    figures = []
    for quantity in QUANTITIES:
        unit, square = (1, 1) if quantity == "infrastructure_count" else (1e-9, 1e-6)
        n, x, xx = (sum(c[quantity + part] for c in levels.values()) for part in ("_n", "_sum", "_squares"))
        y, yy, xy = (sum(f * c[quantity + part] for f, c in terms) for part, terms in (
            ("_n", [(s, c) for s, c in levels.items()]), ("_n", [(s * s, c) for s, c in levels.items()]), ("_sum", list(levels.items()))))
        covariance, of_x, of_y = xy * unit - x * unit * y / n, xx * square - (x * unit) ** 2 / n, yy - y * y / n
        figures.append(covariance / math.sqrt(of_x * of_y))
    return {(): figures}


def answers(folder):
    """By aggregate, the figures of each key."""
    found = {name: dict(form(cell) for cell in cells(folder, name)) for name, form in CELLS.items()}
    return found | {"equipment": equipment(folder), "moments": moments(folder)}


def same(a, b):
    if a is None or b is None:
        return a is b
    return a == b if isinstance(a, int) and isinstance(b, int) else math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=1e-12)


def differences(ours, theirs):
    """(cells compared, the first differences) of our answers and the rows of an engine."""
    compared, found = 0, []
    for name, expected in ours.items():
        keys = QUERIES[name][0].count(",") + 1 if name in QUERIES else 0
        rows = {tuple(None if k is None else str(k) for k in row[:keys]): row[keys:] for row in theirs[name]}
        if rows.keys() != expected.keys():
            found.append(f"{name}: {len(rows)} keys, expected {len(expected)}")
        for key, figures in expected.items():
            compared += 1
            if key in rows and not all(same(a, b) for a, b in zip(figures, rows[key], strict=True)):
                found.append(f"{name} {key}: {rows[key]}, expected {figures}")
    return compared, found[:10]
