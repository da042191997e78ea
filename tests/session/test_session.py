"""The façade without IPython: a plain script makes, edits and finds pictures."""

from __future__ import annotations

import asyncio
import getpass
import math
import subprocess
import sys
from fractions import Fraction

import pytest
from PIL import Image

import ipyimagegen
from ipyimagegen import errors
from ipyimagegen.gateways import Secret
from ipyimagegen.session import Brief, Session
from ipyimagegen.settings import Settings


def test_generate_edit_and_find_again(session, tmp_path):
    frog = session.generate("a {colour} frog", colour="green")
    assert frog.prompt == "a green frog"
    assert frog.template == "a {colour} frog"
    assert frog.image.size == (1024, 1024)
    oil = frog.edit("Make this look like an oil painting")
    assert [parent.number for parent in oil.parents] == [frog.number]
    assert session.get("@last").number == oil.number
    assert session.get(frog.picture.ref).number == frog.number
    saved = oil.save(tmp_path / "oil")
    assert saved.read_bytes() == oil.picture.bytes


def test_another_session_on_the_same_library_knows_it(session, tmp_path):
    from ipyimagegen.library import Library

    frog = session.generate("a frog")
    other = Session(session.settings, library=Library(tmp_path / "library"))
    again = other.get("@1")
    assert again.picture.bytes == frog.picture.bytes
    assert other.edit("@1", "make it night").parents[0].number == 1
    other.close()


@pytest.mark.thorough
def test_pil_image_is_an_input_without_a_parent(session):
    photo = Image.new("RGB", (300, 200), "#c8553d")
    made = session.generate("Make {photo} an oil painting", photo=photo)
    assert made.prompt == "Make image 1 an oil painting"
    assert made.parents == ()
    assert [entry.name for entry in made.inputs] == ["photo"]


def test_value_that_the_prompt_does_not_name_is_a_type_error(session):
    with pytest.raises(TypeError, match="size_of_frog"):
        session.generate("a frog", size_of_frog="small")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda ig: ig.generate("a frog", modle="x"), "Did you mean model?"),
        (lambda ig: ig.generate("a frog", count=4), "ipyimagegen.sweep() takes count."),
        (lambda ig: ig.generate("a {animal}", animal="cat", animals="x"), "Did you mean animal?"),
        (
            lambda ig: ig.generate('"OPEN"', until="text"),
            "until is an option of cells\nIn Python: ",
        ),
        (lambda ig: ig.sweep('"OPEN"', count=3, until="text"), "take=take"),
        (lambda ig: ig.generate(), "generate(prompt)"),
        (lambda ig: ig.generate("a frog", "1:1"), "generate(prompt)"),
        (lambda ig: ig.edit("make it night", Image.new("RGB", (9, 9))), "the picture comes first"),
        (lambda ig: ig.generate(None), "not NoneType"),
        (lambda ig: ig.generate("a frog", model=5), "the model is to be text"),
        (lambda ig: ig.generate("a frog", model=["a", "b"]), "the model is to be text"),
        (lambda ig: ig.generate("a frog", extra="seed"), "a dictionary"),
        (lambda ig: ig.generate("a frog", aspect=1.5), "the aspect is to be text"),
        (lambda ig: ig.sweep("a {red|blue} frog", models=5), "the model is to be text"),
        (lambda ig: ig.generate("a frog", again="no"), "again is to be True or False, not 'no'"),
        (lambda ig: ig.generate("a frog", model=" "), "the model is blank"),
        (lambda ig: ig.submit("a frog", model="\u200b"), "the model is blank"),
        (lambda ig: ig.generate("a frog", model=""), "the model is blank"),
        (lambda ig: ig.sweep("a frog", models=["gpt-image", ""]), "the model is blank"),
        (lambda ig: ig.use("dgx", remember="no"), "remember is to be True or False"),
        (lambda ig: ig.use("http://there", allow_http="no"), "allow_http is to be True or False"),
        (lambda ig: ig.use("dgx", ask_key="no"), "ask_key is to be True or False"),
        (lambda ig: ig.history(limt=5), "Did you mean limit?"),
        (lambda ig: ig.history(5), "the search is to be text"),
        (lambda ig: ig.get(None), "the reference is to be text"),
        (lambda ig: ig.use(None), "the gateway is to be text"),
        (lambda ig: ig.export_bundle(), "export_bundle(path"),
        (lambda ig: ig.import_bundle(5), "the path is to be"),
        (lambda ig: ig.panel("@1"), "panel()"),
    ],
)
def test_arguments_that_a_call_does_not_take_are_told(kernel_session, tmp_path, call, words):
    with pytest.raises(errors.WrongArguments) as caught:
        call(ipyimagegen)
    assert words in "\n".join(caught.value.lines())
    assert len(caught.value.lines()) <= 2
    assert isinstance(caught.value, TypeError)
    assert not (tmp_path / "library" / "pictures").exists()


