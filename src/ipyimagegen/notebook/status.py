"""The status: each setting with its value and source, and the way to the gateway, as text.

Whoever asks for it often has a broken setting, so one that can't be used is named in its
own row, and the others are told all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import ImagegenError, LibraryError, SettingError
from ..gateway.proxies import find_route
from ..settings import SETTINGS, Snapshot
from ..text import dollars, shown_path

if TYPE_CHECKING:
    from ..gateways import Gateway
    from ..session import Session

__all__ = ["status_text"]

NOT_USABLE = "NOT USABLE: "
Row = tuple[str, str, str]  # a name, its value, and the value's source


def status_text(session: Session) -> str:
    """Return the settings in force, the gateway's key, headers and proxy, and the library."""
    settings = session.settings.snapshot()
    rows = [row for name in SETTINGS for row in _setting(session, settings, name)]
    rows += _way(settings)
    rows += [("skipped", entry, "") for entry in _skipped(settings)]
    # A row without a source may be long: it is somebody's error.
    widths = [
        max(len(row[0]) for row in rows),
        max((len(row[1]) for row in rows if row[2]), default=0),
    ]
    told: set[str] = set()
    lines = []
    for name, value, source in rows:
        words = "not usable, as above" if value in told else value
        if value.startswith(NOT_USABLE):
            told.add(value)
        lines.append(f"{name:<{widths[0]}}  {words:<{widths[1]}}  {source}".rstrip())
    return "\n".join(lines)


def _trouble(name: str, error: ImagegenError) -> Row:
    return name, f"{NOT_USABLE}{error.sentence}", ""


def _setting(session: Session, settings: Snapshot, name: str) -> Iterator[Row]:
    try:
        if name == "gateway" and settings.gateway().source == "use":
            yield name, settings.gateway().name, "%imagegen use"
            return
        setting = settings.look_up(name)
        value, source = shown_path(setting.value), setting.source
        if name == "budget":
            value = "none" if setting.value is None else f"{dollars(setting.value)} a day"
        if name == "checks":
            value = ", ".join(setting.value) or "none"
        yield name, value, source
        if name == "library":
            yield from [("", remark, "") for remark in session.library_of(settings).remarks]
    except (SettingError, LibraryError) as error:
        yield _trouble(name, error)
        if name == "gateway" and error.hint:
            yield "", error.hint, ""


def _way(settings: Snapshot) -> Iterator[Row]:
    """Yield what is sent along to the gateway, and the way it goes; nothing if there is none."""
    try:
        gateway = settings.gateway()
    except SettingError:
        return  # it is in its row already
    if gateway.is_offline:
        yield "key", "none needed", ""
        return
    yield _key(settings, gateway)
    try:
        settings.headers(gateway)
        yield from [("header", f"{name}: ***", "config.toml") for name in gateway.headers]
    except SettingError as error:
        yield _trouble("header", error)
    route = find_route(gateway.address)
    yield "proxy", route.words, ""
    yield from [("skipped", entry, "") for entry in route.skipped]


def _key(settings: Snapshot, gateway: Gateway) -> Row:
    try:
        key = settings.key(gateway)
    except SettingError as error:
        return "key", str(error), ""
    return "key", "set, not shown" if key else "none", key.source if key else ""


def _skipped(settings: Snapshot) -> Iterator[str]:
    try:
        yield from settings.skipped_files
    except SettingError:
        return  # our own table is wrong, which the rows say
