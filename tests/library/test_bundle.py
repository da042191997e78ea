"""Bundles: what is handed on arrives whole, merges by identity, or is refused as a whole."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

import permissions
from ipyimagegen import errors
from ipyimagegen.images.picture import Picture
from ipyimagegen.library import Library, Source
from ipyimagegen.library.maintenance.prune import prune
from ipyimagegen.library.maintenance.repair import check
from ipyimagegen.library.transfer import export_bundle
from ipyimagegen.library.transfer.export_bundle import export
from ipyimagegen.library.transfer.import_bundle import import_bundle
from ipyimagegen.requests import Reply, Request

GATEWAY = "https://gateway.example"


def picture(colour, side=40):
    stream = io.BytesIO()
    Image.new("RGB", (side, 30), colour).save(stream, "PNG")
    return Picture.from_bytes(stream.getvalue())


def make(library, prompt, *, colour="red", sources=(), cost=0.04, take=1):
    request = Request(
        GATEWAY, "nano-banana", prompt, tuple(one.value.hash for one in sources), take=take
    )
    number = library.claim(request, template=prompt, sources=sources, notebook="/home/joe/a.ipynb")
    reply = Reply((picture(colour),), text="Hère.", served_by="real", cost=cost, seconds=2.0)
    return library.finish(number.number, reply)


def as_source(made, name=""):
    return Source(made.picture, name or made.ref, made.number)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """A frog, an edit of it, an edit of that with a picture of the user's own, and a failure."""
    made = Library(tmp_path_factory.mktemp("mine") / "library")
    frog = make(made, "a frog", colour="green")
    oil = make(made, "as oil painting", colour="blue", sources=[as_source(frog)])
    own = made.add(picture("white"))
    make(
        made,
        "both",
        colour="black",
        sources=[as_source(oil, "oil"), Source(own, "/home/joe/x.png")],
    )
    request = Request(GATEWAY, "nano-banana", "a wolf")
    made.fail(made.claim(request, template="a wolf", sources=()).number, errors.Blocked("no wolf"))
    made.get(1).rate(4)
    made.get(1).tag("client/acme")
    made.get(1).annotate("für Montag")
    made.close()
    return made.folder


@pytest.fixture
def library(mine, tmp_path):
    return Library(shutil.copytree(mine, tmp_path / "mine"))


@pytest.fixture
def bundle(library, tmp_path):
    return export(library, library.search(""), tmp_path / "bundle.zip", with_inputs=True).path


@pytest.fixture(scope="module")
def made_by_others(tmp_path_factory):
    made = Library(tmp_path_factory.mktemp("theirs") / "library")
    make(made, "their own", colour="yellow")
    made.close()
    return made.folder


@pytest.fixture
def theirs(made_by_others, tmp_path):
    return Library(shutil.copytree(made_by_others, tmp_path / "theirs"))


def rows(library):
    return [
        (one.uuid, one.number, one.rating, one.note, one.deleted, one.imported)
        for one in library.search("", count=1000)
    ]


# -- what arrives -----------------------------------------------------------------------


def test_what_is_handed_on_arrives_as_it_was(library, bundle, theirs):
    came = import_bundle(theirs, bundle)
    assert (came.generations, came.pictures, came.known) == (4, 4, 0)
    assert came.words == "imported 4 generations, 4 pictures"
    for mine in library.search(""):
        [found] = [one for one in theirs.search("") if one.uuid == mine.uuid]
        for name in ("status", "gateway", "model", "served_by", "template", "prompt", "take"):
            assert getattr(found, name) == getattr(mine, name)
        for name in ("text", "cost", "seconds", "rating", "tags", "note", "created", "pictures"):
            assert getattr(found, name) == getattr(mine, name)
        assert [one.bytes for one in found.pictures] == [one.bytes for one in mine.pictures]
        assert [one.uuid for one in found.parents] == [one.uuid for one in mine.parents]
        assert found.imported
    assert list(check(theirs)) == []


