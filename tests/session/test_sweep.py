"""Sweeps: several from one template, planned first, sent side by side, paid once each."""

from __future__ import annotations

import base64
import io
import itertools
import json
import shutil
import threading
import time
from pathlib import Path

import pandas as pd
import psutil
import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.images.contact_sheet import UNSENT
from ipyimagegen.library import Library
from ipyimagegen.notebook.sweep_display import sweep_bundle
from ipyimagegen.regions.report import COLUMNS
from ipyimagegen.session import Brief, Session, Sweep
from ipyimagegen.session import plan as plans
from ipyimagegen.session.estimate import estimated
from ipyimagegen.session.in_flight import Batch
from ipyimagegen.session.outcome import is_column
from ipyimagegen.session.plan import axis_names
from ipyimagegen.settings import Settings
from ipyimagegen.text import dollars
from ipyimagegen.views.sweep import SheetPixels, contact_sheet
from scripted import (
    answer,
    choice,
    data_url,
    failing,
    picture,
    serving,
    success,
    then,
    waiting,
)

DEADLINE = 60


class Painter:
    """Answers by what is asked: `answers` maps words of the prompt or the model to scripts."""

    def __init__(self, scripted):
        self.scripted = scripted
        self.answers = {}
        self.lock = threading.Lock()
        self.count = 0
        self.open = self.most_open = 0
        self.hold = threading.Event()
        self.hold.set()
        scripted.script = self

    def __call__(self, connection):
        with self.lock:
            self.count += 1
            number = self.count
            self.open += 1
            self.most_open = max(self.most_open, self.open)
        self.hold.wait(DEADLINE)
        asked = json.loads(self.scripted.mine.body)
        with self.lock:
            self.open -= 1
        words = json.dumps(asked)
        for key, script in self.answers.items():
            if key in words:
                script(connection)
                return
        cost = {"usage": {"cost": 0.04}}
        answer(success(data_url(picture(colour=f"#{number:06x}")), **cost))(connection)


@pytest.fixture
def gateway():
    with serving() as scripted:
        scripted.painter = Painter(scripted)
        yield scripted
        scripted.painter.hold.set()


@pytest.fixture
def fresh(tmp_path, gateway):
    made = []

    def make(url=gateway.url, **variables):
        settings = Settings(
            environment=variables, folder=tmp_path, config_file=tmp_path / "config.toml"
        )
        settings.use(url)
        made.append(Session(settings, library=Library(tmp_path / "library")))
        return made[-1]

    yield make
    for session in made:
        session.close()


@pytest.fixture
def session(fresh):
    return fresh()


def configure(session, **values):
    session.settings.configured = values.get


def planned(session, template, values=None, **options):
    """A plan, looked up in the library, with its usual time and cost."""
    plan = session.plan(Brief(template=template, **options), values)
    return estimated(session.look_up(plan))


def interrupted_with_two_open(job, gateway):
    """Interrupt a sweep while two of its requests are open; return the lines of the error."""

    def interrupt(_):
        if gateway.painter.open == 2:
            raise KeyboardInterrupt

    with pytest.raises(errors.Interrupted) as caught:
        job.result(watch=interrupt)
    return caught.value._render_traceback_()


def prompts(gateway):
    return [json.loads(body)["messages"][0]["content"] for _, body in gateway.requests]


def test_axes_models_and_takes_leftmost_slowest(session, gateway):
    sweep = session.sweep(
        "a {style=oil|ink} {*pet}", pet=["cat", "dog"], models=["a", "b"], count=1
    )
    assert [dimension.name for dimension in sweep.dimensions] == [
        "style",
        "choice",
        "model",
        "take",
    ]
    assert [outcome.labels for outcome in sweep.outcomes][:3] == [
        ("oil", "cat", "a", "take 1"), ("oil", "cat", "b", "take 1"), ("oil", "dog", "a", "take 1"),
    ]  # fmt: skip
    assert [made.number for made in sweep] == list(range(1, 9))
    assert len(gateway.requests) == len(sweep) == 8
    assert {made.template for made in sweep} == {"a {style=oil|ink} {*pet}"}


def test_members_are_found_by_their_labels(session):
    sweep = session.sweep("a {style=oil|ink} cat", models=["a", "b"])
    assert sweep["oil", "b"].number == 2
    assert sweep["b", "oil"].number == 2
    assert [made.number for made in sweep["ink"]] == [3, 4]
    assert isinstance(sweep["b"], Sweep)
    assert sweep[3].number == 4
    with pytest.raises(errors.UnknownReference, match="no 'oyl'") as caught:
        sweep["oyl"]
    assert "oil" in caught.value.hint


def test_run_again_only_what_is_missing_is_sent(fresh, gateway):
    gateway.painter.answers = {"ink": answer(choice({"content": "No ink."}))}
    first = fresh().sweep("a {style=oil|ink|pencil} cat")
    assert [outcome.status for outcome in first.outcomes] == ["made", "failed", "made"]
    gateway.painter.answers = {}
    plan = planned(fresh(), "a {style=oil|ink|pencil} cat")
    assert plan.new == 1
    assert "3 styles, 1 call, 2 replayed" in plan.words
    second = fresh().sweep("a {style=oil|ink|pencil} cat")
    assert [outcome.status for outcome in second.outcomes] == ["replayed", "made", "replayed"]
    assert len(gateway.requests) == 4
    third = fresh(IMAGEGEN_REPLAY="only").sweep("a {style=oil|ink|pencil} cat")
    assert [made.number for made in third] == [made.number for made in second]
    assert len(gateway.requests) == 4


