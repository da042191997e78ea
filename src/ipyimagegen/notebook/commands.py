"""The subcommands of ``%imagegen``: one table, a row each, and the functions of its rows.

``%load_ext`` reads the table for the help, so the functions import heavy modules themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import ImagegenError, OptionError, SettingError, UnknownReference, error_from_dict
from ..prompts.words import KEYS
from ..text import nearest, one_line, say, shown_path
from .line import OPTIONS
from .output import put, put_bundle

if TYPE_CHECKING:
    from ..images.picture import Picture
    from ..library import Generation
    from ..session import Job, Session, Sweep, SweepJob

__all__ = ["COMMANDS", "USAGES", "Command", "Invocation", "cell_help"]

MODELS = """\
model         best for                                                        usually
nano-banana   fast iteration, photorealism, simple composition; the default   12–15 s
gpt-image     text inside the picture, many elements, detailed instructions   100–180 s
image-gen     nano-banana first, gpt-image only if that fails hard            12–180 s

All three take pictures as input. None calls tools, none streams: a picture comes whole.
Any other model's name is sent as you write it: %%imagegen -m NAME"""

MOST_JOBS = 50  # in the list
WAITING = "waiting"
HELP_COLUMN = 30  # characters
_WORD = rf'(?:{KEYS}|"[^"]*"|[^\s,])+'  # with its quotes and keys


class Invocation(NamedTuple):
    """One call of a subcommand, with the words after it and the notebook's variables."""

    session: Session
    arguments: Sequence[str]  # their number as the usage wants it
    namespace: Mapping[str, Any]

    def find(self, reference: str, *, whole: bool = False) -> Generation:
        """Return the generation that a reference names; with `whole` not by a part of it."""
        from ..library.references import find_generation

        return find_generation(reference, self.session.scope(self.namespace), whole=whole)

    def look_for(self, reference: str) -> Generation | Picture:
        """Return the generation that a reference names, or the picture where none made it."""
        from ..library.lookup import made_or_given

        return made_or_given(reference, self.session.scope(self.namespace))

    def listed(self, words: Sequence[str], *, deleted: bool = False) -> list[str]:
        """Return the references in words: several of one word, and those of a range."""
        from ..library.references import listed_references

        library = self.session.library
        found = [listed_references(word, library, deleted=deleted) for word in words]
        return [one for some in found for one in some] or list(words)

    def find_all(self, *references: str) -> list[Generation]:
        """Return the generations that references name, each once and as it is now.

        Of a sweep all of its own that were not deleted.
        """
        from ..session import Sweep, SweepJob
        from ..session.selection import members

        found: list[Generation] = []
        for reference in references:
            value = self.value_of(reference)
            if isinstance(value, (Sweep, SweepJob)):
                found += members(value)
            else:
                found.append(self.find(reference, whole=True))
        return list({(one.library.folder, one.number): one for one in found}.values())

    def value_of(self, name: str) -> object:
        """Return what a variable, a part of it or ``Out[5]`` holds; None if it is none of them."""
        from ..library.references import named_value

        return named_value(name, self.namespace)


class Command(NamedTuple):
    """One row of the table of subcommands."""

    name: str
    usage: str  # its arguments, as `parse_line` reads them and the help shows them
    help: str
    run: Callable[[Invocation], object]  # returns a text to print, an object to show, or None


# -- the kernel's session -------------------------------------------------------------


def _status(invocation: Invocation) -> str:
    """Return each setting with its value and source, the gateway's key, what is under way."""
    from .status import status_text

    jobs = invocation.session.scheduler.under_way()
    text = status_text(invocation.session)
    return f"{text}\nunder way: {_numbers(jobs)}" if jobs else text


def _numbers(jobs: Sequence[Job]) -> str:
    from ..session.jobs import by_request

    numbers = [job.number for job, *_ in by_request(jobs).values()]
    return ", ".join("not sent yet" if number is None else f"@{number}" for number in numbers)


def _doctor(invocation: Invocation) -> str:
    from ..doctor import examine, findings_text

    return findings_text(examine(invocation.session))


