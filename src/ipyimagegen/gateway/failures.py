"""The errors of gateways, in all their dialects, as one kind of error.

Between the model and us sit a provider, OpenRouter, LiteLLM, a proxy: each wraps the
error of the one behind it, some as JSON inside a sentence inside JSON. A person needs the
innermost sentence, a next step, and whether it may have cost something.
"""

from __future__ import annotations

import ast
import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from ..errors import GatewayError, GatewayFailed, RateLimited, Unreachable
from ..gateways import OFFLINE
from ..requests import Request
from ..text import one_line
from .barriers import barrier, is_bare_refusal, page_words
from .masks import Mask
from .patience import is_dense
from .verdicts import NO_API, RUN_AGAIN, Case, Verdict, by_status, by_words
from .waits import wait_in_headers, wait_in_layer, wait_in_words

__all__ = [
    "MAX_DEPTH", "Complaint", "Response", "as_dict", "clean", "joined_pairs", "origin", "parse",
    "read_complaint",
]  # fmt: skip

MAX_DEPTH = 60  # of a document, JSON inside its texts included

STATUS_OF_WORD = {
    "authentication": 401, "invalid_api_key": 401, "unauthorized": 401,
    "insufficient_credits": 402, "insufficient_quota": 402, "payment_required": 402,
    "forbidden": 403, "permission_denied": 403,
    "model_not_found": 404, "not_found": 404,
    "timeout": 408,
    "payload_too_large": 413,
    "capacity_exhausted": 429, "rate_limit": 429, "rate_limited": 429,
    "rate_limit_exceeded": 429, "resource_exhausted": 429, "throttling_error": 429,
    "server": 500, "provider_unavailable": 502, "provider_overloaded": 503,
}  # fmt: skip
_DATA_URL = re.compile(r"data:[a-z]+/[^\s,:\"'<>()]{0,200},[^\s\"'<>()]*+", re.IGNORECASE)
# A key may be quoted back at us, whole or shortened; neither belongs into a notebook.
_SECRETS = re.compile(r"\b(sk-|Bearer\s+)[\w.~+/*=-]+|\"?user_id\"?:\s*\"[^\"]*\"", re.IGNORECASE)
_INNER = ("error", "errors", "detail", "base_resp")
_SENTENCES = ("message", "msg", "status_msg", "error_msg", "error_message", "error_description",
              "fail_reason", "reason", "title", "Message")  # fmt: skip
_CODES = ("code", "type", "status", "reason", "error_type", "error_code", "status_code", "quotaId")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)

E = TypeVar("E", bound=GatewayError)


def clean(text: object, limit: int = 300) -> str:
    """Return untrusted text as one short line, without data URLs and keys."""
    if not isinstance(text, str):
        return ""
    shorter = _SECRETS.sub(r"\1…", _DATA_URL.sub("data:…", text[:20_000]))
    return one_line(shorter, limit)


def parse(body: bytes | str) -> Any:
    """Return the JSON in `body`, or None where there is none, or far too much of it.

    `msgspec` is quick but strict. NaN, lone surrogates and bare line ends inside strings
    do come from gateways, and a picture was paid for: the standard library reads those.
    """
    import msgspec

    if is_dense(body):
        return None
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return _parsed_tolerantly(body)


def _parsed_tolerantly(body: bytes | str) -> Any:
    """Return the JSON in `body`, with all the values of a duplicate key."""
    try:
        return json.loads(body, strict=False, object_pairs_hook=joined_pairs)
    except (ValueError, RecursionError):
        return None


