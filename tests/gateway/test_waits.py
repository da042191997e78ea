"""Waiting times, wherever a gateway says them."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.gateway.waits import wait_in_headers, wait_in_layer, wait_in_words, wait_words

DATE = "Wed, 21 Oct 2026 07:28:00 GMT"  # 1792567680


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "26"}, 26),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "26s"}, 26),
        ({"retry-after-ms": "350"}, 0.35),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:26 GMT", "date": DATE}, 26),
        ({"retry-after": "2026-10-21T07:28:26Z", "date": DATE}, 26),
        ({"retry-after": "1792567706", "date": DATE}, 26),
        ({"retry-after": "912044570"}, 912044570),
        ({"retry-after": "1000000000"}, None),  # a moment that is long past
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "-3"}, None),
        ({"x-ratelimit-reset-requests": "26s"}, 26),
        ({"x-ratelimit-reset-requests": "1m30s"}, 90),
        ({"x-ratelimit-reset-requests": "6m0s"}, 360),
        ({"x-ratelimit-reset": "1792567706000", "date": DATE}, 26),
        ({"ratelimit-reset": "26"}, 26),
        (
            {
                "x-ratelimit-reset-requests": "26s",
                "x-ratelimit-remaining-requests": "0",
                "x-ratelimit-reset-tokens": "6m0s",
                "x-ratelimit-remaining-tokens": "900",
            },
            26,
        ),
        (
            {
                "anthropic-ratelimit-requests-reset": "2026-10-21T07:28:26Z",
                "anthropic-ratelimit-requests-remaining": "0",
                "date": DATE,
            },
            26,
        ),
        ({}, None),
    ],
)
def test_headers(headers, seconds):
    assert wait_in_headers(headers) == seconds


@pytest.mark.parametrize(
    "layer",
    [
        {"retry_after": 26},
        {"metadata": {"retry_after_seconds": "26"}},
        {"availability": {"retry_after": 26}},
        {"estimated_time": 26.0},
        {"resets_in_seconds": 26},
        {"details": [{"reason": "x"}, {"@type": "RetryInfo", "retryDelay": "26s"}]},
        {"details": [{"retryDelay": {"seconds": 26, "nanos": 0}}]},
        {"metadata": {"headers": {"Retry-After": "26"}}},
    ],
)
def test_fields(layer):
    assert wait_in_layer(layer) == 26


def test_the_reset_that_openrouter_quotes_is_a_moment_in_milliseconds():
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time() + 26) * 1000)}
    wait = wait_in_layer({"metadata": {"headers": headers}})
    assert wait == pytest.approx(26, abs=3)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("Please try again in 26.3s. Visit our page", 26.3),
        ("Limit 5, Used 5. Please try again in 1m2s", 62),
        ("retry in 350ms", 0.35),
        ("retry after 26 seconds", 26),
        ("Please wait 2 minutes and 5 seconds", 125),
        ("come back in 26 s", 26),
        ("Try again in 1 hour", 3600),
        ("请在 26 秒后重试", 26),
        ("try again in 3 models", None),
        ("try again", None),
        ("the model took 26 s", None),
    ],
)
def test_words(words, seconds):
    assert wait_in_words(words) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "Wait a little."),
        (0.35, "It asks to wait 1 s."),
        (26, "It asks to wait 26 s."),
        (360, "It asks to wait 360 s (6 min)."),
        (7200, "It asks to wait about 2 h."),
        (912044570, "It asks to wait more than a day."),
        (1e300, "It asks to wait more than a day."),
    ],
)
def test_people_are_told_in_their_own_units(seconds, words):
    assert wait_words(seconds) == words


@given(st.text(max_size=40), st.recursive(st.none() | st.floats() | st.integers() | st.text(),
       lambda inner: st.lists(inner) | st.dictionaries(
           st.sampled_from(["retry_after", "details", "metadata", "headers", "retryDelay",
                            "seconds", "X-RateLimit-Reset"]), inner), max_leaves=6))  # fmt: skip
def test_any_text_is_a_time_or_none(text, value):
    found = (
        wait_in_headers({"retry-after": text, "x-ratelimit-reset": text, "date": text}),
        wait_in_words(f"try again in {text}"),
        wait_in_layer({"retry_after": value, "details": value, "metadata": value}),
    )
    for seconds in found:
        assert seconds is None or (math.isfinite(seconds) and seconds >= 0)
        assert wait_words(seconds)
