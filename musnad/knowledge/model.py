"""What the knowledge tables hold, one class a table."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Name


@dataclass(frozen=True, slots=True)
class State:
    """A state, its people and its seats of power."""

    iso3: str
    iso2: str
    name: Name
    aliases: tuple[str, ...]
    nisba: tuple[str, ...]
    """Masculine singular adjectives without article: مصري."""
    people: tuple[str, ...]
    """Words for its people that no rule makes from the adjective: أتراك، روس."""
    capital: Name
    capital_aliases: tuple[str, ...]
    """Other spellings, and other cities that the government has its seat in."""
    seats: tuple[str, ...]
    """Buildings and bodies that stand for the government: الكرملين."""
    wikidata: str
    """QID, or nothing."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody holds from–to.

    Dates are ISO 8601, possibly YYYY or YYYY-MM; empty: open or not known.
    """

    actor_id: str
    function: str
    """head_of_state, head_of_government, foreign_minister …, by which news names it also in other words; or
    nothing."""
    title: Name
    aliases: tuple[str, ...]
    """Other Arabic titles that news gives it."""
    body: str
    """A state (ISO 3166 alpha-3) or an actor's id."""
    code: str
    start: str
    end: str

    def known_on(self, date: str) -> bool:
        """Whether it was held on a date by a term of which beginning or end is known."""
        return bool(self.start or self.end) and self.held_on(date)

    def held_on(self, date: str) -> bool:
        """Whether it was held on a date (ISO, any precision); an unknown date counts as held."""
        if not date:
            return True
        return not (self.start and date < self.start[: len(date)]) and not (
            self.end and date[: len(self.end)] > self.end
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or body that takes part in politics."""

    id: str
    kind: str
    """person, organisation, armed_group, party, government, body or media."""
    name: Name
    aliases: tuple[str, ...]
    doubtful_aliases: tuple[str, ...]
    """Names that are also common words (القاعدة، فتح); in the table they end in a question mark."""
    code: str
    country: str
    """ISO 3166 alpha-3; empty for international bodies."""
    start: str
    end: str
    wikidata: str
    """QID, or nothing."""
    note: str
    patrons: tuple[str, ...]
    """States (ISO 3166 alpha-3) and actors widely reported to back or command it."""
    leaning: str
    """How an outlet describes itself, or who owns it."""
    offices: tuple[Office, ...]

    def code_on(self, date: str) -> tuple[str, Office | None]:
        """The actor's code on a date, and the office that it comes from, if any."""
        office = self.office_on(date)
        return (office.code, office) if office else (self.code, None)

    def office_on(self, date: str) -> Office | None:
        """The first of the actor's offices that is held on a date and gives a code; None without a date."""
        for office in self.offices:
            if date and office.code and office.known_on(date):
                return office
        return None


@dataclass(frozen=True, slots=True)
class Role:
    """A common noun that heads the name of a participant: وزير، قوات، متظاهرون."""

    head: str
    kind: str
    """person, group or body."""
    sector: str
    en: str


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region or other place that is no state."""

    id: str
    name: Name
    kind: str
    iso3: str
    latitude: float | None
    longitude: float | None
    weight: int = 5
    """Prominence in Arabic news, 0 to 9; decides between places of one name where nothing else does."""
    admin: str = ""
    """Id of the governorate or province that it lies in; empty if not known."""