def test_it_answers_the_same_requests(library, bundle, tmp_path):
    theirs = Library(tmp_path / "empty")
    import_bundle(theirs, bundle)
    frog, oil = library.get(1), library.get(2)
    asked = Request(GATEWAY, "nano-banana", "as oil painting", (frog.picture.hash,))
    assert theirs.look_up([asked])[0].picture == oil.picture
    offline = Request("offline", "nano-banana", "a frog")
    assert theirs.look_up([offline], stand_in=True)[0].picture == frog.picture
    assert theirs.pictures(picture("white").hash)[0].is_whole  # the user's own came, too


def test_a_second_import_changes_nothing(library, bundle, theirs):
    import_bundle(theirs, bundle)
    before = rows(theirs)
    again = import_bundle(theirs, bundle)
    assert (again.generations, again.pictures, again.known) == (0, 0, 4)
    assert again.words == "nothing new: 4 generations there already"
    assert rows(theirs) == before


def test_their_own_numbers_and_marks_stay(library, bundle, theirs):
    own = theirs.get(1)
    import_bundle(theirs, bundle)
    assert theirs.get(1).uuid == own.uuid
    frog = next(one for one in theirs.search("frog") if one.prompt == "a frog")
    frog.rate(1)
    frog.annotate("theirs")
    import_bundle(theirs, bundle)
    assert (theirs.get(frog.number).rating, theirs.get(frog.number).note) == (1, "theirs")


def test_the_one_who_made_it_gets_nothing_twice(library, bundle):
    before = rows(library)
    assert import_bundle(library, bundle).generations == 0
    assert rows(library) == before


def test_what_they_had_deleted_comes_back_and_what_was_pruned_too(library, bundle, theirs):
    import_bundle(theirs, bundle)
    numbers = [one.number for one in theirs.search("")][:2]
    theirs.delete(numbers)
    import_bundle(theirs, bundle)
    assert theirs.count() == 5
    theirs.delete([one.number for one in theirs.search("")])
    prune(theirs)
    assert import_bundle(theirs, bundle).generations == 4
    assert list(check(theirs)) == []


def test_two_bundles_meet_in_the_middle(library, tmp_path, theirs):
    first = export(library, [library.get(1)], tmp_path / "first.zip").path
    second = export(library, [library.get(3)], tmp_path / "second.zip").path
    import_bundle(theirs, first)
    came = import_bundle(theirs, second)
    assert (came.generations, came.known) == (2, 1)
    both = next(one for one in theirs.search("both"))
    assert [one.prompt for one in both.parents[0].parents] == ["a frog"]


# -- what is written --------------------------------------------------------------------


def test_ancestors_go_along_and_what_is_deleted_does_not(library, tmp_path):
    made = export(library, [library.get(3)], tmp_path / "both")
    assert (made.path.name, made.generations, made.pictures) == ("both.zip", 3, 3)
    library.get(1).delete()
    assert export(library, [library.get(3)], tmp_path / "less").generations == 2


def test_the_same_gives_the_same_bytes(library, bundle, tmp_path):
    again = export(library, library.search(""), tmp_path / "other.zip", with_inputs=True).path
    first, second = (zipfile.ZipFile(path) for path in (bundle, again))
    for name in first.namelist():
        if name != "index.html":  # it has the file's name as its title
            assert first.read(name) == second.read(name)


def test_it_names_pictures_by_hash_and_no_place_of_this_machine(bundle, library):
    with zipfile.ZipFile(bundle) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if name[0] != "p")
    assert b"joe" not in text
    assert b"/home" not in text
    lines = zipfile.ZipFile(bundle).read("generations.jsonl").decode().splitlines()
    oil = next(json.loads(line) for line in lines if "as oil" in line)
    assert oil["inputs"][0]["name"] == library.get(1).picture.ref


def test_a_missing_file_is_left_out_and_said(library, tmp_path):
    library.get(1).picture.path.unlink()
    made = export(library, library.search(""), tmp_path / "bundle.zip")
    assert made.left_out == ("@1",)
    assert "left out, with a file missing: @1" in made.words
    assert made.generations == 3


