"""Keys in a prompt, an option, a name or a file: nothing keeps them or hands them on unsaid."""

from __future__ import annotations

import io
import warnings
import zipfile

import numpy as np
import pytest
from PIL import Image

import ipyimagegen as ig
from ipyimagegen import errors
from ipyimagegen.session import Session
from ipyimagegen.settings import Settings
from ipyimagegen.views.figure import ENDINGS
from scripted import answer, data_url, picture, serving, success

KEY = "sk-or-v1-abcdef0123456789"
TOKEN = 'Tok"en-9876543210'
LAB = """[gateways.lab]
base_url = "{url}"
headers = {{ "X-Token" = "$LAB_TOKEN" }}
"""


@pytest.fixture
def paid():
    with serving() as gateway:
        gateway.script = answer(success(data_url(picture())))
        yield gateway


def started(tmp_path, paid, **environment):
    """Return a session whose gateway has a key and a secret header."""
    (tmp_path / "config.toml").write_text(LAB.format(url=paid.url))
    settings = Settings(
        environment={"IMAGEGEN_LIBRARY": str(tmp_path / "library"), **environment},
        folder=tmp_path,
        config_file=tmp_path / "config.toml",
    )
    settings.use("lab")
    return Session(settings)


@pytest.fixture
def session(tmp_path, paid):
    made = started(tmp_path, paid, IMAGEGEN_API_KEY=KEY, LAB_TOKEN=TOKEN)
    yield made
    made.close()


def files_with(folder, secret):
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in paths if secret.encode() in path.read_bytes()]


# -- what is asked for ---------------------------------------------------------------------


@pytest.mark.parametrize("secret", [KEY, TOKEN])
@pytest.mark.parametrize(
    "ask",
    [
        lambda ig, secret: ig.generate(f"my key is {secret}, paint it", raw=True),
        lambda ig, secret: ig.generate("a {thing}", thing=secret),
        lambda ig, secret: ig.generate("a cat", extra={"api_key": secret}),
        lambda ig, secret: ig.generate("a cat", extra={"a": [{secret: 1}]}),
        lambda ig, secret: ig.generate("a cat", model=secret),
        lambda ig, secret: ig.generate("a cat", name=secret),
        lambda ig, secret: ig.sweep("a {*pets}", pets=["cat", secret]),
        lambda ig, secret: ig.sweep("a {pet}", rows=[{"pet": "cat"}, {"pet": secret}]),
        lambda ig, secret: ig.sweep("a {pet}", rows=[{"note": "x" * 30 + secret, "pet": "cat"}]),
        lambda ig, secret: ig.sweep('"OPEN"', models=["a", secret]),
    ],
)
def test_a_key_in_what_is_asked_for_is_refused_unquoted_and_nothing_is_sent(
    session, paid, tmp_path, ask, secret
):
    with pytest.raises(errors.OptionError, match="stands in the prompt or its options") as caught:
        ask(session, secret)
    assert secret[4:12] not in "\n".join(caught.value.lines())
    assert paid.requests == []
    assert files_with(tmp_path / "library", secret) == []


def test_a_typed_key_is_refused_too_and_so_is_one_for_sketches(session, paid, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda _: "sk-typed-0123456789")
    session.use(paid.url, ask_key=True)
    for gateway in (None, "offline"):
        with pytest.raises(errors.OptionError, match="the secret from the keyboard stands"):
            session.generate("a cat", extra={"key": "sk-typed-0123456789"}, gateway=gateway)


@pytest.mark.parametrize(
    "table",
    [
        'headers = { "X-Token" = "$LAB_TOKEN", "X-Org" = "$NOT_SET" }',
        'headers = { "X-Token" = "$NOT_SET $LAB_TOKEN" }',
        'key_env = "LAB_TOKEN"\ntimout = 5',
    ],
)
def test_a_key_is_refused_also_where_its_gateway_can_not_be_used(tmp_path, table):
    (tmp_path / "config.toml").write_text(
        f"[gateways.lab]\nbase_url = 'https://x.example'\n{table}\n"
    )
    settings = Settings(
        environment={"IMAGEGEN_LIBRARY": str(tmp_path / "library"), "LAB_TOKEN": KEY},
        folder=tmp_path,
        config_file=tmp_path / "config.toml",
    )
    session = Session(settings)
    with pytest.raises(errors.OptionError, match="the secret from LAB_TOKEN stands"):
        session.generate(f"a cat {KEY}")
    session.close()


@pytest.mark.parametrize("key", ["cat", "123456", "a1b", "Lab-1"])
def test_a_key_that_is_a_plain_word_may_stand_in_a_prompt(tmp_path, paid, key):
    session = started(tmp_path, paid, IMAGEGEN_API_KEY=key, LAB_TOKEN="x")
    assert session.generate(f"a {key}").pictures
    session.close()


