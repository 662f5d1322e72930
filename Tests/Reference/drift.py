"""data_drift by numpy and scipy."""
import numpy as np
import pandas as pd
from scipy.spatial.distance import jensenshannon

KEYS = ["feature"]
EXACT = ["drift_level", "reference_period", "current_period", "reference_count", "current_count"]
FIGURES = ["psi", "js_distance", "reference_null_share", "current_null_share"]
EDGES = dict(
    temperature=("temperature_fahrenheit", [0, 10, 20, 32, 40, 50, 60, 70, 80, 90, 100]),
    humidity=("humidity_percent", [20, 30, 40, 50, 60, 70, 80, 90, 95, 100]),
    pressure=("pressure_inches", [24, 26, 28, 28.5, 29, 29.25, 29.5, 29.75, 30, 30.25, 30.5]),
    visibility=("visibility_miles", [0.25, 0.5, 1, 2, 3, 5, 7, 10, 10.5]),
    wind_speed=("wind_speed_mph", [0.1, 3, 5, 7, 9, 11, 13, 16, 20, 25, 35]),
    precipitation=("precipitation_inches", [0.001, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1]),
    distance=("distance_miles", [0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10]))
WEATHER = ["Clear", "Cloudy", "Rain", "Snow", "Fog", "Windy", "Other"]


def features(frame):
    """Name, bin of each accident (NaN without the feature) and number of bins."""
    for name, (column, edges) in EDGES.items():
        values = frame[column]
        yield name, pd.Series(np.searchsorted(edges, values, side="right"), index=frame.index).where(values.notna()), len(edges) + 1
    yield "infrastructure_count", frame["infrastructure_count"], 14
    yield "safety_score", frame["safety_equipment_score"], 17
    yield "hour", frame["hour"], 24
    yield "severity", frame["Severity"] - 1, 4
    for name, column, known in (("weather", "weather_category", WEATHER), ("daylight", "Sunrise_Sunset", ["Day", "Night"]),
                                ("source", "Source", [])):
        labels = known + sorted(set(frame[column].dropna()) - set(known))
        yield name, frame[column].map({label: i for i, label in enumerate(labels)}), len(labels)


def shares(counts):
    return (counts + 0.5) / (counts.sum() + 0.5 * len(counts))


def kpis(frame, _):
    months = frame["date"].dt.to_period("M")
    first, last = frame["date"].min(), frame["date"].max()
    whole = [m for m in pd.period_range(first, last, freq="M") if m.start_time >= first and m.end_time.normalize() <= last]
    periods = [(whole[-3] - 12, whole[-1] - 12), (whole[-3], whole[-1])] if len(whole) >= 15 else None
    rows = []
    for name, bins, count in features(frame):
        row = dict(feature=name, psi=np.nan, js_distance=np.nan, drift_level=None, reference_period=None, current_period=None,
                   reference_null_share=np.nan, current_null_share=np.nan, reference_count=0, current_count=0)
        if periods:
            histograms = []
            for side, (start, end) in zip(("reference", "current"), periods):
                chosen = bins[(months >= start) & (months <= end)]
                row[f"{side}_period"], row[f"{side}_count"] = f"{start}/{end}", int(chosen.notna().sum())
                row[f"{side}_null_share"] = chosen.isna().mean()
                histograms.append(np.bincount(chosen.dropna().astype(int), minlength=count))
            if all(h.sum() for h in histograms):
                p, q = map(shares, histograms)
                row["psi"], row["js_distance"] = ((q - p) * np.log(q / p)).sum(), jensenshannon(p, q, base=2)
                row["drift_level"] = "major" if row["psi"] >= 0.25 else "moderate" if row["psi"] >= 0.1 else "stable"
        rows.append(row)
    return pd.DataFrame(rows)
