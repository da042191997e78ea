r"""Axes: their choices, the order of the combinations, and refusals before anything is sent."""

from __future__ import annotations

import contextlib
import math
from datetime import date
from decimal import Decimal
from itertools import product
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ipyimagegen.errors import PromptError
from ipyimagegen.prompts.grammar import Text, parse
from ipyimagegen.prompts.values import Names, fill, resolve_axes
from ipyimagegen.text import is_blank


class Photo:
    """Stands for a picture."""

    def __init__(self, name=""):
        self.name = name


class Pixels(Photo):
    """Stands for a picture without a hash."""

    def __hash__(self):
        raise TypeError("of pixels")


PHOTO = Photo("photo")


def expanded(template, *, row=None, **values):
    """Return (labels, prompt, inputs) for each combination, in order."""
    names = Names(values.__getitem__, values, lambda value: isinstance(value, Photo))
    read = parse(template, tuple(row or ()))
    assert read.source == template
    axes = resolve_axes(read, names)
    combinations = []
    for chosen in product(*(axis.choices for axis in axes)):
        inputs = []

        def attach(value, _called, inputs=inputs):
            if value not in inputs:
                inputs.append(value)
            return inputs.index(value) + 1

        prompt = fill(read, chosen, names, attach, row)
        combinations.append((tuple(choice.label for choice in chosen), prompt, tuple(inputs)))
    return combinations


def prompts(template, **values):
    return [prompt for _, prompt, _ in expanded(template, **values)]


def labels(template, **values):
    return [label for label, _, _ in expanded(template, **values)]


def refusal(template, **values):
    with pytest.raises(PromptError) as caught:
        expanded(template, **values)
    lines = caught.value.lines()
    assert len(lines) <= 4
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a {red|blue} cat", ["a red cat", "a blue cat"]),
        ("{a|b}{c|d}", ["ac", "ad", "bc", "bd"]),
        ("{a|b|}!", ["a!", "b!", "!"]),
        ("x{|very} y", ["x y", "xvery y"]),
        ("{style=oil|ink}: {style}", ["oil: oil", "ink: ink"]),
        ("{style}, {style=oil|ink}", ["oil, oil", "ink, ink"]),
        ("{style=oil}, {style}", ["oil, oil"]),
        ("{ a | b }", [" a ", " b "]),
        ("{style= oil |ink}", [" oil ", "ink"]),
        ("{color: red|blue}", ["color: red", "blue"]),
        ("{x | x>0}", ["x ", " x>0"]),
        ("{one {animal}|two {animal}s}", ["one cat", "two cats"]),
        ("{{animal}|dog}", ["{cat|dog}"]),  # it might be JSON
        ("{{red|blue}}", ["{red|blue}"]),
        ("{{ {red|blue} }}", ["{ red }", "{ blue }"]),
        (r"{a\|b|c}", ["a|b", "c"]),
        (r"{\{x\}|y}", ["{x}", "y"]),
        ("{a {do this}|b}", ["a {do this}", "b"]),
        ("{größe=klein|groß} {größe}", ["klein klein", "groß groß"]),
        ("{a|a}x", ["ax", "ax"]),
        ("{*items}", ["first", "last"]),
        ("{ *items } {style=*items}", ["first first", "first last", "last first", "last last"]),
        ("{*numbers}", ["1", "2", "3"]),
        ("{*obj.things}", ["p", "q"]),
        ('{kind=*keys["k"]}', ["r", "s"]),
        ("{*table}", ["one", "two"]),
        ('{"colour": "{red|blue}"}', ['{"colour": "red"}', '{"colour": "blue"}']),
        ("{items[0]|b}", ["items[0]", "b"]),
        ("{\n a\n|\n b\n}", ["\n a\n", "\n b\n"]),
        ("{a|b} | c || d", ["a | c || d", "b | c || d"]),
        ("{a|b", ["{a|b"]),
        ("a|b}", ["a|b}"]),
        ("{style=*a|b}", ["*a", "b"]),
        ("{a=*|+|-}", ["*", "+", "-"]),
        ("{*range(8)|b}", ["*range(8)", "b"]),
        ('{a=*keys["lists"][0]}', ["t", "u"]),
    ],
)
def test_each_combination_leftmost_slowest(template, expected):
    values = {
        "animal": "cat",
        "items": ["first", "last"],
        "numbers": range(1, 4),
        "obj": SimpleNamespace(things=("p", "q")),
        "keys": {"k": ["r", "s"], "lists": [["t", "u"]]},
        "table": {"a": "one", "b": "two"},
    }
    assert prompts(template, **values) == expected


