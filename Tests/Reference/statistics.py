#!/usr/bin/env python3
"""What scipy, statsmodels, esda and pymannkendall give for the functions of Statistics: Tests/StatisticsTests/Expected/*.json.

    pip install scipy statsmodels esda libpysal pymannkendall mpmath
    python Tests/Reference/statistics.py Tests/StatisticsTests/Expected

Each file is a list of cases, inputs and expected outputs in one object; null stands for a figure that cannot be computed.
Inputs are drawn with a fixed seed, edge cases stand first. Where scipy itself falls short of 1e-10 (far tails of the gamma and
beta functions with parameters in the millions), mpmath gives the value with 30 digits.
"""
import json
import math
import sys
from pathlib import Path

import numpy as np
from mpmath import mp
from scipy import stats

mp.dps = 30
Z = 1.959964
RANDOM = np.random.default_rng(20230331)
# Numbers of accidents from none to every one of the March 2023 edition.
COUNTS = [0, 1, 2, 3, 4, 5, 7, 9, 10, 13, 17, 21, 30, 49, 50, 77, 100, 135, 249, 410, 886, 1_000, 4_093, 15_625, 67_366, 97_389,
          204_710, 382_557, 410_821, 880_192, 1_299_337, 1_741_433, 3_305_373, 6_156_981, 7_728_394]


def number(value):
    """A JSON number, or null for what is not one."""
    value = float(value)
    return None if math.isnan(value) or math.isinf(value) else value


# Distributions -----------------------------------------------------------------------------------------------------

def gamma_tail(a, x, upper):
    return mp.gammainc(a, x, mp.inf, regularized=True) if upper else mp.gammainc(a, 0, x, regularized=True)


def normal():
    points = [0, 1e-8, 0.1, -0.1, 0.5, 1, -1, 1.644854, Z, -Z, 2.5758293, 3, 3.5, -3.5, 4, 5, -5, 6, 8, -8, 10, -10, 15, 20, 30, -30, 37]
    points += list(RANDOM.normal(0, 3, 30))
    return [{"z": z, "cumulative": float(mp.ncdf(z)), "survival": float(mp.ncdf(-z)), "two_sided": float(2 * mp.ncdf(-abs(z)))}
            for z in map(float, points)]


def normal_quantile():
    tails = [0.4999, 0.4, 0.25, 0.1, 0.05, 0.025, 0.01, 1e-3, 1e-4, 1e-6, 1e-9, 1e-12, 1e-15, 1e-20, 1e-50, 1e-100, 1e-200, 1e-300]
    tails += [0.6, 0.75, 0.9, 0.975, 0.999, 0.999999] + list(RANDOM.uniform(0, 1, 30))
    return [{"tail": p, "z": float(stats.norm.isf(p))} for p in map(float, tails)]


def chi_squared():
    degrees = [1, 2, 3, 4, 5, 7, 10, 15, 30, 50, 100, 250, 1_000, 10_000]
    cases = []
    for df in degrees:
        for z in (-6, -2, -0.5, 0, 0.5, 2, 6, 12):
            x = max(df * (1 - 2 / (9 * df) + z * math.sqrt(2 / (9 * df))) ** 3, 1e-6)
            cases.append({"x": x, "degrees": df, "cumulative": float(gamma_tail(mp.mpf(df) / 2, mp.mpf(x) / 2, False)),
                          "survival": float(gamma_tail(mp.mpf(df) / 2, mp.mpf(x) / 2, True))})
    return cases


def gamma_quantile(a, probability):
    """scipy's quantile, carried to 30 digits by Newton's method: alone it keeps six digits for a in the millions."""
    a, x = mp.mpf(a), mp.mpf(float(stats.gamma.ppf(float(probability), float(a))))
    for _ in range(60):
        density = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
        step = (density * mp.hyp1f1(1, a + 1, x, maxterms=10 ** 7) - probability) / (density * a / x)
        x -= step
        if abs(step) < mp.mpf(10) ** -22 * x:
            return x
    raise ArithmeticError(f"no quantile for a = {a}, p = {probability}")


