"""Waiting times: the seconds until a gateway may be asked again, wherever it says so.

Some say it in a header, as seconds, milliseconds, a date or an epoch; some in a field of the
error; many only in the sentence. A number that can't be meant is still told as "more than a
day": it keeps the client from asking again.
"""

from __future__ import annotations

import email.utils
import math
import re
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ..text import amount

__all__ = ["wait_in_headers", "wait_in_layer", "wait_in_words", "wait_words"]

DAY = 86_400.0
EPOCH = 1e9  # a larger number of seconds is a moment: the year 2001 was over by then
EPOCH_MS = 1e11  # and a number larger than this one counts milliseconds
_UNITS = {"s": 1.0, "秒": 1.0, "m": 60.0, "分": 60.0, "h": 3600.0, "小": 3600.0, "d": DAY}
_ONE = (
    r"(\d+(?:\.\d+)?)\s?"
    r"(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|秒|分钟|小时)"
    r"(?![a-z])"
)
_DURATION = re.compile(rf"\s*(?:{_ONE}(?:\s|,|and)*)+", re.IGNORECASE)
_PART = re.compile(_ONE, re.IGNORECASE)
_ASKED = (
    r"(?i)(?:again|retry|try|wait|come back|resets?)\b[^\d]{0,30}?(?=\d)"
    r"|(?=\d+\s?(?:秒|分钟|小时)\s?后)"
)
_RESET = r"(?:x-|anthropic-)?ratelimit-.*reset.*"
_FIELDS = (
    "retry_after", "retryAfter", "retry_after_seconds", "retryAfterSeconds", "estimated_time",
    "resets_in_seconds", "wait_seconds", "retryDelay",
)  # fmt: skip


def wait_in_headers(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that headers ask to wait, or None; their names are in small letters."""
    now = _now(headers)
    milliseconds = amount(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    for name in ("retry-after", "llm_provider-retry-after"):
        seconds = _seconds(headers.get(name), now)
        if seconds is not None:
            return seconds
    # Requests and tokens are counted apart; the latest of those that are used up counts.
    resets = [
        _seconds(value, now)
        for name, value in headers.items()
        if re.fullmatch(_RESET, name.removeprefix("llm_provider-"))
        and amount(headers.get(name.replace("reset", "remaining"), "0")) == 0
    ]
    return max((seconds for seconds in resets if seconds is not None), default=None)


def wait_in_layer(layer: Mapping[str, Any]) -> float | None:
    """Return the seconds that the fields of an error ask to wait, or None."""
    for fields in _places(layer):
        for name in _FIELDS:
            seconds = _seconds(fields.get(name), time.time())
            if seconds is not None:
                return seconds
        headers = fields.get("headers")
        if isinstance(headers, dict):  # OpenRouter quotes those of the provider
            return wait_in_headers({str(name).lower(): str(headers[name]) for name in headers})
    return None


def _places(layer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the dicts of an error in which fields about waiting stand."""
    yield layer
    for name in ("metadata", "availability", "details"):
        inner = layer.get(name)
        entries = inner[:10] if isinstance(inner, list) else [inner]
        yield from (entry for entry in entries if isinstance(entry, dict))


def wait_in_words(words: str) -> float | None:
    """Return the seconds that a sentence asks to wait, such as "try again in 1m2s", or None."""
    for asked in re.finditer(_ASKED, words):
        seconds = _duration(words, asked.end())
        if seconds is not None:
            return seconds
    return None


def wait_words(seconds: float | None) -> str:
    """Return the sentence that tells a person how long to wait."""
    if seconds is None:
        return "Wait a little."
    if seconds >= DAY:
        return "It asks to wait more than a day."
    if seconds >= 5400:
        return f"It asks to wait about {seconds / 3600:.0f} h."
    if seconds > 90:
        return f"It asks to wait {seconds:.0f} s ({seconds / 60:.0f} min)."
    return f"It asks to wait {math.ceil(seconds)} s."


# -- numbers, durations and moments ----------------------------------------------------------


def _seconds(value: object, now: float) -> float | None:
    """Return a value as seconds from now on: a number, a duration, an epoch or a date."""
    if isinstance(value, dict):  # protobuf's duration, as JSON
        return amount(value.get("seconds"))
    number = amount(value)
    if number is not None and number >= EPOCH:
        return _until(number / 1000 if number >= EPOCH_MS else number, now)
    if number is not None or not isinstance(value, str):
        return number
    seconds = _duration(value, 0)
    if seconds is not None:
        return seconds
    moment = _moment(value)
    return None if moment is None else _until(moment, now)


def _until(moment: float, now: float) -> float | None:
    """Return the seconds until a moment; None for one that is long past."""
    return max(0.0, moment - now) if moment > now - DAY else None


def _duration(text: str, start: int) -> float | None:
    """Return the seconds in "26s", "1m30s" or "2 minutes" at a place of a text, or None."""
    match = _DURATION.match(text, start)
    if match is None:
        return None
    total = 0.0
    for number, unit in _PART.findall(match[0].lower()):
        total += float(number) * (0.001 if unit.startswith(("ms", "mil")) else _UNITS[unit[0]])
    return total


def _moment(text: str) -> float | None:
    """Return a date of HTTP or of ISO 8601 as an epoch, or None."""
    for read in (email.utils.parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text.strip())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (TypeError, ValueError, OverflowError):
            continue
    return None


def _now(headers: Mapping[str, str]) -> float:
    """Return the time by the server's own clock, or else by ours."""
    moment = _moment(headers.get("date", ""))
    return time.time() if moment is None else moment