def test_those_that_failed_and_may_be_billed_are_counted(session, gateway):
    gateway.painter.answers = {
        "dog": answer(failing(500, "broke"), status=500),
        "fox": answer(failing(400, "not that"), status=400),
    }
    sweep = session.sweep("a {cat|dog|fox|owl}")
    assert (len(sweep.failed), sweep.maybe_billed) == (2, 1)
    assert "1 of the failed may have been billed" in sweep_bundle(sweep)["text/plain"]


def test_one_that_fails_keeps_the_rest_and_tells(session, gateway):
    gateway.painter.answers = {"dog": answer(choice({"content": "I can't draw that dog."}))}
    sweep = session.sweep("a {cat|dog|fox|owl}")
    assert len(sweep.generations) == 3
    [failed] = sweep.failed
    assert (failed.labels, failed.number, failed.status) == (("dog",), 2, "failed")
    assert "I can't draw that dog." in failed.why
    with pytest.raises(errors.UnknownReference, match="has no picture"):
        sweep["dog"]
    assert "3 pictures, 1 failed" in repr(sweep)
    data, _ = sweep._repr_jpeg_()
    assert base64.b64decode(data).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            {"a": answer(choice({"content": "No."}))},
            "no picture; the model answered in words: 3 × No.",
        ),
        (
            {"cat": answer(choice({"content": "No."})), "a": answer(choice({"content": "Never."}))},
            "no picture; the model answered in words: 1 × No. · 2 × Never.",
        ),
        (
            {"cat": answer(failing(413, "too big"), 413), "a": answer(choice({"content": "No."}))},
            "all 3 failed: 1 × the request is too large: too big · "
            "2 × no picture; the model answered in words: No.",
        ),
        ({"a": answer(choice({"content": ""}))}, "an empty answer: 3 × stop"),
    ],
)
def test_where_none_came_the_reasons_are_grouped(session, gateway, answers, told):
    gateway.painter.answers = answers
    with pytest.raises(errors.GatewayError) as caught:
        session.sweep("{cat|dog|fox} a")
    assert caught.value.sentence == told
    assert caught.value.lines()[0].endswith(told)
    assert len(caught.value.lines()) <= 4


def test_where_none_came_it_is_said_if_any_may_be_billed(session, gateway):
    gateway.painter.answers = {
        "cat": answer(failing(413, "too big"), 413), "a": answer(choice({"content": "No."}))
    }  # fmt: skip
    with pytest.raises(errors.TooLarge) as caught:
        session.sweep("{cat|dog} a")
    assert caught.value.maybe_billed
    assert caught.value.spent == errors.MAYBE_BILLED


def test_a_sweep_that_is_cancelled_says_why_once(session, gateway):
    gateway.painter.hold.clear()
    job = session.scheduler.start(planned(session, "a {cat|dog}"))
    deadline = time.monotonic() + DEADLINE
    while gateway.painter.open < 2:
        assert time.monotonic() < deadline
    job.cancel()
    with pytest.raises(errors.Cancelled) as caught:
        job.result()
    assert caught.value.sentence == "hung up before the answer was there: 2 times"


@pytest.mark.parametrize(("status", "kind"), [(401, errors.KeyRefused), (402, errors.OutOfCredit)])
def test_what_would_fail_for_all_stops_the_queue(session, gateway, status, kind):
    configure(session, concurrency=1)
    gateway.painter.answers = {"a": answer(failing(status, "no"), status)}
    with pytest.raises(kind) as caught:
        session.sweep("a {b|c|d|e|f}")
    assert len(gateway.requests) == 1
    assert caught.value.said == "no · 4 not sent"


def test_what_the_gateway_kept_waiting_is_not_sent_either(session, gateway):
    sent, go_on = threading.Event(), threading.Event()
    slow_down = answer(failing(429, "slow down"), 429, Retry_After="20")
    refused = answer(failing(401, "no"), 401)
    gateway.painter.answers = {
        "a cat": then(waiting(sent), slow_down),
        "a dog": then(lambda _: sent.set(), waiting(go_on), refused),
    }
    job = session.scheduler.start(planned(session, "a {dog|cat}"))
    deadline = time.monotonic() + DEADLINE
    while not job.jobs[1].pause():
        assert time.monotonic() < deadline
    go_on.set()
    with pytest.raises(errors.KeyRefused) as caught:
        job.result(timeout=DEADLINE)
    assert caught.value.said == "no · 1 not sent"


@pytest.mark.thorough
def test_a_model_that_is_unknown_stops_its_own_only(session, gateway):
    configure(session, concurrency=1)
    gateway.painter.answers = {'"model": "bad"': answer(failing(404, "no such model"), 404)}
    sweep = session.sweep("a {b|c|d}", models=["bad", "good"])
    assert [outcome.status for outcome in sweep.outcomes] == [
        "failed", "made", "not sent", "made", "not sent", "made",
    ]  # fmt: skip
    assert len(gateway.requests) == 4


@pytest.mark.thorough
def test_a_pause_that_the_gateway_asks_for_is_everybodys(session, gateway):
    configure(session, concurrency=1)
    busy = [answer(failing(429, "slow down"), 429, Retry_After="1")]

    def once(connection):
        script = busy.pop() if busy else answer(success(data_url(picture())))
        script(connection)

    gateway.painter.answers = {"a": once}
    sweep = session.sweep("a {b|c}")
    assert len(sweep.generations) == 2
    assert len(gateway.requests) == 3