# -- in a gateway's place ------------------------------------------------------------------


@pytest.mark.parametrize("key", ["my-own-key", "lab.key1"])
def test_a_known_key_is_no_gateway_whatever_it_looks_like(tmp_path, paid, key):
    session = started(tmp_path, paid, IMAGEGEN_API_KEY=key, LAB_TOKEN="x")
    with pytest.raises(errors.SettingError, match="a key is no gateway") as caught:
        session.use(key)
    assert key not in "\n".join(caught.value.lines())


@pytest.mark.parametrize(
    "key",
    [
        "sk-or-v1-abcdef9876543210",
        "sk-abc.DEF0123456789",
        "sk-proj-Ab0123456789.ghi",
        "0123456789abcdef0123456789abcdef.AbCdEfGhIjKlMnOp",
        "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH",
    ],
)
def test_what_looks_like_a_key_is_no_gateway_and_not_quoted(session, key):
    with pytest.raises(errors.SettingError, match="a key is no gateway") as caught:
        session.use(key)
    assert key[4:12] not in "\n".join(caught.value.lines())


@pytest.mark.parametrize("host", ["sk-llm.company.com", "sk-llm:4000", "sk-1.llm.lan:4000/v1"])
def test_a_host_that_begins_as_keys_do_is_told_what_it_lacks(session, host):
    with pytest.raises(errors.SettingError, match="the gateway's address has no https://") as told:
        session.use(host)
    assert f"://{host}" in told.value.hint


@pytest.mark.parametrize("name", ["ofline", "my-ask-gateway", "a-long-name-of-a-gateway-of-ours"])
def test_a_misspelt_gateway_is_still_named(session, name):
    with pytest.raises(errors.SettingError, match=f"no gateway is called '{name}'"):
        session.use(name)


# -- what is handed on ---------------------------------------------------------------------


def keyed(kind="JPEG"):
    """Return a picture into whose metadata a gateway wrote the key."""
    note = Image.Exif()
    note[0x010E] = f"made with {KEY}"
    stream = io.BytesIO()
    noise = np.random.default_rng(3).integers(0, 256, (40, 60, 3), np.uint8)
    Image.fromarray(noise).save(stream, kind, exif=note.tobytes())
    return stream.getvalue()


def test_a_file_with_the_key_is_told_when_it_is_saved_or_exported(session, paid, tmp_path):
    paid.script = answer(success(data_url(keyed())))
    made = session.generate("a cat")
    with pytest.warns(UserWarning, match=f"a key stands in the file of picture {made.picture.ref}"):
        path = made.save(tmp_path / "kp")
    assert path.read_bytes() == keyed()
    bundle = session.export_bundle(tmp_path / "kp.zip", made)
    assert bundle.keyed == (made.picture.ref,)
    assert f"can read a key of yours in {made.picture.ref}" in bundle.words
    with zipfile.ZipFile(bundle.path) as archive:
        [name] = [name for name in archive.namelist() if name.startswith("pictures/")]
        assert archive.read(name) == keyed()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert KEY.encode() not in made.save(tmp_path / "bare", strip=True).read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_figure_with_the_key_is_told(session, paid, tmp_path, ending):
    if ending == ".pdf":
        pytest.importorskip("fpdf")
    paid.script = answer(success(data_url(keyed())))
    grid = session.sweep("a {red|blue} cat")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        path = grid.figure(tmp_path / f"cats{ending}")
    assert path.is_file()
    has_files = ending != ".png"  # which is drawn anew
    assert any("a key stands" in str(one.message) for one in told) == has_files


def test_a_row_with_the_key_is_told_when_it_is_exported(session, tmp_path):
    made = session.generate("a cat")
    made.annotate(f"made with {KEY}")
    bundle = session.export_bundle(tmp_path / "kp.zip", session.get(made.number))
    assert bundle.keyed == ("@1",)
    assert KEY not in bundle.words


def test_nothing_is_told_of_files_without_a_key(session, tmp_path):
    made = session.generate("a cat")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made.save(tmp_path / "cat")
    assert session.export_bundle(tmp_path / "cat.zip", made).keyed == ()
    assert "key" not in session.export_bundle(tmp_path / "cat-2.zip", made).words


def test_a_settings_file_that_is_wrong_keeps_nothing_from_being_saved(tmp_path, session):
    made = session.generate("a cat")
    (tmp_path / "config.toml").write_text("gateways = 5\n")
    assert made.save(tmp_path / "cat").is_file()
    assert ig.Picture.from_bytes(made.picture.bytes) == made.picture
