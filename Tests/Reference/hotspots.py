"""hotspots by numpy; Gi* by esda where a state has few enough cells for its weights, by the same formula beyond."""
import numpy as np
import pandas as pd
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from silver import years_observed

KEYS = ["rank"]
EXACT = ["state", "city", "accident_count", "years_active"]
FIGURES = ["latitude", "longitude", "severity_avg", "danger_score", "radius_miles", "gi_z", "gi_q"]
RADIUS = 3958.8
ESDA_CELLS = 1500


def miles(lat, lng, to_lat, to_lng):
    lat, lng, to_lat, to_lng = map(np.radians, (lat, lng, to_lat, to_lng))
    chord = np.sin((to_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin((to_lng - lng) / 2) ** 2
    return 2 * RADIUS * np.arcsin(np.sqrt(np.minimum(1, chord)))


def gi_star(cells):
    """z of each cell of a state, NaN where it cannot be computed."""
    place = {key: i for i, key in enumerate(zip(cells["row"], cells["column"]))}
    near = [[place[r + i, c + j] for i in (-1, 0, 1) for j in (-1, 0, 1) if (r + i, c + j) in place] for r, c in place]
    x, n = cells["n"].to_numpy(float), len(cells)
    weights = np.array([len(o) for o in near], float)
    possible = (weights < n) & (x.std() > 0)
    sums = np.array([x[o].sum() for o in near])
    with np.errstate(all="ignore"):
        z = (sums - x.mean() * weights) / (x.std() * np.sqrt((n * weights - weights ** 2) / (n - 1)))
    z = np.where(possible, z, np.nan)
    if possible.all() and 1 < n <= ESDA_CELLS:
        from esda import G_Local
        from libpysal.weights import W
        weights = W({i: o for i, o in enumerate(near)}, silence_warnings=True)
        checked = np.asarray(G_Local(x, weights, transform="B", star=None, permutations=0).Zs)
        assert np.allclose(z, checked, rtol=1e-9, atol=1e-9), "esda disagrees"
    return z


def hot_cells(cells):
    z = gi_star(cells)
    known = ~np.isnan(z)
    q = np.full(len(z), np.nan)
    if known.any():
        q[known] = multipletests(2 * norm.sf(np.abs(z[known])), method="fdr_bh")[1]
    hot = cells.assign(z=z, q=q)
    return hot[(hot["z"] > 0) & (hot["q"] < 0.05)]


def zones(hot, radius):
    """Lists of cells, the seed first."""
    hot = hot.sort_values(["s", "row", "column"], ascending=[False, True, True]).reset_index(drop=True)
    left = np.ones(len(hot), bool)
    lat, lng = hot["lat"].to_numpy(), hot["lng"].to_numpy()
    for seed in range(len(hot)):
        if left[seed]:
            near = np.flatnonzero(left & (np.abs(lat - lat[seed]) < 0.1))
            near = near[miles(lat[seed], lng[seed], lat[near], lng[near]) <= radius]
            members = [seed, *(i for i in near if i != seed)]
            left[members] = False
            yield hot.iloc[members]


def spellings(frame):
    """The spelling that each (state, city) is shown in."""
    named = frame[frame["City"].notna()]
    counts = named.groupby(["State", named["City"].str.lower(), "City"]).size().rename_axis(["State", "lower", "City"]).reset_index(name="n")
    counts["bytes"] = counts["City"].map(lambda s: s.encode())
    return counts.sort_values(["n", "bytes"], ascending=[False, True]).drop_duplicates(["State", "lower"]).set_index(["State", "lower"])["City"]


def zone_row(state, zone, accidents, shown, years):
    lat, lng, n = accidents["Start_Lat"].mean(), accidents["Start_Lng"].mean(), len(accidents)
    far = miles(lat, lng, zone["lat"].to_numpy(), zone["lng"].to_numpy())
    order = np.argsort(far)
    inside = zone["n"].to_numpy()[order].cumsum()
    cities = accidents["City"].dropna().str.lower().value_counts()
    names = [shown[state, c] for c in cities.index[cities == cities.max()]] if len(cities) else [None]
    return dict(state=state, city=min(names, key=lambda s: s.encode()) if names[0] else None, latitude=lat, longitude=lng, accident_count=n,
                s=int(accidents["Severity"].sum()), severity_avg=accidents["Severity"].mean(), gi_z=zone["z"].iloc[0], gi_q=zone["q"].iloc[0],
                radius_miles=max(0.1, far[order][np.flatnonzero(10 * inside >= 9 * n)[0]]), years_active=accidents["year"].nunique())


def kpis(frame, options):
    frame = frame.assign(row=np.floor(frame["Start_Lat"] * 100).astype(int), column=np.floor(frame["Start_Lng"] * 100).astype(int))
    years, shown = years_observed(frame), spellings(frame)
    rows = []
    for state, group in frame.groupby("State"):
        cells = group.groupby(["row", "column"]).agg(
            n=("ID", "size"), s=("Severity", "sum"), lat=("Start_Lat", "mean"), lng=("Start_Lng", "mean")).reset_index()
        kept = [z for z in zones(hot_cells(cells), options.hotspot_radius) if z["n"].sum() >= options.hotspot_minimum]
        if kept:
            number = {(r, c): i for i, zone in enumerate(kept) for r, c in zip(zone["row"], zone["column"])}
            zone_of = pd.Series(list(zip(group["row"], group["column"])), index=group.index).map(number)
            rows += [zone_row(state, zone, group[zone_of == i], shown, years) for i, zone in enumerate(kept)]
    table = pd.DataFrame(rows, columns=["state", "city", "latitude", "longitude", "accident_count", "s", "severity_avg", "gi_z", "gi_q",
                                        "radius_miles", "years_active"])
    table["danger_score"] = np.log(1 + table["s"] / years) / np.log(1 + table["s"].max() / years)
    table = table.sort_values(["s", "accident_count", "state", "latitude", "longitude"], ascending=[False, False, True, True, True])
    return table.head(options.hotspots).assign(rank=range(1, min(len(table), options.hotspots) + 1))
