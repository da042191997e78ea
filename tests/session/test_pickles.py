"""Results leave a process as a reference to the library; what holds a key or a thread doesn't."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import subprocess
import sys

import pytest

import ipyimagegen as ig
from ipyimagegen import errors
from ipyimagegen.gateway.client import Client
from ipyimagegen.gateways import Secret
from ipyimagegen.session import current_session

KEY = "sk-of-this-test-0123456789"


def again(value):
    return pickle.loads(pickle.dumps(value))


@pytest.fixture
def results(kernel_session):
    """Several kinds of results of this kernel."""
    frog = ig.generate("a frog", name="frog")
    pets = ig.sweep("a {red|blue} frog")
    return [frog, frog.rate(4), pets, pets["red"], frog.picture, ig.history("frog"), ig.spend()]


@pytest.mark.parametrize("copied", [again, copy.copy, copy.deepcopy])
def test_results_are_the_same_when_copied(results, copied):
    for result in results:
        other = copied(result)
        assert type(other) is type(result)
        assert repr(other) == repr(result)


@pytest.mark.thorough
@pytest.mark.parametrize("copied", [again, copy.copy, copy.deepcopy])
def test_a_copied_generation_can_do_all_that_it_could(results, copied):
    frog = copied(results[0])
    assert frog == results[0]
    assert hash(frog) == hash(results[0])
    assert frog.image.size == results[0].image.size
    assert frog.library is results[0].library
    night = frog.edit("make it night")
    assert [parent.number for parent in night.parents] == [frog.number]
    assert copied(night).parents == (frog,)


def test_a_pickle_holds_no_picture_and_no_key(results, monkeypatch):
    monkeypatch.setenv("IMAGEGEN_API_KEY", KEY)
    current_session().settings.typed_keys["https://example.org"] = Secret(KEY)
    for result in results:
        getattr(result, "preview", None)  # what was shown is not kept, either
        data = pickle.dumps(result)
        assert KEY.encode() not in data
        assert len(data) < 5000


def test_a_pickle_names_the_library_from_any_folder(results, tmp_path, monkeypatch):
    data = pickle.dumps(results[0])
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setenv("IMAGEGEN_LIBRARY", str(tmp_path / "another"))
    frog = pickle.loads(data)
    assert frog.library.folder == tmp_path / "library"
    assert frog.image.size == (1024, 1024)


def test_a_library_that_is_gone_is_told_when_it_is_needed(results, tmp_path):
    data = pickle.dumps(results[0])
    current_session().library.close()
    (tmp_path / "library").rename(tmp_path / "moved")
    frog = pickle.loads(data)
    assert "file missing" in repr(frog)
    assert frog.preview is None
    with pytest.raises(errors.PictureError, match="can't be read"):
        frog.image  # noqa: B018  # reading it is the test


def test_what_cannot_be_pickled_says_so(kernel_session):
    job = ig.submit("a frog", extra={"fault": "delay=60"})
    job.cancel()
    panel = ig.panel()
    for value, words in [
        (current_session(), "a session"),
        (job, "a job"),
        (Client("offline"), "a client"),
        (Secret(KEY), "a key"),
        (panel, "a panel"),
        ({"deep": [job]}, "a job"),
    ]:
        with pytest.raises(TypeError, match=f"{words} can't be pickled") as caught:
            pickle.dumps(value)
        assert isinstance(caught.value, errors.WrongArguments)
        assert len(caught.value.lines()) <= 3
    panel.close()  # or it follows the cells of the next tests


@pytest.mark.parametrize("copied", [again, copy.deepcopy])
def test_errors_keep_what_they_say(copied):
    for error in (
        errors.RateLimited(
            "too many requests", said="slow", hint="wait", status=429, elapsed=1.5,
            maybe_billed=False, retry_after=3.0,
        ),
        errors.OptionError("no option", said="x", hint="this one"),
        errors.LibraryError("can't be filed", said="full"),
        errors.WrongArguments("a job can't be pickled"),
    ):  # fmt: skip
        error.add_note("of the caller")
        other = copied(error)
        assert type(other) is type(error)
        assert other.lines() == error.lines()
        assert other.__notes__ == error.__notes__
        assert vars(other) == vars(error)
    stopped = errors.Interrupted("Interrupted", "go on")
    assert copied(stopped)._render_traceback_() == ["Interrupted", "go on"]


WORKERS = """
import concurrent.futures, multiprocessing, sys
import ipyimagegen as ig

def refused(prompt):
    return ig.generate(prompt, model="nano-bananna")

if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    with context.Pool(2) as pool:
        frogs = pool.map(ig.generate, ["a frog", "a cat"])
        [night] = pool.starmap(ig.edit, [(frogs[0], "make it night")])
    assert sorted(frog.number for frog in frogs) == [1, 2]
    assert night.parents == (frogs[0],)
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as workers:
        [pets] = workers.map(ig.sweep, ["a {red|blue} frog"])
        try:
            workers.submit(refused, "a frog").result()
        except ig.ImagegenError as error:
            print(error, error.hint)
    print(pets["red"].image.size)
"""


@pytest.mark.slow
@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_results_come_back_from_worker_processes(tmp_path, method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    (tmp_path / "workers.py").write_text(WORKERS)
    result = subprocess.run(
        [sys.executable, tmp_path / "workers.py", method],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert result.stdout == (
        "the offline gateway has no model 'nano-bananna' Did you mean nano-banana?\n(1024, 1024)\n"
    ), result.stderr
