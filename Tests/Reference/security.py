#!/usr/bin/env python3
"""kpis_security computed a second time, by pandas and scipy, from a CSV of accidents or from a Silver folder.

    python Tests/Reference/security.py ACCIDENTS.csv[.gz] --resources Sources/KPIs/Resources \
        --expected Tests/KPIsTests/Expected/kpis_security.tsv --cube Tests/KPIsTests/Fixtures/city_cube.tsv

writes the expected rows (full precision, empty = NULL) and the cube that the Swift test starts from: one line a
(state, city, source, year) with the accidents of each severity and the first and last date in days since 1970-01-01.

    python Tests/Reference/security.py SILVER --resources Sources/KPIs/Resources --compare gold.db

compares the table kpis_security of a published Gold with the expected rows: texts, counts and ranks exactly, figures within
1e-9 relative; exits with 1 and names the first differences when they do not agree.
"""
import argparse
import sqlite3
import sys
import unicodedata
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import chi2

Z = 1.959964
PRIOR = 50
HOTSPOT_MINIMUM, HOTSPOTS = 50, 50
HIGH_DANGER = 2.5


FIELDS = ["ID", "Source", "Severity", "Start_Time", "State", "City"]


def from_silver(folder):
    from pyarrow import orc
    files = [f for f in sorted(folder.rglob("*.orc")) if "accidents_clean" in str(f) and not f.name.startswith((".", "_"))]
    return pd.concat([orc.read_table(f, columns=FIELDS).to_pandas() for f in files], ignore_index=True)


def accidents(path):
    if path.is_dir():
        frame = from_silver(path).fillna({"City": "", "Source": ""})
        frame["date"], frame["hour"] = frame["Start_Time"].dt.normalize(), frame["Start_Time"].dt.hour
    else:
        frame = pd.read_csv(path, dtype=str, usecols=FIELDS, keep_default_na=False)
        frame["date"], frame["hour"] = pd.to_datetime(frame["Start_Time"].str[:10]), frame["Start_Time"].str[11:13].astype(int)
    frame["Severity"] = frame["Severity"].astype(int)
    frame["City"] = frame["City"].str.strip()
    frame["year"] = frame["date"].dt.year
    frame["day"] = (frame["date"] - pd.Timestamp("1970-01-01")).dt.days
    return frame


# Populations -------------------------------------------------------------------------------------------------------

def fold(name):
    letters = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in letters if unicodedata.category(c) != "Mn").strip()
    parts = []
    for word in letters.split():
        for short, long in (("st", "saint"), ("mt", "mount"), ("ft", "fort")):
            if word in (short, short + "."):
                word = long
        parts.append(word)
    return " ".join(parts)


def populations(folder):
    def table(name):
        return pd.read_csv(folder / name, sep="\t", header=None, dtype=str, keep_default_na=False)

    states = {s: int(p) for s, _, p in table("states.tsv").itertuples(index=False)}
    assert sum(states.values()) == 331_449_281, "the 2020 Census counted 331,449,281"
    names = {(s, n): int(p) for s, n, p in table("places.tsv").itertuples(index=False)}
    alternates = {(s, n): names[s, place] for s, n, place in table("alternates.tsv").itertuples(index=False)}
    aliases = {(s, fold(n)): names[s, fold(place)] for s, n, place, _ in table("aliases.tsv").itertuples(index=False)}

    def city(state, name):
        key = (state, fold(name))
        return names.get(key) or alternates.get(key) or aliases.get(key)

    return states, city


# Figures -----------------------------------------------------------------------------------------------------------

def two_decimals(part, whole):
    """100·part/whole rounded half to even, exactly."""
    hundredths = round(Fraction(10_000 * part, whole))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def figures(group, years, population, mu):
    n, score = len(group), int(group["Severity"].sum())
    severe = int((group["Severity"] >= 3).sum())
    share = severe / n
    middle, width, scale = share + Z * Z / (2 * n), Z * np.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)), 1 + Z * Z / n
    expected = group["stratum_mean"].sum()
    counts = group["Severity"].value_counts()
    row = {
        "accident_count": n, "score": score, "population": population,
        "danger_index": mu * (score + PRIOR * mu) / (expected + PRIOR * mu), "danger_index_raw": score / n,
        "severe_share": share, "severe_share_ci_low": (middle - width) / scale if severe else 0.0,
        "severe_share_ci_high": (middle + width) / scale if severe < n else 1.0,
        "severity_distribution": "{" + ", ".join(f'"{s}": {two_decimals(int(counts.get(s, 0)), n)}' for s in (1, 2, 3, 4)) + "}",
    }
    if population:
        scale = 100_000 / years / population
        row["accident_rate_per_100k"] = n / years / population * 100_000
        row["rate_ci_low"] = chi2.ppf(0.025, 2 * n) / 2 * scale
        row["rate_ci_high"] = chi2.isf(0.025, 2 * n + 2) / 2 * scale
    return row


def shrink(rows, years):
    """Marshall (1991), over the rows that have a population."""
    known = rows[rows["population"].notna()]
    y, exposure = known["accident_count"].to_numpy(float), known["population"].to_numpy(float) * years
    if not len(known):
        return pd.Series(dtype=float)
    m = y.sum() / exposure.sum()
    r = y / exposure
    a = max(0.0, (exposure * (r - m) ** 2).sum() / exposure.sum() - m / exposure.mean())
    w = a / (a + m / exposure)
    return pd.Series((w * r + (1 - w) * m) * 100_000, index=known.index)


