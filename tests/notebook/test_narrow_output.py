"""Outputs into a pipe whose encoding knows few characters: nothing that was paid for is lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from scripted import answer, data_url, picture, serving, success

CELLS = r"""
%load_ext ipyimagegen
_ = get_ipython().run_cell('%%imagegen frog --again\na \u00d7 \U0001F438 \u2192')
frog
%imagegen show @1
%imagegen history
%imagegen help
%imagegen rate frog 4
%imagegen note frog \u2192 \U0001F438
_ = get_ipython().run_cell('%%imagegen pets\na {red|blue} \U0001F438')
make = get_ipython().run_cell_magic
_ = get_ipython().run_cell('for name in "ab":\n  make("imagegen", name, "x \u2192")')
_ = get_ipython().run_cell('%%imagegen --dry-run\na {red|blue} \U0001F438')
_ = get_ipython().run_cell('%%imagegen --aspect \u2192\na frog')
print("bound:", frog.ref, len(pets), a.ref)
"""


@pytest.mark.thorough
@pytest.mark.parametrize(
    "encoding",
    ["ascii", *(pytest.param(one, marks=pytest.mark.slow) for one in ("cp1252", "latin-1"))],
)
def test_what_cannot_be_written_is_replaced(tmp_path, encoding):
    with serving() as gateway:
        gateway.script = answer(success(data_url(picture()), content="a frog \N{FROG FACE}"))
        result = subprocess.run(
            [sys.executable, "-m", "IPython", "--simple-prompt", "--colors=NoColor", "--no-banner"],
            input=CELLS.encode("ascii"),
            capture_output=True,
            env={
                **os.environ,
                "PYTHONIOENCODING": encoding,
                "PYTHONUTF8": "0",
                "IMAGEGEN_BASE_URL": gateway.url,
                "IPYTHONDIR": str(tmp_path / "ipython"),
            },
            timeout=100,
            check=False,
        )
    told = result.stdout.decode(encoding)
    assert b"Error" not in result.stderr
    assert "Traceback" not in told
    assert "UnicodeEncodeError" not in told
    assert "a frog ?" in told
    assert "OptionError: no aspect ratio" in told
    assert "bound: @1 2 @4" in told
    assert len(gateway.requests) == 4
