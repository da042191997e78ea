"""Python's collector of cycles, paused while modules are imported.

What they make stays, so that the collector looks through more and more of it and finds next to
nothing: 40 ms of a kernel's first call. A module pauses it around its own imports, because a fork
waits until a module has been imported.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from .interrupts import interrupted_later

__all__ = ["paused"]


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector; whoever has switched it off before finds it off."""
    if not gc.isenabled():
        yield
        return
    try:
        gc.collect(1)  # or what is garbage by now would be kept with what is imported
        gc.disable()
        yield
    finally:
        with interrupted_later():
            gc.freeze()
            gc.unfreeze()  # all there is counts as old, without being looked through once more
            gc.enable()
