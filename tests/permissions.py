"""A process for which the permissions of files count: root's own tests would pass over them."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DEADLINE = 180
OURS = ("IMAGEGEN_", "XDG_", "HOME")

# Linux: what lets root open, write and search everything (capabilities(7), prctl(2)).
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2

PRELUDE = """
import json
told = {}
def tell(name, call):
    from ipyimagegen.errors import ImagegenError
    try:
        told[name] = [repr(call())]
    except ImagegenError as error:
        told[name] = error.lines()
"""
EPILOGUE = """
print(json.dumps(told))
"""

counted = pytest.mark.skipif(
    not hasattr(os, "geteuid") or (os.geteuid() == 0 and sys.platform != "linux"),
    reason="nobody is kept out by permissions here",
)


def run(code: str, folder: Path, **variables: str | None) -> dict[str, Any]:
    """Run code in a folder, where permissions count; return `told`, a dictionary that it fills.

    In the code, `tell(name, call)` keeps the call's repr, or the lines of its error.
    """
    environment = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    found = subprocess.run(
        [sys.executable, "-c", PRELUDE + code + EPILOGUE],
        preexec_fn=_lay_down if os.geteuid() == 0 else None,  # one call of libc
        cwd=folder,
        env=environment | {name: text for name, text in variables.items() if text is not None},
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-3000:]
    told: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    for name, lines in told.items():
        assert len(lines) <= 4, (name, lines)
    return told


def _lay_down() -> None:
    """Take root's privileges away from the program that is run next."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
            raise OSError("the privileges stay")


@contextlib.contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Take the permission to write everything below a folder, for a while."""
    places = [folder, *folder.rglob("*")]
    for place in places:
        with contextlib.suppress(FileNotFoundError):  # a temporary file has got its name
            place.chmod(0o555 if place.is_dir() else 0o444)
    yield
    for place in places:
        if place.exists():
            place.chmod(0o755 if place.is_dir() else 0o644)
