"""How files from anywhere say that they were made: read, never trusted."""

from __future__ import annotations

import io
import json
import struct
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from ipyimagegen.metadata import Found, Record, embed, read

RECORD = Record("u-1", "ab" * 32, "a frog", "a {frog}", "banana", "", "2026-11-23T10:00Z", 8, 8)
USUAL = (
    "a cat, (sitting:1.2)\non a mat\nNegative prompt: dogs\nand birds\n"
    'Steps: 20, Sampler: Euler a, Seed: 5, Size: 512x768, Model: dream, Note: "a, b: c"'
)
GRAPH = {
    "3": {
        "class_type": "KSampler",
        "inputs": {"seed": 5, "steps": 20, "positive": ["9", 0], "negative": ["7", 0]},
    },
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "dream.safetensors"}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "dogs, a long list of them"}},
    "9": {"class_type": "ConditioningSetArea", "inputs": {"conditioning": ["6", 0]}},
}


def png(*texts: tuple[str, str], packed: bool = False, wide: bool = False) -> bytes:
    info = PngImagePlugin.PngInfo()
    for key, text in texts:
        (info.add_itxt if wide else info.add_text)(key, text, zip=packed)
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


def with_exif(type: str, exif: Image.Exif) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, type, exif=exif)
    return stream.getvalue()


def with_comment(type: str, comment: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x8769] = {0x9286: comment}
    return with_exif(type, exif)


def raw_png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG's head and these chunks, with no picture and no end."""
    data = b"\x89PNG\r\n\x1a\n"
    for name, body in [(b"IHDR", bytes(13)), *chunks]:
        data += struct.pack(">I", len(body)) + name + body + bytes(4)
    return data


def usual_is_found(found: Found | None) -> None:
    assert found is not None
    assert found.written_by == "A1111"
    assert found.prompt == "a cat, (sitting:1.2)\non a mat"
    assert found.model == "dream"
    assert found.details["Negative prompt"] == "dogs and birds"
    assert found.details["Seed"] == "5"
    assert found.details["Note"] == "a, b: c"
    assert found.hash == found.uuid == ""


# -- each program's form ----------------------------------------------------------------


@pytest.mark.parametrize("type", ["PNG", "JPEG", "WEBP"])
def test_our_own_record_comes_back(type):
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, type)
    found = read(embed(stream.getvalue(), RECORD))
    assert (found.written_by, found.prompt, found.model) == ("ipyimagegen", "a frog", "banana")
    assert (found.hash, found.uuid) == (RECORD.hash, RECORD.uuid)
    assert found.details["template"] == "a {frog}"
    assert "served_by" not in found.details


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("packed", [False, True])
def test_the_usual_text_in_a_png(packed, wide):
    usual_is_found(read(png(("parameters", USUAL), packed=packed, wide=wide)))


@pytest.mark.parametrize("type", ["JPEG", "WEBP"])
@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le", "utf-16", "utf-8"])
def test_the_usual_text_in_exif(type, encoding):
    code = b"ASCII\0\0\0" if encoding == "utf-8" else b"UNICODE\0"
    usual_is_found(read(with_comment(type, code + USUAL.encode(encoding))))


def test_a_text_without_facts_is_a_prompt_in_a_png_but_not_in_a_photograph():
    assert read(png(("parameters", "a cat\non a mat"))).prompt == "a cat\non a mat"
    assert read(with_comment("JPEG", b"ASCII\0\0\0taken in Rome, noon")) is None


def test_swarm():
    values = {"prompt": "a cat", "model": "dream", "seed": 5, "steps": 20}
    text = json.dumps({"sui_image_params": values, "sui_extra_data": {"date": "2026"}})
    for data in (
        png(("parameters", text)),
        with_comment("JPEG", b"UNICODE\0" + text.encode("utf-16-be")),
    ):
        found = read(data)
        assert (found.written_by, found.prompt, found.model) == ("SwarmUI", "a cat", "dream")
        assert found.details == {"seed": "5", "steps": "20"}


def test_invoke():
    values = {"positive_prompt": "a cat", "model": {"name": "dream", "key": "k"}, "seed": 5}
    found = read(png(("invokeai_metadata", json.dumps(values))))
    assert (found.written_by, found.prompt, found.model) == ("InvokeAI", "a cat", "dream")
    assert found.details == {"seed": "5"}


def test_comfy():
    exif = Image.Exif()
    exif[0x0110] = "prompt:" + json.dumps(GRAPH)
    for data in (png(("prompt", json.dumps(GRAPH))), with_exif("WEBP", exif)):
        found = read(data)
        assert (found.written_by, found.prompt) == ("ComfyUI", "a cat")
        assert found.model == "dream.safetensors"
        assert found.details["seed"] == "5"
        assert found.details["Negative prompt"] == "dogs, a long list of them"


def test_a_graph_that_leads_in_a_circle_ends():
    circle = {"1": {"inputs": {"positive": ["1", 0], "ckpt_name": "dream"}}}
    assert read(png(("prompt", json.dumps(circle)))).prompt == ""


