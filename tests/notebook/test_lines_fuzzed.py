"""Lines, bodies, references and searches of any kind: read in no time, or refused in short."""

from __future__ import annotations

import random
import time

import pytest

from ipyimagegen.errors import ImagegenError
from ipyimagegen.library.references import find_generation, find_source
from ipyimagegen.notebook.commands import USAGES
from ipyimagegen.notebook.line import parse_cell_line, parse_line
from ipyimagegen.prompts.cells import read_body
from ipyimagegen.prompts.grammar import parse
from ipyimagegen.session import Brief

PIECES = [
    "{", "}", "{{", "}}", "|", "=", '"', "'", "“", "”", "«", "‘", "\\", "\\{", " ", "\t", "\n", "-",
    "--", "-m ", "-i ", "--extra ", "a", "ab", "@", "@1", ".", "[", "]", "(", '["', "']", ",", ":",
    "{a=", "{*a", "{a|", '={"', "é", "\0", "\ud800", "--ar 1:1 ", "%imagegen", "1", "99999", "/",
    "~",
    "%41", "data:", "image/png;base64,", "AAAA", "file://", "_", "Out[", "\u202e", "is:", "model:",
    "tag:", "since:", "*", "x" * 60, "\x1b[2J",
]  # fmt: skip
LONGEST = 300 + 600  # characters of a line of an error: a message and what was said
SECONDS = 5.0  # a guard: quadratic time takes minutes here
AXES = "".join(f"{{a{number}=1|2}}" for number in range(9000))


def wild(randomness):
    """Return a text of at most a hundred thousand characters, of few pieces again and again."""
    pieces = randomness.sample(PIECES, randomness.choice([1, 1, 2, 2, 3, 5, len(PIECES)]))
    length = randomness.choice([10, 300, 4000, 6000, 30_000, 100_000])
    text = "".join(pieces) * (length // 2 + 1)
    if randomness.random() < 0.4:
        text = "".join(randomness.choices(pieces, k=length))
    head = randomness.choice(PIECES) * randomness.choice([0, 1, 50])
    return (head + text[:length] + randomness.choice(["", "}", '"', "x"]))[:100_000]


def doors(session):
    scope = session.scope({"a": [1, 2], "ab": "x"})
    yield "cell", parse_cell_line
    yield "subcommand", lambda text: parse_line(text, USAGES)
    for name in ("show", "note", "export", "tag", "use"):
        yield name, lambda text, name=name: parse_line(f"{name} {text}", USAGES)
    yield "body", lambda text: read_body(text, None)
    yield "grammar", parse
    yield "input", lambda text: find_source(text, scope)
    yield "reference", lambda text: find_generation(text, scope)
    yield "prompt", lambda text: session.plan(Brief(template=text), {"a": [1, 2]})
    yield "search", session.history
    yield "model", lambda text: session.plan(Brief(template="x", models=(text,)))
    yield "aspect", lambda text: session.plan(Brief(template="x", aspect=text))
    yield "size", lambda text: session.plan(Brief(template="x", size=text))
    yield "gateway", lambda text: session.plan(Brief(template="x", gateway=text))


def refused_in_short(error):
    lines = error.lines()
    assert len(str(error)) <= 300
    assert len(lines) <= 4
    assert max(map(len, lines)) <= LONGEST + 40
    assert not any(c < " " or "\ud800" <= c < "\ue000" or c == "\u202e" for c in "".join(lines))


def fuzz(session, seed, seconds):
    randomness, end = random.Random(seed), time.monotonic() + seconds
    everything = list(doors(session))
    while time.monotonic() < end:
        text = wild(randomness)
        for name, door in everything:
            began = time.thread_time()
            try:
                door(text)
            except ImagegenError as error:
                refused_in_short(error)
            except Exception as error:
                raise AssertionError((name, seed, repr(text[:100]), len(text))) from error
            took = time.thread_time() - began
            assert took < SECONDS, (name, seed, repr(text[:100]), len(text))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_line_is_read_in_no_time_or_refused_in_short(session, seed):
    fuzz(session, seed, seconds=1)


@pytest.mark.fuzz
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(10, 18))
def test_any_line_for_longer(session, seed):
    fuzz(session, seed, seconds=60)


@pytest.mark.parametrize(
    "text",
    ["x" * 6000, "@" + "9" * 6000, "@1." + "9" * 6000, "Out[" + "9" * 5000 + "]", "_" + "9" * 5000,
     "'" * 50_000, '"' * 100_000, "a\0b", "a\ud800b", "\x1b[2J", "file://[x", "~\0x", "~" * 5000,
     "{a|b}" * 15_000, AXES, "{a " * 30_000 + "}" * 30_000,
     "A" * 70 + " " * 60_000 + "}"],
)  # fmt: skip
def test_texts_that_took_long_or_were_echoed(session, text, quick):
    for _name, door in doors(session):
        with quick():
            try:
                door(text)
            except ImagegenError as error:
                refused_in_short(error)