def _models(invocation: Invocation) -> str:
    """Return when to pick which model, and the gateway's list."""
    session = invocation.session
    gateway = session.settings.snapshot().gateway()
    try:
        names = sorted(one_line(str(entry.get("id")), 60) for entry in session.models())
    except ImagegenError as error:
        return "\n".join([MODELS, "", f"{gateway.name} can't be asked:", *error.lines()])
    listed = ", ".join(names[:12]) + (f" and {len(names) - 12:,} more" if len(names) > 12 else "")
    return f"{MODELS}\n\n{gateway.name} has: {listed}"


def _use(invocation: Invocation) -> str:
    session, arguments = invocation.session, invocation.arguments
    [name] = [word for word in arguments if not word.startswith("--")]
    remember = "--remember" in arguments
    gateway = session.use(
        name,
        ask_key="--ask-key" in arguments,
        remember=remember,
        allow_http="--allow-http" in arguments,
    )
    where = "sketches, free" if gateway.is_offline else str(gateway.address)
    told = gateway.name if where == gateway.name else f"{gateway.name} ({where})"
    kept = ", and from now on (config.toml)" if remember else ""
    stronger = _stronger_source(session) if remember else ""
    return f"Pictures come from {told} in this kernel{kept}{stronger}."


def _stronger_source(session: Session) -> str:
    """Say which source of the gateway is stronger than the user's file; else nothing."""
    source = "config.toml"
    with suppress(SettingError):  # whoever uses it is told
        source = session.settings.snapshot().look_up("gateway").source
    return "" if source == "config.toml" else f"; {source} is stronger than that"


def _panel(invocation: Invocation) -> None:
    """Show the panel here, or open it beside the notebook; of a sweep its pictures."""
    from ..widget import open_beside, open_panel

    names = [word for word in invocation.arguments if word != "--beside"]
    sweep = _sweep(names[0], invocation) if names else None
    panel = open_panel(invocation.session)
    panel.open_sweep(sweep)
    if "--beside" in invocation.arguments:
        open_beside(panel)
    else:
        put(panel)


def _jobs(invocation: Invocation) -> str:
    """Return a line for each request under way, in the order in which they are sent."""
    from ..session.jobs import by_request

    requests = [*by_request(invocation.session.scheduler.under_way()).values()]
    if not requests:
        return "Nothing is under way in this kernel."
    sent = [jobs[0] for jobs in requests if jobs[0].number is not None]
    waiting = len(requests) - len(sent)
    lines = [f"{len(sent)} under way, {waiting} waiting"]
    for jobs in requests[:MOST_JOBS]:
        names = ", ".join(dict.fromkeys(one_line(job.name, 40) for job in jobs if job.name))
        told = " · ".join(filter(None, (names, one_line(jobs[0].prompt, 60))))
        lines.append(f"{jobs[0].words} · {told}")
    if len(requests) > MOST_JOBS:
        lines.append(f"and {len(requests) - MOST_JOBS:,} more")
    if sent:
        lines.append(f"%imagegen cancel @N hangs up{_may_cost(sent)}")
    if waiting or any(jobs[0].pause() for jobs in requests):
        lines.append(f"%imagegen cancel {WAITING} removes what waits, free")
    return "\n".join(lines)


def _cancel(invocation: Invocation) -> str:
    """Hang up on the requests in flight, remove those that wait, or do so with those named."""
    from ..session.jobs import by_request

    scheduler, library = invocation.session.scheduler, invocation.session.library
    every = scheduler.under_way()
    here = scheduler.under_way(library)
    references = invocation.listed(invocation.arguments)
    if WAITING in references and len(references) > 1:
        raise OptionError(f"{WAITING} stands alone", hint="It removes all that is not sent yet.")
    meant = {one: _meant(one, every, here, invocation.namespace) for one in references}
    wanted = {job for some in meant.values() for job in some} if references else {*every}
    jobs = [job for job in every if job in wanted]
    cancelled = scheduler.cancel(jobs, hang_up=references != [WAITING])
    others = [one for one, some in meant.items() if not set(some) & set(cancelled)]
    left = by_request(job for job in cancelled if job.is_left)
    ended = [job for job in cancelled if not job.is_left]
    sent = [job for job in ended if job.number is not None]
    hung_up = [job for job in sent if not job.is_unbilled]
    unbilled = [job for job in sent if job.is_unbilled]
    removed = by_request(job for job in ended if job.number is None)
    parts = []
    if hung_up:
        numbers = ", ".join(map(_number_and_names, by_request(hung_up).values()))
        parts.append(f"Hung up on {numbers}{_may_cost(hung_up)}.")
    if unbilled:
        numbers = ", ".join(map(_number_and_names, by_request(unbilled).values()))
        parts.append(f"Dropped {numbers}, not taken on by the gateway: not billed.")
    if removed:
        parts.append(f"Removed {len(removed)} that waited; nothing of that was sent.")
    if left:
        staying = [job for job in every if job.in_flight in left and job not in cancelled]
        numbers = _numbers([job for jobs in left.values() for job in jobs])
        goes = "goes" if len(left) == 1 else "go"
        to = _names(staying) or next(job for job in cancelled if job.is_left).left_to
        parts.append(f"{numbers} {goes} on for {to}.")
        if any(not job.is_elsewhere for job in staying):
            parts.append("%imagegen cancel @N hangs up for all.")
    if others:
        are = "is" if len(others) == 1 else "are"
        named = f"{', '.join(others)} {are} not under way in this kernel."
        parts.append("Nothing waits in this kernel." if others == [WAITING] else named)
    return " ".join(parts) or "Nothing is under way in this kernel."