def test_a_damaged_record_gives_way_to_the_next_text():
    for broken in ("{", "[]", "1", '{"prompt": 5}', "[" * 100_000):
        usual_is_found(read(png(("ipyimagegen", broken), ("parameters", USUAL))))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_our_record_is_found_after_another_tool_wrote_the_packet_anew(quote):
    text = '{"prompt":"a frog & \\"hat\\""}'.replace("&", "&amp;").replace('"', "&quot;")
    packet = f"<rdf:Description\n ipyimagegen:record={quote}{text}{quote}/>"
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", xmp=packet.encode())
    assert read(stream.getvalue()).prompt == 'a frog & "hat"'


# -- nothing is trusted -----------------------------------------------------------------


def test_texts_are_cut_and_cleaned():
    values = {
        "prompt": "<script>alert(1)</script>\x1b[2J\u202egnp\x00\r\nline two" + "x" * 20_000,
        "model": "a\nb\x07",
        "hash": "AB" * 32,
        "uuid": "../../etc/passwd",
        "parameters": {f"key\n{i}": {"deep": ["x" * 1000]} for i in range(100)},
    }
    found = read(png(("ipyimagegen", json.dumps(values))))
    assert found.prompt.startswith("<script>alert(1)</script>[2Jgnp\nline twoxxx")
    assert len(found.prompt) == 8000
    assert found.model == "a b"
    assert found.hash == found.uuid == ""
    assert len(found.details) == 30
    assert all(name.isprintable() and len(name) <= 40 for name in found.details)
    assert all(text.isprintable() and len(text) <= 200 for text in found.details.values())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"RIFF\xff\xff\xff\xffWEBPEXIF",
        raw_png((b"tEXt", b"parameters\0" + b"x" * 50_000_000)),
        raw_png((b"zTXt", b"parameters\0\0" + zlib.compress(bytes(50_000_000)))),
        raw_png((b"iTXt", b"prompt\0\1\0\0\0" + zlib.compress(b"[" * 50_000_000))),
        raw_png(*[(b"zTXt", b"parameters\0\0" + zlib.compress(bytes(5_000_000)))] * 1000),
        raw_png((b"zTXt", b"parameters\0\0no stream"), (b"iTXt", b"prompt"), (b"tEXt", b"")),
        raw_png((b"tEXt", b"ipyimagegen\0" + b'{"a":' * 150_000)),
        raw_png((b"tEXt", b'ipyimagegen\0{"prompt":"a","take":' + b"9" * 100_000 + b"}")),
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_hostile_files_say_nothing_and_soon(data):
    start = time.monotonic()
    assert read(data) is None
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("piece", ['aa:"', "aa: ", "a ", '"', "aa:\\", "Generator: , Model: , "])
def test_a_line_made_to_stall_the_search_does_not(piece):
    line = "Size: 1x1, Model: " + piece * 200_000
    start = time.monotonic()
    for length in (2_000, 9_900, 900_000):
        data = png(("parameters", f"a cat\n{line[:length]}"))
        read(data)
        embed(data, RECORD)
    assert time.monotonic() - start < 10


def test_tags_that_share_their_bytes_are_not_multiplied():
    tags = b"".join(struct.pack("<HHII", number, 7, 60_000, 8) for number in range(4000))
    block = b"II*\0\x08\0\0\0" + struct.pack("<H", 4000) + tags + bytes(20_000)
    data = raw_png((b"eXIf", block))
    tracemalloc.start()
    try:
        assert read(data) is None
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_truncated_file_still_tells_its_prompt():
    data = embed(png(), RECORD)
    assert read(data[: data.index(b"IDAT")]).prompt == "a frog"


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\xff\0\0\0WEBP", b"GIF89a"]),
    st.binary(max_size=300),
)
def test_any_bytes_can_be_read(start, rest):
    read(start + rest)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]))
def test_any_block_of_tags_can_be_read(block, head):
    read(raw_png((b"eXIf", head + block)))


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
OURS = st.sampled_from(["prompt", "model", "hash", "uuid", "parameters", "inputs", "width"])
THEIRS = st.sampled_from(["sui_image_params", "positive_prompt", "positive", "negative", "text"])
KEYS = OURS | THEIRS | st.sampled_from(["name", "ckpt_name", "inputs", "1", "2"])
VALUES = st.recursive(
    LEAVES | st.sampled_from(["a cat", ["1", 0], ["2", 0]]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
)


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["ipyimagegen", "parameters", "invokeai_metadata", "prompt"]), VALUES)
def test_any_json_can_be_read(key, value):
    found = read(raw_png((b"tEXt", key.encode() + b"\0" + json.dumps(value).encode())))
    if found is not None:
        assert isinstance(found.prompt, str)
        assert found.model.isprintable()
        assert all(text.isprintable() for pair in found.details.items() for text in pair)
