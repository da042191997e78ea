"""Diagnosis: versions, settings, gateway, key, models and library, examined one by one.

Somebody whose first cell fails wants one command that names the broken link of the chain
and the way to mend it. It costs nothing: the list of models is free.
"""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import GatewayError, ImagegenError, KeyRefused, LibraryError, SettingError
from .gateway.proxies import find_route
from .gateways import Gateway
from .library.storage.location import SET_IT
from .session.plan import short_timeout
from .settings import SETTINGS
from .text import nearest, one_line, printable, shown_path

if TYPE_CHECKING:
    from .session.session import Session

__all__ = ["Finding", "examine", "findings_text"]

PACKAGES = ("ipyimagegen", "ipython", "ipywidgets", "anywidget", "httpx", "pillow", "sqlalchemy")
LITTLE_SPACE = 200_000_000  # bytes: a hundred pictures


@dataclass(frozen=True)
class Finding:
    """The diagnosis of one link of the chain.

    Parameters
    ----------
    subject
        The link: ``versions``, ``settings``, ``gateway``, ``timeout``, ``key``, ``proxy``,
        ``models``, ``network`` or ``library``.
    fine
        Whether it works.
    words
        Its state.
    advice
        The way to mend it; empty where it works.
    """

    subject: str
    fine: bool
    words: str
    advice: str = ""


def examine(session: Session) -> list[Finding]:
    """Return the findings for every link; takes as long as the gateway's list of models."""
    return [_versions(), *_settings(session), *_gateway(session), _library(session)]


def findings_text(findings: Sequence[Finding]) -> str:
    """Return findings as lines of text, each with its advice below."""
    lines = []
    for finding in findings:
        state = "ok" if finding.fine else "TROUBLE"
        lines.append(f"{state:<9}{finding.subject:<10}{finding.words}")
        if finding.advice:
            lines.append(f"{'':<19}{finding.advice}")
    return printable("\n".join(lines))


def _versions() -> Finding:
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    return Finding("versions", fine=True, words=", ".join(versions))


def _trouble(subject: str, error: ImagegenError) -> Finding:
    return Finding(subject, fine=False, words=error.sentence, advice=error.hint)


def _settings(session: Session) -> Iterator[Finding]:
    settings, troubles = session.settings.snapshot(), []
    for name in SETTINGS:
        try:
            settings.look_up(name)
        except SettingError as error:
            trouble = _trouble("settings", error)
            troubles += [] if trouble in troubles else [trouble]
    for name in settings.own_gateways if not troubles else ():
        try:
            settings.find_gateway(name)
        except SettingError as error:
            troubles.append(_trouble("settings", error))
    yield from troubles or [Finding("settings", fine=True, words="all of them can be used")]
    if not troubles:
        for entry in settings.skipped_files:
            yield Finding("settings", fine=True, words=f"skipped {entry}")


def _gateway(session: Session) -> Iterator[Finding]:
    settings = session.settings.snapshot()
    try:
        gateway = settings.gateway()
    except SettingError as error:
        yield _trouble("gateway", error)
        return
    if gateway.is_offline:
        words = "offline: embedded, draws sketches, needs no key"
        yield Finding("gateway", fine=True, words=words)
        return
    try:
        too_short = short_timeout(gateway, settings.get("timeout"))
        if too_short:
            yield Finding("timeout", fine=False, words=too_short, advice="Leave it at 300 s.")
        yield from _proxy(gateway)
        key = settings.key(gateway)
        entries = session.models()
    except KeyRefused as error:
        yield _reachable(gateway)
        yield _trouble("key", error)
    except GatewayError as error:
        yield _trouble("gateway", error)
    except SettingError as error:
        yield _trouble(_subject(error), error)
    else:
        yield _reachable(gateway)
        words = f"from {key.source}; the gateway didn't refuse it" if key else "none is set"
        yield Finding("key", fine=True, words=words)
        yield _models(session, gateway, [str(entry.get("id")) for entry in entries])


def _subject(error: SettingError) -> str:
    """Return the link that an error is about, on the way to the gateway."""
    if "certificates" in str(error):
        return "network"
    return "settings" if str(error).startswith("setting ") else "key"  # a header is a key, too


def _proxy(gateway: Gateway) -> Iterator[Finding]:
    """Yield the proxy and what can't be used; a proxy that was skipped is trouble."""
    route = find_route(gateway.address)
    if route.proxy:
        yield Finding("proxy", fine=True, words=route.words)
    for entry in route.skipped:
        is_exception = entry.upper().endswith("NO_PROXY")
        yield Finding(
            "proxy", fine=is_exception, words=f"skipped {entry}", advice="Correct it or unset it."
        )


def _reachable(gateway: Gateway) -> Finding:
    certificate = "" if gateway.address.is_http else ", its certificate is trusted"
    return Finding("gateway", fine=True, words=f"{gateway.address} answers{certificate}")


def _models(session: Session, gateway: Gateway, names: list[str]) -> Finding:
    model = session.settings.get("model")
    name = gateway.models.get(model, model)
    if name in names:
        more = f", and {len(names) - 1:,} more" if len(names) > 1 else ""
        return Finding("models", fine=True, words=f"it has {model}{more}")
    listed = ", ".join(one_line(one, 60) for one in names[:8]) or "none"
    advice = nearest(name, names) or f"It has {listed}: %config ImageGen.model = 'NAME'"
    return Finding("models", fine=False, words=f"it has no {name}", advice=advice)


def _library(session: Session) -> Finding:
    try:
        library = session.library
        count = library.count()
        free = shutil.disk_usage(library.folder).free
    except (LibraryError, SettingError) as error:
        return _trouble("library", error)
    except OSError as error:  # it went away just now
        return Finding("library", fine=False, words=str(error.strerror), advice=SET_IT)
    words = [f"{shown_path(library.folder)}: {count} generations, {free / 1e9:.1f} GB free"]
    try:
        library.check()
    except LibraryError as error:
        words += library.remarks or [error.sentence]
        return Finding("library", fine=False, words=", ".join(words), advice=error.hint)
    words += library.remarks
    advice = "Make room on that disk." if free < LITTLE_SPACE else ""
    return Finding("library", fine=not advice, words=", ".join(words), advice=advice)
