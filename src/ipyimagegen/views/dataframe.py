"""pandas DataFrames: pandas is an optional dependency, imported at the first table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import OptionError

__all__ = ["data_frame"]


def data_frame(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Return rows as a pandas DataFrame; `OptionError` where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError:
        raise OptionError(
            "a DataFrame needs pandas", hint="pip install 'ipyimagegen[data]'"
        ) from None
    return pd.DataFrame(list(rows))
