"""A library and a bundle that an earlier version made open as they did, and say the same.

``made_before/`` was written by version 0.1.0: its catalogue, a bundle of most of its
generations, and in ``told.json`` all that was said of them then.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ipyimagegen.library.maintenance.repair import check
from ipyimagegen.views.difference import Difference
from ipyimagegen.views.lineage import Lineage
from ipyimagegen.views.spending import Spending

MADE_BEFORE = Path(__file__).parent / "made_before"
TOLD = json.loads((MADE_BEFORE / "told.json").read_text("utf-8"))
THUMBNAIL = re.compile(rb"data:image/webp;base64,[A-Za-z0-9+/=]+")


@pytest.fixture
def library(session, tmp_path):
    """The library of then, with those of its pictures that are in the bundle."""
    folder = session.library.folder
    folder.mkdir()
    (folder / "catalogue.db").write_bytes((MADE_BEFORE / "catalogue.db").read_bytes())
    with zipfile.ZipFile(MADE_BEFORE / "bundle.zip") as bundle:
        for name in bundle.namelist():
            if name.startswith("pictures/"):
                path = folder / "pictures" / name[9:11] / name[9:]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(bundle.read(name))
    return session.library


def told(made):
    told = TOLD["generations"][made.number - 1]
    plain = {name: getattr(made, name) for name in told if name != "repr"}
    return plain | {
        "tags": list(made.tags),
        "pictures": [picture.row for picture in made.pictures],
        "inputs": [[given.source, given.name, given.generation] for given in made.inputs],
        # What was deleted is in no bundle, so that its file is missing here.
        "repr": told["repr"] if made.deleted else repr(made),
    }


def test_every_generation_is_as_it_was(library):
    numbers = range(1, len(TOLD["generations"]) + 1)
    assert [told(library.get(number)) for number in numbers] == TOLD["generations"]


def test_it_is_brought_up_to_date_and_a_copy_of_it_stays(library):
    old = (MADE_BEFORE / "catalogue.db").read_bytes()
    given = [one for made in library.search("") for one in made.inputs if one.generation is None]
    assert [one.is_kept for one in given] == [False]
    copy = library.folder / "catalogue-schema-3.db"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        [(count,)] = connection.execute("SELECT count(*) FROM generations")
    connection.close()
    assert count == len(TOLD["generations"])
    assert len(copy.read_bytes()) == len(old)
    # What was deleted is in no bundle, so that its file is missing here.
    assert all("No such file" in line for line in check(library))


def columns(history):
    """The columns of a history as text, without the days and the times that it has by now."""
    lines = [line for line in repr(history).splitlines() if line.startswith("@")]
    return [[ref, *rest] for ref, _, *rest in (re.split("  +", line) for line in lines)]


@pytest.mark.thorough
def test_what_is_said_of_them_is_as_it_was(session, library):
    assert columns(session.history()) == [
        re.split("  +", line) for line in TOLD["history"].splitlines()
    ]
    assert [made.number for made in session.history("frog is:starred")] == TOLD["search"]
    assert repr(Lineage(library.get(1))) == TOLD["lineage"]
    told = repr(Difference(library.get(1), library.get(2))).splitlines()
    assert [line for line in told if line in TOLD["difference"].splitlines()] == TOLD[
        "difference"
    ].splitlines()  # and more
    spending = repr(Spending(library.spending(), date(2026, 11, 28)))
    before = TOLD["spending"].replace("$0.000", "$0.00").replace(" 1 calls", " 1 call")
    assert spending.split() == before.split()


def test_the_same_requests_are_answered_by_it(session, library):
    frog = session.generate("a {what} frog", what="small green")
    assert (
        frog.number,
        session.edit(frog, "make it night; keep the pose", aspect="16:9").number,
    ) == (1, 2)
    assert session.generate("a {what} frog", what="small green", take=2).number == 6
    assert library.last_number() == len(TOLD["generations"])


def test_its_bundle_is_read(session):
    bundle = MADE_BEFORE / "bundle.zip"
    assert session.import_bundle(bundle).words == "imported 6 generations, 5 pictures"
    assert session.import_bundle(bundle).words == "nothing new: 6 generations there already"
    cells = {made.cell for made in session.history()}
    assert {made["cell"] for made in TOLD["generations"] if made["number"] in (1, 3, 4, 6)} <= cells


def test_the_same_bundle_is_written(session, library, tmp_path):
    made = [library.get(row["number"]) for row in TOLD["generations"]]
    session.export_bundle(tmp_path / "bundle.zip", *[one for one in made if not one.deleted])
    with (
        zipfile.ZipFile(MADE_BEFORE / "bundle.zip") as before,
        zipfile.ZipFile(tmp_path / "bundle.zip") as now,
    ):
        assert now.namelist() == before.namelist()
        for name in before.namelist():
            # Small copies are made by an encoder whose versions differ.
            assert THUMBNAIL.sub(b"", now.read(name)) == THUMBNAIL.sub(b"", before.read(name))