@pytest.mark.thorough
def test_so_many_are_in_flight_and_no_more(session, gateway):
    configure(session, concurrency=3, max_calls=100)
    gateway.painter.hold.clear()
    job = session.scheduler.start(planned(session, "a {*n}", {"n": range(20)}))
    deadline = time.monotonic() + DEADLINE
    while gateway.painter.open < 3:
        assert time.monotonic() < deadline
    gateway.painter.hold.set()
    assert len(job.result().generations) == 20
    assert gateway.painter.most_open == 3


def test_what_a_cell_shows_is_prepared_before_its_jobs_end(session):
    prepared = []

    def prepare(generation, pixels):
        assert pixels.size == (generation.main.width, generation.main.height)
        prepared.append(generation.number)
        raise ValueError("it is made when it is shown")

    job = session.scheduler.start(planned(session, "a {b|c}"), prepare=prepare)
    assert [made.number for made in job.result(DEADLINE)] == sorted(prepared) == [1, 2]


def test_the_same_asked_twice_is_one_call(session, gateway):
    sweep = session.sweep("a {cat|cat|dog}")
    assert [made.number for made in sweep] == [1, 1, 2]
    assert len(gateway.requests) == 2


def test_no_picture_is_lost_behind_long_labels_that_begin_alike(session, gateway, tmp_path):
    words = "an oil painting on old wood after the manner of the masters of Delft, all of it in "
    styles = [words + colour for colour in ("red", "blue", "green")]
    sweep = session.sweep(
        f"x {{style={'|'.join(styles)}}} of a {{b=cat|dog}}", models=["a", "b"], yes=True
    )
    assert len(sweep.generations) == 12
    turned = sweep.pivot("style", ["b", "model"])
    assert {made.number for line in turned.values() for made in line.values()} == {
        made.number for made in sweep
    }
    for style, label in zip(styles, sweep.dimensions[0].labels, strict=True):
        assert style in sweep[label, "cat", "a"].prompt
    page = sweep.figure(tmp_path / "page.html", rows="style").read_text("utf-8")
    assert page.count("<img") == 12


def test_pictures_of_one_name_that_are_tried_alone_are_told_apart(session, gateway):
    pair = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    sweep = session.sweep("make it night", inputs=pair, each=True)
    assert [len(line) for line in sweep.pivot(columns="picture").values()] == [2]
    same = planned(session, "make it night", inputs=(pair[0], pair[0]), each=True)
    assert same.remarks == ("“Image” is there twice: one call for both",)


@pytest.mark.parametrize(
    ("template", "options", "remark"),
    [
        ("a {red|red} cat", {}, "“red” is there twice: one call for both"),
        ("a {red|red|red} {cat|dog}", {},
         "“red · cat” is there twice: one call for both (and 3 more such)"),
        ("a {*n} cat", {"count": 1}, "“7 · take 1” is there twice: one call for both"),
        ("a cat", {"rows": [{"a": "x"}, {"a": "y"}]},
         "“y” asks the same as “x”: one call for both"),
        ("a {red|red } cat", {}, ""),
        ("a {red|red} cat", {"again": True, "count": 1}, ""),
        ("a cat", {"models": ("a", "b"), "count": 3}, ""),
    ],
)  # fmt: skip
def test_what_is_there_twice_is_told(session, template, options, remark):
    plan = planned(session, template, {"n": [7, 7]} if "{*n}" in template else None, **options)
    assert plan.remarks == ((remark,) if remark else ())


def test_an_interrupt_drops_what_was_not_sent(session, gateway):
    configure(session, concurrency=2, max_calls=100)
    gateway.painter.hold.clear()
    job = session.scheduler.start(planned(session, "a {*n}", {"n": range(20)}))

    lines = interrupted_with_two_open(job, gateway)
    assert "0 of 20 had ended, 18 were not sent" in lines[0]
    assert "2 are under way" in lines[1]
    assert len(lines) <= 3
    gateway.painter.hold.set()
    session.scheduler.wait_for_all()
    assert len(gateway.requests) == 2
    assert len(session.sweep("a {*n}", n=range(20)).generations) == 20
    assert len(gateway.requests) == 20


@pytest.mark.thorough
def test_what_a_dead_kernel_left_is_not_sent_again_and_is_not_in_the_way(fresh, gateway):
    session = fresh()
    session.library.lease = 0.2
    [call] = session.plan(Brief(template="a cat")).calls
    session.library.claim(call.request, template="a cat", sources=())
    time.sleep(0.3)
    plan = planned(session, "a {cat|dog}")
    assert plan.new == 1
    sweep = session.sweep("a {cat|dog}")
    assert [outcome.status for outcome in sweep.outcomes] == ["failed", "made"]
    assert "ended before the answer came" in sweep.failed[0].why
    assert prompts(gateway) == ["a dog"]
    assert session.generate("a cat", again=True).take == 1
    assert [outcome.status for outcome in session.sweep("a {cat|dog}").outcomes] == ["replayed"] * 2
    assert len(gateway.requests) == 2


