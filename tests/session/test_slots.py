"""Slots whose limit changes while they are taken."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from ipyimagegen.session.slots import Slots


@given(st.lists(st.sampled_from(["take", "give", 1, 2, 3, 5, 8]), max_size=40))
def test_there_are_as_many_as_the_limit_says(steps):
    async def run():
        slots, taken, limit = Slots(4), 0, 4
        for step in steps:
            if step == "take" and not slots.locked():
                await slots.acquire()
                taken += 1
            elif step == "give" and taken:
                slots.release()
                taken -= 1
            elif isinstance(step, int):
                await slots.resize(step)
                limit = step
            assert slots.locked() == (taken >= limit)
            assert slots.limit == limit

    asyncio.run(run())


def test_who_waits_goes_on_when_the_limit_rises():
    async def run():
        slots = Slots(1)
        await slots.acquire()
        waiting = [asyncio.create_task(slots.acquire()) for _ in range(3)]
        await asyncio.sleep(0)
        await slots.resize(3)
        done, _ = await asyncio.wait(waiting, timeout=0.01)
        assert done == set(waiting[:2])
        await slots.resize(1)
        for _ in range(2):
            slots.release()
        await asyncio.sleep(0)
        assert not waiting[2].done()
        slots.release()
        await waiting[2]

    asyncio.run(run())
