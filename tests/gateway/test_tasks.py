"""Tasks in a queue: told with id and state, kept, asked for only where the key may go."""

from __future__ import annotations

import asyncio
import base64
import io
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.gateway.client import Client
from ipyimagegen.gateway.failures import Response
from ipyimagegen.gateway.replies import read_reply
from ipyimagegen.gateways import Secret
from ipyimagegen.requests import Request

BASE = "https://gateway.example/api"
ASKED = Request(gateway=BASE, model="nano-banana", prompt="a frog")
HOST = "https://gateway.example"
OWN = f"{HOST}/tasks/t1"


def picture():
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), "green").save(stream, "PNG")
    return stream.getvalue()


PNG = picture()
URL = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
DONE = {
    "choices": [{"message": {"images": [{"image_url": {"url": URL}}]}}],
    "usage": {"cost": 0.05},
}


def read(document, status=200, **headers):
    """Return the error of a reply, and its body."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    with pytest.raises(errors.GatewayError) as caught:
        read_reply(Response(BASE, status, headers, 1.0, ASKED), body)
    assert caught.value.__context__ is None
    return caught.value, body


def in_words(document):
    return {"choices": [{"message": {"content": json.dumps(document)}, "finish_reason": "stop"}]}


def fenced(document):
    words = f"```json\n{json.dumps(document)}\n```\n> in the queue"
    return {"choices": [{"message": {"content": words}}]}


QUEUED = [
    ({"id": "task_01JX9", "status": "queued"}, 202, "task_01JX9", "queued"),
    ({"data": [{"status": "submitted", "task_id": "t1"}]}, 200, "t1", "submitted"),
    ({"code": 200, "data": [{"status": "submitted", "task_id": "t1"}]}, 200, "t1", "submitted"),
    ({"task_id": "t1", "task_status": "PROCESSING", "id": "x"}, 200, "t1", "processing"),
    ({"output": {"task_id": "t1", "task_status": "PENDING"}, "request_id": "r"}, 200, "t1",
     "pending"),
    ({"id": "t1", "status": "starting", "urls": {"get": OWN}}, 201, "t1", "starting"),
    ({"request_id": "t1", "status": "IN_QUEUE", "response_url": OWN}, 200, "t1", "in_queue"),
    ({"id": "t1", "polling_url": OWN}, 200, "t1", ""),
    ({"id": "resp_1", "object": "response", "status": "in_progress", "output": []}, 200, "resp_1",
     "in_progress"),
    ({"id": "resp_1", "status": "queued", "output": [], "error": None}, 200, "resp_1", "queued"),
    ({"id": "t1", "status": "notRunning"}, 202, "t1", "notrunning"),
    ({"code": 200, "msg": "success", "data": {"taskId": "t1"}}, 200, "t1", ""),
    ({"id": 77}, 202, "77", ""),
    ({"name": "operations/t1", "done": False}, 200, "operations/t1", "running"),
    (in_words({"id": "t1", "status": "queued"}), 200, "t1", "queued"),
    (in_words({"task_id": "t1"}), 200, "t1", ""),
    ({"id": "t1", "request_id": "r", "task_status": "PROCESSING"}, 200, "t1", "processing"),
    ({"code": 1, "message": "Submitted", "data": {"task_id": "t1"}}, 200, "t1", ""),
    (fenced({"id": "t1", "status": "queued"}), 200, "t1", "queued"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "status", "name", "state"), QUEUED)
def test_a_task_is_told_with_its_id_and_state_and_kept(document, status, name, state):
    error, body = read(document, status)
    assert type(error) is errors.Queued
    assert str(error) == "the gateway put the request in a queue"
    assert (error.task["id"], error.task["state"]) == (name, state)
    assert error.said == f"task {name}: {state or 'accepted'}"
    assert error.maybe_billed
    assert error.reply == body
    assert "again" not in error.hint


@pytest.mark.parametrize("body", [b"", b"Accepted"])
@pytest.mark.parametrize("name", ["location", "operation_location"])
def test_a_header_alone_names_a_task(name, body):
    error, _ = read(body, 202, **{name: "/operations/t1?api-version=1"})
    assert type(error) is errors.Queued
    assert error.task["address"] == "https://gateway.example/operations/t1?api-version=1"
    assert error.said == "task: accepted"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (OWN, OWN),
        ("https://GATEWAY.example:443/tasks/t1", OWN),
        ("/tasks/t1", OWN),
        ("tasks/t1", "https://gateway.example/api/v1/tasks/t1"),
        ("//gateway.example/tasks/t1?a=b", f"{OWN}?a=b"),
        ("https://queue.example/tasks/t1", ""),
        ("http://gateway.example/tasks/t1", ""),
        ("https://gateway.example:8443/tasks/t1", ""),
        ("//evil.example/tasks/t1", ""),
        ("https://gateway.example@evil.example/t1", ""),
        ("https://gateway.example\\@evil.example/t1", ""),
        ("https://gateway.example.evil.example/t1", ""),
        ("javascript:alert(1)", ""),
        ("https://[::1", ""),
        ("/tasks/\n1 \x1b", ""),
    ],
)
def test_only_an_address_on_the_gateways_own_host_is_kept(link, address):
    error, _ = read({"id": "t1", "status": "queued", "polling_url": link})
    assert error.task["address"] == address


def test_of_an_address_elsewhere_the_host_is_told():
    link = "https://queue.example/tasks/t1?token=s3cret"
    error, _ = read({"id": "t1", "status": "queued", "urls": {"get": link}})
    assert error.said == "task t1: queued, to be asked at https://queue.example"
    assert "s3cret" not in str(errors.error_to_dict(error))


@given(st.text(max_size=60))
def test_no_spelling_of_an_address_leads_to_another_host(link):
    error, _ = read({"id": "t1", "status": "queued", "polling_url": link})
    address = error.task["address"]
    assert address == "" or httpx.URL(address).copy_with(path="/", query=None) == f"{HOST}/"


def test_a_long_or_unprintable_id_is_cut():
    error, _ = read({"id": "x\x1b[31m" * 200, "status": "queued\n"})
    assert error.task["id"].isprintable()
    assert len(error.task["id"]) <= 200
    assert len(error.said) <= 300


def test_its_task_comes_back_from_the_library():
    error, _ = read({"id": "t1", "status": "queued", "polling_url": OWN})
    again = errors.error_from_dict(json.loads(json.dumps(errors.error_to_dict(error))))
    assert again.task == {"id": "t1", "state": "queued", "address": OWN}


FAILED = [
    ({"id": "t1", "status": "failed", "error": "CUDA out of memory"}, errors.GatewayFailed,
     "CUDA out of memory"),
    ({"output": {"task_id": "t1", "task_status": "FAILED", "code": "DataInspectionFailed",
                 "message": "Output data may contain …"}}, errors.Blocked, "Output data"),
    ({"data": {"task_id": "t1", "status": "FAILURE", "fail_reason": "余额不足"}},
     errors.OutOfCredit, "余额不足"),
    ({"id": "t1", "status": "Content Moderated"}, errors.Blocked, ""),
    ({"id": "t1", "status": "canceled"}, errors.GatewayFailed, ""),
]  # fmt: skip


@pytest.mark.parametrize(("document", "kind", "said"), FAILED)
def test_a_task_that_failed_says_so(document, kind, said):
    error, _ = read(document)
    assert type(error) is kind
    assert said in error.said


@pytest.mark.parametrize(
    "document",
    [
        {"id": "chatcmpl-1", "choices": [{"message": {"content": "No."}}]},
        {"id": "chatcmpl-1", "choices": [{"message": {"content": "No."}}], "task_id": "trace"},
        {"id": "resp_1", "status": "completed", "output": []},
        {"id": "t1", "status": "succeeded", "output": ["https://cdn.example/1.png"]},
        {"id": "t1", "status": "the best"},
        {"status": "queued"},
    ],
)
def test_what_is_no_task_in_a_queue_is_none(document):
    error, _ = read(document)
    assert type(error) is errors.NoPicture


def test_a_picture_counts_more_than_a_state():
    body = json.dumps({**DONE, "id": "t1", "status": "processing"}).encode()
    assert read_reply(Response(BASE, 200, {}, 1.0, ASKED), body).pictures[0].bytes == PNG


# -- asking for it ----------------------------------------------------------------------------

TASK = {"id": "t1", "state": "queued", "address": OWN}


def ask(answer, key="sk-0123456789abcdef", task=TASK):
    """Return the client's reply or error about a task, and the requests it made."""
    asked = []

    def handler(request):
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = Client(BASE, key=Secret(key), transport=httpx.MockTransport(handler))

    async def run():
        try:
            return await client.ask(ASKED, task)
        except errors.GatewayError as error:
            return error
        finally:
            await client.close()

    return asyncio.run(run()), asked