def test_last_is_the_last_of_the_plan_whatever_came_last(session, gateway):
    go_on = threading.Event()

    def late(connection):
        go_on.wait(DEADLINE)
        answer(success(data_url(picture(colour="#abcdef"))))(connection)

    def last(connection):
        answer(success(data_url(picture(colour="#123456"))))(connection)
        go_on.set()

    gateway.painter.answers = {"cat": late, "dog": last}
    sweep = session.sweep("a {cat|dog}")
    assert session.get("@last").number == sweep["dog"].number == 2
    assert session.sweep("a {dog|cat}")["cat"].number == session.get("@last").number == 1


def test_a_closed_batch_sends_nothing_more(session, gateway):
    batch = Batch()
    batch.close()
    job = session.scheduler.send(session.plan(Brief(template="a cat")), batch=batch)
    with pytest.raises(errors.Cancelled, match="not sent") as caught:
        job.result(timeout=DEADLINE)
    assert not caught.value.maybe_billed
    assert gateway.requests == []


# -- takes ----------------------------------------------------------------------------


def test_a_count_is_takes_from_one_on(fresh, gateway):
    fresh().generate("a cat")
    sweep = fresh().sweep("a cat", count=3)
    assert [made.take for made in sweep] == [1, 2, 3]
    assert [outcome.status for outcome in sweep.outcomes] == ["replayed", "made", "made"]
    again = fresh().sweep("a cat", count=2, again=True)
    assert sorted(made.take for made in again) == [4, 5]
    assert [made.number for made in fresh().sweep("a cat", count=5)] == [1, 2, 3, 4, 5]
    assert len(gateway.requests) == 5


@pytest.mark.parametrize("count", [0, -1, True, 2.5, "3"])
def test_what_is_no_count_is_refused(session, gateway, count):
    with pytest.raises(errors.OptionError, match="count"):
        session.sweep("a cat", count=count)
    assert gateway.requests == []


def test_a_count_and_one_take_exclude_each_other(session):
    with pytest.raises(errors.OptionError, match="exclude each other"):
        session.sweep("a cat", count=2, take=2)


# -- rows -----------------------------------------------------------------------------

ROWS = [
    {"thing": "teapot", "colour of it": "red", "photo": Image.new("RGB", (40, 30), "red")},
    {"thing": "vase", "colour of it": "blue", "photo": Image.new("RGB", (40, 30), "blue")},
]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "rows", [ROWS, tuple(ROWS), pd.DataFrame(ROWS)], ids=["list", "tuple", "frame"]
)
def test_rows_fill_the_columns(session, gateway, rows):
    sweep = session.sweep("a {colour of it} {thing} like {photo}, {other thing}", rows=rows)
    assert [made.prompt for made in sweep] == [
        "a red teapot like image 1, {other thing}",
        "a blue vase like image 1, {other thing}",
    ]
    assert sweep["vase"].number == 2
    assert len({made.inputs[0].source for made in sweep}) == 2
    assert len(gateway.requests) == 2


def test_rows_and_axes_and_models_multiply(session):
    sweep = session.sweep("a {style=oil|ink} {n}", rows=[{"n": 1}, {"n": 2}], models=["a", "b"])
    assert [dimension.words for dimension in sweep.dimensions] == ["2 rows", "2 styles", "2 models"]
    assert len(sweep) == 8


def test_a_path_in_a_column_is_a_picture(session, tmp_path):
    Image.new("RGB", (40, 30), "red").save(tmp_path / "red.png")
    [made] = session.sweep("like {photo}", rows=[{"photo": Path(tmp_path / "red.png")}])
    assert made.prompt == "like image 1"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no rows"),
        ([{"a": 1}, {"b": 1}], "row 2 has other columns"),
        ([{"a": 1}, 3], "row 2 is no dictionary but an int"),
        ({"a": [1]}, "list of dictionaries"),
        ("abc", "list of dictionaries"),
        (7, "list of dictionaries or a DataFrame, not an int"),
        ([{"a": None}], "is None"),
        ([{"a": float("nan")}], "missing value"),
        ([{"a": b"abc"}], "bytes"),
        ([{"a": "x" * 10_000_000}], "longer than"),
        (pd.DataFrame({"a": [1.0, None]}), "{a} is a missing value in row 2"),
        ([{"a": 1}, {"a": None}], "{a} is None in row 2"),
        ([{"a": None}], "df.dropna(subset=['a'])"),
        ([{"b": 1}], "not defined"),
        ([{"aa": 1}], "Did you mean aa?"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "the table has two columns of the name 'a'"),
        (pd.DataFrame([[1, 2]], columns=[1, "1"]), "the table has two columns of the name '1'"),
        ([{1: "a", "1": "b"}], "row 1 has two columns of the name '1'"),
    ],
)
def test_rows_that_cannot_be_used_send_nothing(session, gateway, rows, words):
    with pytest.raises(errors.ImagegenError) as caught:
        session.sweep("a {a}", rows=rows)
    assert words in "\n".join(caught.value.lines())
    assert gateway.requests == []


def test_a_column_that_is_given_as_a_value_as_well_is_told(session, gateway):
    with pytest.raises(errors.WrongArguments) as caught:
        session.sweep("a frog for {price}", rows=[{"price": 1}], price=3)
    assert str(caught.value) == "'price' is a column of the rows, and a value of its own as well"
    assert "Leave price out" in caught.value.hint
    assert gateway.requests == []


# -- limits ---------------------------------------------------------------------------


