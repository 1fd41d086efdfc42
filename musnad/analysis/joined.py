"""Where reports, provenance and stories meet: from the documents and events of a workspace to the table of
reports that `tabulate` takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from .. import ontology
from ..errors import UsageError
from ..measures.columns import by_value, pc
from ..stories import Story
from ..stories.model import Party as Participant

SCALES = ("plover", "goldstein")
"""What intensity is measured by."""
PUBLISHED = "published"
"""The basis of a date that is that of publication."""
_PARTIES = pa.list_(pa.struct([("actor_id", pa.string()), ("code", pa.string())]))


def reports(
    stories: Sequence[Story], events: pa.Table, *, published: bool = True, scale: str = "plover"
) -> pa.Table:
    """A row a mention of a story, with what the story as a whole says: type, parties, date, status and
    corroboration. The coder's confidence is the mention's own, from `events` (columns `id`, `confidence`,
    `contexts`).

    The date is empty where the story is not known to the day, or, without `published`, where only
    publication dates it. By Goldstein's scale the intensity is that of type, mode and contexts in CAMEO.

    Raises: UsageError for an unknown scale.
    """
    if scale not in SCALES:
        raise UsageError(f"'{scale}' is not a scale", remedy=f"Use one of {', '.join(SCALES)}.")
    place: Any = pa.array([k for k, story in enumerate(stories) for _ in story.mentions], pa.int64())
    mentions = [mention for story in stories for mention in story.mentions]
    event_id: Any = pa.array([mention.event_id for mention in mentions], pa.string())
    coded = events.take(pc.index_in(event_id, value_set=events.column("id").combine_chunks()))

    def told(values: Sequence[Any], kind: pa.DataType) -> Any:
        column: Any = pa.array(values, kind)
        return column.take(place)

    columns = {
        "event_id": event_id,
        "date": told([_day(story, published) for story in stories], pa.string()),
        "event_type": told([story.event_type for story in stories], pa.string()),
        "event_mode": told([story.event_mode for story in stories], pa.string()),
        "quad_class": told([story.quad_class for story in stories], pa.int8()),
        "intensity": told([story.intensity for story in stories], pa.float64()),
        "status": told([story.status for story in stories], pa.string()),
        "confidence": coded.column("confidence"),
        "source": pa.array([mention.outlet for mention in mentions], pa.string()),
        "corroboration": told([story.corroboration for story in stories], pa.float64()),
        "actors": told([_participants(story.actors) for story in stories], _PARTIES),
        "recipients": told([_participants(story.recipients) for story in stories], _PARTIES),
    }
    if scale == "goldstein":
        columns["intensity"] = _goldstein(columns, pc.binary_join(coded.column("contexts"), ";"))
    return pa.table(columns)


def _day(story: Story, published: bool) -> str:
    known = story.date_precision == "day" and (published or story.date_basis != PUBLISHED)
    return story.date if known else ""


def _participants(parties: Sequence[Participant]) -> list[dict[str, str]]:
    return [{"actor_id": party.actor_id or "", "code": party.code} for party in parties]


def _goldstein(columns: dict[str, Any], contexts: Any) -> Any:
    """Goldstein's intensity by the crosswalk to CAMEO."""

    def score(key: str) -> float:
        kind, mode, about = key.split("|")
        return ontology.goldstein(ontology.to_cameo(kind, mode, about.split(";")))

    keys = pc.binary_join_element_wise(columns["event_type"], columns["event_mode"], contexts, "|")
    return by_value(keys, score)
