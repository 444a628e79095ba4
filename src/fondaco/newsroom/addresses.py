"""Addresses of pages without what only says where their reader came from."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_CAMPAIGNS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


def plain_address(url: str) -> str:
    """So that one page has one address, whichever letter or feed led to it."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not pair[0].lower().startswith(_CAMPAIGNS)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
