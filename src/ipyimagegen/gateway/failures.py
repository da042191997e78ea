"""The errors of gateways, in all their dialects, as one kind of error.

Between the model and us sit a provider, OpenRouter, LiteLLM, a proxy: each wraps the
error of the one behind it, some as JSON inside a sentence inside JSON. A person needs the
innermost sentence, a next step, and whether it may have cost something.
"""

from __future__ import annotations

import email.utils
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ..errors import (
    Blocked,
    GatewayError,
    GatewayFailed,
    KeyRefused,
    ModelNotFound,
    OutOfCredit,
    RateLimited,
    TooLarge,
    Unreachable,
)
from ..gateways import OFFLINE
from ..requests import Request
from ..text import one_line

__all__ = [
    "ASK_DIFFERENTLY", "RUN_AGAIN", "Complaint", "Response", "as_dict", "clean", "origin",
    "parse", "parse_tolerantly", "read_complaint",
]  # fmt: skip

STATUS_OF_WORD = {
    "authentication": 401, "invalid_api_key": 401, "unauthorized": 401,
    "insufficient_credits": 402, "insufficient_quota": 402, "payment_required": 402,
    "forbidden": 403, "permission_denied": 403,
    "model_not_found": 404, "not_found": 404,
    "timeout": 408,
    "payload_too_large": 413,
    "capacity_exhausted": 429, "rate_limit": 429, "rate_limited": 429,
    "rate_limit_exceeded": 429, "throttling_error": 429,
    "server": 500, "provider_unavailable": 502, "provider_overloaded": 503,
}  # fmt: skip
MODERATION = {"content_filter", "content_policy_violation", "moderation_blocked", "refusal"}
_MODERATION_WORDS = re.compile(r"moderation_blocked|content_policy_violation|safety_violations")
_NO_MODEL = re.compile(
    r"(invalid|unknown|not a valid) model|model\b.{0,120}(not found|does ?n.t exist|not exist)"
)
_TOO_LARGE = re.compile(r"too (large|big)|exceeds? .{0,40}(size|\bmb\b|bytes)|cannot exceed")
_DATA_URL = re.compile(r"data:[a-z]+/[^\s,:\"'<>()]{0,200},[^\s\"'<>()]*+", re.IGNORECASE)
# A key may be quoted back at us, whole or shortened; neither belongs into a notebook.
_SECRETS = re.compile(r"\b(sk-|Bearer\s+)[\w.~+/*=-]+|\"?user_id\"?:\s*\"[^\"]*\"", re.IGNORECASE)
_NO_KEY = re.compile(r"no[ _](connected[ _])?db|api key")

ASK_DIFFERENTLY = "Asking the same again won't help; ask differently."
RUN_AGAIN = "Run it again to try again."
_KEY_HINT = "Set the key's variable, or type it once: %imagegen use NAME --ask-key"
_NOT_ALLOWED = "Choose another model with -m, or ask whoever gave you the key."
_MODELS = "%imagegen models lists those it has."


def clean(text: object, limit: int = 300) -> str:
    """Return untrusted text as one short line, without data URLs and keys."""
    if not isinstance(text, str):
        return ""
    shorter = _SECRETS.sub(r"\1…", _DATA_URL.sub("data:…", text[:20_000]))
    return one_line(shorter, limit)


def parse(body: bytes | str) -> Any:
    """Return the JSON in `body`, or None where there is none.

    `msgspec` is quick but strict. NaN, lone surrogates and bare line ends inside strings
    do come from gateways, and a picture was paid for: the standard library reads those.
    """
    import msgspec

    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return parse_tolerantly(body)


def parse_tolerantly(body: bytes | str) -> Any:
    """Return the JSON in `body`, with all the values of a duplicate key."""
    try:
        return json.loads(body, strict=False, object_pairs_hook=_joined)
    except (ValueError, RecursionError):
        return None