def test_more_new_calls_than_allowed_send_nothing(session, gateway):
    with pytest.raises(errors.OptionError, match="16 new calls") as caught:
        session.sweep("a {a|b|c|d} {e|f|g|h}")
    assert "4 choices × 4 choices = 16 pictures, 16 calls" in caught.value.said
    assert "-y" in caught.value.hint
    assert gateway.requests == []
    assert len(session.sweep("a {a|b|c|d} {e|f|g|h}", yes=True)) == 16
    assert len(session.sweep("a {a|b|c|d} {e|f|g|h}")) == 16  # free by now
    assert len(gateway.requests) == 16


def test_the_name_of_a_tables_file_is_no_rows_and_says_how_to_load_it(session):
    with pytest.raises(errors.OptionError) as caught:
        session.sweep("a {thing}", rows=Path("things.tsv"))
    assert 'pandas.read_csv("things.tsv", sep="\\t")' in caught.value.hint
    assert "rows=table" in caught.value.hint


@pytest.mark.thorough
def test_millions_are_refused_from_the_count(session, gateway):
    began = time.monotonic()
    with pytest.raises(errors.OptionError, match="= 1,000,000,000,000 pictures"):
        session.sweep("{*a}{*b}{*c}", a=range(10_000), b=range(10_000), c=range(10_000), yes=True)
    with pytest.raises(errors.ImagegenError, match="more than 10,000"):
        session.sweep("{*a}", a=range(10**9), yes=True)
    for count, asked in {10**6: "1,000,000", 10**9: "1,000,000,000", 10**5000: "countless"}.items():
        with pytest.raises(errors.OptionError, match=f"^{asked} takes: more than 10,000 pictures"):
            session.sweep("a {cat|dog}", count=count, yes=True)
    with pytest.raises(errors.OptionError, match=r"10,000 takes = 20,000 pictures"):
        session.sweep("a {cat|dog}", count=10_000, yes=True)
    assert time.monotonic() - began < 30  # seconds; to make them all would take hours
    assert gateway.requests == []


def test_the_cost_is_limited_by_what_was_learned(session, gateway):
    session.sweep("a {a|b|c|d|e}")
    plan = planned(session, "a {x|y}")
    assert "2 choices, 2 calls" in plan.words
    assert "about $0.08" in plan.words
    with pytest.raises(errors.OptionError, match=r"more than \$0.05") as caught:
        session.sweep("a {x|y}", max_cost=0.05)
    assert "about $0.08" in caught.value.said
    assert len(gateway.requests) == 5
    assert len(session.sweep("a {x|y}", max_cost=0.1)) == 2
    assert session.sweep("a {x|y}", max_cost=0).cost is None


def test_a_cost_that_is_known_in_part_says_so(session, gateway):
    def script(connection):
        own_key = {"cost": 0, "is_byok": True}
        known = b"a x" in gateway.mine.body
        details = {"cost_details": {"upstream_inference_cost": 0.039}} if known else {}
        answer(success(data_url(picture()), usage=own_key | details))(connection)

    gateway.script = script
    sweep = session.sweep("a {x|y}")
    assert (sweep.cost, sweep.unknown_costs) == (0.039, 1)
    assert "$0.039 and 1 unknown" in sweep_bundle(sweep)["text/plain"]
    assert (session.spending().cost, session.spending().unknown) == (0.039, 1)


def test_costs_have_two_decimals_at_least_wherever_they_are_shown(session, gateway):
    half = {"usage": {"cost": 0.05}}
    whole = {"usage": {"cost": 0.1}}
    picture_of = success(data_url(picture()), **half), success(data_url(picture()), **whole)
    gateway.painter.answers = dict(zip(("cat", "dog"), map(answer, picture_of), strict=True))
    sweep = session.sweep("a {cat|dog}")
    cat, dog = sweep.generations
    assert (cat.time_and_cost, dog.time_and_cost) == (["$0.05"], ["$0.10"])
    assert "$0.15" in sweep_bundle(sweep)["text/plain"]
    assert [line.split()[-1] for line in repr(sweep).splitlines()[2:]] == ["0.05", "0.10"]
    assert ">$0.05<" in str(sweep.sheet)
    assert ">$0.10<" in str(sweep.sheet)


@pytest.mark.parametrize(
    ("cost", "words"),
    [(0, "$0.00"), (0.1, "$0.10"), (0.1 + 0.2, "$0.30"), (0.29999, "$0.30"), (0.0672, "$0.0672"),
     (0.039, "$0.039"), (0.123, "$0.123"), (0.004, "$0.004"), (1.5, "$1.50"), (1234.5, "$1,234.50"),
     (0.9999, "$1.00")],
)  # fmt: skip
def test_dollars_are_written_as_people_write_them(cost, words):
    assert dollars(cost) == words


def test_the_cost_is_limited_by_the_price_before(session, gateway):
    with pytest.raises(errors.OptionError, match="price of nano-banana is unknown"):
        session.sweep("a {x|y}", max_cost=1)
    configure(session, price={"nano-banana": 0.3})
    with pytest.raises(errors.OptionError, match=r"more than \$0\.50") as caught:
        session.sweep("a {x|y}", max_cost=0.5)
    assert caught.value.said == "2 choices, 2 calls · time not known yet · about $0.60"
    assert gateway.requests == []
    assert len(session.sweep("a {x|y}", max_cost=0.7)) == 2


def test_what_is_not_known_is_not_made_up(session):
    plan = planned(session, "a {x|y}")
    assert plan.words == "2 choices, 2 calls · time not known yet · cost not known yet"


