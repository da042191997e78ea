r"""The prompt grammar: inserted values, attached pictures, and text that arrives as it is."""

from __future__ import annotations

import contextlib
import math
import string
import time
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipyimagegen.errors import PromptError
from ipyimagegen.prompts.grammar import parse
from ipyimagegen.prompts.values import Names, fill, resolve_axes
from ipyimagegen.text import is_blank


class Photo:
    """Stands for a picture."""


PHOTO, OTHER = Photo(), Photo()


def expansion(template, *, inputs=(), **values):
    """Return the prompt, and the inputs as (value, name): those of before, then the new ones."""
    attached = list(inputs)

    def attach(value, name):
        known = [position for position, (one, _) in enumerate(attached, 1) if one == value]
        if not known:
            attached.append((value, name))
        return known[0] if known else len(attached)

    names = Names(values.__getitem__, values, lambda value: isinstance(value, Photo))
    read = parse(template)
    assert read.source == template
    assert resolve_axes(read, names) == ()
    return fill(read, (), names, attach), attached


def sent(template, **values):
    return expansion(template, **values)[0]


def refusal(template, **values):
    with pytest.raises(PromptError) as caught:
        expansion(template, **values)
    lines = caught.value.lines()
    assert len(lines) <= 4
    return "\n".join(lines)


class Broken:
    def __str__(self):
        raise ValueError("out of paint")

    def __format__(self, spec):
        raise ValueError("out of paint")

    @property
    def colour(self):
        raise RuntimeError("out of paint")


VALUES = {
    "animal": "cat",
    "row": {"k": "red", "a}b": "brace", "a|b": "bar", "{animal}": "key"},
    "items": ["first", "last"],
    "x": math.pi,
    "obj": SimpleNamespace(attr="blue", _secret="hidden", inner=SimpleNamespace(name="deep")),
    "größe": "groß",
    "रंग": "लाल",
    "empty": "",
}


@pytest.mark.parametrize(
    ("template", "prompt"),
    [
        ("a {animal}", "a cat"),
        ("a { animal }", "a cat"),
        ("{animal}{animal}", "catcat"),
        ("{obj.attr} {obj.inner.name}", "blue deep"),
        ('{row["k"]}', "red"),
        ("{row['k']}", "red"),
        ('{row["a}b"]} {row["a|b"]} {row["{animal}"]}', "brace bar key"),
        ("{items[0]} {items[-1]}", "first last"),
        ("{x:.2f} {animal:>5}", "3.14   cat"),
        ("{größe} {gro\u0308ße}", "groß groß"),
        ("{रंग}", "लाल"),
        ("a{empty}b", "ab"),
        (r"\{animal\}", "{animal}"),
        (r"\{{animal}\}", "{cat}"),
        ("{{animal}}", "{animal}"),
        ("{{ {animal} }}", "{ cat }"),
        ("{{{animal}}}", "{cat}"),
        ("{{{{animal}}}}", "{{animal}}"),
        ("{{}}", "{}"),
        ("{{empty} {animal}}", "{ cat}"),
        ("a } b }} c", "a } b }} c"),
        ("{animal", "{animal"),
        ('{row["k"] {animal}', '{row["k"] cat'),
    ],
)
def test_values_and_braces(template, prompt):
    assert sent(template, **VALUES) == prompt


@pytest.mark.parametrize(
    "prompt",
    [
        '{"subject": "a cat", "style": {"name": "oil", "tags": ["a", "b"]}}',
        '{\n  "scene": {\n    "light": "dusk",\n    "colours": ["#fff", "#000"]\n  }\n}',
        "[{}, {'a': {}}]",
        "{ }",
        "body { color: red; } h1 {\n  margin: 0 auto;\n}",
        "{color: red}",
        "{a, b} {do this} {3 cats} {x²}",
        "{*zoom: 1} {**bold**} {*italic words*} {* a point}",
        "{@media print and screen}",
        "$5, 50% off, #9F2B68, <x>, [x], (x:1.3), a|b, C:\\pictures\\new",
        r"\alpha_1 \left| x \right| \| \\ \n",
        "E = mc^2, \\sqrt[3]2",
        "ein kleiner Frosch, fotorealistisch – „grün“",
        "一只戴着皇冠的小青蛙，写实",
        "صورة ضفدع صغير",
        "मुकुट पहने मेंढक 👩🏽‍🎨",
        "{می\u200cخواهم یک قورباغه} {👩🏽\u200d🎨} {le chat\xa0: noir} {rouge\xa0et bleu}",
        "trailing spaces   \n\n\tand tabs",
    ],
)
def test_real_prompts_arrive_as_they_are(prompt):
    assert sent(prompt, **VALUES) == prompt


@pytest.mark.parametrize(
    ("template", "prompt"),
    [
        ('{"subject": "{animal}"}', '{"subject": "cat"}'),
        ('{"subjects": ["{animal}"]}', '{"subjects": ["cat"]}'),
        ('{"subjects": ["{animal}", "it\'s {row["k"]}"]}', '{"subjects": ["cat", "it\'s red"]}'),
        ("{do this with {animal}}", "{do this with cat}"),
        ('tags["{animal}"]', 'tags["cat"]'),
    ],
)
def test_values_inside_literal_braces(template, prompt):
    assert sent(template, **VALUES) == prompt


