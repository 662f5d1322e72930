"""The agg_ tables by pandas."""
import numpy as np
import pandas as pd

from hotspots import spellings
from infrastructure import equipment

COUNTS = ["accident_count", "severity_sum", "severity_1", "severity_2", "severity_3", "severity_4"]


class Table:
    """An aggregate: its key, what must be equal, what must be near, and how it is made."""
    def __init__(self, keys, make, exact=(), figures=()):
        self.KEYS, self.EXACT, self.FIGURES, self.make = keys, [*COUNTS, *exact], list(figures), make

    def kpis(self, frame, options):
        return self.make(frame).reset_index()


def with_counts(frame):
    for s in (1, 2, 3, 4):
        frame[f"severity_{s}"] = (frame["Severity"] == s).astype(int)
    return frame.assign(accident_count=1, severity_sum=frame["Severity"], state=frame["State"])


def summed(frame, keys, **extras):
    return with_counts(frame).groupby(keys, dropna=False).agg(**{c: (c, "sum") for c in COUNTS}, **extras)


def spans(frame):
    return {state: pd.date_range(dates.min(), dates.max()) for state, dates in frame.groupby("State")["date"]}


def hourly(frame):
    table, days = summed(frame, ["state", "weekday", "hour"]), spans(frame)
    return table.assign(days=[(days[s].dayofweek + 1 == w).sum() for s, w, _ in table.index])


def daily(frame):
    return summed(frame.assign(accident_date=frame["date"].dt.strftime("%Y-%m-%d")), ["state", "accident_date"])


def monthly(frame):
    table, days = summed(frame.assign(month=frame["date"].dt.strftime("%Y-%m")), ["state", "month"]), spans(frame)
    in_span = {state: dates.strftime("%Y-%m").value_counts() for state, dates in days.items()}
    return table.assign(days=[in_span[s][m] for s, m in table.index])


def city(frame):
    shown = spellings(frame)
    names = [shown[s, c.lower()] if isinstance(c, str) else None for s, c in zip(frame["State"], frame["City"])]
    return summed(frame.assign(city=names), ["state", "city"], expected_score=("expected", "sum"))


def grid(frame):
    cells = frame.assign(latitude_cell=np.floor(frame["Start_Lat"] * 100).astype(int), longitude_cell=np.floor(frame["Start_Lng"] * 100).astype(int))
    return summed(cells, ["state", "latitude_cell", "longitude_cell"], latitude=("Start_Lat", "mean"), longitude=("Start_Lng", "mean"),
                  years_active=("year", "nunique"))


def weather(frame):
    return summed(frame, ["state", "weather_category", "temperature_category", "visibility_category", "season"])


def infrastructure(frame):
    frame = with_counts(frame).assign(source=frame["Source"])
    rows = []
    for kind, present in equipment(frame).items():
        known = frame[present.notna()].assign(present=present[present.notna()].astype(bool))
        keys = ["state", "source", "year"]
        every = known.groupby(keys, dropna=False).agg(n=("severe", "size"), bad=("severe", "sum"))
        having = known[known["present"]].groupby(keys, dropna=False).agg(**{c: (c, "sum") for c in COUNTS}, bad=("severe", "sum"))
        having = having.reindex(every.index, fill_value=0)
        having["accidents_without"] = every["n"] - having["accident_count"]
        having["severe_without"] = every["bad"] - having["bad"]
        rows.append(having.assign(infrastructure_type=kind).reset_index())
    return pd.concat(rows, ignore_index=True)


TABLES = dict(
    agg_hourly=Table(["state", "weekday", "hour"], hourly, ["days"]),
    agg_daily=Table(["state", "accident_date"], daily),
    agg_monthly=Table(["state", "month"], monthly, ["days"]),
    agg_city=Table(["state", "city"], city, figures=["expected_score"]),
    agg_grid=Table(["state", "latitude_cell", "longitude_cell"], grid, ["years_active"], ["latitude", "longitude"]),
    agg_weather=Table(["state", "weather_category", "temperature_category", "visibility_category", "season"], weather),
    agg_infrastructure=Table(["state", "source", "year", "infrastructure_type"], infrastructure, ["accidents_without", "severe_without"]))
