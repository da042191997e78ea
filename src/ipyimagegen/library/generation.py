"""A generation: one request, with its pictures or its failure, as the library keeps it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arguments import checked_call, checked_path, checked_switches, checked_text
from ..errors import (
    LibraryError,
    OptionError,
    PictureError,
    Queued,
    UnknownReference,
    WrongArguments,
    error_from_dict,
)
from ..images.picture import Picture, reference_to
from ..images.saving import FIELDS, check_fields, name_part, slug
from ..paths import absolute
from ..prompts.cells import as_typed, cell_text
from ..regions.report import report_of
from ..text import a_kind, dollars, one_line
from .marks import STARRED, checked_note, checked_rating, checked_tags

if TYPE_CHECKING:
    from PIL import Image

    from ..checks.result import Result
    from ..images.preview import Preview
    from ..metadata import Record
    from ..regions.report import Report
    from .library import Library

__all__ = ["Generation", "InputRecord", "Pending", "Source", "age", "main_position"]

ALT_LENGTH = 200  # characters of a prompt that say what a picture shows


def age(time: str) -> float | None:
    """Return the seconds since a time of the catalogue; None where a stranger's is none."""
    try:
        moment = datetime.fromisoformat(time)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (datetime.now(UTC) - moment).total_seconds()
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class InputRecord:
    """An input: its identity, the user's name for it, and the generation that it came from.

    Its `picture` is as it was given, where the library has it.
    """

    source: str
    name: str
    generation: int | None = None
    picture: Picture | None = field(default=None, repr=False, compare=False)

    @property
    def is_kept(self) -> bool:
        """Whether the library has its picture whole."""
        return self.picture is not None and self.picture.is_whole

    @property
    def reference(self) -> str:
        """A reference to it: by hash where the library has its picture, else the user's name."""
        return reference_to(self.source) if self.is_kept else self.name


@dataclass(frozen=True)
class Source:
    """An input before it is prepared.

    Attributes
    ----------
    value
        The picture.
    name
        The user's name for it.
    generation
        The number of the generation it came from, if it came from one of this library.
    is_sketch
        Whether it came from a sketch of another library.
    """

    value: Path | bytes | Image.Image | Picture
    name: str
    generation: int | None = None
    is_sketch: bool = False

    def shows_the_same_as(self, other: Source) -> bool:
        """Whether both are surely the same picture; images in memory only if one object."""
        if self.value is other.value:
            return True
        comparable = (Picture, Path, bytes)
        return isinstance(self.value, comparable) and self.value == other.value

    def kept(self) -> Source:
        """Return it with its file's whole path, which stays right in another working folder."""
        return replace(self, value=absolute(self.value)) if isinstance(self.value, Path) else self


class Pending(ABC):
    """A generation that may still be under way: as an input it is waited for."""

    @abstractmethod
    def result(self) -> Generation:
        """Wait for it, and return it."""


