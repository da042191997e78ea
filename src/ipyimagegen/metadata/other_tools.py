"""Other tools: the forms in which programs write how a picture was made.

Nothing here is believed further than a form's fields are: texts are cut, stripped of
characters that a terminal or a page could act on, and never run, followed or expanded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..text import one_line
from .record import NAME, plain

__all__ = ["Found", "a1111", "comfy", "comment", "invoke", "ours"]

_MOST_PROMPT = 8000  # characters
_MOST_DETAILS = 30
_MOST_NAME = 40
_MOST_VALUE = 200
_MOST_LAST_LINE = 10_000  # of an A1111 text: the search in it is not linear
_MOST_NODES = 20  # followed from a ComfyUI sampler to its prompt

# Inputs by which a ComfyUI node passes a text on.
_TEXT_INPUTS = ("text", "text_g", "t5xxl", "value", "string", "conditioning", "positive")

# Marks of the direction of writing: they can make a prompt look like another one.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Found:
    """How a file says that it was made: never run, never trusted.

    Parameters
    ----------
    written_by
        ``ipyimagegen``, ``A1111``, ``InvokeAI``, ``ComfyUI`` or ``SwarmUI``.
    prompt
        Its lines; cut, and marked with ``…``, after some thousand characters.
    model
        The model that it names; may be empty.
    hash
        SHA-256 of the delivered bytes, by our own record; empty elsewhere.
    uuid
        Of the generation, by our own record; empty elsewhere.
    details
        Other facts, as short printable texts.
    """

    written_by: str
    prompt: str
    model: str = ""
    hash: str = ""
    uuid: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


# -- each program's form ----------------------------------------------------------------


def ours(text: str) -> Found | None:
    """Read our own record."""
    values = _json_object(text)
    if not isinstance(values.get("prompt"), str):
        return None
    parameters, inputs = values.get("parameters"), values.get("inputs")
    names = ("served_by", "created", "size", "take", "template", "inputs", "source", "generator")
    facts = {name: values.get(name) for name in names}
    facts["size"] = f"{_text(values.get('width'))}x{_text(values.get('height'))}"
    facts["inputs"] = ", ".join(map(_text, inputs)) if isinstance(inputs, list) else None
    if isinstance(parameters, dict):
        facts = {**facts, **{key: parameters[key] for key in parameters if key not in facts}}
    hash, uuid = _text(values.get("hash")), _text(values.get("uuid"))
    return Found(
        NAME,
        _prompt(values["prompt"]),
        _name(values.get("model")),
        hash=hash if re.fullmatch("[0-9a-f]{64}", hash) else "",
        uuid=uuid if re.fullmatch("[0-9A-Za-z-]{1,64}", uuid) else "",
        details=_details(facts),
    )


# A1111's own expression, but for the limits, without which a long text takes forever.
_FACT = re.compile(r'(\w[\w \-/]{1,60}):\s{0,9}("(?:\\.|[^\\"]){1,1000}"|[^,]{0,1000})(?:,|$)')


def a1111(text: str) -> Found | None:
    """Read the text that A1111 writes, and that SwarmUI fills with JSON instead."""
    if text.lstrip().startswith("{"):
        return _swarm(text)
    lines = plain(text).strip().split("\n")
    facts = _facts(lines[-1])
    if facts:
        lines.pop()
    negative = next(
        (i for i, line in enumerate(lines) if line.lstrip().startswith("Negative prompt:")),
        len(lines),
    )
    prompt = "\n".join(lines[:negative])
    if negative < len(lines):
        unwanted = "\n".join(lines[negative:]).lstrip().removeprefix("Negative prompt:")
        facts = {"Negative prompt": unwanted, **facts}
    if not prompt.strip() and not facts:
        return None
    written_by = NAME if facts.get("Generator", "").startswith(NAME) else "A1111"
    return _found(written_by, prompt, facts.pop("Model", ""), facts)


def comment(text: str) -> Found | None:
    """Read an EXIF comment, which may be about anything: only facts make it a prompt."""
    if text.lstrip().startswith("{") or _facts(plain(text).strip().rpartition("\n")[2]):
        return a1111(text)
    return None


def _facts(line: str) -> dict[str, str]:
    """Return the facts of an A1111 text's last line; none if it is a line of the prompt."""
    if len(line) > _MOST_LAST_LINE:
        return {}
    pairs: list[tuple[str, str]] = _FACT.findall(line)
    return {key.strip(): _unquoted(value.strip()) for key, value in pairs if len(pairs) >= 3}