def test_nothing_to_export_is_said(library, tmp_path):
    with pytest.raises(errors.OptionError, match="nothing to export"):
        export(library, [], tmp_path / "bundle.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_of_those_that_were_named_it_says_which_files_are_gone(library, tmp_path):
    library.get(1).picture.path.unlink()
    library.get(2).picture.path.write_bytes(b"garbage")
    with pytest.raises(errors.OptionError, match="nothing can be exported") as caught:
        export(library, [library.get(2), library.get(1)], tmp_path / "bundle.zip")
    assert str(caught.value) == (
        "nothing can be exported: the file of @1 is missing, the file of @2 is damaged"
    )
    assert "--again" in caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_of_many_files_that_are_gone_it_names_a_few(library, tmp_path, monkeypatch):
    monkeypatch.setattr(export_bundle, "MOST_NAMED", 1)
    for number in (1, 2):
        library.get(number).picture.path.unlink()
    with pytest.raises(errors.OptionError) as caught:
        export(library, [library.get(1), library.get(2)], tmp_path / "bundle.zip")
    assert str(caught.value) == "nothing can be exported: the file of @1 is missing and 1 more"


@pytest.mark.parametrize("name", ["\0", "a\0b", "\ud800", "folder/\ud800"])
def test_a_name_that_no_file_can_have_is_told(library, tmp_path, name):
    with pytest.raises(errors.LibraryError, match="can't write") as caught:
        export(library, library.search(""), tmp_path / name)
    assert caught.value.said.endswith(": no file can have this name")
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".zip", ".part")]


def test_a_file_that_is_there_is_not_written_over(library, tmp_path):
    there = tmp_path / "bundle.zip"
    there.write_text("something of mine")
    with pytest.raises(errors.OptionError, match=r"bundle\.zip is there already"):
        export(library, library.search(""), tmp_path / "bundle")
    assert there.read_text() == "something of mine"
    with pytest.raises(errors.OptionError, match="is a folder"):
        export(library, library.search(""), tmp_path)


