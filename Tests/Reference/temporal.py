#!/usr/bin/env python3
"""kpis_temporal computed a second time, by pandas, pymannkendall, statsmodels and scipy.

    python Tests/Reference/temporal.py ACCIDENTS --states CA,SC,VT,ND --expected Tests/KPIsTests/Expected/kpis_temporal.tsv \\
        --daily Tests/KPIsTests/Fixtures/daily_cube.tsv --hourly Tests/KPIsTests/Fixtures/hourly_cube.tsv

ACCIDENTS is a CSV or a Silver folder. With --states only their accidents are read, and 'US' is their total. The cubes are what the Swift
test starts from: accidents of each severity by (state, date) and by (state, month, weekday, hour).
"""
import argparse
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pymannkendall
from scipy.stats import binomtest
from statsmodels.tsa.seasonal import seasonal_decompose

from security import accidents, write

COLUMNS = ["period_type", "period_value", "state", "accident_count", "severity_avg", "trend_direction", "seasonal_factor", "daily_average",
           "is_partial"]


def direction(values):
    result = pymannkendall.original_test(values)
    return "stable" if result.p >= 0.05 else "up" if result.s > 0 else "down"


def days_of(frame):
    """n and S of every day of the span, days without an accident included."""
    every = pd.date_range(frame["date"].min(), frame["date"].max())
    return frame.groupby("date")["Severity"].agg(n="size", s="sum").reindex(every, fill_value=0)


def daily(days):
    factors = days["n"].groupby(days.index.isocalendar().day.to_numpy()).mean() / days["n"].mean()
    factor = factors.reindex(days.index.isocalendar().day).to_numpy()
    adjusted = np.where(factor > 0, days["n"] / np.where(factor > 0, factor, 1), days["n"])
    for i in np.flatnonzero(days["n"]):
        window = adjusted[max(0, i - 27):i + 1]
        yield dict(period_value=str(days.index[i].date()), n=days["n"].iloc[i], s=days["s"].iloc[i], seasonal_factor=factor[i], days=1,
                   trend_direction=direction(window) if len(window) >= 14 else None, is_partial=0)


def periods(days, frequency):
    groups = days.groupby(days.index.to_period(frequency))
    table = groups.agg(n=("n", "sum"), s=("s", "sum"), days=("n", "size"))
    table["whole"] = [p.start_time >= days.index[0] and p.end_time.normalize() <= days.index[-1] for p in table.index]
    return table


def seasonal_factors(average):
    """By month of the year. statsmodels refuses series with a zero; those go through the same formula by hand."""
    if (average > 0).all():
        seasonal = seasonal_decompose(average.to_numpy(), model="multiplicative", period=12).seasonal
        return {p.month: f for p, f in zip(average.index[:12], seasonal[:12])}
    trend = average.rolling(12).mean().rolling(2).mean().shift(-6)
    ratios = (average / trend)[trend > 1e-12]
    means = ratios.groupby(ratios.index.month).mean()
    return (means / means.mean()).to_dict() if len(means) == 12 else {}


def monthly(days):
    table = periods(days, "M")
    whole = table[table["whole"]]
    average = whole["n"] / whole["days"]
    factors = {}
    if len(whole) >= 24:
        factors = seasonal_factors(average)
    adjusted = [a / factors[p.month] if factors.get(p.month) else a for p, a in average.items()]
    place = {p: i for i, p in enumerate(whole.index)}
    for p, row in table[table["n"] > 0].iterrows():
        window = adjusted[max(0, place[p] - 11):place[p] + 1] if p in place else []
        yield dict(period_value=str(p), n=row["n"], s=row["s"], days=row["days"], seasonal_factor=factors.get(p.month),
                   trend_direction=direction(window) if len(window) >= 8 else None, is_partial=int(not row["whole"]))