def test_labels_name_what_is_tried():
    assert labels("{style=oil|ink} {cat|}") == [
        ("oil", "cat"),
        ("oil", ""),
        ("ink", "cat"),
        ("ink", ""),
    ]
    assert labels("{*pets}", pets={"small": "a cat", "large": "a horse"}) == [
        ("small",),
        ("large",),
    ]
    assert labels("{*n}", n=[1, 2.5]) == [("1",), ("2.5",)]
    assert labels("{a {x}|b}", x="y") == [("a {x}",), ("b",)]


LONG = "an oil painting on old wood after the manner of the masters of Delft, all of it in "


@pytest.mark.parametrize(
    ("template", "values"),
    [
        (f"{{style={LONG}red|{LONG}blue|{LONG}green}}", None),
        ("{oil|oil |oil\n}", None),
        ("{*values}", [LONG + "red", LONG + "blue", LONG + "green"]),
        ("{*values}", ["oil", "oil ", "oil\t"]),
        ("{*values}", ["oil", "oil", "oil "]),
        ("{*values}", {LONG + "red": "a", LONG + "blue": "b", LONG + "green": "a"}),
        ("{*values}", {LONG + "red": Photo(), LONG + "blue": Photo(), LONG + "green": Photo()}),
        ("{*values}", [Photo("cat.png"), Photo("cat.png"), Photo("dog.png")]),
        ("{*values}", [Pixels("cat.png"), Pixels("cat.png"), Pixels("dog.png")]),
    ],
)
def test_labels_that_would_read_alike_have_their_number_in_front(template, values):
    found = [label for (label,) in labels(template, values=values)]
    assert [label[:3] for label in found] == ["1: ", "2: ", "3: "]
    assert found[0][3:].startswith(("an oil", "oil", "cat"))


def test_labels_that_read_differently_have_no_number():
    assert labels("{*x}", x=[LONG[:70] + "red", LONG[:70] + "blue"]) == [
        (LONG[:70] + "red",),
        (LONG[:70] + "blue",),
    ]
    [(label,)] = labels(f"{{style={LONG}red}}")
    assert label.startswith("an oil")


@pytest.mark.parametrize("values", [["7", "7"], [7, "7"], [PHOTO, PHOTO]])
def test_a_value_that_is_there_twice_has_one_label(values):
    assert len(set(labels("{*values}", values=values))) == 1
    assert labels("{cat|cat}") == [("cat",), ("cat",)]


def test_an_axis_beats_a_variable_of_its_name():
    assert prompts("{style} {style=oil|ink}", style="ignored") == ["oil oil", "ink ink"]


def test_pictures_can_be_tried():
    red, blue = Photo("red"), Photo()
    found = expanded("a {kind=*photos} by night, {kind}", photos=[red, blue])
    assert [prompt for _, prompt, _ in found] == ["a image 1 by night, image 1"] * 2
    assert [inputs for _, _, inputs in found] == [(red,), (blue,)]
    assert [label for label, _, _ in found] == [("red",), ("picture 2",)]


def test_a_list_of_pictures_as_a_choice_is_refused_without_a_way_that_there_is_not():
    class Named(Photo):
        def __repr__(self):
            return self.name

    for several in ([[Named("a"), Named("b")]], {"both": (Named("a"), Named("b"))}):
        told = refusal("{l=*m}", m=several)
        assert told.endswith("{l=*m} holds several pictures, and a placeholder stands for one")


@pytest.mark.parametrize(
    "value",
    [
        *(None, math.nan, Decimal("NaN"), Decimal("sNaN"), complex("nan"), pd.NA, pd.NaT),
        *(np.float16("nan"), np.float32("nan"), np.float64("nan"), np.longdouble("nan")),
        *(np.datetime64("NaT"), np.timedelta64("NaT", "s")),
    ],
)
def test_a_value_that_stands_for_none_is_not_inserted(value):
    words = "is None" if value is None else "is a missing value"
    for template in ("a {pet}", "a {pet:>4}", "a {*pets}", "a {pets[0]}"):
        assert words in refusal(template, pet=value, pets=[value])
    assert words in refusal("a {pet}", row={"pet": value})