@pytest.mark.parametrize("name", ["generate", "submit"])
def test_a_single_picture_refuses_axes(session, gateway, name):
    with pytest.raises(errors.PromptError, match="several pictures: 2 styles") as caught:
        getattr(session, name)("a {style=oil|ink} cat")
    assert "ipyimagegen.sweep" in caught.value.hint
    assert gateway.requests == []


# -- what is told and kept ------------------------------------------------------------


def test_the_table_tells_all_of_it(session, gateway):
    gateway.painter.answers = {"dog": answer(choice({"content": "No."}))}
    sweep = session.sweep("a {pet=cat|dog}", models=["a", "b"])
    frame = sweep.to_dataframe()
    assert list(frame["pet"]) == ["cat", "cat", "dog", "dog"]
    assert list(frame["status"]) == ["made", "made", "failed", "failed"]
    assert frame["bytes"][0] == sweep["cat", "a"].picture.size
    assert frame["generation"][1] is sweep["cat", "b"]
    assert frame["cost"][0] == 0.04
    assert (frame["width"][0], frame["height"][0]) == (64, 48)
    assert "No." in frame["error"][2]
    text = repr(sweep)
    assert text.splitlines()[0] == "<Sweep: 2 pets × 2 models, 2 pictures, 2 failed>"
    assert "@1" in text


def test_an_axis_that_is_called_like_a_column_keeps_its_values(session):
    sweep = session.sweep("a {status=happy|sad} {ref=dog|cat}")
    assert sweep.sizes == "2 status × 2 refs"
    frame = sweep.to_dataframe()
    assert list(frame["status'"]) == ["happy", "happy", "sad", "sad"]
    assert list(frame["ref'"]) == ["dog", "cat", "dog", "cat"]
    assert set(frame["status"]) == {"made"}
    assert list(frame["ref"]) == ["@1", "@2", "@3", "@4"]
    assert repr(sweep).splitlines()[1].split()[:4] == ["status'", "ref'", "ref", "status"]
    for name, label in {"status'": "happy", "ref'": "dog"}.items():
        assert f">{name}<" in str(sweep.sheet).replace("&#x27;", "'").replace("&#39;", "'")
        assert f">{label}</td>" in str(sweep.sheet).partition("<details")[2]
    assert list(sweep.pivot("status'", "ref'")["sad"]) == ["dog", "cat"]
    assert list(sweep.pivot("status", "ref")["sad"]) == ["dog", "cat"]


def test_an_axis_that_is_called_like_another_direction_keeps_its_values(session):
    sweep = session.sweep("a {model=sports|vintage} {take=up|down}", models=["a", "b"], count=1)
    assert [one.name for one in sweep.dimensions] == ["model'", "take'", "model", "take"]
    rows = sweep.table()
    assert [row["model'"] for row in rows[::4]] == ["sports", "vintage"]
    assert [row["model"] for row in rows[:4]] == ["a", "b", "a", "b"]
    assert [row["take'"] for row in rows[:4]] == ["up", "up", "down", "down"]
    assert {row["take"] for row in rows} == {"take 1"}
    one_model = session.sweep("a {model=sports|vintage}", models=["a"])
    assert [(row["model'"], row["model"]) for row in one_model.table()] == [
        ("sports", "a"), ("vintage", "a"),
    ]  # fmt: skip


def test_rows_of_any_columns_stand_beside_axes_of_any_name(session):
    rows = [{"status": "happy", "model": 1}, {"status": "sad", "model": 2}]
    sweep = session.sweep("a {status} car {model}, {row=day|night} {cost=cheap|dear}", rows=rows)
    assert [one.name for one in sweep.dimensions] == ["row", "row'", "cost'"]
    last = sweep.table()[-1]
    assert (last["row"], last["row'"], last["cost'"]) == ("sad", "night", "dear")
    assert (last["status"], last["cost"]) == ("made", 0.04)
    assert sweep.generations[-1].prompt == "a sad car 2, night dear"


def test_what_brought_no_picture_says_which_model_was_asked(session, gateway):
    configure(session, concurrency=1)
    gateway.painter.answers = {'"model": "bad"': answer(failing(404, "no such model"), 404)}
    sweep = session.sweep("a {cat|dog}", models=["bad", "good"])
    assert [one.status for one in sweep.outcomes] == ["failed", "made", "not sent", "made"]
    assert list(sweep.to_dataframe()["model"]) == ["bad", "good", "bad", "good"]
    assert [one.model for one in sweep.failed] == ["bad", "bad"]
    gateway.painter.answers = {"fox": answer(failing(500, "broken"), 500)}
    without_models = session.sweep("a {pet=cat|fox}", models=["good"])
    assert [row["model"] for row in without_models.table()] == ["good", "good"]
    facts = str(without_models.sheet).partition("<details")[2]
    assert facts.count(">good</td>") == 2
    assert repr(without_models).count(" good") == 2


def test_what_was_cancelled_says_which_model_was_asked(session, gateway):
    released = threading.Event()
    gateway.painter.answers = {"dog": waiting(released)}
    job = session.scheduler.start(planned(session, "a {cat|dog}", models=("slow",)))
    cat, dog = job.jobs
    cat.result(timeout=DEADLINE)
    deadline = time.monotonic() + DEADLINE
    while gateway.painter.count < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    dog.cancel()
    released.set()
    rows = job.result(timeout=DEADLINE).table()
    assert [(row["status"], row["model"]) for row in rows] == [
        ("made", "slow"), ("failed", "slow"),
    ]  # fmt: skip


