"""What workspaces know of reports: the events of documents."""

from __future__ import annotations

import pyarrow as pa

from ..workspace import Workspace

_EVENTS = """
    SELECT e.id AS event_id, e.event_type, e.event_mode, e.quad_class, e.intensity, e.status, e.confidence,
        d.outlet AS source, 1.0 AS corroboration,
        CASE WHEN e.date_precision = 'day' THEN e.event_date
            WHEN e.event_date = '' AND {published} THEN left(d.published, 10) ELSE '' END AS date,
        list_transform(e.actors, lambda x: {{'actor_id': x.actor_id, 'code': x.code}}) AS actors,
        list_transform(e.recipients, lambda x: {{'actor_id': x.actor_id, 'code': x.code}}) AS recipients
    FROM events e JOIN documents d ON d.id = e.document_id
    ORDER BY event_id
"""


def reports(workspace: Workspace, *, published: bool) -> pa.Table:
    """The events of a workspace, each a report of its own, as `tabulate` takes them.

    With `published` the day of publication stands in for an event that the text does not date.

    Raises: WorkspaceError for a missing part.
    """
    return workspace.query(_EVENTS.format(published=published))
