#!/usr/bin/env python3
"""What scipy, statsmodels, esda and pymannkendall give for the functions of Statistics: Tests/StatisticsTests/Expected/*.json.

    pip install scipy statsmodels esda libpysal pymannkendall mpmath
    python Tests/Reference/golden_statistics.py Tests/StatisticsTests/Expected

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
    """esda has Marshall's *local* smoother and a global one with another variance; Marshall's formula is written out in 30 digits."""
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


def indirect_standardization():
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


# More distributions ------------------------------------------------------------------------------------------------

def around(mean, deviation):
    """Whole numbers in both tails and the middle of a distribution."""
    return sorted({max(0, round(mean + z * deviation)) for z in (-8, -3, -1, 0, 1, 3, 8)})


def poisson():
    cases = [{"count": 0, "mean": 0.0, "density": 1.0, "cumulative": 1.0, "survival": 0.0},
             {"count": 3, "mean": 0.0, "density": 0.0, "cumulative": 1.0, "survival": 0.0},
             {"count": -1, "mean": 2.0, "density": 0.0, "cumulative": 0.0, "survival": 1.0}]
    for mean in [1e-6, 0.3, 1, 2.5, 10, 33.3, 100, 886, 1e4, 97_389, 1_299_337, 7_728_394]:
        for k in around(mean, math.sqrt(mean)):
            density = mp.exp(k * mp.log(mean) - mean - mp.loggamma(k + 1))
            lower = density * (1 + sum_below(k, mean))
            # Γ's lower tail through 1F1: the chance of more than k.
            upper = density * mp.mpf(mean) / (k + 1) * mp.hyp1f1(1, k + 2, mean, maxterms=10 ** 7)
            cases.append({"count": k, "mean": float(mean), "density": float(density), "cumulative": float(lower), "survival": float(upper)})
    return cases


def sum_below(k, mean):
    """Σ P(X = j)/P(X = k) over j < k."""
    total, term, j = mp.mpf(0), mp.mpf(1), k
    while j > 0 and term > mp.mpf(10) ** -25 * (total + 1):
        term *= mp.mpf(j) / mean
        total += term
        j -= 1
    return total


def binomial():
    cases = []
    for n, p in [(1, 0.5), (10, 0.1), (12, 0.5), (50, 0.02), (249, 0.044), (1_000, 0.5), (1_000, 0.999), (15_625, 0.19), (1e6, 1e-5),
                 (1_741_433, 0.3), (7_728_394, 0.1946), (7_728_394, 0.5)]:
        n = int(n)
        for k in around(n * p, math.sqrt(n * p * (1 - p))):
            k = min(k, n)
            density = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(p) + (n - k) * mp.log1p(-mp.mpf(p)))
            odds = mp.mpf(p) / (1 - mp.mpf(p))
            below = term = mp.mpf(1)
            for j in range(k, 0, -1):
                term *= j / ((n - j + 1) * odds)
                below += term
                if term < below * mp.mpf(10) ** -22:
                    break
            above, term = mp.mpf(0), mp.mpf(1)
            for j in range(k, n):
                term *= (n - j) * odds / (j + 1)
                above += term
                if term < above * mp.mpf(10) ** -22:
                    break
            cases.append({"successes": k, "trials": n, "probability": p, "density": float(density),
                          "cumulative": float(density * below), "survival": float(density * above)})
    return cases


def student():
    cases = []
    for df in [1, 2, 3, 5, 8, 13, 30, 100, 1_000, 15_623, 7_728_392]:
        for t in (0.0, 0.5, -1.5, 2.3, 8.0):
            half, x = mp.mpf(df) / 2, mp.mpf(df) / (df + mp.mpf(t) ** 2)
            if df <= 1_000:
                tail = mp.betainc(half, 0.5, 0, x, regularized=True)
            else:
                # betainc does not converge for millions of degrees; the density is integrated instead.
                constant = mp.exp(mp.loggamma(half + 0.5) - mp.loggamma(half)) / mp.sqrt(mp.pi * df)
                ends = [abs(t) + step for step in (0, 1, 2, 4, 7, 11, 16, 25, 40)]
                tail = mp.quad(lambda u: (1 + u * u / df) ** (-(mp.mpf(df) + 1) / 2), ends) * constant * 2
            cases.append({"t": t, "degrees": df, "two_sided": float(tail)})
    return cases


def byar():
    cases = []
    for n in COUNTS + list(range(6, 12)) + [int(10 ** e) for e in RANDOM.uniform(0, 6.9, 30)]:
        low = n * (1 - mp.mpf(1) / (9 * n) - Z / (3 * mp.sqrt(n))) ** 3 if n else mp.mpf(0)
        high = (n + 1) * (1 - mp.mpf(1) / (9 * (n + 1)) + Z / (3 * mp.sqrt(n + 1))) ** 3
        cases.append({"events": n, "low": float(max(0, low)), "high": float(high)})
    return cases


# Robust ------------------------------------------------------------------------------------------------------------

def robust_score():
    samples = [[5], [5, 5, 5], [1, 1, 1, 1, 9], [1, 2], [0, 0, 0, 3], [0, 0, 0, 0]]
    samples += [[int(k) for k in RANDOM.poisson(RANDOM.uniform(0.2, 300), int(RANDOM.integers(1, 40)))] for _ in range(50)]
    cases = []
    for sample in samples:
        value, median = float(RANDOM.integers(0, 400)), float(np.median(sample))
        deviation = stats.median_abs_deviation(sample) or np.mean(np.abs(np.array(sample) - median))
        cases.append({"values": sample, "value": value, "median": median, "deviation": float(deviation),
                      "score": number(0.6745 * (value - median) / deviation) if deviation else None})
    return cases


# Trends ------------------------------------------------------------------------------------------------------------

def series():
    fixed = [[410821, 718093, 893426, 954303, 1178913, 1563753, 1762452], [1, 1], [1, 2], [2, 1], [3, 3, 3, 3, 3], [0, 0, 1, 0, 0],
             [1, 2, 2, 3, 3, 3, 4], [5, 4, 3, 2, 1], list(range(28)), [0] * 28]
    for index in range(50):
        n = int(RANDOM.integers(2, 60))
        trend = np.linspace(0, RANDOM.uniform(-20, 20), n)
        fixed.append([float(v) for v in (RANDOM.poisson(30, n) + np.round(trend) if index % 2 else RANDOM.normal(100, 9, n) + trend)])
    return fixed


def mann_kendall():
    import pymannkendall
    cases = []
    for values in series():
        result = pymannkendall.original_test(values)
        z = float(result.z)
        cases.append({"values": values, "score": int(result.s), "variance": float(result.var_s), "z": z, "p_value": float(2 * mp.ncdf(-abs(z)))})
        assert abs(cases[-1]["p_value"] - result.p) < 1e-12
    return cases


def theil_sen():
    cases = []
    for values in series():
        slope = stats.theilslopes(values, np.arange(len(values))).slope if len(values) > 1 else None
        cases.append({"values": values, "slope": number(slope)})
    return [{"values": [], "slope": None}, {"values": [4.0], "slope": None}] + cases


def seasonal_factors():
    from statsmodels.tsa.seasonal import seasonal_decompose
    cases = [{"values": [1.0] * 23, "period": 12, "factors": None}, {"values": [0.0] * 36, "period": 12, "factors": None},
             {"values": [], "period": 12, "factors": None}]
    for index in range(52):
        period = 12 if index % 3 else int(RANDOM.integers(2, 9))
        n = int(RANDOM.integers(2 * period, 9 * period))
        shape = np.exp(RANDOM.normal(0, 0.3, period))
        values = shape[np.arange(n) % period] * np.linspace(50, 50 * RANDOM.uniform(0.5, 3), n) * np.exp(RANDOM.normal(0, 0.1, n))
        if index == 0:
            values = np.full(n, 7.0)
        seasonal = seasonal_decompose(values, model="multiplicative", period=period).seasonal
        cases.append({"values": [float(v) for v in values], "period": period, "factors": [float(v) for v in seasonal[:period]]})
    return cases


# Comparisons -------------------------------------------------------------------------------------------------------

def poisson_comparison():
    pairs = [(0, 1, 1, 1), (1, 1, 0, 1), (1, 1, 1, 1), (5, 1, 5, 1), (0, 365, 12, 365), (30, 365, 10, 365), (3, 28, 9, 31), (2, 1, 2, 2),
             (100, 2, 50, 1), (51_000, 365, 50_000, 365), (850_000, 365, 848_000, 366), (1_762_452, 365, 1_563_753, 365)]
    for _ in range(50):
        mean = 10 ** RANDOM.uniform(0, 5)
        days = RANDOM.integers(300, 366, 2)
        pairs.append((int(RANDOM.poisson(mean)), int(days[0]), int(RANDOM.poisson(mean * RANDOM.uniform(0.8, 1.25))), int(days[1])))
    cases = []
    for first, first_days, second, second_days in pairs:
        if first + second == 0:
            first = 1
        p = stats.binomtest(first, first + second, first_days / (first_days + second_days)).pvalue
        ratio = (first / first_days) / (second / second_days) if second else None
        cases.append({"first": first, "first_exposure": first_days, "second": second, "second_exposure": second_days,
                      "rate_ratio": ratio, "p_value": float(p)})
    return cases


def tables():
    fixed = [[], [[0, 0, 0, 0]], [[10, 20, 30, 40]], [[0, 5, 0, 7]], [[5, 0, 7, 0]], [[0, 5, 3, 7]], [[5, 0, 0, 7]], [[1, 1, 1, 1]],
             [[1, 0, 0, 1], [0, 1, 1, 0]], [[10, 20, 30, 40], [0, 0, 5, 9]], [[10, 20, 30, 40], [5, 9, 0, 0]], [[1, 0, 0, 0], [3, 4, 5, 6]],
             [[20, 10, 10, 20], [10, 20, 20, 10]], [[100, 200, 100, 200], [7, 14, 21, 42]],
             [[18_722, 121_345, 402_310, 1_762_204], [91_202, 310_876, 502_119, 930_002], [11, 402, 87, 9_021]]]
    for index in range(50):
        strata = []
        for _ in range(int(RANDOM.integers(1, 24))):
            size = 10 ** RANDOM.uniform(0.5, 6 if index % 2 else 3)
            share, base, effect = RANDOM.uniform(0.02, 0.5), RANDOM.uniform(0.05, 0.4), RANDOM.uniform(0.7, 1.4)
            exposed = RANDOM.binomial(int(size) + 1, share)
            cases, others = RANDOM.binomial(exposed, min(0.95, base * effect)), RANDOM.binomial(int(size) + 1 - exposed, base)
            strata.append([int(v) for v in (cases, exposed - cases, others, int(size) + 1 - exposed - others)])
        fixed.append(strata)
    return fixed


def stratified_tables():
    from statsmodels.stats.contingency_tables import StratifiedTable
    cases = []
    for strata in tables():
        case = {"tables": strata, "odds_ratio": None, "risk_ratio": None, "low": None, "high": None, "cmh": None, "cmh_p": None,
                "homogeneity": None, "degrees": None, "homogeneity_p": None, "oppose": False}
        # statsmodels divides by the empty margins of a stratum that says nothing; such strata are left out before it sees them.
        comparable = [t for t in strata if t[0] + t[1] and t[2] + t[3]]
        informative = [t for t in comparable if t[0] + t[2] and t[1] + t[3]]
        stack = lambda rows: StratifiedTable([np.array(t, dtype=float).reshape(2, 2) for t in rows])
        if comparable:
            case["risk_ratio"] = quotient(lambda: stack(comparable).riskratio_pooled)
        if informative:
            pooled = stack(informative)
            case["odds_ratio"] = ratio = quotient(lambda: pooled.oddsratio_pooled)
            test = pooled.test_null_odds(correction=False)
            case["cmh"], case["cmh_p"] = float(test.statistic), float(stats.chi2.sf(test.statistic, 1))
            case["oppose"] = any(a * d > b * c for a, b, c, d in informative) and any(a * d < b * c for a, b, c, d in informative)
            if ratio:
                low, high = pooled.oddsratio_pooled_confint(alpha=2 * stats.norm.sf(Z))
                case["low"], case["high"] = float(low), float(high)
                if len(informative) > 1:
                    case["degrees"] = len(informative) - 1
                    case["homogeneity"] = breslow_day_tarone(informative, pooled)
                    case["homogeneity_p"] = float(stats.chi2.sf(case["homogeneity"], case["degrees"]))
        cases.append(case)
    return cases


def quotient(ratio):
    with np.errstate(all="ignore"):
        return number(ratio())


def breslow_day_tarone(informative, pooled):
    """In 30 digits, and checked against statsmodels, whose root of the quadratic cancels where the ratio is near 1."""
    r = sum(mp.mpf(a * d) / (a + b + c + d) for a, b, c, d in informative) / sum(mp.mpf(b * c) / (a + b + c + d) for a, b, c, d in informative)
    statistic = difference = variance = mp.mpf(0)
    for a, b, c, d in informative:
        exposed, cases = a + b, a + c
        if r == 1:
            e = mp.mpf(exposed * cases) / (a + b + c + d)
        else:
            linear = r * (exposed + cases) + d - a
            e = (-linear + mp.sqrt(linear ** 2 + 4 * (1 - r) * r * exposed * cases)) / (2 * (1 - r))
        v = 1 / (1 / e + 1 / (exposed - e) + 1 / (cases - e) + 1 / (d - a + e))
        statistic += (a - e) ** 2 / v
        difference += a - e
        variance += v
    statistic = max(mp.mpf(0), statistic - difference ** 2 / variance)
    if abs(r - 1) > 1e-3:
        other = pooled.test_equal_odds(adjust=True).statistic
        assert abs(statistic - other) < 1e-6 * max(1, other), (statistic, other)
    return float(statistic)


def benjamini_hochberg():
    from statsmodels.stats.multitest import multipletests
    samples = [[0.01, 0.04, 0.03, 0.005, 0.2], [0.5], [0.0, 1.0], [0.02] * 7, [1.0, 1.0, 1.0], [1e-300, 1e-20, 0.9]]
    samples += [[float(p) for p in RANDOM.uniform(0, 1, int(RANDOM.integers(1, 80))) ** RANDOM.uniform(1, 6)] for _ in range(50)]
    return [{"p_values": p, "q_values": [float(q) for q in multipletests(p, method="fdr_bh")[1]]} for p in samples]


# Space -------------------------------------------------------------------------------------------------------------

def getis_ord():
    """esda on a lattice (rook, the published case), and on the occupied cells of a grid (queen)."""
    import warnings

    from esda.getisord import G_Local
    from libpysal.weights import W, lat2W
    warnings.simplefilter("ignore")
    rook = lat2W(3, 3, rook=True)
    values = [1, 2, 3, 4, 9, 6, 2, 8, 7]
    cases = [{"values": values, "neighbors": [sorted(rook.neighbors[i] + [i]) for i in range(9)], "cells": None,
              "z": [float(z) for z in G_Local(np.array(values, float), rook, transform="B", star=True, permutations=0).Zs]}]
    for values, cells in [([3], [(0, 0)]), ([3, 4], [(0, 0), (0, 1)]), ([5, 5, 5], [(0, 0), (4, 4), (9, 9)]),
                          ([1, 2, 9], [(-3, -7), (-2, -6), (8, 8)])]:
        cases.append(queen_case(values, cells))
    for _ in range(50):
        side = int(RANDOM.integers(3, 14))
        grid = [(r - side // 2, c - side // 2) for r in range(side) for c in range(side)]
        cells = [grid[i] for i in sorted(RANDOM.choice(len(grid), int(RANDOM.integers(2, len(grid) + 1)), replace=False))]
        cases.append(queen_case([int(v) for v in RANDOM.negative_binomial(1, 0.2, len(cells)) + 1], cells))
    return cases


def queen_case(values, cells):
    from esda.getisord import G_Local
    from libpysal.weights import W
    near = [[j for j, other in enumerate(cells) if max(abs(cell[0] - other[0]), abs(cell[1] - other[1])) <= 1] for cell in cells]
    z = [None] * len(values)
    if len(set(values)) > 1:
        weights = W({i: [j for j in js if j != i] for i, js in enumerate(near)}, silence_warnings=True)
        with np.errstate(all="ignore"):
            scores = G_Local(np.array(values, float), weights, transform="B", star=True, permutations=0).Zs
        z = [None if len(js) == len(values) else number(s) for js, s in zip(near, scores)]
    return {"values": values, "neighbors": near, "cells": cells, "z": z}


def haversine():
    cases = []
    for index in range(56):
        latitude, longitude = (float(v) for v in (RANDOM.uniform(15, 72), RANDOM.uniform(-180, -60)))
        scale = [0, 1e-4, 1e-2, 1, 30][index % 5]
        to_latitude, to_longitude = latitude + scale * float(RANDOM.normal()), longitude + scale * float(RANDOM.normal())
        if index == 7:
            to_latitude, to_longitude = -latitude, longitude + 180
        a, b = mp.radians(latitude), mp.radians(to_latitude)
        h = mp.sin((b - a) / 2) ** 2 + mp.cos(a) * mp.cos(b) * mp.sin(mp.radians(mp.mpf(to_longitude) - longitude) / 2) ** 2
        cases.append({"latitude": latitude, "longitude": longitude, "to_latitude": to_latitude, "to_longitude": to_longitude,
                      "miles": float(2 * mp.mpf("3958.8") * mp.asin(mp.sqrt(h)))})
    return cases


# Associations ------------------------------------------------------------------------------------------------------

def histograms():
    fixed = [[[1, 0], [0, 1]], [[5, 0], [0, 5]], [[0, 5], [5, 0]], [[1, 2, 3]], [[3], [4]], [[0, 0], [0, 0]], [[7, 7], [7, 7]], [[1, 0], [1, 1]],
             [[0, 0, 0], [2, 3, 4], [0, 0, 0], [9, 1, 4]], [[40, 0, 3], [0, 0, 0], [12, 0, 30]]]
    for index in range(50):
        shape = (int(RANDOM.integers(2, 12)), int(RANDOM.integers(2, 6)))
        mean = np.exp(RANDOM.normal(1, 1, shape)) * (0.3 if index % 4 == 0 else 3)
        fixed.append(RANDOM.poisson(mean).tolist())
    return fixed


def spearman():
    cases = []
    for table in histograms():
        table = np.array(table)
        rows, columns = np.indices(table.shape)
        x, y = np.repeat(rows.ravel(), table.ravel()), np.repeat(columns.ravel(), table.ravel())
        coefficient = p = None
        if len(x) > 2 and len(set(x)) > 1 and len(set(y)) > 1:
            result = stats.spearmanr(x, y)
            coefficient, p = float(result.statistic), float(result.pvalue)
            if abs(coefficient) > 1 - 1e-12:
                coefficient, p = round(coefficient), 0.0
        cases.append({"table": table.tolist(), "coefficient": coefficient, "p_value": p})
    return cases


def cramers_v():
    cases = []
    for table in histograms():
        used = np.array(table)
        used = used[used.sum(axis=1) > 0][:, used.sum(axis=0) > 0]
        case = {"table": table, "statistic": None, "p_value": None, "v": None, "corrected": None}
        if min(used.shape) > 1:
            statistic, p, df, _ = stats.chi2_contingency(used, correction=False)
            n, (r, c) = used.sum(), used.shape
            phi = max(0, statistic / n - (r - 1) * (c - 1) / (n - 1))
            room = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
            case |= {"statistic": float(statistic), "p_value": float(stats.chi2.sf(statistic, df)),
                     "v": float(stats.contingency.association(used, method="cramer")),
                     "corrected": float(np.sqrt(phi / room)) if room > 0 else 0.0}
        cases.append(case)
    return cases


# Drift -------------------------------------------------------------------------------------------------------------

def drift():
    pairs = [([203, 688144, 237853, 28103], [37875, 1603346, 77957, 43274]), ([0, 0], [1, 2]), ([], []), ([5], [9]), ([0, 7, 0], [7, 0, 0]),
             ([10, 20, 30], [10, 20, 30]), ([1_000_000, 2_000_000], [1_000_001, 1_999_999])]
    for index in range(50):
        bins = int(RANDOM.integers(2, 20))
        size = 10 ** RANDOM.uniform(1, 6)
        shares = RANDOM.dirichlet(np.full(bins, 2.0))
        moved = RANDOM.dirichlet(shares * RANDOM.uniform(5, 500) + 1e-3)
        pairs.append(([int(v) for v in RANDOM.multinomial(int(size), shares)], [int(v) for v in RANDOM.multinomial(int(size), moved)]))
    cases = []
    for reference, current in pairs:
        case = {"reference": reference, "current": current, "psi": None, "jensen_shannon": None}
        if sum(reference) and sum(current):
            p, q = ([(mp.mpf(k) + 0.5) / (sum(counts) + mp.mpf(len(counts)) / 2) for k in counts] for counts in (reference, current))
            case["psi"] = float(sum((b - a) * mp.log(b / a) for a, b in zip(p, q)))
            case["jensen_shannon"] = distance = float(mp.sqrt(sum(a * mp.log(2 * a / (a + b), 2) + b * mp.log(2 * b / (a + b), 2) for a, b in zip(p, q)) / 2))
            from scipy.spatial.distance import jensenshannon
            assert abs(jensenshannon([float(v) for v in p], [float(v) for v in q], 2) - distance) < 1e-7
        cases.append(case)
    return cases


FILES = [normal, normal_quantile, chi_squared, chi_squared_quantile, poisson, binomial, student, garwood, byar, wilson, empirical_bayes,
         indirect_standardization, robust_score, mann_kendall, theil_sen, seasonal_factors, poisson_comparison, stratified_tables,
         benjamini_hochberg, getis_ord, haversine, spearman, cramers_v, drift]


def main(folder):
    for make in FILES:
        cases = make()
        assert len(cases) >= 50, f"{make.__name__}: {len(cases)} cases"
        lines = ",\n".join(json.dumps(case) for case in cases)
        (folder / f"{make.__name__}.json").write_text(f"[\n{lines}\n]\n")
        print(make.__name__, len(cases))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