def _may_cost(jobs: Iterable[Job]) -> str:
    """Return the words for what hanging up on jobs may cost; empty for sketches."""
    is_free = all(job.is_free for job in jobs)
    return "" if is_free else "; what was sent may be billed all the same"


def _number_and_names(jobs: Sequence[Job]) -> str:
    """Return the number of a request, and who waited for it, if those were several."""
    names = f" (for {_names(jobs)})" if len(jobs) > 1 else ""
    return f"@{jobs[0].number}{names}"


def _names(jobs: Sequence[Job]) -> str:
    """Return who asked: the names of cells, else where they stand."""
    names = (one_line(job.name or job.origin.door or "a job", 40) for job in jobs)
    return " and ".join(dict.fromkeys(names))


def _meant(
    reference: str, jobs: Sequence[Job], here: Sequence[Job], namespace: Mapping[str, Any]
) -> list[Job]:
    """Return the jobs that a number of this library, a NAME, a variable or `WAITING` stands for."""
    from ..session import SweepJob

    if reference == WAITING:
        return [job for job in jobs if job.number is None or job.pause()]
    value = namespace.get(reference)
    named = value.jobs if isinstance(value, SweepJob) else (value,)
    held = [job for job in jobs if job in named]
    numbered = [job for job in here if reference == f"@{job.number}"]
    return held or numbered or [job for job in jobs if reference == job.name]


# -- looking back ---------------------------------------------------------------------


def _history(invocation: Invocation) -> object:
    return invocation.session.history(*invocation.arguments, values=invocation.namespace)


def _show(invocation: Invocation) -> object:
    """Show a generation; return a sweep, the view of an input, or what a file says of itself."""
    from ..images.picture import Picture
    from ..library.lookup import look_at
    from ..metadata import Found
    from ..session import Sweep, SweepJob
    from ..views.given import Given
    from .display import caption_bundle, metadata_text

    session, [reference] = invocation.session, invocation.arguments
    value = invocation.value_of(reference)
    if isinstance(value, (Sweep, SweepJob)):
        return value
    generation = look_at(reference, session.scope(invocation.namespace))
    if isinstance(generation, Picture):
        return Given(generation, session.library)
    if isinstance(generation, Found):
        return metadata_text(generation)
    generation = session.ask_for(session.scheduler.file_held(generation))
    if generation.pictures:
        now = generation.library.get(generation.number) or generation  # marked since it was made
        told = [*_kept_inputs(now), *_marks(now)]
        found = tuple(now.checks.values())
        put_bundle(caption_bundle(generation, told, checks=found, name=generation.name))
    elif generation.error is not None:
        say("\n".join(error_from_dict(generation.error).lines()))  # above its repr
    return generation


def _kept_inputs(generation: Generation) -> list[str]:
    """Return the references to the user's own pictures among its inputs."""
    own = (one for one in generation.inputs if one.generation is None and one.is_kept)
    return [f"{one_line(one.name, 60)} is {one.reference}" for one in own]


def _marks(generation: Generation) -> list[str]:
    """Return the user's rating, tags and note, as far as there are any."""
    stars, tags = "★" * (generation.rating or 0), " ".join(f"#{tag}" for tag in generation.tags)
    return [words for words in (stars, tags, one_line(generation.note, 200)) if words]


