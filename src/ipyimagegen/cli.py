"""The command line ``ipyimagegen``: lab, doctor, library and offline gateway."""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .paths import make_folder, open_private

if TYPE_CHECKING:
    from .library import Library

__all__ = ["main"]

LIBRARY_ACTIONS = {
    "where": "its folder, and which setting chose it",
    "size": "how much it holds",
    "check": "look at every row and every file; exit code 1 if something is wrong",
    "repair": "mend what can be mended; close the notebooks that use it first",
}
WORKING_COPY = "ipyimagegen-notebooks"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ipyimagegen``; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe on Windows knows 256 characters
            stream.reconfigure(errors="replace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # as of `| head`; Python would complain once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _run(arguments: Sequence[str] | None) -> int:
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if options.command == "lab":
        return _lab(rest)
    if rest:
        parser.error(f"unknown: {' '.join(rest)}")
    if options.command == "library":
        return _library(options.action)
    return _doctor() if options.command == "doctor" else _gateway(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ipyimagegen", description="Design prompts for pictures in notebooks."
    )
    parser.add_argument("--version", action="version", version=f"ipyimagegen {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "lab",
        help="open JupyterLab on a working copy of the notebooks",
        description="Open JupyterLab on a working copy of the notebooks, in "
        f"./{WORKING_COPY}. Other arguments go to Jupyter, such as --no-browser.",
    )
    commands.add_parser("doctor", help="look for what is broken, and say how to mend it")
    library = commands.add_parser("library", help="where the pictures are, and whether all is well")
    actions = library.add_subparsers(dest="action", required=True)
    for name, text in LIBRARY_ACTIONS.items():
        actions.add_parser(name, help=text)
    gateway = commands.add_parser("gateway", help="serve the offline gateway over HTTP")
    gateway.add_argument("--host", default="127.0.0.1")
    gateway.add_argument("--port", type=_port, default=8080)
    gateway.add_argument("--key-env", metavar="VARIABLE", help="ask for the key in this variable")
    gateway.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    return parser


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() and len(text) < 6 else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"ports go from 0 to 65535, not {text[:20]}")
    return port


def _lab(jupyter_arguments: Sequence[str]) -> int:
    if importlib.util.find_spec("jupyterlab") is None:
        print("JupyterLab is not installed: pip install 'ipyimagegen[lab]'", file=sys.stderr)
        return 2
    try:
        folder = copy_notebooks(Path.cwd() / WORKING_COPY)
    except OSError as error:
        print(f"The notebooks can't be copied: {error}", file=sys.stderr)
        return 1
    print(f"Notebooks: {folder}", flush=True)
    arguments = [
        f"--ServerApp.root_dir={folder}",
        "--LabApp.default_url=/lab/tree/quickstart.ipynb",
        # Without these two, JupyterLab asks the internet.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *jupyter_arguments,
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in arguments:
        arguments.append("--allow-root")
    from jupyterlab.labapp import LabApp

    # In this process, so that its end is the end of the server and the kernels.
    LabApp.launch_instance(arguments)
    return 0


def copy_notebooks(folder: Path) -> Path:
    """Copy the notebooks into `folder`, without replacing files there; return it."""
    make_folder(folder)
    notebooks = Path(__file__).parent / "notebooks"
    if not notebooks.is_dir():  # not installed: they are beside the source
        notebooks = Path(__file__).parents[2] / "notebooks"
    for file in sorted(notebooks.iterdir()):
        if file.suffix in (".ipynb", ".jpg") and not (folder / file.name).exists():
            with open_private(folder / file.name, "xb") as copy:
                copy.write(file.read_bytes())
    return folder


def _doctor() -> int:
    from .doctor import examine, findings_text
    from .session import current_session

    session = current_session()
    findings = examine(session)
    session.close()
    print(findings_text(findings))
    return 0 if all(finding.fine for finding in findings) else 1


def _library(action: str) -> int:
    from .errors import ImagegenError
    from .library import Library
    from .settings import Settings

    try:
        setting = Settings().snapshot().look_up("library")
        library = Library(setting.value)
        if action == "where":
            print(" · ".join((str(setting.value), setting.source, *library.remarks)))
            return 0
        if not _may_be_there(library.folder):
            print(f"There is no library yet at {library.folder}.")
            return 0
        return LIBRARY_FUNCTIONS[action](library)
    except ImagegenError as error:
        print("\n".join(error.lines()), file=sys.stderr)
        return 2


def _may_be_there(folder: Path) -> bool:
    """Whether there is a library, or anything that must be told of instead of one."""
    names = ("catalogue.db", "pictures")  # pictures without a catalogue can be repaired
    try:
        return folder.is_symlink() or any((folder / name).exists() for name in names)
    except OSError:  # it is closed, or on a share that has died
        return True


def _library_size(library: Library) -> int:
    from .library.maintenance.repair import measure

    size = measure(library)
    print(f"{size.generations:,} generations: {size.failed:,} failed, {size.unknown:,} unknown")
    own = f", of which given as inputs {size.own_pictures:,}, {_file_size(size.own_bytes)}"
    pictures = f"{size.pictures:,} pictures, {_file_size(size.picture_bytes)}"
    print(pictures + own if size.own_pictures else pictures)
    catalogue, replies = _file_size(size.catalogue_bytes), _file_size(size.reply_bytes)
    print(f"catalogue {catalogue}, kept replies {replies}")
    return 0


def _library_check(library: Library) -> int:
    from .library.maintenance.repair import check

    troubles = _print_lines(check(library))
    if troubles:
        print(f"{troubles} found. ipyimagegen library repair mends what can be mended.")
        return 1
    remarks = "".join(f" ({remark})" for remark in library.remarks)
    print(f"All is well with {library.count():,} generations{remarks}.")
    return 0


def _library_repair(library: Library) -> int:
    from .library.maintenance.repair import repair

    if not _print_lines(repair(library)):
        print("There was nothing to mend.")
    return 0


def _print_lines(lines: Iterable[str]) -> int:
    """Print each line at once; return their number."""
    count = 0
    for line in lines:
        print(line, flush=True)
        count += 1
    return count


LIBRARY_FUNCTIONS = {"size": _library_size, "check": _library_check, "repair": _library_repair}


def _file_size(size: int) -> str:
    if size < 1e6:
        return f"{size / 1e3:.0f} KB"
    return f"{size / 1e6:.1f} MB" if size < 1e9 else f"{size / 1e9:.2f} GB"


def _gateway(options: argparse.Namespace) -> int:
    import socket

    import uvicorn

    from .offline.app import create_app

    key = os.environ.get(options.key_env) if options.key_env else None
    if options.key_env and not key:
        print(f"{options.key_env} is not set", file=sys.stderr)
        return 2
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((options.host, options.port))
        except (OSError, TypeError, ValueError) as error:  # the last two: no host has this name
            why = getattr(error, "strerror", None) or "no host has this name"
            print(f"{options.host}:{options.port} can't be used: {why}", file=sys.stderr)
            return 1
        url = f"http://{options.host}:{listener.getsockname()[1]}"
        print(f"Offline gateway at {url} · in a notebook: %imagegen use {url}", flush=True)
        app = create_app(key=key, delay=options.delay)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
    return 0