def test_an_address_that_somebody_wrote_into_the_library_is_not_asked():
    error, asked = ask(
        httpx.Response(200, json=DONE), task=TASK | {"address": "https://evil.example/t"}
    )
    assert isinstance(error, errors.Queued)
    assert "its address is not the gateway's" in error.sentence
    assert asked == []


def test_it_is_asked_for_once_with_the_key():
    reply, [request] = ask(httpx.Response(200, json=DONE))
    assert (request.method, str(request.url)) == ("GET", OWN)
    assert request.headers["authorization"] == "Bearer sk-0123456789abcdef"
    assert (reply.pictures[0].bytes, reply.cost) == (PNG, 0.05)


@pytest.mark.parametrize(
    ("answer", "said", "state"),
    [
        (httpx.Response(200, json={"id": "t1", "status": "processing"}), "processing",
         "processing"),
        (httpx.Response(202, json={"status": "IN_PROGRESS", "id": "t1"}), "in_progress",
         "in_progress"),
        (httpx.Response(400, json={"detail": "Request is still in progress"}), "in progress",
         "queued"),
        (httpx.Response(404, json={"detail": "Not Found"}), "Not Found", "queued"),
        (httpx.Response(429, json={"error": "slow"}), "slow", "queued"),
        (httpx.Response(500), "500", "queued"),
        (httpx.Response(302, headers={"location": "https://evil.example/x"}), "redirects",
         "queued"),
        (httpx.Response(200, content=b"<html>log in</html>"), "no API", "queued"),
        (httpx.Response(200, json={"hello": 1}), "the answer is of an unknown kind", "queued"),
        (httpx.Response(200, content=b'{"choices": [{"mess'), "not whole", "queued"),
        (httpx.ReadError("broke"), "broke", "queued"),
        (httpx.ConnectError("nobody"), "nobody", "queued"),
    ],
)  # fmt: skip
def test_while_nobody_says_that_it_is_over_it_waits(answer, said, state):
    error, asked = ask(answer)
    assert type(error) is errors.Queued
    assert said in error.said
    assert error.task == {**TASK, "state": state}
    assert error.maybe_billed
    assert len(asked) == 1


