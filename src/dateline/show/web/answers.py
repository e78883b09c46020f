"""JSON answers: an ETag on what is read, problem details on what went wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response


def answer(request: Request, tree: Any) -> Response:
    """JSON with an ETag; 304 where the client has it already (RFC 9110)."""
    return tagged(request, json.dumps(tree, ensure_ascii=True, indent=1).encode() + b"\n")


def tagged(request: Request, body: bytes) -> Response:
    """A JSON body under its own hash."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = [
        t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")
    ]
    headers = {"etag": tag}
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def problem(
    status: int, title: str, detail: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Problem details (RFC 9457)."""
    tree: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        tree["detail"] = detail
    body = json.dumps(tree, ensure_ascii=True).encode()
    return Response(body, status, headers, "application/problem+json")
