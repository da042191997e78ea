"""Tasks in a queue: a reply that is a number to ask for later, in place of a picture.

Gateways of asynchronous providers pass such replies on (Wangnov/gpt-image-2-skill#40). The
picture may be made and billed, so nobody is told to ask anew; where the gateway names an
address of its own, the task can be asked for there, free. An address elsewhere never gets the
key, so it is told and not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from ..errors import GatewayError, Queued
from .failures import Response, as_dict, clean, origin, parse, read_complaint

__all__ = ["has_ended", "is_still_waiting", "own_address", "still_queued", "task_error"]

LARGEST = 100_000  # bytes of a reply that is a task, and characters of words that hold one
LONGEST_ADDRESS = 2000
_SHELLS = ("data", "output", "result", "task", "job", "response", "prediction")
# These name a task by themselves; an `id` is one only beside a state, an address or a 202.
_TASK_IDS = ("task_id", "taskId", "taskID", "job_id", "jobId", "prediction_id", "predictionId")
_IDS = (*_TASK_IDS, "id", "request_id", "requestId", "uuid", "name")
_STATES = ("task_status", "taskStatus", "status", "state", "job_status")
_ADDRESSES = ("polling_url", "response_url", "result_url", "fetch_result", "status_url", "poll_url")
_HEADERS = ("operation-location", "azure-asyncoperation", "location")
_FAILED = "fail|error|cancel|expire|reject|abort|moderat|time_?out|incomplete"
_FINISHED = "succe|complete|done|finish|ready|generated|processed"
_WAITING = (
    "queue|pending|submi|start|process|progress|run|wait|creat|accept|schedul|initiali|generat"
    "|prepar|ongoing"
)
_JSON = r"(?s)\s*(?:```(?:json)?\s*)?(\{.*\})\s*(?:```.{0,2000})?"
_NOT_YET = (
    r"(still|currently|is) (in progress|in queue|queued|pending|processing|running|being)"
    r"|not (yet )?(ready|finished|completed?|done)|in progress"
)


class _Task(NamedTuple):
    """A task as a reply tells of it; `fields` are the part of the reply that does."""

    fields: Mapping[str, Any]
    id: str
    state: str
    links: tuple[str, ...]

    @property
    def is_waiting(self) -> bool:
        """Whether its picture may still come; a task without a state has just been accepted."""
        if not self.state:
            return True
        return not (self.has_failed or self.has_finished) and bool(re.search(_WAITING, self.state))

    @property
    def has_failed(self) -> bool:
        return bool(re.search(_FAILED, self.state))

    @property
    def has_finished(self) -> bool:
        return not self.has_failed and bool(re.search(_FINISHED, self.state))


def task_error(response: Response, body: bytes) -> GatewayError | None:
    """Return the error for a reply that is a task in a queue, or one that failed there.

    None where the reply is no task, or has an error that says more.
    """
    document = _document(body)
    is_page = body.lstrip().startswith(b"<")
    task = None if is_page or document.get("error") else _find(response, document)
    if task is None:
        return None
    if task.has_failed:
        complaint = read_complaint({"type": task.state.replace(" ", "_"), **task.fields})
        return response.classify(complaint.status() or 502, complaint)
    return _queued(response, task, body) if task.is_waiting else None


def has_ended(body: bytes) -> bool:
    """Whether an answer about a task says that it is over, one way or the other."""
    document = as_dict(parse(body))
    task = _find(None, document)
    said = task is not None and (task.has_failed or task.has_finished)
    return said or bool(document.get("choices") or document.get("candidates"))


def is_still_waiting(body: bytes) -> bool:
    """Whether a refusal to give the result says that there is none yet."""
    return re.search(_NOT_YET, read_complaint(parse(body)).sentences) is not None


def still_queued(response: Response, task: Mapping[str, str], said: str) -> Queued:
    """Return the error for a task that was asked for, and of which nothing new is known."""
    words = ": ".join(filter(None, (f"task {task['id']}".strip(), said)))
    error = response.error(
        Queued, "the gateway doesn't say yet how the task ended", said=clean(words)
    )
    error.task |= task
    return error


def _queued(response: Response, task: _Task, body: bytes) -> Queued:
    own = next(filter(None, (own_address(response, link) for link in task.links)), "")
    elsewhere = "" if own or not task.links else f", to be asked at {origin(task.links[0])}"
    error = response.error(
        Queued,
        "the gateway put the request in a queue",
        said=clean(f"{f'task {task.id}'.strip()}: {task.state or 'accepted'}{elsewhere}"),
        hint="" if own else "It can't be asked from here: look it up where the account is managed.",
        reply=body,
    )
    error.task |= {"id": task.id, "state": task.state, "address": own}
    return error


# -- finding it -------------------------------------------------------------------------------


def _document(body: bytes) -> dict[str, Any]:
    return as_dict(parse(body)) if len(body) <= LARGEST else {}


def _find(response: Response | None, document: Mapping[str, Any]) -> _Task | None:
    """Return the task that a reply tells of, or None; `response` gives the headers."""
    headers = {} if response is None else response.headers
    status = None if response is None else response.status
    accepted = status in (201, 202)
    named = tuple(headers[name] for name in _HEADERS if accepted and name in headers)
    for fields in _shells(document):
        links = (*_links(fields), *named)
        task = _Task(fields, _id(fields), _state(fields), links)
        is_chat = fields is document and document.get("choices")
        by_name = not is_chat and any(fields.get(name) for name in _TASK_IDS)
        if task.id and (task.state or by_name or links or accepted):
            return task
    # 202 says by itself that the answer comes later.
    is_later = bool(named) or (status == 202 and not document.get("choices"))
    return _Task({}, "", "", named) if is_later else None


def _shells(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the dicts in which a task may stand, the innermost first."""
    choices = document.get("choices")
    for choice in choices if isinstance(choices, list) else ():
        words = as_dict(as_dict(choice).get("message")).get("content")
        told = re.fullmatch(_JSON, words[:LARGEST]) if isinstance(words, str) else None
        yield from _shells(as_dict(parse(told[1]))) if told else ()
    for name in _SHELLS:
        inner = document.get(name)
        inner = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(inner, dict):
            yield from (as_dict(inner.get(deeper)) for deeper in _SHELLS)
            yield inner
    yield document


