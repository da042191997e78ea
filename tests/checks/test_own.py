"""Checks of the user's own, and checks as they are written."""

from __future__ import annotations

import functools
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipyimagegen as ig
from ipyimagegen import errors
from ipyimagegen.checks import own
from ipyimagegen.checks.check import checks_of, known_names, split_checks
from ipyimagegen.checks.result import STATES, result_of
from ipyimagegen.images.picture import Picture
from scripted import picture


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    monkeypatch.setattr(own, "_functions", {})


@pytest.fixture
def red():
    return Picture.from_bytes(picture(colour="#ff0000"))


def measured(value, red):
    def mine(_):
        if isinstance(value, BaseException):
            raise value
        return value

    ig.check(mine)
    return own.measure("mine", red)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (True, "mine ✓"),
        (False, "mine ✗"),
        (np.bool_(True), "mine ✓"),
        (0.25, "mine 0.25"),
        (np.float32(2), "mine 2"),
        (7, "mine 7"),
        ((True, "well lit"), "mine ✓ well lit"),
        ((False, "too dark"), "mine ✗ too dark"),
        ((0.5, "of light"), "mine 0.5 of light"),
        ((False, "two\nlines\x1b[31m"), "mine ✗ two lines [31m"),
        (ZeroDivisionError("division by zero"), "mine error ZeroDivisionError: division by zero"),
        (SystemExit(), "mine error SystemExit"),
    ],
)
def test_what_a_function_returns_or_raises(value, line, red):
    assert measured(value, red).line == line


@pytest.mark.parametrize(
    "value",
    [None, "yes", [True], (True,), (True, 1), float("nan"), float("inf"), 1e300, 1j, object()],
)
def test_nonsense_is_an_error_that_says_what_is_wanted(value, red):
    result = measured(value, red)
    assert result.state == "error"
    assert "not a bool, a number or (passed, words)" in result.words


def test_what_is_in_memory_alone_is_told_by_its_type(red):
    async def coroutine(_):
        return True

    for function, kind in ((coroutine, "a coroutine"), (lambda _: object(), "an object")):
        function.__name__ = "mine"
        ig.check(function)
        assert own.measure("mine", red).words.startswith(f"it returned {kind}, not a bool")


def test_a_value_that_breaks_when_it_is_looked_at(red):
    class Odd:
        def __repr__(self):
            raise RuntimeError("odd")

    class Worse(Exception):
        def __str__(self):
            raise RuntimeError

    assert measured(Odd(), red).line == "mine error RuntimeError: odd"
    assert measured(Worse(), red).line == "mine error Worse"


def test_a_function_that_changes_the_picture_changes_its_own_copy(red):
    @ig.check
    def blackens(given):
        image = given.image
        image.paste((0, 0, 0), (0, 0, *image.size))
        return image.getpixel((0, 0)) == (0, 0, 0)

    assert own.measure("blackens", red)
    assert red.image.getpixel((0, 0)) == (255, 0, 0)


def test_it_stays_an_ordinary_function(red):
    def bright(given):
        return True

    assert ig.check(bright) is bright
    assert known_names()[-1] == "bright"


def test_a_name_of_ours_or_none_is_refused():
    def text(_):
        return True

    with pytest.raises(errors.OptionError, match="'text' is a check of ours"):
        ig.check(text)
    with pytest.raises(errors.OptionError, match="can't be a check's name"):
        ig.check(lambda _: True)
    with pytest.raises(errors.WrongArguments, match="a check is made of a function, not of a str"):
        ig.check("text")


FUNCTIONS = {
    "code": "def mine(p): return p.width > {}",
    "default": "def mine(p, least={}): return p.width > least",
    "keyword": "def mine(p, *, least=[1, ({{'a': {}}},)]): return p.width > least",
    "closure": "def make(n):\n  def mine(p): return p.width > n\n  return mine\nmine = make({})",
    "wrapped": "def mine(p): return p.width > {}\nmine = quietly(mine)",
    "cached": "@functools.cache\ndef mine(p): return p.width > {}",
    "helper": "def least(): return {}\ndef mine(p): return p.width > least()",
    "global": "least = {}\ndef mine(p): return any(p.width > least for _ in 'a')",
    "set": "def mine(p): return p.width in {{{}, 7}}",
    "nesting": "def mine(p, most=[[7], 7][:{}]): return p.width in most",
    "wrapped helper": "def least(): return {}\nleast = quietly(least)\n"
    "def mine(p): return p.width > least()",
}


