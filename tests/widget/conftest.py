"""A panel without a browser, for the tests of its kernel side."""

from __future__ import annotations

import pytest
from fronts import Front

from ipyimagegen.widget import open_panel


@pytest.fixture
def panel(session):
    made = open_panel(session)
    yield made
    made.close()


@pytest.fixture
def front(panel):
    made = Front(panel)
    yield made
    assert made.unfit == []
