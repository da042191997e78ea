"""Habits: words of other tools and of word processors, each with ours for it.

People type the options they know from elsewhere. The nearest spelling among ours is then an
odd suggestion: ``--seed`` is no misspelt ``--size``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..text import nearest, undashed

__all__ = ["COMMANDS", "OPTIONS", "command_hint", "dash_hint", "hyphened", "option_hint"]

_SHAPE = "Write --aspect 16:9 for the shape, --size 2K for the size."
_OWN_FIELDS = "a field of the gateway's own goes into --extra JSON."

OPTIONS = {
    "seed": "The models have no seed: --take 2 is a prompt's second picture, --again a new one.",
    "quality style negative negative-prompt no stylize chaos weird tile background transparent "
    "mood lighting": f"Say it in the prompt; {_OWN_FIELDS}",
    "steps cfg cfg-scale guidance guidance-scale sampler scheduler strength denoise temperature "
    "top-p max-tokens clip-skip lora": f"The models know no such number; {_OWN_FIELDS}",
    "width height ar ratio aspect-ratio resolution dimensions image-size shape": _SHAPE,
    "prompt p text message": "The prompt goes below the line.",
    "image images input inputs img ref reference init init-image source photo edit mask":
        "Write -i REF.",
    "output out o file filename path dest": "Write --save PATH.",
    "num number samples batch batch-size repeat": "Write -n 4 for four pictures.",
    "key api-key token bearer password":
        "No key stands in a cell: set IMAGEGEN_API_KEY, or %imagegen use NAME --ask-key",
    "url base-url api-base endpoint provider host server": "Write --gateway NAME.",
    "force no-cache refresh rerun redo new": "Write --again for another picture.",
    "name var variable": "The name is the line's first word: %%imagegen frog",
    "silent hide no-display": "Write -q.",
    "verbose v": "Write --debug.",
    "format type": "The model chooses the type of a picture, and --save corrects the ending.",
    "cost budget price": "Write --max-cost USD.",
    "dry preview": "Write --dry-run.",
    "table data df csv": "Write --rows VAR.",
    "async no-wait noblock detach": "Write --bg.",
}  # fmt: skip

COMMANDS = {
    "list ls find search all recent log": "%imagegen history",
    "open view display get": "%imagegen show REF",
    "remove rm del": "%imagegen delete REF",
    "undo undelete restore": "%imagegen delete --undo",
    "star favourite favorite like": "%imagegen tag REF starred",
    "cost costs price usage budget": "%imagegen spend",
    "gateway login key provider url": "%imagegen use GATEWAY --ask-key",
    "settings options info version env": "%imagegen status",
    "config set setting": "%config ImageGen.model = 'gpt-image'",
    "stop abort kill": "%imagegen cancel",
    "gallery ui gui app": "%imagegen panel",
    "compare": "%imagegen diff REF REF",
    "tree parents origin": "%imagegen lineage REF",
    "backup zip share": "%imagegen export FILE",
    "load": "%imagegen import FILE",
    "clean purge empty": "%imagegen prune",
    "comment annotate": "%imagegen note REF TEXT",
    "model": "%imagegen models",
    "save download": "frog.save('frog'), or --save PATH in the cell",
    "edit change": "%%imagegen -i REF, with the prompt below it",
    "generate make create draw paint render imagine new picture image":
        "%%imagegen, with the prompt below it in the cell",
}  # fmt: skip


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {word: ours for words, ours in table.items() for word in words.split()}


_BY_OPTION, _BY_COMMAND = _by_word(OPTIONS), _by_word(COMMANDS)


def option_hint(flag: str, flags: Mapping[str, bool]) -> str:
    """Return the next step for an option that isn't ours.

    Parameters
    ----------
    flag
        The word, as typed.
    flags
        Ours, each with whether it takes a value.
    """
    word = flag.lstrip("-").lower().replace("_", "-")
    if word in _BY_OPTION:
        return _BY_OPTION[word]
    import difflib

    # Compared without the hyphens, which all of them have.
    ours = {one.lstrip("-"): one for one in flags if one.startswith("--")}
    near = difflib.get_close_matches(word, ours, n=1, cutoff=0.7)
    if near:
        return f"Did you mean {ours[near[0]]}?"
    if len(word) == 1 and f"-{word}" in flags:
        return f"Did you mean -{word}?"
    if flags.get(flag[:2]):
        return f"Write a space: {flag[:2]} {flag[2:]}"
    return "See %imagegen help."


def command_hint(name: str, names: Iterable[str]) -> str:
    """Return the subcommand that another tool's word stands for, or the nearest spelling."""
    ours = _BY_COMMAND.get(name.lower())
    return f"Write {ours}." if ours else nearest(name.lower(), names)


def dash_hint(word: str) -> str:
    """Return the next step for an option whose hyphens became a dash; empty for others."""
    option = hyphened(word).partition("=")[0]
    return f"Write {option} with hyphens." if option else ""


def hyphened(word: str) -> str:
    """Return the option that a word is which begins with a dash; empty for others."""
    rest = undashed(word)
    if not rest or not word.removesuffix(rest).strip("-"):
        return ""
    return f"{'-' if len(rest.partition('=')[0]) == 1 else '--'}{rest}"
