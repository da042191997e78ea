"""Where generations and pictures live: on disk, numbered, shared by kernels."""

from .generation import Generation, InputRecord, Source
from .library import Claim, Library

__all__ = ["Claim", "Generation", "InputRecord", "Library", "Source"]
