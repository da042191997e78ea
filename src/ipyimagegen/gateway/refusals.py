"""Refusals behind a status of success: an error in some corner of the reply, a filter's reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .failures import as_dict, clean

__all__ = ["finish_reasons", "hidden_error"]

_FINE = ("none", "", "0", "1", "200", "success", "ok")


def hidden_error(document: Mapping[str, Any], choice: Mapping[str, Any]) -> object:
    """Return the error in a reply of status 200, in whatever shape; None where there is none."""
    specific = as_dict(choice.get("provider_specific_fields"))
    error = document.get("error") or choice.get("error") or specific.get("error")
    if error or document.get("choices"):
        return error
    minimax = as_dict(document.get("base_resp"))
    if _is_a_failure(minimax.get("status_code")):
        return minimax
    spoken = document.get("message") or document.get("msg")
    if isinstance(spoken, str) and _is_a_failure(spoken) and _is_a_failure(document.get("code")):
        return dict(document)
    return None if "choices" in document else document.get("detail")


def _is_a_failure(code: object) -> bool:
    return str(code).strip().lower() not in _FINE


def finish_reasons(document: Mapping[str, Any], choice: Mapping[str, Any]) -> list[str]:
    """Return why the model stopped, in the provider's own words first."""
    return [
        reason for reason in (clean(value, 60) for value in _reasons(document, choice)) if reason
    ]


def _reasons(document: Mapping[str, Any], choice: Mapping[str, Any]) -> Iterator[object]:
    yield choice.get("native_finish_reason")
    yield as_dict(choice.get("provider_specific_fields")).get("native_finish_reason")
    yield choice.get("finish_reason")
    # Gemini's own: of the prompt, and of each candidate.
    blocked = as_dict(document.get("promptFeedback")).get("blockReason")
    yield f"PROHIBITED: {blocked}" if blocked else None
    candidates = document.get("candidates")
    for candidate in candidates if isinstance(candidates, list) else ():
        yield as_dict(candidate).get("finishReason")
    yield as_dict(document.get("incomplete_details")).get("reason")