def test_pictures_are_attached_once_and_numbered_after_the_inputs():
    given = [(Photo(), "first"), (Photo(), "second")]
    prompt, attached = expansion(
        "{a} beside {b} and {a}, {c} {@12} {@12}", inputs=given, a=PHOTO, b=OTHER, c=PHOTO
    )
    assert prompt == "image 3 beside image 4 and image 3, image 3 image 5 image 5"
    assert attached == [*given, (PHOTO, "a"), (OTHER, "b"), ("@12", "@12")]


def test_picture_in_a_row_or_an_attribute_is_attached():
    prompt, attached = expansion(
        '{row["photo"]} {obj.photo}', row={"photo": PHOTO}, obj=SimpleNamespace(photo=OTHER)
    )
    assert prompt == "image 1 image 2"
    assert [name for _, name in attached] == ['row["photo"]', "obj.photo"]


def test_picture_takes_no_format():
    assert "picture" in refusal("{photo:.2f}", photo=PHOTO)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "{value}"),
        (len, "{value}"),
        (Photo, "{value}"),
        (math, "module"),
        (b"bytes", "bytes"),
        (bytearray(b"bytes"), "bytearray"),
        (memoryview(b"bytes"), "memoryview"),
        (object(), "object"),
        ((letter for letter in "ab"), "generator"),
        ([object()], "list"),
        (Broken(), "{value}"),
        ("x" * 1_000_001, "{value}"),
        ("half \ud83d", "half"),
    ],
)
def test_values_without_readable_text_are_refused(value, words):
    assert words in refusal("a {value}", value=value)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{animl}", "animal"),
        ("{animl}", "--raw"),
        ("{animl.name}", "animal"),
        ("{obj._secret}", "private"),
        ("{obj.missing}", "obj.missing"),
        ('{row["missing"]}', "row"),
        ("{items[7]}", "items[7]"),
        ("{animal.upper}", "animal.upper"),
        ("{broken.colour}", "broken.colour"),
        ("{x:q}", "{x"),
        ("{animal:>9999999999}", "animal"),
        ("{animal()}", "--raw"),
        ("{animal!r}", "--raw"),
        ("{animal[}", "--raw"),
        ("{animal.5}", "--raw"),
        ("{x==1}", "--raw"),
        ("{color:red}", "--raw"),
        ('{*row["}"]}', "--raw"),
        ("half a pair \ud83d", "surrogate"),
        ("", "empty"),
        (" \n\t", "empty"),
        ("{empty}", "empty"),
        ("\u200b", "empty"),
        ("\ufeff \u2060\n\xad\x00", "empty"),
        ("a {animal\u200b}", "U+200B zero width space"),
        ("{\ufeffanimal} x", "U+FEFF"),
        ("{ani\u2060mal.name}", "U+2060 word joiner"),
        ("{x\u200b:.2f}", "U+200B"),
        ("{animal\xa0}", "U+00A0 no-break space"),
        ("{*items\u200b}", "U+200B"),
        ("{pet\u200b=cat}", "U+200B"),
        ("{pet\u200b=cat|dog}", "U+200B"),
        ("{animal\u200b()}", "U+200B"),
    ],
)
def test_what_can_not_be_sent_is_named(template, words):
    assert words in refusal(template, broken=Broken(), **VALUES)


def test_message_is_the_same_on_every_run():
    with pytest.raises(PromptError) as caught:
        sent("{broken}", broken=Broken())
    assert "out of paint" not in str(caught.value)


@given(st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"])))
def test_text_without_braces_arrives_byte_for_byte(text):
    if not is_blank(text):
        assert sent(text) == text


SOUP = st.text("{}\\|[]\"'.:=*@!( \nax1é", max_size=40) | st.text(max_size=40)


@given(SOUP)
@example("{|}")  # an axis of two empty choices
def test_arbitrary_text_is_sent_or_refused(text):
    values = {"a": "A", "x": [1], "ax": {"a": "b"}}
    names = Names(values.__getitem__, values, lambda value: isinstance(value, Photo))
    with contextlib.suppress(PromptError):
        read = parse(text)
        assert read.source == text
        choices = [axis.choices for axis in resolve_axes(read, names)]
        first, last = ([some[place] for some in choices] for place in (0, -1))
        for chosen in (first, last):
            fill(read, chosen, names, lambda value, name: 1)


@given(SOUP)
def test_values_are_never_read_again(value):
    value = value.encode("utf-8", "ignore").decode()
    assert sent("a {value} b", value=value, a="A", x="X") == f"a {value} b"


@given(SOUP)
def test_json_objects_without_our_names_arrive_as_they_are(value):
    import json

    text = json.dumps(
        {"prompt": ["plain", {"note": value.translate(str.maketrans("", "", "{}\\"))}]}
    )
    assert sent(text.replace("\\", "")) == text.replace("\\", "")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "piece",
    ["{", "}", "{a ", "{a:", "{a b", "{a b}", '{x["', '{x["{"]', "{x['{\"", "{ ", "\\{", "{{", "|"],
)
@pytest.mark.parametrize("end", ["", "}"])
def test_time_grows_with_the_length_only(piece, end):
    def seconds(count):
        template = "b " + piece * count + end * count
        started = time.perf_counter()
        with contextlib.suppress(PromptError):
            sent(template, a="A", x="X")
        return time.perf_counter() - started

    seconds(100)
    assert seconds(20_000) < 10  # seconds; quadratic time takes minutes here


def test_names_of_python_only():
    assert sent(f"{{{string.digits}}}") == f"{{{string.digits}}}"
