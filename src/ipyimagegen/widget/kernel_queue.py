"""The kernel's queue: clicks in the panel that wait for the main thread, while that waits itself.

A front end that knows nothing of subshells, and ipykernel before 7, send each message to the
main thread, where the cells run: a cell that waits two minutes for its picture would let the
panel wait as long. So a waiting cell looks through the queue. It takes out what is for the
panel, and hands on all else, in its order, to where the kernel itself would have put it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

__all__ = ["end", "take"]

Message = dict[str, Any]


def take(comm: str) -> list[Message]:
    """Return the messages of a comm that wait for this thread; none where no kernel runs on it.

    An interrupt is to come later: what was read and not handed on would be lost.

    Parameters
    ----------
    comm
        The comm's id.
    """
    kernel = _kernel()
    stream = _stream(kernel)
    if stream is None or not _runs_here(stream):
        return []
    hand_on = stream._recv_callback
    taken: list[Message] = []

    def sort(frames: Sequence[Any]) -> Any:
        message = _message(kernel.session, frames, comm)
        if message is None:
            return hand_on(frames)
        taken.append(message)
        return None

    stream.on_recv(sort, copy=False)
    try:
        stream.flush(1)  # zmq.POLLIN
    finally:
        stream.on_recv(hand_on, copy=False)
    return taken


def end(message: Message) -> None:
    """Tell the front end that a message is done, and that the cell still runs."""
    kernel = _kernel()
    kernel._publish_status("idle", "shell", parent=message)
    kernel._publish_status("busy", "shell")


def _kernel() -> Any:
    from IPython.core.getipython import get_ipython

    return getattr(get_ipython(), "kernel", None)


def _stream(kernel: Any) -> Any:
    """Return the stream of messages for the main thread; None if this kernel has none."""
    stream = getattr(kernel, "shell_stream", None)
    channel = getattr(kernel, "shell_channel_thread", None)
    if channel is not None:  # ipykernel 7 reads them on a thread of their own, which hands over
        pair = getattr(channel.manager, "_shell_channel_to_main", None)
        stream = getattr(pair, "to_stream", None)
    return None if stream is None or stream.closed() else stream


def _runs_here(stream: Any) -> bool:
    """Whether this thread is the one that would handle the messages, busy with one of them."""
    try:
        return asyncio.get_running_loop() is stream.io_loop.asyncio_loop
    except RuntimeError:
        return False


def _message(session: Any, frames: Sequence[Any], comm: str) -> Message | None:
    """Return a message of the comm; None for any other, which stays unread."""
    try:
        _, parts = session.feed_identities(frames, copy=False)
        seen = session.deserialize(parts, content=False, copy=False)
        if seen["msg_type"] != "comm_msg" or session.unpack(seen["content"])["comm_id"] != comm:
            return None
        # Only once: its signature is not accepted again.
        whole: Message = session.deserialize(parts, content=True, copy=False)
    except (ValueError, TypeError, KeyError):  # the kernel's own words to itself, and broken ones
        return None
    return whole