@pytest.mark.parametrize(
    "call",
    [
        lambda session: session.export_bundle("frogs", session.get("@1"), with_inputs="no"),
        lambda session: session.get("@1").save("frog", embed="never"),
        lambda session: session.get("@1").save("frog", strip="no"),
        lambda session: session.sweep("a frog", count=1).save("frogs", embed=0),
    ],
)
def test_a_switch_of_what_is_written_is_true_or_false(session, tmp_path, call):
    session.generate("a frog")
    before = set(tmp_path.iterdir())
    with pytest.raises(errors.WrongArguments, match="is to be True or False"):
        call(session)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "call",
    [
        lambda session: session.generate("a {anmal}", animal="cat"),
        lambda session: session.edit("@1", "a {anmal}", animal="cat"),
        lambda session: session.submit("a {anmal}", animal="cat"),
        lambda session: session.sweep("a {anmal} {x|y}", animal="cat"),
    ],
)
def test_in_python_a_prompt_that_is_refused_hints_at_what_python_has(session, call):
    session.generate("a frog")
    with pytest.raises(errors.PromptError) as caught:
        call(session)
    assert caught.value.hint == (
        r"Did you mean animal? Write raw=True to send the braces as they are, "
        r"or \{ and \} around this one."
    )
    assert session.generate("a {anmal}", raw=True).prompt == "a {anmal}"


CALLS = [
    ("frog.edit()", "edit(): missing a required argument: 'prompt'\nWrite .edit(prompt)"),
    ("frog.edit('night', 5)", "too many positional arguments\nWrite .edit(prompt), and options"),
    ("frog.save()", "Write .save(path)"),
    ("frog.save(5)", "the path is to be text or a Path, not int"),
    ("frog.picture.save(5)", "the path is to be text or a Path, not int"),
    ("frog.picture.save()", "Write .save(path)."),
    ("frog.cell_from([[]])", "a reference is to be text, not list"),
    ("frog.cell_from(5)", "references are a list of texts, not an int"),
    ("frog.library.add(None)", "a library keeps pictures, not a NoneType"),
    ("frog.library.add(frog.picture, [])", "the name is to be text, not list"),
    ("frog.rate()", "Write .rate(rating)."),
    ("frog.annotate()", "Write .annotate(note)."),
    ("frog.check()", "Write .check(check)."),
    ("frog.delete('@1')", "Write .delete()."),
    ("grid.save(5)", "the path is to be text or a Path, not int"),
    ("grid.figure()", "Write .figure(path)"),
    ("grid.figure(5)", "the path is to be text or a Path, not int"),
    ("grid.figure('birds.pdf', rows=5)", "the name of an axis is to be text, not int"),
    ("grid.figure('birds.pdf', title=5)", "the title is to be text, not int"),
    ("grid.pivot(5)", "the name of an axis is to be text, not int"),
    ("grid.pivot([5])", "the name of an axis is to be text, not int"),
    ("job.result(timeout='x')", "a timeout is a number of seconds, not 'x'"),
    ("job.result(True)", "a timeout is a number of seconds, not True"),
    ("job.result(10**400)", f"a timeout is a number of seconds, not 1{'0' * 58}…"),
    ("job.result(10**5000)", "a timeout is a number of seconds, not a number of 5,000 digits"),
    ("job.result(tmeout=5)", "Did you mean timeout?"),
    ("job.result(watch=5)", "a function is called with the job, not int"),
    ("job.exception('x')", "a timeout is a number of seconds, not 'x'"),
    ("job.exception(float('nan'))", "a timeout is a number of seconds, not nan"),
    ("job.add_done_callback(5)", "a function is called with the job, not int"),
    ("job.add_done_callback()", "Write .add_done_callback(function)."),
    ("job.cancel('@1')", "Write .cancel()."),
    ("job.edit()", "Write .edit(prompt)"),
    ("session.generate()", "Write .generate(prompt)"),
    ("session.edit()", "Write .edit(picture, prompt)"),
    ("session.submit()", "Write .submit(prompt)"),
    ("session.sweep()", "Write .sweep(template)"),
    ("session.get()", "Write .get(reference)."),
    ("session.use()", "Write .use(gateway)"),
    ("session.models(5)", "the gateway is to be text, not int"),
    ("session.export_bundle('new.zip', 5)", "a bundle is made of generations, not int"),
    ("session.import_bundle()", "Write .import_bundle(path)."),
]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda session, many: session.generate("a cat", take=many), "from 1 to 1,000,000, not"),
        (lambda session, many: session.history(limit=many), "from 1 to 10,000, not"),
        (lambda session, many: session.get(many), "numbered from 1 on, not"),
        (lambda session, many: session.generate("a cat").rate(many), "takes one away: not"),
        (lambda session, many: session.sweep("a {cat|dog}")[many], "from 0 on, not"),
    ],
)
def test_a_number_of_too_many_digits_is_told_in_words(session, call, words):
    with pytest.raises(errors.ImagegenError, match=f"{words} a number of 5,000 digits"):
        call(session, 10**5000)