def test_numbers_and_days_that_are_there_are_inserted():
    there = [0, Decimal(0), np.float32(2.5), np.int8(3), np.datetime64("2026-11-29"), np.ones(1)]
    assert prompts("{*x}", x=there) == ["0", "0", "2.5", "3", "2026-11-29", "[1.]"]


def doubling(axes, last):
    inner = (f"{{a{at}={{a{at + 1}}}{{a{at + 1}}}}}" for at in range(axes))
    return "".join([*inner, f"{{a{axes}={last}}}"])


def test_axes_that_double_each_other_are_filled_once():
    read = []

    class Noisy:
        def __str__(self):
            read.append(self)
            return "x"

    [prompt] = prompts(doubling(12, "{noisy}"), noisy=Noisy())
    assert prompt == "x" * (2**13 - 1)
    assert len(read) == 1
    assert "longer than 1,000,000 characters" in refusal(doubling(60, "x"))
    assert prompts("a cat" + doubling(60, "{nothing}"), nothing="") == ["a cat"]


def test_pictures_of_a_choice_that_stands_twice_are_attached_once_and_in_order():
    red, blue = Photo("red"), Photo("blue")
    [(_, prompt, inputs)] = expanded("{a={b} {b}} {b={red}} {blue} {a}", red=red, blue=blue)
    assert prompt == "image 1 image 1 image 1 image 2 image 1 image 1"
    assert inputs == (red, blue)


def test_a_value_is_never_read_again():
    assert prompts("{x|{x}}", x="{a|b}") == ["x", "{a|b}"]
    assert prompts("{*x}", x=["{a|b}", "{y}", "@12", "{{"]) == ["{a|b}", "{y}", "@12", "{{"]


def test_rows_fill_columns_by_their_exact_name():
    row = {"name of it": "teapot", "a|b": "bar", "photo": Photo(), "{": "brace", "x:y": "colon"}
    [(_, prompt, inputs)] = expanded("{name of it} {a|b} {photo} {x:y} {other thing}", row=row)
    assert prompt == "teapot bar image 1 colon {other thing}"
    assert inputs == (row["photo"],)
    assert prompts("{name}", row={"name": "row"}, name="variable") == ["row"]
    assert prompts("{name=a|b}", row={"name": "row"}) == ["a", "b"]


