"""Labels are read back from prompts: which choice of each axis, and which values."""

from __future__ import annotations

import pytest

from ipyimagegen.library.references import is_picture
from ipyimagegen.prompts.labels import PromptReader
from ipyimagegen.prompts.values import Names


def reader(template, **values):
    return PromptReader(template, Names(values.__getitem__, values, is_picture))


def labels(found, *prompts):
    """The labels of each prompt's fields."""
    texts = [found.read(prompt) for prompt in prompts]
    columns = [
        [field.labelled(column)[text] for text in column]
        for field, column in zip(found.fields, zip(*texts, strict=True), strict=True)
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def test_choices_are_found_by_their_texts():
    found = reader("A {style=oil|oil pastel} {*pets}, {style}", pets={"a": "fox", "b": "red fox"})
    assert [field.name for field in found.fields] == ["style", "choice"]
    assert labels(found, "A oil pastel red fox, oil pastel", "A oil fox, oil") == [
        ["oil pastel", "b"],
        ["oil", "a"],
    ]


def test_a_list_that_is_not_here_any_more_is_read_by_the_words_around_it():
    found = reader("A {subject=*pets} in the {place}.")
    assert found.read("A red fox in the old town.") == ["red fox", "old town"]
    assert reader("A {*pets}!", pets=["fox"]).read("A wolf!") == ["wolf"]


def test_the_last_words_are_those_at_the_end():
    assert reader("{a}.").read("one. two.") == ["one. two"]
    assert reader("{a}, {b}").read("one, two, three") == ["one", "two, three"]


def test_columns_may_have_spaces():
    assert reader("A {dog breed}, {mood}").read("A poodle, sad") == ["poodle", "sad"]


@pytest.mark.parametrize("template", ["plain", "", '{"a": 1}', "{x|y", "a {b|{c|d}}"])
def test_a_template_without_placeholders_has_no_labels(template):
    found = reader(template)
    assert found.fields == []
    assert found.read(template) == []


def test_another_prompt_is_none_of_it():
    assert reader("A {style=oil|ink} cat").read("A dog") is None


def test_labels_are_one_short_line():
    [[label]] = labels(reader("{x}"), "a\nb " * 100)
    assert "\n" not in label
    assert len(label) <= 80


def test_texts_that_begin_alike_are_told_apart():
    [[red], [blue]] = labels(reader("{x}."), "a" * 100 + " red.", "a" * 100 + " blue.")
    assert red.startswith("1: aaa")
    assert blue.startswith("2: aaa")


def test_long_prompts_take_no_time(quick):
    with quick():  # tried in every way, it would take years
        assert reader("{x} " * 100).read("a " * 50_000 + "b") is None
