"""The contract of Silver: what a row must keep, what a value may be, and how columns follow from others.

contract.json is written from the program by `make docs`; a test holds it equal to the program's tables.
"""
import json
from pathlib import Path

CONTRACT = json.loads(Path(__file__).with_name("contract.json").read_text())
BLANKS = CONTRACT["blanks"]
# (reason, kind of condition, what it is about), in the order of precedence.
ROW_RULES = [(rule["reason"], *next(iter(rule["condition"].items()))) for rule in CONTRACT["row_rules"]]
DERIVATIONS = {d["column"]: next(iter(d["rule"].values())) for d in CONTRACT["derivations"]}


def limits(kind, what):
    return {limit["column"]: limit["limit"][kind][what] for limit in CONTRACT["value_limits"] if kind in limit["limit"]}


NUMBERS = limits("number", "range")
INTEGERS = limits("integer", "range")
LENGTHS = limits("text", "characters")
# Flags and their weights, by the column that sums them up.
WEIGHTS = {c: {f["column"]: f["weight"] for f in DERIVATIONS[c]["of"]} for c in ("infrastructure_count", "safety_equipment_score")}
FLAGS = list(WEIGHTS["infrastructure_count"])
SEASONS = dict(enumerate(DERIVATIONS["accident_season"]["labels"], start=1))
