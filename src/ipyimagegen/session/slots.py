"""Slots: how many requests are in flight at once."""

from __future__ import annotations

import asyncio

__all__ = ["Slots"]


class Slots(asyncio.Semaphore):
    """A semaphore whose limit may change: requests in flight keep their slots when it falls.

    Attributes
    ----------
    limit
        How many slots there are.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit
        self._too_many = 0  # that are taken, and are none any more once they are released

    async def resize(self, limit: int) -> None:
        """Change the limit, within one turn of the loop."""
        for _ in range(limit - self.limit):
            self.release()
        for _ in range(self.limit - limit):
            if self.locked():
                self._too_many += 1
            else:
                await self.acquire()
        self.limit = limit

    def release(self) -> None:
        """Give a slot back."""
        if self._too_many:
            self._too_many -= 1
        else:
            super().release()
