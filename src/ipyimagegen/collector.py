"""Python's collector of cycles, paused while modules are imported.

What they make stays, so that the collector looks through more and more of it and finds nothing:
40 ms of a kernel's first call. Only for first imports: where somebody has frozen much, it takes
milliseconds to see that.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["paused"]


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector; whoever has switched it off finds it off."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what somebody has frozen stays so
            gc.freeze()
            gc.unfreeze()  # all there is counts as old now, without being looked through once more
        gc.enable()
