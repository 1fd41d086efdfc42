"""The outlets side by side, and what was set aside."""

from __future__ import annotations

import dataclasses
from typing import Any

from ...records import OUTCOMES
from ..answers import Answer, Asked
from ..listing import aside
from ..query import PAGING, Parameter
from ..state import State
from .base import Page

FILTERS = (Parameter("outcome", "why it was set aside", choices=OUTCOMES, repeated=True),)


def answer(asked: Asked) -> Answer:
    """Each outlet's documents and events, and the documents set aside with their reasons."""
    found = aside(asked.state, asked.query).data()
    data = {
        "account": dataclasses.asdict(asked.state.counts),
        "outlets": asked.state.once("sources", lambda: _outlets(asked.state)),
        "set_aside": found["items"],
        "total": found["total"],
        "next": found["next"],
    }
    return Answer(asked.words("page.sources"), data, "outlets")


def _outlets(state: State) -> list[dict[str, Any]]:
    return state.ask("""
        WITH told AS (
            SELECT _outlet AS outlet, count(*) AS events, count(*) FILTER (said_by <> '') AS attributed,
                count(*) FILTER (status = 'asserted') AS asserted
            FROM events GROUP BY _outlet
        ), published AS (
            SELECT outlet, count(*) AS documents, coalesce(min(nullif(left(published, 10), '')), '') AS first,
                coalesce(max(nullif(left(published, 10), '')), '') AS last,
                sum(coalesce(f.ties, 0))::BIGINT AS ties, sum(coalesce(f.labels, 0))::BIGINT AS labels
            FROM documents d LEFT JOIN found f ON f.document_id = d.id GROUP BY outlet
        )
        SELECT outlet, documents, first, last, coalesce(events, 0) AS events,
            coalesce(asserted, 0) AS asserted, coalesce(attributed, 0) AS attributed, ties, labels
        FROM published LEFT JOIN told USING (outlet) ORDER BY documents DESC, outlet
    """)


PAGE = Page("sources", answer, FILTERS + PAGING)
