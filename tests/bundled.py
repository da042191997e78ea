"""The panel's source as its committed bundle has it packed."""

from __future__ import annotations

import base64
import gzip
import re
from pathlib import Path

import ipyimagegen.widget

__all__ = ["PACKED", "STATIC", "source"]

STATIC = Path(ipyimagegen.widget.__file__).parent / "static"
PACKED = (STATIC / "panel.js").read_text("utf-8")


def source() -> str:
    [packed] = re.findall('const packed = "(.*)";', PACKED)
    return gzip.decompress(base64.b64decode(packed)).decode()
