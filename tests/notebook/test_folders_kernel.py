"""A real kernel whose folders change, vanish and come back; a gateway that is paid."""

from __future__ import annotations

import os

import pytest

import kernels
from scripted import serving

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(os.name != "posix", reason="folders that are in use can't be moved"),
]

CALL = "%%imagegen {} --again\na frog"


@pytest.fixture
def gateway():
    with serving() as made:
        yield made


@pytest.fixture
def kernel(tmp_path, gateway):
    with kernels.kernel(
        tmp_path, IMAGEGEN_BASE_URL=gateway.url, IMAGEGEN_API_KEY="sk-of-this-test"
    ) as made:
        yield made


def fine(kernel, code):
    reply, outputs = kernel.run(code)
    assert reply["status"] == "ok", reply
    return outputs


def refused(kernel, code):
    reply, outputs = kernel.run(code)
    assert reply["status"] == "error", outputs
    [error] = [output for output in outputs if output["type"] == "error"]
    assert error["ename"] in ("LibraryError", "OptionError", "PictureError", "SettingError")
    assert len(error["traceback"]) <= 4, error["traceback"]
    return "\n".join(error["traceback"])


def test_a_relative_library_and_a_folder_that_is_deleted(kernel, gateway):
    fine(kernel, "import os; os.environ['IMAGEGEN_LIBRARY'] = 'mylib'")
    fine(kernel, CALL.format("one"))
    fine(kernel, "os.makedirs('sub'); os.chdir('sub')")
    fine(kernel, CALL.format("two"))
    assert kernel.value("one.missing, two.number, os.listdir()") == "((), 2, [])"
    fine(kernel, "import tempfile; d = tempfile.mkdtemp(); os.chdir(d); os.rmdir(d)")
    assert kernels.images_of(fine(kernel, CALL.format("three")))
    for line in ("history", "status", "show @1", "spend", "doctor", "panel", "lineage @3"):
        fine(kernel, f"%imagegen {line}")
    assert "the working folder is gone" in refused(kernel, CALL.format("p --save frog.png"))
    refused(kernel, CALL.format("p -i photo.png"))
    assert len(gateway.requests) == 3


def test_a_library_that_is_taken_away_while_a_picture_comes(kernel, gateway):
    answer = gateway.script
    folder, away = kernel.folder / "library", kernel.folder / "away"

    def taken_away(connection):
        folder.rename(away)
        answer(connection)

    fine(kernel, CALL.format("one"))
    gateway.script = taken_away
    reply, outputs = kernel.run(CALL.format("two"))
    assert reply["ename"] == "LibraryError"
    assert "can't be filed" in reply["evalue"]
    assert kernels.images_of(outputs)  # it is shown all the same
    assert "not there any more" in refused(kernel, CALL.format("three"))
    assert "not there any more" in refused(kernel, "%imagegen history")
    assert len(gateway.requests) == 2
    assert not folder.exists()
    away.rename(folder)
    fine(kernel, "%imagegen show @2")
    gateway.script = answer
    assert kernels.images_of(fine(kernel, CALL.format("three")))
    assert kernel.value("three.number, len(__import__('ipyimagegen').history())") == "(3, 3)"
