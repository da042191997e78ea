"""The types of the panel's front end are made of the kernel's messages, and its answers kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

from ipyimagegen.widget import incoming, outgoing

SCRIPT = Path(__file__).parents[2] / "scripts" / "message-types"


def test_the_front_ends_types_are_fresh():
    done = subprocess.run([sys.executable, SCRIPT, "--check"], check=False)
    assert done.returncode == 0, "run python scripts/message-types"


def test_each_message_that_has_a_number_has_an_answer():
    numbered = {one for one in get_args(incoming.Incoming) if "id" in one.__struct_fields__}
    assert set(outgoing.ANSWERS) == numbered