def chi_squared_quantile():
    cases = []
    for n in COUNTS:
        for probability in (1e-6, 0.025, 0.5, 0.975):
            df = 2 * n + 2
            cases.append({"probability": probability, "degrees": df, "x": float(2 * gamma_quantile(n + 1, mp.mpf(probability))),
                          "upper": float(2 * gamma_quantile(n + 1, 1 - mp.mpf(probability)))})
    return cases


# Intervals ---------------------------------------------------------------------------------------------------------

def garwood():
    counts = COUNTS + list(range(6, 12)) + [int(10 ** e) for e in RANDOM.uniform(0, 6.9, 30)]
    return [{"events": n, "low": float(stats.chi2.ppf(0.025, 2 * n) / 2) if n else 0.0, "high": float(stats.chi2.isf(0.025, 2 * n + 2) / 2)}
            for n in counts]


def wilson():
    from statsmodels.stats.proportion import proportion_confint
    pairs = [(0, 1), (1, 1), (0, 10), (10, 10), (11, 249), (1, 2), (5, 10), (2_935, 15_625), (1_504_047, 7_728_394), (0, 7_728_394),
             (7_728_394, 7_728_394), (1, 7_728_394)]
    for _ in range(50):
        n = int(10 ** RANDOM.uniform(0, 6.9))
        pairs.append((int(RANDOM.integers(0, n + 1)), n))
    alpha = 2 * stats.norm.sf(Z)
    cases = []
    for k, n in pairs:
        low, high = proportion_confint(k, n, alpha, "wilson")
        cases.append({"successes": k, "trials": n, "low": 0.0 if k == 0 else float(low), "high": 1.0 if k == n else float(high)})
    return cases


# Rates -------------------------------------------------------------------------------------------------------------

def empirical_bayes():
    """esda has Marshall's *local* smoother and a global one with another variance; GOLD's formula is written out in 30 digits."""
    cases = []
    for index in range(60):
        areas = int(RANDOM.integers(1, 40)) if index > 5 else index + 1
        exposures = [float(round(10 ** e)) for e in RANDOM.uniform(2.7, 7, areas)]
        scale = 0 if index % 10 == 9 else 1
        rate = RANDOM.gamma(2, 5e-4, areas) if index % 3 else np.full(areas, 1e-3)
        events = [float(k) for k in RANDOM.poisson(np.array(exposures) * rate * scale)]
        y, p = [mp.mpf(k) for k in events], [mp.mpf(e) for e in exposures]
        m = sum(y) / sum(p)
        spread = sum(b * (a / b - m) ** 2 for a, b in zip(y, p)) / sum(p)
        between = max(mp.mpf(0), spread - m / (sum(p) / len(p)))
        weights = [between / (between + m / b) if m else mp.mpf(0) for b in p]
        rates = [float(w * a / b + (1 - w) * m) for w, a, b in zip(weights, y, p)] if m else None
        cases.append({"events": events, "exposures": exposures, "rates": rates})
    return cases


def indirect_standardisation():
    cases = []
    for index in range(50):
        strata = int(RANDOM.integers(1, 24))
        counts = [int(10 ** e) for e in RANDOM.uniform(0, 6, strata)]
        scores = [int(n * s) for n, s in zip(counts, RANDOM.uniform(1.5, 3, strata))]
        scores = [max(s, n) for s, n in zip(scores, counts)]
        part = [int(RANDOM.integers(0, n + 1)) if index else 0 for n in counts]
        score = int(sum(part) * RANDOM.uniform(1, 4))
        expected = sum(mp.mpf(n) * s / c for n, s, c in zip(part, scores, counts))
        mu = mp.mpf(sum(scores)) / sum(counts)
        cases.append({"counts": counts, "scores": scores, "part": part, "score": score, "prior": 50,
                      "index": float(mu * (score + 50 * mu) / (expected + 50 * mu))})
    return cases


FILES = [normal, normal_quantile, chi_squared, chi_squared_quantile, garwood, wilson, empirical_bayes, indirect_standardisation]


def main(folder):
    for make in FILES:
        cases = make()
        assert len(cases) >= 50, f"{make.__name__}: {len(cases)} cases"
        lines = ",\n".join(json.dumps(case) for case in cases)
        (folder / f"{make.__name__}.json").write_text(f"[\n{lines}\n]\n")
        print(make.__name__, len(cases))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