def _lineage(invocation: Invocation) -> object:
    from ..images.picture import Picture
    from ..library.references import is_position
    from ..views.given import Given
    from ..views.lineage import Lineage

    [reference] = invocation.arguments
    find = invocation.find if is_position(reference) else invocation.look_for
    found = find(reference)
    if not isinstance(found, Picture):
        return Lineage(found)
    library = invocation.session.library
    number = library.generation_of(found.hash)
    maker = None if number is None else library.get(number)
    if maker is not None:  # of which it is one of several pictures
        return Lineage(maker)
    given = Given(found, library)
    if not given.edits:
        raise UnknownReference(f"nothing of this library was made from {reference}")
    return Lineage(given)


def _diff(invocation: Invocation) -> object:
    from ..images.picture import Picture
    from ..views.difference import BeforeAfter, Difference, PictureDifference

    names = invocation.listed(invocation.arguments)
    if len(names) > 2:
        raise OptionError("two are compared", hint="Such as %imagegen diff @12 @13")
    first, *others = map(invocation.look_for, names)
    for second in others:
        if isinstance(first, Picture) or isinstance(second, Picture):
            return PictureDifference((first, second), (names[0], names[1]))
        return Difference(first, second)
    if isinstance(first, Picture):
        number = invocation.session.library.generation_of(first.hash)
        if number is not None:
            raise OptionError(
                f"{names[0]} is a picture of @{number}",
                hint=f"Two references are compared. Such as %imagegen diff @{number} {names[0]}",
            )
        raise OptionError(
            f"{names[0]} was made from no picture", hint="Two references are compared."
        )
    if not first.inputs:
        raise OptionError(
            f"{first.ref} was made from no picture", hint="Two references are compared."
        )
    return BeforeAfter(first)


def _check(invocation: Invocation) -> str:
    """Check pictures that are there, and return a line for each."""
    from ..checks.check import checks_of, known_names
    from ..session.selection import is_reference, selected

    words, names, values = list(invocation.arguments), known_names(), invocation.namespace
    session = invocation.session
    if len(words) == 1:
        parts = words[0].replace(",", " ").split()
        if any(one not in names or is_reference(one, values) for one in parts):
            selected(session, invocation.listed(words), values)  # or it is said why it is nothing
        raise OptionError(
            "write: %imagegen check REF… CHECKS", hint=f"The checks are {', '.join(names)}."
        )
    written = [words.pop()]
    while len(words) > 1 and words[-1] in names and not is_reference(words[-1], values):
        written.append(words.pop())  # between blanks
    checks = checks_of(written[::-1])
    named = invocation.listed(words)
    generations = invocation.find_all(*named)
    lines = []
    for one, results in zip(generations, session.check(generations, checks), strict=True):
        found = " · ".join(one_line(result.line) for result in results)
        lines.append(f"{one.ref} · {found}")
    return "\n".join(lines)


# -- marking --------------------------------------------------------------------------


def _rate(invocation: Invocation) -> str:
    reference, stars = invocation.arguments
    if not stars.isdecimal() or len(stars) > 9:
        raise OptionError(f"ratings go from 1 to 5, and 0 takes one away: not {stars!r}")
    found = invocation.find_all(*invocation.listed([reference]))
    rated = [generation.rate(int(stars)) for generation in found]
    return "\n".join(f"{one.ref} · {'★' * (one.rating or 0) or 'no rating'}" for one in rated)


def _tag(invocation: Invocation) -> str:
    reference, *words = invocation.arguments
    tags = [part.strip() for word in words for part in word.split(",") if part.strip()] or words
    found = invocation.find_all(*invocation.listed([reference]))
    tagged = [generation.tag(*tags) for generation in found]
    return "\n".join(
        f"{one.ref} · {' '.join(f'#{tag}' for tag in one.tags) or 'no tags'}" for one in tagged
    )


def _note(invocation: Invocation) -> str:
    reference, *text = invocation.arguments
    generation = invocation.find(reference, whole=True).annotate(" ".join(text))
    return f"{generation.ref} · {generation.note or 'no note'}"


# -- deleting, handing on -------------------------------------------------------------