def joined_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a dict in which no list or dict is lost to a later one of the same key."""
    merged = dict(pairs)
    if len(merged) == len(pairs):
        return merged
    merged = {}
    for key, value in pairs:
        merged[key] = _joined(merged[key], value) if key in merged else value
    return merged


def _joined(before: Any, value: Any, depth: int = 0) -> Any:
    """Return both values of a key as one.

    The first is added to: a new one for each would take the square of their number. And no
    deeper than documents are looked into, because what is nested is joined at each level.
    """
    if isinstance(before, list) and isinstance(value, list):
        before += value
        return before
    if isinstance(before, dict) and isinstance(value, dict) and depth < MAX_DEPTH:
        for key, inner in value.items():
            known = key in before
            before[key] = _joined(before[key], inner, depth + 1) if known else inner
        return before
    return value or before


class Complaint(NamedTuple):
    """A gateway's account of a failure.

    Parameters
    ----------
    words
        Its innermost sentence, as one line.
    codes
        Every code, type and reason on the way there, outermost first, in small letters.
    details
        Moderation's additions, such as the provider that refused, and why.
    retry_after
        Seconds to wait, if it names them.
    sentences
        All sentences on the way there, in small letters, without addresses.
    """

    words: str = ""
    codes: tuple[str, ...] = ()
    details: str = ""
    retry_after: float | None = None
    sentences: str = ""

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
    sentences, codes, details, retry_after = [""], [], "", None
    for layer in _layers(error, depth=10):
        if isinstance(layer, str):
            sentences.append(layer)
            continue
        codes += _codes(layer)
        details = _details(as_dict(layer.get("metadata"))) or details
        wait = wait_in_layer(layer)
        retry_after = wait if wait is not None else retry_after
    spoken = _ADDRESS.sub("", " ".join(sentence[:5000] for sentence in sentences)).lower()
    if retry_after is None:
        retry_after = wait_in_words(spoken)
    return Complaint(clean(sentences[-1]), tuple(codes), details, retry_after, spoken)


def _codes(layer: Mapping[str, Any]) -> list[str]:
    """Return the codes, types and reasons of one layer, in small letters."""
    places = [layer, as_dict(layer.get("metadata")), as_dict(layer.get("innererror"))]
    places += _entries(layer, "details")
    # Google names the quota that is used up in its violations.
    places += [entry for place in tuple(places) for entry in _entries(place, "violations")]
    values = [place.get(name) for place in places for name in _CODES]
    # Some put the code where others put the sentence.
    values += [value for value in (layer.get("error"),) if isinstance(value, str)]
    return [str(code).lower() for code in values if _is_code(code)]


def _entries(fields: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the first dicts of a list."""
    entries = fields.get(name)
    return [as_dict(entry) for entry in entries[:10]] if isinstance(entries, list) else []