def _id(fields: Mapping[str, Any]) -> str:
    values = (fields.get(name) for name in _IDS)
    plain = (str(v) for v in values if isinstance(v, (str, int)) and not isinstance(v, bool))
    return next(filter(None, (clean(value, 200) for value in plain)), "")


def _state(fields: Mapping[str, Any]) -> str:
    """Return its state in small letters, of a word that a queue has; else empty."""
    states = (clean(fields.get(name), 60).lower() for name in _STATES)
    known = (_FAILED, _FINISHED, _WAITING)
    found = next((one for one in states if any(re.search(words, one) for words in known)), "")
    return found or ("running" if fields.get("done") is False else "")


def _links(fields: Mapping[str, Any]) -> tuple[str, ...]:
    links = [as_dict(fields.get("urls")).get("get"), *(fields.get(name) for name in _ADDRESSES)]
    return tuple(link for link in links if isinstance(link, str) and link.strip())


def own_address(response: Response, link: str) -> str:
    """Return a link as an address on the gateway's own host; empty where it leads elsewhere.

    It is put together anew from the gateway's origin, so that no trick of spelling can send
    the key to another one.
    """
    own = urlsplit(response.gateway)
    try:
        parts = urlsplit(urljoin(f"{response.gateway}/v1/", link.strip()[:LONGEST_ADDRESS]))
        origins = [
            (one.scheme, one.hostname, one.port or _port(one.scheme)) for one in (own, parts)
        ]
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    address = f"{own.scheme}://{own.netloc}{parts.path}{query}"
    is_plain = re.fullmatch(r"[!-\[\]-~]+", address) and "@" not in parts.netloc  # no backslash
    return address if is_plain and origins[0] == origins[1] and own.hostname else ""


def _port(scheme: str) -> int:
    return {"https": 443, "http": 80}.get(scheme, 0)
