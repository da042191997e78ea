"""The bounds of the dependencies: what is promised is what the quick tests run with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pins(name):
    lines = (ROOT / "tests" / name).read_text("utf-8").splitlines()
    found = (re.match(r"([\w-]+)==([\d.]+)", line) for line in lines)
    return {match[1].lower().replace("_", "-"): numbers(match[2]) for match in found if match}


def numbers(version):
    parts = [int(part) for part in version.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return parts


def bounds():
    """Return each dependency's lower bound, with those of the kernel and of what extras bring."""
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *extras["data"], *extras["figure"], *extras["marks"]]
    lines += extras["text"]
    lines += [one for one in extras["lab"] if "ipykernel" in one]
    found = [re.fullmatch(r"([\w-]+)>=([\d.]+)(,<[\d.]+)?", line) for line in lines]
    assert all(found), lines
    return {match[1]: numbers(match[2]) for match in found}


def test_the_oldest_that_are_promised_are_the_oldest_that_are_tested():
    assert bounds() == pins("oldest.txt")


def test_colab_need_not_replace_what_its_kernel_has_imported():
    colab = pins("colab.txt")
    promised = bounds()
    assert {"ipython", "ipykernel", "ipywidgets", "pillow", "psutil"} <= colab.keys()
    assert {name for name in promised if colab.get(name, [99]) < promised[name]} == set()
    # pip adds these, and all but the first three only where they are asked for
    added = {"msgspec", "pybase64", "sniffio", "fpdf2", "uharfbuzz", "opencv-python-headless"}
    added |= {"rapidocr", "onnxruntime"}
    assert promised.keys() - colab.keys() == added
