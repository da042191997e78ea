"""The command line."""

from __future__ import annotations

import pytest

from ipyimagegen import __version__, cli


def test_version(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["lap"], ["gateway", "--prot", "1"]])
def test_wrong_arguments_are_told(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: ipyimagegen" in capsys.readouterr().err


def test_key_that_is_not_set_is_told(capsys):
    assert cli.main(["gateway", "--key-env", "NO_SUCH_KEY"]) == 2
    assert "NO_SUCH_KEY is not set" in capsys.readouterr().err


def test_working_copy_keeps_what_the_user_changed(tmp_path):
    folder = cli.copy_notebooks(tmp_path / "copy")
    quickstart = folder / "quickstart.ipynb"
    assert quickstart.exists()
    quickstart.write_text("mine")
    (folder / "editing.ipynb").unlink()
    cli.copy_notebooks(folder)
    assert quickstart.read_text() == "mine"
    assert (folder / "editing.ipynb").exists()