def _joined(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a dict in which no list or dict is lost to a later one of the same key."""
    merged: dict[str, Any] = {}
    for key, value in pairs:
        before = merged.get(key)
        if isinstance(before, list) and isinstance(value, list):
            merged[key] = before + value
        elif isinstance(before, dict) and isinstance(value, dict):
            merged[key] = _joined([*before.items(), *value.items()])
        elif value or key not in merged:
            merged[key] = value
    return merged


@dataclass(frozen=True)
class Complaint:
    """A gateway's account of a failure.

    Parameters
    ----------
    words
        Its innermost sentence, as one line.
    codes
        Every code and type on the way there, outermost first, in small letters.
    details
        Moderation's additions, such as the provider that refused, and why.
    retry_after
        Seconds to wait, if it names them.
    """

    words: str = ""
    codes: tuple[str, ...] = ()
    details: str = ""
    retry_after: float | None = None

    @property
    def said(self) -> str:
        """The words with their details."""
        return one_line(f"{self.words} ({self.details})" if self.details else self.words)

    def status(self) -> int | None:
        """Return the HTTP status that the codes stand for, if any."""
        for code in self.codes:
            number = int(code) if re.fullmatch(r"[45]\d\d", code) else STATUS_OF_WORD.get(code)
            if number is not None:
                return number
        return None


def read_complaint(error: object) -> Complaint:
    """Return the complaint in an ``error``, which is a dict, a list, a text, JSON in a text."""
    words, codes, details, retry_after = "", [], "", None
    for layer in _layers(error, depth=10):
        if isinstance(layer, str):
            words = layer
            continue
        metadata = as_dict(layer.get("metadata"))
        fields = (layer.get("code"), layer.get("type"), metadata.get("error_type"))
        codes += [str(code).lower() for code in fields if isinstance(code, (str, int))]
        details = _details(metadata) or details
        wait = as_dict(layer.get("availability")).get("retry_after")
        retry_after = _seconds(wait) if wait is not None else retry_after
    words = clean(words)
    return Complaint(words, tuple(codes), details, retry_after)


def _layers(error: object, depth: int) -> Iterator[str | dict[str, Any]]:
    """Yield the dicts and sentences of an error, from the outermost to the innermost."""
    if depth == 0:
        return
    if isinstance(error, str):
        # LiteLLM appends advice to its operator; the error behind it stands after " - ".
        text = error.split("\n\nLiteLLM:")[0]
        before, _, quoted = text.partition(" - {")
        inner = _leading_object("{" + quoted) if quoted else _leading_object(text)
        if inner is None:
            yield before if quoted else text
        else:
            yield from _layers(inner, depth - 1)
    elif isinstance(error, dict):
        inner = error.get("error", error.get("detail"))
        if inner:
            yield from _layers(inner, depth - 1)
            return
        yield error
        yield from _layers(error.get("message"), depth - 1)
        yield from _layers(as_dict(error.get("metadata")).get("raw"), depth - 1)
    elif isinstance(error, list):  # FastAPI's validation errors
        messages = [str(as_dict(entry).get("msg", "")) for entry in error[:3]]
        yield "; ".join(message for message in messages if message)


def _leading_object(text: str) -> dict[str, Any] | None:
    """Return the JSON object at the beginning of `text`, or None."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        document, _ = json.JSONDecoder(strict=False).raw_decode(text.lstrip()[:100_000])
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _details(metadata: Mapping[str, Any]) -> str:
    """Return moderation's reasons as one line, with the provider and the words it flagged."""
    lists = (metadata.get(name) for name in ("reasons", "patterns"))
    reasons = [str(reason) for entry in lists if isinstance(entry, list) for reason in entry]
    if not reasons:
        return ""
    parts = [clean(", ".join(reasons), 120)]
    provider, flagged = metadata.get("provider_name"), metadata.get("flagged_input")
    if provider:
        parts.insert(0, clean(provider, 60) + ":")
    if flagged:
        parts.append(f"in “{clean(flagged, 80)}”")
    return " ".join(parts)


def as_dict(value: object) -> dict[str, Any]:
    """Return a value if it is a dict, otherwise an empty one."""
    return value if isinstance(value, dict) else {}


def _seconds(value: object) -> float | None:
    try:
        seconds = float(value)  # type: ignore[arg-type]  # any other type raises
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


@dataclass
class Response:
    """The HTTP response as far as it came, which every error about it quotes.

    Where the connection broke there may be no status and no headers.

    Parameters
    ----------
    gateway
        ``"offline"`` or the base URL.
    status
        HTTP status, if one came.
    headers
        The response's headers, names in small letters.
    elapsed
        Seconds since sending began.
    request
        The request; None for a free one, such as for the list of models.
    """

    gateway: str
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    elapsed: float | None = None
    request: Request | None = None

    @property
    def is_refusal(self) -> bool:
        """Whether the status is not 2xx, which counts even if the body broke off."""
        return self.status is not None and not 200 <= self.status < 300

    @property
    def host(self) -> str:
        """The gateway's host, as a person knows it."""
        return "the offline gateway" if self.gateway == OFFLINE else urlsplit(self.gateway).netloc

    def error(
        self,
        kind: type[GatewayError],
        message: str,
        *,
        said: str = "",
        hint: str = "",
        billed: bool = True,
        retry_after: float | None = None,
        retries: int = 0,
        reply: bytes = b"",
    ) -> GatewayError:
        """Return an error of that kind; `billed` is whether it may have cost something."""
        error = kind(
            message,
            said=said,
            hint=hint,
            status=self.status,
            elapsed=self.elapsed,
            maybe_billed=billed and self.request is not None and self.gateway != OFFLINE,
            retry_after=retry_after,
        )
        error.retries = retries
        error.reply = reply.strip() if error.maybe_billed else b""
        return error

    def failure(self, body: bytes) -> GatewayError:
        """Return the error for an HTTP status other than 2xx."""
        status = self.status or 0
        if 300 <= status < 400:
            return self.error(
                Unreachable,
                "the gateway redirects elsewhere",
                said=f"{self.host} to {origin(self.headers.get('location', ''))}",
                hint="Set the gateway's address to where its API is.",
                billed=False,
            )
        document = parse(body)
        is_api = isinstance(document, dict) and bool(document.get("error"))
        if isinstance(document, (dict, list)):
            complaint = read_complaint(document)
        else:
            complaint = Complaint(words=clean(_page_text(body), 200))
        if status == 404 and not is_api and not _TOO_LARGE.search(complaint.words.lower()):
            return self.error(
                Unreachable,
                "the gateway has no API at this address",
                said=f"{self.host}: {complaint.said}",
                hint="Set the gateway's address to its base URL, without what follows /v1.",
                billed=False,
            )
        return self.classify(status, complaint)

    def classify(self, status: int, complaint: Complaint, *, billed: bool = True) -> GatewayError:
        """Return the error for a status and the complaint that came with it.

        Parameters
        ----------
        status
            HTTP status, or the number that stands for one inside a reply.
        complaint
            The gateway's complaint.
        billed
            Whether breaking half-way may have cost something here.
        """
        # LiteLLM sends 400 or 500 for the more exact status of the provider behind it.
        inner = complaint.status()
        if status in (400, 500, 502, 503) and inner in (402, 403, 404, 413, 429):
            status = inner
        words = " ".join((complaint.words, *complaint.codes)).lower()
        wait = self._retry_after(complaint)
        credit_hint = "A smaller max_tokens may still pass." if "max_tokens" in words else ""
        no_key = status == 401 or (status == 400 and _NO_KEY.search(words))
        moderated = complaint.details or MODERATION.intersection(complaint.codes)
        blocked = status in (400, 403, 422) and (moderated or _MODERATION_WORDS.search(words))
        too_large = status == 413 or (status in (400, 404) and _TOO_LARGE.search(words))
        no_model = status == 404 or (status == 400 and _NO_MODEL.search(words))
        # The first row that holds counts.
        table: tuple[tuple[object, type[GatewayError], str, str], ...] = (
            (no_key, KeyRefused, "the key is missing or refused", _KEY_HINT),
            (status == 402, OutOfCredit, "out of credit", credit_hint),
            (blocked, Blocked, "blocked by moderation", ASK_DIFFERENTLY),
            (status == 403, KeyRefused, "the key may not use this model", _NOT_ALLOWED),
            (too_large, TooLarge, "the request is too large", self._size_hint()),
            (no_model, ModelNotFound, "the gateway doesn't know the model", _MODELS),
            (status == 429, RateLimited, "too many requests for now", _wait_hint(wait)),
        )
        said = complaint.said or f"HTTP {status}"
        for holds, kind, message, hint in table:
            if holds:
                return self.error(
                    kind,
                    message,
                    said=said,
                    hint=hint,
                    # A picture may have been made before moderation looked at it.
                    billed=kind is Blocked,
                    retry_after=wait,
                    retries=2 if self.status == 429 else 0,
                )
        if status >= 500 or status == 408:
            return self._broken(status, said, wait, billed=billed)
        return self.error(GatewayFailed, "the gateway refused the request", said=said, billed=False)

    def _broken(self, status: int, said: str, wait: float | None, *, billed: bool) -> GatewayError:
        # A refusal within seconds that names a wait: no model began to paint.
        overloaded = status in (503, 529) and wait is not None and (self.elapsed or 0) < 10
        after = f"after {self.elapsed:.0f} s: " if self.elapsed and self.elapsed >= 1 else ""
        return self.error(
            GatewayFailed,
            "the model's provider is overloaded" if overloaded else "the gateway failed",
            said=one_line(after + said),
            hint=_wait_hint(wait) if overloaded else self.cut_hint() or RUN_AGAIN,
            billed=billed and not overloaded,
            retry_after=wait,
            retries=1 if overloaded and self.status == status else 0,
        )

    def cut_hint(self) -> str:
        """Return a hint if the seconds match a proxy's limit (nginx 60 s, Cloudflare 100 s)."""
        elapsed = self.elapsed or 0
        if any(limit - 1 <= elapsed <= limit + 6 for limit in (60, 100, 120)):
            return f"A proxy in between seems to cut at {elapsed:.0f} s."
        return ""

    def _retry_after(self, complaint: Complaint) -> float | None:
        """Return the seconds that the headers, or else the complaint, ask to wait."""
        milliseconds = _seconds(self.headers.get("retry-after-ms"))
        if milliseconds is not None:
            return milliseconds / 1000
        for name in ("retry-after", "llm_provider-retry-after"):
            value, now = self.headers.get(name, ""), self.headers.get("date", "")
            for seconds in (_seconds(value), _seconds_until(value, now)):
                if seconds is not None:
                    return seconds
        return complaint.retry_after

    def _size_hint(self) -> str:
        inputs = self.request.inputs if self.request is not None else ()
        sizes = [f"{len(picture.data) / 1e6:.1f} MB" for picture in inputs]
        if not sizes:
            return "Shorten the prompt."
        limit = "gateways take 30 to 32 MB in all, some less"
        return f"Send fewer or smaller inputs ({limit}): they are {', '.join(sizes)}."


def _wait_hint(wait: float | None) -> str:
    return "Wait a little." if wait is None else f"It asks to wait {wait:.0f} s."


def origin(url: str) -> str:
    """Return the scheme and host of an untrusted URL; the rest may be a secret or a lure."""
    try:
        parts = urlsplit(url.strip()[:2000])
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "an address that can't be read"
    if not host:
        return "an address without a host"
    return clean(f"{parts.scheme}://{host}" + (f":{port}" if port else ""), 120)


def _seconds_until(date: str, now: str) -> float | None:
    """Return the seconds between two HTTP dates, by the server's own clock."""
    try:
        moment, present = map(email.utils.parsedate_to_datetime, (date, now))
        return max(0.0, (moment - present).total_seconds())
    except (TypeError, ValueError):
        return None


def _page_text(body: bytes) -> str:
    """Return the title of a web page, or its text without the tags."""
    text = body[:20_000].decode("utf-8", "replace")
    title = re.search(r"<title[^>]{0,100}>([^<]{1,300})", text, re.IGNORECASE)
    return title[1] if title else re.sub(r"<[^<>]{0,2000}>", " ", text)
