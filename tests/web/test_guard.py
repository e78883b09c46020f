"""What may not come in does not, and what goes out forbids scripts."""

import pytest
from starlette.testclient import TestClient

from dateline.pipeline.library import Dateline
from dateline.show.web.app import make_app
from tests.web.conftest import HERE, Client, csrf


def test_every_answer_forbids_inline_script_and_framing(client: TestClient) -> None:
    for address in ("/", "/nothing", "/static/page.css"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script_style_or_foreign_source(client: TestClient) -> None:
    page = client.get("/").text
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script type="module" src="/static/page.js">')
    assert 'src="http' not in page


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_token_is_demanded_where_there_is_one(opened: Dateline, client_of: Client) -> None:
    client = client_of(opened, token="sesame")
    assert client.get("/", follow_redirects=False).headers["location"] == "/enter"
    assert client.get("/api/v1/storylines").status_code == 401
    assert client.get("/", headers={"authorization": "Bearer sesame"}).status_code == 200
    mark = csrf(client.get("/enter").text)
    assert client.post("/enter", data={"token": "wrong", "csrf": mark}).status_code == 401
    entered = client.post("/enter", data={"token": "sesame", "csrf": mark}, follow_redirects=False)
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "samesite=strict" in entered.headers["set-cookie"].lower()
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("address", ["/read", "/undo", "/settings", "/event/e1/do/hide"])
def test_a_change_needs_this_browsers_mark(client: TestClient, address: str) -> None:
    client.get("/")
    assert client.post(address, data={}).status_code == 403
    assert client.post(address, data={"csrf": "0" * 64}).status_code == 403


def test_a_change_from_another_site_is_refused(client: TestClient) -> None:
    mark = csrf(client.get("/").text)
    for header in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = client.post("/settings", data={"csrf": mark}, headers=header)
        assert answer.status_code == 403


def test_read_only_changes_nothing(opened: Dateline, client_of: Client) -> None:
    client = client_of(opened, read_only=True)
    mark = csrf(client.get("/").text)
    assert client.post("/read", data={"csrf": mark}).status_code == 403


def test_sizes_are_limited(client: TestClient) -> None:
    mark = csrf(client.get("/").text)
    assert client.post("/settings", data={"csrf": mark, "x": "y" * 70_000}).status_code == 413
    assert client.get("/search?q=" + "y" * 5_000).status_code == 414


def test_settings_lead_back_only_to_this_host(client: TestClient) -> None:
    mark = csrf(client.get("/").text)
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"):
        answer = client.post("/settings", data={"csrf": mark, "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_a_fault_of_ours_shows_no_trace(
    opened: Dateline, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret path /home/somebody")

    monkeypatch.setattr("dateline.show.web.stories.filtered", broken)
    client = TestClient(make_app(opened), base_url=HERE, raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "secret" in capsys.readouterr().err
