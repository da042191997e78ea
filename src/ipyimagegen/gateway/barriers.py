"""Barriers: firewalls, proxies and log-in pages that answer in a gateway's place.

Their pages wear the gateway's statuses, and a 403 of theirs says nothing about a key or a model.
An API answers in JSON, so a refusal in anything else comes from somebody before it; the names
are there so that a person knows whom to ask.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["barrier", "is_bare_refusal", "page_words"]

PAGE = 20_000  # characters of a page that are looked at
_MARKS = {
    "Cloudflare": r"error code: 1\d{3}\b|just a moment\.\.\.|cloudflare|cf-chl-|cf-error",
    "Akamai": r"reference(\s|&#32;)*(#|&#35;|&#x23;)\s*\d+\.|edgesuite|akamai",
    "Amazon": r"cloudfront|awswaf|aws waf",
    "Imperva": r"incapsula|imperva|_incap_",
    "Sucuri": r"sucuri",
    "F5": r"the requested url was rejected.{0,200}support id",
    "Zscaler": r"zscaler",
    "Fortinet": r"forti(guard|gate|net|web)",
    "Netskope": r"netskope",
    "Palo Alto Networks": r"palo ?alto|globalprotect|url filtering",
    "Squid": r"\bsquid\b|err_access_denied",
    "a firewall": r"web application firewall|mod_?security|\bfirewall\b|access denied by|"
    r"request blocked|blocked by (your|the|network|security)|(web|url|content) filter",
    "a log-in page": r"captive ?portal|network authentication required|type=[\"']?password|"
    r"\b(log|sign)[- ]?in to\b|<title>\s*(log|sign)[- ]?in",
}
_REFUSING = (400, 401, 403, 405, 406, 407, 418, 421, 444, 451, 503, 511)
_BARE = (403, 405, 406, 407, 418, 451, 511)  # that nobody but a barrier says without JSON
_TITLE = r"(?i)<title[^>]{0,100}>([^<]{1,300})"
_HIDDEN = r"(?is)<(script|style)\b.{0,4000}?</\1\s*>"
_FIREWALL = rb"(?i)\b(waf|firewall)\b"
_CHALLENGE = r"(?i)just a moment|challenge|checking your browser|ddos"


def barrier(status: int, document: Any, body: bytes) -> str:
    """Return the name of who refused in a gateway's place; empty where nobody is known by it.

    Parameters
    ----------
    status
        The HTTP status of the refusal.
    document
        The JSON in its body, or None.
    body
        Its body.
    """
    if status not in _REFUSING:
        return ""
    if isinstance(document, (dict, list)):
        # Cloudflare writes its errors as JSON where that is asked for.
        if isinstance(document, dict) and "cloudflare_error" in document:
            return "Cloudflare"
        return "a firewall" if status == 403 and re.search(_FIREWALL, body[:PAGE]) else ""
    page = body[:PAGE].decode("utf-8", "replace")
    if status == 503 and not re.search(_CHALLENGE, page):
        return ""
    named = (name for name, marks in _MARKS.items() if re.search(f"(?is){marks}", page))
    return next(named, "")


def is_bare_refusal(status: int, document: Any, body: bytes) -> bool:
    """Whether a refusal is no API's: a page, or a text that says nothing of the request."""
    if status not in _BARE or isinstance(document, (dict, list)):
        return False
    page = body[:PAGE].decode("utf-8", "replace")
    return "<" in page or not re.search(r"\b(model|key|token|quota)\b", page, re.IGNORECASE)


def page_words(body: bytes) -> str:
    """Return the title of a web page, or its text without the tags."""
    text = body[:PAGE].decode("utf-8", "replace")
    title = re.search(_TITLE, text)
    return title[1] if title else re.sub(r"<[^<>]{0,2000}>", " ", re.sub(_HIDDEN, " ", text))