def _unquoted(value: str) -> str:
    try:
        return _text(json.loads(value)) if value.startswith('"') else value
    except ValueError:
        return value


def _swarm(text: str) -> Found | None:
    values = _json_object(text).get("sui_image_params")
    if not isinstance(values, dict):
        return None
    rest = {key: value for key, value in values.items() if key not in {"prompt", "model"}}
    return _found("SwarmUI", _text(values.get("prompt")), values.get("model"), rest)


def invoke(text: str) -> Found | None:
    """Read InvokeAI's values."""
    values = _json_object(text)
    if not isinstance(values.get("positive_prompt"), str):
        return None
    model = values.get("model")
    if isinstance(model, dict):
        model = model.get("name") or model.get("model_name")
    facts = _plain_facts(values)
    prompt = facts.pop("positive_prompt")
    facts.pop("model", None)
    return _found("InvokeAI", prompt, model, facts)


def comfy(text: str) -> Found | None:
    """Read ComfyUI's graph of nodes: the text before a sampler, and the sampler's values."""
    nodes = {
        key: node["inputs"]
        for key, node in _json_object(text).items()
        if isinstance(node, dict) and isinstance(node.get("inputs"), dict)
    }
    samplers = [inputs for inputs in nodes.values() if "positive" in inputs]
    prompts = (_linked_text(nodes, inputs["positive"]) for inputs in samplers)
    prompt = next(filter(None, prompts), "") or max(
        (inputs["text"] for inputs in nodes.values() if isinstance(inputs.get("text"), str)),
        key=len,
        default="",
    )
    names = ("ckpt_name", "unet_name", "model_name")
    models = (inputs.get(name) for name in names for inputs in nodes.values())
    model = next((model for model in models if isinstance(model, str)), "")
    if not prompt and not model:
        return None
    first = samplers[0] if samplers else {}
    facts = _plain_facts(first)
    if "negative" in first:
        facts["Negative prompt"] = _linked_text(nodes, first["negative"])
    return _found("ComfyUI", prompt, model, facts)


def _linked_text(nodes: Mapping[str, Mapping[str, Any]], link: object) -> str:
    """Return the text at the other end of a link, through nodes that only pass it on."""
    for _ in range(_MOST_NODES):
        inputs = nodes.get(str(link[0])) if isinstance(link, list) and link else None
        if inputs is None:
            return ""
        values = [inputs[key] for key in _TEXT_INPUTS if key in inputs]
        text = next((value for value in values if isinstance(value, str)), None)
        if text is not None:
            return text
        link = next((value for value in values if isinstance(value, list)), None)
    return ""


# -- texts from outside -----------------------------------------------------------------


def _found(written_by: str, prompt: str, model: object, facts: Mapping[str, Any]) -> Found:
    return Found(written_by, _prompt(prompt), _name(model), details=_details(facts))


def _plain_facts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if not isinstance(value, dict | list)}


def _json_object(text: str) -> dict[str, Any]:
    """Return a JSON object; an empty one for other values, damaged JSON and too deep nesting."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _prompt(text: str) -> str:
    text = _DIRECTIONS.sub("", plain(text[: 2 * _MOST_PROMPT])).strip()
    return text if len(text) <= _MOST_PROMPT else f"{text[: _MOST_PROMPT - 1]}…"


def _name(value: object) -> str:
    return one_line(_text(value), _MOST_VALUE)


def _details(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return facts as short printable texts, the first ones, without the empty ones."""
    details: dict[str, str] = {}
    for key, value in facts.items():
        if len(details) == _MOST_DETAILS:
            break
        name, text = one_line(key, _MOST_NAME), one_line(_text(value), _MOST_VALUE)
        if name and text:
            details[name] = text
    return details
