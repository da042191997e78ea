"""The magic in a real kernel, against a gateway on loopback over real HTTP."""

from __future__ import annotations

import base64
import http.server
import io
import json
import re
import threading
from dataclasses import dataclass, field

import pytest
from PIL import Image

import kernels
from kernels import DEADLINE, going_on_when, images_of, plain

pytestmark = pytest.mark.kernel


def picture(kind: str = "PNG", colour: str = "#2060c0", size: tuple[int, int] = (64, 48)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()


def data_url(data: bytes, label: str = "png") -> str:
    return f"data:image/{label};base64,{base64.b64encode(data).decode()}"


def image_part(url: str) -> dict[str, object]:
    return {"type": "image_url", "image_url": {"url": url}}


@dataclass
class Gateway:
    """A gateway on loopback: gives the replies set, and keeps the requests."""

    answer: dict = field(default_factory=dict)
    requests: list[tuple[dict, dict]] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def message(self, message: dict, **more: object) -> None:
        self.answer = {"choices": [{"message": message, "finish_reason": "stop"}], **more}


@pytest.fixture(scope="module")
def server():
    gateway = Gateway()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):  # the server's name for it
            body = self.rfile.read(int(self.headers["Content-Length"]))
            gateway.requests.append((dict(self.headers), json.loads(body)))
            gateway.arrived.set()
            gateway.go_on.wait(DEADLINE)
            data = json.dumps(gateway.answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments):
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.url = f"http://127.0.0.1:{httpd.server_port}"
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield gateway
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def gateway(server):
    server.requests.clear()
    server.arrived.clear()
    server.go_on.set()
    server.message({"content": "Here.", "images": [image_part(data_url(picture()))]})
    return server


