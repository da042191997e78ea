"""A notebook and its bundle: on a fresh machine without a key every cell has its real picture."""

from __future__ import annotations

import itertools
import re
import zipfile

import pytest

from ipyimagegen import errors
from ipyimagegen.library import Library
from ipyimagegen.session import Session
from ipyimagegen.session.selection import selected
from ipyimagegen.settings import Settings
from scripted import answer, data_url, picture, serving, success

KEY = "sk-handed-on-0123456789"


@pytest.fixture
def gateway():
    colours = itertools.count(1)

    def script(connection):
        data = picture(colour=f"#{next(colours):06x}")
        answer(success(data_url(data), model="real"))(connection)

    with serving() as scripted:
        scripted.script = script
        yield scripted


@pytest.fixture
def kernel(tmp_path):
    """What makes a session as a kernel on a machine of that name would have it."""
    made = []

    def start(machine, url=None, **environment):
        settings = Settings(
            environment=environment, folder=tmp_path, config_file=tmp_path / "config.toml"
        )
        if url:
            settings.use(url)
        made.append(Session(settings, library=Library(tmp_path / machine)))
        return made[-1]

    yield start
    for session in made:
        session.close()


def notebook(session):
    """What the cells of a notebook do; returns what they show."""
    frog = session.generate("a frog", name="frog")
    oil = session.generate("as oil painting", inputs=[frog])
    both = session.generate("put {photo} beside it", inputs=[oil], photo=frog)
    second = session.generate("a frog", take=2)
    birds = session.sweep("a {style=ink|oil} bird", models=["nano-banana", "gpt-image"])
    return [frog, oil, both, second, *(one.generation for one in birds.outcomes)]


@pytest.mark.thorough
@pytest.mark.parametrize("replay", [{}, {"IMAGEGEN_REPLAY": "only"}])
def test_a_bundle_on_a_fresh_machine_shows_the_real_pictures_and_sends_nothing(
    kernel, gateway, tmp_path, replay
):
    mine = kernel("mine", gateway.url, IMAGEGEN_API_KEY=KEY)
    shown = notebook(mine)
    paid = len(gateway.requests)
    assert paid == 8
    exported = mine.export_bundle(tmp_path / "bundle.zip", *mine.results())
    assert (exported.generations, exported.pictures) == (8, 8)
    theirs = kernel("theirs", **replay)
    theirs.import_bundle(exported.path)
    assert [one.picture for one in notebook(theirs)] == [one.picture for one in shown]
    assert not any(one.is_sketch for one in notebook(theirs))
    assert len(gateway.requests) == paid
    with zipfile.ZipFile(exported.path) as archive:
        assert not any(KEY.encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.thorough
def test_what_is_exported_is_this_kernels_own(kernel, gateway, tmp_path):
    kernel("mine", gateway.url).generate("made yesterday")
    today = kernel("mine", gateway.url)
    with pytest.raises(errors.OptionError, match="nothing to export"):
        today.export_bundle(tmp_path / "bundle.zip", *today.results())
    today.generate("made yesterday")  # replayed, and so this kernel's, too
    frog = today.generate("a frog")
    today.get("@2").delete()
    assert [one.number for one in today.results()] == [1]
    frog.restore()
    assert [one.number for one in today.results()] == [1, 2]


def test_references_sweeps_and_a_search_choose(kernel, gateway):
    session = kernel("mine", gateway.url)
    session.generate("a frog")
    birds = session.sweep("a {ink|oil} bird")
    values = {"birds": birds, "frog": session.get("@1"), "bird": "text"}

    def chosen(*words):
        found = selected(session, words, values, query=" ".join(words))
        return sorted(one.number for one in found)

    assert chosen("@1") == chosen("frog") == [1]
    assert chosen("birds", "@1") == [1, 2, 3]
    assert chosen("bird") == [2, 3]  # holds no picture, so it is a word
    assert chosen("oil", "model:nano-banana") == [3]
    assert selected(session, [birds], {})[0].number == 2
    with pytest.raises(errors.UnknownReference):
        chosen("@1", "bird")
    with pytest.raises(errors.OptionError, match="no field"):
        chosen("modle:x")


def test_the_page_names_pictures_by_hash(kernel, gateway, tmp_path):
    session = kernel("mine", gateway.url)
    frog = session.generate("a frog")
    session.generate("night", inputs=[frog])
    bundle = session.export_bundle(tmp_path / "bundle.zip", *session.results()).path
    with zipfile.ZipFile(bundle) as archive:
        page = archive.read("index.html").decode()
        assert archive.read(f"pictures/{frog.picture.hash}.png") == frog.picture.bytes
    assert frog.picture.ref in page
    assert not re.search(r"-i @\d+\s", page)
