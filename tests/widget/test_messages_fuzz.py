"""Valid messages with odd contents: each failure is told in the panel, none in the notebook."""

from __future__ import annotations

import logging
import random
import time

import pytest
from fronts import PAGE

from conditions import until

SEED = 10_000
TEXTS = (
    "", " ", "a frog", "{", "}", "{x}", "{x=1,2}", "{{", "{a|b}", "{*}", "{x[", "{x.__class__}",
    "\0",
    "@1", "@0", "@999999999", "@picked", "@last", "/etc/passwd", "~nosuchuser", "a\nb", "---",
    "%%bash",
    "\x1b[2J", "\u202e", "é" * 500, "x" * 5000, "--aspect 1:1", "-", "-x", ",", "\"", "'", "\\",
    "0" * 64, "f" * 64, "rating:5", "rating:x", "cost>nan", "since:x", "AND", "NEAR(", "*", "(",
    ":",
    "1:1", "16:9", "0:0", "nan", "\ufffe", "\U0010ffff", "Out[5]", "http://x/y.png", "..", "v",
)  # fmt: skip
NUMBERS = (0, 1, 2, 3, 7, 100, 2**31, 2**32, 2**53 - 1)
COMPOSITION = (
    "view",
    "template",
    "models",
    "aspect",
    "takes",
    "inputs",
    "together",
    "only",
    "crop",
    "options",
)
FIELDS = {
    "entries": ("view", "id", "query", "pages", "count"),
    "groups": ("view", "id", "query", "arrangement", "zone", "start", "count", "entries", "tiles"),
    "details": ("view", "id", "number"), "picture": ("hash", "size"), "tiles": ("hashes",),
    "compose": COMPOSITION, "generate": ("id", "confirmed", *COMPOSITION),
    "composedCell": ("id", *COMPOSITION), "whatIsSent": ("id", *COMPOSITION),
    "widen": ("view", "id", "number", "pixels"), "pastedCell": ("view", "id", "text"),
    "again": ("view", "id", "number"), "cell": ("view", "id", "number"),
    "pick": ("view", "id", "picked"), "rate": ("view", "id", "numbers", "rating"),
    "tag": ("view", "id", "numbers", "changes"), "annotate": ("view", "id", "number", "note"),
    "delete": ("view", "id", "numbers"), "restore": ("view", "id", "numbers"),
    "export": ("view", "id", "numbers"), "stop": ("job",), "hello": (),
    "upload": ("view", "id", "name", "total", "start", "mask"),
}  # fmt: skip


def value(random_, field):
    if field in ("id", "number", "start", "total", "job", "confirmed"):
        return random_.choice(NUMBERS)
    if field == "numbers":
        return [random_.choice(NUMBERS) for _ in range(random_.randint(1, 4))]
    if field in ("hashes", "inputs", "picked", "changes", "models", "only"):
        return [random_.choice(TEXTS) for _ in range(random_.randrange(4))]
    if field == "pages":
        return [{"group": random_.choice(TEXTS), "start": random_.choice(NUMBERS)}]
    if field == "text":
        return f"%%imagegen {random_.choice(TEXTS)}\n{random_.choice(TEXTS)}"
    fixed = {
        **dict.fromkeys(("together", "crop", "mask", "entries", "tiles"), (True, False)),
        "pixels": (0, 4, 2000), "takes": range(1, 4),
        "count": range(1, 200), "rating": range(6), "size": ("thumbnail", "full"),
        "arrangement": ("template", "time"),
    }  # fmt: skip
    return random_.choice(fixed.get(field, [text for text in TEXTS if len(text) <= 1000]))


def fuzz(front, caplog, seconds, most):
    random_, end, sent = random.Random(SEED), time.monotonic() + seconds, 0
    with caplog.at_level(logging.DEBUG):
        while sent < most and time.monotonic() < end:
            kind = random_.choice(list(FIELDS))
            fields = {name: value(random_, name) for name in FIELDS[kind]}
            if "id" in fields:
                fields["id"] = sent
            buffers = [random_.randbytes(random_.choice((1, 3, 1000)))] if kind == "upload" else []
            front.ask(kind, buffers, **fields)
            sent += 1
            if sent % 20 == 0:
                front.ask("groups", view="end", id=sent, **PAGE)
                front.wait("groups", view="end", id=sent)
                front.received.clear()
        until(lambda: not front.panel._session.scheduler.under_way())
    foreign = [record for record in caplog.records if record.exc_info]
    assert not foreign, foreign[0].exc_text or foreign[0].exc_info
    warned = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert not warned, warned[0].getMessage()
    return sent


@pytest.mark.thorough
def test_odd_messages_are_answered_without_a_traceback(front, caplog, capfd):
    assert fuzz(front, caplog, 2.0, 10_000) >= 20
    assert "Traceback" not in "".join(capfd.readouterr())


@pytest.mark.fuzz
@pytest.mark.timeout(1200)
def test_ten_thousand_odd_messages_are_answered_without_a_traceback(front, caplog, capfd):
    assert fuzz(front, caplog, 1000.0, 10_000) == 10_000
    assert "Traceback" not in "".join(capfd.readouterr())