def test_a_disk_that_refuses_leaves_nothing_behind(library, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(errors.LibraryError, match=r"can't write bundle\.zip") as caught:
        export(library, library.search(""), tmp_path / "file" / "bundle.zip")
    assert caught.value.said.startswith(f"{tmp_path / 'file'}: ")


@permissions.counted
@pytest.mark.parametrize("path", ["{}/closed/b.zip", "closed/b", "{}/closed/deeper/b.zip"])
def test_a_closed_folder_is_named(tmp_path, path):
    (tmp_path / "closed").mkdir(0o000)
    code = (
        "import ipyimagegen as ig\n"
        "ig.generate('a frog')\n"
        f"tell('export', lambda: ig.export_bundle({path.format(tmp_path)!r}, ig.get('@last')))"
    )
    told = permissions.run(code, tmp_path, IMAGEGEN_LIBRARY=str(tmp_path / "its"))
    folder = (tmp_path / path.format(tmp_path)).parent
    assert "can't write b" in told["export"][0]
    assert f": {folder}: Permission denied" in told["export"][0]


# -- what is refused --------------------------------------------------------------------


def repack(bundle, change):
    """Write the bundle anew, each entry as `change` returns it."""
    with zipfile.ZipFile(bundle) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    changed = change(entries)
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (entries if changed is None else changed).items():
            archive.writestr(name, data)


def edit_lines(entries, change):
    lines = [json.loads(line) for line in entries["generations.jsonl"].splitlines()]
    lines = change(lines) or lines
    entries["generations.jsonl"] = "\n".join(json.dumps(line) for line in lines).encode()


def first_line(name, value):
    return lambda entries: edit_lines(entries, lambda lines: lines[0].update({name: value}))


def first_picture(**changes):
    def change(entries):
        manifest = json.loads(entries["bundle.json"])
        manifest["pictures"][0] |= changes
        entries["bundle.json"] = json.dumps(manifest).encode()

    return change


def other_bytes(entries):
    name = next(name for name in entries if name.startswith("pictures/"))
    entries[name] = entries[name][:-1] + b"x"


def no_picture(entries):
    """A file whose hash is right, and which is no picture."""
    import hashlib

    data = b"\x89PNG\r\n\x1a\n" + bytes(100)
    manifest = json.loads(entries["bundle.json"])
    old = manifest["pictures"][0]["hash"]
    manifest["pictures"][0] |= {"hash": hashlib.sha256(data).hexdigest(), "size": len(data)}
    new = manifest["pictures"][0]["hash"]
    entries["bundle.json"] = json.dumps(manifest).encode()
    entries[f"pictures/{new}.png"] = data
    del entries[f"pictures/{old}.png"]
    entries["generations.jsonl"] = entries["generations.jsonl"].replace(old.encode(), new.encode())


BAD = {
    "no manifest": (lambda e: e.pop("bundle.json") and None, "no bundle.json"),
    "no lines": (lambda e: e.pop("generations.jsonl") and None, "no generations.jsonl"),
    "another format": (lambda e: e.update({"bundle.json": b'{"format": "x"}'}), "no bundle of"),
    "no JSON": (lambda e: e.update({"bundle.json": b"\xff{"}), ""),
    "not a number": (first_line("parameters", {"x": float("nan")}), "no number"),
    "deep parameters": (
        lambda e: e.update({"generations.jsonl": b'{"parameters":' + b'{"a":' * 20_000}),
        "none",
    ),
    "deep JSON": (lambda e: e.update({"bundle.json": b"[" * 100_000}), "none"),
    "newer": (
        lambda e: e.update(
            {"bundle.json": e["bundle.json"].replace(b'"version": 1', b'"version": 2')}
        ),
        "newer ipyimagegen",
    ),
    "a way out": (lambda e: e.update({"../evil.png": b"x"}), "holds something"),
    "absolute": (lambda e: e.update({"/etc/evil": b"x"}), "holds something"),
    "a way out below": (lambda e: e.update({"pictures/../../evil.png": b"x"}), "holds something"),
    "a windows way": (lambda e: e.update({"C:\\evil.png": b"x"}), "holds something"),
    "no size": (first_picture(size=0), "a number from 1 on"),
    "a true size": (first_picture(size=True), "a number from 1 on"),
    "another type": (first_picture(type="svg"), "unknown type"),
    "a hash with slashes": (first_picture(hash="../" * 21 + "x"), "without a hash"),
    "a null as a line": (lambda e: e.update({"generations.jsonl": b"null\n"}), "generation 1"),
    "no such picture": (first_line("pictures", ["ab" * 32]), "that the bundle lacks"),
    "done with nothing": (first_line("pictures", []), "neither done"),
    "another status": (first_line("status", "sent"), "neither done"),
    "no UUID": (first_line("uuid", "1"), "generation 1"),
    "no prompt": (first_line("prompt", None), "a text that is none"),
    "half a character": (first_line("prompt", "\ud800"), "generation 1"),
    "half a character in a name": (first_line("parameters", {"\ud800": 1}), "half characters"),
    "a long text": (first_line("text", "".join(map(str, range(200_000)))), "too long"),
    "a UUID and more": (first_line("uuid", "a0000000-0000-4000-8000-000000000000\n"), "its UUID"),
    "a true take": (first_line("take", True), "a number from 1 on"),
    "a huge take": (first_line("take", 10**30), "a number from 1 on"),
    "a cost in words": (first_line("cost", "free"), "a number that is none"),
    "a true cost": (first_line("cost", True), "a number that is none"),
    "a huge cost": (first_line("cost", 10**9), "can't be"),
    "tags in a line": (first_line("tags", "a b"), "its tags are no list"),
    "a note that is a number": (first_line("note", 1), "a note is text"),
    "a take of nothing": (first_line("take", 0), "none"),
    "an infinite cost": (first_line("cost", float("inf")), "no number"),
    "a cost below nothing": (first_line("cost", -1), "can't be"),
    "a true rating": (first_line("rating", True), "ratings go from"),
    "a rating of 6": (first_line("rating", 6), "ratings go from"),
    "a tag with a space": (first_line("tags", ["a b"]), "can't be a tag"),
    "a time of nowhere": (first_line("created", "2026-01-01T00:00:00"), "not in UTC"),
    "parameters that are none": (first_line("parameters", [1]), "none"),
    "an error that is none": (first_line("error", "x"), "none"),
    "its own parent": (
        lambda e: edit_lines(
            e,
            lambda ls: ls[0].update(inputs=[{"source": "x", "name": "y", "parent": ls[0]["uuid"]}]),
        ),
        "come before it",
    ),
    "one twice": (lambda e: edit_lines(e, lambda ls: [*ls, ls[0]]), "there twice"),
    "a field less": (lambda e: edit_lines(e, lambda ls: ls[0].pop("usage") and None), "usage"),
}


def state(library):
    files = sorted(str(path) for path in library.folder.glob("pictures/*/*"))
    return rows(library), files


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_bundle_of_ours_is_refused_and_nothing_changes(bundle, theirs, what, tmp_path):
    change, words = BAD[what]
    repack(bundle, change)
    before = state(theirs)
    with pytest.raises(errors.LibraryError, match=r"bundle\.zip can't be imported") as caught:
        import_bundle(theirs, bundle)
    assert words in caught.value.said
    assert "`" not in caught.value.said  # the validator's own words
    assert "Nothing was changed" in caught.value.hint
    assert len(caught.value.lines()) <= 3
    assert state(theirs) == before
    assert not list(tmp_path.rglob("*evil*"))


@pytest.mark.parametrize(
    "change",
    [
        other_bytes,
        no_picture,
        lambda e: e.pop(next(n for n in e if n.startswith("pictures/"))) and None,
        first_picture(width=41),
    ],
    ids=["other bytes", "no picture", "a picture less", "another size"],
)
def test_what_shows_a_bad_picture_is_left_out_and_said(bundle, theirs, change):
    before = theirs.count()
    whole = import_bundle(Library(theirs.folder / "whole"), bundle)
    repack(bundle, change)
    told = import_bundle(theirs, bundle)
    assert len(told.damaged) == 1
    assert "left out" in told.words
    assert told.damaged[0] in told.words
    assert 0 < told.generations < whole.generations
    assert theirs.count() == before + told.generations
    assert not [line for line in check(theirs) if "would not be found" not in line]


def test_half_a_file_is_refused_wherever_it_is_cut(bundle, theirs):
    data = bundle.read_bytes()
    before = state(theirs)
    for length in [0, 1, 100, len(data) // 2, len(data) - 30, len(data) - 1]:
        bundle.write_bytes(data[:length])
        with pytest.raises(errors.LibraryError, match="can't be imported"):
            import_bundle(theirs, bundle)
    assert state(theirs) == before


@pytest.mark.parametrize("what", ["missing.zip", "folder", "text.zip"])
def test_what_is_no_zip_is_refused(theirs, tmp_path, what):
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.zip").write_text("hello")
    with pytest.raises(errors.LibraryError, match="can't be imported"):
        import_bundle(theirs, tmp_path / what)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
def test_a_pipe_or_a_device_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.zip")
    library = Library(tmp_path / "new library")
    for path in (tmp_path / "pipe.zip", "/dev/zero"):
        with pytest.raises(errors.LibraryError, match="no file"):
            import_bundle(library, path)


def test_a_link_in_it_is_refused(bundle, theirs):
    with zipfile.ZipFile(bundle) as archive:
        name = next(name for name in archive.namelist() if name.startswith("pictures/"))
        entries = [(one, archive.read(one)) for one in archive.infolist()]
    with zipfile.ZipFile(bundle, "w") as archive:
        for entry, data in entries:
            if entry.filename == name:
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, data)
    with pytest.raises(errors.LibraryError) as caught:
        import_bundle(theirs, bundle)
    assert "holds something" in caught.value.said


@pytest.mark.thorough
def test_a_bomb_is_refused_before_it_is_unpacked(bundle, theirs):
    def change(entries):
        manifest = json.loads(entries["bundle.json"])
        for number in range(4):
            digest = f"{number:064x}"
            manifest["pictures"].append(
                {"hash": digest, "type": "png", "width": 9, "height": 9, "size": 30_000_000}
            )
            entries[f"pictures/{digest}.png"] = bytes(30_000_000)
        entries["bundle.json"] = json.dumps(manifest).encode()

    def change_lines(entries):
        entries["generations.jsonl"] += b" " * 30_000_000

    for bomb in (change_lines, change):
        repack(bundle, bomb)
        with pytest.raises(errors.LibraryError) as caught:
            import_bundle(theirs, bundle)
        assert "out of all proportion" in caught.value.said


def test_one_that_was_packed_again_by_hand_is_a_bundle(bundle, theirs, tmp_path):
    shutil.unpack_archive(bundle, tmp_path / "unpacked")
    packed = shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path / "unpacked")
    assert import_bundle(theirs, packed).generations == 4


