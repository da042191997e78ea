"""Where each setting comes from, and which gateway gets which key.

One table names every setting; one look-up walks the sources, strongest first: Python and
``%config``, the environment, the nearest ``pyproject.toml``, the user's ``config.toml``,
the default. Every value remembers its source, because "why is it using that?" is the
question people ask. (Options in a cell are stronger still: the caller passes those.)

Keys live apart from settings: they come from the environment or from `getpass`, and none
of them is sent to an address that only a notebook or a project's file names. Nor can these
allow http to another machine, or have headers: only the person's own file can.
"""

from __future__ import annotations

import contextlib
import errno
import json
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from .addresses import read_address
from .errors import SettingError
from .forks import cached_property
from .gateways import (
    GATEWAYS,
    OFFLINE,
    Gateway,
    Headers,
    Secret,
    fill_headers,
    header_secrets,
    looks_like_key,
    own_gateway,
)
from .paths import (
    LONGEST_PATH,
    NOT_REPLACED,
    absolute,
    expanded,
    is_file,
    is_there,
    make_folder,
    open_private,
    why_not_here,
    working_folder,
)
from .settings_files import check_toml, mentions, read_toml
from .text import nearest, one_line, shown_path, value_words

__all__ = ["SETTINGS", "Setting", "Settings", "Snapshot", "Value"]

MOST_DOLLARS = 1e9  # as the library keeps them
NAME_IT = "Set IMAGEGEN_LIBRARY to a whole path, such as /data/pictures."


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("must be text")
    if not value.strip():
        raise ValueError("must not be blank")
    return value.strip()


def _seconds(value: object) -> float:
    seconds = _number(value)
    if not math.isfinite(seconds) or seconds <= 0:
        raise ValueError("must be a number of seconds above 0")
    return seconds


def _number(value: object) -> float:
    """Return a number, also one that is written as text; NaN for anything else."""
    with contextlib.suppress(TypeError, ValueError, OverflowError):
        return math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]  # or raises
    return math.nan


def _folder(value: object) -> Path:
    text = _text(os.fspath(value))  # type: ignore[call-overload]  # `library_folder` has seen to it
    try:
        is_name = "\0" not in text and len(os.fsencode(text)) <= LONGEST_PATH
    except UnicodeError:  # half a surrogate pair
        is_name = False
    if not is_name:
        raise ValueError("must be a folder's name")
    if words := why_no_path(text):
        raise ValueError(words)
    try:
        return absolute(text)
    except OSError as error:
        raise ValueError(f"must be a whole path: {error.strerror}") from None


def why_no_path(text: str) -> str:
    """Say why a text names no folder here, though it could be a folder's name; else nothing."""
    if re.search(r"\$\{?[A-Za-z_]", text):
        return NOT_REPLACED
    return why_not_here(text, "folder")