@pytest.mark.parametrize("verb", ["generate", "submit", "sweep"])
@pytest.mark.parametrize("value", [0, [], (), {}, b"", False])
@pytest.mark.parametrize("option", ["gateway", "model", "name", "aspect", "size"])
def test_an_empty_value_of_another_type_is_told(session, verb, option, value):
    if verb == "sweep" and option == "model":
        pytest.skip("it has models")
    with pytest.raises(errors.WrongArguments, match=f"the {option} is to be text, not "):
        getattr(session, verb)("a cat", **{option: value})


@pytest.mark.parametrize("option", ["gateway", "model", "name", "aspect", "size"])
def test_half_a_character_in_an_option_is_told(session, option):
    with pytest.raises(errors.WrongArguments, match=f"the {option} holds half a character"):
        session.generate("a cat", **{option: "a\ud800"})


def test_no_message_has_the_address_of_an_object(session):
    frog, grid = session.generate("a frog"), session.sweep("a {cat|dog}")
    for call in (
        lambda: frog.tag(object()),
        lambda: frog.rate(object()),
        lambda: grid[object()],
        lambda: grid["cat", object()],
        lambda: session.history(limit=object()),
        lambda: session.generate("a frog", take=object()),
    ):
        with pytest.raises(errors.ImagegenError) as caught:
            call()
        assert "object" in str(caught.value)
        assert " at 0x" not in "\n".join(caught.value.lines())


def test_arguments_that_a_method_does_not_take_are_told_with_the_users_line(session):
    grid = session.sweep("a {red|blue} frog")
    job = session.submit("a cat")
    job.result()
    values = {"frog": grid[0], "grid": grid, "job": job, "session": session}
    for call, words in CALLS:
        with pytest.raises(errors.WrongArguments) as caught:
            exec(f"\n\n{call}", {"__name__": "__main__", **values})
        told = caught.value.lines()
        assert words in "\n".join(told), call
        assert told[0].startswith("WrongArguments (line 3): "), call
        assert len(told) <= 2


@pytest.mark.parametrize("seconds", [None, 30, 30.5, Fraction(61, 2)])
def test_a_job_is_waited_for_so_many_seconds(session, seconds):
    assert session.submit("a cat").result(seconds).number == 1
    assert session.submit("a cat").exception(seconds) is None


@pytest.mark.parametrize(
    "number",
    [0, -1, True, math.nan, math.inf, "5", 10**400, 10**5000],
    ids=lambda one: type(one).__name__,  # a number of too many digits has no text
)
def test_what_is_no_time_or_cost_of_a_brief_is_refused(session, number):
    with pytest.raises(errors.OptionError, match="a timeout is a number of seconds above 0, not "):
        session.plan(Brief(template="a cat", timeout=number))
    if number != 0:
        with pytest.raises(errors.OptionError, match="a cost is dollars from 0 on, not "):
            session.plan(Brief(template="a cat", max_cost=number))


def test_a_place_that_a_sweep_does_not_have_is_told(session):
    pets = session.sweep("a {red|blue} frog")
    assert pets[-1].number == 2
    with pytest.raises(errors.UnknownReference, match="it has 2"):
        pets[2]


def test_a_file_is_no_generation(session, tmp_path):
    session.generate("a frog").save(tmp_path / "cat")
    with pytest.raises(errors.UnknownReference, match=r"'cat.jpg' is a file") as caught:
        session.get("cat.jpg")
    assert "show FILE" in caught.value.hint


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "is empty"), (" \t", "is empty"), ('""', "is empty"), ("Bearer ", "is empty"),
     ("sk one", "has characters that no key has")],
)  # fmt: skip
def test_what_was_typed_and_is_no_key_is_said_plainly(session, monkeypatch, typed, words):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: typed)
    with pytest.raises(errors.SettingError) as caught:
        session.use("openrouter", ask_key=True)
    assert str(caught.value) == f"the key from the keyboard {words}"
    assert caught.value.hint == (
        "Nothing has changed. Type or paste it once more: %imagegen use openrouter --ask-key"
    )
    assert session.settings.snapshot().gateway().is_offline


