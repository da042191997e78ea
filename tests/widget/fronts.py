"""Stand-ins for the browser: they send messages to a panel, and keep the answers."""

from __future__ import annotations

import threading
import time
from typing import get_args

from ipyimagegen.widget import incoming, outgoing

DEADLINE = 60
PAGE = {
    "query": "", "arrangement": "time", "zone": "UTC", "start": 0, "count": 60,
    "entries": False, "tiles": False,
}  # of groups  # fmt: skip


def kind_of(struct):
    return struct.__struct_config__.tag


COMPOSED = {
    "template": "a cat", "models": [], "aspect": "", "takes": 1, "inputs": [], "together": True,
    "only": [], "crop": False, "options": "",
}  # fmt: skip
STRUCTS = {kind_of(one): one for one in get_args(incoming.Incoming)}


class Front:
    """A view of the panel, without a browser."""

    def __init__(self, panel):
        self.panel = panel
        self.received = []
        self.asked = {}
        self.unfit = []  # answers that their messages don't have
        self.arrived = threading.Condition()
        panel.send = self.keep

    def keep(self, content, buffers=None):
        asked = self.asked.get((content.get("view"), content.get("id")))
        if asked and content["kind"] not in {"refused", *map(kind_of, outgoing.ANSWERS[asked])}:
            self.unfit.append((asked, content))
        with self.arrived:
            self.received.append((content, buffers or []))
            self.arrived.notify_all()

    def ask(self, kind, buffers=(), **fields):
        if kind == "generate":
            fields = {"confirmed": 0, **fields}
        if STRUCTS.get(kind) in outgoing.ANSWERS:
            self.asked[fields.get("view"), fields.get("id")] = STRUCTS[kind]
        self.panel._handle_custom_msg({"kind": kind, **fields}, list(buffers))

    def wait(self, kind, count=1, **fields):
        """Wait for the count-th message of a kind, and return it."""

        def found():
            return [
                (content, buffers)
                for content, buffers in self.received
                if content["kind"] == kind
                and all(content.get(name) == value for name, value in fields.items())
            ]

        with self.arrived:
            assert self.arrived.wait_for(lambda: len(found()) >= count, DEADLINE), self.received
        return found()[count - 1]

    def wait_for_plan(self, words, fine):
        """Wait until the last plan that was told says so; it is told again when things change."""

        def is_told():
            plans = [content for content, _ in self.received if content["kind"] == "plan"]
            return plans and (words_of(plans[-1]), plans[-1]["fine"]) == (words, fine)

        with self.arrived:
            assert self.arrived.wait_for(is_told, DEADLINE), self.received


def in_one_go(front):
    """Let all that is asked for be one burst, however long the machine takes for it."""
    burst = front.panel._burst
    burst._clock = lambda: burst._last


def words_of(plan):
    """Return the line of a plan."""
    return "".join(part["words"] for part in plan["parts"])


def groups_of(front, query="", arrangement="time"):
    """The groups of a search, and what stands in all of them, as a view asks for it."""
    front.asked_groups = getattr(front, "asked_groups", 1_000_000) + 1
    asked = {"view": "v", "id": front.asked_groups}
    front.ask("groups", **PAGE | {"query": query, "arrangement": arrangement}, **asked)
    found = front.wait("groups", **asked)[0]
    if not found["groups"]:
        return found, []
    front.asked_groups += 1
    asked = {"view": "v", "id": front.asked_groups}
    pages = [{"group": group["key"], "start": 0} for group in found["groups"]]
    front.ask("entries", query=query, pages=pages, count=60, **asked)
    pages = front.wait("entries", **asked)[0]["pages"]
    return found, [entry for page in pages for entry in page["entries"]]


def entry_of(front, place=0):
    return [one for one in groups_of(front)[1] if one["number"]][place]


def tell(kernel, panel, content, subshell=None, buffers=()):
    """Send a message to a panel of a real kernel, as a front end does."""
    client = kernel.client
    data = {"method": "custom", "content": content}
    message = client.session.msg("comm_msg", {"comm_id": panel, "data": data})
    message["buffers"] = list(buffers)
    if subshell is not None:
        message["header"]["subshell_id"] = subshell
    client.shell_channel.send(message)
    return message["header"]["msg_id"]


def heard(kernel, kind, seconds=DEADLINE):
    """Wait for a message of the panel, and return it with the other messages until then."""
    others = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        message = kernel.client.get_iopub_msg(timeout=seconds)
        content = message["content"].get("data", {})
        if message["msg_type"] == "comm_msg" and content.get("content", {}).get("kind") == kind:
            return content["content"], message, others
        others.append(message)
    raise AssertionError(f"no {kind}: {others}")