ROW = {
    "price": 2.25, "box": {"k": "red"}, "day": date(2026, 1, 2), "unit price": 0.5, "größe": 3,
    "photos": [Photo(), Photo()], "a.b": "dot", "note": SimpleNamespace(text="hi"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("template", "prompt"),
    [
        ("{price} {price:.2f} { price } {\tprice }", "2.25 2.25 2.25 2.25"),
        ("{price:.1f} {price:>6}", "2.2   2.25"),
        ("{box[\"k\"]} { box['k'] }", "red red"),
        ("{note.text} {a.b} { a.b } {a.b:>4}", "hi dot dot  dot"),
        ("{day:%d %b}", "02 Jan"),
        ("{unit price} { unit price } {unit price:.2f}", "0.5 0.5 0.50"),
        ("{gro\u0308ße:.1f} {größe}", "3.0 3"),
        ("{price: low} {price, high}", "{price: low} {price, high}"),
        ("{photos[0]}", "image 1"),
    ],
)
def test_a_column_beats_a_variable_however_it_is_written(template, prompt):
    variables = dict.fromkeys(("price", "box", "day", "größe", "note", "photos", "a"), Photo("a"))
    assert prompts(template, row=ROW, **variables) == [prompt]
    assert prompts(template, row=ROW) == [prompt]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{n=*numbers} {n:.2f}", ["1.5 1.50", "2.25 2.25"]),
        ("{style=oil|ink} { style } {style:>4} {style[0]}", ["oil oil  oil o", "ink ink  ink i"]),
        ("{pet=*pets} {pet.name}", ["fox Rex"]),
        ("{größe=klein} {gro\u0308ße:>6}", ["klein  klein"]),
        ("{style=*style} {style:>4}", ["oil  oil"]),
    ],
)
def test_an_axis_beats_a_variable_however_it_is_written(template, expected):
    class Fox(str):
        name = "Rex"

    values = {"numbers": [1.5, 2.25], "pets": [Fox("fox")], "style": ["oil"], "n": 99, "pet": 99}
    assert prompts(template, größe=99, **values) == expected


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{price:q}", "{price} can't be read"),
        ('{box["x"]}', "can't be read"),
        ("{price.missing}", "can't be read"),
        ("{note.__class__}", "private"),
        ("{price()}", "no value that can be inserted"),
        ("{price!r}", "no value that can be inserted"),
        ("{*photos}", "names a column"),
        ("{p=*box['k']}", "names a column"),
        ("{*unit price}", "names a column"),
        ("{Unit price}", "Write {unit price}."),
        ("{ unit   price }", "Write {unit price}."),
        ("{\tUNIT PRICE}", "Write {unit price}."),
        ("{photos}", "{photos[0]} is the first"),
        ("{style=1|2} at {style:.2f}", "{style} can't be read"),
        ("{style=1|2} {style.upper}", "to call"),
        ("{style=1|2} {*style}", "names an axis"),
        ("{price=low|high} at {price}", "{price} names an axis and a column"),
        ("at { price:.2f}: {price=low|high}", "names an axis and a column"),
        ("{price=low} {at {price}|free}", "names an axis and a column"),
        ("{größe=1|2} {gro\u0308ße}", "names an axis and a column"),
    ],
)
def test_what_a_column_or_an_axis_has_not_is_said(template, words):
    values = dict.fromkeys(("price", "box", "note", "photos", "style"), (1,))
    told = refusal(template, row=ROW, **values)
    assert words in told
    assert "{*photos}" not in told or template == "{*photos}"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{style=oil|ink} {style=a|b}", "two axes are called 'style'"),
        ("{a={a} x|y}", "the choices of {a} need {a} itself"),
        ("{a={b}|x} {b={c} z|y} {c=1|{a}}", "itself"),
        ("{ａ=x|{a.upper}}", "{a} itself"),
        ("{a|{b|c}}", "axis inside an axis"),
        ("{a|{x=b}}", "axis inside an axis"),
        ("{a|{*items}}", "axis inside an axis"),
        ("{a|@12}", "looks like a picture"),
        ("{a| @last |b}", "{*pictures}"),
        ("{style=@12}", "looks like a picture"),
        ("{* items}", "Write {*items}."),
        ("{ *\titems }", "Write {*items}."),
        ("{a|{* items}}", "Write {*items}."),
        ("{*nothing}", "nothing to choose from"),
        ("{*itms}", "Did you mean items?"),
        ("{*huge_number}", "its value 1 is a number of 5,000 digits: too long"),
        ("{*text}", "a str"),
        ("{*raw}", "a bytes"),
        ("{*a_set}", "a set"),
        ("{*stream}", "list_iterator"),
        ("{*frame}", "can't be an axis"),
        ("{*huge}", "more than 10,000"),
        ("{*holes}", "is None"),
        ("{*nan}", "missing value"),
        ("{*calls}", "to call"),
        ("{*broken}", "out of paint"),
        ("{style=}", "no value that can be inserted"),
        ("{a==b}", "no value that can be inserted"),
        ("{x|y} {z}", "not defined"),
        ("{|}", "the prompt is empty"),
    ],
)
def test_what_cannot_be_an_axis_is_said(template, words):
    class Broken:
        def __str__(self):
            raise ValueError("out of paint")

    values = {
        "items": ["first"], "nothing": [], "text": "abc", "raw": b"abc", "a_set": {1, 2},
        "stream": iter([1]), "frame": SimpleNamespace(ndim=2, tolist=list), "huge": range(10**9),
        "huge_number": [10**5000],
        "holes": ["a", None], "nan": [float("nan")], "calls": [len], "broken": [Broken()],
    }  # fmt: skip
    assert words in refusal(template, **values)


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("name", ["names", "one", "neg"], "Did you mean names? "),
        ("pett", ["pet", "txt", "plt"], "Did you mean pet? "),
        ("itms", ["items", "item", "its"], "Did you mean items or its or item? "),
        ("zebra", ["pet"], ""),
    ],
)
def test_a_near_name_leaves_no_room_for_far_ones(name, known, hint):
    words = refusal(f"a {{{name}}}", **dict.fromkeys(known, "x"))
    assert hint in words
    assert ("Did you mean" in words) == bool(hint)


