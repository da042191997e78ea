"""One kernel with two libraries: a number of the one means another picture in the other."""

from __future__ import annotations

import pytest

import ipyimagegen
from ipyimagegen import errors


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
