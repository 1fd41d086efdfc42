"""Whatever is asked, the server answers, and never with a fault of its own."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from web_fakes import client, hard_workspace

from musnad.web.api import PREFIX, RESOURCES
from musnad.web.pages import PAGES

ADDRESSES = {f"/en/{page.name}{twin}": page.parameters for page in PAGES for twin in ("", ".json", ".csv")}
ADDRESSES |= {PREFIX + r.path: r.parameters for r in RESOURCES if r.find}
TOLD = {200, 202, 400, 404, 503}
"""202 and 503: still being worked out."""

cursors = st.lists(st.text(max_size=5) | st.integers() | st.booleans() | st.none(), max_size=5).map(
    lambda key: base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")
)
values = st.one_of(
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from(
        ["EGY", "مصر", "Q79", "2020", "2020-06-07", "ASSAULT", "asserted", "hard", "1", "%", "'", '"']
    ),
    cursors,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(hard_workspace(tmp_path_factory.mktemp("hard"))) as made:
        yield made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_query_is_answered(site: TestClient, data: Any) -> None:
    address = data.draw(st.sampled_from(sorted(ADDRESSES)))
    names = st.sampled_from([p.name for p in ADDRESSES[address]] or ["x"])
    asked = data.draw(st.lists(st.tuples(names, values), max_size=4))
    query = urlencode(asked, errors="surrogatepass")
    assert site.get(f"{address}?{query}").status_code in TOLD


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=12), prefix=st.sampled_from(["/", "/en/", "/api/", "/api/events/"]))
def test_any_path_is_answered(site: TestClient, name: str, prefix: str) -> None:
    assert site.get(prefix + quote(name, safe="/")).status_code in TOLD | {302}


@pytest.mark.parametrize(
    "path", ["/api/events/%00", "/api/documents/%ff", "/en/article?id=%00", "/%ff", "/en/%00"]
)
def test_bytes_that_are_no_text_are_answered(site: TestClient, path: str) -> None:
    assert site.get(path).status_code in TOLD
