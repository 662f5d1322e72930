#!/usr/bin/env python3
"""Makes Sources/SilverImport/Resources/sample-shape.json: the shares and quantiles that the sample generator draws from.

    Scripts/make_sample_shape.py MARGINALS.json SAMPLE.csv.gz > Sources/SilverImport/Resources/sample-shape.json

MARGINALS.json holds shares and quantiles of the whole data set (year_month, state, hour, severity ...); SAMPLE.csv.gz is a
random sample of its rows in the 46-column form. Only aggregates leave this script, never a row. What the marginals do not
tell (severity inside a source, null shares by year, which flags occur together ...) is estimated on the sample and raked
(iterative proportional fitting), so that the marginals hold. The output is the same for the same input.
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy.stats import norm

FLAGS = ["Amenity", "Bump", "Crossing", "Give_Way", "Junction", "No_Exit", "Railway", "Roundabout", "Station", "Stop",
         "Traffic_Calming", "Traffic_Signal", "Turning_Loop"]
MEASURES = ["Temperature(F)", "Wind_Chill(F)", "Humidity(%)", "Pressure(in)", "Visibility(mi)", "Wind_Speed(mph)",
            "Precipitation(in)"]
WEATHER = ["Weather_Timestamp"] + MEASURES + ["Wind_Direction", "Weather_Condition"]
SOURCES = ["Source1", "Source2", "Source3"]
CITY_PAIRS = 13_700  # distinct (State, City) pairs of the whole data set
FRACTIONAL_ROWS = 743_166  # rows whose Start_Time is written with fractional seconds
COLD = 36  # degrees Fahrenheit up to which snow is likely
# A state that the sample may lack: time zone and ZIP prefix.
FALLBACK = {"SD": ("US/Central", ["571"])}


def rake(table, margins, rounds=200):
    """Scales `table` until its sum over all axes but `axes` equals each `target`."""
    for _ in range(rounds):
        for axes, target in margins:
            others = tuple(i for i in range(table.ndim) if i not in axes)
            now = table.sum(axis=others, keepdims=True)
            shape = [table.shape[i] if i in axes else 1 for i in range(table.ndim)]
            table = table * np.divide(target.reshape(shape), now, out=np.ones(now.shape), where=now > 0)
    return table


def shares(values):
    values = np.asarray(values, dtype=float)
    return [round(float(v), 6) for v in values / values.sum()]


def hours(m, d):
    """Share of each hour on workdays (row 0) and on weekends (row 1)."""
    weekend = d.start.dt.day_of_week.to_numpy() >= 5
    table = np.array([np.bincount(d.start.dt.hour[weekend == w], minlength=24) + 0.5 for w in (False, True)])
    w = m["weekday"]["Sat"] + m["weekday"]["Sun"]
    table = rake(table, [((0,), np.array([1 - w, w])), ((1,), np.array([m["hour"][str(h)] for h in range(24)]))])
    return [shares(row) for row in table]


def severity(m, d, years):
    """Factors whose product, normalized, is P(severity | state, source, year)."""
    top = list(m["severity_by_state_top10"])
    overall = np.array([m["severity"][str(s)] for s in range(1, 5)])
    state_share = np.array([m["state"][s] for s in top])
    by_state = np.array([[m["severity_by_state_top10"][s][str(v)] for v in range(1, 5)] for s in top])
    rest = overall - state_share @ by_state
    by_state = np.vstack([by_state * state_share[:, None], rest])
    source_year = np.array([[m["source_by_year"][y].get(s, 0) * m["year"][y] for y in years] for s in SOURCES])
    counts = np.zeros((3, len(years), 4))
    np.add.at(counts, (d.Source.map(SOURCES.index), d.year.map(years.index), d.Severity.astype(int) - 1), 1)
    inside = counts.sum(axis=1, keepdims=True)
    counts = counts + 4 * inside / inside.sum(axis=2, keepdims=True)
    base = rake(counts, [((0, 1), source_year), ((2,), overall)])
    cells = np.concatenate([state_share, [1 - state_share.sum()]])[:, None, None] * source_year
    factors = np.ones((len(top) + 1, 4))
    for _ in range(200):  # the state factors that reach the state margins, source and year given
        p = factors[:, None, None, :] * base[None]
        p = p / np.maximum(p.sum(axis=3, keepdims=True), 1e-300) * cells[..., None]
        factors *= by_state / p.sum(axis=(1, 2))
    factors /= factors.sum(axis=1, keepdims=True)
    return {
        "base": {s: [shares(base[i, j]) if base[i, j].sum() > 0 else shares(inside[i, 0]) for j in range(len(years))]
                 for i, s in enumerate(SOURCES)},
        "states": {s: shares(factors[i]) for i, s in enumerate(top + ["other"])},
    }


def conditions(m, d, temperature):
    """Share of each condition: up to March 2019 and later, each when warm and when cold."""
    names = [n for n in m["weather_top60"] if n != "<null>"]
    d = d[d.Weather_Condition.isin(names) & temperature.notna()]
    cold = (temperature[d.index] <= COLD).astype(int)
    late = (d.start >= "2019-04-01").astype(int)
    table = np.zeros((2, 2, len(names)))
    np.add.at(table, (late, cold, d.Weather_Condition.map(names.index)), 1)
    cell = table.sum(axis=2) / table.sum()
    table += 0.3 * cell[..., None] * (table.sum(axis=(0, 1)) > 0)
    for i, name in enumerate(names):
        if table[:, :, i].sum() == 0:  # too rare for the sample: the parts of the year that suit it
            wintry = any(word in name for word in ("Snow", "Sleet", "Freezing", "Wintry"))
            table[:, :, i] = cell * ([0, 1] if wintry else [1, 1]) * 0.3
    target = np.array([m["weather_top60"][n] for n in names])
    table = rake(table, [((2,), target / target.sum()), ((0, 1), cell)])
    return {"names": names, "early": [shares(r) for r in table[0]], "late": [shares(r) for r in table[1]]}


def winds(m, d):
    """Share of each wind direction up to March 2019 and later: the feed renamed them."""
    names = [n for n in m["wind_direction"] if n]
    d = d[d.Wind_Direction.isin(names)]
    late = (d.start >= "2019-04-01").astype(int)
    table = np.zeros((2, len(names)))
    np.add.at(table, (late, d.Wind_Direction.map(names.index)), 1)
    target = np.array([m["wind_direction"][n] for n in names])
    table = rake(table, [((1,), target / target.sum()), ((0,), table.sum(axis=1) / table.sum())])
    return {"names": names, "early": shares(table[0]), "late": shares(table[1])}


def flags(m, d):
    """Share of each combination of the 13 flags (bit i is flag i) at severity 1-2 and at 3-4."""
    mask = sum((d[f] == "True").to_numpy().astype(int) * (1 << i) for i, f in enumerate(FLAGS))
    severe = (d.Severity.astype(int) >= 3).to_numpy()
    masks = sorted(set(mask.tolist()))
    table = np.array([[((mask == k) & (severe == s)).sum() for k in masks] for s in (False, True)], dtype=float)
    table /= table.sum()
    groups = table.sum(axis=1)
    for _ in range(200):
        for i, flag in enumerate(FLAGS):
            on = np.array([k >> i & 1 for k in masks], dtype=bool)
            want, now = m["booleans_true_share"][flag], table[:, on].sum()
            if now > 0:
                table[:, on] *= want / now
                table[:, ~on] *= (1 - want) / table[:, ~on].sum()
        table *= (groups / table.sum(axis=1))[:, None]
    return {"names": FLAGS, "masks": masks, "mild": shares(table[0]), "severe": shares(table[1])}


def nulls(m, d, years):
    """Null share of the weather columns by year, and of the other columns over all."""
    weight = np.array([m["year"][y] for y in years])
    by_year = {}
    for column in WEATHER:
        share = np.array([(d[column][d.year == y] == "").mean() for y in years])
        target = m["null_share"][column]
        for _ in range(50):
            share = np.minimum(share * target / (weight @ share), 1)
        by_year[column] = [round(float(v), 6) for v in share]
    other = ["Street", "Zipcode", "Timezone", "Airport_Code", "Sunrise_Sunset"]
    return {"byYear": by_year, "overall": {**{c: m["null_share"][c] for c in other}, "City": 0.00003}}


def warmth(m, d, temperature):
    """Additive model of the temperature's normal scores: state + month + hour + rest."""
    known = temperature.notna()
    frame = pd.DataFrame({"state": d.State, "month": d.start.dt.month, "hour": d.start.dt.hour})[known]
    score = pd.Series(norm.ppf((temperature[known].rank() - 0.5) / known.sum()), index=frame.index)
    effects, rest = {}, score.copy()
    for _ in range(20):
        for key in frame:
            rest = rest + (frame[key].map(effects[key]) if key in effects else 0)
            groups = rest.groupby(frame[key])
            effects[key] = groups.sum() / (groups.size() + 5)
            rest = rest - frame[key].map(effects[key])
    return {
        "states": {s: round(float(effects["state"].get(s, 0)), 3) for s in m["state"]},
        "months": [round(float(effects["month"][k]), 3) for k in range(1, 13)],
        "hours": [round(float(effects["hour"][k]), 3) for k in range(24)],
        "rest": round(float(rest.std()), 3),
    }


