"""kpis_infrastructure by statsmodels."""
import numpy as np
import pandas as pd
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests

from silver import FLAGS, places

KEYS = ["state", "infrastructure_type"]
EXACT = ["accidents_with", "severe_with", "accidents_without", "severe_without", "recommendation"]
FIGURES = ["equipment_effectiveness", "accident_reduction_rate", "safety_improvement_score", "odds_ratio", "or_ci_low", "or_ci_high", "p_value",
           "q_value", "heterogeneity_p"]
PHRASES = dict(zip(FLAGS, ["an amenity", "a speed bump", "a crossing", "a give-way sign", "a junction", "a no-exit sign", "a railway",
                           "a roundabout", "a station", "a stop sign", "traffic calming", "a traffic signal", "a turning loop"]))
PHRASES |= dict(Control_Signal="a signal without a stop sign", Control_Stop="a stop sign without a signal",
                Control_Multiple="a signal with a stop sign")


def equipment(frame):
    """For each type a column of True, False and None."""
    flags = {f: frame[f].astype("boolean") for f in FLAGS}
    signal, stop = flags["Traffic_Signal"], flags["Stop"]
    known = signal.notna() & stop.notna()
    return flags | dict(Control_Signal=(signal & ~stop).where(known), Control_Stop=(stop & ~signal).where(known),
                        Control_Multiple=(signal & stop).where(known))


def tables(present, severe, stratum):
    """One 2×2 table a stratum: severe and not severe, with and without."""
    known = present.notna()
    counts = pd.crosstab(stratum[known], [present[known].astype(bool), severe[known]]).reindex(
        columns=pd.MultiIndex.from_product([[True, False], [True, False]]), fill_value=0)
    return counts.to_numpy().reshape(-1, 2, 2).astype(float)


def figures(strata):
    comparable = [t for t in strata if t[0].sum() and t[1].sum()]
    informative = [t for t in comparable if t[:, 0].sum() and t[:, 1].sum()]
    row = dict.fromkeys(["odds_ratio", "or_ci_low", "or_ci_high", "p_value", "heterogeneity_p", "risk_ratio"], np.nan)
    if comparable:
        a, b, c, d = np.array([t.ravel() for t in comparable]).T
        below = (c * (a + b) / (a + b + c + d)).sum()
        row["risk_ratio"] = (a * (c + d) / (a + b + c + d)).sum() / below if below else np.nan
    if not informative:
        return row, False
    table = StratifiedTable([t for t in informative])
    a, b, c, d = np.array([t.ravel() for t in informative]).T
    infinite = not (b * c).any()
    # statsmodels' p-values are 1 − cdf, which loses the digits of small ones.
    row["p_value"] = chi2.sf(table.test_null_odds(correction=False).statistic, 1)
    if not infinite:
        row["odds_ratio"] = table.oddsratio_pooled
        if row["odds_ratio"] > 0:
            width = 1.959964 * table.logodds_pooled_se
            row["or_ci_low"], row["or_ci_high"] = table.oddsratio_pooled * np.exp([-width, width])
            if len(informative) > 1:
                row["heterogeneity_p"] = chi2.sf(table.test_equal_odds(adjust=True).statistic, len(informative) - 1)
    return row, bool((a * d > b * c).any() and (a * d < b * c).any())


def sentence(row):
    place, subject = ("the country" if row["state"] == "US" else row["state"]), PHRASES[row["infrastructure_type"]]
    if not row["judged"]:
        return f"Too few accidents to judge by: {row['accidents_with']} at places with {subject} in {place}."
    q, ratio = row["q_value"], row["odds_ratio"]
    if np.isnan(q):
        return f"In {place} no feed and year holds severe and other accidents both with and without {subject}, so nothing can be compared."
    text = "q < 0.001" if q < 0.001 else f"q = {q:.3f}"
    if np.isnan(ratio):
        text = f"infinite odds ratio, {text}"
    elif np.isnan(row["or_ci_low"]):
        text = f"odds ratio {ratio:.2f}, {text}"
    else:
        text = f"odds ratio {ratio:.2f}, 95 % interval {row['or_ci_low']:.2f} to {row['or_ci_high']:.2f}, {text}"
    if row["heterogeneity_p"] < 0.001 and row["opposed"]:
        return (f"In {place} feeds and years disagree about places with {subject}: some show more severe accidents there, others fewer ({text}); "
                "look at each before acting.")
    if q >= 0.05:
        return f"In {place} {subject} is not associated with more or fewer severe accidents ({text}); no change is recommended on this ground."
    if ratio < 1:
        return (f"In {place} {subject} is associated with fewer severe accidents ({text}); consider it first where most of the "
                f"{row['severe_without']} severe accidents without it happened.")
    return f"In {place} {subject} is associated with more severe accidents ({text}); review the {row['accidents_with']} accidents at such places."


def kpis(frame, options):
    rows = []
    for state, group in places(frame):
        for kind, present in equipment(group).items():
            strata = tables(present, group["severe"], group["stratum"])
            total = strata.sum(axis=0).astype(int) if len(strata) else np.zeros((2, 2), int)
            judged = total[0].sum() >= options.equipment_minimum
            made, opposed = figures(strata) if judged else figures([])
            rows.append(dict(
                state=state, infrastructure_type=kind, judged=judged, opposed=opposed, accidents_with=total[0].sum(), severe_with=total[0, 0],
                accidents_without=total[1].sum(), severe_without=total[1, 0], **made))
    rows = pd.DataFrame(rows)
    tested = rows["p_value"].notna()
    rows.loc[tested, "q_value"] = multipletests(rows.loc[tested, "p_value"], method="fdr_bh")[1]
    rows["equipment_effectiveness"] = 1 - rows["odds_ratio"]
    rows["accident_reduction_rate"] = 1 - rows["risk_ratio"]
    share = rows["severe_without"] / (rows["severe_with"] + rows["severe_without"])
    score = 100 * share * rows["accident_reduction_rate"].fillna(0).clip(lower=0)
    rows["safety_improvement_score"] = score.where(rows["q_value"] < 0.05, 0).where(tested)
    rows["recommendation"] = [sentence(row) for row in rows.to_dict("records")]
    return rows