@pytest.mark.parametrize(
    "template",
    [
        "{a=*range(8)}",
        "{a=*[1, 2]}",
        "{a= *range(8)}",
        "{a=* items}",
        "{a=*items[i]}",
        "{a=*items[1:]}",
        "{a=*items + items}",
        "{a=*'red blue'.split()}",
        "{*items()}",
        "{ *items.copy() }",
        "{* range(8)}",
        "{*items[1:]}",
        "{*[1, 2]}",
        "{*(1, 2)}",
        '{*"red blue".split()}',
        "{*items:.2f}",
        "{*items!r}",
    ],
)
def test_a_star_before_an_expression_is_refused_with_the_way_to_write_it(template):
    said = refusal(f"a {template} cat", items=["first", "last"])
    assert "nothing in a prompt is called or computed" in said
    assert "values = list(range(8))" in said
    assert ("{a=*values}" if "a=" in template else "{*values}") in said
    assert "--raw" in said


# -- properties -----------------------------------------------------------------------

PIECES = st.sampled_from(
    ["{", "}", "{{", "}}", "|", "\\", "\\{", "\\|", "a", " ", "=", "*", "style", "{a|b}", "x",
     "{x}", "{style=", "{*x}", '"', "[", "]", "'", "\n", ":", "@1", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_read_is_written_as_it_was(template):
    try:
        read = parse(template)
    except PromptError:
        return
    assert read.source == template
    for axis in read.axes:
        assert axis.source.startswith("{")
        assert axis.values is not None or len(axis.choices) >= 1


@given(st.text(st.characters(exclude_characters="{}\\", exclude_categories=["Cs"]), min_size=1))
def test_text_without_groups_arrives_byte_for_byte(text):
    if not is_blank(text):
        assert prompts(text) == [text]


@given(st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()))
def test_a_value_of_any_text_is_sent_as_it_is(text):
    assert prompts("{x}{a|b}", x=text) == [text + "a", text + "b"]


CHOICE = st.text(st.characters(exclude_characters="{}|\\@", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(CHOICE, min_size=2, max_size=6))
def test_choices_arrive_verbatim(choices):
    assume(not choices[0].startswith("="))  # "kind==" is no name
    template = ".{kind=" + "|".join(choices) + "}."
    assert prompts(template) == [f".{choice}." for choice in choices]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "template",
    [
        "{a|" * 20_000,
        "{a|b}" * 20_000,
        "{" * 50_000 + "a|b" + "}" * 50_000,
        "{a" + "|b" * 50_000 + "}",
        "{a|" + "{do this} " * 20_000 + "}",
        "{a|" + "{x " * 20_000 + "}" * 20_000 + "|b}",
        "{style=" * 20_000,
        "\\{" * 50_000 + "{a|b}",
        "{*" * 30_000,
        '{x["' * 20_000 + "|",
    ],
)
def test_nothing_is_slow_to_read(template, quick):
    with quick(), contextlib.suppress(PromptError):
        parse(template)  # quadratic time takes minutes here


@pytest.mark.parametrize(
    "text",
    [
        "{@}",
        "{@frog-1}",
        "{*@12}",
        "{a=*@last}",
        "{ @12.2.3 }",
        "{*@pickd}",
        "{@picked!}",
        "{@12-14}",
    ],
)
def test_what_looks_like_a_picture_and_is_none_is_never_sent_as_text(text):
    with pytest.raises(PromptError, match="is no picture"):
        parse(f"make {text} night")


@pytest.mark.parametrize("text", ["{@media print}", "{@link a}", "{a@b.org}", "{* @x y}", "@12"])
def test_other_words_with_an_at_arrive_as_they_are(text):
    assert parse(text).axes == ()
    assert parse(text).nodes == (Text(text, text),)
