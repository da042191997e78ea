"""One kernel with two libraries: a number of the one means another picture in the other."""

from __future__ import annotations

import threading

import pytest

import ipyimagegen
from conditions import until
from ipyimagegen import errors
from ipyimagegen.session import current_session
from ipyimagegen.widget.incoming import SweepRequest
from ipyimagegen.widget.jobs import JobList
from scripted import answer, data_url, picture, serving, success, then, waiting


@pytest.fixture
def two(shell, tmp_path):
    """A shell in the library B, with an owl of A and a car of B, which are both @1."""
    use(shell, tmp_path / "A")
    shell.run_cell("%%imagegen owl\nan owl").raise_error()
    use(shell, tmp_path / "B")
    shell.run_cell("%%imagegen car\na car").raise_error()
    owl, car = shell.user_ns["owl"], shell.user_ns["car"]
    assert (owl.number, car.number) == (1, 1)
    return shell


def use(shell, folder):
    shell.run_line_magic("config", f"ImageGen.library = {str(folder)!r}")


def failing(shell, line):
    with pytest.raises(errors.ImagegenError) as caught:
        shell.run_line_magic("imagegen", line)
    return caught.value


@pytest.mark.parametrize(
    "line", ["delete owl", "delete car, owl", "delete --undo owl", "export b.zip owl"]
)
def test_what_is_of_another_library_is_not_taken_for_one_of_this(two, tmp_path, line):
    error = failing(two, line)
    assert str(error) == f"owl, @1, is of another library: {tmp_path / 'A'}"
    assert error.hint == f"%config ImageGen.library = {str(tmp_path / 'A')!r} goes back to it."
    assert [one.ref for one in ipyimagegen.history()] == ["@1"]
    assert not (tmp_path / "b.zip").exists()
    with pytest.raises(errors.UnknownReference, match="is of another library"):
        ipyimagegen.export_bundle("b.zip", two.user_ns["owl"])


def test_a_sweep_of_another_library_neither(shell, tmp_path):
    use(shell, tmp_path / "A")
    shell.run_cell("%%imagegen owls\n{an|two} owl").raise_error()
    use(shell, tmp_path / "B")
    shell.run_cell("%%imagegen car\na car").raise_error()
    for line in ("delete owls", "delete --undo owls", "export b.zip owls", "delete owls[0]"):
        assert "is of another library" in str(failing(shell, line))
    assert [one.ref for one in ipyimagegen.history()] == ["@1"]


def test_its_picture_is_an_input_without_a_parent_here(two):
    two.run_cell("%%imagegen edit -i owl\nat night").raise_error()
    edit = two.user_ns["edit"]
    assert edit.inputs[0].source == two.user_ns["owl"].picture.hash
    assert edit.parents == ()
    assert two.user_ns["owl"].edit("at dawn").parents == ()


def test_its_sketch_is_no_input_of_a_paid_call(two):
    two.run_line_magic("imagegen", "use https://gateway.example")
    two.run_line_magic("config", "ImageGen.max_calls = 5")
    with pytest.raises(errors.UnknownReference, match="owl is an offline sketch"):
        two.run_cell_magic("imagegen", "-i owl", "at night")


def test_both_are_told_apart(two, capsys):
    two.run_line_magic("imagegen", "check owl, car alpha")
    assert capsys.readouterr().out.count("@1 · alpha") == 2
    two.run_line_magic("imagegen", "rate owl 4")
    assert two.user_ns["car"].library.get(1).rating is None
    assert two.user_ns["owl"].library.get(1).rating == 4


def test_what_is_picked_is_not_what_has_its_number_here(two):
    panel = ipyimagegen.panel()
    with pytest.raises(errors.UnknownReference, match="names nothing in this library"):
        panel.picked = [two.user_ns["owl"]]
    panel.picked = [two.user_ns["car"]]
    assert panel.picked == ["@1"]
    panel.close()


def test_a_number_cancels_what_is_of_this_library(shell, tmp_path, capsys):
    go_on = threading.Event()
    with serving() as gateway:
        gateway.script = then(waiting(go_on), answer(success(data_url(picture()))))
        shell.run_line_magic("imagegen", f"use {gateway.url}")
        for folder in "AB":
            use(shell, tmp_path / folder)
            shell.run_cell(f"%%imagegen {folder} --bg\na cat of {folder}").raise_error()
        until(lambda: len(gateway.requests) == 2)
        jobs = [shell.user_ns[name] for name in "AB"]
        assert [job.number for job in jobs] == [1, 1]
        capsys.readouterr()
        shell.run_line_magic("imagegen", "cancel @1")
        assert "Hung up on @1; " in capsys.readouterr().out
        go_on.set()
        assert isinstance(jobs[1].exception(60), errors.Cancelled)
        assert jobs[0].result(60).status == "done"


def test_a_library_by_another_way_is_the_same(shell, tmp_path, capsys):
    use(shell, tmp_path / "A")
    shell.run_cell("%%imagegen owl\nan owl").raise_error()
    (tmp_path / "link").symlink_to(tmp_path / "A")
    use(shell, tmp_path / "link")
    shell.run_line_magic("imagegen", "export out.zip owl")
    shell.run_cell("%%imagegen edit -i owl\nat night").raise_error()
    assert shell.user_ns["edit"].parents[0].number == 1
    shell.run_line_magic("imagegen", "delete owl")
    assert "deleted @1" in capsys.readouterr().out


def test_what_was_made_in_the_background_is_brought_back(shell, capsys):
    shell.run_cell("%%imagegen owl --bg\nan owl").raise_error()
    shell.user_ns["owl"].result(60)
    for line, words in (("delete owl", "deleted @1"), ("delete --undo owl", "back: @1")):
        shell.run_line_magic("imagegen", line)
        assert words in capsys.readouterr().out


def test_the_panel_shows_nothing_of_another_library_as_of_this(two, tmp_path):
    use(two, tmp_path / "A")
    two.run_cell("%%imagegen owls\n{an|two} owl").raise_error()
    panel = ipyimagegen.panel()
    panel.picked = ["@1"]
    settings = current_session().settings
    before = panel._look(settings.snapshot())["library"]
    use(two, tmp_path / "B")
    assert panel._look(settings.snapshot())["library"] != before  # what views show is dropped
    assert panel.picked == []
    use(two, tmp_path / "A")
    panel.picked = ["@1"]  # before anything is told of it
    panel._note_library(current_session().library)
    assert panel.picked == ["@1"]
    use(two, tmp_path / "B")
    with pytest.raises(errors.UnknownReference, match="is a sweep of another library"):
        sweep = SweepRequest(key="name:owls", view="v", id=1)
        panel._sweeps.look(sweep, current_session().library, two.user_ns)
    panel.close()


def test_what_ended_lately_is_of_this_library(two, tmp_path):
    session = current_session()
    jobs = JobList(session.scheduler)
    for folder, prompt in (("A", "an owl by day"), ("B", "a car by day")):
        use(two, tmp_path / folder)
        two.run_cell(f"%%imagegen\n{prompt}").raise_error()
        until(lambda wanted=prompt: wanted in {one.prompt for one in [*session.scheduler.ended]})
        assert jobs.look(session.library)["ended"][0]["prompt"] == prompt
        prompts = {one["prompt"] for one in jobs.look(session.library)["ended"]}
        assert all(folder == "A" or "owl" not in one for one in prompts)
