"""Whether a request that changes something comes from our own page: the defence against forged requests (CSRF).

Browsers say where a request comes from, and no script of another site can unsay it; so Gradio's queue, which knows of
no tokens, is covered as our own routes are. Not here: who asks (`door`).
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
FOREIGN = "This request comes from another site, or a browser that does not say from where. Open the page itself."


def is_foreign(method: str, headers: Mapping[str, str], *, public: str, cookies: bool) -> bool:
    """Whether a request has to be refused.

    Args:
        method: the HTTP method.
        headers: the request's headers, names in lower case.
        public: the page's address as readers know it, where it is set.
        cookies: whether the request carries the cookie of a sign-in. Without, and without a word on its origin, it is from
            a program: a browser always says something.
    """
    if method in SAFE:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return cookies
    ours = {headers.get("host", ""), netloc(public)} - {""}
    return netloc(origin) not in ours


def netloc(address: str) -> str:
    """Host and port of an address; empty if there is none."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