def _is_code(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= 120 and bool(re.fullmatch(r"[\w.:/-]+", value))
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9


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
        yield error
        inner = next((error[name] for name in _INNER if error.get(name)), None)
        words = next((error[name] for name in _SENTENCES if isinstance(error.get(name), str)), "")
        # A code in place of the inner error is not its sentence.
        ordered = [inner, words] if words and _is_code(inner) else [words, inner]
        for layer in (*ordered, as_dict(error.get("metadata")).get("raw")):
            yield from _layers(layer, depth - 1) if layer else ()
    elif isinstance(error, list):
        if all("msg" in as_dict(entry) for entry in error[:3]):  # FastAPI's validation errors
            yield from ({"type": entry.get("type")} for entry in error[:3])
            yield "; ".join(str(entry["msg"]) for entry in error[:3] if entry["msg"])
        else:
            yield from _layers(error[0], depth - 1)


def _leading_object(text: str) -> dict[str, Any] | None:
    """Return the JSON object at the beginning of `text`, also as Python writes it, or None."""
    text = text.lstrip()[:100_000]
    if not text.startswith("{"):
        return None
    with contextlib.suppress(ValueError, RecursionError):
        return as_dict(json.JSONDecoder(strict=False).raw_decode(text)[0])
    # Clients of the provider put the repr of its error into their own.
    with contextlib.suppress(ValueError, SyntaxError, RecursionError, MemoryError):
        return as_dict(ast.literal_eval(text[: text.rindex("}") + 1]))
    return None


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
    mask
        Takes the secrets out of what is put together from pieces.

    Attributes
    ----------
    whole
        The message that a stream's pieces make, if a secret came in pieces.
    """

    gateway: str
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    elapsed: float | None = None
    request: Request | None = None
    mask: Mask = field(default_factory=Mask, repr=False)
    whole: bytes = field(default=b"", init=False, repr=False)

    @property
    def is_refusal(self) -> bool:
        """Whether the status is not 2xx, which counts even if the body broke off."""
        return self.status is not None and not 200 <= self.status < 300

    @property
    def host(self) -> str:
        """The gateway's host, as a person knows it."""
        return "the offline gateway" if self.gateway == OFFLINE else urlsplit(self.gateway).netloc

    def masked(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the message that a stream's pieces make, without a secret that came in pieces."""
        masked: dict[str, Any] = self.mask.value(document)
        if masked != document:
            self.whole = json.dumps(masked).encode()
        return masked

    def kept(self, body: bytes) -> bytes:
        """Return a body as it may be kept: a secret in pieces is in none of them, but in all."""
        return self.whole or body

    def error(
        self,
        kind: type[E],
        message: str,
        *,
        said: str = "",
        hint: str = "",
        billed: bool = True,
        retry_after: float | None = None,
        retries: int = 0,
        reply: bytes = b"",
    ) -> E:
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
        error.reply = self.kept(reply).strip() if reply and error.maybe_billed else b""
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
        if isinstance(document, (dict, list)):
            complaint = read_complaint(document)
        else:
            complaint = read_complaint(page_words(body).strip()[:1000])
        name = barrier(status, document, body)
        if name:
            return self._barred(f"{name}: {complaint.said}")
        if by_words(self._case(status, complaint)) is None:
            if is_bare_refusal(status, document, body):
                return self._barred(f"{self.host}: {complaint.said or f'HTTP {status}'}")
            if status == 404 and not _is_of_an_api(document):
                return self._error_of(NO_API, f"{self.host}: {complaint.said}")
        return self.classify(status, complaint)

    def _barred(self, said: str) -> GatewayError:
        return self.error(
            Unreachable,
            "something before the gateway refused the request",
            said=one_line(said),
            hint="A firewall, a proxy or a log-in page is in between: try another network, "
            "or ask whoever runs it.",
            billed=False,
        )

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
        case = self._case(status, complaint)
        verdict = by_words(case) or by_status(case)
        said = complaint.said or f"HTTP {status}"
        if verdict.kind is GatewayFailed and verdict.billed:
            after = f"after {self.elapsed:.0f} s: " if self.elapsed and self.elapsed >= 1 else ""
            said = one_line(after + said)
            verdict = verdict._replace(billed=billed)
        error = self._error_of(verdict, said, wait=case.wait)
        if verdict.kind is RateLimited and self.status == 429 and not case.limits_a_day:
            error.retries = 2
        # A refusal within seconds that names a wait: no model began to paint.
        elif status in (503, 529) and not verdict.billed and case.quick and case.wait is not None:
            error.retries = 1 if self.status == status else 0
        return error

    def _error_of(self, verdict: Verdict, said: str, wait: float | None = None) -> GatewayError:
        return self.error(
            verdict.kind,
            verdict.message,
            said=said,
            hint=verdict.hint,
            billed=verdict.billed,
            retry_after=wait,
        )

    def _case(self, status: int, complaint: Complaint) -> Case:
        """Return everything that a verdict is given on."""
        wait = wait_in_headers(self.headers)
        codes = complaint.codes
        return Case(
            status,
            " ".join((complaint.sentences, *codes)),
            ("refusal", *codes) if complaint.details else codes,
            wait=complaint.retry_after if wait is None else wait,
            quick=(self.elapsed or 0) < 10,
            size_hint=self._size_hint(),
            broken_hint=self.cut_hint() or RUN_AGAIN,
        )

    def cut_hint(self) -> str:
        """Return a hint if the seconds match a proxy's limit (nginx 60 s, Cloudflare 100 s)."""
        elapsed = self.elapsed or 0
        if any(limit - 1 <= elapsed <= limit + 6 for limit in (60, 100, 120)):
            return f"A proxy in between seems to cut at {elapsed:.0f} s."
        return ""

    def _size_hint(self) -> str:
        inputs = self.request.inputs if self.request is not None else ()
        sizes = [f"{len(picture.data) / 1e6:.1f} MB" for picture in inputs]
        if not sizes:
            return "Shorten the prompt."
        limit = "gateways take 30 to 32 MB in all, some less"
        return f"Send fewer or smaller inputs ({limit}): they are {', '.join(sizes)}."


def _is_of_an_api(document: Any) -> bool:
    """Whether a refusal says more than "Not Found", as servers do that have no such API."""
    document = as_dict(document)
    return bool(document.get("error") or (document.get("code") and document.get("message")))


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
