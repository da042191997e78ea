"""Answers of a gateway as bytes, and what they are read as."""

import base64
import hashlib
import io
import json

import pytest
from PIL import Image

from ipyimagegen import errors
from ipyimagegen.gateway.failures import Response
from ipyimagegen.gateway.replies import read_reply
from ipyimagegen.requests import Request

ASKED = Request(gateway="https://example.org", model="nano-banana", prompt="a frog")


def picture(format="PNG", colour="green", size=(8, 6)):
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, format)
    return stream.getvalue()


PNG, JPEG, RED = picture(), picture("JPEG"), picture(colour="red")


def url(data=PNG, label="png"):
    return f"data:image/{label};base64,{base64.b64encode(data).decode()}"


def answer(message, *, reason="stop", **fields):
    choice = {"index": 0, "finish_reason": reason, "message": message}
    return {"model": "nano-banana", "choices": [choice], **fields}


def read(body, *, status=200, headers=None, request=ASKED, elapsed=1.0):
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    headers = {"content-type": "application/json"} if headers is None else headers
    headers = {name.lower(): value for name, value in headers.items()}  # as an exchange has them
    return read_reply(Response(request.gateway, status, headers, elapsed, request), body)


def failure(body, **options):
    with pytest.raises(errors.GatewayError) as caught:
        read(body, **options)
    return caught.value


def hashes(reply):
    return [found.hash for found in reply.pictures]


def digest(data):
    return hashlib.sha256(data).hexdigest()
