"""Canonical addresses: one article under tracking parameters, AMP and mobile addresses is one."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit

# Parameters that only say how a reader came, whatever their value.
_TRACKING = re.compile(
    r"(utm|mtm|pk|piwik|hsa|oly|vero|guce|spot_im|share|trk|wt|ns)_\w+|_g[al]|_hs\w+|__s|"
    r"__twitter_impression|(fb|g|dc|gb|wb|ms|tt|tw|y|ir|yc|mk)clid|gad_source|mc_[ce]id|igsh(id)?|"
    r"ref|ref_?src|ref_?url|referr?er|cmp(id)?|icid|ncid|ocid|xtor|ito|smid|smtyp|s_cid|s_kwcid|"
    r"spm|soc_(src|trk)|guccounter|at_(medium|campaign|custom\d|link_\w+|format|bbc_\w+|ptr_name)|"
    r"amp_js_v|amp_gsa|usqp|mkt_tok|mbid|emci|emdi|sref|sfnsn|mibextid|tpcc|giftcopy|"
    r"unlocked_article_code|traffic_source|sharetype|outputtype",
    re.IGNORECASE,
)
# Parameters that name an article on some sites: dropped only with a value that cannot.
_YES = {"", "1", "true", "yes"}
_CAME_FROM = {"rss", "feed", "twitter", "facebook", "email", "newsletter", "whatsapp", "social"}
_DROPPED_VALUES = {
    "amp": _YES, "m": {"", "0", "1"}, "mobile": {"", "0", "1", "true"}, "print": _YES, "rss": _YES,
    "output": {"amp"}, "view": {"mobile", "amp"}, "feed": {"rss", "atom"}, "partner": {"rss"},
    "source": _CAME_FROM, "src": _CAME_FROM, "from": _CAME_FROM, "via": _CAME_FROM,
    "share": _YES, "shared": _YES,
}  # fmt: skip
_AMP_PATH = re.compile(r"(?<=.)/amp/?$|\.amp(?=\.html?$|$)|^/amp(?=/.)", re.IGNORECASE)
_SMALL_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|wap|touch)\.(?=[^.]+\.)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"^(?:[\w-]+\.)?cdn\.ampproject\.org$", re.IGNORECASE)
_SAFE = "/:@!$&'()*+,;=~-._%"


def canonical_address(url: str | None, base: str | None = None) -> str | None:
    """An http(s) address without fragment and tracking parameters; None for anything else.

    ``base`` is the address that a relative ``url`` stands on. Addresses that wrap another one
    (AMP caches) are unwrapped.

    >>> canonical_address("HTTP://Example.org:80/a?utm_source=x&id=3#top")
    'http://example.org/a?id=3'
    """
    parts = _split(url, base)
    if parts is None:
        return None
    if (inner := _unwrapped(parts)) is not None:
        return canonical_address(inner)
    host = _host(parts)
    if host is None:
        return None
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    query = _query(parts.query)
    path = quote(parts.path, safe=_SAFE, errors="replace")
    return f"{parts.scheme.lower()}://{host}{path or '/'}{'?' + query if query else ''}{fragment}"


def address_key(url: str | None) -> str | None:
    """What all addresses of one article share: no scheme, no ``www.`` or ``m.``, no AMP marks.

    None where the address names a site's front and no article, so that articles which carry only
    their outlet's address are not taken for versions of each other.

    >>> address_key("https://m.example.org/amp/a/?fbclid=1")
    'example.org/a'
    """
    address = canonical_address(url)
    if address is None:
        return None
    parts = urlsplit(address)
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    if not path and not parts.query and not parts.fragment:
        return None
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    query = f"?{urlencode(pairs)}" if pairs else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{_SMALL_HOST.sub('', parts.netloc)}{path}{query}{fragment}"


def same_site(one: str, other: str) -> bool:
    """True where two addresses share all but the first labels of their hosts.

    >>> same_site("https://amp.paper.example/a", "https://www.paper.example/b")
    True
    """
    hosts = [_SMALL_HOST.sub("", urlsplit(url).hostname or "") for url in (one, other)]
    if not all(hosts):
        return False
    short, long = sorted(hosts, key=len)
    return long == short or (long.endswith("." + short) and short.count(".") >= 1)


def outlet_of(url: str | None) -> str | None:
    """The host of an address as an outlet's name, without ``www.`` and ``m.``."""
    parts = _split(url, None)
    host = _host(parts) if parts else None
    return _SMALL_HOST.sub("", host).partition(":")[0] if host else None


def _split(url: str | None, base: str | None) -> SplitResult | None:
    if not url or not (url := url.strip()):
        return None
    try:
        parts = urlsplit(urljoin(base.strip(), url) if base else url)
        return parts if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _host(parts: SplitResult) -> str | None:
    """Host in ASCII and small letters, with a port that is not the scheme's own; never a login."""
    try:
        name = (parts.hostname or "").rstrip(".")
        host = name.encode("idna").decode("ascii") if not name.isascii() else name
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if not host:
        return None
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme.lower()]
    return host if port in {None, usual} else f"{host}:{port}"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name, value)]
    if len(kept) == len(pairs):
        return query
    return urlencode(kept)


def _is_tracking(name: str, value: str) -> bool:
    if _TRACKING.fullmatch(name):
        return True
    return value.lower() in _DROPPED_VALUES.get(name.lower(), ())


def _unwrapped(parts: SplitResult) -> str | None:
    """The publisher's address inside the address of an AMP cache or viewer."""
    host = parts.hostname or ""
    pattern = None
    if _AMP_CACHE.match(host):
        pattern = r"^/[a-z]/(s/)?(.+)$"
    elif re.fullmatch(r"(www\.)?google\.[a-z.]+", host):
        pattern = r"^/amp/(s/)?(.+)$"
    match = re.match(pattern, parts.path) if pattern else None
    if match is None:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if match.group(1) else 'http'}://{match.group(2)}{query}"
