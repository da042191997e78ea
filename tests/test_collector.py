"""Python's collector of cycles, paused while modules are imported."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from ipyimagegen import collector


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


class Cycle:
    """Something that the collector alone can free."""

    def __init__(self) -> None:
        self.itself = self


def test_it_is_off_meanwhile_and_on_again_after_it() -> None:
    with collector.paused():
        assert not gc.isenabled()
        with collector.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_after_an_error() -> None:
    with pytest.raises(ImportError), collector.paused():
        raise ImportError
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with collector.paused():
        pass
    assert not gc.isenabled()


def test_what_was_garbage_before_is_not_kept() -> None:
    garbage = weakref.ref(Cycle())
    with collector.paused():
        assert garbage() is None


def test_what_was_made_meanwhile_can_be_collected() -> None:
    with collector.paused():
        made = weakref.ref(Cycle())
    assert made() is not None
    gc.collect()
    assert made() is None


def test_what_is_imported_is_not_looked_through() -> None:
    # In a process of its own, in which nothing is imported yet.
    script = """
import gc
import ipyimagegen.settings
looked = []
gc.callbacks.append(lambda phase, _: phase == "stop" and looked.append(1))
before = len(gc.get_objects())
import ipyimagegen.session, ipyimagegen.gateway.client
young = len(gc.get_objects(generation=0))
assert gc.isenabled()
print(len(gc.get_objects()) - before, len(looked), young)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    made, looked, young = map(int, done.stdout.split())
    assert made > 50_000
    assert looked < 20  # times; over a hundred without it
    assert young < made / 10  # the next look is a short one
