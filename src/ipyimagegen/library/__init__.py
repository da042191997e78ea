"""Where generations and pictures live: on disk, numbered, shared by kernels."""

from .generation import Generation, InputRecord
from .library import Library
from .references import Source

__all__ = ["Generation", "InputRecord", "Library", "Source"]