def test_fields_of_newer_versions_are_ignored_and_whole_numbers_are_amounts(bundle, theirs):
    def change(entries):
        manifest = json.loads(entries["bundle.json"]) | {"more": [1]}
        manifest["pictures"][0]["more"] = None
        entries["bundle.json"] = b"\xef\xbb\xbf" + json.dumps(manifest).encode()
        more = {"cost": 1, "seconds": -0.0, "parameters": {"n": 10**30}, "later": {"deep": [1]}}
        edit_lines(entries, lambda lines: lines[0].update(more))

    repack(bundle, change)
    assert import_bundle(theirs, bundle).generations == 4
    [found] = theirs.search('"a frog"')
    assert (found.cost, found.seconds) == (1.0, 0.0)
    assert found.parameters == {"n": 10**30}


def test_the_sides_of_a_turned_photograph_may_be_exchanged_as_earlier_versions_told_them(
    tmp_path, theirs
):
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    Image.new("RGB", (60, 40)).save(stream, "JPEG", exif=exif)
    library = Library(tmp_path / "own")
    own = library.add(Picture.from_bytes(stream.getvalue()))
    make(library, "an edit", sources=[Source(own, "photo.jpg")])
    path = tmp_path / "turned.zip"
    export(library, library.search(""), path, with_inputs=True)

    def lying(entries):
        manifest = json.loads(entries["bundle.json"])
        for one in manifest["pictures"]:
            if one["hash"] == own.hash:
                one |= {"width": 60, "height": 40}
        entries["bundle.json"] = json.dumps(manifest).encode()

    repack(path, lying)
    assert import_bundle(theirs, path).damaged == ()
    arrived = theirs.picture(own.hash)
    assert (arrived.width, arrived.height) == (40, 60)


