"""The accidents of a Silver folder as a pandas frame, read by pyarrow, with the columns that the references need."""
from pathlib import Path

import numpy as np
import pandas as pd
from pyarrow import orc

from contract import BLANKS, FLAGS, LENGTHS, NUMBERS, SEASONS

LIMITS = {name: limits for name, limits in NUMBERS.items() if name != "wind_chill_fahrenheit"}
TEXTS = list(LENGTHS)
COLUMNS = ["ID", "Severity", "Start_Time", "Start_Lat", "Start_Lng", "State", "infrastructure_count", "safety_equipment_score",
           *TEXTS, *LIMITS, *FLAGS]


def accidents(folder):
    files = [f for f in sorted(Path(folder).rglob("*.orc")) if "accidents_clean" in str(f) and not f.name.startswith((".", "_"))]
    frame = pd.concat([orc.read_table(f, columns=COLUMNS).to_pandas() for f in files], ignore_index=True)
    for name in TEXTS:
        trimmed = frame[name].str.strip(BLANKS)
        frame[name] = trimmed.where(trimmed.str.len().between(1, LENGTHS[name]), None)
    for name, (low, high) in LIMITS.items():
        frame[name] = frame[name].where(frame[name].between(low, high))
    # Sums are of whole billionths of a degree; the feed's digits beyond them are noise that a distance of yards would show.
    frame[["Start_Lat", "Start_Lng"]] = frame[["Start_Lat", "Start_Lng"]].round(9)
    frame["date"], frame["hour"] = frame["Start_Time"].dt.normalize(), frame["Start_Time"].dt.hour
    frame["weekday"] = frame["date"].dt.dayofweek + 1
    frame["year"] = frame["date"].dt.year
    frame["day"] = (frame["date"] - pd.Timestamp("1970-01-01")).dt.days
    frame["season"] = frame["date"].dt.month.map(SEASONS)
    frame["severe"] = frame["Severity"] >= 3
    frame["stratum"] = frame["Source"].fillna("") + "/" + frame["year"].astype(str)
    frame["expected"] = frame.groupby("stratum")["Severity"].transform("mean")
    return frame


def years_observed(frame):
    return (frame["day"].max() - frame["day"].min() + 1) / 365.25


def places(frame):
    """(name, accidents) of each state and of the country."""
    return [*frame.groupby("State"), ("US", frame)]


def wilson(successes, n, z=1.959964):
    share = successes / n
    middle, width, scale = share + z * z / (2 * n), z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)), 1 + z * z / n
    return (middle - width) / scale if successes else 0.0, (middle + width) / scale if successes < n else 1.0