def states(m, d):
    """Share, time zone, ZIP prefixes, and number of distinct cities of each state."""
    counts = m["distinct_cities_per_state_5pct"]
    scale = CITY_PAIRS / sum(counts.values())
    rows = []
    for code, share in m["state"].items():
        here = d[d.State == code]
        if len(here):
            zone = here.Timezone[here.Timezone != ""].mode()[0]
            zips = sorted(here.Zipcode.str[:3][here.Zipcode != ""].value_counts().head(8).index)
        else:
            zone, zips = FALLBACK[code]
        rows.append({"code": code, "share": share, "timezone": zone, "zips": zips,
                     "cities": max(1, round(counts[code] * scale))})
    return rows


def quantiles(m, d):
    """The 101 percentiles of each measure: the sample's, fixed at those that the marginals know."""
    minutes = (pd.to_datetime(d.End_Time.str[:19]) - d.start).dt.total_seconds() / 60
    columns = {c: pd.to_numeric(d[c], errors="coerce").dropna() for c in ["Distance(mi)"] + MEASURES}
    columns["duration_minutes"] = minutes
    result = {}
    for name, values in columns.items():
        known = m["duration_minutes_quantiles"] if name == "duration_minutes" else m["quantiles"][name]
        curve = np.quantile(values, np.arange(101) / 100)
        at = [int(p) for p in known]
        for low, high in zip(at, at[1:]):
            curve[low], curve[high] = known[str(low)], known[str(high)]
            curve[low:high + 1] = np.clip(curve[low:high + 1], curve[low], curve[high])
        result[name] = [round(float(v), 3) for v in curve]
    return result