def _delete(invocation: Invocation) -> str:
    """Put generations out of sight, or bring them back."""
    from ..session.selection import refuse_foreign

    library = invocation.session.library
    references = [word for word in invocation.arguments if word != "--undo"]
    if "--undo" in invocation.arguments:
        named = invocation.listed(references, deleted=True)
        asked = [one for word in named for one in _numbers_in(word, invocation)]
        asked = asked or library.last_deleted()
        restored = library.restore(asked)
        if restored:
            return f"back: {_refs(restored)}"
        return f"{_refs(asked)}: not deleted, or gone for good." if asked else "Nothing is deleted."
    found = invocation.find_all(*invocation.listed(references))
    if not found:
        raise OptionError("write: %imagegen delete REF…", hint="Such as %imagegen delete @12 frog")
    refuse_foreign(library, found)
    deleted = [generation.number for generation in found]
    library.delete(deleted)
    return f"deleted {_refs(deleted)} · %imagegen delete --undo brings it back"


def _refs(numbers: Sequence[int]) -> str:
    return ", ".join(f"@{number}" for number in numbers)


def _numbers_in(reference: str, invocation: Invocation) -> list[int]:
    """Return the numbers of the generations that a reference means, which may be deleted."""
    from ..library import Generation
    from ..library.generation import Pending
    from ..session import Sweep, SweepJob
    from ..session.selection import refuse_foreign

    value = invocation.value_of(reference)
    if isinstance(value, Pending):
        value = value.result()
    if isinstance(value, Generation):
        meant = [value]
    elif isinstance(value, (Sweep, SweepJob)):
        meant = list(value.generations)
    else:
        return [_number(reference)]
    refuse_foreign(invocation.session.library, meant)
    return [one.number for one in meant]


def _number(reference: str) -> int:
    number = reference.removeprefix("@")
    if not number.isdecimal() or len(number) > 18:
        raise OptionError(
            f"{reference!r} can't be brought back",
            hint="By number: %imagegen delete --undo @12, or without one what went last.",
        )
    return int(number)


def _prune(invocation: Invocation) -> str:
    from ..library.maintenance.prune import prune

    return prune(invocation.session.library).words


def _export(invocation: Invocation) -> str:
    """Write a bundle of this kernel's generations, of those named, or of a search."""
    from ..library.references import in_range
    from ..library.transfer.export_bundle import WITH_INPUTS
    from ..session.selection import selected

    words = [word for word in invocation.arguments if word != WITH_INPUTS]
    session, (path, *rest) = invocation.session, words
    query = " ".join(rest)
    # As typed: a word in quotes is searched for.
    parts = re.findall(_WORD, query)
    words = [one for part in parts for one in in_range(part, session.library)]
    generations = selected(session, words, invocation.namespace, query=query)
    with_inputs = WITH_INPUTS in invocation.arguments
    bundle = session.export_bundle(path, *generations, with_inputs=with_inputs)
    return bundle.words.replace(str(bundle.path), shown_path(bundle.path))


def _import(invocation: Invocation) -> str:
    return invocation.session.import_bundle(invocation.arguments[0]).words


def _figure(invocation: Invocation) -> str:
    """Write a figure of a sweep."""
    from ..session import SweepJob

    given = dict(word.split("=", 1) for word in invocation.arguments if word.startswith("--"))
    plain = [word for word in invocation.arguments if not word.startswith("--")]
    names = [word for word in plain if word != "-o"]  # as other tools want it
    if len(names) != 2:
        raise OptionError(
            "write: %imagegen figure SWEEP -o FILE",
            hint="Such as %imagegen figure birds -o birds.pdf",
        )
    name, path = names
    value = _sweep(name, invocation)
    sweep = value.result() if isinstance(value, SweepJob) else value
    rows, columns, title = (given.get(f"--{name}", "") for name in ("rows", "columns", "title"))
    written = sweep.figure(path, rows=rows, columns=columns, title=title)
    return f"wrote {shown_path(written)}"


