"""The fields of a search, as the errors and the completion name them."""

from __future__ import annotations

__all__ = ["FIELDS", "STATES"]

STATES = (
    "starred", "rated", "done", "failed", "unknown", "sketch", "edit", "pasted", "unpasted",
    "failing", "deleted",
)  # fmt: skip

FIELDS = {
    "model": "the model that was asked, or that answered, or the start of its name",
    "is": f"{', '.join(STATES[:-1])} or {STATES[-1]}",
    "tag": "a word it was tagged with",
    "input": "made from this generation, such as @12, or from the picture of that hash",
    "since": "from then on: a day such as 2026-11-01, a month such as 2026-11, or 7d, 24h, 2w ago",
    "until": "up to then, with that day or month: the same values",
    "before": "up to then, without that day or month: the same values",
    "month": "a month such as 2026-11",
    "rating": "so many stars or more",
    "outside": "edits of a region whose model changed so many percent or more of the rest: 40",
    "overshoot": "edits of which so many percent or more lay outside their region: 3",
    "like": "what looks like that picture, such as @12; the nearest first",
    "check": "checked so: text, size, alpha, changed, only, or a function of yours",
    "name": "the variable it was bound to",
}