class Unreadable:
    def __repr__(self):
        raise RuntimeError("out of paint")


@pytest.mark.parametrize("value", [[Unreadable()], (Unreadable(),), {"a": Unreadable()}])
def test_a_collection_that_cannot_be_read_is_refused_and_not_remarked_on(session, value):
    with pytest.raises(errors.PromptError, match=r"\{bad\} can't be read") as caught:
        session.plan(Brief(template="a {bad} cat"), {"bad": value})
    assert "out of paint" in caught.value.said


def test_no_column_of_a_table_can_be_hidden_by_an_axis(session):
    frog = session.sweep("a {pet=frog|toad}", checks=["size"])
    assert all(map(is_column, {*frog.to_dataframe().columns} - {"pet"}))
    assert all(map(is_column, COLUMNS))
    names = ["check_size", "generation", "only_pasted", "pet", "choice"]
    assert axis_names(["", "", "a", "a", ""], ["choice'", "a'"]) == [
        "choice", "choice''", "a", "a''", "choice'''",
    ]  # fmt: skip
    assert axis_names([*names, ""], []) == [
        "check_size'", "generation'", "only_pasted'", "pet", "choice", "choice'",
    ]  # fmt: skip


def test_the_names_of_thousands_of_axes_are_short_and_found_one_after_the_other(monkeypatch):
    tried = []
    monkeypatch.setattr(plans, "is_column", lambda name: tried.append(name) or is_column(name))
    for axis, last in [("", "choice4000'"), ("check_size", "check_size4001'")]:
        names = axis_names([axis] * 4000, [])
        assert len(set(names)) == len(names)
        assert not any(map(is_column, names))
        assert max(map(len, names)) < 40
        assert names[-1] == last
    assert len(tried) < 3 * 8000


@pytest.mark.thorough
def test_a_part_from_the_end_of_many_has_its_pictures(session):
    sweep = session.sweep("a {style=oil|ink} {*n}", n=range(30), yes=True)
    sheet = Image.open(io.BytesIO(sweep["ink"].preview.data)).convert("RGB")
    grey = sum(
        count for count, colour in sheet.getcolors(10**7) if max(map(abs, delta(colour))) < 3
    )
    assert grey < sheet.width * sheet.height / 100


def delta(colour):
    """How far a colour is from the one of a place without a picture."""
    return [one - other for one, other in zip(colour, UNSENT[0], strict=True)]


def test_pictures_are_saved_by_number_and_labels(session, tmp_path):
    sweep = session.sweep("a {pet=cat|dog/../x}")
    files = sweep.save(tmp_path / "out")
    assert [path.name for path in files] == ["1-cat.png", "2-dog----x.png"]
    assert files[0].read_bytes() == sweep["cat"].picture.bytes
    assert sweep.save(tmp_path / "out") == files
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_long_labels_of_any_script_are_names_that_file_systems_take(session, tmp_path):
    pets = ["猫" * 80, "🐸" * 80, "a dog " * 20]
    files = session.sweep("a {*pets}", pets=pets).save(tmp_path)
    assert len({path.name for path in files}) == 3
    assert all(path.is_file() and len(path.name.encode()) < 143 for path in files)


@pytest.mark.slow
@pytest.mark.thorough
def test_five_hundred_rows_are_interrupted_and_go_on_in_little_memory(fresh, gateway):
    noise = picture_of_noise()
    numbers = itertools.count()

    def paint(connection):
        data = noise + next(numbers).to_bytes(8)  # behind its end: another picture each time
        answer(success(data_url(data)))(connection)

    gateway.script = paint
    rows = [{"n": number} for number in range(500)]
    session = fresh()
    configure(session, concurrency=8)
    job = session.scheduler.start(planned(session, "number {n}", rows=rows))

    def interrupt(_):
        if len(gateway.requests) > 200:
            raise KeyboardInterrupt

    with pytest.raises(errors.Interrupted):
        job.result(watch=interrupt)
    session.scheduler.wait_for_all()
    sent = len(gateway.requests)
    assert 200 < sent < 300
    before = psutil.Process().memory_info().rss  # with all that eight threads need for theirs
    session = fresh()
    configure(session, concurrency=8)
    sweep = session.sweep("number {n}", rows=rows, yes=True)
    assert len(sweep.generations) == 500
    assert len(gateway.requests) == 500
    grown = psutil.Process().memory_info().rss - before
    assert grown < len(noise) * (500 - sent)


def picture_of_noise():
    stream = io.BytesIO()
    Image.effect_noise((512, 480), 80).save(stream, "PNG")
    return stream.getvalue()


# -- refusals, interrupts and arguments -------------------------------------------------


def test_one_model_may_be_named_as_it_is(session, gateway):
    assert session.sweep("a {cat|dog}", models="gpt-image").generations[0].model == "gpt-image"
    assert len(gateway.requests) == 2


@pytest.mark.thorough
def test_a_key_that_one_model_refuses_stops_that_model_alone(session, gateway):
    configure(session, concurrency=1)
    gateway.painter.answers = {"gpt-image": answer(failing(403, "not this model"), 403)}
    sweep = session.sweep("a {a|b|c}", models=["gpt-image", "nano-banana"])
    assert {made.model for made in sweep} == {"nano-banana"}
    assert len(sweep.generations) == 3
    assert len(gateway.requests) == 4