@pytest.fixture(scope="module")
def kernel_of_all(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kernel")
    with kernels.kernel(folder, IMAGEGEN_API_KEY="sk-of-this-test") as kernel:
        yield kernel


@pytest.fixture
def kernel(kernel_of_all, gateway):
    kernel_of_all.run(f"%imagegen use {gateway.url}")
    return kernel_of_all


def test_request_is_exactly_the_documented_one(kernel, gateway):
    kernel.run("%%imagegen\nA vintage scientific illustration of a hummingbird")
    [(headers, body)] = gateway.requests
    assert body == {
        "model": "nano-banana",
        "messages": [
            {"role": "user", "content": "A vintage scientific illustration of a hummingbird"}
        ],
        "stream": False,
    }
    assert headers["Authorization"] == "Bearer sk-of-this-test"
    assert headers["Content-Type"] == "application/json"
    assert not [name for name in headers if name.lower().startswith("x-imagegen")]


def test_pictures_follow_the_text(kernel, gateway):
    kernel.run("from PIL import Image\nphoto = Image.new('RGB', (40, 30), 'red')")
    kernel.run("%%imagegen -i photo\nMake this look like an oil painting")
    [(_, body)] = gateway.requests
    text, image = body["messages"][0]["content"]
    assert text == {"type": "text", "text": "Make this look like an oil painting"}
    assert image["type"] == "image_url"
    assert list(image["image_url"]) == ["url"]
    assert image["image_url"]["url"].startswith("data:image/jpeg;base64,")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_type_is_shown_whatever_its_label(kernel, gateway, kind):
    label = "png" if kind == "JPEG" else "jpeg"
    gateway.message({"content": "", "images": [image_part(data_url(picture(kind), label))]})
    reply, outputs = kernel.run("%%imagegen --again\na cat")
    assert reply["status"] == "ok"
    [shown] = images_of(outputs)
    assert Image.open(io.BytesIO(shown)).size == (64, 48)
    assert f"64×48 {kind}" in plain(outputs)


@pytest.mark.parametrize(
    "message",
    [
        {"content": [{"type": "text", "text": "Here."}, image_part(data_url(picture()))]},
        {"content": f"Here. ![cat]({data_url(picture())})"},
    ],
    ids=["content parts", "markdown"],
)
def test_other_places_for_a_picture(kernel, gateway, message):
    gateway.message(message)
    _, outputs = kernel.run("%%imagegen --again\na cat")
    assert len(images_of(outputs)) == 1
    assert "base64" not in plain(outputs)
    assert "Here." in plain(outputs)


def test_several_pictures_are_one_sheet(kernel, gateway):
    several = [image_part(data_url(picture(colour=c))) for c in ("red", "green", "blue")]
    gateway.message({"content": None, "images": several})
    _, outputs = kernel.run("%%imagegen three --again\na cat")
    assert len(images_of(outputs)) == 1
    assert "3 pictures" in plain(outputs)
    _, outputs = kernel.run("len(three.pictures), three.pictures[2].image.getpixel((0, 0))")
    assert plain(outputs) == "(3, (0, 0, 255))"
    kernel.run("%%imagegen -i {three.ref}.2 --raw\nit".replace("{three.ref}", "@last"))
    assert len(gateway.requests) == 2


def test_a_draft_is_shown_and_the_final_picture_is_meant(kernel, gateway):
    sizes = {"grey": (32, 32), "red": (64, 64)}
    parts = [image_part(data_url(picture(colour=c, size=s))) for c, s in sizes.items()]
    gateway.message({"content": None, "images": parts})
    _, outputs = kernel.run("%%imagegen p --again\na frog")
    assert ".2 is the main one" in plain(outputs)
    assert len(images_of(outputs)) == 1
    _, outputs = kernel.run("p.image.size, p.picture.image.getpixel((0, 0)), len(p.pictures)")
    assert plain(outputs) == "((64, 64), (255, 0, 0), 2)"
    kernel.run("%%imagegen -i p\nas it is")
    _, outputs = kernel.run("%%imagegen -i @last.1\nits draft")
    sent = [request["messages"][0]["content"][1] for _, request in gateway.requests[-2:]]
    assert sent[0] != sent[1]


def test_unusable_picture_beside_a_good_one_is_said(kernel, gateway):
    broken = image_part(data_url(picture()[:40]))
    gateway.message({"images": [broken, image_part(data_url(picture()))]})
    _, outputs = kernel.run("%%imagegen --again\na cat")
    assert len(images_of(outputs)) == 1
    assert "another picture was unusable" in plain(outputs)


def test_who_answered_is_shown_when_it_differs(kernel, gateway):
    image = image_part(data_url(picture()))
    gateway.message({"images": [image]}, model="openai/gpt-5.4-image-2", usage={"cost": 0.04})
    _, outputs = kernel.run("%%imagegen --again\na cat")
    assert "answered by openai/gpt-5.4-image-2" in plain(outputs)
    assert "$0.04" in plain(outputs)
    assert "sketch" not in plain(outputs)


def test_caption_stands_before_the_picture(kernel):
    _, outputs = kernel.run("%%imagegen --again\na cat")
    assert [output["type"] for output in outputs] == ["display_data", "execute_result"]


def test_slow_answer_counts_the_seconds_in_one_display(kernel, gateway):
    gateway.go_on.clear()
    told = going_on_when("nano-banana · ", gateway)
    _, outputs = kernel.run("%%imagegen --again\na cat", answer="", told=told)
    kinds = [output["type"] for output in outputs]
    assert kinds[0] == "display_data"
    assert set(kinds[1:-1]) == {"update_display_data"}
    assert kinds[-1] == "execute_result"
    assert re.match(r"nano-banana · \d+ s", outputs[0]["data"]["text/plain"])
    assert "text/html" in outputs[-2]["data"]


def test_who_runs_a_whole_notebook_sees_no_progress(kernel, gateway):
    gateway.go_on.clear()
    threading.Timer(1.6, gateway.go_on.set).start()
    _, outputs = kernel.run("%%imagegen --again\na cat")
    assert [output["type"] for output in outputs] == ["display_data", "execute_result"]


def test_failed_request_fails_the_cell_and_is_named(kernel, gateway):
    gateway.message({"content": "I can't draw that person."})
    reply, outputs = kernel.run("%%imagegen --again\na person")
    [error] = [output for output in outputs if output["type"] == "error"]
    assert error["ename"] == "NoPicture"
    assert "I can't draw that person." in "\n".join(error["traceback"])
    assert "I can't" not in error["evalue"]
    assert len(error["traceback"]) <= 4
    gateway.message({"images": [image_part(data_url(picture()))]})
    reply, _ = kernel.run("%%imagegen --again\na cat")
    assert reply["status"] == "ok"


def test_number_holds_after_a_restart(kernel, gateway):
    _, outputs = kernel.run("%%imagegen before --again\na cat")
    reference = plain(outputs[:1]).split()[0]
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=DEADLINE)
    kernel.run("%load_ext ipyimagegen")
    kernel.run(f"%imagegen use {gateway.url}")
    reply, outputs = kernel.run(f"%%imagegen after -i {reference}\nmake it night")
    assert reply["status"] == "ok"
    _, outputs = kernel.run("[parent.ref for parent in after.parents]")
    assert plain(outputs) == f"[{reference!r}]"
