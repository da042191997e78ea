"""Where generations and pictures live: on disk, numbered, shared by kernels."""

from .generation import Generation, InputRecord
from .library import Claim, Library
from .references import Source

__all__ = ["Claim", "Generation", "InputRecord", "Library", "Source"]