@pytest.mark.parametrize(
    "failure",
    [
        EOFError(),
        NotImplementedError("getpass was called, but this frontend does not support input"),
        OSError(6, "No such device or address"),
        ValueError("I/O operation on closed file"),
        getpass.GetPassWarning("Can not control echo on the terminal."),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_where_nobody_can_be_asked_the_variables_are_named(session, monkeypatch, failure):
    def ask(prompt):
        raise failure

    monkeypatch.setattr(getpass, "getpass", ask)
    for name, variables in (("openrouter", "OPENROUTER_API_KEY or IMAGEGEN_API_KEY"),
                            ("https://example.org", "Set IMAGEGEN_API_KEY before")):  # fmt: skip
        with pytest.raises(errors.SettingError, match="nobody can be asked") as caught:
            session.use(name, ask_key=True)
        assert variables in caught.value.hint
        assert caught.value.__cause__ is None
        assert len(caught.value.lines()) == 2
    assert session.settings.snapshot().gateway().is_offline


def test_an_interrupt_or_an_empty_answer_changes_nothing(session, monkeypatch):
    def interrupt(prompt):
        raise KeyboardInterrupt

    monkeypatch.setattr(getpass, "getpass", interrupt)
    with pytest.raises(errors.Interrupted, match="nothing has changed"):
        session.use("openrouter", ask_key=True)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "")
    with pytest.raises(errors.SettingError, match="is empty"):
        session.use("openrouter", ask_key=True)
    assert session.settings.snapshot().gateway().is_offline


@pytest.mark.thorough
def test_a_question_is_never_asked_with_an_echo():
    """Where there is no terminal, Python would read the key aloud."""
    code = "import ipyimagegen as ig\nig.use('openrouter', ask_key=True)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        input=b"sk-typed\n",
        capture_output=True,
        timeout=180,
        check=False,
        start_new_session=True,  # without a terminal, also where the tests have one
    )
    assert b"SettingError: nobody can be asked for a key here" in result.stderr
    assert b"GetPassWarning" not in result.stderr
    assert b"OPENROUTER_API_KEY" in result.stderr


def test_nothing_is_filed_when_an_input_is_refused(session, tmp_path):
    (tmp_path / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(errors.PictureError, match="SVG"):
        session.generate("a frog", inputs=[tmp_path / "drawing.svg"])
    with pytest.raises(errors.UnknownReference):
        session.get("@last")


def test_sketches_are_not_sent_to_a_real_gateway(session):
    sketch = session.generate("a frog")
    edited = sketch.edit("make it night")
    session.settings.use("http://127.0.0.1:9")
    for generation in (sketch, edited):
        with pytest.raises(errors.UnknownReference, match="offline sketch"):
            generation.edit("make it an oil painting")
    sketch.delete()
    for picture in (sketch.picture, sketch.picture.ref):
        with pytest.raises(errors.UnknownReference, match="offline sketch"):
            session.edit(picture, "make it an oil painting")


def timeout(session, brief):
    [call] = session.plan(brief).calls
    return call.timeout


def test_composite_may_take_longer(session):
    assert timeout(session, Brief(template="a cat")) == 300
    assert timeout(session, Brief(template="a cat", models=("image-gen",))) == 480
    assert timeout(session, Brief(template="a cat", models=("image-gen",), timeout=5)) == 5


@pytest.mark.parametrize("asked", [{"aspect": "17:9"}, {"size": "8K"}, {"extra": {"stream": True}}])
def test_parameters_are_checked_in_python_too(session, asked):
    with pytest.raises(errors.OptionError):
        session.generate("a cat", **asked)


@pytest.mark.thorough
def test_plain_script(tmp_path):
    script = (
        "import ipyimagegen as ig\n"
        "frog = ig.generate('a frog')\n"
        "print(frog)\n"
        "print(ig.edit(frog, 'make it night').parents)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=180, check=False
    )
    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        '<Generation @1: nano-banana, 1 picture 1024×1024 JPEG, "a frog">',
        '(<Generation @1: nano-banana, 1 picture 1024×1024 JPEG, "a frog">,)',
    ]


def settings(tmp_path, **environment):
    return Settings(environment=environment, folder=tmp_path, config_file=tmp_path / "config.toml")