def test_the_address_of_the_result_may_be_told_later():
    result = "https://gateway.example/results/t1"
    error, _ = ask(
        httpx.Response(200, json={"status": "QUEUED", "response_url": result, "id": "t1"})
    )
    assert error.task["address"] == result


def test_a_task_that_failed_is_over():
    error, _ = ask(httpx.Response(200, json={"id": "t1", "status": "failed", "error": "broke"}))
    assert (type(error), error.said) == (errors.GatewayFailed, "broke")


def test_a_link_to_its_picture_is_told_like_any_other():
    body = {"id": "t1", "status": "succeeded", "choices": [
        {"message": {"images": ["https://cdn.example/1.png?key=s3cret"]}}]}  # fmt: skip
    error, _ = ask(httpx.Response(200, json=body))
    assert type(error) is errors.NoPicture
    assert "https://cdn.example" in error.said
    assert "s3cret" not in error.said


@pytest.mark.parametrize("body", [b"", b"Accepted", {"message": "Accepted"}, {"detail": "Later"}])
def test_a_later_answer_needs_no_number(body):
    error, _ = read(body, status=202)
    assert isinstance(error, errors.Queued)
    assert "Run it again" not in error.hint


def test_a_page_with_the_status_of_a_task_is_none():
    error, _ = read(b"<html><title>Challenge</title></html>", status=202)
    assert isinstance(error, errors.Unreachable)


@pytest.mark.parametrize("words", ["Your picture is queued. Task ID: 8f2c", "> 排队中…"])
def test_words_about_a_queue_do_not_advise_to_ask_anew(words):
    error, _ = read({"choices": [{"message": {"content": words}}]})
    assert error.said == words
    assert error.hint == "It may still be painted: look it up where the account is managed."
