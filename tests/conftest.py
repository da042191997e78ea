"""What every test stands on: no key, no settings and no library of the person who runs it."""

from __future__ import annotations

import contextlib
import functools
import gc
import math
import os
import sys
import threading
import time
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

import ipyimagegen.session as session_module
from ipyimagegen.library import Library
from ipyimagegen.library.storage.catalogue import Catalogue
from ipyimagegen.offline import sketch
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings

# Containers often switch bytecode off; then each process that a test starts, kernels among them,
# would compile the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Machines are noisy, so no example of a property has a deadline; the rest stays as it is.
hypothesis.settings.register_profile("untimed", hypothesis.settings.default, deadline=None)
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.default, deadline=None, max_examples=20
)
hypothesis.settings.load_profile("untimed")

KERNELS, BROWSERS = "kernels", "browsers"
PER_BROWSER_TEST = 10  # other tests, which run on the other worker while the browser is driven
FEW = 3  # cases that are run, of a test with many
OURS = ("IMAGEGEN_", "BEARER", "OPENROUTER_", "SSL_CERT_")

_paint_once = functools.cache(sketch.paint)
_edit_hashable_once = functools.cache(sketch.edit)


def _edit_once(prompt: str, pictures: Sequence[bytes], **more: Any) -> sketch.Sketch:
    return _edit_hashable_once(prompt, tuple(pictures), **more)


class OneOfEach(LoadScopeScheduling):
    """Files that drive kernels run one after the other, and those that drive the browser.

    Each of the others runs on one worker. None comes after the browser, behind which nothing can
    call `asyncio.run` (microsoft/playwright-pytest#167). The browser takes about half of the whole
    time, so it begins when those are left that take as long: then both workers end together.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return _driven_by(self.config.rootpath / path) or path

    def _assign_work_unit(self, node: WorkerController) -> None:
        if BROWSERS in self.workqueue:
            browsers = len(self.workqueue[BROWSERS])
            waiting = sum(map(len, self.workqueue.values())) - browsers
            is_time = waiting <= PER_BROWSER_TEST * browsers
            self.workqueue.move_to_end(BROWSERS, last=not is_time)
        super()._assign_work_unit(node)

    def _reschedule(self, node: WorkerController) -> None:
        if BROWSERS not in self.assigned_work[node]:
            super()._reschedule(node)
        elif not node.shutting_down:
            node.shutdown()  # when it has run them


@functools.cache
def _driven_by(path: Path) -> str:
    if path.parent.name == "browser":
        return BROWSERS
    has_kernel = path.suffix == ".ipynb" or "mark.kernel" in path.read_text(encoding="utf-8")
    return KERNELS if has_kernel else ""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Let the whole suite run as above; the quick tests, and a single process, as they come."""
    is_whole = config.option.dist == "loadscope" and config.option.numprocesses > 1
    return OneOfEach(config, log) if is_whole else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is thorough, where all tests are run as they come.

    Of a test with many cases a few are run, and the others are thorough. The long fuzzers are
    left out unless they are asked for.
    """
    if "fuzz" not in config.getoption("-m"):
        items[:] = [item for item in items if item.get_closest_marker("fuzz") is None]
    families = defaultdict(list)
    for item in items:
        families[item.nodeid.partition("[")[0]].append(item)
    for cases in families.values():
        few = cases[:: math.ceil(len(cases) / FEW)]
        for item in cases:
            if item not in few:
                item.add_marker("thorough")
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.getoption("-m"):
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over everything that was imported: IPython calls it often."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Take the person's own variables away, and put every folder below a temporary one."""
    for name in os.environ:
        if name.startswith(OURS) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def main_module() -> None:
    """Give `__main__` the spec that multiprocessing asks for where it starts a process.

    It may be a shell's, which a test before left, or that of a worker of xdist's.
    """
    vars(sys.modules["__main__"]).setdefault("__spec__", None)


@pytest.fixture(autouse=True)
def catalogues_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the catalogues that a test leaves open: Python 3.13 warns of each one."""
    opened: weakref.WeakSet[Catalogue] = weakref.WeakSet()
    engine = Catalogue.engine
    adding = threading.Lock()  # a session's threads may open one while the test ends

    def opening(catalogue: Catalogue) -> object:
        with adding:
            opened.add(catalogue)
        return engine(catalogue)

    monkeypatch.setattr(Catalogue, "engine", opening)
    yield
    with adding:
        left = list(opened)
    for catalogue in left:
        catalogue.close()


@pytest.fixture(autouse=True)
def sketches_drawn_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw each sketch once, a fifth of a second each, but where the tests are about sketches."""
    if request.path.parent.name != "offline":
        monkeypatch.setattr(sketch, "paint", _paint_once)
        monkeypatch.setattr(sketch, "edit", _edit_once)


@pytest.fixture
def quick() -> Callable[..., contextlib.AbstractContextManager[None]]:
    """Return a context that fails if it computes for seconds: a guard, no benchmark."""

    @contextlib.contextmanager
    def watched(seconds: float = 5.0) -> Iterator[None]:
        began = time.thread_time()
        yield
        assert time.thread_time() - began < seconds

    return watched


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session with a library of its own and no settings but the defaults."""
    settings = Settings(environment={}, folder=tmp_path, config_file=tmp_path / "config.toml")
    library = Library(tmp_path / "library")
    made = Session(settings, library=library)
    yield made
    made.close()
    library.close()


@pytest.fixture
def kernel_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the next user of the kernel's session make a new one."""
    monkeypatch.setattr(session_module, "_current", None)
    yield
    if session_module._current is not None:
        session_module._current.close()