def _users_own(find: Callable[..., Path]) -> Path | None:
    """Return the user's own folder for data or settings, or None for a user without a home."""
    try:
        folder = find("ipyimagegen", appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None  # of older versions: ~ as it stands


def _preview(value: object) -> int | str:
    if value == "full":
        return "full"
    pixels = _number(value)
    if not 64 <= pixels <= 4096:
        raise ValueError("must be 64 to 4096 pixels, or full")
    return int(pixels)


class _OneOf:
    """Reads a value that is one of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __call__(self, value: object) -> str:
        if value not in self.words:
            raise ValueError(f"must be {', '.join(self.words[:-1])} or {self.words[-1]}")
        return str(value)


def _whole(least: int, most: float, bounds: str) -> Callable[[object], int]:
    def read(value: object) -> int:
        number = _number(value)
        if not number.is_integer() or not least <= number <= most:
            raise ValueError(f"must be a whole number {bounds}")
        return int(number)

    return read


def _dollars(value: object) -> float:
    """Return dollars; text only where it is nothing but a number, as a command line has it."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_digits = isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII)
    if is_number or is_digits:
        dollars = _number(value)
        if 0 <= dollars <= MOST_DOLLARS:
            return dollars
    raise ValueError("must be dollars from 0 on, as a plain number")


def _checks(value: object) -> tuple[str, ...]:
    """Return checks as they are written; whether there are such is known when one is made."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, Sequence) or not all(isinstance(one, str) for one in texts):
        raise TypeError("must be names of checks, such as 'text,size'")
    return tuple(one for one in texts if one.strip())


def _budget(value: object) -> float | None:
    return None if value is None else _dollars(value)


def _prices(value: object) -> dict[str, float]:
    if not isinstance(value, Mapping) or not all(isinstance(model, str) for model in value):
        raise TypeError("must be dollars by model, such as {'nano-banana': 0.05}")
    prices = {}
    for model, price in value.items():
        try:
            prices[model] = _dollars(price)
        except ValueError as error:
            raise ValueError(f"{error}, not {value_words(price)}") from None
    return prices


class Setting(NamedTuple):
    """One row of the table: a name, the reader of its values, and their environment variables."""

    name: str
    help: str
    read: Callable[[object], Any]
    default: object = None
    environment: tuple[str, ...] = ()
    example: object = None  # of a value; None is its default, or the nearest of its words
    note: str = ""  # behind the example
    is_ones_own: bool = False  # whether a project's file can't overrule the person's own
    is_secret: bool = False  # whether a wrong value isn't quoted

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it may be; none where it may be more than a few."""
        return self.read.words if isinstance(self.read, _OneOf) else ()

    def way_out(self, source: str, value: object) -> str:
        """Return the next step where a source's value can't be used: an example, written there."""
        from difflib import get_close_matches

        example = self.default if self.example is None else self.example
        if isinstance(value, str) and (near := get_close_matches(value, self.choices, n=1)):
            example = near[0]
        if source == "%config":
            written = f"%config ImageGen.{self.name} = {example!r}"
        elif source in self.environment:
            written = f"{source}={example}"
        else:
            written = f"{self.name} = {_toml(example)}"
        return f"Such as {written}{self.note}"


def _toml(value: object) -> str:
    """Return a value as TOML has it: a JSON string is a basic string, a list of them an array."""
    if not isinstance(value, Mapping):
        return json.dumps(value)
    return f"{{ {', '.join(f'{_toml(key)} = {_toml(value[key])}' for key in value)} }}"


_ROWS = (
    Setting("gateway", "a preset's name or an address",
            _text, OFFLINE, ("IMAGEGEN_GATEWAY", "IMAGEGEN_BASE_URL"), is_secret=True),
    Setting("model", "which model paints", _text, "nano-banana", ("IMAGEGEN_MODEL",),
            is_secret=True),
    Setting("library", "the folder that keeps the pictures", _folder, None, ("IMAGEGEN_LIBRARY",),
            example="/data/pictures"),
    Setting("timeout", "seconds a request may take (image-gen: 480)", _seconds, 300.0,
            example=300),
    Setting("concurrency", "how many requests are in flight at once",
            _whole(1, 100, "from 1 to 100"), 4),
    Setting("max_calls", "new calls in one go that need no -y",
            _whole(0, math.inf, "from 0 on"), 10),
    Setting("budget", "dollars a day that calls from this library may cost", _budget, None,
            example=2.5, note=" for $2.50 a day; 0: nothing that costs.", is_ones_own=True),
    Setting("price", "dollars per call by model, until the library knows", _prices, {},
            example={"nano-banana": 0.05}, note=", in dollars per call.", is_ones_own=True),
    Setting("replay", "on (what was made is free), off (new takes) or only (never send)",
            _OneOf("on", "off", "only"), "on", ("IMAGEGEN_REPLAY",)),
    Setting("embed", "do saved copies say how they were made? auto (where asked), always or never",
            _OneOf("auto", "always", "never"), "auto"),
    Setting("checks", "checks made of each picture, such as text,size; none by default",
            _checks, (), example="text,size"),
    Setting("keep_inputs", "are inputs filed in the library as they were given? on or off",
            _OneOf("on", "off"), "on"),
    Setting("on_interrupt", "keep (receive what was sent) or hang_up",
            _OneOf("keep", "hang_up"), "keep"),
    Setting("preview", "longest side in the notebook in pixels, or full", _preview, 768),
    Setting("text", "show or hide the model's words", _OneOf("show", "hide"), "show"),
)  # fmt: skip
SETTINGS = {setting.name: setting for setting in _ROWS}
"""Every setting, by name."""
ALLOW_HTTP = "IMAGEGEN_ALLOW_HTTP"  # host names with commas between; also `allow_http` in the file


class Value(NamedTuple):
    """A setting's value and the source it came from."""

    value: Any
    source: str


class _Environment:
    """Environment variables behind a repr without values: keys are among them."""

    __slots__ = ("get",)

    def __init__(self, variables: Mapping[str, str]) -> None:
        def get(name: str) -> str:
            """Return a variable's value, or an empty text."""
            return variables.get(name, "")

        self.get = get  # an attribute that holds them would be shown by debuggers

    def __repr__(self) -> str:
        return "the environment"


class Settings:
    """The sources of settings, which may change at any time; `snapshot` reads them.

    Parameters
    ----------
    configured
        Returns the value that ``%config`` has for a setting, or None where it has none.
    environment, folder, config_file
        The environment, the folder whose ``pyproject.toml`` counts, and the user's own
        file. None stands for the process's environment, the current folder and the
        platform's place for settings.
    """

    def __init__(
        self,
        *,
        configured: Callable[[str], object] | None = None,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        config_file: Path | None = None,
    ) -> None:
        self.configured = configured
        self.environment = _Environment(os.environ if environment is None else environment)
        self.folder = folder
        self._config_file = config_file
        self._library_folders: dict[tuple[str, object], Path] = {}
        self._last_folder: Path | None = None
        self.chosen: Gateway | None = None  # by `use`, as long as ``%config`` says nothing later
        self.trusted: set[str] = set()  # base URLs that `use` has chosen
        self.typed_keys: dict[str, Secret] = {}
        self.http_hosts: set[str] = set()

    @property
    def config_file(self) -> Path | None:
        """The user's own settings file, which need not exist; None for a user without a home."""
        if self._config_file is None:
            from platformdirs import user_config_path

            folder = _users_own(user_config_path)
            self._config_file = None if folder is None else folder / "config.toml"
        return self._config_file

    def library_folder(self, source: str, value: object) -> Path:
        """Return a folder that a source names, absolute; an error if it is no folder's name.

        The same words of the same source stay the same folder for as long as the kernel runs:
        a notebook that changes its working folder keeps its library.
        """
        if not isinstance(value, str | os.PathLike):
            raise TypeError("must be a folder's name")
        key = source, os.fspath(value)
        if key not in self._library_folders:
            self._library_folders[key] = _folder(value)
        return self._library_folders[key]

    def project_files(self) -> Iterator[Path]:
        """Yield each ``pyproject.toml`` that this user may read, the nearest first.

        They are looked for from the working folder upwards; if that is gone, from where it was.
        """
        folder = self.folder
        if folder is None:
            with contextlib.suppress(OSError):
                self._last_folder = working_folder()
            folder = self._last_folder
        for place in () if folder is None else (folder, *folder.parents):
            path = place / "pyproject.toml"
            if is_file(path) and os.access(path, os.R_OK):
                yield path

    def snapshot(self) -> Snapshot:
        """Return the settings in force now: one for each cell, and for each panel message."""
        return Snapshot(self)

    def get(self, name: str) -> Any:
        """Return a setting's value as it is now."""
        return self.snapshot().get(name)

    def secrets(self) -> tuple[Secret, ...]:
        """Return the keys and secret values of headers that are known now."""
        return self.snapshot().secrets()

    def use(self, name: str, key: Secret | None = None, *, allow_http: bool = False) -> Gateway:
        """Choose a gateway for this process; this is the consent that a URL needs for a key.

        It is stronger than ``%config`` until that names a gateway again.
        """
        found = self.snapshot().find_gateway(name, allow_http=allow_http)
        gateway = replace(found, source="use")
        if allow_http and gateway.address.is_http:
            self.http_hosts.add(gateway.address.host)
        if key is not None:
            self.typed_keys[gateway.base_url] = key
        self.trusted.add(gateway.base_url)
        self.chosen = gateway
        return gateway

    def remember(self, name: str) -> Path:
        """Write the gateway into the user's file, keeping the rest of it; return the file.

        If http was allowed to its host in this process, that is written, too.
        """
        file = self.config_file
        if file is None:
            raise SettingError(
                "the settings file can't be written",
                said="this user has no home folder",
                hint="Set XDG_CONFIG_HOME to a folder, or the gateway with IMAGEGEN_GATEWAY.",
            )
        snapshot = self.snapshot()
        gateway = snapshot.find_gateway(name)
        values: dict[str, object] = {"gateway": gateway.name}
        if gateway.address.host in self.http_hosts:
            values["allow_http"] = sorted({gateway.address.host, *snapshot.file_http_hosts})
        there = is_file(file)
        if there:
            read_toml(file)  # or it is said why it can't be read
        lines = file.read_text("utf-8-sig").splitlines() if there else []
        # Top-level keys of a TOML file stand before its first table.
        first_table = next((i for i, line in enumerate(lines) if line.startswith("[")), len(lines))
        head = [line for line in lines[:first_table] if line.split("=")[0].strip() not in values]
        head += [f"{setting} = {_toml(value)}" for setting, value in values.items()]
        text = "\n".join([*head, *lines[first_table:]]) + "\n"
        check_toml(file, text)  # a value on several lines would be cut
        try:
            if is_there(file) and not there:
                raise OSError(errno.EINVAL, "it is no file")  # a pipe would wait for a reader
            make_folder(file.parent)
            with open_private(file, "wb") as stream:
                stream.write(text.encode())
        except (OSError, ValueError) as error:  # a null character, half a surrogate pair
            reason = getattr(error, "strerror", None) or "no file can have this name or content"
        else:
            return file
        raise SettingError(
            "the settings file can't be written", said=one_line(f"{shown_path(file)}: {reason}")
        )


class Snapshot:
    """The settings of one moment.

    The files are read at most once, and a value is checked when it is asked for: a bad one
    must not keep a cell from running that doesn't need it. A plan asks for what its pictures
    need once they are there, too, as they are paid for by then.

    Parameters
    ----------
    settings
        The sources.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._chosen = settings.chosen
        self._values: dict[str, Value] = {}
        self._skipped: list[str] = []

    def get(self, name: str) -> Any:
        """Return a setting's value."""
        return self.look_up(name).value

    def look_up(self, name: str) -> Value:
        """Return a setting's value with its source; `SettingError` if it is unusable."""
        if name not in self._values:
            setting = SETTINGS.get(name)
            if setting is None:
                raise SettingError(f"no setting is called {name!r}", hint=nearest(name, SETTINGS))
            source, value = next(self._candidates(setting))
            read = setting.read
            if name == "library":
                read = partial(self._settings.library_folder, source)
            try:
                self._values[name] = Value(read(value), source)
            except (TypeError, ValueError) as error:
                shown = value_words(value, is_secret=setting.is_secret)
                said = f"it is {shown}, and {error}{self._in_file(source)}"
                hint = setting.way_out(source, value)
            else:
                return self._values[name]
            raise SettingError(
                f"setting {name!r} from {source} is not usable", said=said, hint=hint
            )
        return self._values[name]

    def _candidates(self, setting: Setting) -> Iterator[tuple[str, object]]:
        """Yield (source, raw value) for each source that names the setting, strongest first."""
        configured = self._settings.configured
        value = None if configured is None else configured(setting.name)
        if value is not None:
            yield "%config", value
        for variable in setting.environment:
            text = self._settings.environment.get(variable)
            if text.strip():
                yield variable, text
        files = [("pyproject.toml", self._project), ("config.toml", self._user)]
        for source, table in reversed(files) if setting.is_ones_own else files:
            if setting.name in table:
                yield source, table[setting.name]
        if setting.name == "library":
            from platformdirs import user_data_path

            folder = _users_own(user_data_path)
            if folder is None:
                raise SettingError(
                    "there is no folder for the library",
                    said="this user has no home folder",
                    hint=NAME_IT,
                )
            yield "default", folder
        yield "default", setting.default

    @cached_property
    def _project(self) -> dict[str, Any]:
        """The settings in the nearest ``pyproject.toml`` that can be one of ours."""
        for path in self._settings.project_files():
            table = self._project_table(path)
            if table is not None:
                _check_names(table, path)
                self._project_file = path
                return _beside(path, table)
        return {}

    _project_file: Path | None = None

    def _project_table(self, path: Path) -> dict[str, Any] | None:
        """Return our table of a project's file; None if the file isn't ours to complain about."""
        try:
            tools = read_toml(path).get("tool", {})
        except SettingError as error:
            if mentions(path, b"[tool.ipyimagegen"):
                raise  # it would go on with other settings than somebody wrote down
            self._skipped.append(error.said)
            return None
        table = tools.get("ipyimagegen", {}) if isinstance(tools, dict) else tools
        if not isinstance(table, dict):
            self._skipped.append(f"{shown_path(path)}: [tool.ipyimagegen] is not a table")
            return None
        return dict(table)

    @property
    def skipped_files(self) -> Sequence[str]:
        """The projects' files that were passed over, each with its path and the reason."""
        self._project  # noqa: B018  # reading it finds them
        return self._skipped

    @cached_property
    def _user_file(self) -> dict[str, Any]:
        path = self._settings.config_file
        return read_toml(path) if path is not None and is_file(path) else {}

    @cached_property
    def _user(self) -> dict[str, Any]:
        """The settings in the user's own file."""
        path = self._settings.config_file
        if path is None:
            return {}
        table = {name: self._user_file[name] for name in self._user_file.keys() - _NO_SETTINGS}
        _check_names(table, path)
        return _beside(path, table)

    def _in_file(self, source: str) -> str:
        """Return the file that a source stands for, as the end of a sentence."""
        path = self._settings.config_file if source == "config.toml" else self._project_file
        return f", in {shown_path(path)}" if source.endswith(".toml") and path else ""

    # -- gateways and keys ------------------------------------------------------------

    @property
    def own_gateways(self) -> Mapping[str, object]:
        """The tables of the user's own gateways."""
        tables = self._user_file.get("gateways", {})
        if not isinstance(tables, dict):
            raise SettingError(
                "gateways in config.toml is not a table",
                said=f"it is {value_words(tables, is_secret=True)}" + self._in_file("config.toml"),
                hint="[gateways.NAME] begins one, with its base_url.",
            )
        return tables

    @property
    def file_http_hosts(self) -> Sequence[str]:
        """The hosts that the user's file allows http to."""
        hosts = self._user_file.get("allow_http", [])
        if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
            raise SettingError(
                "allow_http in config.toml must be a list of hosts",
                said=f"it is {value_words(hosts, is_secret=True)}{self._in_file('config.toml')}",
                hint='Such as allow_http = ["litellm"]; it stands before the first [table].',
            )
        return hosts

    def _allows_http(self, host: str) -> bool:
        """Whether the person allowed http to a host: here, in the environment, in their file."""
        named = self._settings.environment.get(ALLOW_HTTP).split(",")
        hosts = {*self._settings.http_hosts, *self.file_http_hosts, *named}
        around = r"^https?://|[\[\]]|(?<!:):\d+/?$"  # scheme, brackets and port of an address
        return host in {re.sub(around, "", name.strip().lower()) for name in hosts}

    def gateway_names(self) -> Sequence[str]:
        """Return the names of the gateways: the presets and the user's own."""
        return list({**GATEWAYS, **self.own_gateways})

    def gateway(self, name: str | None = None) -> Gateway:
        """Return the gateway to send to.

        Parameters
        ----------
        name
            A cell's own; None takes the one that `Settings.use` chose, then the setting's.
        """
        if name is not None:
            return replace(self.find_gateway(name), source="cell")
        if self._chosen is not None:
            return self._chosen
        setting = self.look_up("gateway")
        self.own_gateways, self.file_http_hosts  # noqa: B018  # a wrong file is no fault of this one
        try:
            return replace(self.find_gateway(setting.value), source=setting.source)
        except SettingError as error:
            said = f"{error.said}{self._in_file(setting.source)}".removeprefix(", ")
            message, hint = f"{setting.source}: {error}", error.hint
        raise SettingError(message, said=said, hint=hint)

    def find_gateway(self, name: str, *, allow_http: bool = False) -> Gateway:
        """Return the gateway of that name or URL; `SettingError` if there is none.

        Parameters
        ----------
        name
            A preset's name, one of the user's own, or an address.
        allow_http
            Whether the person allows http to it now, though it is on another machine.
        """

        def http_allowed(host: str) -> bool:
            return allow_http or self._allows_http(host)

        own = self.own_gateways
        if name not in own:
            name = name.strip("\"' ")  # `docker run --env-file` leaves quotes where they are
        if name in own:
            return own_gateway(name, own[name], http_allowed=http_allowed)
        if name in GATEWAYS:
            return GATEWAYS[name]
        if "://" not in name and self._is_key(name):
            raise SettingError(
                "a key is no gateway",
                hint="Take it out, and name the gateway: %imagegen use NAME --ask-key asks for "
                "its key.",
            )
        if re.search(r"[.:/\s]", name):
            address = read_address(name, http_allowed=http_allowed)
            return Gateway(str(address), address)
        known = self.gateway_names()
        raise SettingError(
            f"no gateway is called {name.partition('=')[0]!r}",  # a key stands behind many a =
            hint=nearest(name, known) or f"There are {', '.join(known)}, and any base URL.",
        )

    def gateway_at(self, base_url: str) -> Gateway:
        """Return the gateway with a base URL: the one in use, a named one, or the URL itself."""
        for name in (None, *self.gateway_names()):
            try:
                gateway = self.gateway() if name is None else self.find_gateway(name)
            except SettingError:
                continue  # what is wrong with another gateway is no matter here
            if gateway.base_url == base_url:
                return gateway
        return self.find_gateway(base_url)

    def key(self, gateway: Gateway) -> Secret | None:
        """Return the key for a gateway, or None; `SettingError` where one is needed.

        The embedded gateway gets none. An address that only a cell, ``%config`` or a
        project's file names gets none from the environment: a notebook from elsewhere
        must not be able to send a key away. A gateway whose key is a header of its own gets
        no other one.
        """
        if gateway.base_url in self._settings.typed_keys:
            return self._settings.typed_keys[gateway.base_url]
        if gateway.is_offline or gateway.has_key_header:
            return None
        environment = self._settings.environment
        variables = [name for name in (gateway.key_env, *_KEY_VARIABLES) if name]
        variable = next((name for name in variables if environment.get(name)), None)
        if gateway.address.is_http and not (variable and self._has_consent(gateway)):
            return None  # a gateway on one's own network may want no key
        if variable is None and gateway.has_secret_headers:
            return None
        if variable is None:
            raise SettingError(
                f"no key for {gateway.name}",
                hint=f"Set {variables[0]} before the kernel starts, "
                f"or type it once: %imagegen use {gateway.name} --ask-key",
            )
        if not self._has_consent(gateway):
            raise SettingError(
                "this address was not chosen in this kernel, so it gets no key",
                said=str(gateway.address),
                hint=f"If you trust it: %imagegen use {gateway.address}",
            )
        return Secret(environment.get(variable), variable)

    def headers(self, gateway: Gateway) -> Headers:
        """Return a gateway's extra headers; `SettingError` if a variable of theirs isn't set.

        Only gateways of the user's own have some, so no notebook or project can send one.
        """
        return fill_headers(gateway, self._settings.environment.get)

    def secrets(self) -> tuple[Secret, ...]:
        """Return the keys and secret values of headers that are known here, of all gateways.

        For those who keep or hand on texts and files, in which none of them belongs. Plain words
        are left out, which stand there by chance.
        """
        found = [*self._settings.typed_keys.values()]
        environment = self._settings.environment
        variables = dict.fromkeys(_KEY_VARIABLES)
        with contextlib.suppress(SettingError):  # whoever uses what is wrong is told
            for name in self.gateway_names():
                table = self.own_gateways.get(name)
                if isinstance(table, Mapping) and isinstance(table.get("key_env"), str):
                    variables[table["key_env"]] = None  # also where the rest of it is wrong
                with contextlib.suppress(SettingError):
                    gateway = self.find_gateway(name)
                    variables[gateway.key_env] = None
                    found += header_secrets(gateway, environment.get)
        for variable in filter(environment.get, variables):
            with contextlib.suppress(SettingError):  # it can't be a key
                found.append(Secret(environment.get(variable), variable))
        return tuple(dict.fromkeys(one for one in found if not one.is_plain_word))

    def _is_key(self, text: str) -> bool:
        """Whether a text in a gateway's place is a key: by its looks, or one that is known."""
        return looks_like_key(text) or any(secret.is_in(text) for secret in self.secrets())

    def _has_consent(self, gateway: Gateway) -> bool:
        """Whether the user, not a notebook, named this gateway."""
        return (
            gateway.name in self.gateway_names()
            or gateway.base_url in self._settings.trusted
            or gateway.source in ("config.toml", *SETTINGS["gateway"].environment)
        )


_KEY_VARIABLES = ("IMAGEGEN_API_KEY", "BEARER")  # of every gateway, behind its own
_NO_SETTINGS = {"gateways", "allow_http"}  # of the user's own file


def _beside(file: Path, table: dict[str, Any]) -> dict[str, Any]:
    """Return the settings in a file, in which a relative library is meant relative to the file."""
    library = table.get("library")
    if isinstance(library, str) and library.strip() and not why_no_path(library.strip()):
        with contextlib.suppress(OSError):  # whoever asks for it is told
            table["library"] = str(file.parent / expanded(library.strip()))
    return table


def _check_names(table: Mapping[str, object], path: Path) -> None:
    for name in table:
        if name not in SETTINGS:
            hint = nearest(name, SETTINGS)
            if name == "key" or name.endswith("_key"):
                hint = "Keys come from the environment, never from a file."
            if name in _NO_SETTINGS:
                hint = "It belongs in your own config.toml: a project may not decide it."
            raise SettingError(
                f"{path.name} has no setting {name!r}", said=shown_path(path), hint=hint
            )