def test_an_interrupt_of_a_sweep_may_hang_up(session, gateway):
    configure(session, concurrency=2, max_calls=100, on_interrupt="hang_up")
    gateway.painter.hold.clear()
    job = session.scheduler.start(planned(session, "a {*n}", {"n": range(6)}))

    lines = interrupted_with_two_open(job, gateway)
    assert "4 were not sent" in lines[0]
    assert "Hung up on 2; they may be billed" in lines[1]
    assert session.scheduler.under_way() == []
    gateway.painter.hold.set()


def test_a_sweep_of_one_picture_has_a_sheet(session):
    assert session.sweep("a cat").preview.width > 0


def test_the_contact_sheet_is_of_pixels_that_were_made_while_others_came(session):
    sweep = session.sweep("a {red|blue} {cat|dog|fox}")
    labels = [one.labels for one in sweep.dimensions]
    prepared, missing = (SheetPixels(labels, len(sweep)) for _ in range(2))
    for made in sweep:
        prepared.prepare(made)
    whole = sweep.preview
    for made in sweep:
        made.picture.path.unlink()
    shutil.rmtree(session.library.folder / "thumbnails")
    assert contact_sheet(sweep.outcomes, prepared) == whole
    assert contact_sheet(sweep.outcomes, missing) != whole


@pytest.mark.parametrize(
    "options", [{"timeout": -1}, {"timeout": "10"}, {"size": 2}, {"max_cost": float("nan")}]
)
def test_arguments_of_python_are_looked_at_before_money_is_spent(session, gateway, options):
    with pytest.raises(errors.OptionError):
        session.sweep("a {cat|dog}", **options)
    assert gateway.requests == []


@pytest.mark.parametrize(
    "extra",
    [
        {"seed": 10**29}, {1: 2}, {None: 1}, {"a": "\ud800"}, {"a": float("nan")},
        {"a": {"b": [float("-inf")]}}, {"a": b"c"}, {"a": json.loads("[" * 95 + "]" * 95)},
    ],
)  # fmt: skip
def test_fields_that_json_cannot_have_are_refused_before_there_is_a_row(session, gateway, extra):
    with pytest.raises(errors.PromptError, match="can't be written as JSON"):
        session.sweep("a {cat|dog}", extra=extra)
    with pytest.raises(errors.PromptError, match="can't be written as JSON"):
        session.generate("a cat", extra=extra)
    assert gateway.requests == []
    assert session.library.count() == 0


def test_fields_that_are_sent_are_read_back(session, gateway):
    extra = {"a": json.loads("[" * 85 + "]" * 85), "seed": 2**64 - 1}
    made = session.generate("a cat", extra=extra)
    assert session.get("@1").parameters == {"extra": extra}
    assert session.generate("a cat", extra=extra).number == made.number
    assert len(gateway.requests) == 1


@pytest.mark.parametrize("switch", ["yes", "again", "raw", "crop", "each"])
@pytest.mark.parametrize("value", ["no", "false", 1, None])
def test_a_switch_is_true_or_false(session, gateway, switch, value):
    with pytest.raises(errors.WrongArguments, match=f"{switch} is to be True or False"):
        session.sweep("a {cat|dog}", **{switch: value})
    assert gateway.requests == []


def test_each_picture_that_is_picked_is_edited(session, gateway):
    for number in range(3):
        session.generate(f"a bird {number}")
    session.picked = ("@3", "@1")
    sweep = session.sweep("make {*@picked} night")
    assert sweep.dimensions[0].labels == ("@3", "@1")
    assert [[one.number for one in made.parents] for made in sweep] == [[3], [1]]
    assert [made.prompt for made in sweep] == ["make image 1 night"] * 2
    named = session.sweep("{bird=*@picked} with the hat of {bird}")
    assert named.dimensions[0].name == "bird"
    session.picked = ()
    with pytest.raises(errors.UnknownReference, match="nothing"):
        session.sweep("make {*@picked} night")
    assert gateway.painter.count == 7


@pytest.mark.thorough
def test_each_input_alone_is_a_call_of_the_same_prompt(session, gateway):
    frog, boat = session.generate("a frog"), session.generate("a boat")
    made = session.sweep(
        "make it {mood=dusk|night}", inputs=[frog, "@2"], each=True, models=["nano-banana"]
    )
    assert made.sizes == "2 pictures × 2 moods"
    assert [one.prompt for one in made] == ["make it dusk", "make it night"] * 2
    assert [[parent.number for parent in one.parents] for one in made] == [[1], [1], [2], [2]]
    assert made["@2", "night"].number == 6
    assert gateway.painter.count == 6
    session.edit(boat, "make it dusk")  # one of them, free
    assert gateway.painter.count == 6
    with pytest.raises(errors.OptionError, match="each input is to be alone, and there is none"):
        session.sweep("a {a|b}", each=True)


def test_more_inputs_than_can_be_sent_are_refused_before_anything_is(session, gateway, tmp_path):
    for number in range(9):
        (tmp_path / f"{number}.png").write_bytes(picture(colour=f"#0000{number}0"))
    inputs = [str(tmp_path / f"{number}.png") for number in range(9)]
    with pytest.raises(errors.PictureError, match="at most 8 inputs can be sent"):
        session.plan(Brief(template="all of them", inputs=inputs))
    assert len(session.plan(Brief(template="each of them", inputs=inputs, each=True)).calls) == 9
