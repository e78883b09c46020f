"""A page over the samples, asked without a network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dateline
from dateline.pipeline.library import Dateline

pytest.importorskip("starlette", reason="the page needs the extra `web`")
pytest.importorskip("jinja2", reason="the page needs the extra `web`")

from starlette.testclient import TestClient

from dateline.show.web.app import make_app
from dateline.show.web.site import Options

HERE = "http://127.0.0.1"
Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def opened(samples_store: Path) -> Iterator[Dateline]:
    with dateline.open(str(samples_store)) as opened:
        yield opened


@pytest.fixture
def client(opened: Dateline) -> TestClient:
    return TestClient(make_app(opened), base_url=HERE)


@pytest.fixture
def client_of() -> Client:
    def made(opened: Dateline, **options: object) -> TestClient:
        return TestClient(make_app(opened, Options(**options)), base_url=HERE)  # type: ignore[arg-type]

    return made


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found
    return found.group(1)
