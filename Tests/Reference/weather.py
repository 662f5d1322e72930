"""kpis_weather by pandas."""
import pandas as pd

from security import two_decimals
from silver import places, wilson

KEYS = ["state", "weather_category", "season"]
EXACT = ["accident_count", "severity_distribution"]
FIGURES = ["severity_avg", "severe_share", "severe_share_ci_low", "severe_share_ci_high", "seasonal_factor", "danger_ratio", "avg_temperature",
           "avg_humidity", "avg_visibility", "avg_wind_speed"]


def row(state, category, season, group, factor):
    n, severe = len(group), int(group["severe"].sum())
    counts = group["Severity"].value_counts()
    low, high = wilson(severe, n)
    return dict(
        state=state, weather_category=category, season=season, accident_count=n, severity_avg=group["Severity"].mean(), severe_share=severe / n,
        severe_share_ci_low=low, severe_share_ci_high=high, seasonal_factor=factor, danger_ratio=group["Severity"].sum() / group["expected"].sum(),
        severity_distribution="{" + ", ".join(f'"{s}": {two_decimals(int(counts.get(s, 0)), n)}' for s in (1, 2, 3, 4)) + "}",
        avg_temperature=group["temperature_fahrenheit"].mean(), avg_humidity=group["humidity_percent"].mean(),
        avg_visibility=group["visibility_miles"].mean(), avg_wind_speed=group["wind_speed_mph"].mean())


def kpis(frame, _):
    rows = []
    for state, group in places(frame):
        seasons = group["season"].value_counts(normalize=True)
        for category, of_category in group.groupby("weather_category"):
            rows.append(row(state, category, "All", of_category, 1.0))
            shares = of_category["season"].value_counts(normalize=True)
            rows += [row(state, category, s, g, shares[s] / seasons[s]) for s, g in of_category.groupby("season")]
    return pd.DataFrame(rows)