@dataclass(frozen=True, eq=False)
class Generation:
    """One request with its pictures or its failure.

    Two are equal if they are the same one, however it is marked.

    Attributes
    ----------
    number, ref, uuid
        Its number in this library, the same as a reference (``"@12"``), and its identity.
    status
        ``"sent"`` (under way), ``"done"``, ``"failed"``, or ``"unknown"``: the process that
        sent it ended before the answer came, and it may have been billed.
    gateway, model, served_by
        The gateway, the model asked, and the model that answered.
    template, prompt
        The text as typed, and as sent.
    parameters, take
        Further parameters of the request, and the take.
    inputs, parents
        Its inputs; the generations among them.
    pictures, text, finish_reason, usage
        The reply; the pictures in the order in which they were delivered.
    cost
        Dollars, as the gateway reported it; None where it didn't.
    seconds
        From sending to the last byte.
    error
        For a failure: its kind, message and the gateway's words.
    rating, tags, note
        The user's: 1 to 5 or None, words, and text.
    deleted
        When it was deleted, None while it is not: out of sight, and not gone.
    imported
        When it came out of a bundle; None for one made here.
    composite
        Of an edit of a region: what the catalogue keeps of `only`.
    name, notebook, created, finished
        The variable it was bound to, the notebook, and times in UTC (ISO 8601).
    """

    number: int
    uuid: str
    status: str
    gateway: str
    model: str
    served_by: str
    template: str
    prompt: str
    parameters: Mapping[str, Any]
    take: int
    inputs: tuple[InputRecord, ...]
    pictures: tuple[Picture, ...]
    text: str
    finish_reason: str | None
    usage: Mapping[str, Any]
    cost: float | None
    seconds: float
    error: Mapping[str, Any] | None
    name: str
    notebook: str
    created: str
    finished: str | None
    rating: int | None
    tags: tuple[str, ...]
    note: str
    deleted: str | None
    imported: str | None
    composite: Mapping[str, Any] | None
    library: Library = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Generation) and other.uuid == self.uuid

    def __hash__(self) -> int:
        return hash(self.uuid)

    @property
    def ref(self) -> str:
        """The reference to it in this library."""
        return f"@{self.number}"

    @property
    def task(self) -> Mapping[str, str] | None:
        """The task in the gateway's queue that its picture may still come from; None for none.

        It has an ``id``, a ``state`` and an ``address`` on the gateway's host, each empty where
        the gateway names none. A task out of a bundle is somebody else's.
        """
        if self.status != "failed" or self.imported is not None:
            return None
        error = error_from_dict(self.error or {})
        return error.task if isinstance(error, Queued) else None

    @property
    def picture(self) -> Picture:
        """Its main picture: the largest, of equals the last; `UnknownReference` if it has none."""
        main = self.main
        if main is not None:
            return main
        if self.task is not None:
            raise UnknownReference(
                f"{self.ref} has no picture yet: it waits in the gateway's queue",
                hint=f"%imagegen show {self.ref} asks for it.",
            )
        if self.error is not None:
            raise UnknownReference(
                f"{self.ref} failed and has no picture", said=self.error.get("message", "")
            )
        if self.status == "unknown":
            raise UnknownReference(
                f"{self.ref} has no picture: the kernel that sent it ended before the answer came",
                hint="It may have been billed. Its cell with --again asks anew.",
            )
        if self.status == "done":
            raise UnknownReference(
                f"{self.ref} has no picture that the library knows of",
                hint="ipyimagegen library check tells what is wrong with it.",
            )
        raise UnknownReference(f"{self.ref} has no picture yet", hint="It is under way.")

    @property
    def main(self) -> Picture | None:
        """Its main picture; None if it has none."""
        return self.pictures[self.main_position] if self.pictures else None

    @property
    def main_position(self) -> int:
        """The position of its main picture, from 0: a composite comes first."""
        if not self.pictures or (self.only is not None and self.only.pasted):
            return 0
        return main_position(self.pictures)

    @property
    def only(self) -> Report | None:
        """What was done about its region; None without one, and where it is not done yet."""
        return report_of(self.composite)

    @property
    def delivered(self) -> Picture:
        """The picture that the model delivered, untouched: its main one, but for a composite."""
        if self.only is None or not self.only.pasted:
            return self.picture
        delivered = self.pictures[1 : 1 + self.only.delivered]
        return delivered[main_position(delivered)] if delivered else self.picture

    @property
    def shown(self) -> tuple[Picture, ...]:
        """The pictures that a cell shows: those delivered, or a composite of them."""
        return self.pictures[:1] if self.only is not None and self.only.pasted else self.pictures

    @property
    def missing(self) -> tuple[Picture, ...]:
        """Those of its pictures whose files are gone, or not whole."""
        return tuple(picture for picture in self.pictures if not picture.is_whole)

    @property
    def image(self) -> Image.Image:
        """Its main picture as a PIL image."""
        return self.picture.image

    @property
    def parents(self) -> tuple[Generation, ...]:
        """The generations whose pictures were its inputs, in the order sent, each once."""
        numbers = [one.generation for one in self.inputs if one.generation is not None]
        return tuple(self.library.numbered(numbers).values()) if numbers else ()

    @property
    def masks(self) -> tuple[Picture, ...]:
        """The masks that name its region, as far as the library has them."""
        parts = self.parameters.get("only")
        names = [str(part) for part in parts] if isinstance(parts, list) else []
        found = (self.library.picture(name[1:]) for name in names if _MASK.fullmatch(name))
        return tuple(picture for picture in found if picture is not None)

    @checked_call
    def widened(self, pixels: int) -> Generation:
        """Paste its answer anew, into a region that reaches so many pixels further; free.

        Parameters
        ----------
        pixels
            Of the picture that was changed, counted from the region that was asked for; 0 is
            that one again.

        Returns
        -------
        Generation
            With the new composite as its picture. The earlier one stays with it, behind the
            pictures that were delivered.

        Raises
        ------
        ImagegenError
            It is no edit of a region, its input is gone, or the answer can't be lined up.
        """
        from .checks import make_again
        from .composites import paste_answer

        before = self.checks
        made = paste_answer(self, wider=pixels)
        try:
            make_again(made, before)
        finally:  # it is pasted, whatever becomes of its checks
            self.library.changed()
        return made

    @property
    def is_sketch(self) -> bool:
        """Whether the embedded gateway drew it."""
        return self.gateway == "offline"

    @property
    def descends_from_sketch(self) -> bool:
        """Whether it, or anything it was made from, is an offline sketch."""
        return self.is_sketch or self.library.origins(self.number)[0]

    @checked_call
    def save(self, path: str | Path, *, embed: bool | None = None, strip: bool = False) -> Path:
        """Write the main picture to a file, and return its path; see `Picture.save`.

        Parameters
        ----------
        path
            In it, ``{number}``, ``{model}``, ``{take}`` and ``{name}`` stand for its own,
            ``{prompt}`` for the first words of the prompt, and ``{date}`` for the day it was
            made, such as ``2026-11-28``; each as a part of a name, which leads into no folder.
        embed
            Whether the file says how it was made; None asks the setting ``embed``. Its
            pixels stay as they were delivered, and a file with a C2PA manifest all of it.
        strip
            Take out all metadata, a C2PA manifest included.

        Raises
        ------
        OptionError
            Both are asked for, or the setting forbids it; the path has another ``{word}``, or
            is too long to look for one.
        PictureError
            The file can't be written.
        """
        path = checked_path(path)
        checked_switches(embed=embed is not None and embed, strip=strip)
        check_fields(path)
        own = {name: str(getattr(self, name)) for name in ("number", "model", "take", "name")}
        own |= {"prompt": slug(self.prompt), "date": self._day}
        # In one go: what stands in one of them is no field again.
        text = _FIELD.sub(lambda field: name_part(own[field[1]]), str(path))
        copy = self._copy(embed=embed, strip=strip)
        saved = self.picture.save_copy(text, copy)
        self.library.warn_of_key(self.picture, copy)
        return saved

    @property
    def age(self) -> float | None:
        """Seconds since it was made; None where a stranger's row has a time that is none."""
        return age(self.created)

    @property
    def _day(self) -> str:
        """The day that it was made, where it is looked at; a stranger's may be none."""
        try:
            return f"{datetime.fromisoformat(self.created).astimezone():%Y-%m-%d}"
        except (ValueError, OverflowError, OSError):
            return slug(self.created[:10])

    def _copy(self, *, embed: bool | None, strip: bool) -> bytes:
        """Return the main picture's bytes, with or without metadata."""
        from .. import metadata

        if embed and (strip or self.library.embed == "never"):
            why = "strip takes out what embed writes" if strip else "the setting embed = never"
            raise OptionError("nothing is written into this copy", said=why)
        data = self.picture.bytes
        if strip:
            return metadata.strip(data)
        if embed:
            return metadata.embed(data, self.record)
        if embed is None and self.library.embed == "always":
            with suppress(PictureError):  # viewers show it, and nothing can be put into it
                return metadata.embed(data, self.record)
        return data

    @property
    def time_and_cost(self) -> list[str]:
        """Its seconds and its cost in words, each as far as that says anything.

        A sketch's seconds do not, and differ from run to run, so that no notebook on the
        offline gateway would compare equal.
        """
        told = [f"{self.seconds:.0f} s"] if self.seconds >= 1 and not self.is_sketch else []
        return told if self.cost is None else [*told, dollars(self.cost)]

    @property
    def input_references(self) -> list[str]:
        """References to its inputs, in order: by hash where the library has the picture."""
        return [one.reference for one in self.inputs]

    @property
    def cell(self) -> str:
        """The cell that asks for exactly this, in any library: pictures are named by hash.

        It holds the prompt that was sent, because a template may stand for several pictures,
        or name variables that only its own notebook has. `ImagegenError` if there is none.
        """
        return self.cell_from(self.input_references)

    @checked_call
    def cell_from(self, references: Sequence[str]) -> str:
        """Return the cell that asks for this with other names for its inputs."""
        if isinstance(references, str) or not isinstance(references, Sequence):
            raise WrongArguments(f"references are a list of texts, not {a_kind(references)}")
        for name in references:
            checked_text("a reference", name)
        if self.imported is not None:
            for name in references:
                _check_portable(name)
        if not self.model:
            raise OptionError("no cell can ask for exactly this", said="it names no model")
        return cell_text(
            self.prompt,
            model=self.model,
            inputs=references,
            parameters=self.parameters,
            take=self.take,
            raw=not as_typed(self.prompt),
        )

    @property
    def record(self) -> Record:
        """How its main picture was made, as it is written into a copy."""
        from .. import __version__
        from ..metadata import Record

        main = self.picture
        return Record(
            uuid=self.uuid,
            hash=main.hash,
            prompt=self.prompt,
            template=self.template,
            model=self.model,
            served_by=self.served_by,
            created=self.created,
            width=main.width,
            height=main.height,
            take=self.take,
            parameters=self.parameters,
            inputs=tuple(given.source for given in self.inputs),
            source=self._source_type,
            generator=f"ipyimagegen {__version__}",
        )

    @property
    def _source_type(self) -> str:
        """The last part of the digital source type, as the IPTC names them."""
        if self.is_sketch:
            return "algorithmicMedia"
        pasted = self.only is not None and self.only.pasted
        if pasted or self.holds_own_picture:
            return "compositeWithTrainedAlgorithmicMedia"
        return "trainedAlgorithmicMedia"

    @property
    def holds_own_picture(self) -> bool:
        """Whether a picture of the user's own was among its inputs, or those of its parents."""
        return bool(self.inputs) and self.library.origins(self.number)[1]

    # -- the user's marks ----------------------------------------------------------------

    @property
    def is_starred(self) -> bool:
        """Whether it has the tag ``starred``."""
        return STARRED in self.tags

    @checked_call
    def rate(self, rating: int) -> Generation:
        """Rate it from 1 to 5, or take its rating away with 0; return it as it is then."""
        return self._marked(rating=checked_rating(rating))

    @checked_call
    def tag(self, *changes: str) -> Generation:
        """Tag it with words, and take those away that begin with ``-``; ``starred`` is a star."""
        # As they are now: a variable holds those that it had when its cell ran.
        now = self.library.get(self.number) or self
        return self._marked(tags=" ".join(checked_tags(now.tags, changes)))

    @checked_call
    def annotate(self, note: str) -> Generation:
        """Write a note to it, found by `history` as its prompt is; an empty one takes it away."""
        return self._marked(note=checked_note(note))

    def _marked(self, **marks: Any) -> Generation:
        self.library.mark(self.number, **marks)
        marked = self.library.get(self.number)
        if marked is None:
            raise UnknownReference(f"{self.ref} was deleted for good")
        return marked

    # -- checks ---------------------------------------------------------------------------

    @property
    def checks(self) -> dict[str, Result]:
        """What checks found of its picture, by the check as it was written, as it is now."""
        return self.library.checks_of([self]).get(self.number, {})

    @checked_call
    def check(self, check: str) -> Result:
        """Check its picture, free; a result that is kept is returned at once.

        Parameters
        ----------
        check
            ``"text"`` (the words in quotes stand in the picture), ``"text!"`` (exactly),
            ``'text="OPEN 24 HOURS"'``, ``"size"``, ``"alpha"``, ``"changed"``, ``"only"``, or the
            name of a function below `ipyimagegen.check`.

        Returns
        -------
        Result
            True where the picture passed; it says what was found.

        Raises
        ------
        OptionError
            There is no such check.
        UnknownReference
            There is no picture.
        """
        from ..checks.check import one_check
        from .checks import examine

        wanted, _ = one_check(check), self.picture
        [result] = examine(self, [wanted])
        self.library.changed()
        return result

    @checked_call
    def delete(self) -> None:
        """Put it out of sight: no list has it, and its request is not answered by it any more.

        `restore` brings it back, until `ipyimagegen.library.maintenance.prune.prune`.
        """
        self.library.delete([self.number])

    @checked_call
    def restore(self) -> None:
        """Bring it back after `delete`."""
        self.library.restore([self.number])

    @checked_call
    def edit(
        self,
        prompt: str,
        *,
        inputs: Sequence[object] = (),
        model: str | None = None,
        gateway: str | None = None,
        aspect: str | None = None,
        size: str | None = None,
        timeout: float | None = None,
        extra: Mapping[str, Any] | None = None,
        only: object = None,
        crop: bool = False,
        checks: object = None,
        raw: bool = False,
        take: int | None = None,
        again: bool = False,
        **values: Any,
    ) -> Generation:
        """Make a picture from this one; the options are those of `ipyimagegen.generate`.

        Further `inputs` are sent after it, in order.
        """
        if self.library.maker is None:
            raise LibraryError(
                "this library only keeps pictures", hint="Edit through ipyimagegen.edit()."
            )
        return self.library.maker.edit(
            self,
            prompt,
            inputs=inputs, model=model, gateway=gateway, aspect=aspect, size=size,
            timeout=timeout, extra=extra, only=only, crop=crop, checks=checks, raw=raw, take=take,
            again=again, **values,
        )  # fmt: skip

    @property
    def preview(self) -> Preview | None:
        """One small picture for a notebook, however many pictures there are; kept once made.

        None where there is none, or where a file is missing.
        """
        if not self.pictures or self.missing:
            return None
        return self.library.previews.of(self.shown, self.library.preview_side)

    def _repr_jpeg_(self) -> tuple[str, dict[str, str | int]] | None:
        return self._preview_as("jpeg")

    def _repr_png_(self) -> tuple[str, dict[str, str | int]] | None:
        return self._preview_as("png")

    def _preview_as(self, kind: str) -> tuple[str, dict[str, str | int]] | None:
        """Return the preview if it is of that type: a cell's output has one image, not two.

        The alternative text is for exports: the classic template of nbconvert has it. The size
        is that on the page.
        """
        from ..images.preview import shown_size

        preview = self.preview
        if preview is None or preview.type != kind:
            return None
        size = shown_size(preview, several=len(self.pictures) > 1)
        return preview.base64, {"alt": one_line(self.prompt, ALT_LENGTH), **size}

    def __repr__(self) -> str:
        model = one_line(self.model, 80)
        if self.task is not None:
            return f"<Generation {self.ref}: {model}, in the gateway's queue>"
        if self.status == "failed":
            kind = one_line(str((self.error or {}).get("kind", "unknown")), 40)
            return f"<Generation {self.ref}: {model}, failed: {kind}>"
        if self.status == "unknown":
            billed = "" if self.is_sketch else ": may have been billed"
            return f"<Generation {self.ref}: {model}, unknown{billed}>"
        if not self.pictures:
            state = "done, no picture" if self.status == "done" else "sent, no answer yet"
            return f"<Generation {self.ref}: {model}, {state}>"
        main = self.picture
        count = len(self.shown)
        many = "1 picture" if count == 1 else f"{count} pictures"
        gone = " (file missing)" if self.missing else ""
        size = f"{main.width}×{main.height} {main.type.upper()}{gone}"
        return f'<Generation {self.ref}: {model}, {many} {size}, "{one_line(self.prompt, 40)}">'


_FIELD = re.compile(rf"\{{({'|'.join(FIELDS)})\}}")
_MASK = re.compile(r"@[0-9a-f]{64}")
_PORTABLE = re.compile(r"[^\W_][\w. -]{0,199}|@(?=\d*[a-f])[0-9a-f]{8,64}")


def _check_portable(name: str) -> None:
    """Refuse a stranger's name for an input that might be a picture of one's own here.

    A hash, a variable or a file beside the notebook is what a bundle of ours names; a number,
    a cell's output or a file in some folder means something else on another machine.
    """
    if not _PORTABLE.fullmatch(name):
        raise UnknownReference(
            "it was made from a picture that this library lacks", said=one_line(name, 60)
        )


def main_position(pictures: Sequence[Picture]) -> int:
    """Return the position, from 0, of the picture that a generation stands for.

    A model that thinks sends drafts before its picture, as large as that or smaller
    (minimaxir/gemimg#21): so it is the largest, and of equals the last.
    """
    return max(range(len(pictures)), key=lambda at: (pictures[at].width * pictures[at].height, at))
