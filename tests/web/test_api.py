"""The API answers what its description says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from starlette.testclient import TestClient

from dateline.pipeline.library import Dateline
from dateline.show.web.app import make_app
from dateline.show.web.openapi import document
from tests.web.conftest import HERE

BASE = "/api/v1"


@pytest.mark.parametrize("kind", ["storylines", "events", "articles", "statements"])
def test_cursors_lead_through_everything_once(
    client: TestClient, opened: Dateline, kind: str
) -> None:
    seen: list[str] = []
    after = ""
    while True:
        page = client.get(f"{BASE}/{kind}", params={"limit": 40, "after": after}).json()
        seen += [row["id"] for row in page[kind]]
        if page["next"] is None:
            break
        after = page["next"]
    assert seen == [row["id"] for row in opened.export(kind)]


def test_rows_are_the_exports(client: TestClient, opened: Dateline) -> None:
    row = next(iter(opened.export("articles")))
    answer = client.get(f"{BASE}/articles/{row['id']}").json()
    assert {name: answer[name] for name in row} == row


def test_an_etag_saves_the_second_answer(client: TestClient) -> None:
    first = client.get(f"{BASE}/storylines")
    again = client.get(f"{BASE}/storylines", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/events/e0000000000000000", 404),
        ("/articles?limit=0", 400),
        ("/articles?limit=x", 400),
        ("/timeline?q=canal&entries=-1", 400),
        ("/disagreements?cause=none", 400),
        ("/nothing", 404),
    ],
)
def test_problems_have_details(client: TestClient, address: str, status: int) -> None:
    answer = client.get(BASE + address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_every_described_address_answers(client: TestClient, opened: Dateline) -> None:
    ids = {
        "storylines": opened.largest_storyline(),
        "events": opened.disagreements()[0].event,
        "articles": next(iter(opened.export("articles")))["id"],
    }
    for path in document()["paths"]:
        address = path.replace("{id}", ids.get(path.split("/")[1], ""))
        answer = client.get(BASE + address)
        assert answer.status_code == 200, path
        schema = document()["paths"][path]["get"]["responses"]["200"]
        named = schema["content"]["application/json"]["schema"].get("required", [])
        assert set(named) <= answer.json().keys()
    assert client.get(f"{BASE}/openapi.json").json() == document()


@pytest.mark.slow
def test_schemathesis_finds_no_fault(opened: Dateline) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    app = make_app(opened)
    schema = schemathesis.openapi.from_dict(document())
    for result in schema.get_all_operations():
        operation = result.ok()
        check(operation, TestClient(app, base_url=HERE, raise_server_exceptions=False))


def check(operation: Any, client: TestClient) -> None:
    described = operation.definition.raw["responses"]

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:
        asked = case.as_transport_kwargs(base_url=HERE + BASE)
        answer = client.request(asked["method"], asked["url"], params=asked.get("params"))
        assert answer.status_code < 500
        assert str(answer.status_code) in described

    answers()