@pytest.mark.thorough
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_changed_bytes_are_imported_or_refused(bundle, theirs, data):
    original = bundle.read_bytes()
    changed = bytearray(original)
    for _ in range(data.draw(st.integers(1, 5))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    bundle.write_bytes(changed)
    try:
        import_bundle(theirs, bundle)
    except errors.LibraryError as error:
        assert "can't be imported" in str(error)
    finally:
        bundle.write_bytes(original)
    assert list(check(theirs)) == []


# -- pruning ----------------------------------------------------------------------------


def test_pruning_throws_away_what_was_deleted_and_nothing_else(library):
    kept = library.get(2).picture
    gone = library.get(3).picture
    library.thumbnail(gone)
    library.delete([3, 4])
    thrown = prune(library)
    assert (thrown.generations, thrown.pictures) == (2, 2)  # its own, and one it was made from
    assert "gone for good: 2 generations and 2 pictures" in thrown.words
    assert library.get(3) is None
    assert not gone.path.exists()
    assert kept.is_whole
    assert not list(library.folder.glob(f"thumbnails/*/{gone.hash}*"))
    assert list(check(library)) == []
    assert "Nothing is deleted" in prune(library).words


def test_a_picture_that_something_was_made_from_stays(library):
    frog = library.get(1).picture
    library.get(1).delete()
    prune(library)
    assert frog.is_whole  # @2 was made from it
    library.delete([2, 3])
    prune(library)
    assert library.get(2) is None
    library.delete([4])
    prune(library)
    assert library.count() == 0


def test_a_picture_that_two_generations_share_stays(library):
    twin = make(library, "a frog", colour="green", take=2)
    library.get(1).delete()
    prune(library)
    assert library.get(twin.number).picture.is_whole


def test_numbers_are_not_given_again(library):
    highest = library.last_number()
    library.delete([one.number for one in library.search("")])
    prune(library)
    assert make(library, "a new one").number == highest + 1
