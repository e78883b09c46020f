"""Single addresses, through the one fetcher that is handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.errors import FetchError
from dateline.ports import Fetched, Fetcher
from dateline.read.decode import decode_page
from dateline.read.limits import Unreadable
from dateline.types import RawDocument, Rejected

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://)[^/@\s]*@")


def read_address(url: str, fetcher: Fetcher | None) -> Iterator[RawDocument | Rejected]:
    """What stands at ``url``; a rejection where it is away or no fetcher was given."""
    source = without_login(url)
    if fetcher is None:
        yield Rejected(source, "not fetched", "addresses are not fetched here")
        return
    try:
        fetched = fetcher.fetch(url)
        if fetched.status >= 400:
            raise Unreadable("not fetched", f"the server answered {fetched.status}")
        yield RawDocument(source, html=body_text(fetched), url=fetched.url)
    except FetchError as error:
        yield Rejected(source, "not fetched", str(error))
    except Unreadable as error:
        yield Rejected(source, error.reason, error.detail)


def body_text(fetched: Fetched) -> str:
    """The body as text, in the charset that its header, its mark or itself declares."""
    match = _CHARSET.search(fetched.headers.get("content-type", ""))
    return decode_page(fetched.body, match.group(1) if match else None)


def without_login(url: str) -> str:
    """``url`` as it may be shown and logged: without user and password."""
    return _LOGIN.sub("", url)
