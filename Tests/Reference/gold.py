#!/usr/bin/env python3
"""Every indicator and aggregate of a published Gold held against the same tables computed from Silver by other means.

    python Tests/Reference/gold.py SILVER gold.db --resources Sources/KPIs/Resources [--tables hotspots,data_drift] [--hotspot-minimum 3]

Keys, counts, ranks and texts must be equal, figures within 1e-9 relative (1e-12 absolute where they are differences). Prints one line per table; exits
with 1 and names the first differences when anything differs. --no-temporal leaves out kpis_temporal, which takes minutes on a million rows.
"""
import argparse
import sqlite3
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

import aggregates
import drift
import hotspots
import infrastructure
import security
import silver
import temporal
import weather


class Security:
    KEYS = ["state", "city"]
    EXACT = ["severity_distribution", "hotspot_rank", "accident_count", "population", "danger_level"]
    FIGURES = ["accident_rate_per_100k", "danger_index", "rate_ci_low", "rate_ci_high", "rate_eb", "severe_share", "severe_share_ci_low",
               "severe_share_ci_high", "danger_index_raw"]

    @staticmethod
    def kpis(frame, options):
        security.HOTSPOT_MINIMUM, security.HOTSPOTS, security.HIGH_DANGER = options.hotspot_minimum, options.hotspots, options.high_danger
        return security.kpis(frame.assign(City=frame["City"].fillna(""), Source=frame["Source"].fillna("")), options.resources)


class Temporal:
    KEYS = ["period_type", "state", "period_value"]
    EXACT = ["accident_count", "trend_direction", "is_partial"]
    FIGURES = ["severity_avg", "seasonal_factor", "daily_average"]

    @staticmethod
    def kpis(frame, options):
        return temporal.kpis(frame)


TABLES = dict(kpis_security=Security, kpis_temporal=Temporal, kpis_weather=weather, kpis_infrastructure=infrastructure, hotspots=hotspots,
              data_drift=drift, **aggregates.TABLES)


def missing(values):
    return pd.isna(values).to_numpy()


def differences(published, expected, table):
    published, expected = (f.copy() for f in (published, expected))
    for frame in (published, expected):
        for key in table.KEYS:
            frame[key] = frame[key].where(frame[key].notna(), "").astype(str)
        frame.set_index(table.KEYS, inplace=True)
        if not frame.index.is_unique:
            yield "keys are repeated"
            return
    lost, extra = expected.index.difference(published.index), published.index.difference(expected.index)
    if len(lost) or len(extra):
        yield f"{len(lost)} rows are missing, such as {list(lost[:3])}; {len(extra)} should not be there, such as {list(extra[:3])}"
        return
    expected = expected.loc[published.index]
    for column in table.EXACT + table.FIGURES:
        a, b = published[column], expected[column]
        both = missing(a) & missing(b)
        if column in table.EXACT:
            same = (a.astype(object).where(a.notna(), None) == b.astype(object).where(b.notna(), None)).to_numpy()
        else:
            a, b = a.astype(float).to_numpy(), b.astype(float).to_numpy()
            with np.errstate(invalid="ignore"):
                same = np.abs(a - b) <= 1e-9 * np.abs(b) + 1e-12
        for i in np.flatnonzero(~(same | both)):
            yield f"{published.index[i]}: {column} is {published[column].iloc[i]}, expected {expected[column].iloc[i]}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("silver", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--resources", type=Path, required=True)
    parser.add_argument("--tables", type=lambda text: text.split(","), default=list(TABLES))
    parser.add_argument("--no-temporal", action="store_true")
    parser.add_argument("--high-danger", type=float, default=2.5)
    parser.add_argument("--hotspot-minimum", type=int, default=50)
    parser.add_argument("--hotspots", type=int, default=50)
    parser.add_argument("--hotspot-radius", type=float, default=1.0)
    parser.add_argument("--equipment-minimum", type=int, default=30)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    frame, failed = silver.accidents(options.silver), False
    with sqlite3.connect(f"file:{options.gold}?mode=ro", uri=True) as connection:
        for name in options.tables:
            if name == "kpis_temporal" and options.no_temporal:
                continue
            table, start = TABLES[name], time.time()
            columns = table.KEYS + table.EXACT + table.FIGURES
            published = pd.read_sql("SELECT {} FROM {}".format(", ".join(f'"{c}"' for c in columns), name), connection)
            found = list(differences(published, table.kpis(frame.copy(), options), table))
            figures = int(published[table.EXACT + table.FIGURES].notna().sum().sum())
            print(f"{name}: {len(published)} rows, {figures} figures, {len(found)} differences, {time.time() - start:.1f} s", flush=True)
            print(*("  " + f for f in found[:10]), sep="\n", end="\n" if found else "")
            failed |= bool(found)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