def main():
    with open(sys.argv[1]) as file:
        m = json.load(file)
    d = pd.read_csv(sys.argv[2], dtype=str, keep_default_na=False)
    d["start"] = pd.to_datetime(d.Start_Time.str[:19])
    d["year"] = d.Start_Time.str[:4]
    temperature = pd.to_numeric(d["Temperature(F)"], errors="coerce")
    years = sorted(m["year"])
    # The share of fractional seconds inside Source1 by year, scaled to the count in the whole data set.
    fraction = np.array([(d.Start_Time.str.len() > 19)[(d.year == y) & (d.Source == "Source1")].mean() for y in years])
    weight = np.array([m["year"][y] * m["source_by_year"][y]["Source1"] for y in years])
    fraction *= FRACTIONAL_ROWS / m["_about"]["full_dataset_rows"] / (weight @ fraction)
    shape = {
        "years": [int(y) for y in years],
        "months": m["year_month"],
        "weekdays": [m["weekday"][k] for k in ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")],
        "hours": hours(m, d),
        "sources": {s: [m["source_by_year"][y].get(s, 0) for y in years] for s in SOURCES},
        "fractionalSeconds": [round(float(v), 6) for v in fraction],
        "states": states(m, d),
        "cities": [[c["state"], c["city"], c["share"], c["mean_lat"], c["mean_lng"]] for c in m["cities_top200"]],
        "severity": severity(m, d, years),
        "warmth": warmth(m, d, temperature),
        "conditions": conditions(m, d, temperature),
        "winds": winds(m, d),
        "flags": flags(m, d),
        "nulls": nulls(m, d, years),
        "percentiles": quantiles(m, d),
    }
    print("{\n" + ",\n".join(f"{json.dumps(k)}: {lines(v)}" for k, v in shape.items()) + "\n}")


def lines(value):
    """JSON with one line an entry of the outermost list or object."""
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items()) + "\n}"
    if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
        return "[\n" + ",\n".join("  " + json.dumps(v) for v in value) + "\n]"
    return json.dumps(value)


if __name__ == "__main__":
    main()
