"""A shell of this process for the magic, with the formats of a notebook."""

from __future__ import annotations

import gc
import os

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config


@pytest.fixture(scope="session")
def shell_of_all(tmp_path_factory):
    os.environ["IPYTHONDIR"] = str(tmp_path_factory.mktemp("ipython"))
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance(config=config)
    made.run_line_magic("load_ext", "ipyimagegen")
    made.run_line_magic("unload_ext", "ipyimagegen")
    return made


@pytest.fixture
def shell(shell_of_all, kernel_session):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "collect", lambda: 0)  # a tenth of a second each time; Python's own do
        shell_of_all.reset(new_session=False)
    # The formats of a notebook; a bare shell shows plain text only.
    shell_of_all.display_formatter.active_types = shell_of_all.display_formatter.format_types
    shell_of_all.run_line_magic("load_ext", "ipyimagegen")
    yield shell_of_all
    shell_of_all.run_line_magic("unload_ext", "ipyimagegen")
    shell_of_all.config.pop("ImageGen", None)  # what %config set
