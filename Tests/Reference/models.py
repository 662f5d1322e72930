#!/usr/bin/env python3
"""ml_model_performance held against scikit-learn.

    python Tests/Reference/models.py make DATABASE [--seed 1]     writes ml_predictions and ml_models into the folder of a Hive database
    python Tests/Reference/models.py compare DATABASE gold.db     compares what a run published; exits with 1 when anything differs
"""
import argparse
import json
import sqlite3
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import orc
from sklearn.metrics import accuracy_score, balanced_accuracy_score, precision_recall_fscore_support

FEATURES = {"hour": 0.5, "weather \"raw\"": 0.25, "été": 0.25}


def make(database, seed):
    random = np.random.default_rng(seed)
    truth = random.choice([1, 2, 3, 4], 5000, p=[0.01, 0.8, 0.16, 0.03])
    answers = {"forest": np.where(random.random(5000) < 0.9, truth, random.choice([1, 2, 3, 4], 5000)), "constant": np.full(5000, 2),
               "three": np.where(random.random(5000) < 0.5, 3, np.minimum(truth, 3))}
    for number, (name, predicted) in enumerate(answers.items()):
        known = random.random(5000) < 0.7
        table = pa.table(dict(
            id=[f"A-{i}" for i in range(5000)], model_name=[name] * 5000, model_version=["1.0"] * 5000, predicted_severity=pa.array(predicted, pa.int32()),
            actual_severity=pa.array(truth, pa.int32(), mask=~known), confidence=random.random(5000)))
        folder = database / "ml_predictions"
        folder.mkdir(exist_ok=True)
        orc.write_table(table, folder / f"part-{number:05}.orc", compression="snappy")
    folder = database / "ml_models"
    folder.mkdir(exist_ok=True)
    date = pd.Timestamp("2023-03-04 05:06:07")
    orc.write_table(pa.table(dict(
        model_name=["forest"] * 3, model_version=["1.0"] * 3, training_date=pa.array([date] * 3, pa.timestamp("ns")), feature=list(FEATURES),
        importance=list(FEATURES.values()))), folder / "part-00000.orc")


def expected(truth, answers):
    classes = sorted(set(truth) | set(answers))
    precision, recall, f1, support = precision_recall_fscore_support(truth, answers, labels=classes, zero_division=np.nan)
    macro = precision_recall_fscore_support(truth, answers, average="macro", zero_division=0)
    row = dict(accuracy=accuracy_score(truth, answers), precision_score=macro[0], recall_score=macro[1], f1_score=macro[2], evaluated_count=len(truth),
               baseline_accuracy=truth.value_counts().max() / len(truth), balanced_accuracy=balanced_accuracy_score(truth, answers))
    return row, {str(c): dict(precision=p, recall=r, f1=f, support=n, predicted=(answers == c).sum())
                 for c, p, r, f, n in zip(classes, precision, recall, f1, support)}


def near(a, b):
    return (a is None and np.isnan(b)) or (a is not None and abs(a - b) <= 1e-9 * abs(b))


def differences(database, gold):
    with sqlite3.connect(f"file:{gold}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM ml_model_performance ORDER BY id").fetchall()
        drift = {r["feature"]: r for r in connection.execute("SELECT * FROM data_drift WHERE psi IS NOT NULL")}
    predictions = pd.concat([orc.read_table(f).to_pandas() for f in sorted((database / "ml_predictions").glob("*.orc"))])
    known = predictions[predictions["actual_severity"].notna()]
    if [r["model_name"] for r in rows] != sorted(known["model_name"].unique()):
        yield f"models are {[r['model_name'] for r in rows]}"
        return
    moved = any(r["psi"] >= 0.25 for r in drift.values()) or sum(r["psi"] >= 0.1 for r in drift.values()) >= 3
    for row in rows:
        name, of_model = row["model_name"], known[known["model_name"] == row["model_name"]]
        figures, per_class = expected(of_model["actual_severity"].astype(int), of_model["predicted_severity"])
        for column, value in figures.items():
            if not near(row[column], value):
                yield f"{name}: {column} is {row[column]}, expected {value}"
        published = json.loads(row["per_class"])
        if published.keys() != per_class.keys() or not all(near(published[c][k], v) for c in per_class for k, v in per_class[c].items()):
            yield f"{name}: per_class is {published}, expected {per_class}"
        if {f: (v["psi"], v["js_distance"]) for f, v in json.loads(row["drift"]).items()} != {f: (r["psi"], r["js_distance"]) for f, r in drift.items()}:
            yield f"{name}: drift is {row['drift']}"
        retrain = moved or figures["accuracy"] < figures["baseline_accuracy"]
        if (row["drift_detected"], row["retrain_recommended"]) != (int(moved), int(retrain)):
            yield f"{name}: drift_detected, retrain_recommended are {row['drift_detected']}, {row['retrain_recommended']}"
        side = "below" if figures["accuracy"] < figures["baseline_accuracy"] else "equal to" if name == "constant" else "above"
        if f"is {side} the {100 * figures['baseline_accuracy']:.1f} %" not in row["recommendation"]:
            yield f"{name}: {row['recommendation']}"
        date, importance = ("2023-03-04 05:06:07", FEATURES) if name == "forest" else (None, None)
        if row["training_date"] != date or (json.loads(row["feature_importance"]) if row["feature_importance"] else None) != importance:
            yield f"{name}: described as {row['training_date']}, {row['feature_importance']}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=["make", "compare"])
    parser.add_argument("database", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.action == "make":
        make(arguments.database, arguments.seed)
        return
    found = list(differences(arguments.database, arguments.gold))
    print(*found, f"{len(found)} differences", sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