def test_sources_of_a_setting_strongest_first(tmp_path):
    (tmp_path / "config.toml").write_text('model = "from-user"\n')
    found = settings(tmp_path).snapshot().look_up("model")
    assert (found.value, found.source) == ("from-user", "config.toml")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ipyimagegen]\nmodel = "from-project"\nlibrary = "pictures"\n'
    )
    assert settings(tmp_path).get("model") == "from-project"
    assert settings(tmp_path).get("library") == tmp_path / "pictures"
    assert settings(tmp_path, IMAGEGEN_MODEL="from-env").get("model") == "from-env"
    strongest = Settings(
        configured=lambda name: "from-config" if name == "model" else None,
        environment={"IMAGEGEN_MODEL": "from-env"},
        folder=tmp_path,
        config_file=tmp_path / "config.toml",
    )
    assert strongest.snapshot().look_up("model").source == "%config"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('modell = "x"', "model"),
        ('api_key = "x"', "environment"),
        ("timeout = -1", "timeout"),
        ("model = [", "config.toml"),
        ('gateway = "dgy"', "dgx"),
        ('gateway = "mine"\n[gateways.mine]\nurl = "x"', "base_url"),
    ],
)
def test_bad_settings_are_named(tmp_path, text, words):
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(errors.SettingError) as caught:
        chosen = settings(tmp_path).snapshot()
        chosen.look_up("timeout")
        chosen.gateway()
    assert words in "\n".join(caught.value.lines())


def test_key_goes_only_where_the_user_said(tmp_path):
    keys = {"IMAGEGEN_API_KEY": "sk-one", "BEARER": "sk-two"}
    sources = settings(tmp_path, **keys)
    chosen = sources.snapshot()
    assert chosen.key(chosen.gateway()) is None  # offline takes none
    dgx = chosen.key(chosen.gateway("dgx"))
    assert dgx is not None
    assert dgx.reveal() == "sk-two"
    with pytest.raises(errors.SettingError, match="was not chosen"):
        chosen.key(chosen.gateway("https://example.org"))
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ipyimagegen]\ngateway = "https://example.org"\n'
    )
    chosen = sources.snapshot()
    with pytest.raises(errors.SettingError, match="was not chosen"):
        chosen.key(chosen.gateway())
    sources.use("https://example.org")
    chosen = sources.snapshot()
    assert chosen.key(chosen.gateway()).reveal() == "sk-one"


def test_local_gateway_needs_no_key(tmp_path):
    chosen = settings(tmp_path)
    assert chosen.snapshot().key(chosen.use("http://127.0.0.1:8080")) is None


def test_use_is_remembered_without_losing_the_rest(tmp_path):
    (tmp_path / "config.toml").write_text(
        'model = "gpt-image"\n[gateways.mine]\nbase_url = "https://example.org"\n'
    )
    chosen = settings(tmp_path)
    chosen.remember("mine")
    chosen.remember("mine")
    again = settings(tmp_path)
    assert again.snapshot().gateway().base_url == "https://example.org"
    assert again.get("model") == "gpt-image"


@pytest.mark.parametrize("value", ["", "  ", "sk-a\nsk-b", "sk-ä", "sk a"])
def test_unusable_key_is_refused_without_being_shown(value):
    with pytest.raises(errors.SettingError) as caught:
        Secret(value, "BEARER")
    assert "sk" not in "\n".join(caught.value.lines())


def test_key_shows_itself_nowhere():
    key = Secret("sk-very-secret")
    assert "very" not in f"{key!r} {key} {vars(Settings(environment={}))}"


def test_two_sessions_on_one_library_are_both_told_of_a_rating(session):
    other = Session(session.settings, library=session.library)
    told = []
    session.watch(lambda: told.append("one"))
    other.watch(lambda: told.append("other"))
    frog = session.generate("a frog")
    other.library  # noqa: B018  # whoever reads it last must not take it away from the other
    session.worker.submit(asyncio.sleep(0)).result()  # who is told of the frog has been told
    del told[:]
    frog.rate(4)
    other.close()
    assert sorted(told) == ["one", "other"]


@pytest.mark.thorough
def test_last_is_never_a_deleted_one(session):
    frog = session.generate("a frog")
    session.generate("a boat").delete()
    assert session.get("@last").number == frog.number
    assert session.get(1).number == 1


def test_the_verbs_of_the_package_show_their_options():
    import inspect

    import ipyimagegen

    for verb in ("generate", "edit", "submit", "sweep"):
        parameters = inspect.signature(getattr(ipyimagegen, verb)).parameters
        assert {"inputs", "gateway", "aspect", "take", "again"} <= parameters.keys()
        assert "self" not in parameters
    assert ipyimagegen.spend.__name__ == "spend"