def rank(rows, keys, ascending, top=None):
    order = rows.sort_values(keys, ascending=ascending, kind="stable").index[:top]
    return pd.Series(range(1, len(order) + 1), index=order)


def kpis(frame, resources):
    states, city_population = populations(resources)
    years = (frame["day"].max() - frame["day"].min() + 1) / 365.25
    mu = frame["Severity"].mean()
    frame["stratum_mean"] = frame.groupby(["Source", "year"])["Severity"].transform("mean")

    country = pd.DataFrame([{"state": "US", **figures(frame, years, sum(states.values()), mu)}])
    by_state = pd.DataFrame([{"state": s, **figures(g, years, states[s], mu)} for s, g in frame.groupby("State")])
    cities = []
    named = frame[frame["City"] != ""]
    for (state, _), group in named.groupby(["State", named["City"].str.lower()]):
        spellings = group["City"].value_counts()
        name = min(spellings.index[spellings == spellings.max()], key=lambda s: s.encode())
        cities.append({"state": state, "city": name, **figures(group, years, city_population(state, name), mu)})
    by_city = pd.DataFrame(cities)

    by_state["rate_eb"] = shrink(by_state, years)
    by_city["rate_eb"] = pd.concat([shrink(g, years) for _, g in by_city.groupby("state")])
    by_state["hotspot_rank"] = rank(by_state, ["danger_index", "state"], [False, True])
    candidates = by_city[by_city["accident_count"] >= HOTSPOT_MINIMUM]
    by_city["hotspot_rank"] = rank(
        candidates, ["score", "accident_count", "state", "city"], [False, False, True, True], HOTSPOTS)
    rows = pd.concat([country, by_state, by_city], ignore_index=True)
    rows["danger_level"] = np.where(rows["danger_index"] >= HIGH_DANGER, "high", "normal")
    rows["city_key"] = rows["city"].fillna("").map(lambda s: s.encode())
    return rows.sort_values(["state", "city_key"], kind="stable")


COLUMNS = [
    "state", "city", "accident_rate_per_100k", "danger_index", "severity_distribution", "hotspot_rank", "accident_count", "population",
    "rate_ci_low", "rate_ci_high", "rate_eb", "severe_share", "severe_share_ci_low", "severe_share_ci_high", "danger_index_raw",
    "danger_level",
]


def text(value):
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(value) if isinstance(value, str) else repr(float(value)).removesuffix(".0")


def write(path, columns, rows):
    lines = ["\t".join(columns)] + ["\t".join(text(v) for v in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def differences(rows, gold):
    """What differs between the expected rows and kpis_security of the SQLite file `gold`."""
    with sqlite3.connect(f"file:{gold}?mode=ro", uri=True) as connection:
        published = pd.read_sql(f"SELECT {', '.join(COLUMNS)} FROM kpis_security ORDER BY id", connection)
    if len(published) != len(rows):
        yield f"{len(published)} rows published, {len(rows)} expected"
        return
    for (_, row), (_, expected) in zip(published.iterrows(), rows[COLUMNS].iterrows()):
        for column in COLUMNS:
            a, b = row[column], expected[column]
            if pd.isna(a) or pd.isna(b):
                same = pd.isna(a) and pd.isna(b)
            elif isinstance(b, str) or column in ("hotspot_rank", "accident_count", "population"):
                same = a == b
            else:
                same = abs(a - b) <= 1e-9 * abs(b)
            if not same:
                yield f"{expected['state']} {expected['city']}: {column} is {a}, expected {b}"


def cube(frame):
    for severity in (1, 2, 3, 4):
        frame[f"severity_{severity}"] = (frame["Severity"] == severity).astype(int)
    cells = frame.groupby(["State", "City", "Source", "year"]).agg(
        count=("Severity", "size"), **{f"severity_{s}": (f"severity_{s}", "sum") for s in (1, 2, 3, 4)},
        first_date=("day", "min"), last_date=("day", "max")).reset_index()
    cells["order"] = [tuple(v.encode() for v in row) for row in cells[["State", "City", "Source"]].itertuples(index=False)]
    return cells.sort_values(["order", "year"]).drop(columns="order").rename(columns=str.lower)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("accidents", type=Path)
    parser.add_argument("--resources", type=Path, required=True)
    parser.add_argument("--expected", type=Path)
    parser.add_argument("--cube", type=Path)
    parser.add_argument("--compare", type=Path, metavar="GOLD.db")
    parser.add_argument("--misses", action="store_true", help="print the cities without a population, for docs/population.md")
    arguments = parser.parse_args()
    frame = accidents(arguments.accidents)
    rows = kpis(frame, arguments.resources)
    if arguments.expected:
        write(arguments.expected, COLUMNS, rows[COLUMNS].astype(object).itertuples(index=False))
    if arguments.cube:
        cells = cube(frame)
        write(arguments.cube, list(cells.columns), cells.astype(object).itertuples(index=False))
    towns = rows[rows["city"].notna()]
    if arguments.misses:
        for state, group in towns[towns["population"].isna()].groupby("state"):
            names = (c if n == 1 else f"{c} ({n})" for c, n in zip(group["city"], group["accident_count"]))
            print(f"| {state} | {group['accident_count'].sum()} | {', '.join(names)} |")
    covered = towns.loc[towns["population"].notna(), "accident_count"].sum() / len(frame)
    print(f"{len(frame)} accidents, {len(rows)} rows, {covered:.4%} of the accidents in cities with a population")
    if arguments.compare:
        found = list(differences(rows, arguments.compare))
        print(*found[:20], f"{len(found)} differences", sep="\n")
        sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