def yearly(days):
    table = periods(days, "Y")
    so_far = []
    for p, row in table.iterrows():
        if row["whole"]:
            so_far.append(row["n"] / row["days"])
        if row["n"]:
            yield dict(period_value=str(p), n=row["n"], s=row["s"], days=row["days"], seasonal_factor=1.0, is_partial=int(not row["whole"]),
                       trend_direction=direction(so_far) if row["whole"] and len(so_far) >= 5 else None)


def hourly(frame, days):
    months = periods(days, "M")
    months = months.index[months["whole"]]
    windows = None
    if len(months) >= 24:
        windows = [(months[i].start_time, months[i + 11].end_time.normalize()) for i in (-12, -24)]
    weekday = frame["date"].dt.isocalendar().day
    every = days.index.isocalendar().day
    for value, chosen, possible in hours(frame, weekday, every):
        n = int(chosen.sum())
        if not n:
            continue
        share = len(possible) / 7 / 24
        yield dict(period_value=value, n=n, s=frame.loc[chosen, "Severity"].sum(), days=every.isin(possible).sum(),
                   seasonal_factor=n / (len(frame) * share), trend_direction=hour_trend(frame["date"][chosen], windows, every, possible), is_partial=0)


def hours(frame, weekday, every):
    for hour in range(24):
        at = frame["hour"] == hour
        yield f"{hour:02d}", at, range(1, 8)
        for day in range(1, 8):
            yield f"{day}-{hour:02d}", at & (weekday == day), [day]


def hour_trend(dates, windows, every, possible):
    if windows is None:
        return None
    (now, now_days), (then, then_days) = (
        (int(dates.between(a, b).sum()), int(every[a:b].isin(possible).sum())) for a, b in windows)
    if now + then == 0:
        return None
    p = binomtest(now, now + then, now_days / (now_days + then_days)).pvalue
    ratio = (now / now_days) / (then / then_days) if then else np.inf
    return "stable" if p >= 0.05 or 0.95 <= ratio <= 1.05 else "up" if ratio > 1 else "down"


def kpis(frame):
    rows = []
    for state, group in [*frame.groupby("State"), ("US", frame)]:
        days = days_of(group)
        for kind, made in enumerate([hourly(group, days), daily(days), monthly(days), yearly(days)]):
            for row in made:
                row |= dict(kind=kind, period_type=["hourly", "daily", "monthly", "yearly"][kind], state=state, accident_count=int(row["n"]),
                            severity_avg=row["s"] / row["n"], daily_average=row["n"] / row["days"])
                rows.append(row)
    return pd.DataFrame(rows).sort_values(["kind", "state", "period_value"])


def cubes(frame):
    frame = frame.assign(month=frame["date"].dt.year * 12 + frame["date"].dt.month - 1, weekday=frame["date"].dt.isocalendar().day.astype(int))
    for severity in (1, 2, 3, 4):
        frame[f"severity_{severity}"] = (frame["Severity"] == severity).astype(int)
    sums = [f"severity_{s}" for s in (1, 2, 3, 4)]
    for keys in (["State", "day"], ["State", "month", "weekday", "hour"]):
        yield frame.groupby(keys)[sums].sum().reset_index().rename(columns={"State": "state", "day": "date"})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("accidents", type=Path)
    parser.add_argument("--states", type=lambda text: text.split(","))
    parser.add_argument("--expected", type=Path, required=True)
    parser.add_argument("--daily", type=Path)
    parser.add_argument("--hourly", type=Path)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    frame = accidents(arguments.accidents)
    if arguments.states:
        frame = frame[frame["State"].isin(arguments.states)]
    rows = kpis(frame)
    write(arguments.expected, COLUMNS, rows[COLUMNS].astype(object).itertuples(index=False))
    for path, cells in zip((arguments.daily, arguments.hourly), cubes(frame)):
        if path:
            write(path, list(cells.columns), cells.astype(object).itertuples(index=False))
    print(rows.groupby(["period_type", rows["trend_direction"].fillna("-")]).size())


if __name__ == "__main__":
    main()