@pytest.mark.parametrize("text", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_that_may_act_differently_is_another_version(text):
    def quietly(function):
        @functools.wraps(function)
        def called(*values):
            return function(*values)

        return called

    def version(number):
        names = {"functools": functools, "quietly": quietly}
        exec(text.format(number), names)
        ig.check(names["mine"])
        return own.code_version("mine")

    assert version(1) == version(1)
    assert version(2) != version(1)


SAME = {
    "a count": """
asked = 0
def mine(p):
    global asked
    asked += 1
    return True
""",
    "a count around": """
def make():
    asked = 0
    def mine(p):
        nonlocal asked
        asked += 1
        return True
    return mine
mine = make()
""",
    "an attribute": """
width = 0
def mine(p):
    globals().update(width=p.width)
    return p.width > 0
""",
    "a cache": """
def judged(p, cache={}):
    return cache.setdefault(p.hash, [True])
def mine(p, seen=set()):
    seen.add(p.hash)
    return judged(p)[0]
""",
    "a library": """
from urllib.request import urlopen
from ipyimagegen import generate
def mine(p, url=""):
    return not url or urlopen(url) or generate(url)
""",
    "many words": "def mine(p, words={str(n): n for n in range(9000)}): return True",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_what_a_function_does_itself_makes_no_other_version(text, red):
    versions = set()
    for _ in range(2):
        names = {}
        exec(text, names)
        ig.check(names["mine"])
        for _ in range(2):
            versions.add(own.code_version("mine"))
            assert own.measure("mine", red).state == "passed"
    assert len(versions) == 1


def test_the_same_colour_in_another_place_is_another_version():
    def version(last):
        names = {}
        exec("RED, BLUE = (9, 0), (0, 9)\nat = " + f"[RED, BLUE, {last}]", names)

        def mine(p, at=names["at"]):
            return p.width in at

        ig.check(mine)
        return own.code_version("mine")

    assert version("RED") == version("RED") != version("BLUE")


class Context:
    """A proxy of what there is only elsewhere."""

    def __getattr__(self, name):
        raise RuntimeError("outside of its context")


@pytest.mark.parametrize("value", [10**5000, Context()], ids=["long", "proxy"])
def test_a_value_that_cannot_be_looked_into_is_that_of_this_definition(value, red):
    versions = set()
    for _ in range(2):

        def mine(p, value=value):
            return True

        ig.check(mine)
        versions |= {own.code_version("mine"), own.code_version("mine")}
        assert own.measure("mine", red).state == "passed"
    assert len(versions) == 2


def test_what_nobody_can_tell_from_another_is_another_version_each_time():
    class Model:
        def mine(self, picture):
            return True

    versions = set()
    for _ in range(2):
        ig.check(Model().mine)
        versions |= {own.code_version("mine"), own.code_version("mine")}
    assert len(versions) == 2


# -- as they are written ----------------------------------------------------------------


def test_several_with_commas_and_what_text_takes():
    written = 'text, text!, text="OPEN, 24 HOURS", text!=„Guten Tag“ , size'
    checks = checks_of(written)
    labels = [check.label for check in checks]
    assert labels == ["text", "text!", 'text="OPEN, 24 HOURS"', 'text!="Guten Tag"', "size"]
    assert checks[2].passage == "OPEN, 24 HOURS"
    assert checks_of(labels) == checks
    assert checks_of("size,size") == checks_of(["size"])
    assert checks_of(()) == ()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("txt", "Did you mean text?"),
        ("nothing", "There are text, size, alpha, changed, only."),
        ("text,", "no check between two commas"),
        ("size!", "size is written without ! and ="),
        ("alpha=1", "alpha is written without ! and ="),
        ('text=""', "text= names no words"),
        ('text="OPEN', 'a " is not closed'),
        (3, "checks are to be text or a list of texts, not an int"),
        ([1], "checks are to be text or a list of texts, not an int"),
    ],
)
def test_what_is_no_check_is_said(written, words):
    with pytest.raises(errors.OptionError) as caught:
        checks_of(written)
    assert words in "\n".join(caught.value.lines())


def test_a_function_stands_for_its_name():
    @ig.check
    def bright(_):
        return True

    assert [one.name for one in checks_of([bright, "size"])] == ["bright", "size"]
    assert [one.name for one in checks_of(bright)] == ["bright"]
    with pytest.raises(errors.WrongArguments, match="not a function"):
        checks_of([lambda _: True])


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9 ,'!.]{0,40}[A-Za-z0-9]", fullmatch=True))
def test_what_is_written_is_read_back(passage):
    passage = " ".join(passage.split())
    [check] = checks_of(f"text=“{passage}”")
    assert check.passage == passage
    assert checks_of(check.label) == (check,)


@given(st.text(max_size=80))
def test_anything_is_read_or_refused(text):
    try:
        checks_of(text)
    except errors.OptionError:
        return
    assert split_checks(text)


@given(
    st.dictionaries(
        st.sampled_from(("label", "state", "words", "number", "x")),
        st.none() | st.text(max_size=20) | st.floats() | st.integers() | st.sampled_from(STATES),
    )
)
def test_a_strangers_row_is_a_result_or_nothing(row):
    result = result_of(row)
    assert result is None or result.line.isprintable()


@pytest.mark.thorough
def test_nothing_heavy_is_imported_for_a_cell_without_checks():
    import subprocess

    code = (
        "import ipyimagegen as ig, sys; ig.generate('a frog');"
        "print([name for name in sys.modules if name in ('rapidocr', 'onnxruntime', 'cv2')"
        " or name.startswith('ipyimagegen.checks.') and name.rpartition('.')[2] in"
        " ('reader', 'lettering', 'comparison', 'change', 'transparency')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]", done.stderr