def _sweep(name: str, invocation: Invocation) -> Sweep | SweepJob:
    """Return the sweep that a variable or its part holds; `OptionError` if it holds none."""
    from ..library import Generation
    from ..session import Job, Sweep, SweepJob

    value = invocation.value_of(name)
    if isinstance(value, (Generation, Job)):
        raise OptionError(
            f"{name} holds one picture and no sweep",
            hint=f"{name}.save({name!r}) keeps it, %imagegen show {name} shows it.",
        )
    if not isinstance(value, (Sweep, SweepJob)):
        # IPython keeps the values of cells under names of its own, such as _12.
        held = [
            one
            for one, other in invocation.namespace.items()
            if isinstance(other, (Sweep, SweepJob)) and not one.startswith("_")
        ]
        hint = nearest(name, held)
        if not hint and held:
            hint = f"Variables that hold sweeps: {', '.join(sorted(held)[:8])}."
        several = "More than one model, an axis in the prompt, -n or --rows make one."
        raise OptionError(f"{name} holds no sweep", hint=hint or several)
    return value


# -- the table and the help -----------------------------------------------------------

COMMANDS = {command.name: command for command in (
    Command("help", "", "this text", lambda _: cell_help()),
    Command("status", "", "every setting, its value and where it comes from", _status),
    Command("doctor", "", "find out what is broken, and how to mend it", _doctor),
    Command("models", "", "when to pick which model", _models),
    Command("use", "GATEWAY [--ask-key] [--remember] [--allow-http]",
            "choose the gateway for this kernel", _use),
    Command("panel", "[SWEEP] [--beside]",
            "open the panel: see everything, pick, edit, compare a sweep", _panel),
    Command("jobs", "", "what is under way, and what waits for its turn", _jobs),
    Command("cancel", "[REF…]",
            "hang up on all, or on these (may be billed); waiting: all unsent", _cancel),
    Command("history", "[QUERY]", "find it again: words, and model: is: tag: since: …",
            _history),
    Command("show", "REF", "show one again, or what a picture's file says", _show),
    Command("lineage", "REF", "what it was made from, and what became of it", _lineage),
    Command("diff", "REF [REF]", "two beside each other, or one and its inputs",
            _diff),
    Command("check", "REF… CHECKS", "check what is there, free: text, size, alpha, changed, only",
            _check),
    Command("rate", "REF STARS", "say what you think of it: 1 to 5, or 0 for nothing", _rate),
    Command("tag", "REF TAG…", "tag it; -TAG takes one away; starred is a star", _tag),
    Command("note", "REF [TEXT]", "write a note, which the search finds", _note),
    Command("delete", "[REF…] [--undo]", "put it out of sight; --undo brings it back", _delete),
    Command("prune", "", "throw away for good what was deleted", _prune),
    Command("spend", "", "what was paid: by day, model and notebook; today's budget",
            lambda call: call.session.spending()),
    Command("export", "FILE [QUERY] [--with-inputs]",
            "a bundle: this kernel's pictures, REFs or a search",
            _export),
    Command("figure", "SWEEP [-o] FILE [--rows=AXES] [--columns=AXES] [--title=TEXT]",
            "a sweep as a .pdf, .png or .html for a paper", _figure),
    Command("import", "FILE", "bring a bundle into the library",
            _import),
)}  # fmt: skip
USAGES = {name: command.usage for name, command in COMMANDS.items()}


def cell_help() -> str:
    """Return the help text, made from the tables of options and of subcommands."""
    options = [(f"{', '.join(row.flags)} {row.metavar}".rstrip(), row.help) for row in OPTIONS]
    commands = [(f"{row.name} {row.usage}".rstrip(), row.help) for row in COMMANDS.values()]
    lines = [
        "%%imagegen [NAME] [options], with the prompt below it in the cell",
        "",
        *(_help_row(left, text) for left, text in options),
        "",
        "NAME is bound to the result. REF is @12, @12.2, @last, a hash, a variable, Out[5] or a",
        "path. In the prompt, {name} inserts a value and {photo} attaches a picture.",
        "IPython takes a line that ends in ? as a question about its last word. Quote what",
        'is yours: %imagegen note @12 "is this good?"',
        "",
        "%imagegen SUBCOMMAND",
        "",
        *(_help_row(left, text) for left, text in commands),
    ]
    return "\n".join(lines)


def _help_row(left: str, text: str) -> str:
    """Return a row of the help; what is too long for its column has the text below it."""
    gap = "" if len(left) < HELP_COLUMN else f"\n  {'':<{HELP_COLUMN}}"
    return f"  {left:<{HELP_COLUMN}}{gap}{text}"
